"""No single change that makes a proof or a model wrong gets past the checkers."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from random import Random

import pytest

import prover
from prover.check import check_model
from prover.logic.syntax import FALSE
from prover.logic.walk import complement
from prover.model import FiniteModel
from search.decide import decide
from tests.prover.check.campaign import Figures, examine, proofs
from tests.prover.check.models import holds, tables_changed
from tests.prover.check.mutations import Kind, Proved, judged, mutations
from tests.prover.check.problems import PROBLEMS, problem
from tests.soundness.kinds import KINDS


@pytest.mark.parametrize("name", PROBLEMS)
def test_no_semantic_change_of_a_proof_is_accepted(name: str) -> None:
    premises, goal = problem(name)
    proof = decide(premises, goal).proof
    assert proof is not None
    figures = Figures()
    examine(Proved(premises, goal, proof), Random(0), 40, figures)
    assert figures.wrong == []
    assert figures.semantic >= 10


def test_the_judge_tells_equivalent_changes_apart() -> None:
    premises, goal = problem("by cases")
    proof = decide(premises, goal).proof
    assert proof is not None
    changes = list(mutations(Proved(premises, goal, proof), Random(3)))
    assert {judged(change) for change in changes if change.follows} >= {Kind.SEMANTIC}
    assert all(judged(c) is Kind.SEMANTIC for c in changes if c.what == "a step cut")


@pytest.mark.slow
def test_hundreds_of_proofs_and_thousands_of_changes() -> None:
    figures, random = Figures(), Random(1)
    for proved in islice(proofs(seed=1), 500):
        examine(proved, random, 4, figures)
    print(f"\n{figures.proofs} proofs, {figures.semantic} semantic changes")
    assert figures.wrong == []
    assert figures.proofs == 500
    assert figures.semantic > 1_000


@pytest.mark.parametrize("seed", range(6))
def test_a_changed_model_is_accepted_only_where_all_formulas_still_hold(seed: int) -> None:
    random = Random(seed)
    for _ in range(6):
        made = KINDS[random.choice(["relations", "equality", "∃*∀*"])](random)
        named = {f"p{number}": formula for number, formula in enumerate(made.premises)}
        decision = decide(named, made.goal, 0.3)
        models = ((decision.model_with_goal, made.goal), (decision.model_without_goal, None))
        for model, goal in models:
            if model is None:
                continue
            stated = {**named, "goal": complement(made.goal) if goal is None else goal}
            assert check_model(stated, model, "").accepted
            for changed in tables_changed(model, random, 15):
                expected = all(holds(formula, changed) for formula in stated.values())
                assert check_model(stated, changed, "").accepted == expected


def test_a_table_with_a_hole_is_refused() -> None:
    named = {"p": next(iter(problem("a chain")[0].values()))}
    empty = FiniteModel({}, {}, {})
    assert not check_model({**named, "goal": FALSE}, empty, "").accepted
    assert not check_model(named, empty, "").accepted


def test_what_has_to_be_trusted_is_short() -> None:
    """Proofs and models of first-order logic: what the checker needs, itself included."""
    root = Path(prover.__file__).parent
    parts = ["check/proof", "check/conservative", "check/generic", "check/smt", "check/context"]
    parts += ["check/model", "check/certify", "model"]
    lines = {part: _lines(root / f"{part}.py") for part in parts}
    total = sum(lines.values())
    print(f"\n{total} lines: {lines}")
    assert total < 1_000


def _lines(path: Path) -> int:
    """Lines that say something: neither empty, nor a comment, nor documentation."""
    import ast

    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[int] = set()
    for node in ast.walk(tree):
        documented = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if isinstance(node, ast.stmt) and not documented:
            end = node.body[0].lineno if isinstance(getattr(node, "body", None), list) else None
            last = node.end_lineno if end is None else max(node.lineno, end - 1)
            found.update(range(node.lineno, (last or node.lineno) + 1))
    return len(found)
