"""TPTP problem files: statements, includes, roles, errors."""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.errors import InputError
from prover.logic.printers import fof, to_unicode
from prover.logic.syntax import FALSE, And, FormulaTooDeep
from prover.logic.tptp import (
    IncludeError,
    TptpSyntaxError,
    parse_tptp,
    read_tptp,
    tptp_problem,
)

DEVELOPMENT = Path(__file__).parents[5] / "shared" / "data" / "tptp" / "dev"
EPROVER = shutil.which("eprover")

PROBLEM = """\
% a comment, with 'quotes and (brackets
fof(all_men, axiom, ! [X] : (man(X) => mortal(X)) /* in between */ ).
fof('odd % name', hypothesis, man(socrates),
    inference(step, [status(thm), '%'], [all_men, file('a.p', unknown)]), [useful: info]).
cnf(clause, axiom, p(X, Y) | ~ q(Y) | X != Y).
fof(goal, conjecture, mortal(socrates)).
"""


class TestStatements:
    def test_names_roles_and_formulas(self) -> None:
        found = [(f.name, f.role, to_unicode(f.formula)) for f in parse_tptp(PROBLEM)]
        assert found == [
            ("all_men", "axiom", "∀X (man(X) → mortal(X))"),
            ("odd % name", "hypothesis", "man(socrates)"),
            ("clause", "axiom", "∀X ∀Y (p(X, Y) ∨ ¬q(Y) ∨ X ≠ Y)"),
            ("goal", "conjecture", "mortal(socrates)"),
        ]

    def test_every_formula_knows_its_words(self) -> None:
        last = parse_tptp(PROBLEM)[-1]
        assert last.text == "fof(goal, conjecture, mortal(socrates))."
        assert PROBLEM[last.span.start : last.span.end] == last.text

    def test_annotations_are_found(self) -> None:
        plain, annotated, *_ = parse_tptp(PROBLEM)
        assert plain.annotations is None
        assert annotated.annotation_text == (
            "inference(step, [status(thm), '%'], [all_men, file('a.p', unknown)]), [useful: info]"
        )
        assert (annotated.language, plain.annotation_text) == ("fof", "")

    @pytest.mark.parametrize(
        ("text", "meaning"),
        [
            ("p <= q", "q → p"),
            ("p <~> q", "p ⊕ q"),
            ("p ~& q", "¬(p ∧ q)"),
            ("p ~| q", "¬(p ∨ q)"),
            ("~ a = b & ~ p", "a ≠ b ∧ ¬p"),
            ("! [X] : p(X) & q", "∀X p(X) ∧ q"),
            ("? [X,Y] : ~ ! [Z] : p(X, Y, Z)", "∃X ∃Y ¬∀Z p(X, Y, Z)"),
            ("not & or & all(some) & x(u)", "'not' ∧ 'or' ∧ 'all'('some') ∧ 'x'('u')"),
            ("$true | $false", "⊤ ∨ ⊥"),
            ("'A b'(\"distinct\")", "'A b'(\"distinct\")"),
            ("p & q | r", "(p ∧ q) ∨ r"),
        ],
    )
    def test_connectives(self, text: str, meaning: str) -> None:
        (found,) = parse_tptp(f"fof(f, axiom, {text}).")
        assert to_unicode(found.formula) == meaning


class TestProblems:
    def test_conjectures_are_the_goal(self) -> None:
        problem = tptp_problem(parse_tptp(PROBLEM))
        assert [premise.name for premise in problem.premises] == ["all_men", "odd % name", "clause"]
        assert problem.goal is not None
        assert problem.goal.name == "goal"
        assert problem.text == PROBLEM

    def test_several_conjectures_are_one_goal(self) -> None:
        text = "fof(a, conjecture, p). fof(b, conjecture, q)."
        goal = tptp_problem(parse_tptp(text)).goal
        assert goal is not None
        assert isinstance(goal.formula, And)
        assert to_unicode(goal.formula) == "p ∧ q"

    def test_without_conjecture_the_premises_are_in_question(self) -> None:
        text = "cnf(a, axiom, p). cnf(b, negated_conjecture, ~ p)."
        problem = tptp_problem(parse_tptp(text))
        assert problem.goal is not None
        assert problem.goal.formula is FALSE
        assert len(problem.premises) == 2

    def test_distinct_objects_are_different_things(self) -> None:
        text = """fof(a, axiom, p("x", "y", c)). fof(b, conjecture, "x" != "z")."""
        told_apart = tptp_problem(parse_tptp(text)).premises[-1]
        meaning = '"x" ≠ "y" ∧ "x" ≠ "z" ∧ "y" ≠ "z"'
        assert to_unicode(told_apart.formula) == meaning
        assert told_apart.sentence.text == '"x", "y", "z" are different things (TPTP)'
        one = tptp_problem(parse_tptp("""fof(a, axiom, p("x"))."""))
        assert [premise.name for premise in one.premises] == ["a"]

    def test_names_are_made_unique_and_odd_roles_left_out(self) -> None:
        text = "fof(a, axiom, p). fof(a, axiom, q). fof(c, type, r)."
        problem = tptp_problem(parse_tptp(text))
        assert [premise.name for premise in problem.premises] == ["a", "a#2"]
        assert problem.warnings == (
            "'c' has the role 'type' and is left out",
            "2 formulas have the name 'a'; the second is 'a#2'",
        )


