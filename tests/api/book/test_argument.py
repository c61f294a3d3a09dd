"""The textbook proof: chains, cases, reasons; every step in exactly one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from api.book.argument import Block, Chain, Induction, Line, argument
from api.book.outline import Outline, outline_of
from api.book.proof_view import BlockView, ProofView, StepView, proof_view
from api.book.setting import setting_of
from api.book.uses import uses_of
from prover.graph import Role
from prover.logic.syntax import FALSE, Atom, Not, PredicateSymbol
from prover.proof import Proof, Rule, Step
from prover.theory import Theorem
from tests.api.book.books import by_hand
from tests.prover.theory.peano_by_hand import DEVELOPMENT

USES = uses_of(DEVELOPMENT)


def outlined(name: str) -> tuple[Theorem, Outline]:
    theorem = DEVELOPMENT.by_name[name]
    return theorem, outline_of(theorem, {part.name: part for part in USES.parts[name]})


def viewed(name: str) -> ProofView:
    return proof_view(*outlined(name), setting_of(by_hand()))


def steps(blocks: Iterable[BlockView]) -> Iterator[StepView]:
    for block in blocks:
        yield from steps(block.blocks)
        yield from block.steps


def test_every_step_is_told_once() -> None:
    for name in USES.parts:
        _, outline = outlined(name)
        told = [step.number for step in steps(viewed(name).blocks)]
        assert sorted(told) == [p.number for p in outline.placed if p.role is not Role.PREMISE]


def test_parents_come_first_and_obligations_stand_inside() -> None:
    _, outline = outlined("add_comm")
    assert all(parent < placed.number for placed in outline.placed for parent in placed.parents)
    ends = [placed.concludes for placed in outline.placed if placed.concludes]
    assert ends == ["add_comm.0", "add_comm.S", "add_comm"]
    facts = [placed.step.name for placed in outline.leaves() if placed.step]
    assert facts == ["+.1", "zero_add", "+.2", "succ_add"]


def test_an_induction_has_a_base_case_and_a_step() -> None:
    induction = next(b for b in argument(*outlined("add_comm")) if isinstance(b, Induction))
    base, step = induction.cases
    assert not base.hypotheses
    assert len(step.hypotheses) == 1
    (chain,) = (block for block in step.blocks if isinstance(block, Chain))
    assert [row.inductive for row in chain.rows] == [False, True, False]


def test_reasons_are_named() -> None:
    view = viewed("add_comm")
    (induction,) = (block for block in view.blocks if block.kind == "induction")
    base, step = induction.blocks
    assert (base.title, step.title) == ("Base case", "Step")
    assert [name for name, _ in step.given] == ["Induction hypothesis"]
    rows = [s for block in step.blocks if block.kind == "chain" for s in block.steps]
    assert [[fact.said for fact in row.from_facts] for row in rows] == [
        ["definition of +"],
        [],
        ["theorem 2"],
    ]
    assert rows[1].by_hypothesis == "induction hypothesis"
    assert all(row.accepted and "Z3" in row.checked for row in rows)
    assert (view.inductions, view.unfoldings, view.hypothesis_uses) == (1, 2, 1)


def test_the_changed_part_of_each_row_is_marked() -> None:
    step = viewed("add_comm").blocks[0].blocks[1]
    (chain,) = (block for block in step.blocks if block.kind == "chain")
    second = chain.steps[1].math
    assert '<mark class="now was"><var>y</var> + <var>x</var></mark>' in second
    assert '<mark class="was"><span class="fn">S</span>(</mark>' in second  # changes next


def test_a_refutation_ends_in_its_claim() -> None:
    claim = Atom(PredicateSymbol("P", ()), ())
    steps_ = (
        Step("P", claim, Rule.PREMISE),
        Step("n", Not(claim), Rule.NEGATED_CLAIM),
        Step("f", FALSE, Rule.RESOLUTION, ("P", "n")),
    )
    theorem = Theorem("t", claim, Proof(claim, steps_))
    outline = outline_of(theorem, {})
    roles = [placed.role for placed in outline.placed]
    assert roles == [Role.PREMISE, Role.ASSUMPTION, Role.CONTRADICTION, Role.CLAIM]
    blocks: tuple[Block, ...] = argument(theorem, outline)
    assert [block.placed.number for block in blocks if isinstance(block, Line)] == [2, 3, 4]


def test_uses_go_through_obligations() -> None:
    assert USES.direct["add_comm"] == ("+.1", "zero_add", "+.2", "succ_add")
    assert USES.used_by["zero_add"] == ("add_comm",)
    assert "add_comm.0" not in USES.direct
