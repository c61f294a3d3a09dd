"""Saturation: a superposition prover, all of whose proofs can be checked.

:func:`refute` runs a schedule of strategies; each is a given-clause loop
(:mod:`search.saturation.loop`) on integer-coded, shared terms.  A refutation comes back as a
:class:`~search.derivation.Derivation` with the instances that each step needs.
"""

from search.saturation.loop import Outcome
from search.saturation.run import Saturation, refute
from search.saturation.strategies import QUICK, SCHEDULE, Instantiation, Slice, Strategy

__all__ = [
    "QUICK",
    "SCHEDULE",
    "Instantiation",
    "Outcome",
    "Saturation",
    "Slice",
    "Strategy",
    "refute",
]
