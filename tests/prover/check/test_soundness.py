"""Whatever the proof checker accepts is a consequence, however the proof was damaged."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from prover.check import Z3Session, check_proof
from prover.check.smt import Answer, Entailment
from prover.logic.syntax import FALSE, Formula
from prover.logic.walk import complement
from prover.proof import Proof, Relation, Rule, Step
from search.decide import decide
from tests.prover.logic.small import small_formulas

SESSION = Z3Session()
PREMISES = st.lists(small_formulas(binary=True, depth=2), min_size=1, max_size=3)


def consequence(premises: dict[str, Formula], claim: Formula) -> bool:
    """Whether Z3 agrees that the claim follows (or cannot tell)."""
    [answer] = SESSION.decide([Entailment(tuple(premises.values()), claim)])
    return answer is not Answer.NOT_ENTAILED


@st.composite
def damaged(draw: st.DrawFn, proof: Proof, pool: tuple[Formula, ...]) -> Proof:
    """The proof with one to three random changes."""
    steps = list(proof.steps)
    for _ in range(draw(st.integers(1, 3))):
        index = draw(st.integers(0, len(steps) - 1))
        step = steps[index]
        names = [other.name for other in steps]
        match draw(st.sampled_from(["conclusion", "parents", "rule", "relation", "drop", "swap"])):
            case "conclusion":
                steps[index] = replace(step, conclusion=draw(st.sampled_from(pool)))
            case "parents":
                parents = tuple(draw(st.lists(st.sampled_from(names), max_size=3)))
                steps[index] = replace(step, parents=parents, instances=())
            case "rule":
                steps[index] = replace(step, rule=draw(st.sampled_from(list(Rule))))
            case "relation":
                steps[index] = replace(step, relation=draw(st.sampled_from(list(Relation))))
            case "drop" if len(steps) > 1:
                del steps[index]
            case _:
                other = draw(st.integers(0, len(steps) - 1))
                steps[index], steps[other] = steps[other], steps[index]
    return replace(proof, steps=tuple(steps))


@given(premises=PREMISES, goal=small_formulas(depth=2), data=st.data())
def test_an_accepted_proof_proves_its_claim(
    premises: list[Formula], goal: Formula, data: st.DataObject
) -> None:
    named = {f"p{n}": formula for n, formula in enumerate(premises)}
    proof = decide(named, goal, seconds=1).proof
    if proof is None:
        return
    pool = (*premises, goal, complement(goal), FALSE, *(s.conclusion for s in proof.steps))
    broken = data.draw(damaged(proof, pool))
    claim = data.draw(st.sampled_from([proof.claim, goal, complement(goal), FALSE]))
    certificate = check_proof(named, claim, replace(broken, claim=claim), SESSION)
    if certificate.accepted:
        assert consequence(named, claim)


@given(premises=PREMISES, claim=small_formulas(depth=2), data=st.data())
def test_a_made_up_proof_is_accepted_only_if_the_claim_follows(
    premises: list[Formula], claim: Formula, data: st.DataObject
) -> None:
    named = {f"p{n}": formula for n, formula in enumerate(premises)}
    names = [*named, "denied", "s1", "s2"]
    leaves = [Step(name, formula, Rule.PREMISE) for name, formula in named.items()]
    denied = Step("denied", complement(claim), Rule.NEGATED_CLAIM, relation=Relation.CTH)
    formulas = st.sampled_from([*premises, claim, complement(claim), FALSE])
    invented = [
        Step(
            name,
            data.draw(formulas),
            data.draw(st.sampled_from(list(Rule))),
            tuple(data.draw(st.lists(st.sampled_from(names), max_size=3))),
            data.draw(st.sampled_from(list(Relation))),
        )
        for name in ("s1", "s2")
    ]
    proof = Proof(claim, (*leaves, denied, *invented))
    if check_proof(named, claim, proof, SESSION).accepted:
        assert consequence(named, claim)
