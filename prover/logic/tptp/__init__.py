"""TPTP problem files (``fof``, ``cnf``, ``tff``, ``include``), as the TPTP language v9 has them.

``tokens`` finds the statements of a text and their tokens, ``formulas`` reads one formula,
``declarations`` one type, ``vocabulary`` keeps the symbols and their types, ``files`` puts them
together and follows includes, ``problems`` says what is asked.
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
