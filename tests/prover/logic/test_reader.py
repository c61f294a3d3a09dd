"""What the reader takes a text to mean."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from lark import Lark
from lark.exceptions import UnexpectedInput

from prover.logic.printers import to_unicode
from prover.logic.reader import (
    FormulaSyntaxError,
    SortConflictError,
    Style,
    parse_formula,
    parse_formulas,
)
from prover.logic.syntax import (
    INDIVIDUAL,
    And,
    Equality,
    ForAll,
    FormulaTooDeep,
    Sort,
    Variable,
    constant,
    predicate,
)
from prover.logic.terminals import grammar_text

FOLIO = Path(__file__).parents[4] / "shared" / "data" / "folio" / "dev_half1.jsonl"


def read(text: str, style: Style = Style.ANY) -> str:
    return to_unicode(parse_formula(text, style=style))


class TestNotations:
    """One formula, many ways to write it."""

    @pytest.mark.parametrize(
        "text",
        [
            "∀x (P(x) ∧ ¬Q(x) → R(x))",
            "∀x. P(x) ∧ ¬Q(x) → R(x)",
            "∀x: P(x) ∧ ¬Q(x) ⇒ R(x)",
            "∀xP(x)∧¬Q(x)→R(x)",
            "(∀x)(P(x) & ~Q(x) -> R(x))",
            "∀(x) [P(x) && !Q(x) ==> R(x)]",
            "all x. (P(x) & -Q(x) -> R(x))",
            "all x (P(x) & -Q(x) -> R(x)).",
            "forall x, P(x) /\\ not Q(x) => R(x)",
            "forall x {P(x) and ~Q(x) >> R(x)}",
            "Forall x. P(x) AND NOT Q(x) implies R(x)",
            "\\forall x (P(x) \\land \\neg Q(x) \\rightarrow R(x))",
            "∀x (R(x) <= P(x) & ~Q(x))",
            "∀ x   (  P ( x )\n ∧ ¬ Q ( x )   ⟶ R(x) )",
        ],
    )
    def test_all_mean_the_same(self, text: str) -> None:
        assert read(text) == "∀x (P(x) ∧ ¬Q(x) → R(x))"

    @pytest.mark.parametrize(
        ("text", "meaning"),
        [
            ("A <-> B", "A ↔ B"),
            ("A iff B", "A ↔ B"),
            ("A <=> B", "A ↔ B"),
            ("A ⟷ B", "A ↔ B"),
            ("A xor B", "A ⊕ B"),
            ("A <~> B", "A ⊕ B"),
            ("A ~& B", "¬(A ∧ B)"),
            ("A ~| B", "¬(A ∨ B)"),
            ("A || B", "A ∨ B"),
            ("A \\/ B", "A ∨ B"),
            ("B <= A", "A → B"),
            ("$true | ⊥", "⊤ ∨ ⊥"),
            ("a != b", "a ≠ b"),
            ("~(a = b)", "a ≠ b"),
            ("not P(a)", "¬P(a)"),
            ("!P(a)", "¬P(a)"),
            ("P()", "P"),
            ("∄x P(x)", "¬∃x P(x)"),
            ("no x. P(x)", "¬∃x P(x)"),
            ("![P] & Q", "¬P ∧ Q"),
            ("some x. P(x)", "∃x P(x)"),
            ("![X]: p(X)", "∀X p(X)"),
            ("? [X,Y] : p(X, Y)", "∃X ∃Y p(X, Y)"),
        ],
    )
    def test_connectives(self, text: str, meaning: str) -> None:
        assert read(text) == meaning

    @pytest.mark.parametrize(
        ("text", "meaning"),
        [
            ("∀x ∀y R(x, y)", "∀x ∀y R(x, y)"),
            ("∀x, y R(x, y)", "∀x ∀y R(x, y)"),
            ("∀x,y (R(x, y))", "∀x ∀y R(x, y)"),
            ("all x y. R(x, y)", "∀x ∀y R(x, y)"),
            ("forall x, forall y, R(x, y)", "∀x ∀y R(x, y)"),
            ("forall x, man(x)", "∀x man(x)"),
            ("∀(x, y) R(x, y)", "∀x ∀y R(x, y)"),
            ("∃x p", "∃x (p)"),
            ("∃x x = a", "∃x (x = a)"),
        ],
    )
    def test_which_names_a_quantifier_binds(self, text: str, meaning: str) -> None:
        assert read(text) == meaning

    def test_words_are_quantifiers_only_before_names(self) -> None:
        assert read("all(a) & some(a, b)") == "'all'(a) ∧ 'some'(a, b)"


class TestGrammarFile:
    @pytest.mark.parametrize(
        "text", ["∀x. (P(x) → ∃y Q(x, y))", "forall x, P(x) & a = 'b c'", "![X,Y]: (p(X) => q)"]
    )
    def test_it_describes_the_language_without_our_scanner(self, text: str) -> None:
        alone = Lark(grammar_text(), parser="earley", maybe_placeholders=False)
        alone.parse(text)
        with pytest.raises(UnexpectedInput):
            alone.parse(text + ")")


class TestPrecedence:
    @pytest.mark.parametrize(
        ("text", "meaning"),
        [
            ("A | B & C", "A ∨ (B ∧ C)"),
            ("A xor B | C", "A ⊕ (B ∨ C)"),
            ("A ⊕ B → C ⊕ D", "(A ⊕ B) → (C ⊕ D)"),
            ("A ⊕ B ⊕ C", "(A ⊕ B) ⊕ C"),
            ("A -> B -> C", "A → (B → C)"),
            ("A -> B <-> C", "(A → B) ↔ C"),
            ("¬A ∧ B", "¬A ∧ B"),
            ("¬a = b", "a ≠ b"),
        ],
    )
    def test_without_brackets(self, text: str, meaning: str) -> None:
        assert read(text) == meaning

    def test_a_written_chain_is_one_node_and_brackets_are_kept(self) -> None:
        a, b, c = predicate("a"), predicate("b"), predicate("c")
        assert parse_formula("a & b & c") is And((a, b, c))
        assert parse_formula("(a & b) & c") is And((And((a, b)), c))

    def test_nltk_and_tptp_follow_their_own_manuals(self) -> None:
        assert read("A -> B -> C", Style.NLTK) == "(A → B) → C"
        assert read("all x.P(x) & Q(tom)", Style.NLTK) == "∀x P(x) ∧ Q(tom)"
        assert read("all x.P(x) & Q(a)") == "∀x (P(x) ∧ Q(a))"
        assert read("not & all", Style.TPTP) == "'not' ∧ 'all'"


class TestScope:
    def test_a_dot_opens_a_wide_scope_and_a_bracket_a_tight_one(self) -> None:
        assert read("∃x. P(x) & A") == "∃x (P(x) ∧ A)"
        assert read("∃x (P(x)) & A") == "∃x P(x) ∧ A"
        assert read("A & ∃x. P(x) | B") == "A ∧ ∃x (P(x) ∨ B)"

    @pytest.mark.parametrize(
        ("text", "meaning"),
        [
            ("∀x (P(x)) → Q(x)", "∀x (P(x) → Q(x))"),
            ("(∀x)(P(x)) → Q(x)", "∀x (P(x) → Q(x))"),
            ("! [X] : p(X) => q(X)", "∀X (p(X) → q(X))"),
            ("A & ∃dog P(dog) & Q(dog)", "A ∧ ∃dog (P(dog) ∧ Q(dog))"),
            ("∃x ∃y P(x, y) & Q(x) & R(y)", "∃x ∃y (P(x, y) ∧ Q(x) ∧ R(y))"),
        ],
    )
    def test_a_tight_scope_widens_to_a_variable_behind_it(self, text: str, meaning: str) -> None:
        reading = parse_formulas([text])
        assert to_unicode(reading.formulas[0]) == meaning
        assert {w.code for w in reading.warnings} == {"scope-widened"}

    def test_it_does_not_widen_out_of_its_bracket(self) -> None:
        assert read("(∃dog P(dog)) & Q(dog)") == "∃dog P(dog) ∧ Q('dog')"

    def test_a_variable_bound_further_out_needs_no_widening(self) -> None:
        assert read("∀x (∃x P(x) → Q(x))") == "∀x (∃x P(x) → Q(x))"


class TestNames:
    @pytest.mark.parametrize(
        "name",
        [
            *("bonnie", "Companies’Stocks", "Tom'sPlate", "PC-12", "2000", "1.5", "42.3billion"),
            *("Świątek", "名前", "_a", "$1500", "1500$", "x₁", "Müller"),
        ],
    )
    def test_words_of_all_kinds_are_constants(self, name: str) -> None:
        assert parse_formula(f"P({name})") is predicate("P", constant(name))

    def test_single_letters_from_u_to_z_are_free_variables(self) -> None:
        reading = parse_formulas(["P(x, y1, t, x_1)"])
        assert to_unicode(reading.formulas[0]) == "∀x ∀y1 P(x, y1, t, x_1)"
        assert [w.code for w in reading.warnings] == ["free-variable", "free-variable"]
        assert "'x'" in reading.warnings[0].message

    def test_quoted_names_are_never_variables(self) -> None:
        assert parse_formula("P('x')") is predicate("P", constant("x"))

    def test_escapes_are_undone(self) -> None:
        assert parse_formula(r"P('it\'s \\')") is predicate("P", constant("it's \\"))

    def test_distinct_objects_keep_their_quotes(self) -> None:
        assert parse_formula('P("The Show")') is predicate("P", constant('"The Show"'))

    @pytest.mark.parametrize("text", ["P('\\\\u{ffffffff}')", "P('\\\\u{d800}')", "P('\\\\u{}')"])
    def test_what_is_no_code_point_does_no_harm(self, text: str) -> None:
        parse_formula(text)

    def test_capitals_are_variables_in_tptp_only(self) -> None:
        assert read("p(X)", Style.TPTP) == "∀X p(X)"
        assert read("p(X)") == "p(X)"

    @pytest.mark.parametrize(
        ("text", "meaning"),
        [("R(a) <= 1500", "R(a) ≤ 1500"), ("a < b", "a < b"), ("∀d (P(d) → 3 >= d)", None)],
    )
    def test_comparisons_are_predicates(self, text: str, meaning: str | None) -> None:
        assert read(text) == (meaning or "∀d (P(d) → 3 ≥ d)")

    def test_negative_numbers_are_constants(self) -> None:
        assert parse_formula("P(-5)") is predicate("P", constant("-5"))


class TestTheories:
    def test_one_name_at_two_arities_is_two_symbols_with_a_warning(self) -> None:
        reading = parse_formulas(["Likes(a, b)", "A &\n Likes(a)"])
        (warning,) = reading.warnings
        assert warning.code == "same-name"
        assert (warning.formula, warning.position.line, warning.position.column) == (1, 2, 2)
        assert "formula 1, line 1, column 1" in warning.message
        assert "a predicate of 1 argument here but a predicate of 2 arguments" in warning.message

    def test_predicate_and_constant_of_one_name_are_two_symbols(self) -> None:
        reading = parse_formulas(["Rain", "Hates(tom, Rain)"])
        assert "'Rain' is a constant here but a proposition in formula 1" in str(
            reading.warnings[0]
        )

    def test_a_vacuous_quantifier_is_pointed_out(self) -> None:
        (warning,) = parse_formulas(["∀x ∃y P(x)"]).warnings
        assert warning.code == "vacuous-quantifier"
        assert warning.position.column == 5

    def test_sorts_reach_everything_they_touch(self) -> None:
        first, second, third = parse_formulas(
            ["∀x:nat. Even(x) | Even(s(x))", "Even(zero) & s(zero) = one", "∃y Even(y) & P(tom)"]
        ).formulas
        nat = Sort("nat")
        zero, one = constant("zero", nat), constant("one", nat)
        assert isinstance(first, ForAll)
        assert first.variable is Variable("x", nat)
        assert isinstance(second, And)
        assert second.parts[0] is predicate("Even", zero)
        assert isinstance(second.parts[1], Equality)
        assert second.parts[1].right is one
        assert isinstance(third, And)
        assert third.parts[0].variable.sort is nat  # type: ignore[union-attr]
        assert third.parts[1] is predicate("P", constant("tom", INDIVIDUAL))

    def test_one_symbol_at_two_sorts_is_an_error(self) -> None:
        with pytest.raises(SortConflictError, match="argument 1 of 'P' is used at sort"):
            parse_formulas(["∀x:nat P(x)", "∀y:city P(y)"])

    def test_an_error_names_the_formula(self) -> None:
        with pytest.raises(FormulaSyntaxError) as caught:
            parse_formulas(["A", "B", "(C"])
        assert caught.value.formula == 2


class TestErrors:
    @pytest.mark.parametrize(
        ("text", "column", "message", "hint"),
        [
            ("", 1, "no formula", "empty"),
            ("P(a", 4, "bracket '(' at column 2 is not closed", "add 1 closing bracket"),
            ("((A & B)", 9, "bracket '(' at column 1 is not closed", "closing"),
            ("P(a))", 5, "')' closes no bracket", "remove"),
            ("(A]", 3, "']' cannot close the '(' at column 1", "match"),
            ("P(a) Q(b)", 6, "a connective is missing before 'Q'", "write ∧"),
            ("∀x (A(x), B(x) → C)", 9, "a comma stands between formulas", "∧"),
            ("P(a) →", 7, "nothing follows '→'", "complete"),
            ("→ P", 1, "a formula is missing before '→'", ""),
            ("P ∧ ∨ Q", 5, "a formula is missing before '∨'", ""),
            ("∀ (P(a))", 4, "", ""),
            ("∀x", 3, "the quantifier has no body", "∀x P(x)"),
            ("∀ → P", 3, "'∀' binds no variable", "∀x P(x)"),
            ("∃!x P(x)", 2, "unique existence is not read", "∀y"),
            ("∀x ∈ S P(x)", 4, "unknown character ∈", "Member(x, s)"),
            ("forall x in S, P(x)", 13, "a range is not read", "Member"),
            ("a + b = c", 3, "unknown character +", "plus(x, y)"),
            ("P(a) & ...", 8, "'.' is out of place", ""),
            ("P(John Smith)", 8, "'Smith' inside the arguments of 'P'", "comma"),
            ("P(a & b)", 5, "'&' inside the arguments of 'P'", "terms, not formulas"),
            ("P(a, [b, c])", 6, "a list inside the arguments of 'P'", "name each"),
            ("a = b = c", 7, "'=' must stand between two terms", "↔"),
            ("P('a)", 3, "unknown character '", "not closed"),
        ],
    )
    def test_position_message_and_hint(
        self, text: str, column: int, message: str, hint: str
    ) -> None:
        with pytest.raises(FormulaSyntaxError) as caught:
            parse_formula(text)
        error = caught.value
        assert error.position is not None
        assert error.position.column == column
        assert message in error.message
        assert hint in error.hint
        assert error.hint

    def test_the_caret_stands_under_the_first_wrong_character(self) -> None:
        with pytest.raises(FormulaSyntaxError) as caught:
            parse_formula("A ∧\nB(c)) ∧ D")
        assert caught.value.excerpt == "B(c)) ∧ D\n    ^"
        assert str(caught.value).startswith("line 2, column 5: ')' closes no bracket")

    def test_a_long_line_is_cut_around_the_caret(self) -> None:
        with pytest.raises(FormulaSyntaxError) as caught:
            parse_formula("P & " * 100 + "& Q" + " & P" * 100)
        line, caret = caught.value.excerpt.split("\n")
        assert len(line) < 100
        assert line[len(caret) - 1] == "&"


class TestTolerance:
    @pytest.mark.parametrize(
        ("text", "meaning", "warning"),
        [
            ("P(a) ∧ (Q(b) ∨ R(c", "P(a) ∧ (Q(b) ∨ R(c))", "missing ')' added"),
            ("P(a) ∧ Q(b))", "P(a) ∧ Q(b)", "surplus ')' dropped"),
            ("[A ∧ B)", "A ∧ B", "')' read as ']'"),
            ("∀x (A(x), B(x) → C(x))", "∀x (A(x) ∧ B(x) → C(x))", "comma"),
        ],
    )
    def test_repairs_come_with_a_warning(self, text: str, meaning: str, warning: str) -> None:
        with pytest.raises(FormulaSyntaxError):
            parse_formula(text)
        reading = parse_formulas([text], tolerant=True)
        assert to_unicode(reading.formulas[0]) == meaning
        assert warning in reading.warnings[0].message

    def test_what_cannot_be_repaired_is_reported_as_written(self) -> None:
        with pytest.raises(FormulaSyntaxError, match="connective is missing"):
            parse_formula("(P(a) Q(b)", tolerant=True)


class TestHostileInput:
    @pytest.mark.parametrize(
        "text",
        [
            "¬" * 20_000 + "P",
            "(" * 20_000 + "P" + ")" * 20_000,
            "∀x " * 20_000 + "P(x)",
            "P(" + "f(" * 20_000 + "a" + ")" * 20_001,
            "A → " * 20_000 + "A",
            "∀x, " * 300 + "P(x)",
        ],
        ids=["negations", "brackets", "quantifiers", "terms", "implications", "commas"],
    )
    @pytest.mark.timed
    def test_deep_nesting_is_refused_within_a_second(self, text: str) -> None:
        started = time.thread_time()
        with pytest.raises(FormulaTooDeep):
            parse_formula(text)
        assert time.thread_time() - started < 1

    @pytest.mark.parametrize(
        "text",
        [
            "P" * 1_000_001,
            " " * 999_999,
            "'" * 200_001,
            "'\\'" * 100_000,
            ")" * 10_000,
            "∀x P(x) & " * 5_000 + "Q(x) &",
        ],
        ids=["huge", "blank", "quotes", "escapes", "closing", "escaping"],
    )
    @pytest.mark.timed
    def test_long_nonsense_is_refused_quickly(self, text: str) -> None:
        started = time.process_time()
        with pytest.raises(FormulaSyntaxError):
            parse_formula(text)
        assert time.process_time() - started < 1

    def test_long_chains_are_fine(self) -> None:
        formula = parse_formula(" & ".join(f"P{i}(a)" for i in range(2_000)))
        assert isinstance(formula, And)
        assert len(formula.parts) == 2_000

    def test_threads_share_the_parser(self) -> None:
        texts = [f"∀x (P{i}(x) → ∃y (R{i}(x, y) & ¬Q(y)))" for i in range(50)]
        wanted = [parse_formula(text) for text in texts]
        found: list[bool] = []

        def work() -> None:
            found.extend(parse_formula(t) is w for t, w in zip(texts, wanted, strict=True))

        threads = [threading.Thread(target=work) for _ in range(8)]
        run(threads, threading.Thread.start)
        run(threads, threading.Thread.join)
        assert found == [True] * 400


def run(threads: list[threading.Thread], step: Callable[[threading.Thread], None]) -> None:
    for thread in threads:
        step(thread)


@pytest.mark.skipif(not FOLIO.exists(), reason="the FOLIO development half is not on this machine")
class TestFolio:
    def problems(self) -> list[list[str]]:
        lines = FOLIO.read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        return [[*row["premises_fol"], row["conclusion_fol"]] for row in rows]

    def test_gold_formulas_are_read(self) -> None:
        strict = sum(self.is_read(texts, tolerant=False) for texts in self.problems())
        tolerant = sum(self.is_read(texts, tolerant=True) for texts in self.problems())
        assert strict >= 100
        assert tolerant == 102

    @staticmethod
    def is_read(texts: list[str], *, tolerant: bool) -> bool:
        try:
            parse_formulas(texts, tolerant=tolerant)
        except FormulaSyntaxError:
            return False
        return True
