"""Which premises may be used for a theorem: those that come before it, as LeanDojo has it."""

from __future__ import annotations

from collections.abc import Sequence

from prover.errors import InputError
from search.premises.premise import Accessible, Premise

__all__ = ["accessible_for"]


def accessible_for(premises: Sequence[Premise], theorem: str) -> Accessible:
    """The premises of the theorem's module and of those before it, without its own statement.

    The order within a module is not known to the index, so a proof that has to come before the
    theorem is still to be judged.

    Args:
        premises: in the order in which their modules were imported.
        theorem: the name of one of them.

    Raises:
        InputError: it is none of them.
    """
    place = next((i for i, premise in enumerate(premises) if premise.name == theorem), None)
    if place is None:
        raise InputError(f"there is no theorem {theorem} in the index of premises")
    own = premises[place]
    last = place
    while last + 1 < len(premises) and premises[last + 1].module == own.module:
        last += 1

    def accessible(index: int) -> bool:
        return index <= last and premises[index].statement != own.statement

    return accessible
