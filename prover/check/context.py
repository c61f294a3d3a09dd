"""Z3 behind its textual interface: SMT-LIB scripts in, printed answers out."""

from __future__ import annotations

from collections.abc import Iterable

from z3 import z3core
from z3.z3types import Z3Exception

__all__ = ["Z3Context"]


class Z3Context:
    """A Z3 context that reports errors as empty output (Z3's default is to exit)."""

    def __init__(self) -> None:
        config = z3core.Z3_mk_config()
        self._handle = z3core.Z3_mk_context(config)
        self._on_error = z3core.Z3_set_error_handler(self._handle, lambda _context, _code: None)
        z3core.Z3_del_config(config)

    def __del__(self) -> None:
        z3core.Z3_del_context(self._handle)

    def evaluate(self, script: Iterable[str]) -> str:
        """The output of an SMT-LIB script."""
        try:
            return str(z3core.Z3_eval_smtlib2_string(self._handle, "\n".join(script)))
        except Z3Exception:
            return ""
