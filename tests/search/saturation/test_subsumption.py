"""Subsumption agrees with trying everything."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from prover.logic import syntax
from search.saturation.clauses import Clause, Literal
from search.saturation.records import GIVEN
from search.saturation.subsumption import SubsumptionIndex, subsuming
from search.saturation.unification import Bindings, match
from tests.search.saturation.small import Small, small_terms

LITERALS = st.tuples(st.booleans(), small_terms(depth=2), small_terms(depth=2))
CLAUSES = st.lists(LITERALS, min_size=1, max_size=3)
Shown = list[tuple[bool, syntax.Term, syntax.Term]]


def made(small: Small, clause: Shown) -> tuple[Literal, ...]:
    return tuple(dict.fromkeys(small.literal(*literal) for literal in clause))


def subsumes_slowly(general: tuple[Literal, ...], special: tuple[Literal, ...]) -> bool:
    def extends(pairs: list[tuple[Literal, Literal]], bindings: Bindings) -> bool:
        if not pairs:
            return True
        (pattern, target), *rest = pairs
        for left, right in ((target.left, target.right), (target.right, target.left)):
            trial = dict(bindings)
            if (
                match(pattern.left, left, trial)
                and match(pattern.right, right, trial)
                and extends(rest, trial)
            ):
                return True
        return False

    return any(
        all(p.positive == t.positive for p, t in zip(general, chosen, strict=True))
        and extends(list(zip(general, chosen, strict=True)), {})
        for chosen in permutations(special, len(general))
    )


@given(CLAUSES, CLAUSES)
def test_agrees_with_trying_everything(one: Shown, other: Shown) -> None:
    small = Small()
    general, special = made(small, one), made(small, other)
    found = subsuming(general, special)
    assert (found is not None) == subsumes_slowly(general, special)


@given(st.lists(CLAUSES, max_size=8), CLAUSES)
def test_the_index_finds_what_there_is(kept: list[Shown], asked: Shown) -> None:
    small = Small()
    index = SubsumptionIndex()
    clauses = [Clause(n, made(small, each), GIVEN, ()) for n, each in enumerate(kept)]
    for clause in clauses:
        index.add(clause)
    query = Clause(99, made(small, asked), GIVEN, ())
    literals = query.literals
    forwards = [c for c in clauses if subsuming(c.literals, literals) is not None]
    found = index.subsumer(literals, query.mask)
    assert found in forwards if forwards else found is None
    backwards = [c for c in clauses if subsuming(literals, c.literals) is not None]
    assert set(index.subsumed(query)) == set(backwards)
    for clause in clauses:
        index.remove(clause)
    assert index.subsumer(literals, query.mask) is None
    assert not index.subsumed(query)
