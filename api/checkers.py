"""What checks answers and is worth keeping warm: a Z3 context, and Lean's kernel once asked."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from api.settings import Settings
from prover.check import Z3Session
from prover.errors import ProverError

if TYPE_CHECKING:
    from prover.lean.verify import LeanKernel

__all__ = ["Checkers"]

_CHECK_SECONDS = 30.0
"""Time for all steps of a proof where nothing else limits it."""


@dataclass(slots=True)
class Checkers:
    """Z3 and Lean, each started when it is first needed; leaving the ``with`` block ends them.

    Args:
        settings: their limits, and which Lean.
    """

    settings: Settings
    _z3: Z3Session | None = None
    _kernel: LeanKernel | None = None
    _no_kernel: ProverError | None = None

    def __enter__(self) -> Checkers:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def z3(self, seconds: float = inf) -> Z3Session:
        """The session that discharges proof steps, with so many seconds for the next ones."""
        if self._z3 is None:
            self._z3 = Z3Session(self.settings.step_rlimit, self.settings.step_timeout_ms)
        total = max(1, int(min(seconds, _CHECK_SECONDS) * 1000))
        self._z3.total_ms = total
        self._z3.timeout_ms = min(self.settings.step_timeout_ms, total)
        return self._z3

    @property
    def kernel(self) -> LeanKernel:
        """Lean's kernel.

        Raises:
            LeanMissing: there is none; looked for once only.
        """
        from api.lean.kernel import open_kernel

        if self._no_kernel is not None:
            raise self._no_kernel
        if self._kernel is None:
            try:
                self._kernel = open_kernel(self.settings)
            except ProverError as error:
                self._no_kernel = error
                raise
        return self._kernel

    def close(self) -> None:
        """End what runs in the background."""
        if self._kernel is not None:
            self._kernel.close()
            self._kernel = None
