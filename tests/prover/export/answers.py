"""One answer for every verdict, made by hand so that no search has a say in these tests."""

from __future__ import annotations

import random
from dataclasses import replace

from prover.answer import Answer, Semantics, Witness
from prover.certificate import Certificate, Checker
from prover.logic.clause import Literal
from prover.logic.reader import parse_formula
from prover.logic.syntax import (
    FALSE,
    INDIVIDUAL,
    Application,
    Formula,
    FunctionSymbol,
    Not,
    PredicateSymbol,
    Symbol,
    Variable,
    constant,
)
from prover.logic.walk import symbols
from prover.model import FiniteModel
from prover.problem import Premise, Problem, Reading, Sentence, Span, Untranslated
from prover.proof import Instance, Proof, Relation, Rule, Step
from prover.verdict import Verdict

__all__ = [
    "ALL",
    "HOSTILE",
    "ambiguous",
    "by_contradiction",
    "hostile",
    "inconsistent",
    "long_proof",
    "proved",
    "refuted",
    "rules",
    "uncertain",
    "unknown",
    "untranslated",
]

F = parse_formula
HOSTILE = "</script><img src=x onerror=alert(1)> & \"q\" '{{ 7*7 }}' ]]> -->"


def problem(premises: dict[str, str], goal: tuple[str, str]) -> Problem:
    """A problem from sentences and their formulas."""
    listed, offset = [], 0
    for n, (text, formula) in enumerate(premises.items(), 1):
        sentence = Sentence(text, Span(offset, offset + len(text)))
        listed.append(Premise(f"p{n}", F(formula), sentence, f"{text.rstrip('.')}, read back."))
        offset += len(text) + 1
    asked = Sentence(goal[0], Span(offset, offset + len(goal[0])))
    text = " ".join([*premises, goal[0]])
    return Problem(tuple(listed), Premise("goal", F(goal[1]), asked), text)


def leaf(of: Problem, name: str) -> Step:
    return Step(name, next(p.formula for p in of.premises if p.name == name), Rule.PREMISE)


def step(
    name: str,
    formula: Formula | str,
    rule: Rule,
    *parents: str,
    instances: tuple[Instance, ...] = (),
) -> Step:
    conclusion = F(formula) if isinstance(formula, str) else formula
    return Step(name, conclusion, rule, parents, instances=instances)


def certificate(proof: Proof) -> Certificate:
    reasons = {
        s.name: "the premise as given" if s.is_leaf else "entailed by its parents (Z3)"
        for s in proof.steps
    }
    return Certificate(Checker.PROOF_CHECKER, "the steps prove the claim", True, reasons, {}, 1.5)


def with_proof(of: Problem, verdict: Verdict, claim: Formula, *steps: Step) -> Answer:
    proof = Proof(claim, steps)
    timings = {"search_ms": 1.25, "check_ms": 2.5}
    return Answer(of, verdict, proof=proof, certificates=(certificate(proof),), timings=timings)


CATS = {
    "Every cat is an animal.": "∀x (cat(x) → animal(x))",
    "Tom is a cat.": "cat(tom)",
    "Bob is a dog.": "dog(bob)",
}


def proved() -> Answer:
    of = problem(CATS, ("Tom is an animal.", "animal(tom)"))
    instances = (((Variable("x", INDIVIDUAL), constant("tom")),), ())
    last = step(
        "s1", "animal(tom)", Rule.UNIT_RESULTING_RESOLUTION, "p1", "p2", instances=instances
    )
    answer = with_proof(of, Verdict.PROVED, F("animal(tom)"), leaf(of, "p1"), leaf(of, "p2"), last)
    return replace(answer, step_english={"s1": "Tom is an animal."}, warnings=("A warning.",))


def refuted() -> Answer:
    of = problem(CATS, ("Tom is no animal.", "¬animal(tom)"))
    last = step("s1", "animal(tom)", Rule.UNIT_RESULTING_RESOLUTION, "p1", "p2")
    return with_proof(of, Verdict.REFUTED, F("animal(tom)"), leaf(of, "p1"), leaf(of, "p2"), last)


def skolem(name: str, *arguments: Variable) -> tuple[Application, Symbol]:
    symbol = FunctionSymbol(name, tuple(a.sort for a in arguments), INDIVIDUAL)
    return Application(symbol, arguments), symbol


