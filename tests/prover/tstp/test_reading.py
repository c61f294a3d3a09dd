"""Reading derivations: what is understood, and how what is not is said."""

from __future__ import annotations

import pytest

from prover.logic.printers import to_unicode
from prover.logic.syntax import FALSE
from prover.tstp import (
    File,
    Inference,
    Introduced,
    Status,
    TstpSyntaxError,
    Unknown,
    is_tstp,
    read_derivation,
)

E_OUTPUT = """\
# Proof found!
# SZS status Theorem
# SZS output start CNFRefutation
fof(goal, conjecture, ?[X1]:p(X1), file('some/problem.p', goal)).
fof(fact, axiom, (p(a)&q), file('some/problem.p', fact)).
fof(c_0_2, negated_conjecture, ~(?[X1]:p(X1)), inference(assume_negation,[status(cth)],[goal])).
fof(c_0_3, negated_conjecture, ![X2]:~p(X2), inference(variable_rename,[status(thm)],\
[inference(fof_nnf,[status(thm)],[c_0_2])])).
cnf(c_0_4, plain, (p(a)), inference(split_conjunct,[status(thm)],[fact])).
cnf(c_0_5, negated_conjecture, (~p(X1)), inference(split_conjunct,[status(thm)],[c_0_3])).
cnf(c_0_6, plain, ($false), inference(cn,[status(thm)],[inference(rw,[status(thm)],\
[c_0_4, c_0_5]), theory(equality)]), ['proof']).
# SZS output end CNFRefutation
# Training examples: 0 positive, 0 negative
"""


def source(annotations: str) -> object:
    (step,) = read_derivation(f"cnf(c, plain, p, {annotations}).").steps
    return step.source


def formula(text: str) -> str:
    (step,) = read_derivation(f"fof(f, plain, {text}).").steps
    return to_unicode(step.formula)


class TestDerivations:
    def test_output_of_e(self) -> None:
        derivation = read_derivation(E_OUTPUT)
        assert derivation.status == "Theorem"
        (block,) = derivation.blocks
        assert block.kind == "CNFRefutation"
        assert list(derivation.by_name) == ["goal", "fact"] + [f"c_0_{n}" for n in range(2, 7)]
        steps = derivation.by_name
        assert steps["goal"].source == File("some/problem.p", "goal")
        assert steps["goal"].role == "conjecture"
        assert steps["c_0_2"].source == Inference(
            "assume_negation", Status.CTH, ("goal",), frozenset({"goal"})
        )
        assert steps["c_0_3"].source == Inference(
            "variable_rename", Status.THM, ("c_0_2",), inner_rules=("fof_nnf",)
        )
        assert steps["c_0_6"].formula is FALSE
        assert steps["c_0_6"].source == Inference(
            "cn", Status.THM, ("c_0_4", "c_0_5"), inner_rules=("rw",)
        )

    def test_every_step_knows_its_place(self) -> None:
        last = read_derivation(E_OUTPUT).steps[-1]
        assert E_OUTPUT[last.span.start : last.span.end].startswith("cnf(c_0_6, plain")
        assert E_OUTPUT[last.span.start : last.span.end].endswith("['proof']).")

    def test_several_blocks_may_use_the_same_names(self) -> None:
        block = "% SZS output start FiniteModel\nfof(m, fi_domain, ![X]:X=a).\n"
        block += "% SZS output end FiniteModel\n"
        derivation = read_derivation(block + block)
        assert [block.kind for block in derivation.blocks] == ["FiniteModel"] * 2
        assert derivation.steps == ()

    def test_a_status_alone_is_a_derivation_of_nothing(self) -> None:
        derivation = read_derivation(
            "# Failure: Resource limit exceeded (time)\nSZS status Timeout"
        )
        assert (derivation.status, derivation.blocks) == ("Timeout", ())

    def test_one_name_at_two_arities_is_two_symbols(self) -> None:
        a, b = read_derivation("cnf(a, axiom, p(f) & f). cnf(b, axiom, p(f(f)) | p).").steps
        assert a.formula is not b.formula

    @pytest.mark.parametrize(
        ("text", "is_one"),
        [
            (E_OUTPUT, True),
            ("cnf(a,plain,p).", True),
            ("All men are mortal.", False),
            ("{}", False),
        ],
    )
    def test_recognised(self, text: str, is_one: bool) -> None:
        assert is_tstp(text) == is_one


