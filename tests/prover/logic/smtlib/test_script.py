"""SMT-LIB scripts: what they say, how they are printed, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest
import z3
from hypothesis import Phase, given, settings

from prover.check.smt import Answer, Entailment, Z3Session
from prover.logic.printers import to_smtlib, to_unicode
from prover.logic.smtlib import SmtlibError, parse_smtlib
from prover.logic.syntax import FALSE, Formula, FormulaTooDeep
from tests.prover.logic.strategies import sorted_formulas, typed_formulas
from tests.prover.logic.test_printers import alpha

many = settings(max_examples=25)
few = settings(max_examples=12, phases=[Phase.generate])

SCRIPT = """\
(set-logic UFLIA) ; people and their ages
(set-info :status unsat)
(declare-sort Person 0)
(declare-fun age (Person) Int)
(declare-const |Tom Jones| Person)
(define-fun adult ((p Person)) Bool (>= (age p) 18))
(assert (! (forall ((p Person)) (=> (adult p) (> (age p) 17))) :named grown))
(assert (not (adult |Tom Jones|)))
(check-sat)
(get-model)
"""
HEAD = """
(declare-sort S 0) (declare-fun f (S) S) (declare-fun p (S) Bool) (declare-fun q () Bool)
(declare-const a S) (declare-const b S) (declare-const i Int) (declare-const r Real)
(declare-fun g (Int Real) Real)
"""


def read(*assertions: str) -> list[Formula]:
    text = HEAD + "".join(f"(assert {assertion})" for assertion in assertions)
    return [premise.formula for premise in parse_smtlib(text).premises]


class TestReading:
    def test_a_script_asks_whether_its_assertions_contradict_each_other(self) -> None:
        problem = parse_smtlib(SCRIPT)
        assert [premise.name for premise in problem.premises] == ["grown", "a2"]
        assert problem.goal is not None
        assert problem.goal.formula is FALSE
        assert to_unicode(problem.premises[0].formula) == "∀p:Person (age(p) ≥ 18 → age(p) > 17)"
        second = problem.premises[1].sentence
        assert second.text == "(assert (not (adult |Tom Jones|)))"
        assert SCRIPT[second.span.start : second.span.end] == second.text

    @pytest.mark.parametrize(
        ("text", "meaning"),
        [
            ("(=> q q (p a))", "q → (q → p(a))"),
            ("(xor q q q)", "(q ⊕ q) ⊕ q"),
            ("(and)", "⊤"),
            ("(= q (p a) true)", "(q ↔ p(a)) ∧ (p(a) ↔ ⊤)"),
            ("(distinct a b (f a))", "a ≠ b ∧ a ≠ f(a) ∧ b ≠ f(a)"),
            ("(let ((a b) (b a)) (= a b))", "b = a"),
            ("(p (ite q a b))", "(q → p(a)) ∧ (¬q → p(b))"),
            ("(ite q (p a) (p b))", "(q → p(a)) ∧ (¬q → p(b))"),
            ("(exists ((x S) (y S)) (= x (f y)))", "∃x:S ∃y:S (x = f(y))"),
            ("(< 1 i 3)", "1 < i ∧ i < 3"),
            ("(= (- i) (- 5) (- i 1 2))", "−i = −5 ∧ −5 = (i − 1) − 2"),
            ("(<= r 1)", "r ≤ 1.0"),
            ("(= r (/ 1 4) (/ 1 3))", "r = 0.25 ∧ 0.25 = 1.0 / 3.0"),
            ("(= (g 1 2) (* 2.0 r))", "g(1, 2.0) = 2.0 · r"),
            ("(> (abs i) 1)", "(i < 0 → −i > 1) ∧ (¬(i < 0) → i > 1)"),
            ("(! (p a) :pattern ((p a)))", "p(a)"),
        ],
    )
    def test_terms(self, text: str, meaning: str) -> None:
        assert [to_unicode(formula) for formula in read(text)] == [meaning]

    def test_let_and_definitions_capture_no_variable(self) -> None:
        [formula] = read("(forall ((x S)) (let ((y x)) (exists ((x S)) (= x (f y)))))")
        assert to_unicode(formula) == "∀x:S ∃x_2:S (x_2 = f(x))"

    def test_push_and_pop(self) -> None:
        text = HEAD + "(assert q)(push 1)(declare-const c S)(assert (p c))(pop 1)(assert (p a))"
        assert [to_unicode(p.formula) for p in parse_smtlib(text).premises] == ["q", "p(a)"]

    def test_one_question_is_answered(self) -> None:
        problem = parse_smtlib(HEAD + "(assert q)(check-sat)(assert (not q))(check-sat)")
        assert len(problem.premises) == 1
        assert problem.warnings == ("only the first check-sat is answered",)


class TestPrinting:
    @many
    @given(typed_formulas())
    def test_numbers_are_read_back(self, formula: Formula) -> None:
        [premise] = parse_smtlib(to_smtlib([formula])).premises
        assert alpha(premise.formula) == alpha(formula)

    @many
    @given(sorted_formulas())
    def test_sorts_are_read_back(self, formula: Formula) -> None:
        [premise] = parse_smtlib(to_smtlib([formula])).premises
        assert alpha(premise.formula) == alpha(formula)

    @few
    @given(typed_formulas())
    def test_z3_reads_it(self, formula: Formula) -> None:
        z3.parse_smt2_string(to_smtlib([formula]))

    @few
    @given(typed_formulas())
    def test_cvc5_reads_it(self, formula: Formula) -> None:
        cvc5 = pytest.importorskip("cvc5")
        solver = cvc5.Solver(cvc5.TermManager())
        parser = cvc5.InputParser(solver)
        text = to_smtlib([formula]).replace("(check-sat)\n", "")
        parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "printed")
        while not (command := parser.nextCommand()).isNull():
            assert "error" not in command.invoke(solver, parser.getSymbolManager())

    @few
    @given(typed_formulas())
    def test_lifting_keeps_the_meaning(self, formula: Formula) -> None:
        """ite over what the formula says is a case distinction, for the checker, too."""
        [script] = [to_smtlib([formula])]
        doubled = script.replace("(assert ", "(declare-const c Bool)(assert (ite c true ", 1)
        doubled = doubled.replace("\n(check-sat)", ")\n(check-sat)")
        [premise] = parse_smtlib(doubled).premises
        session = Z3Session(rlimit=200_000, timeout_ms=200)
        [answer] = session.decide([Entailment((formula,), premise.formula)])
        assert answer is not Answer.NOT_ENTAILED


class TestErrors:
    @pytest.mark.parametrize(
        ("text", "line", "column", "message"),
        [
            ("(assert (p c))", 1, 12, "'c' is not known"),
            ("(assert (p a b))", 1, 10, "'p' has 2 here"),
            ("(assert\n (p i))", 2, 3, "sort $int where S is expected"),
            ("(assert (= a 1))", 1, 9, "sorts"),
            ("(assert a)", 1, 9, "a formula is expected"),
            ("(assert (f q))", 1, 10, "a formula as an argument"),
            ("(assert (forall ((x Bool)) x))", 1, 19, "sort Bool"),
            ("(assert (p a)", 1, 1, "not closed"),
            ("(assert (p a)))", 1, 15, "closes no bracket"),
            ("(assert (p |a))", 1, 12, "quotation is not closed"),
            ("(declare-fun h (Bool) Int)", 1, 17, "an argument of sort Bool"),
            ("(declare-const |5| Int)", 1, 16, "cannot be declared so"),
            ("(declare-fun $sum (Int Int) Int)", 1, 14, "cannot be declared so"),
            ("(declare-const a S)", 1, 16, "declared before"),
            ("(declare-const c Array)", 1, 18, "no sort 'Array'"),
            ("(declare-const c (_ BitVec 8))", 1, 18, "a sort with arguments"),
            ("(declare-datatypes () ())", 1, 1, "not read"),
            ("(pop 1)", 1, 1, "nothing to pop"),
            ("(assert)", 1, 1, "incomplete"),
            ("assert", 1, 1, "a command is expected"),
            ("(assert (let ((x)) x))", 1, 15, "a name with something"),
            ("(assert ())", 1, 9, "an empty bracket"),
            ("(assert (< a b))", 1, 10, "comparison of S"),
            ("(define-fun loop () Bool loop)(assert loop)", 1, 26, "by itself"),
        ],
    )
    def test_place_and_hint(self, text: str, line: int, column: int, message: str) -> None:
        with pytest.raises(SmtlibError) as caught:
            parse_smtlib(HEAD.replace("\n", " ").strip() + "\n" + text, path=Path("x.smt2"))
        error = caught.value
        assert error.position is not None
        assert (error.position.line, error.position.column) == (line + 1, column)
        assert message in error.message
        assert str(error).startswith("x.smt2: line ")

    @pytest.mark.parametrize(
        "text",
        [
            "(" * 100_000,
            "(assert " + "(not " * 5_000 + "q" + ")" * 5_001,
            "".join(
                f"(define-fun d{n} () Bool (and d{n - 1} d{n - 1}))"
                if n
                else "(define-fun d0 () Bool q)"
                for n in range(40)
            )
            + "(assert d39)",
            "".join(
                f"(define-fun d{n} () Bool d{n - 1})" if n else "(define-fun d0 () Bool q)"
                for n in range(2_000)
            )
            + "(assert d1999)",
        ],
        ids=["brackets", "not", "doubling", "chain"],
    )
    def test_what_is_too_large_ends_quickly(self, text: str) -> None:
        with pytest.raises((SmtlibError, FormulaTooDeep)):
            parse_smtlib(HEAD + text)
