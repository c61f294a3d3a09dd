"""SMT-LIB 2 scripts: uninterpreted functions, integers and reals, with quantifiers.

``expressions`` reads brackets and tokens; ``terms`` gives them their meaning, with ``cases`` for
conditional terms and ``operations`` for arithmetic; ``script`` carries out the commands up to the
first ``check-sat``.
"""

from prover.logic.smtlib.expressions import SmtlibError
from prover.logic.smtlib.script import parse_smtlib

__all__ = ["SmtlibError", "parse_smtlib"]
