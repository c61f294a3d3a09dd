"""Lean accepts what is written for theories and their theorems, and says what was meant."""

from __future__ import annotations

from dataclasses import replace

import pytest

from prover.check.development_statement import development_statement
from prover.export.lean import NotExportable
from prover.export.lean.theory import lean_development
from prover.lean.verify import LeanKernel
from prover.logic.syntax import (
    FALSE,
    TRUE,
    And,
    Application,
    Equality,
    Exists,
    Formula,
    FunctionSymbol,
    Iff,
    Implies,
    Not,
    Or,
    PredicateSymbol,
    Sort,
    Variable,
    Xor,
)
from prover.theory import Axiom, Datatype, Definition, Development, Equation, Theorem, Theory
from tests.prover.export.lean import theories
from tests.prover.export.lean.test_accepted_by_lean import NASTY
from tests.prover.export.lean.theories import (
    APPEND,
    ARITHMETIC,
    CONS,
    EVEN,
    FILTER,
    GOOD,
    LE,
    LENGTH,
    NIL,
    ORCHARD,
    PLUS,
    SEQUENCES,
    XS,
    ZERO,
    A,
    S,
    X,
    Y,
    closed,
    inferred,
)
from tests.prover.theory.peano_by_hand import DEVELOPMENT


def judged(lean: LeanKernel, development: Development) -> None:
    """Both the proof and the statement are what they should be."""
    written = lean_development(development).certificate()
    reply = lean.verify(written.source, written.theorem)
    assert reply.accepted, ([m.text for m in reply.messages] or reply.reason, written.source)
    statements = [theorem.statement for theorem in development.theorems]
    assert reply.type == development_statement(development.theory, statements)


@pytest.mark.parametrize("theory", theories.THEORIES, ids=lambda theory: theory.name)
def test_facts_hold_by_definition(lean: LeanKernel, theory: Theory) -> None:
    judged(lean, Development(theory))


def test_theorems_are_replayed_step_by_step(lean: LeanKernel) -> None:
    judged(lean, DEVELOPMENT)


@pytest.mark.parametrize("theorem", DEVELOPMENT.theorems, ids=lambda theorem: theorem.name)
def test_a_theorem_has_a_file_of_its_own(lean: LeanKernel, theorem: Theorem) -> None:
    source = lean_development(DEVELOPMENT).excerpt(theorem.name)
    name = source.splitlines()[-1]
    assert name == "end Theory"
    stated = [line for line in source.splitlines() if line.startswith("theorem ")][-1]
    assert lean.verify(source, f"Theory.{stated.split()[1]}").accepted


def test_a_file_has_no_more_than_its_theorem_needs() -> None:
    source = lean_development(DEVELOPMENT).excerpt("zero_add")
    assert source.startswith(
        "namespace Theory\n"
        "\n"
        "inductive Nat : Type where\n"
        "  | zero : Nat\n"
        "  | S : Nat → Nat\n"
        "\n"
        "noncomputable def add : Nat → Nat → Nat\n"
        "  | x, Nat.zero => x\n"
        "  | x, Nat.S y => Nat.S (add x y)\n"
        "\n"
        "theorem Nat_induction :\n"
        "    ∀ P : Nat → Prop, P Nat.zero → (∀ y1 : Nat, P y1 → P (Nat.S y1)) → "
        "∀ x : Nat, P x :=\n"
    )
    assert "theorem zero_add : ∀ x : Nat, add Nat.zero x = x := by" in source
    assert "Nat_cases" not in source
    assert "succ_add" not in source


