"""Reading ``.theory`` files (``data/theories/README.md`` describes the format).

``tokens`` (and items: a keyword with what is indented below it) → ``declarations`` and ``tree``
(operator precedence) → ``elaboration`` (names and sorts) → ``equations`` → ``reading``, which has
the result checked by :mod:`prover.theory.wellformed`.  Every error has a position.
"""

from prover.theory.reader.errors import TheorySyntaxError
from prover.theory.reader.reading import read_theory

__all__ = ["TheorySyntaxError", "read_theory"]
