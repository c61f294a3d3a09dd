"""Induction is accepted by its form alone: every obligation, and no slip in any of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.check import Z3Session, check_proof
from prover.check.induction import rejection_of_induction
from prover.logic.syntax import (
    FALSE,
    MAX_DEPTH,
    And,
    Application,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Iff,
    Implies,
    Not,
    Or,
    Sort,
    Term,
    Variable,
    predicate,
)
from prover.logic.walk import nodes, rebuild
from prover.proof import Proof, Relation, Rule, Step
from prover.theory import Datatype
from tests.prover.check.inductions import (
    BOOLEANS,
    DATATYPES,
    ELEMENT,
    FORESTS,
    LISTS,
    NATURALS,
    ROSES,
    TREES,
    indices,
    obligations,
    random_goal,
)

NAT, LIST, TREE = NATURALS.sort, LISTS.sort, TREES.sort
X, Y = Variable("x", NAT), Variable("y", NAT)
ZERO = Application(NATURALS.constructors[0], ())
OTHER = FunctionSymbol("other", (NAT,), NAT)


def next_to(term: Term) -> Term:
    return Application(NATURALS.constructors[1], (term,))


def p(*terms: Term) -> Formula:
    return predicate("P", *terms)


def induction(conclusion: Formula, **changes: object) -> Step:
    step = Step("induction", conclusion, Rule.INDUCTION)
    return replace(step, **changes)  # type: ignore[arg-type]


def rejected(conclusion: Formula, *parents: Formula) -> str | None:
    return rejection_of_induction(induction(conclusion), parents, DATATYPES)


def claim_about(datatype: Datatype) -> ForAll:
    """``∀x ∃z Q(x, z)``"""
    x, z = Variable("x", datatype.sort), Variable("z", ELEMENT)
    return ForAll(x, Exists(z, predicate("Q", x, z)))


# --- what is accepted --------------------------------------------------------------------------

GOAL = ForAll(X, p(X))
BASE = p(ZERO)
STEP = ForAll(Y, Implies(p(Y), p(next_to(Y))))


def test_natural_numbers_need_a_base_case_and_a_step() -> None:
    assert rejected(GOAL, BASE, STEP) is None


def test_lists_give_a_hypothesis_about_the_tail_only() -> None:
    nil, cons = LISTS.constructors
    head, tail = Variable("head", ELEMENT), Variable("tail", LIST)
    longer = Application(cons, (head, tail))
    step = ForAll(head, ForAll(tail, Implies(p(tail), p(longer))))
    whole = Variable("whole", LIST)
    assert rejected(ForAll(whole, p(whole)), p(Application(nil, ())), step) is None


def test_trees_give_two_hypotheses_in_order() -> None:
    leaf, node = TREES.constructors
    left, at, right = Variable("l", TREE), Variable("a", ELEMENT), Variable("r", TREE)
    both = And((p(left), p(right)))
    grown = p(Application(node, (left, at, right)))
    step = ForAll(left, ForAll(at, ForAll(right, Implies(both, grown))))
    t = Variable("t", TREE)
    assert rejected(ForAll(t, p(t)), p(Application(leaf, ())), step) is None


def test_truth_values_are_a_matter_of_two_cases() -> None:
    yes, no = (Application(constructor, ()) for constructor in BOOLEANS.constructors)
    b = Variable("b", BOOLEANS.sort)
    assert rejected(ForAll(b, p(b)), p(yes), p(no)) is None


def test_mutual_recursion_gives_no_hypothesis_about_the_other_sort() -> None:
    (rose,) = ROSES.constructors
    at, below = Variable("a", ELEMENT), Variable("f", FORESTS.sort)
    r = Variable("r", ROSES.sort)
    made = ForAll(at, ForAll(below, p(Application(rose, (at, below)))))
    assert rejected(ForAll(r, p(r)), made) is None


def test_further_quantifiers_belong_to_the_claim() -> None:
    claim = ForAll(X, ForAll(Y, p(X, Y)))
    z = Variable("z", NAT)
    step = ForAll(z, Implies(ForAll(Y, p(z, Y)), ForAll(Y, p(next_to(z), Y))))
    assert rejected(claim, ForAll(Y, p(ZERO, Y)), step) is None


def test_a_variable_of_the_obligation_is_not_captured() -> None:
    """The claim binds ``y1`` itself, which is what the rebuilt obligation calls its argument."""
    y1 = Variable("y1", NAT)
    claim = ForAll(X, ForAll(y1, p(X, y1)))
    honest = ForAll(Y, Implies(ForAll(y1, p(Y, y1)), ForAll(y1, p(next_to(Y), y1))))
    captured = ForAll(y1, Implies(ForAll(y1, p(y1, y1)), ForAll(y1, p(next_to(y1), y1))))
    base = ForAll(y1, p(ZERO, y1))
    assert rejected(claim, base, honest) is None
    assert rejected(claim, base, captured) == "a parent is not the obligation for successor"


@pytest.mark.parametrize("datatype", DATATYPES, ids=lambda d: d.sort.name)
def test_names_of_bound_variables_do_not_matter(datatype: Datatype) -> None:
    goal = claim_about(datatype)
    assert rejected(goal, *obligations(goal, datatype)) is None


@pytest.mark.parametrize("datatype", [NATURALS, TREES], ids=lambda d: d.sort.name)
@given(st.integers(0))
def test_whatever_is_claimed_its_obligations_are_accepted(datatype: Datatype, seed: int) -> None:
    goal = random_goal(Random(seed), datatype)
    assert rejected(goal, *obligations(goal, datatype)) is None


# --- slips -------------------------------------------------------------------------------------

Z = Variable("z", NAT)
FREE_STEP = Implies(p(Y), p(next_to(Y)))
SLIPS: dict[str, tuple[Formula, tuple[Formula, ...]]] = {
    "no obligation at all": (GOAL, ()),
    "the base case alone": (GOAL, (BASE,)),
    "the step alone": (GOAL, (STEP,)),
    "an obligation too many": (GOAL, (BASE, STEP, STEP)),
    "swapped": (GOAL, (STEP, BASE)),
    "the step twice": (GOAL, (STEP, STEP)),
    "the base case twice": (GOAL, (BASE, BASE)),
    "no quantifier": (p(ZERO), (BASE, STEP)),
    "another quantifier": (Exists(X, p(X)), (BASE, STEP)),
    "a negated quantifier": (Not(Exists(X, Not(p(X)))), (BASE, STEP)),
    "another claim": (ForAll(X, p(next_to(X))), (BASE, STEP)),
    "falsity": (FALSE, (BASE, STEP)),
    "base case of another constructor": (GOAL, (p(next_to(ZERO)), STEP)),
    "base case about everything of one more": (GOAL, (ForAll(X, p(next_to(X))), STEP)),
    "step without its quantifier": (GOAL, (BASE, FREE_STEP)),
    "step that exists": (GOAL, (BASE, Exists(Y, FREE_STEP))),
    "step with a quantifier too many": (GOAL, (BASE, ForAll(Z, STEP))),
    "hypothesis about another variable": (
        GOAL,
        (BASE, ForAll(Y, ForAll(Z, Implies(p(Z), p(next_to(Y)))))),
    ),
    "hypothesis about zero": (GOAL, (BASE, ForAll(Y, Implies(p(ZERO), p(next_to(Y)))))),
    "hypothesis about the successor": (
        GOAL,
        (BASE, ForAll(Y, Implies(p(next_to(Y)), p(next_to(Y))))),
    ),
    "hypothesis about everything": (
        GOAL,
        (BASE, ForAll(Y, Implies(GOAL, p(next_to(Y))))),
    ),
    "hypothesis that is false": (GOAL, (BASE, ForAll(Y, Implies(FALSE, p(next_to(Y)))))),
    "hypothesis and more": (
        GOAL,
        (BASE, ForAll(Y, Implies(And((p(Y), p(ZERO))), p(next_to(Y))))),
    ),
    "hypothesis twice": (GOAL, (BASE, ForAll(Y, Implies(And((p(Y), p(Y))), p(next_to(Y)))))),
    "hypothesis as an equivalence": (GOAL, (BASE, ForAll(Y, Iff(p(Y), p(next_to(Y)))))),
    "hypothesis as a disjunct": (GOAL, (BASE, ForAll(Y, Or((Not(p(Y)), p(next_to(Y))))))),
    "implication turned round": (GOAL, (BASE, ForAll(Y, Implies(p(next_to(Y)), p(Y))))),
    "step of two": (GOAL, (BASE, ForAll(Y, Implies(p(Y), p(next_to(next_to(Y))))))),
    "another function": (
        GOAL,
        (BASE, ForAll(Y, Implies(p(Y), p(Application(OTHER, (Y,)))))),
    ),
    "step about another sort": (
        GOAL,
        (BASE, ForAll(Variable("y", ELEMENT), Implies(p(ZERO), p(next_to(ZERO))))),
    ),
    "other free variables": (ForAll(X, p(X, Z)), (p(ZERO, Z), STEP)),
    "a parent with free variables": (GOAL, (BASE, FREE_STEP)),
    "stronger for the other variables": (
        # ∀y could be instantiated by anything, but only once and for all outside
        ForAll(X, ForAll(Y, p(X, Y))),
        (
            ForAll(Y, p(ZERO, Y)),
            ForAll(Z, ForAll(Y, Implies(p(Z, Y), p(next_to(Z), Y)))),
        ),
    ),
    "the claim inside out": (
        ForAll(X, ForAll(Y, p(X, Y))),
        (
            ForAll(X, p(X, ZERO)),
            ForAll(Y, Implies(ForAll(X, p(X, Y)), ForAll(X, p(X, next_to(Y))))),
        ),
    ),
    "an open sort": (
        ForAll(Variable("a", ELEMENT), p(Variable("a", ELEMENT))),
        (BASE, STEP),
    ),
    "a sort of the same shape": (
        ForAll(Variable("x", Sort("Nat2")), p(Variable("x", Sort("Nat2")))),
        (BASE, STEP),
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_a_rejection(slip: str) -> None:
    conclusion, parents = SLIPS[slip]
    assert rejected(conclusion, *parents) is not None


def tree_step(hypothesis: Callable[[Term, Term, Term], Formula]) -> Formula:
    left, at, right = Variable("l", TREE), Variable("a", ELEMENT), Variable("r", TREE)
    grown = p(Application(TREES.constructors[1], (left, at, right)))
    return ForAll(left, ForAll(at, ForAll(right, Implies(hypothesis(left, at, right), grown))))


TREE_SLIPS: dict[str, Callable[[Term, Term, Term], Formula]] = {
    "one hypothesis only": lambda left, at, right: p(left),
    "the other way round": lambda left, at, right: And((p(right), p(left))),
    "the same one twice": lambda left, at, right: And((p(left), p(left))),
    "one of them": lambda left, at, right: Or((p(left), p(right))),
    "about the label, too": lambda left, at, right: And((p(left), p(at), p(right))),
    "one after the other": lambda left, at, right: Implies(p(left), p(right)),
}


@pytest.mark.parametrize("slip", TREE_SLIPS)
def test_a_slip_with_two_hypotheses_is_a_rejection(slip: str) -> None:
    t = Variable("t", TREE)
    base = p(Application(TREES.constructors[0], ()))
    assert rejected(ForAll(t, p(t)), base, tree_step(TREE_SLIPS[slip]))


def test_a_hypothesis_about_an_argument_that_is_no_tree_of_the_kind() -> None:
    """Structural induction over roses would have to say something of forests; it may not."""
    (rose,) = ROSES.constructors
    at, below, r = Variable("a", ELEMENT), Variable("f", FORESTS.sort), Variable("r", ROSES.sort)
    made = p(Application(rose, (at, below)))
    assumed = ForAll(at, ForAll(below, Implies(p(below), made)))
    assert rejected(ForAll(r, p(r)), assumed)


def test_quantifiers_stand_in_the_order_of_the_arguments() -> None:
    nil, cons = LISTS.constructors
    head, tail, whole = Variable("h", ELEMENT), Variable("t", LIST), Variable("w", LIST)
    step = ForAll(tail, ForAll(head, Implies(p(tail), p(Application(cons, (head, tail))))))
    assert rejected(ForAll(whole, p(whole)), p(Application(nil, ())), step)


@pytest.mark.parametrize(
    "changes",
    [{"relation": Relation.ESA}, {"relation": Relation.CTH}, {"introduces": (OTHER,)}],
    ids=["esa", "cth", "introduces"],
)
def test_an_induction_is_a_theorem_and_brings_in_nothing(changes: dict[str, object]) -> None:
    assert rejection_of_induction(induction(GOAL, **changes), (BASE, STEP), DATATYPES)


def test_what_is_generated_is_said_once_and_by_its_own_constructors() -> None:
    step = induction(GOAL)
    assert rejection_of_induction(step, (BASE, STEP), ())
    assert rejection_of_induction(step, (BASE, STEP), (NATURALS, NATURALS))
    foreign = Datatype(NAT, (NATURALS.constructors[0], LISTS.constructors[0]))
    assert rejection_of_induction(step, (BASE, STEP), (foreign,))


def test_obligations_that_are_too_deep_are_a_rejection() -> None:
    deep: Formula = p(X)
    while deep.depth < MAX_DEPTH - 1:
        deep = Not(deep)
    assert "deeper" in (rejected(ForAll(X, deep), BASE, STEP) or "")


# --- slips made at random ----------------------------------------------------------------------


def mutated(formula: Formula, random: Random) -> Formula:
    """``formula`` with one part of it exchanged for another part, or turned into another."""
    parts = [node for node in nodes(formula) if not isinstance(node, Variable | Application)]
    old, new = random.choice(parts), random.choice(parts)

    def change(node: Formula) -> Formula:
        if node is old:
            return turned(node, new, random)
        return rebuild(node, change)

    return change(formula)


def turned(node: Formula, other: Formula, random: Random) -> Formula:
    match node:
        case ForAll(variable=variable, body=body) if random.random() < 0.5:
            renamed = Variable(random.choice(("x", "y", "y1", "0")), variable.sort)
            return random.choice((ForAll(renamed, body), Exists(variable, body), body))
        case And(parts=parts) if random.random() < 0.5:
            return random.choice((And(parts[::-1]), Or(parts), parts[0]))
        case Implies(left=left, right=right) if random.random() < 0.5:
            return random.choice((Implies(right, left), right, Iff(left, right)))
        case Equality(left=left, right=right) if random.random() < 0.5:
            return Equality(right, left)
        case _:
            return random.choice((other, Not(node)))


@pytest.mark.parametrize("datatype", [NATURALS, TREES], ids=lambda d: d.sort.name)
@given(st.integers(0))
def test_a_mutant_is_accepted_only_if_it_has_the_form_all_the_same(
    datatype: Datatype, seed: int
) -> None:
    random = Random(seed)
    goal = random_goal(random, datatype)
    lines: list[Formula] = [goal, *obligations(goal, datatype)]
    place = random.randrange(len(lines))
    lines[place] = mutated(lines[place], random)
    if random.random() < 0.2:
        random.shuffle(lines)
    conclusion, *parents = lines
    accepted = rejected(conclusion, *parents) is None
    assert accepted == has_the_form(conclusion, parents)


def has_the_form(conclusion: Formula, parents: list[Formula]) -> bool:
    if not isinstance(conclusion, ForAll) or any(f.free for f in (conclusion, *parents)):
        return False
    generated = [d for d in DATATYPES if d.sort is conclusion.variable.sort]
    if not generated:
        return False
    wanted = obligations(conclusion, generated[0])
    return list(map(indices, wanted)) == list(map(indices, parents))


# --- within a proof ----------------------------------------------------------------------------

SESSION = Z3Session()
PREMISES = {"base": BASE, "step": STEP}
LEAVES = tuple(Step(name, formula, Rule.PREMISE) for name, formula in PREMISES.items())
PROOF = Proof(GOAL, (*LEAVES, induction(GOAL, parents=("base", "step"))))


def test_the_certificate_says_what_was_inducted_over() -> None:
    certificate = check_proof(PREMISES, GOAL, PROOF, SESSION, datatypes=DATATYPES)
    assert certificate.accepted
    assert certificate.reasons["induction"] == "induction over Nat"


def test_a_proof_cannot_bring_its_own_datatypes() -> None:
    certificate = check_proof(PREMISES, GOAL, PROOF, SESSION)
    assert not certificate.accepted
    assert certificate.rejections == {"induction": "the sort Nat is not generated by constructors"}


@pytest.mark.parametrize("rule", [Rule.INFERENCE, Rule.RESOLUTION, Rule.CONCLUSION])
def test_under_another_name_an_induction_does_not_follow(rule: Rule) -> None:
    step = replace(PROOF.steps[-1], rule=rule)
    proof = replace(PROOF, steps=(*LEAVES, step))
    certificate = check_proof(PREMISES, GOAL, proof, SESSION, datatypes=DATATYPES)
    assert not certificate.accepted


def test_what_follows_is_no_induction_for_that() -> None:
    """The name of a rule is a claim, too: a step that follows is not thereby an induction."""
    step = induction(GOAL, name="again", parents=("induction",))
    proof = replace(PROOF, steps=(*PROOF.steps, step))
    assert not check_proof(PREMISES, GOAL, proof, SESSION, datatypes=DATATYPES).accepted


def test_parents_count_in_their_order() -> None:
    step = replace(PROOF.steps[-1], parents=("step", "base"))
    proof = replace(PROOF, steps=(*LEAVES, step))
    assert not check_proof(PREMISES, GOAL, proof, SESSION, datatypes=DATATYPES).accepted
