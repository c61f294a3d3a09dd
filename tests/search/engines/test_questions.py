"""What other provers are asked: clauses in their languages, under plain names."""

from __future__ import annotations

from prover.clausify import InputClause
from prover.logic.clause import Clause, Literal
from prover.logic.syntax import INDIVIDUAL, Application, Atom, FunctionSymbol, PredicateSymbol, Sort
from search.engines.answers import Answers
from tests.search.engines.problems import CHAIN, question


def test_cnf_has_a_statement_for_each_clause() -> None:
    assert Answers(CHAIN.entries, frozenset(), ()).question("e").splitlines() == [
        "cnf(c1,axiom,(~ p1(X1) | p2(f1(X1)))).",
        "cnf(c2,axiom,(~ p2(X1) | p3(X1))).",
        "cnf(c3,axiom,(p1(f2))).",
        "cnf(c4,axiom,(~ p3(X1))).",
    ]


def test_smtlib_has_an_assertion_for_each_clause_and_a_name_for_each_quantifier() -> None:
    text = Answers(CHAIN.entries, frozenset(), ()).question("z3")
    assert "(declare-fun f1 (s1) s1)" in text
    assert "(assert (forall ((q2x0 s1)) (! (or (not (p2 q2x0)) (p3 q2x0)) :qid q2.1)))" in text
    assert "(assert (p1 f2))" in text


def test_clauses_of_the_goal_are_marked() -> None:
    sources = CHAIN.assembly.assumption_sources
    last = Answers(CHAIN.entries, sources, ()).question("e").splitlines()[-1]
    assert last == "cnf(c4,negated_conjecture,(~ p3(X1)))."


def test_one_name_at_two_arities_is_two_names() -> None:
    text = Answers(question("g(a)", "∀x f(x, f(x)) = x").entries, (), ()).question("e")
    assert "f1(X1,f2(X1)) = X1" in text


def test_names_of_others_never_reach_a_prover() -> None:
    constant = FunctionSymbol("Ünsinn'\n).", (), INDIVIDUAL)
    predicate = PredicateSymbol("$false", (INDIVIDUAL,))
    atom = Atom(predicate, (Application(constant, ()),))
    entry = InputClause(Clause((Literal(True, atom),)), "p")
    assert Answers([entry], (), ()).question("e") == "cnf(c1,axiom,(p1(f1))).\n"


def test_sorts_are_kept_from_provers_that_know_none() -> None:
    things = [FunctionSymbol("a", (), Sort(name)) for name in ("city", "person")]
    predicate = PredicateSymbol("lives", tuple(thing.sort for thing in things))
    atom = Atom(predicate, tuple(Application(thing, ()) for thing in things))
    answers = Answers([InputClause(Clause((Literal(True, atom),)), "p")], (), ())
    assert not answers.suits("e")
    assert answers.suits("z3")
    assert "(declare-fun p1 (s1 s2) Bool)" in answers.question("z3")


def test_variables_that_are_not_different_from_a_term_are_gone() -> None:
    text = Answers(question("p(b)", "∀x (x = f(a) → p(x))").entries, (), ()).question("cvc5")
    assert "(assert (p1 (f1 f2)))" in text
