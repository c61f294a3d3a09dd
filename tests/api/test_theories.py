"""The theories that come with the program are what they say."""

from __future__ import annotations

import re
from itertools import islice, product
from pathlib import Path

import pytest

from api.theories import UnknownTheory, builtin_theories, open_theory
from prover.errors import InputError
from prover.logic.syntax import Exists, ForAll, Formula
from prover.logic.walk import nodes, strip_universals
from prover.theory import Theory
from prover.theory.evaluation import Evaluator, OutOfBudget
from prover.theory.reader import TheorySyntaxError
from prover.verdict import Verdict
from search.decide import decide
from tests.api.running import Run

COMPUTABLE = ("peano", "sums", "lists", "trees", "booleans", "integers")


def conjectures(name: str) -> set[str]:
    """The goals that a file calls conjectures: they are there to be refuted."""
    text = builtin_theories()[name].read_text("utf-8")
    return set(re.findall(r"^conjecture (.*?):", text, re.MULTILINE))


def fails(theory: Theory, formula: Formula) -> bool | None:
    """Whether ``formula`` is false for some small values; None if it has inner quantifiers."""
    variables, body = strip_universals(formula)
    if any(isinstance(node, ForAll | Exists) for node in nodes(body)):
        return None
    evaluator = Evaluator(theory, max_size=400)
    small = [list(islice(evaluator.values(v.sort, 9), 12)) for v in variables]
    for values in islice(product(*small), 600):
        try:
            if not evaluator.holds(body, dict(zip(variables, values, strict=True))):
                return True
        except OutOfBudget:
            continue
    return False


@pytest.mark.parametrize("name", COMPUTABLE)
def test_theorems_hold_of_small_values_and_conjectures_do_not(name: str) -> None:
    theory, doubtful = open_theory(name), conjectures(name)
    for goal in theory.goals:
        assert fails(theory, goal.formula) in (goal.name in doubtful, None), goal.name


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(builtin_theories().keys() - set(COMPUTABLE)))
def test_theorems_follow_from_the_axioms_and_conjectures_do_not(name: str) -> None:
    theory, doubtful = open_theory(name), conjectures(name)
    for goal in theory.goals:
        verdict = decide(theory.facts, goal.formula, 60.0).verdict
        wanted = Verdict.UNCERTAIN if goal.name in doubtful else Verdict.PROVED
        assert verdict is wanted, goal.name


def test_the_program_has_theories_of_many_kinds() -> None:
    assert set(builtin_theories()) >= {
        *COMPUTABLE, "groups", "monoids", "lattices", "orders", "sets",
    }  # fmt: skip


def test_files_are_opened_by_their_path(tmp_path: Path) -> None:
    file = tmp_path / "mine.theory"
    file.write_text("sort A\naxiom all are equal: x = y\n", "utf-8")
    theory = open_theory(str(file))
    assert theory.name == "mine"
    assert [axiom.name for axiom in theory.axioms] == ["all are equal"]


def test_a_misspelt_name_is_corrected() -> None:
    with pytest.raises(UnknownTheory, match="did you mean peano") as caught:
        open_theory("paeno")
    assert caught.value.code == "unknown-theory"


def test_a_name_like_no_theory_lists_them() -> None:
    with pytest.raises(UnknownTheory, match="there are booleans, groups"):
        open_theory("xyzzy")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read"):
        open_theory(str(tmp_path / "none.theory"))


def test_a_wrong_file_has_a_position(tmp_path: Path) -> None:
    file = tmp_path / "wrong.theory"
    file.write_text("sort A\naxiom a: x =\n", "utf-8")
    with pytest.raises(TheorySyntaxError, match="line 2, column 13"):
        open_theory(str(file))


@pytest.mark.parametrize("command", ["solve", "translate", "search"])
def test_commands_for_one_question_say_who_reads_theories(
    run: Run, tmp_path: Path, command: str
) -> None:
    file = tmp_path / "t.theory"
    file.write_text("datatype Nat = 0 | S(Nat)\ntheorem t: 0 = 0\n")
    refused = run(command, str(file))
    assert refused.code == 2
    assert "prover prove-by-induction" in refused.err
