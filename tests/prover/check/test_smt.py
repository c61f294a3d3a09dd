"""Z3 answers within its limits, and never takes the process with it."""

from __future__ import annotations

from time import perf_counter

import pytest

from prover.check.smt import Answer, Entailment, Z3Session
from prover.logic.reader import parse_formula, parse_formulas
from prover.logic.syntax import (
    INDIVIDUAL,
    And,
    Atom,
    ForAll,
    Formula,
    PredicateSymbol,
    Sort,
    Variable,
)

HARD = parse_formulas(
    [
        "∀x ∀y ∀z (m(m(x, y), z) = m(x, m(y, z)))",
        "∀x (m(e, x) = x)",
        "∀x (m(i(x), x) = e)",
        "∀x (m(x, m(x, x)) = e)",
        "∀x ∀y (h(x, y) = m(x, m(y, m(i(x), i(y)))))",
        "∀x ∀y (h(h(x, y), y) = e)",
    ]
).formulas

HOLES = range(11)
PIGEONS = range(12)
CROWDED = parse_formulas(
    [
        *(" ∨ ".join(f"in(p{pigeon}, h{hole})" for hole in HOLES) for pigeon in PIGEONS),
        *(
            f"¬(in(p{one}, h{hole}) ∧ in(p{other}, h{hole}))"
            for hole in HOLES
            for one in PIGEONS
            for other in range(one)
        ),
        "∀x happy(x)",
    ]
).formulas
"""Hard at every limit.  Z3 looks at its clock between steps, and every step here is short."""


def ask(session: Z3Session, *texts: str) -> Answer:
    *assumptions, conclusion = parse_formulas(texts).formulas
    [answer] = session.decide([Entailment(tuple(assumptions), conclusion)])
    return answer


@pytest.mark.parametrize(
    ("texts", "answer"),
    [
        (("P(a)", "∀x (P(x) → Q(x))", "Q(a)"), Answer.ENTAILED),
        (("P(a)", "Q(a)"), Answer.NOT_ENTAILED),
        (("a = b", "P(a)", "P(b)"), Answer.ENTAILED),
        (("∀x P(x)", "∃x P(x)"), Answer.ENTAILED),
        (("∃x P(x)", "∀x P(x)"), Answer.NOT_ENTAILED),
        (("P(a) ⊕ Q(a)", "¬(P(a) ↔ Q(a))"), Answer.ENTAILED),
        (("P", "P ∨ Q"), Answer.ENTAILED),
        (("'odd name'(a)", "∃x 'odd name'(x)"), Answer.ENTAILED),
    ],
)
def test_decides(texts: tuple[str, ...], answer: Answer) -> None:
    assert ask(Z3Session(), *texts) is answer


def test_sorts_are_kept_apart() -> None:
    nat = Sort("nat")
    one, other = PredicateSymbol("P", (INDIVIDUAL,)), PredicateSymbol("P", (nat,))
    x, n = Variable("x", INDIVIDUAL), Variable("n", nat)
    everything: Formula = ForAll(x, Atom(one, (x,)))
    question = Entailment((everything,), ForAll(n, Atom(other, (n,))))
    assert Z3Session().decide([question]) == (Answer.NOT_ENTAILED,)


def test_many_questions_are_answered_in_order() -> None:
    yes = Entailment((parse_formula("P(a)"),), parse_formula("P(a)"))
    no = Entailment((parse_formula("P(a)"),), parse_formula("P(b)"))
    answers = Z3Session().decide([yes, no] * 100)
    assert answers == (Answer.ENTAILED, Answer.NOT_ENTAILED) * 100


def test_the_resource_limit_gives_unknown_and_the_session_lives_on() -> None:
    session = Z3Session(rlimit=20_000)
    assert session.decide([Entailment(HARD[:-1], HARD[-1])]) == (Answer.UNKNOWN,)
    assert ask(session, "P(a)", "P(a)") is Answer.ENTAILED


@pytest.mark.timed
def test_the_limit_of_time_for_all_questions_is_kept() -> None:
    session = Z3Session(rlimit=1_000_000_000, timeout_ms=100, total_ms=200)
    start = perf_counter()
    answers = session.decide([Entailment(CROWDED[:-1], CROWDED[-1])] * 200)
    assert perf_counter() - start < 6
    assert answers[-1] is Answer.UNKNOWN


@pytest.mark.timed
def test_the_limit_of_time_for_one_question_is_kept_by_all() -> None:
    session = Z3Session(rlimit=1_000_000_000, timeout_ms=200)
    start = perf_counter()
    answers = session.decide([Entailment(CROWDED[:-1], CROWDED[-1])] * 4)
    assert perf_counter() - start < 6  # one such question alone takes far longer without limit
    assert set(answers) == {Answer.UNKNOWN}


def test_a_formula_that_explodes_when_written_out_is_unknown() -> None:
    formula = parse_formula("P(a)")
    for _ in range(60):
        formula = And((formula, formula))
    question = Entailment((formula,), parse_formula("P(a)"))
    easy = Entailment((parse_formula("P(a)"),), parse_formula("P(a)"))
    assert Z3Session().decide([question, easy]) == (Answer.UNKNOWN, Answer.ENTAILED)


def test_a_core_names_formulas_that_contradict_each_other() -> None:
    texts = ["P(a)", "Q(b)", "∀x (P(x) → R(x))", "¬R(a)"]
    formulas = parse_formulas(texts).formulas
    named = dict(zip(["one", "two", "three", "four"], formulas, strict=True))
    assert set(Z3Session().unsatisfiable_core(named) or ()) == {"one", "three", "four"}
    assert Z3Session().unsatisfiable_core({"one": formulas[0]}) is None
