"""Files with goals for proofs by induction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from api.mpl import open_configuration
from api.reading.files import load_text
from api.settings import Settings
from api.theories import open_theory
from prover.errors import InputError
from prover.theory import Goal, Theory
from prover.theory.reader import read_theory
from translators.tip import NotExportable, TipProblem, laws_of_integers, read_tip, to_theory

__all__ = ["InductiveProblem", "inductive_from", "read_inductive"]


@dataclass(frozen=True, slots=True)
class InductiveProblem:
    """Goals, and what is given about what they speak of.

    Attributes:
        name: of the file.
        theory: with the goals; None where Lean alone can be asked.
        laws: what is worth proving before the goals.
        tips: the goals as Lean can be asked for them, one problem each, if it can.
        refusal: why there is no theory.
    """

    name: str
    theory: Theory | None
    laws: tuple[Goal, ...] = ()
    tips: tuple[TipProblem, ...] = ()
    refusal: NotExportable | None = None


def read_inductive(
    file: str, settings: Settings, definitions: str | None = None
) -> InductiveProblem:
    """The problem in ``file``, a TIP problem or a theory, or the program's theory of that name.

    Args:
        file: what is read; ``-`` for standard input.
        settings: limits of size.
        definitions: a configuration of Generative Logic that ``file`` states theorems of.

    Raises:
        InputError: it cannot be read, or has no goals.
        UnknownTheory: there is no such file.
    """
    if definitions is not None:
        statements = load_text(file, settings)
        return _theory(open_configuration(definitions, settings, statements))
    if Path(file).suffix == ".smt2":
        return _tip(load_text(file, settings), Path(file).stem)
    if file != "-":
        return _theory(open_theory(file, settings))
    return inductive_from(load_text(file, settings))


def inductive_from(text: str) -> InductiveProblem:
    """The problem in ``text``: of TIP where it begins with a bracket or a ``;``, else a theory.

    Raises:
        InputError: it is neither, or has no goals.
    """
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
    laws = laws_of_integers(problem)
    try:
        theory = to_theory(replace(problem, goals=(*problem.goals, *laws)), name)
    except NotExportable as refusal:
        return InductiveProblem(name, None, tips=tips, refusal=refusal)
    count = len(problem.goals)
    goals = theory.goals[:count]
    if count == 1:
        goals = (replace(goals[0], name="goal"),)
    named = [
        replace(law, name=f"integers.{number}")
        for number, law in enumerate(theory.goals[count:], start=1)
    ]
    return InductiveProblem(name, replace(theory, goals=goals), tuple(named), tips)
