"""Why the cases of definitions hold in Lean: mostly by evaluation.

Where Lean does not evaluate a function at once, it is evaluated once the variables are taken
apart that other cases take apart (``x < 0``, if ``<`` recurs on its first argument).  Where it
does not evaluate it at all (its recursion is no structural one), the equations are tried that
Lean itself has proved about it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prover.export.lean.theory.definitions import cases_of
from prover.export.lean.theory.names import Names
from prover.export.lean.theory.recursion import is_structural
from prover.logic.syntax import (
    Application,
    Equality,
    Formula,
    Iff,
    Implies,
    Not,
    TruthValue,
    Variable,
)
from prover.logic.walk import strip_universals
from prover.theory.theory import Definition, Equation

__all__ = ["case_proofs"]


def case_proofs(definition: Definition, names: Names) -> Iterator[str]:
    """Proofs of the facts of ``definition``, in the order of :meth:`Definition.facts`."""
    name = names.symbols[definition.symbol]
    alone = any(group == (definition,) for group in names.vocabulary.definitions)
    structural = alone and is_structural(definition)
    for case in cases_of(definition):
        conditions = [equation.condition for equation in case.equations]
        for number, equation in enumerate(case.equations):
            evaluation = _evaluation(equation, conditions, number)
            stuck = _stuck(equation, definition)
            if structural and evaluation is not None and not stuck:
                yield evaluation.term
            else:
                first = [] if evaluation is None else [evaluation.splitting(stuck)]
                yield f"by first | {' | '.join([*first, *_by_equations(name)])}"


def _by_equations(name: str) -> list[str]:
    """Proofs of a case by what Lean has proved about the function."""
    return [
        f"(intros; rw [{name}]; done)",
        f"(intros; rw [{name}]; simp_all; done)",
        f"(intros; simp_all [{name}]; done)",
        f"grind [{name}]",
    ]


@dataclass(frozen=True, slots=True)
class _Evaluation:
    """``fun x̄ => body``, if both sides evaluate to the same."""

    variables: tuple[Variable, ...]
    body: str

    @property
    def term(self) -> str:
        """The proof as a term."""
        blanks = " ".join(["_"] * len(self.variables))
        if self.body.startswith("fun ") and blanks:
            return f"fun {blanks} {self.body.removeprefix('fun ')}"
        return f"fun {blanks} => {self.body}" if blanks else self.body

    def splitting(self, stuck: Sequence[Variable]) -> str:
        """The proof as a tactic that takes the variables ``stuck`` apart before."""
        if not stuck:
            return f"exact {self.term}"
        labels = {variable: f"x{n + 1}" for n, variable in enumerate(self.variables)}
        splits = " <;> ".join([f"cases {labels[variable]}" for variable in stuck])
        return f"(intro {' '.join(labels.values())}; {splits} <;> exact {self.body})"


def _evaluation(
    equation: Equation, conditions: Sequence[Formula], number: int
) -> _Evaluation | None:
    variables, body = strip_universals(equation.formula)
    if len(conditions) == 1:
        plain = _plainly(equation)
        return _Evaluation(variables, f"fun _ => {plain}" if isinstance(body, Implies) else plain)
    if not isinstance(body, Implies):
        return None
    if number == 0:
        chosen = "if_pos h"
    elif number == 1 and conditions[1] is Not(conditions[0]) and len(conditions) == 2:
        chosen = "if_neg h"
    else:
        return None
    return _Evaluation(variables, f"fun h => {_conditionally(body.right, chosen)}")


def _plainly(equation: Equation) -> str:
    match equation.right:
        case TruthValue(value=True):
            return "True.intro"
        case TruthValue(value=False):
            return "id"
        case Variable() | Application():
            return "rfl"
        case _:
            return "Iff.rfl"


def _conditionally(stated: Formula, chosen: str) -> str:
    match stated:
        case Equality():
            return chosen
        case Iff():
            return f"iff_of_eq ({chosen})"
        case Not():
            return f"not_of_eq_false ({chosen})"
        case _:
            return f"of_eq_true ({chosen})"


def _stuck(equation: Equation, definition: Definition) -> list[Variable]:
    """The variables on the left side of ``equation`` that other cases take apart."""
    lefts = [each.left.arguments for each in definition.equations]
    return [
        pattern
        for place, pattern in enumerate(equation.left.arguments)
        if isinstance(pattern, Variable)
        and any(isinstance(patterns[place], Application) for patterns in lefts)
    ]
