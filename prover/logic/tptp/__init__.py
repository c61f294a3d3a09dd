"""TPTP (``fof``, ``cnf``, ``tff``, ``include``), as the TPTP language v9 has it.

``tokens`` finds the statements of a text and their tokens, ``statement`` reads how one starts,
``formulas`` its formula, ``declarations`` its type, ``annotations`` what stands behind them;
``vocabulary`` keeps the symbols and their types.  So far this serves :mod:`prover.tstp`, too.
``files`` puts problems together and follows includes, ``problems`` says what is asked.
"""

from prover.logic.tptp.errors import IncludeError, TptpSyntaxError, TptpTypeError
from prover.logic.tptp.files import MAX_BYTES, include_roots, parse_tptp, read_tptp
from prover.logic.tptp.problems import tptp_problem
from prover.logic.tptp.statement import AnnotatedFormula

__all__ = [
    "MAX_BYTES",
    "AnnotatedFormula",
    "IncludeError",
    "TptpSyntaxError",
    "TptpTypeError",
    "include_roots",
    "parse_tptp",
    "read_tptp",
    "tptp_problem",
]