class TestFormulas:
    @pytest.mark.parametrize(
        ("text", "meaning"),
        [
            (
                "p(X, 'a b', \"c\") | ~ X = f(1.5) | a != b",
                "∀X (p(X, 'a b', \"c\") ∨ X ≠ f(1.5) ∨ a ≠ b)",
            ),
            ("((p & q) & (r & s)) & ~(t & (i | (j | k)))", "p ∧ q ∧ r ∧ s ∧ ¬(t ∧ (i ∨ j ∨ k))"),
            ("! [X] : ! [Y] : p(X,Y) & q", "∀X ∀Y p(X, Y) ∧ q"),
            ("! [X] : (? [X] : p(X) | q(X))", "∀X (∃X p(X) ∨ q(X))"),
            ("p => (q <= r)", "p → (r → q)"),
            ("(p <=> q) <~> (r ~& s)", "(p ↔ q) ⊕ ¬(r ∧ s)"),
            ("p ~| $true", "¬(p ∨ ⊤)"),
            ("p & q | r => s", "(p ∧ q) ∨ r → s"),
            ("'p'(a) & p('a')", "p(a) ∧ p(a)"),
        ],
    )
    def test_connectives(self, text: str, meaning: str) -> None:
        assert formula(text) == meaning

    def test_long_chains_with_brackets_are_flat(self) -> None:
        text = "(" * 20_000 + "p" + "|q)" * 20_000
        (step,) = read_derivation(f"cnf(c, plain, {text}).").steps
        assert step.formula.depth == 2

    def test_brackets_alone_have_no_depth(self) -> None:
        assert formula("(" * 20_000 + "p" + ")" * 20_000) == "p"


class TestSources:
    @pytest.mark.parametrize(
        ("annotations", "expected"),
        [
            ("unknown", Unknown()),
            ("file('a.p')", File("a.p", "")),
            ("file('a.p',unknown)", File("a.p", "unknown")),
            ("c7", Inference("copy", Status.THM, ("c7",))),
            ("17", Inference("copy", Status.THM, ("17",))),
            (
                "introduced(definition,[new_symbols(definition,[sP0])])",
                Introduced("definition", ("sP0",)),
            ),
            ("introduced(tautology)", Introduced("tautology")),
            ("theory(equality)", Introduced("theory")),
            ("inference(r,[],[a,b])", Inference("r", Status.UNSTATED, ("a", "b"))),
            (
                "inference(skolemisation,[status(esa),new_symbols(skolem,[sK0,sK1])],[f5])",
                Inference("skolemisation", Status.ESA, ("f5",), new_symbols=("sK0", "sK1")),
            ),
            (
                "inference(r,[status(thm)],[a:[bind(X,$fot(f(a)))],inference(s,[status(esa)],[b])])",
                Inference("r", Status.ESA, ("a", "b"), inner_rules=("s",)),
            ),
            (
                "inference(r,[status(thm)],[a,inference(s,[status(cth)],[b,'c d'])])",
                Inference("r", Status.CTH, ("a", "b", "c d"), frozenset({"b", "c d"}), (), ("s",)),
            ),
        ],
    )
    def test_kinds(self, annotations: str, expected: object) -> None:
        assert source(annotations) == expected

    def test_records_nested_20_000_deep(self) -> None:
        depth = 20_000
        found = source("inference(rw,[status(thm)],[" * depth + "a" + "])" * depth)
        assert isinstance(found, Inference)
        assert (found.parents, len(found.inner_rules)) == (("a",), depth - 1)


class TestErrors:
    @pytest.mark.parametrize(
        ("text", "line", "column"),
        [
            ("cnf(a, plain, p)", 1, 17),
            ("cnf(a, plain, p).\ncnf(a, plain, q).", 2, 5),
            ("cnf(a, plain, p &).", 1, 18),
            ("cnf(a, plain, (p | q).", 1, 22),
            ("cnf(a, plain, p | q)).", 1, 21),
            ("cnf(a plain, p).", 1, 7),
            ("cnf(a, plain, p, inference(r,[status(funny)],[])).", 1, 31),
            ("cnf(a, plain, p, inference(r,[status(thm)],[)).", 1, 45),
            ("tff(a, plain, p).", 1, 1),
            ("hello(a).", 1, 1),
            (")", 1, 1),
            ("cnf(a, plain, ∀).", 1, 15),
            ("cnf(a, plain, p('x).", 1, 17),
            ("/* open", 1, 1),
            ("cnf(a, plain, p, inference(r,[status(thm)],[é])).", 1, 45),
            ("fof(a, plain, ![X: $int]: p(X)).", 1, 27),
            ("cnf(a, plain, X).", 1, 16),
            ("fof(a, plain, ![x]: p).", 1, 17),
            ("% SZS output start Proof\ncnf(a, plain, p).", 1, 1),
            ("fof(a, plain, " + "~" * 20_000 + "p).", 1, 15),
            ("fof(a, plain, p(" + "f(" * 20_000 + "a" + ")" * 20_001 + ").", 1, 15),
        ],
    )
    def test_have_a_place_and_one_line(self, text: str, line: int, column: int) -> None:
        with pytest.raises(TstpSyntaxError) as caught:
            read_derivation(text)
        error = caught.value
        assert error.position is not None
        assert (error.position.line, error.position.column) == (line, column)
        assert error.hint
        assert "\n" not in str(error)
