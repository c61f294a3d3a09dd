"""Derived clauses: what the engines pass around, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from prover.clausify import InputClause
from prover.logic.clause import Clause
from prover.logic.unify import Bindings
from prover.proof import Rule

__all__ = ["Derivation", "in_order", "input_derivation"]


@dataclass(frozen=True, slots=True, eq=False)
class Derivation:
    """A clause and where it came from: an input ``source``, or a rule and parents.

    ``instances`` are the bindings of each parent's variables, where the engine knows them.
    """

    clause: Clause
    rule: Rule
    parents: tuple[Derivation, ...] = ()
    instances: tuple[Bindings, ...] = ()
    source: str = ""


def input_derivation(entry: InputClause) -> Derivation:
    """The derivation of a clause that was given."""
    return Derivation(entry.clause, Rule.CLAUSIFY, source=entry.source)


def in_order(last: Iterable[Derivation]) -> Iterator[Derivation]:
    """The derivations ``last`` and all their ancestors, each once and after its parents."""
    done: set[Derivation] = set()
    stack = [(node, False) for node in reversed(tuple(last))]
    while stack:
        node, expanded = stack.pop()
        if node in done:
            continue
        if expanded:
            done.add(node)
            yield node
        else:
            stack.append((node, True))
            stack.extend((parent, False) for parent in reversed(node.parents))
