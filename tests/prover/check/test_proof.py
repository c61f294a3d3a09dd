"""The proof checker accepts proofs and rejects everything else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from prover.certificate import Certificate
from prover.check import Z3Session, check_proof
from prover.check.conservative import is_expansion
from prover.logic.reader import parse_formula, parse_formulas
from prover.logic.syntax import FALSE, INDIVIDUAL, Formula, FunctionSymbol, Not
from prover.logic.walk import complement
from prover.proof import Proof, Relation, Rule, Step
from search.decide import decide
from tests.prover.check.problems import PROBLEMS, problem

SESSION = Z3Session()


def proved(name: str) -> tuple[dict[str, Formula], Formula, Proof]:
    premises, goal = problem(name)
    proof = decide(premises, goal).proof
    assert proof is not None
    return premises, goal, proof


def check(premises: dict[str, Formula], goal: Formula, proof: Proof) -> Certificate:
    return check_proof(premises, goal, proof, SESSION)


def with_step(proof: Proof, old: Step, new: Step) -> Proof:
    return replace(proof, steps=tuple(new if s is old else s for s in proof.steps))


def derived(proof: Proof) -> list[Step]:
    return [step for step in proof.steps if not step.is_leaf]


@pytest.mark.parametrize("name", PROBLEMS)
def test_accepts_the_proof_with_a_reason_for_every_step(name: str) -> None:
    premises, goal, proof = proved(name)
    certificate = check(premises, goal, proof)
    assert certificate.accepted, certificate.rejections
    assert set(certificate.reasons) == {step.name for step in proof.steps}


@pytest.mark.parametrize("name", PROBLEMS)
def test_rejects_a_step_that_lost_a_parent(name: str) -> None:
    premises, goal, proof = proved(name)
    for step in derived(proof):
        for parent in step.parents:
            rest = tuple(p for p in step.parents if p != parent)
            stated = proof.by_name[parent]
            if stated.rule is Rule.CLAUSIFY and stated.parents[0] in rest:
                continue  # the other parent says it, too
            broken = with_step(proof, step, replace(step, parents=rest, instances=()))
            assert not check(premises, goal, broken).accepted, (step.name, parent)


@pytest.mark.parametrize("name", PROBLEMS)
def test_rejects_a_flipped_conclusion(name: str) -> None:
    premises, goal, proof = proved(name)
    for step in proof.steps:
        broken = with_step(proof, step, replace(step, conclusion=complement(step.conclusion)))
        assert not check(premises, goal, broken).accepted, step.name


@pytest.mark.parametrize("name", PROBLEMS)
def test_rejects_swapped_conclusions(name: str) -> None:
    premises, goal, proof = proved(name)
    for first, second in zip(proof.steps, proof.steps[1:], strict=False):
        if first.conclusion is second.conclusion:
            continue
        broken = with_step(proof, first, replace(first, conclusion=second.conclusion))
        broken = with_step(broken, second, replace(second, conclusion=first.conclusion))
        assert not check(premises, goal, broken).accepted, (first.name, second.name)


@pytest.mark.parametrize("name", PROBLEMS)
def test_rejects_a_changed_relation(name: str) -> None:
    premises, goal, proof = proved(name)
    for step in proof.steps:
        for relation in set(Relation) - {step.relation}:
            broken = with_step(proof, step, replace(step, relation=relation))
            assert not check(premises, goal, broken).accepted, (step.name, relation)


@pytest.mark.parametrize("name", PROBLEMS)
def test_rejects_a_cycle(name: str) -> None:
    premises, goal, proof = proved(name)
    last = proof.steps[-1]
    for step in derived(proof):
        looped = replace(step, parents=(*step.parents, last.name), instances=())
        assert not check(premises, goal, with_step(proof, step, looped)).accepted


@pytest.mark.parametrize("name", PROBLEMS)
def test_rejects_a_step_that_pretends_to_be_a_premise(name: str) -> None:
    premises, goal, proof = proved(name)
    for step in derived(proof):
        leaf = replace(step, rule=Rule.PREMISE, parents=(), instances=(), introduces=())
        assert not check(premises, goal, with_step(proof, step, leaf)).accepted
        leaf = replace(leaf, rule=Rule.NEGATED_CLAIM, relation=Relation.CTH)
        assert not check(premises, goal, with_step(proof, step, leaf)).accepted


@pytest.mark.parametrize("name", PROBLEMS)
def test_rejects_a_premise_that_pretends_to_be_a_skolem_step(name: str) -> None:
    premises, goal, proof = proved(name)
    for step in proof.steps:
        broken = replace(step, rule=Rule.SKOLEMISE, relation=Relation.ESA, introduces=())
        if broken != step:
            assert not check(premises, goal, with_step(proof, step, broken)).accepted


@pytest.mark.parametrize("name", PROBLEMS)
def test_rejects_proofs_of_something_else(name: str) -> None:
    premises, goal, proof = proved(name)
    assert not check(premises, complement(goal), proof).accepted
    assert not check(premises, FALSE, proof).accepted
    assert not check(premises, complement(goal), replace(proof, claim=complement(goal))).accepted


@pytest.mark.parametrize("name", PROBLEMS)
def test_rejects_a_proof_that_stops_early(name: str) -> None:
    premises, goal, proof = proved(name)
    assert not check(premises, goal, replace(proof, steps=proof.steps[:-1])).accepted
    assert not check(premises, goal, replace(proof, steps=())).accepted


@pytest.mark.parametrize("name", PROBLEMS)
def test_rejects_changed_premises(name: str) -> None:
    premises, goal, proof = proved(name)
    for used in proof.premises_used:
        assert not check({**premises, used: Not(premises[used])}, goal, proof).accepted
        fewer = {n: f for n, f in premises.items() if n != used}
        assert not check(fewer, goal, proof).accepted


def test_rejects_two_steps_of_one_name() -> None:
    premises, goal, proof = proved("a chain")
    doubled = replace(proof, steps=(*proof.steps[:-1], replace(proof.steps[-2]), proof.steps[-1]))
    assert not check(premises, goal, doubled).accepted


def test_rejects_a_claim_that_rests_on_its_own_negation() -> None:
    goal = parse_formula("P(a)")
    denied = Step("n", Not(goal), Rule.NEGATED_CLAIM, relation=Relation.CTH)
    other = {"p1": parse_formula("P(a) ∨ ¬¬¬P(a)"), "p2": parse_formula("¬¬P(a)")}
    leaves = tuple(Step(name, f, Rule.PREMISE) for name, f in other.items())
    last = Step("s1", goal, Rule.RESOLUTION, ("n", "p2"))
    certificate = check(other, goal, Proof(goal, (denied, *leaves, last)))
    assert "own negation" in certificate.rejections["s1"]


def skolem_step(conclusion: str, parent: str, *functions: str) -> Proof:
    """A proof whose middle step claims to Skolemise ``parent``."""
    premise = parse_formula(parent)
    formula = parse_formula(conclusion)
    found = {
        node.function.name: node.function
        for node in _applications(formula)
        if node.function.name in functions
    }
    step = Step(
        "s1",
        formula,
        Rule.SKOLEMISE,
        ("p1",),
        Relation.ESA,
        introduces=tuple(found[name] for name in functions),
    )
    return Proof(formula, (Step("p1", premise, Rule.PREMISE), step))


def _applications(formula: Formula) -> list:  # type: ignore[type-arg]
    from prover.logic.syntax import Application
    from prover.logic.walk import nodes

    return [node for node in nodes(formula) if isinstance(node, Application)]


@pytest.mark.parametrize(
    ("parent", "conclusion", "functions", "why"),
    [
        ("∀x ∃y L(x, y)", "∀x L(x, c)", ("c",), "takes other arguments"),
        ("∃x ∃y L(x, y)", "L(c, c)", ("c",), "without a Skolem function"),
        ("∃x P(x)", "P(a)", (), "without a Skolem function"),
        ("∃x P(x) ∧ Q(a)", "P(a) ∧ Q(a)", ("a",), "not new"),
        ("∀x P(x)", "P(c)", ("c",), "more functions"),
        ("∃x P(x)", "Q(c)", ("c",), "not the Skolem form"),
        ("P(a) ↔ ∃x Q(x)", "P(a) ↔ Q(c)", ("c",), "no polarity"),
        ("¬∃x P(x)", "¬P(c)", ("c",), "more functions"),
        ("∀x ∀z ∃y (L(x, y) ∧ L(y, z))", "∀x ∀z (L(x, f(x)) ∧ L(f(x), z))", ("f",), "takes other"),
        ("∀x ∃y L(x, y)", "∀x L(x, f(x, x))", ("f",), "takes other arguments"),
        ("∀x ∃y L(x, y)", "∀x L(x, f(x, a))", ("f",), "no variables"),
        ("∀x ∃y (L(x, y) ∧ P(y))", "∀x (L(x, f(x)) ∧ P(f(f(x))))", ("f",), "other arguments"),
        (
            "∀x ∀z ∃y (L(x, y) ∧ M(z, y))",
            "∀x ∀z (L(x, f(x, z)) ∧ M(z, f(z, x)))",
            ("f",),
            "Skolem form",
        ),
        ("∀x ∃y ∃z (L(x, y) ∧ L(x, z))", "∀x (L(x, f(x)) ∧ L(x, f(x)))", ("f", "f"), "not new"),
        # Captured: the z that f takes is bound inside of what f is chosen for.
        ("∀x ∃y ∀z L(y, z)", "∀x ∀z L(f(x, z), z)", ("f",), "Skolem form"),
    ],
)
def test_rejects_false_skolem_steps(
    parent: str, conclusion: str, functions: tuple[str, ...], why: str
) -> None:
    proof = skolem_step(conclusion, parent, *functions)
    certificate = check({"p1": proof.steps[0].conclusion}, FALSE, replace(proof, claim=FALSE))
    assert why in certificate.rejections["s1"]


@pytest.mark.parametrize(
    ("parent", "conclusion", "functions"),
    [
        ("∀x ∀z ∃y (L(x, y) ∧ M(z, y))", "∀x ∀z (L(x, f(z, x)) ∧ M(z, f(z, x)))", ("f",)),
        ("∀x ∀z (Q(z) → ∃y L(x, y))", "∀x ∀z (Q(z) → L(x, f(z, x)))", ("f",)),
        ("∀x ∃y ∀z ∃u (L(x, y) ∧ L(u, z))", "∀x ∀z (L(x, f(x)) ∧ L(g(z, x), z))", ("f", "g")),
        ("¬∀x ∃z ∀y L(x, y)", "¬∃z L(a1, f(z))", ("a1", "f")),
        ("∃x P(a)", "P(a)", ("c",)),
    ],
)
def test_accepts_skolem_functions_with_arguments_in_any_order(
    parent: str, conclusion: str, functions: tuple[str, ...]
) -> None:
    leaf, formula = parse_formulas([parent, conclusion]).formulas
    found = {n.function.name: n.function for n in _applications(formula)}
    introduced = tuple(found.get(f, FunctionSymbol(f, (), INDIVIDUAL)) for f in functions)
    step = Step("s1", formula, Rule.SKOLEMISE, ("p1",), Relation.ESA, introduces=introduced)
    certificate = check({"p1": leaf}, FALSE, Proof(FALSE, (Step("p1", leaf, Rule.PREMISE), step)))
    assert certificate.reasons.get("s1") == "conservative extension", certificate.rejections


@pytest.mark.parametrize(
    "definition",
    [
        "∀x (d(x) → P(x))",
        "∀x (d(x) ↔ ¬d(x))",
        "∀x (d(a) ↔ P(x))",
        "∀x (d(x, x) ↔ P(x))",
        "∀x ∀y (d(x) ↔ L(x, y))",
        "∀x (P(x) ↔ P(x))",
    ],
)
def test_rejects_false_definitions(definition: str) -> None:
    formula = parse_formula(definition)
    premises = {"p1": parse_formula("P(a)"), "p2": parse_formula("L(a, a)")}
    symbols = {getattr(n, "predicate", None) for n in _nodes(formula)} - {None}
    introduced = tuple(s for s in symbols if s.name == "d") or tuple(symbols)
    step = Step("s1", formula, Rule.DEFINITION, (), Relation.ESA, introduces=introduced)
    certificate = check(premises, formula, Proof(formula, (step,)))
    assert "s1" in certificate.rejections


@pytest.mark.parametrize(
    ("parent", "formula", "holds"),
    [
        ("P(a) ↔ ∃x Q(x)", "(P(a) → ∃x Q(x)) ∧ (∃x Q(x) → P(a))", True),
        ("P(a) ⊕ ∃x Q(x)", "(P(a) ∨ ∃x Q(x)) ∧ ¬(P(a) ∧ ∃x Q(x))", True),
        ("¬∀x (P(x) ↔ Q(x))", "¬∀x ((P(x) → Q(x)) ∧ (Q(x) → P(x)))", True),
        ("P(a) ↔ ∃x Q(x)", "(P(a) → ∃x Q(x)) ∧ (P(a) → ∃x Q(x))", False),
        ("P(a) ⊕ ∃x Q(x)", "(P(a) ∨ ∃x Q(x)) ∧ ¬(P(a) ∧ ∃x P(x))", False),
        ("∀x P(x)", "∃x P(x)", False),
        ("∀x P(x)", "∀y P(y)", True),
        ("∀x ∃y L(x, y)", "∀y ∃x L(y, x)", True),
        ("∀x ∃y L(x, y)", "∀x ∃x L(x, x)", False),
        ("∀x ∃y L(x, y)", "∀y ∃y L(y, y)", False),
        ("∀x ∃y L(x, y)", "∀y ∃x L(x, y)", False),
        ("∀x (P(x) ↔ ∃x Q(x))", "∀y ((P(y) → ∃z Q(z)) ∧ (∃x Q(x) → P(y)))", True),
        ("P(a) → Q(a)", "Q(a) → P(a)", False),
        ("P(a) ∧ Q(a)", "P(a) ∧ Q(a) ∧ P(b)", False),
    ],
)
def test_recognises_equivalences_written_out_and_nothing_else(
    parent: str, formula: str, holds: bool
) -> None:
    assert is_expansion(parse_formula(parent), parse_formula(formula)) is holds


def test_rejects_a_false_expansion() -> None:
    premises = {"p1": parse_formula("P(a) ↔ ∃x Q(x)")}
    goal = parse_formula("P(a) ∧ (∃x Q(x) → P(a))")
    step = Step("s1", goal, Rule.EXPAND_EQUIVALENCES, ("p1",))
    proof = Proof(goal, (Step("p1", premises["p1"], Rule.PREMISE), step))
    assert "does not follow" in check(premises, goal, proof).rejections["s1"]


def _nodes(formula: Formula) -> list:  # type: ignore[type-arg]
    from prover.logic.walk import nodes

    return list(nodes(formula))


def test_rejects_a_skolem_function_introduced_twice() -> None:
    premises = {"p1": parse_formula("∃x P(x)"), "p2": parse_formula("∃x Q(x)")}
    symbol = FunctionSymbol("c", (), next(iter(_applications(parse_formula("P(c)")))).sort)
    leaves = tuple(Step(name, f, Rule.PREMISE) for name, f in premises.items())
    one = Step("s1", parse_formula("P(c)"), Rule.SKOLEMISE, ("p1",), Relation.ESA, (), (symbol,))
    two = Step("s2", parse_formula("Q(c)"), Rule.SKOLEMISE, ("p2",), Relation.ESA, (), (symbol,))
    goal = parse_formula("∃x (P(x) ∧ Q(x))")
    last = Step("s3", goal, Rule.CONCLUSION, ("s1", "s2"))
    certificate = check(premises, goal, Proof(goal, (*leaves, one, two, last)))
    assert certificate.rejections == {"s2": "an introduced symbol is not new"}


def test_a_wrong_instance_hint_cannot_make_a_step_true() -> None:
    premises = {"p1": parse_formula("∀x (P(x) → Q(x))"), "p2": parse_formula("P(a)")}
    goal = parse_formula("Q(b)")
    variable = premises["p1"].variable  # type: ignore[union-attr]
    b = next(iter(_applications(goal)))
    leaves = tuple(Step(name, f, Rule.PREMISE) for name, f in premises.items())
    last = Step("s1", goal, Rule.RESOLUTION, ("p1", "p2"), instances=(((variable, b),), ()))
    assert not check(premises, goal, Proof(goal, (*leaves, last))).accepted


def test_an_instance_of_some_of_a_parents_variables_is_an_instance() -> None:
    premises = {"p1": parse_formula("∀x ∀y (R(x, y) → P(x))"), "p2": parse_formula("∃y R(a, y)")}
    goal = parse_formula("P(a)")
    variable = premises["p1"].variable  # type: ignore[union-attr]
    a = next(iter(_applications(goal)))
    leaves = tuple(Step(name, f, Rule.PREMISE) for name, f in premises.items())
    last = Step("s1", goal, Rule.INFERENCE, ("p1", "p2"), instances=(((variable, a),), ()))
    assert check(premises, goal, Proof(goal, (*leaves, last))).accepted


@pytest.mark.parametrize(
    "conclusion",
    [
        "∀x (P(x) → ∀x P(x))",
        "∀x (P(x) → ∀y (Q(y) → ∀x P(x)))",
        "∀x (P(x) → ∀y ∀x P(x))",
        "∀x (P(x) → ∀y (Q(y) → P(x) ∧ Q(y) ∧ ∀y P(y)))",
    ],
)
def test_a_variable_that_is_bound_again_is_another_one(conclusion: str) -> None:
    formula = parse_formula(conclusion)
    proof = Proof(formula, (Step("s1", formula, Rule.INFERENCE),))
    assert not check({}, formula, proof).accepted


@pytest.mark.parametrize("name", PROBLEMS)
def test_says_how_many_steps_it_has_looked_at(name: str) -> None:
    premises, goal, proof = proved(name)
    told: list[tuple[int, int]] = []
    check_proof(premises, goal, proof, SESSION, lambda step, steps: told.append((step, steps)))
    assert told == sorted(told)
    assert told[-1] == (len(proof.steps), len(proof.steps))


def test_whoever_is_told_may_end_the_check() -> None:
    class Enough(Exception):
        pass

    def stop(step: int, steps: int) -> None:
        raise Enough

    premises, goal, proof = proved("a chain")
    with pytest.raises(Enough):
        check_proof(premises, goal, proof, SESSION, stop)


def choice_step(axiom: str, function: str, *, premise: str = "∀x ∃y L(x, y)") -> Proof:
    """A proof that ends in a step which claims to be a choice axiom for ``function``."""
    leaf, formula = parse_formulas([premise, axiom]).formulas
    introduced = tuple(
        dict.fromkeys(n.function for n in _applications(formula) if n.function.name == function)
    )
    step = Step("c1", formula, Rule.CHOICE, (), Relation.ESA, introduces=introduced)
    return Proof(formula, (Step("p1", leaf, Rule.PREMISE), step))


def rejection_of_choice_step(proof: Proof) -> str | None:
    """The checker's objection to the last step, claimed or not."""
    leaf, step = proof.steps
    return check({"p1": leaf.conclusion}, FALSE, proof).rejections.get(step.name)