@pytest.mark.parametrize(
    ("theory", "fact"),
    [
        (ARITHMETIC, "/.3"),  # it ends by a bound on -
        (SEQUENCES, "odd_one.3"),  # it is decided classically
        (ORCHARD, "size.1"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_a_file_has_all_that_its_theorem_needs(lean: LeanKernel, theory: Theory, fact: str) -> None:
    """It is cut from a file with everything; nothing that it speaks of is left behind."""
    again = inferred("again", theory.facts[fact], **{fact: theory.facts[fact]})
    some = inferred("some", Exists(X, Equality(X, X)))
    written = lean_development(Development(theory, (again, some)))
    for name in written.theorems:
        source = written.excerpt(name)
        assert lean.verify(source, f"Theory.{name}").accepted, source


def test_a_file_shows_what_was_judged() -> None:
    written = lean_development(DEVELOPMENT)
    lines = set(written.certificate().source.splitlines())
    for theorem in DEVELOPMENT.theorems:
        assert set(written.excerpt(theorem.name).splitlines()) <= lines


def test_a_theorem_that_cannot_be_written_takes_only_what_rests_on_it_along() -> None:
    theorem = DEVELOPMENT.by_name["zero_add"]
    false = replace(theorem, statement=closed([X, Y], Equality(PLUS(X, Y), X)))
    given = tuple(false if each is theorem else each for each in DEVELOPMENT.theorems)
    written = lean_development(replace(DEVELOPMENT, theorems=given))
    assert set(written.failures) == {"zero_add", "add_comm.0", "add_comm"}
    assert "theorem succ_add " in written.excerpt("succ_add")
    with pytest.raises(NotExportable, match="zero_add"):
        written.excerpt("zero_add")


def facts(theory: Theory, *names: str) -> dict[str, Formula]:
    return {name: theory.facts[name] for name in names}


def test_every_connective_is_stated(lean: LeanKernel) -> None:
    zero_le = LE(ZERO, X)
    premises = facts(ARITHMETIC, "≤.1", "≤.2", "even.1", "Nat.distinct.0.S")
    statements = [
        closed([X], And((zero_le, EVEN(ZERO), TRUE))),
        closed([X, Y], Or((LE(S(X), Y), FALSE, zero_le))),
        closed([X], Not(LE(S(X), ZERO))),
        closed([X], Implies(Equality(ZERO, S(X)), EVEN(X))),
        closed([X], Iff(zero_le, EVEN(ZERO))),
        closed([X], Xor(LE(S(X), ZERO), EVEN(ZERO))),
        Exists(X, closed([Y], LE(X, Y))),
        Not(closed([X], LE(S(X), ZERO))),
        Not(Equality(ZERO, S(ZERO))),
    ]
    theorems = [inferred(f"t{n}", each, **premises) for n, each in enumerate(statements)]
    judged(lean, Development(ARITHMETIC, tuple(theorems)))


def test_parameters_are_found_out(lean: LeanKernel) -> None:
    """Where nothing else tells, Lean is told which items a list has."""
    premises = facts(SEQUENCES, "length.1", "length.2", "++.1", "filter.1", "filter.2")
    statements = [
        Equality(LENGTH(NIL), ZERO),
        Equality(LENGTH(APPEND(NIL, NIL)), LENGTH(NIL)),
        Equality(FILTER(NIL), NIL),
        closed([XS], Equality(LENGTH(APPEND(NIL, XS)), LENGTH(XS))),
        closed([A], Implies(GOOD(A), Equality(FILTER(CONS(A, NIL)), CONS(A, FILTER(NIL))))),
    ]
    theorems = [inferred(f"t{n}", each, **premises) for n, each in enumerate(statements)]
    judged(lean, Development(SEQUENCES, tuple(theorems)))


def test_axioms_become_hypotheses_of_what_uses_them(lean: LeanKernel) -> None:
    element = Sort("element")
    a, b = Variable("a", element), Variable("b", element)
    times = FunctionSymbol("·", (element, element), element)
    one = Application(FunctionSymbol("1", (), element), ())
    left = closed([a], Equality(Application(times, (one, a)), a))
    right = closed([a], Equality(Application(times, (a, one)), a))
    commutes = closed([a, b], Equality(Application(times, (a, b)), Application(times, (b, a))))
    theory = Theory(
        "monoid",
        sorts=(element,),
        open_symbols=(times, one.function),
        axioms=(Axiom("commutes", commutes), Axiom("one.1", left)),
    )
    theorem = inferred("one.2", right, **theory.facts)
    again = inferred("one", And((left, right)), **{"one.1": left, "one.2": right})
    development = Development(theory, (theorem, again))
    judged(lean, development)
    source = lean_development(development).excerpt("one.2")
    assert "(commutes : ∀ a b : element, mul a b = mul b a)" in source
    judged(lean, Development(Theory("nothing")))


@pytest.mark.slow
def test_names_mean_nothing_to_lean(lean: LeanKernel) -> None:
    """Every name is a sort, a constructor, a function, a predicate, a variable, a theorem."""
    words = [*NASTY, "rec", "casesOn", "noConfusion", "sizeOf", "ite", "P", "P1", "motive"]
    types = []
    for start in range(0, len(words), 6):
        sort = Sort(words[start])
        constructors = [FunctionSymbol(word, (), sort) for word in words[start : start + 3]]
        constructors += [FunctionSymbol(w, (sort,), sort) for w in words[start + 3 : start + 6]]
        types.append(Datatype(sort, tuple(constructors)))
    item = Sort("item")
    predicates = [PredicateSymbol(word, (item,)) for word in words]
    first = types[0].sort
    variables = [Variable(word, first) for word in words]
    definitions = []
    for word, one, other in zip(words, variables, variables[1:], strict=False):
        symbol = FunctionSymbol(word, (first, first), first)
        equation = Equation(Application(symbol, (one, other)), one)
        definitions.append(Definition(symbol, (equation,)))
    theory = Theory("nasty", (item,), tuple(types), tuple(predicates), tuple(definitions))
    theorems = [inferred(f"t {v.name}", closed([v], Equality(v, v))) for v in variables]
    judged(lean, Development(theory, tuple(theorems)))


def test_what_does_not_follow_is_not_written() -> None:
    theorem = DEVELOPMENT.by_name["zero_add"]
    later = replace(DEVELOPMENT, theorems=(theorem, *DEVELOPMENT.theorems))
    with pytest.raises(NotExportable, match="neither a fact"):
        lean_development(later).certificate()
    with pytest.raises(NotExportable, match="no theorem"):
        lean_development(DEVELOPMENT).excerpt("add_zero")
    false = replace(theorem, statement=closed([X, Y], Equality(PLUS(X, Y), X)))
    with pytest.raises(NotExportable, match="claimed"):
        lean_development(
            replace(DEVELOPMENT, theorems=(*DEVELOPMENT.theorems[:2], false))
        ).certificate()


def test_the_statement_pins_what_was_defined(lean: LeanKernel) -> None:
    """Another function under the same name proves another statement."""
    written = lean_development(Development(DEVELOPMENT.theory)).certificate()
    changed = written.source.replace("Nat.S (add x y)", "add x y")
    reply = lean.verify(changed, written.theorem)
    assert reply.accepted
    assert reply.type != development_statement(DEVELOPMENT.theory, [])


def test_mutual_types_have_their_induction_together(lean: LeanKernel) -> None:
    written = lean_development(Development(ORCHARD)).certificate()
    assert "theorem Tree_Forest_induction" in written.source
    assert "theorem Tree_induction" in written.source
    assert "theorem Forest_induction" in written.source
