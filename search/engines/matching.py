"""Whether a clause says no more than another one does already."""

from __future__ import annotations

from collections.abc import Iterator

from prover.logic.clause import Clause, Literal
from prover.logic.syntax import Equality
from prover.logic.unify import Bindings, match_atoms

__all__ = ["is_instance"]


def is_instance(clause: Clause, of: Clause) -> bool:
    """True when ``clause`` has, for every literal of ``of``, one that is its instance.

    All by one substitution, equations read both ways, literals one for one: so it holds for
    clauses that were renamed, reordered or turned around.
    """
    return len(of.literals) <= len(clause.literals) and _matches(
        list(of.literals), list(clause.literals), {}
    )


def _matches(wanted: list[Literal], offered: list[Literal], bindings: Bindings) -> bool:
    if not wanted:
        return True
    for index, literal in enumerate(offered):
        rest = offered[:index] + offered[index + 1 :]
        for extended in _matchings(wanted[0], literal, bindings):
            if _matches(wanted[1:], rest, extended):
                return True
    return False


def _matchings(pattern: Literal, target: Literal, bindings: Bindings) -> Iterator[Bindings]:
    if pattern.positive != target.positive:
        return
    atoms = [target.atom]
    if isinstance(target.atom, Equality):
        atoms.append(Equality(target.atom.right, target.atom.left))
    for atom in atoms:
        extended = match_atoms(pattern.atom, atom, bindings)
        if extended is not None:
            yield extended
