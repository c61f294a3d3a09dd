"""Reading formulas as people and language models write them.

``tokens`` → ``tree`` (one LALR grammar, ``formula.lark``) → ``resolve`` (which names are
variables) → ``sorts``; ``repair`` mends what is nearly a formula, ``errors`` says where and
why something is none, and ``theory`` puts them together.
"""

from prover.logic.reader.errors import FormulaSyntaxError
from prover.logic.reader.repair import ReadingWarning
from prover.logic.reader.sorts import SortConflictError
from prover.logic.reader.theory import Reading, parse_formula, parse_formulas
from prover.logic.reader.tokens import Style

__all__ = [
    "FormulaSyntaxError",
    "Reading",
    "ReadingWarning",
    "SortConflictError",
    "Style",
    "parse_formula",
    "parse_formulas",
]
