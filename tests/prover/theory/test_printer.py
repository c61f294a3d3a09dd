"""What is written is read back, and looks like mathematics."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.theories import builtin_theories, open_theory
from prover.logic.syntax import (
    FALSE,
    TRUE,
    And,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Iff,
    Implies,
    Not,
    Or,
    PredicateSymbol,
    Sort,
    Term,
    Variable,
    Xor,
)
from prover.logic.walk import universal_closure
from prover.theory import Axiom, Datatype, Goal, Theory
from prover.theory.printer import statement, to_text
from prover.theory.reader import read_theory
from tests.prover.theory.examples import LISTS

SORTS = (Sort("Nat"), Sort("A"), Sort("odd sort"))
NAMES = (
    *("f", "and", "true", "if", "sort", "x", "xs", "é", "a b", "it's", "'", "1", "12", "Σ", "x'"),
    *("+", "·", "::", "-", "⁻¹", "∅", "≤", "∈", "->", "¬", "⊕", "<", "=", ":", "|", "a.b", "", "#"),
)
VARIABLES = ("x", "y", "n1", "xs", "and", "f", "0", "a b", "S", "acc", "x_2", "`")


@st.composite
def theories(draw: st.DrawFn) -> Theory:
    nat, *others = SORTS[: draw(st.integers(1, 3))]
    sorts = (nat, *others)
    zero, successor = FunctionSymbol("0", (), nat), FunctionSymbol("S", (nat,), nat)
    symbols: list[FunctionSymbol | PredicateSymbol] = []
    for name in draw(st.lists(st.sampled_from(NAMES), max_size=6, unique=True)):
        arguments = tuple(draw(st.lists(st.sampled_from(sorts), max_size=3)))
        if draw(st.booleans()):
            symbols.append(PredicateSymbol(name, arguments))
        else:
            symbols.append(FunctionSymbol(name, arguments, draw(st.sampled_from(sorts))))
    signature = (zero, successor, *symbols)
    formulas = draw(st.lists(formulas_over(signature, sorts), max_size=3))
    closed = [universal_closure(formula) for formula in formulas]
    return Theory(
        "test",
        sorts=tuple(others),
        datatypes=(Datatype(nat, (zero, successor)),),
        open_symbols=tuple(symbols),
        axioms=tuple(Axiom(f"axiom {n}", formula) for n, formula in enumerate(closed[:1])),
        goals=tuple(Goal(f"it's: {n}", formula) for n, formula in enumerate(closed[1:])),
    )


@st.composite
def terms_over(draw: st.DrawFn, signature: tuple, sort: Sort, depth: int) -> Term:  # type: ignore[type-arg]
    usable = [
        s for s in signature
        if isinstance(s, FunctionSymbol) and s.sort is sort and (depth or not s.arity)
    ]  # fmt: skip
    if not usable or draw(st.integers(0, 2)) == 0:
        return Variable(draw(st.sampled_from(VARIABLES)), sort)
    function = draw(st.sampled_from(usable))
    parts = [draw(terms_over(signature, s, depth - 1)) for s in function.argument_sorts]
    return Application(function, tuple(parts))


@st.composite
def formulas_over(
    draw: st.DrawFn,
    signature: tuple,
    sorts: tuple[Sort, ...],
    depth: int = 3,  # type: ignore[type-arg]
) -> Formula:
    def part() -> Formula:
        return draw(formulas_over(signature, sorts, depth - 1))

    atoms = ["=", "atom", "truth"]
    kind = draw(st.sampled_from(atoms + ["¬", "∧", "∨", "→", "↔", "⊕", "∀", "∃"] * (depth > 0)))
    predicates = [s for s in signature if isinstance(s, PredicateSymbol)]
    if kind == "truth" or (kind == "atom" and not predicates):
        return draw(st.sampled_from((TRUE, FALSE)))
    if kind == "atom":
        predicate = draw(st.sampled_from(predicates))
        parts = [draw(terms_over(signature, s, 2)) for s in predicate.argument_sorts]
        return Atom(predicate, tuple(parts))
    if kind == "=":
        sort = draw(st.sampled_from(sorts))
        return Equality(draw(terms_over(signature, sort, 2)), draw(terms_over(signature, sort, 2)))
    if kind in "∀∃":
        bound = Variable(draw(st.sampled_from(VARIABLES)), draw(st.sampled_from(sorts)))
        return {"∀": ForAll, "∃": Exists}[kind](bound, part())
    if kind == "¬":
        return Not(part())
    if kind in "∧∨":
        return {"∧": And, "∨": Or}[kind]((part(), part(), part())[: draw(st.integers(2, 3))])
    return {"→": Implies, "↔": Iff, "⊕": Xor}[kind](part(), part())


def shape(formula: Formula) -> Formula:
    """The formula with variables named by the order of their binders."""
    return _shaped(formula, {}, [0])


def _shaped(formula, names, count):  # type: ignore[no-untyped-def]
    match formula:
        case ForAll(variable, body) | Exists(variable, body):
            count[0] += 1
            new = Variable(str(count[0]), variable.sort)
            return type(formula)(new, _shaped(body, {**names, variable: new}, count))
        case Variable():
            return names[formula]
        case Application(function, parts):
            return Application(function, tuple(_shaped(p, names, count) for p in parts))
        case Atom(predicate, parts):
            return Atom(predicate, tuple(_shaped(p, names, count) for p in parts))
        case And(parts) | Or(parts):
            return type(formula)(tuple(_shaped(p, names, count) for p in parts))
        case Not(body):
            return Not(_shaped(body, names, count))
        case Equality(one, other) | Implies(one, other) | Iff(one, other) | Xor(one, other):
            return type(formula)(_shaped(one, names, count), _shaped(other, names, count))
        case _:
            return formula


@given(theories())
def test_what_is_written_is_read_back(theory: Theory) -> None:
    again = read_theory(to_text(theory), "test")
    assert (again.sorts, again.datatypes) == (theory.sorts, theory.datatypes)
    assert again.open_symbols == theory.open_symbols
    stated = [(s.name, shape(s.formula)) for s in (*theory.axioms, *theory.goals)]
    assert [(s.name, shape(s.formula)) for s in (*again.axioms, *again.goals)] == stated


@pytest.mark.parametrize("name", builtin_theories())
def test_theories_of_the_program_are_read_back(name: str) -> None:
    theory = open_theory(name)
    assert read_theory(to_text(theory), name) == theory


def test_every_kind_of_equation_is_read_back() -> None:
    assert read_theory(to_text(LISTS), LISTS.name) == LISTS


@pytest.mark.parametrize(
    ("theory", "text"),
    [
        ("peano", "(x + y) + z = x + (y + z)"),
        ("peano", "x · (y + z) = x · y + x · z"),
        ("peano", "x + 1 = S(x)"),
        ("peano", "x ≤ y ↔ ∃z (x + z = y)"),
        ("groups", "(x · y)⁻¹ = y⁻¹ · x⁻¹"),
        ("groups", "(x⁻¹)⁻¹ = x"),
        ("integers", "x + (-x) = pos(0)"),
        ("lists", "length(xs ++ ys) = length(xs) + length(ys)"),
        ("lattices", "x ⊓ (x ⊔ y) = x"),
        ("sets", "∀x (x ∈ a ↔ x ∈ b) → a = b"),
    ],
)
def test_statements_look_like_mathematics(theory: str, text: str) -> None:
    opened = open_theory(theory)
    stated = [s.formula for s in (*opened.axioms, *opened.goals)]
    assert text in [statement(formula, opened) for formula in stated]
