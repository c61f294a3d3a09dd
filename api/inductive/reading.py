"""Files with goals for proofs by induction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from api.reading.files import load_text
from api.settings import Settings
from api.theories import open_theory
from prover.errors import InputError
from prover.theory import Theory
from prover.theory.reader import read_theory
from translators.tip import NotExportable, TipProblem, read_tip, to_theory

__all__ = ["InductiveProblem", "read_inductive"]


@dataclass(frozen=True, slots=True)
class InductiveProblem:
    """Goals, and what is given about what they speak of.

    Attributes:
        name: of the file.
        theory: with the goals; None where Lean alone can be asked.
        tips: the goals as Lean can be asked for them, one problem each, if it can.
        refusal: why there is no theory.
    """

    name: str
    theory: Theory | None
    tips: tuple[TipProblem, ...] = ()
    refusal: NotExportable | None = None


def read_inductive(file: str, settings: Settings) -> InductiveProblem:
    """The problem in ``file``, a TIP problem or a theory, or the program's theory of that name.

    Raises:
        InputError: it cannot be read, or has no goals.
        UnknownTheory: there is no such file.
    """
    if Path(file).suffix == ".smt2":
        return _tip(load_text(file, settings), Path(file).stem)
    if file != "-":
        return _theory(open_theory(file, settings))
    text = load_text(file, settings)
    is_tip = text.lstrip().startswith(("(", ";"))
    return _tip(text, "problem") if is_tip else _theory(read_theory(text, "theory"))


def _theory(theory: Theory) -> InductiveProblem:
    if not theory.goals:
        raise InputError("there is nothing to prove", hint="state a goal: theorem name: formula")
    return InductiveProblem(theory.name, theory)


def _tip(text: str, name: str) -> InductiveProblem:
    problem = read_tip(text)
    if not problem.goals:
        raise InputError("there is nothing to prove", hint="state a goal: (prove formula)")
    tips = tuple(replace(problem, goals=(goal,)) for goal in problem.goals)
    try:
        return InductiveProblem(name, to_theory(problem, name), tips)
    except NotExportable as refusal:
        return InductiveProblem(name, None, tips, refusal)
