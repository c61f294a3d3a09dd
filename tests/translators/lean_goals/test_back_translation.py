"""Whatever is understood is said back in English that means the very same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from translators.lean_goals import formalize

_LET = (
    "Let n and m be natural numbers. Let a be an integer. "
    "Let xs and ys be lists of natural numbers. Let A and B be sets of natural numbers. "
    "Let p and q be propositions. "
)

_LISTS = st.recursive(
    st.sampled_from(["xs", "ys", "[2]", "[n, 1]", "the first n elements of xs"]).map("({})".format),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("({0[0]} ++ {0[1]})".format),
        inner.map("(the reverse of {})".format),
    ),
    max_leaves=3,
)

_NUMBERS = st.recursive(
    st.one_of(
        st.sampled_from(["n", "m", "0", "7", "the sum of n and m", "max(n, m)"]),
        _LISTS.map("the length of {}".format),
        _LISTS.map("the number of occurrences of n in {}".format),
    ).map("({})".format),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/%"), inner).map(" ".join).map("({})".format),
        st.tuples(inner, inner).map("gcd({0[0]}, {0[1]})".format),
        inner.map("({} squared)".format),
    ),
    max_leaves=4,
)

_INTEGERS = st.one_of(
    _NUMBERS.map("a + {}".format), _NUMBERS.map("|a - {}|".format), st.just("-a"), _NUMBERS
)

_SETS = st.recursive(
    st.sampled_from(["A", "B", "A ∩ ∅", "{n}", "{n, m}", "the complement of A"]).map("({})".format),
    lambda inner: st.tuples(inner, st.sampled_from("∪∩\\"), inner).map(" ".join).map("({})".format),
    max_leaves=3,
)

_ATOMS = st.one_of(
    st.tuples(_INTEGERS, st.sampled_from("=≠<≤>≥∣"), _INTEGERS).map(" ".join),
    _INTEGERS.map("{} is even".format),
    _NUMBERS.map("{} is not prime".format),
    st.tuples(_NUMBERS, _NUMBERS).map("{0[0]} and {0[1]} are coprime".format),
    st.tuples(_LISTS, _LISTS).map("{0[0]} is a prefix of {0[1]}".format),
    _LISTS.map("{} is empty".format),
    _SETS.map("n ∈ {}".format),
    st.tuples(_SETS, st.sampled_from("=⊆"), _SETS).map(" ".join),
    st.sampled_from(["p", "q", "p is true", "A and B are disjoint"]),
    st.just("a is congruent to n modulo 5"),
)

_PROPOSITIONS = st.recursive(
    _ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or", "implies", "if and only if"]), inner).map(
            "({0[0]}) {0[1]} ({0[2]})".format
        ),
        inner.map("not ({})".format),
        st.tuples(inner, inner).map("if {0[0]}, then {0[1]}".format),
        inner.map("for every natural number k, ({}) or k = n".format),
        inner.map("there is an even integer b such that (b = a) and ({})".format),
        inner.map("there is exactly one natural number k such that (k = m) and ({})".format),
    ),
    max_leaves=4,
)


@given(_PROPOSITIONS, _PROPOSITIONS)
def test_what_is_said_back_reads_as_the_same_statement(first: str, second: str) -> None:
    made = formalize(f"{_LET}Suppose {first}. Then {second}.")
    again = formalize(made.english)
    assert again.statement == made.statement
    assert again.english == made.english
