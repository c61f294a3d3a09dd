"""Indexes may return too much, never too little."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from prover.logic import syntax
from search.saturation.clauses import Clause
from search.saturation.discrimination import DiscriminationTree, Rewrite
from search.saturation.fingerprints import FingerprintIndex, Fingerprints
from search.saturation.records import GIVEN
from search.saturation.unification import match, unify
from tests.search.saturation.small import Small, small_terms

TERMS = st.lists(small_terms(), max_size=12)


@given(TERMS, small_terms())
def test_fingerprints_find_all_that_unify(stored: list[syntax.Term], asked: syntax.Term) -> None:
    small = Small()
    index: FingerprintIndex[int] = FingerprintIndex(Fingerprints())
    query = small.terms.shifted(small.term(asked), 1, {})
    for number, term in enumerate(stored):
        index.partners(query)  # asked before, while and after it is filled
        index.add(small.term(term), number)
    found = {n for bucket in index.partners(query) for ns in bucket.values() for n in ns}
    wanted = {n for n, term in enumerate(stored) if unify(query, small.term(term)) is not None}
    assert wanted <= found


@given(TERMS, small_terms())
def test_fingerprints_find_all_instances(stored: list[syntax.Term], asked: syntax.Term) -> None:
    small = Small()
    index: FingerprintIndex[int] = FingerprintIndex(Fingerprints())
    query = small.term(asked)
    for number, term in enumerate(stored):
        index.instances(query)
        index.add(small.term(term), number)
    found = {n for bucket in index.instances(query) for ns in bucket.values() for n in ns}
    wanted = {n for n, term in enumerate(stored) if match(query, small.term(term), {})}
    assert wanted <= found


@given(TERMS)
def test_what_is_removed_is_not_found(stored: list[syntax.Term]) -> None:
    small = Small()
    index: FingerprintIndex[int] = FingerprintIndex(Fingerprints())
    for number, term in enumerate(stored):
        index.add(small.term(term), number)
    for number, term in enumerate(stored):
        index.remove(small.term(term), number)
    x = small.terms.variable(1, 1)
    assert not any(index.partners(x))


@given(TERMS, small_terms(), st.integers(0, 12))
def test_the_tree_finds_all_newer_generalisations(
    stored: list[syntax.Term], asked: syntax.Term, since: int
) -> None:
    small = Small()
    tree = DiscriminationTree()
    clause = Clause(1, (), GIVEN, ())
    rules = []
    for date, term in enumerate(stored, start=1):
        left = small.term(term)
        rules.append(Rewrite(left, left, True, clause, date))
        tree.add(rules[-1])
    query = small.term(asked)
    found = tree.candidates(query, since)
    assert all(rule.date > since for rule in found)
    assert {r for r in rules if r.date > since and match(r.left, query, {})} <= set(found)
