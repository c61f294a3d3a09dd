"""The statement a Lean theorem must have is rebuilt from the formulas, and told apart."""

from __future__ import annotations

from hypothesis import given

from prover.check.lean_statement import model_statement, proof_statement
from prover.logic.reader import parse_formula
from prover.logic.syntax import (
    FALSE,
    INDIVIDUAL,
    Exists,
    ForAll,
    Formula,
    Iff,
    Not,
    Variable,
    Xor,
)
from prover.logic.walk import rebuild, substitute
from tests.prover.logic.strategies import closed_formulas


def test_a_proof_states_that_the_premises_imply_the_claim() -> None:
    premises = [parse_formula("man(socrates)"), parse_formula("∀x (man(x) → mortal(x))")]
    assert proof_statement(premises, parse_formula("mortal(socrates)")) == (
        "(∀ Sort 1 (∀ (Nonempty.{1} #0) "  # the domain is not empty
        "(∀ (∀ #1 Sort 0) (∀ #2 (∀ (∀ #3 Sort 0) "  # man, socrates, mortal
        "(∀ (#2 #1) (∀ (∀ #5 (∀ (#4 #0) (#3 #1))) "  # the premises
        "(#2 #3))))))))"
    )


def test_inconsistency_is_a_proof_of_false() -> None:
    statement = proof_statement([parse_formula("p"), parse_formula("¬p")], FALSE)
    assert statement == "(∀ Sort 0 (∀ #0 (∀ (Not #1) False)))"


def test_a_model_states_that_there_are_such_tables() -> None:
    formulas = [parse_formula("P(c)"), parse_formula("∃x ¬P(x)")]
    two = "(Fin (OfNat.ofNat.{0} Nat 2 (instOfNatNat 2)))"
    assert model_statement(formulas, {INDIVIDUAL: 2}) == (
        f"(Exists.{{1}} (∀ {two} Sort 0) (λ (∀ {two} Sort 0) (Exists.{{1}} {two} (λ {two} "
        f"(And (#1 #0) (Exists.{{1}} {two} (λ {two} (Not (#2 #0)))))))))"
    )


def test_names_do_not_matter_but_structure_does() -> None:
    def statement(text: str) -> str:
        return proof_statement([], parse_formula(text))

    assert statement("∀x P(x)") == statement("∀y Q(y)")
    assert statement("P(a) ∧ Q(a)") != statement("P(a) ∧ P(a)")
    assert statement("∀x ∃y R(x, y)") != statement("∀x ∃y R(y, x)")
    assert statement("P(a) → Q(a)") != statement("Q(a) → Q(a)")
    assert statement("a ≠ b") == statement("¬(a = b)")
    assert statement("P(a) ⊕ Q(a)") != statement("P(a) ↔ Q(a)")


def test_the_order_of_the_premises_matters() -> None:
    one, two = parse_formula("P(a) → Q(a)"), parse_formula("P(a)")
    goal = parse_formula("Q(a)")
    assert proof_statement([one, two], goal) != proof_statement([two, one], goal)


@given(closed_formulas(), closed_formulas())
def test_different_formulas_give_different_statements(one: Formula, two: Formula) -> None:
    """Up to the names of bound variables, which normal forms by position make comparable."""
    same = proof_statement([one, two], FALSE) == proof_statement([one, one], FALSE)
    assert same == (_by_position(one) == _by_position(two))


def _by_position(formula: Formula) -> str:
    """The formula with its variables called by the depth at which they are bound."""

    def walk(node: Formula, depth: int) -> Formula:
        if isinstance(node, ForAll | Exists):
            name = Variable(f"·{depth}", node.variable.sort)
            body = substitute(node.body, {node.variable: name})
            return type(node)(name, walk(body, depth + 1))
        if isinstance(node, Xor):  # Lean has no ⊕
            return walk(Not(Iff(node.left, node.right)), depth)
        return rebuild(node, lambda child: walk(child, depth))

    return repr(walk(formula, 0))