def by_contradiction() -> Answer:
    """Skolem steps, a definition, the negated claim and falsity."""
    of = problem(
        {
            "All love someone.": "∀x ∃y Loves(x, y)",
            "Love is mutual.": "∀x ∀y (Loves(x, y) → Loves(y, x))",
        },
        ("Everyone is loved.", "∀x ∃y Loves(y, x)"),
    )
    goal = F("∀x ∃y Loves(y, x)")
    named = F("∀x Loves(x, sk1(x))")
    (sk1,) = (s for s in symbols(named) if s.name == "sk1")
    witness = F("∀y ¬Loves(y, sk2)")
    (sk2,) = (s for s in symbols(witness) if s.name == "sk2")
    definition = F("∀x (def1(x) ↔ Loves(sk2, x))")
    (def1,) = (s for s in symbols(definition) if s.name == "def1")
    return with_proof(
        of,
        Verdict.PROVED,
        goal,
        leaf(of, "p1"),
        leaf(of, "p2"),
        Step("negated_claim", Not(goal), Rule.NEGATED_CLAIM, (), Relation.CTH),
        Step("s1", named, Rule.SKOLEMISE, ("p1",), Relation.ESA, introduces=(sk1,)),
        step("s2", "∃x ∀y ¬Loves(y, x)", Rule.NEGATION_NORMAL_FORM, "negated_claim"),
        Step("s3", witness, Rule.SKOLEMISE, ("s2",), Relation.ESA, introduces=(sk2,)),
        Step("s4", definition, Rule.DEFINITION, (), Relation.ESA, introduces=(def1,)),
        step("s5", "def1(sk1(sk2))", Rule.REPLACE_BY_DEFINITION, "s1", "s4"),
        step("s6", "Loves(sk1(sk2), sk2)", Rule.UNIT_RESULTING_RESOLUTION, "p2", "s4", "s5"),
        step("s7", FALSE, Rule.CONTRADICTION, "s3", "s6"),
    )


def inconsistent() -> Answer:
    of = problem(CATS | {"No cat is an animal.": "∀x (cat(x) → ¬animal(x))"}, ("Why?", "dog(tom)"))
    answer = with_proof(
        of,
        Verdict.INCONSISTENT,
        FALSE,
        leaf(of, "p1"),
        leaf(of, "p2"),
        leaf(of, "p4"),
        step("s1", "animal(tom)", Rule.UNIT_RESULTING_RESOLUTION, "p1", "p2"),
        step("s2", "¬animal(tom)", Rule.UNIT_RESULTING_RESOLUTION, "p4", "p2"),
        step("s3", FALSE, Rule.CONTRADICTION, "s1", "s2"),
    )
    return replace(answer, core=("p1", "p2", "p4"))


def model(*animals: str, friends: tuple[tuple[str, str], ...]) -> FiniteModel:
    elements = ("tom", "bob")
    tom, bob = (FunctionSymbol(name, (), INDIVIDUAL) for name in elements)
    best = FunctionSymbol("best", (INDIVIDUAL,), INDIVIDUAL)
    return FiniteModel(
        {INDIVIDUAL: elements},
        {tom: {(): "tom"}, bob: {(): "bob"}, best: {("tom",): "bob", ("bob",): "tom"}},
        {
            PredicateSymbol("animal", (INDIVIDUAL,)): frozenset((a,) for a in animals),
            PredicateSymbol("friend", (INDIVIDUAL, INDIVIDUAL)): frozenset(friends),
            PredicateSymbol("friend", (INDIVIDUAL,)): frozenset(),
            PredicateSymbol("rains", ()): frozenset({()}),
        },
    )


def uncertain() -> Answer:
    of = problem({"Bob is an animal.": "animal(bob)"}, ("Tom is an animal.", "animal(tom)"))
    witnesses = (
        Witness(True, model("tom", "bob", friends=(("tom", "bob"),))),
        Witness(False, model("bob", friends=())),
    )
    checked = tuple(
        Certificate(Checker.MODEL_EVALUATOR, "a model", True, {"p1": "true", "goal": "true"})
        for _ in witnesses
    )
    return Answer(of, Verdict.UNCERTAIN, witnesses=witnesses, certificates=checked)


