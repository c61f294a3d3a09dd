"""What is printed in one of the syntaxes means, and reads back as, the same formula."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from importlib import import_module

import pytest
import z3
from hypothesis import given
from hypothesis import strategies as st

from prover.logic.printers import (
    LeanTheory,
    NotExpressibleError,
    cnf,
    fof,
    to_latex,
    to_lean,
    to_nltk,
    to_prover9,
    to_smtlib,
    to_tptp,
    to_unicode,
)
from prover.logic.reader import Style, parse_formula, parse_formulas
from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    Not,
    Sort,
    Term,
    TruthValue,
    Variable,
    constant,
    predicate,
)
from tests.prover.logic.strategies import (
    closed_formulas,
    names,
    plain_names,
    sorted_formulas,
    variable_names,
)

EPROVER = shutil.which("eprover")

NLTK = cache(lambda: import_module("nltk.sem.logic").Expression)
"""Its reader, imported where it is asked: with it comes all of scipy."""

EXAMPLE = parse_formula("∀x (Dog(x) ∧ ¬Sad(x) → ∃y (Loves(x, y) ∨ y = tom))")


def alpha(formula: Formula, scope: dict[Variable, Variable] | None = None) -> Formula:
    """``formula`` with its bound variables named after their depth."""
    scope = scope or {}

    def term(each: Term) -> Term:
        if isinstance(each, Variable):
            return scope[each]
        return Application(each.function, tuple(term(a) for a in each.arguments))

    match formula:
        case Atom(symbol, arguments):
            return Atom(symbol, tuple(term(a) for a in arguments))
        case Equality(left, right):
            return Equality(term(left), term(right))
        case ForAll(variable, body) | Exists(variable, body):
            named = Variable(f"v{len(scope)}_{formula.depth}", variable.sort)
            return type(formula)(named, alpha(body, {**scope, variable: named}))
        case TruthValue():
            return formula
        case Not(body):
            return Not(alpha(body, scope))
    parts = [alpha(part, scope) for part in formula.children]
    return type(formula)(tuple(parts)) if hasattr(formula, "parts") else type(formula)(*parts)


class TestReadability:
    def test_one_formula_in_every_syntax(self) -> None:
        assert to_unicode(EXAMPLE) == "∀x (Dog(x) ∧ ¬Sad(x) → ∃y (Loves(x, y) ∨ y = tom))"
        assert to_prover9(EXAMPLE) == (
            "all x (Dog(x) & -Sad(x) -> exists y (Loves(x, y) | y = tom))"
        )
        assert to_nltk(EXAMPLE) == (
            "all x.(Dog(x) & -Sad(x) -> (exists y.(Loves(x, y) | y = tom)))"
        )
        assert to_tptp(EXAMPLE) == (
            "! [X] : (('Dog'(X) & ~'Sad'(X)) => ? [Y] : ('Loves'(X, Y) | Y = tom))"
        )
        assert to_latex(EXAMPLE) == (
            r"\forall x\, (\mathrm{Dog}(x) \land \lnot \mathrm{Sad}(x) \to "
            r"\exists y\, (\mathrm{Loves}(x, y) \lor y = \mathrm{tom}))"
        )
        assert to_lean(EXAMPLE) == ("∀ x : α, Dog x ∧ ¬(Sad x) → (∃ y : α, Loves x y ∨ y = tom)")

    def test_no_reader_has_to_rank_connectives(self) -> None:
        assert to_unicode(parse_formula("A & B | C & D")) == "(A ∧ B) ∨ (C ∧ D)"
        assert to_unicode(parse_formula("A | B xor C")) == "(A ∨ B) ⊕ C"
        assert to_unicode(parse_formula("A -> B -> C")) == "A → (B → C)"

    def test_a_constant_that_looks_like_a_variable_is_quoted(self) -> None:
        assert to_unicode(predicate("P", constant("x"))) == "P('x')"

    def test_a_constant_named_as_the_bound_variable_is_quoted(self) -> None:
        a = Variable("a", Sort("$i"))
        assert to_unicode(ForAll(a, predicate("P", a, constant("a")))) == "∀a P(a, 'a')"

    def test_prover9_would_take_walter_for_a_variable(self) -> None:
        assert to_prover9(predicate("P", constant("walter"))) == 'P("walter")'

    def test_tptp_quotes_numbers_because_provers_hold_them_distinct(self) -> None:
        assert to_tptp(predicate("p", constant("9"))) == "p('9')"


class TestRoundTrips:
    @given(closed_formulas())
    def test_unicode(self, formula: Formula) -> None:
        assert parse_formula(to_unicode(formula)) is formula

    @given(closed_formulas(variables=names))
    def test_unicode_with_odd_variables(self, formula: Formula) -> None:
        assert parse_formula(to_unicode(formula)) is formula

    @given(sorted_formulas())
    def test_unicode_with_sorts(self, formula: Formula) -> None:
        assert parse_formula(to_unicode(formula)) is formula

    @given(closed_formulas(xor=False))
    def test_prover9(self, formula: Formula) -> None:
        assert parse_formula(to_prover9(formula), style=Style.PROVER9) is formula

    @given(closed_formulas(xor=False))
    def test_nltk(self, formula: Formula) -> None:
        truth = {"all x.(x = x)", "exists x.-(x = x)"}
        text = to_nltk(formula)
        if not any(sign in text for sign in truth):
            assert parse_formula(text, style=Style.NLTK) is formula

    @given(closed_formulas())
    def test_tptp_up_to_the_names_of_variables(self, formula: Formula) -> None:
        assert alpha(parse_formula(to_tptp(formula), style=Style.TPTP)) is alpha(formula)

    @given(closed_formulas(variables=names))
    def test_odd_variables_are_renamed_where_they_cannot_be_quoted(self, formula: Formula) -> None:
        assert alpha(parse_formula(to_tptp(formula), style=Style.TPTP)) is alpha(formula)

    def test_tptp_keeps_capital_variables(self) -> None:
        formula = parse_formula("! [X,Y1] : (p(X) => q(Y1))", style=Style.TPTP)
        assert parse_formula(to_tptp(formula), style=Style.TPTP) is formula

    def test_two_variables_that_differ_in_sort_only_are_kept_apart(self) -> None:
        inner, outer = Variable("x", Sort("$i")), Variable("x", Sort("nat"))
        formula = ForAll(outer, Exists(inner, predicate("R", outer, inner)))
        assert to_unicode(formula) == "∀x:nat ∃x_2 R(x, x_2)"
        assert alpha(parse_formula(to_unicode(formula))) is alpha(formula)


class TestOtherReadersAgree:
    @given(closed_formulas(plain_names, variable_names))
    def test_nltk_reads_what_is_printed_for_it(self, formula: Formula) -> None:
        NLTK().fromstring(to_nltk(formula))

    @given(closed_formulas(names, names))
    def test_nltk_reads_odd_names_as_well(self, formula: Formula) -> None:
        NLTK().fromstring(to_nltk(formula))

    @given(st.lists(closed_formulas(), min_size=1, max_size=3))
    def test_z3_reads_smtlib(self, formulas: list[Formula]) -> None:
        z3.parse_smt2_string(to_smtlib(formulas[:-1], formulas[-1]))

    @pytest.mark.skipif(EPROVER is None, reason="eprover is not installed")
    @pytest.mark.parametrize(
        ("premises", "goal", "status"),
        [
            (["∀x (Man(x) → Mortal(x))", "Man(socrates)"], "Mortal(socrates)", "Theorem"),
            (["∀x (Man(x) → Mortal(x))"], "Mortal(socrates)", "CounterSatisfiable"),
            (["A ⊕ B", "¬A"], "B ∧ ¬(A ↔ B)", "Theorem"),
            (["'it''s'(a)", "∀x ('it''s'(x) → ¬¬∃y x ≠ y)"], "∃y a ≠ y", "Theorem"),
            (["P('Ś \\u{a}', 9)", "∀x (P(x, 9) → x < 10)"], "∃x x < 10", "Theorem"),
            (["∀x ∀y (f(x) = f(y) → x = y)", "f(a) = f(b)"], "a = b", "Theorem"),
        ],
    )
    def test_eprover_answers(self, premises: list[str], goal: str, status: str) -> None:
        texts = [text.replace("''", "\\'") for text in [*premises, goal]]
        *given_, wanted = parse_formulas(texts).formulas
        lines = [fof(f"odd name {i}", "axiom", f) for i, f in enumerate(given_)]
        lines.append(fof("goal", "conjecture", wanted, "file('x.p', goal)"))
        assert status in self.eprover("\n".join(lines))

    @pytest.mark.skipif(EPROVER is None, reason="eprover is not installed")
    def test_eprover_reads_clauses(self) -> None:
        texts = ["∀x ∀y (¬P(x, y) ∨ x = f(y))", "P(a, b)", "a ≠ f(b)"]
        clauses = [cnf(f"c{i}", "axiom", f) for i, f in enumerate(parse_formulas(texts).formulas)]
        assert "Unsatisfiable" in self.eprover("\n".join(clauses))

    @staticmethod
    def eprover(text: str) -> str:
        command = [str(EPROVER), "--auto", "--silent", "--cpu-limit=5", "-"]
        ran = subprocess.run(command, input=text, capture_output=True, text=True, timeout=20)
        assert ran.returncode in (0, 1), ran.stdout + ran.stderr
        return ran.stdout


class TestSmtlib:
    @pytest.mark.parametrize(
        ("premises", "goal", "answer"),
        [
            (["∀x (P(x) → Q(x))", "P(a)"], "Q(a)", z3.unsat),
            (["P(a)"], "P(b)", z3.sat),
            (["and(not)", "¬and(not)"], None, z3.unsat),
            (["P(P)", "P", "P(a, a)"], "P(a)", z3.sat),
        ],
    )
    def test_z3_answers(self, premises: list[str], goal: str | None, answer: object) -> None:
        texts = [text.replace("and(not)", "'and'('not')") for text in premises]
        formulas = parse_formulas([*texts, *([goal] if goal else [])]).formulas
        given_, wanted = (formulas[:-1], formulas[-1]) if goal else (formulas, None)
        solver = z3.Solver()
        solver.from_string(to_smtlib(given_, wanted))
        assert solver.check() == answer

    def test_sorts_are_declared(self) -> None:
        script = to_smtlib([parse_formula("∀x:nat ∃y:'odd sort' R(x, y)")])
        assert "(declare-sort nat 0)" in script
        assert "(declare-sort |odd sort| 0)" in script


class TestLean:
    def test_a_theorem_declares_every_name_and_tells_homonyms_apart(self) -> None:
        premise, goal = parse_formulas(["∀x P(x, P)", "P ∨ 'at'('odd name')"]).formulas
        text = LeanTheory([premise, goal]).theorem("t", [premise], goal)
        assert text == (
            "theorem t {α : Type} [Nonempty α] (P : α → α → Prop) (P_2 : α) (P_3 : Prop) "
            "(«at» : α → Prop) («odd name» : α)\n"
            "    (h1 : ∀ x : α, P x P_2)\n"
            "    : P_3 ∨ «at» «odd name»"
        )

    def test_what_proofs_need_is_not_hidden(self) -> None:
        assert to_lean(parse_formula("∀x (Classical(x) → Or ∨ id(x))")) == (
            "∀ x : α, Classical_2 x → Or_2 ∨ id x"
        )

    def test_neighbours_of_one_type_share_a_binder(self) -> None:
        theory = LeanTheory([parse_formula("P(a) ∧ Q(a) ∧ R(a, b) → A")])
        assert theory.binders == (
            "{α : Type} [Nonempty α]",
            "(P : α → Prop)",
            "(a : α)",
            "(Q : α → Prop)",
            "(R : α → α → Prop)",
            "(b : α)",
            "(A : Prop)",
        )
        assert LeanTheory([parse_formula("A ∨ B")]).binders == ("(A B : Prop)",)

    def test_a_sort_is_declared_only_where_it_occurs(self) -> None:
        binders = LeanTheory([parse_formula("∀x:nat P(x)")]).binders
        assert binders == ("{nat : Type} [Nonempty nat]", "(P : nat → Prop)")


class TestWhatCannotBeSaid:
    @pytest.mark.parametrize("printer", [to_prover9, to_nltk, lambda f: fof("a", "axiom", f)])
    def test_one_sorted_languages_refuse_sorts(self, printer: object) -> None:
        with pytest.raises(NotExpressibleError, match="has no sorts"):
            printer(parse_formula("∀x:nat P(x)"))  # type: ignore[operator]

    def test_only_clauses_are_cnf(self) -> None:
        with pytest.raises(NotExpressibleError, match="clause"):
            cnf("a", "axiom", parse_formula("A → B"))
