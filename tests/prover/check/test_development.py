"""Forged books: circular, unproved, mirrored, vacuous, renamed.  None of it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from prover.certificate import Certificate
from prover.check import Z3Session
from prover.check.development import check_development
from prover.logic.arithmetic import INTEGER
from prover.logic.syntax import (
    FALSE,
    Application,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Implies,
    Not,
    PredicateSymbol,
    Sort,
    Variable,
    predicate,
)
from prover.proof import Proof, Relation, Rule, Step
from prover.theory import Axiom, Datatype, Definition, Development, Equation, Theorem, Theory
from tests.prover.theory.peano_by_hand import DEVELOPMENT, NAT, NATURALS, ZERO, plus, successor

SESSION = Z3Session()
X, Y = Variable("x", NAT), Variable("y", NAT)
THEOREMS = DEVELOPMENT.by_name
ORDER = tuple(THEOREMS)


def rejections(theorems: Iterable[Theorem], theory: Theory = NATURALS) -> dict[str, dict[str, str]]:
    """What is rejected, by theorem and part of it."""
    found = check_development(Development(theory, tuple(theorems)), SESSION)
    return {name: dict(c.rejections) for name, c in found.items() if not c.accepted}


def assumed(name: str, statement: Formula) -> Step:
    return Step(name, statement, Rule.PREMISE)


def by(name: str, statement: Formula, *steps: Step, part_of: str = "") -> Theorem:
    return Theorem(name, statement, Proof(statement, steps), part_of)


def following(name: str, statement: Formula, *cited: Theorem) -> Theorem:
    """A theorem said to follow from others at once."""
    leaves = [assumed(theorem.name, theorem.statement) for theorem in cited]
    parents = tuple(theorem.name for theorem in cited)
    return by(name, statement, *leaves, Step("1", statement, Rule.INFERENCE, parents))


def changed(name: str, theorem: Theorem) -> tuple[Theorem, ...]:
    """The development with ``theorem`` in the place of the one called ``name``."""
    return tuple(theorem if old.name == name else old for old in DEVELOPMENT.theorems)


# --- an honest one -----------------------------------------------------------------------------


def test_an_honest_development_is_accepted_theorem_by_theorem() -> None:
    told: list[tuple[str, bool]] = []

    def listen(theorem: Theorem, certificate: Certificate) -> None:
        told.append((theorem.name, certificate.accepted))

    certificates = check_development(DEVELOPMENT, SESSION, listen)
    assert told == [(name, True) for name in ORDER]
    assert list(certificates) == list(ORDER)
    assert certificates["add_comm"].reasons["induction"] == "induction over Nat"
    assert certificates["add_comm"].notes["assumes"] == "nothing"


def test_nothing_is_wrong_with_an_empty_one() -> None:
    assert rejections(()) == {}


def test_axioms_are_named_through_all_theorems_that_rest_on_them() -> None:
    claim = ForAll(X, Equality(X, ZERO))
    theory = replace(NATURALS, axioms=(Axiom("absurd", claim), Axiom("unused", Not(FALSE))))
    first = by("first", claim, assumed("absurd", claim))
    second = following("second", Equality(successor(ZERO), ZERO), first)
    third = following("third", Equality(ZERO, ZERO))
    found = check_development(Development(theory, (first, second, third)), SESSION)
    assert [c.accepted for c in found.values()] == [True, True, True]
    assert [c.notes["assumes"] for c in found.values()] == ["absurd", "absurd", "nothing"]


# --- circles -----------------------------------------------------------------------------------


def test_a_theorem_cannot_cite_itself() -> None:
    zero_add = THEOREMS["zero_add"]
    itself = by("zero_add", zero_add.statement, assumed("zero_add", zero_add.statement))
    assert rejections([itself])["zero_add"]["zero_add"].endswith("which is not proved before")


def test_two_theorems_cannot_cite_each_other() -> None:
    claim = THEOREMS["add_comm"].statement
    first = by("first", claim, assumed("second", claim))
    second = by("second", claim, assumed("first", claim))
    found = rejections([first, second])
    assert found["first"]["second"] == "rests on second, which is not proved before"
    assert found["second"]["first"] == "rests on first, which was rejected"


def test_chapters_cannot_be_circular() -> None:
    """The chapter on 0 rests on commutativity, the chapter on commutativity on that on 0."""
    comm = THEOREMS["add_comm"]
    zero_add = THEOREMS["zero_add"].statement
    given = NATURALS.facts["+.1"]
    short = by(
        "zero_add",
        zero_add,
        assumed("+.1", given),
        assumed("add_comm", comm.statement),
        Step("1", zero_add, Rule.INFERENCE, ("+.1", "add_comm")),
    )
    rest = [theorem for theorem in DEVELOPMENT.theorems if not theorem.name.startswith("zero_add")]
    found = rejections([short, *rest])
    assert found["zero_add"]["add_comm"] == "rests on add_comm, which is not proved before"
    assert found["add_comm.0"]["zero_add"] == "rests on zero_add, which was rejected"
    assert found["add_comm"]["add_comm.0"] == "rests on add_comm.0, which was rejected"
    assert set(found) == {"zero_add", "add_comm.0", "add_comm"}
    assert rejections([*rest, short]).keys() == {"add_comm.0", "add_comm", "zero_add"}


def test_an_obligation_cannot_cite_what_it_is_for() -> None:
    base = THEOREMS["add_comm.0"]
    claim = THEOREMS["add_comm"].statement
    cheated = by(
        base.name,
        base.statement,
        assumed("add_comm", claim),
        Step("1", base.statement, Rule.INFERENCE, ("add_comm",)),
        part_of="add_comm",
    )
    found = rejections(changed(base.name, cheated))
    assert set(found) == {"add_comm.0", "add_comm"}


# --- no proof, or another one ------------------------------------------------------------------


def test_a_theorem_that_is_only_listed_is_not_proved() -> None:
    claim = THEOREMS["add_comm"].statement
    assert rejections([by("add_comm", claim)])["add_comm"]["proof"] == "there is no step"


def test_what_rests_on_what_was_rejected_is_rejected() -> None:
    unproved = by("zero_add", THEOREMS["zero_add"].statement)
    found = rejections(changed("zero_add", unproved))
    assert set(found) == {"zero_add", "add_comm.0", "add_comm"}
    assert found["add_comm.0"] == {"zero_add": "rests on zero_add, which was rejected"}


def test_the_converse_of_a_true_implication_is_not_proved_by_its_proof() -> None:
    """``S(x) = S(y) → x = y`` may stand for ``x = y``, and not the other way round: ``x = 0 →
    0 + x = 0`` has the mirror image ``0 + x = 0 → x = 0``, but ``x = S(0) → ¬ x = 0`` has none."""
    one, nothing = Equality(X, successor(ZERO)), Not(Equality(X, ZERO))
    straight, mirrored = ForAll(X, Implies(one, nothing)), ForAll(X, Implies(nothing, one))
    given = assumed("Nat.distinct.0.S", NATURALS.facts["Nat.distinct.0.S"])
    last = Step("1", straight, Rule.INFERENCE, (given.name,))
    assert rejections([by("straight", straight, given, last)]) == {}
    restated = replace(last, conclusion=mirrored)
    found = rejections([by("mirrored", mirrored, given, restated)])
    assert found["mirrored"]["1"] == "does not follow from its parents"
    kept = Theorem("mirrored", mirrored, Proof(straight, (given, last)))
    assert rejections([kept])["mirrored"]["1"] == "the proof is of another claim"
    renamed = Theorem("mirrored", mirrored, Proof(mirrored, (given, last)))
    assert "mirrored" in rejections([renamed])
    added = Step("2", mirrored, Rule.INFERENCE, ("1",))
    assert "mirrored" in rejections([by("mirrored", mirrored, given, last, added)])


def test_an_induction_cannot_conclude_the_mirror_image() -> None:
    """Both obligations are those of ``x + y = y + x``; the conclusion is not."""
    theorem = THEOREMS["zero_add"]
    mirrored = ForAll(X, Equality(plus(X, X), X))
    leaves = theorem.proof.steps[:-1]
    step = replace(theorem.proof.steps[-1], conclusion=mirrored)
    forged = Theorem("zero_add", mirrored, Proof(mirrored, (*leaves, step)))
    assert "not the obligation" in rejections(changed("zero_add", forged))["zero_add"]["induction"]


def test_a_premise_says_what_the_theorem_says() -> None:
    stronger = ForAll(X, ForAll(Y, Equality(plus(X, Y), X)))
    forged = by("sum", stronger, assumed("zero_add", stronger))
    found = rejections([*DEVELOPMENT.theorems, forged])
    assert found == {"sum": {"zero_add": "the premise says something else"}}


def test_the_negation_of_the_claim_alone_proves_nothing() -> None:
    claim = Equality(plus(ZERO, ZERO), ZERO)
    denied = Step("denied", Not(claim), Rule.NEGATED_CLAIM, relation=Relation.CTH)
    absurd = Step("absurd", FALSE, Rule.CONTRADICTION, ("denied",))
    assert "absurd" in rejections([by("zeros", claim, denied, absurd)])["zeros"]
    given = assumed("+.1", NATURALS.facts["+.1"])
    absurd = replace(absurd, parents=("denied", "+.1"))
    assert rejections([by("zeros", claim, given, denied, absurd)]) == {}


# --- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize("fact", ["+.1", "Nat.cases", "Nat.distinct.0.S", "Nat.injective.S"])
def test_a_theorem_is_not_called_like_a_fact(fact: str) -> None:
    claim = NATURALS.facts[fact]
    found = rejections([by(fact, claim, assumed(fact, claim))])
    assert found[fact]["name"] == f"{fact} is a fact of the theory"
    absurd = Equality(successor(ZERO), ZERO)
    forged = by(fact, absurd, assumed(fact, absurd))
    user = by("user", absurd, assumed(fact, absurd))
    assert rejections([forged, user])["user"] == {fact: "the premise says something else"}


def test_names_are_unique() -> None:
    """The second one of a name would be cited as if it were the first."""
    true, false = Equality(ZERO, ZERO), Equality(ZERO, successor(ZERO))
    first = following("same", true)
    second = by("same", false)
    user = by("user", false, assumed("same", false))
    for theorems in ([first, second, user], [second, first, user], [first, first]):
        found = rejections(theorems)
        assert found["same"]["name"] == "several theorems are called same"
        assert len(found) == len({theorem.name for theorem in theorems})


@pytest.mark.parametrize("part_of", ["zero_add.0", "nothing", "+.1", "zero_add.S"])
def test_an_obligation_belongs_to_a_later_theorem(part_of: str) -> None:
    forged = replace(THEOREMS["zero_add.S"], part_of=part_of)
    found = rejections(changed("zero_add.S", forged))
    assert found["zero_add.S"] == {"part_of": f"{part_of} is no later theorem"}


# --- statements --------------------------------------------------------------------------------


def test_a_statement_is_closed() -> None:
    claim = Equality(plus(ZERO, X), X)
    assert rejections([following("open", claim)])["open"]["statement"] == (
        "the statement has free variables"
    )


def test_a_statement_is_about_the_theory() -> None:
    stranger = Variable("s", Sort("Stranger"))
    claim = ForAll(stranger, Equality(stranger, stranger))
    assert rejections([following("other", claim)])["other"] == {
        "statement": "the theory has no sort Stranger"
    }
    unheard = Implies(predicate("Q", ZERO), predicate("Q", ZERO))
    assert rejections([following("other", unheard)])["other"] == {
        "statement": "the theory has no symbol Q"
    }


def test_a_symbol_is_known_by_its_sorts_too() -> None:
    """A ``+`` that takes three arguments is not the one of the theory."""
    wide = FunctionSymbol("+", (NAT, NAT, NAT), NAT)
    term = Application(wide, (ZERO, ZERO, ZERO))
    assert "statement" in rejections([following("wide", Equality(term, term))])["wide"]


def with_witness(theory: Theory) -> tuple[Theorem, FunctionSymbol]:
    """A true theorem whose proof names the predecessor of whatever is not 0."""
    before = FunctionSymbol("sk1", (NAT,), NAT)
    something = Exists(Y, Equality(X, successor(Y)))
    named = Equality(X, successor(Application(before, (X,))))
    choice = ForAll(X, Implies(something, named))
    claim = ForAll(X, Implies(something, something))
    return (
        by(
            "witness",
            claim,
            Step("1", choice, Rule.CHOICE, relation=Relation.ESA, introduces=(before,)),
            Step("2", claim, Rule.INFERENCE, ("1",)),
        ),
        before,
    )


def test_a_name_given_in_one_proof_does_not_leak_into_the_next_statement() -> None:
    theorem, before = with_witness(NATURALS)
    assert rejections([theorem]) == {}
    claim = ForAll(X, Equality(Application(before, (X,)), Application(before, (X,))))
    leaking = following("leaking", claim, theorem)
    found = rejections([theorem, leaking])
    assert found == {"leaking": {"statement": "the theory has no symbol sk1"}}


def test_a_name_given_in_one_proof_may_be_given_again_but_means_nothing_there() -> None:
    theorem, before = with_witness(NATURALS)
    something = Equality(ZERO, successor(Application(before, (ZERO,))))
    step = Step("1", Not(something), Rule.INFERENCE)
    absurd = by("again", FALSE, step, Step("2", FALSE, Rule.INFERENCE, ("1",)))
    found = rejections([theorem, absurd])
    assert found["again"]["1"] == "brings in a new symbol without being allowed to"


@pytest.mark.parametrize(
    "symbol", [NATURALS.constructors[NAT][1], FunctionSymbol("f", (NAT,), NAT)]
)
def test_a_symbol_of_the_theory_is_no_new_name(symbol: FunctionSymbol) -> None:
    """An open function may not be taken for a witness that it need not be."""
    theory = replace(NATURALS, open_symbols=(FunctionSymbol("f", (NAT,), NAT),))
    zero = Equality(ZERO, Application(symbol, (ZERO,)))
    choice = Implies(Exists(X, Equality(ZERO, X)), zero)
    chosen = Step("1", choice, Rule.CHOICE, relation=Relation.ESA, introduces=(symbol,))
    forged = by("forged", zero, chosen, Step("2", zero, Rule.INFERENCE, ("1",)))
    assert "forged" in rejections([forged], theory)


# --- the theory --------------------------------------------------------------------------------

ABSURD = Equality(ZERO, successor(ZERO))


def test_facts_put_into_a_theory_from_outside_do_not_count() -> None:
    """Everything would follow from them."""
    theory = replace(NATURALS)
    assert isinstance(theory.facts, dict)
    theory.facts["Nat.wrong"] = ABSURD
    theory.facts["+.1"] = ForAll(X, Equality(plus(X, ZERO), ZERO))
    added = by("added", ABSURD, assumed("Nat.wrong", ABSURD))
    altered = by("altered", theory.facts["+.1"], assumed("+.1", theory.facts["+.1"]))
    assert set(rejections([added, altered], theory)) == {"added", "altered"}


def test_a_goal_is_not_given() -> None:
    from prover.theory import Goal

    theory = replace(NATURALS, goals=(Goal("wanted", ABSURD),))
    assert "wanted" in rejections([by("user", ABSURD, assumed("wanted", ABSURD))], theory)["user"]


F = FunctionSymbol("f", (NAT,), NAT)


def f(term: Variable | Application) -> Application:
    return Application(F, (term,))


LARGER = Theory(
    "larger",
    datatypes=NATURALS.datatypes,
    definitions=(Definition(F, (Equation(f(X), successor(f(X))),)),),
)
OVERLAPPING = Theory(
    "overlapping",
    datatypes=NATURALS.datatypes,
    definitions=(Definition(F, (Equation(f(X), ZERO), Equation(f(ZERO), successor(ZERO)))),),
)
TWICE = Theory(
    "twice",
    datatypes=NATURALS.datatypes,
    definitions=(
        Definition(F, (Equation(f(X), ZERO),)),
        Definition(F, (Equation(f(X), successor(ZERO)),)),
    ),
)
_S = NATURALS.constructors[NAT][1]
CONSTRUCTOR = Theory(
    "constructor",
    datatypes=NATURALS.datatypes,
    definitions=(Definition(_S, (Equation(successor(X), ZERO),)),),
)
UNBOUND = Theory(
    "unbound", datatypes=NATURALS.datatypes, definitions=(Definition(F, (Equation(f(X), Y),)),)
)
_EMPTY = Sort("Empty")
EMPTY = Theory("empty", datatypes=(Datatype(_EMPTY, (FunctionSymbol("more", (_EMPTY,), _EMPTY),)),))
P = PredicateSymbol("P", (NAT,))
LIAR = Theory(
    "liar",
    datatypes=NATURALS.datatypes,
    definitions=(Definition(P, (Equation(predicate("P", X), Not(predicate("P", X))),)),),
)
CONDITIONS = Theory(
    "conditions",
    datatypes=NATURALS.datatypes,
    definitions=(
        Definition(
            F,
            (
                Equation(f(X), ZERO, Equality(X, X)),
                Equation(f(X), successor(ZERO), Equality(X, ZERO)),
            ),
        ),
    ),
)
G = FunctionSymbol("g", (NAT,), NAT)


def g(term: Variable | Application) -> Application:
    return Application(G, (term,))


MUTUAL = Theory(
    "mutual",
    datatypes=NATURALS.datatypes,
    definitions=(
        Definition(F, (Equation(f(X), g(X)),)),
        Definition(G, (Equation(g(X), successor(f(X))),)),
    ),
)
NUMBERS = Theory("numbers", sorts=(INTEGER,))
FOREIGN = Theory(
    "foreign", datatypes=(Datatype(NAT, (FunctionSymbol("0", (), NAT), F)), Datatype(_EMPTY, (G,)))
)
ILL_SORTED = replace(
    NATURALS,
    name="ill sorted",
    axioms=(Axiom("wrong", Equality(plus(ZERO, ZERO), Application(_S, ()))),),
)
OPEN = replace(NATURALS, name="open", axioms=(Axiom("wrong", Equality(X, ZERO)),))
IN_USE = replace(NATURALS, name="in use", axioms=(Axiom("+.1", ABSURD),))
UNBELIEVABLE = [
    *(LARGER, OVERLAPPING, TWICE, CONSTRUCTOR, UNBOUND, EMPTY, LIAR, CONDITIONS, MUTUAL),
    *(NUMBERS, FOREIGN, ILL_SORTED, OPEN, IN_USE),
]
"""Theories that contradict themselves, or say nothing."""


@pytest.mark.parametrize(
    "theory",
    UNBELIEVABLE,
    ids=lambda theory: theory.name,
)
def test_nothing_counts_in_a_theory_that_is_not_well_formed(theory: Theory) -> None:
    true = Theorem("true", Not(FALSE), Proof(Not(FALSE), (Step("1", Not(FALSE), Rule.INFERENCE),)))
    assert set(rejections([true], theory)["true"]) == {"theory"}


def test_what_an_empty_sort_would_prove() -> None:
    """Without the check, induction over a sort that nothing generates proves anything at all."""
    x = Variable("x", _EMPTY)
    trivial = ForAll(x, Implies(FALSE, FALSE))
    claim = ForAll(x, FALSE)
    absurd = by(
        "absurd",
        FALSE,
        Step("1", trivial, Rule.INFERENCE),
        Step("2", claim, Rule.INDUCTION, ("1",)),
        Step("3", FALSE, Rule.INFERENCE, ("2",)),
    )
    assert set(rejections([absurd], EMPTY)["absurd"]) == {"theory"}