@pytest.mark.parametrize(
    "axiom",
    [
        "∀x (∃y L(x, y) → L(x, f(x)))",
        "∀x ∀z (∃y L(x, y) → L(x, f(x, z)))",
        "∀z ∀x (∃y L(x, y) → L(x, f(z, x)))",
        "∃y L(y, y) → L(f, f)",
        "∀x (¬∀y ¬L(x, y) → ¬¬L(x, f(x)))",
        "∀x (∃y ∀z (L(x, y) ∧ L(y, z)) → ∀z (L(x, f(x)) ∧ L(f(x), z)))",
        "∀y (∃y L(y, y) → L(f(y), f(y)))",
    ],
)
def test_accepts_choice_axioms(axiom: str) -> None:
    proof = choice_step(axiom, "f")
    certificate = check({"p1": proof.steps[0].conclusion}, FALSE, proof)
    assert certificate.reasons["c1"] == "conservative extension"


@pytest.mark.parametrize(
    ("axiom", "why"),
    [
        ("∀x (∃y L(x, y) → L(x, f(x, x)))", "takes other arguments"),
        ("∀x (∃y L(x, y) → L(x, f))", "takes other arguments"),
        ("∀x ∀z (∃y L(x, y) → L(x, f(z, x)))", "has to satisfy"),
        ("∀x (∃y L(x, y) → L(x, f(f(x))))", "has to satisfy"),
        ("∀x (∃y L(x, y) → L(f(x), x))", "has to satisfy"),
        ("∀x (∃y L(x, f(y)) → L(x, f(f(x))))", "circular"),
        ("∀x (∃y (L(x, y) ∧ L(x, f(x))) → L(x, f(x)) ∧ L(x, f(x)))", "circular"),
        ("∀x (∃y L(x, y) → ∃y L(x, y) ∧ L(x, f(x)))", "has to satisfy"),
        ("∀x (L(x, f(x)) → ∃y L(x, y))", "has the form"),
        ("∀x (∀y L(x, y) → L(x, f(x)))", "has the form"),
        ("∀x L(x, f(x))", "has the form"),
        ("∀x (¬∀y L(x, y) → L(x, f(x)))", "has to satisfy"),
        ("∀x (∃y L(x, y) ↔ L(x, f(x)))", "has the form"),
        ("∃x (∃y L(x, y) → L(x, f(x)))", "has the form"),
        # Captured: the x of the witness is not the x that is bound inside.
        ("∀x (∃y ∀x L(x, y) → ∀x L(x, f(x)))", "has to satisfy"),
    ],
)
def test_rejects_what_is_no_choice_axiom(axiom: str, why: str) -> None:
    rejection = rejection_of_choice_step(choice_step(axiom, "f"))
    assert rejection is not None
    assert why in rejection