def unknown() -> Answer:
    of = problem(CATS, ("Tom barks.", "bark(tom)"))
    return Answer(of, Verdict.UNKNOWN, reason="time: no proof and no model within the limit")


def untranslated() -> Answer:
    text = "Tom is a cat. Colourless than green. Is it?"
    of = Problem(
        (Premise("p1", F("cat(tom)"), Sentence(text[:13], Span(0, 13)), "Tom is a cat."),),
        None,
        text,
        (
            Untranslated(
                "p2", Sentence(text[14:36], Span(14, 36)), Span(25, 29), "cannot go on", ("a verb",)
            ),
            Untranslated("goal", Sentence(text[37:], Span(37, 43)), Span(43, 43), "no verb"),
        ),
    )
    return Answer(of, Verdict.UNTRANSLATED, reason="2 sentences were not understood")


def ambiguous() -> Answer:
    base = problem(CATS, ("Tom is an animal.", "animal(tom)"))
    other = Reading(F("∃x (cat(x) ∧ animal(x))"), "Some cat is an animal.")
    first = replace(base.premises[0], alternatives=(other,))
    of = replace(base, premises=(first, *base.premises[1:]))
    return Answer(of, Verdict.AMBIGUOUS, reason="readings of p1 lead to different verdicts")


def rules() -> Answer:
    of = problem(CATS, ("Bob is an animal.", "animal(bob)"))
    texts = ("cat(tom)", "dog(bob)", "animal(tom)", "¬dog(tom)", "likes(tom, bob)", "rains")
    literals = tuple(literal for text in texts if (literal := Literal.of(F(text))))
    checked = Certificate(Checker.FIXPOINT_CHECKER, "closed", True, {"p1": "closed"})
    return Answer(
        of, Verdict.UNCERTAIN, Semantics.RULES, fixpoint=literals, certificates=(checked,)
    )


def hostile() -> Answer:
    of = problem({HOSTILE: "P(a)", f"Each {HOSTILE}": "∀x (P(x) → Q(x))"}, (HOSTILE, "Q(a)"))
    last = step("s1", "Q(a)", Rule.UNIT_RESULTING_RESOLUTION, "p1", "p2")
    answer = with_proof(of, Verdict.PROVED, F("Q(a)"), leaf(of, "p1"), leaf(of, "p2"), last)
    return replace(answer, step_english={"s1": HOSTILE}, warnings=(HOSTILE,), reason=HOSTILE)


def long_proof(size: int = 100) -> Answer:
    """A chain of ``size`` rules: twice as many steps."""
    rules_ = {f"Rule {n}.": f"∀x (P{n}(x) → P{n + 1}(x))" for n in range(size)}
    of = problem({"Start.": "P0(a)"} | rules_, ("End.", f"P{size}(a)"))
    derived = [
        step(f"s{n}", f"P{n}(a)", Rule.RESOLUTION, f"p{n + 1}", f"s{n - 1}" if n > 1 else "p1")
        for n in range(1, size + 1)
    ]
    leaves = [leaf(of, premise.name) for premise in of.premises]
    return with_proof(of, Verdict.PROVED, F(f"P{size}(a)"), *leaves, *derived)


def tangled_proof(size: int, premises: int) -> Answer:
    """Every step uses the one before it and any earlier one: most edges are long."""
    choose = random.Random(1)
    given = {f"Premise {n}.": f"P{n}(a)" for n in range(premises)}
    of = problem(given, ("End.", f"Q{size - 1}(a)"))
    steps = [leaf(of, premise.name) for premise in of.premises]
    for n in range(size):
        used = {steps[-1].name, choose.choice(steps).name}
        steps.append(step(f"s{n}", f"Q{n}(a)", Rule.RESOLUTION, *sorted(used)))
    return with_proof(of, Verdict.PROVED, F(f"Q{size - 1}(a)"), *steps)


ALL = {
    made.__name__: made
    for made in (
        proved,
        refuted,
        by_contradiction,
        inconsistent,
        uncertain,
        unknown,
        untranslated,
        ambiguous,
        rules,
        hostile,
        long_proof,
    )
}