class TestIncludes:
    def test_beside_the_file_then_in_the_library(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        library, here = tmp_path / "library", tmp_path / "here"
        (library / "Axioms").mkdir(parents=True)
        here.mkdir()
        (library / "Axioms" / "A.ax").write_text("fof(a, axiom, p). fof(b, axiom, q).")
        (here / "near.ax").write_text("include('Axioms/A.ax', [b]).")
        (here / "x.p").write_text("include('near.ax').\nfof(goal, conjecture, q).")
        monkeypatch.setenv("TPTP", str(library))
        found = read_tptp(here / "x.p")
        assert [f.name for f in found] == ["b", "goal"]
        assert found[0].path == library / "Axioms" / "A.ax"

    def test_a_missing_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("TPTP", raising=False)
        (tmp_path / "x.p").write_text("fof(a, axiom, p).\ninclude('Axioms/none.ax').")
        with pytest.raises(IncludeError, match="cannot include 'Axioms/none") as caught:
            read_tptp(tmp_path / "x.p")
        assert caught.value.position is not None
        assert (caught.value.position.line, caught.value.position.column) == (2, 9)
        assert str(tmp_path) in caught.value.hint
        assert "TPTP" in caught.value.hint

    def test_a_file_that_includes_itself(self, tmp_path: Path) -> None:
        (tmp_path / "a.p").write_text("include('b.p').")
        (tmp_path / "b.p").write_text("include('a.p').")
        with pytest.raises(IncludeError, match=r"includes itself: a\.p → b\.p → a\.p"):
            read_tptp(tmp_path / "a.p")

    def test_a_name_that_is_not_there(self, tmp_path: Path) -> None:
        (tmp_path / "a.ax").write_text("fof(a, axiom, p).")
        (tmp_path / "x.p").write_text("include('a.ax', [a, zzz]).")
        with pytest.raises(IncludeError, match="no formula named 'zzz'"):
            read_tptp(tmp_path / "x.p")

    def test_a_text_from_elsewhere_includes_nothing(self) -> None:
        with pytest.raises(IncludeError, match="not followed here"):
            parse_tptp("include('/etc/passwd').")


class TestErrors:
    @pytest.mark.parametrize(
        ("text", "line", "column", "message"),
        [
            ("fof(a, axiom, p).\nfof(b, axiom, p & ).", 2, 19, "')'"),
            ("fof(a, axiom, p)", 1, 17, "not ended"),
            ("thf(a, type, p).", 1, 1, "'thf' starts no statement"),
            ("hello.", 1, 1, "'hello' starts no statement"),
            (
                "fof(a, axiom, (p).\nfof(b, axiom, q).",
                1,
                18,
                "column 4 is not closed",
            ),
            ("fof(a, axiom, p q).", 1, 17, "without a connective"),
            ("% £\nfof(a, axiom, £).", 2, 15, "unknown character £"),
        ],
    )
    def test_file_line_and_column(
        self, tmp_path: Path, text: str, line: int, column: int, message: str
    ) -> None:
        path = tmp_path / "broken.p"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(TptpSyntaxError) as caught:
            read_tptp(path)
        error = caught.value
        assert error.position is not None
        assert (error.position.line, error.position.column) == (line, column)
        assert message in error.message
        assert str(error).startswith(f"{path}: line {line}, column {column}")
        assert error.excerpt

    @pytest.mark.parametrize(
        ("text", "line", "column", "message"),
        [
            ("fof(a, axiom, p('x y)).\n", 1, 17, "quotation is not closed"),
            ("fof(a, axiom, p).\n/* never", 2, 1, "comment is not closed"),
            ("fof(a).", 1, 6, "a comma is missing"),
            ("fof a, axiom, p).", 1, 5, "a bracket is missing"),
            ("fof(a, (, p).", 1, 8, "a role is missing"),
            ("fof(, axiom, p).", 1, 5, "a name is missing"),
            ("fof(a, axiom, p).\nfof(é, axiom, p).", 2, 5, "a name is missing"),
            ("fof(a, axiom, pé).", 1, 16, "unknown character é"),
            ("fof(a, axiom, ! [X] p(X)).", 1, 21, "a colon is missing"),
            ("fof(a, axiom, ! [x] : p(x)).", 1, 18, "binds variables"),
            ("fof(a, axiom, ! X : p(X)).", 1, 17, "binds a list of variables"),
            ("fof(a, axiom, p(X, )).", 1, 20, "')'"),
            ("fof(a, axiom, f(X) @ g).", 1, 20, "'@' cannot stand here"),
            ("fof(a, axiom, p, [x).", 1, 20, "the bracket ']' is missing"),
            ("include(a).", 1, 9, "single quotes"),
            (".", 1, 1, "starts no statement"),
            ("fof", 1, 4, "not ended"),
        ],
    )
    def test_shape_of_statements(self, text: str, line: int, column: int, message: str) -> None:
        with pytest.raises(TptpSyntaxError) as caught:
            parse_tptp(text)
        error = caught.value
        assert error.position is not None
        assert message in error.message
        assert (error.position.line, error.position.column) == (line, column)

    @given(st.text(alphabet="fo(a,xim)pqX[]!?:~&|=>$'\"%/*.1-tTyc \n", max_size=60))
    def test_no_text_does_worse_than_an_error(self, text: str) -> None:
        for start in ("", "fof(a, axiom, ", "tff(a, type, ", "include('"):
            with contextlib.suppress(TptpSyntaxError, IncludeError, FormulaTooDeep):
                parse_tptp(start + text)

    def test_deep_nesting(self) -> None:
        with pytest.raises(FormulaTooDeep):
            parse_tptp(f"fof(a, axiom, {'~ ' * 20_000} p).")

    def test_deep_terms(self) -> None:
        with pytest.raises(FormulaTooDeep):
            parse_tptp(f"fof(a, axiom, p({'f(' * 20_000} a).")

    def test_lines_that_e_begins_with_a_number_sign_are_comments(self) -> None:
        text = "# it's E's.\nfof(a, axiom, p\n# don't\n & q). # no comment."
        with pytest.raises(TptpSyntaxError, match="'#' starts no statement") as caught:
            parse_tptp(text)
        assert caught.value.position is not None
        [formula] = parse_tptp(text[: caught.value.position.offset])
        assert to_unicode(formula.formula) == "p ∧ q"

    def test_brackets_are_no_depth(self) -> None:
        [formula] = parse_tptp(f"fof(a, axiom, {'(' * 5_000}p{')' * 5_000}).")
        assert to_unicode(formula.formula) == "p"

    def test_large_files_are_not_even_read(self, tmp_path: Path) -> None:
        path = tmp_path / "huge.ax"
        with path.open("wb") as file:
            file.truncate(1_000_000_000)
        (tmp_path / "x.p").write_text("include('huge.ax').")
        with pytest.raises(InputError, match="1,000,000,000 bytes"):
            read_tptp(tmp_path / "x.p")

    def test_binary_files(self, tmp_path: Path) -> None:
        (tmp_path / "a.p").write_bytes(b"fof(a, axiom, p).\x00")
        (tmp_path / "b.p").write_bytes(b"fof(a, axiom, p).\n\xff")
        with pytest.raises(InputError, match="a binary file"):
            read_tptp(tmp_path / "a.p")
        with pytest.raises(InputError, match="line 2: byte 18"):
            read_tptp(tmp_path / "b.p")

    @pytest.mark.parametrize("text", ["/*" * 100_000, "'\\" * 100_000 + "% "], ids=["/*", "quotes"])
    def test_unclosed_comments_and_quotes_end_quickly(self, text: str) -> None:
        with pytest.raises(TptpSyntaxError):
            parse_tptp(f"fof(a, axiom, p). {text} fof")


@pytest.mark.skipif(not DEVELOPMENT.exists(), reason="the TPTP problems are not on this machine")
class TestLibrary:
    def test_all_219_development_problems_are_read(self) -> None:
        problems = [tptp_problem(read_tptp(path)) for path in sorted(DEVELOPMENT.glob("*.p"))]
        assert len(problems) == 219
        warnings = [warning for problem in problems for warning in problem.warnings]
        assert not [
            warning for warning in warnings if not re.search("kept apart|have the name", warning)
        ]

    @pytest.mark.skipif(EPROVER is None, reason="eprover is not installed")
    @pytest.mark.parametrize("name", ["PEL024", "PEL034", "SYN190-1", "COM003+2", "BOO001-1"])
    def test_eprover_finds_the_same_status_for_what_we_print(self, name: str) -> None:
        paths = list(DEVELOPMENT.glob(f"{name}*.p"))
        for path in paths[:1]:
            read = read_tptp(path)
            printed = "\n".join(fof(f.name, f.role, f.formula) for f in read)
            ours, theirs = self.status(printed), self.status(path.read_text())
            assert {"CounterSatisfiable", "Theorem", "Unsatisfiable", "Satisfiable"} & {ours}
            assert ours == theirs or {ours, theirs} == {"Theorem", "Unsatisfiable"}

    @staticmethod
    def status(text: str) -> str:
        command = [str(EPROVER), "--auto", "--silent", "--cpu-limit=5", "-"]
        ran = subprocess.run(command, input=text, capture_output=True, text=True, timeout=20)
        return ran.stdout.split("SZS status ")[1].split()[0]