def test_rejects_a_choice_that_depends_on_less_than_it_must() -> None:
    # ∀x ∃y L(x, y) does not give one y for all x: here z is no argument of f.
    proof = choice_step("∀x (∃y (L(x, y) ∧ M(z)) → L(x, f(x)) ∧ M(z))", "f")
    assert not check({"p1": proof.steps[0].conclusion}, FALSE, proof).accepted


@pytest.mark.parametrize("premise", ["∀x L(x, f(x))", "L(f(a), a)"])
def test_rejects_a_choice_function_that_is_not_new(premise: str) -> None:
    proof = choice_step("∀x (∃y L(x, y) → L(x, f(x)))", "f", premise=premise)
    assert rejection_of_choice_step(proof) == "an introduced symbol is not new"


def test_rejects_two_choices_by_one_function() -> None:
    proof = choice_step("∀x (∃y L(x, y) → L(x, f(x)))", "f")
    again = replace(choice_step("∀x (∃y ¬L(x, y) → ¬L(x, f(x)))", "f").steps[1], name="c2")
    certificate = check(
        {"p1": proof.steps[0].conclusion}, FALSE, replace(proof, steps=(*proof.steps, again))
    )
    assert certificate.rejections["c2"] == "an introduced symbol is not new"


def test_rejects_choice_axioms_with_parents_or_another_relation() -> None:
    proof = choice_step("∀x (∃y L(x, y) → L(x, f(x)))", "f")
    step = proof.steps[1]
    for broken in (
        replace(step, parents=("p1",)),
        replace(step, relation=Relation.THM),
        replace(step, introduces=()),
        replace(step, introduces=(*step.introduces, FunctionSymbol("g", (), INDIVIDUAL))),
    ):
        assert rejection_of_choice_step(with_step(proof, step, broken)) is not None


# --- quantifiers within steps -------------------------------------------------------------


def one_step(conclusion: str, *parents: str) -> Certificate:
    premises = {f"p{n}": parse_formula(text) for n, text in enumerate(parents)}
    goal = parse_formula(conclusion)
    leaves = [Step(name, formula, Rule.PREMISE) for name, formula in premises.items()]
    last = Step("s", goal, Rule.INFERENCE, tuple(premises))
    return check(premises, goal, Proof(goal, (*leaves, last)))


@pytest.mark.parametrize(
    ("conclusion", "parents"),
    [
        ("∀x ((∀y P(x, y)) → Q(f(x)))", ["∀x ((∀y P(x, y)) → Q(x))", "∀x (Q(x) → Q(f(x)))"]),
        ("(∀x R(x)) → R(a)", []),
        ("(∀x R(x)) → (∀y R(y))", []),
        ("∃x R(x)", ["R(a)"]),
        ("(∀x R(x)) → (∀x T(x))", ["∀x (R(x) → T(x))"]),
    ],
)
def test_quantified_parts_are_read_where_that_is_needed(
    conclusion: str, parents: list[str]
) -> None:
    assert one_step(conclusion, *parents).accepted


@pytest.mark.parametrize(
    ("conclusion", "parents"),
    [
        ("(∀x R(x)) → (∀x T(x))", []),
        ("(∃x R(x)) → (∀x R(x))", []),
        ("∀x ((∀y P(x, y)) → Q(a))", ["∀x ((∀y P(x, y)) → Q(x))"]),
        ("∀x ((∀y P(x, y)) → (∀y P(y, x)))", []),
        ("(∀x R(x)) ∨ (∀x T(x))", ["∀x (R(x) ∨ T(x))"]),
    ],
)
def test_quantified_parts_that_are_not_read_prove_nothing(
    conclusion: str, parents: list[str]
) -> None:
    assert not one_step(conclusion, *parents).accepted
