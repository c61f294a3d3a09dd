"""Definitions by recursion as Lean functions.

Several equations with the same patterns, told apart by conditions, are one case of the Lean
function: ``if … then … else …``, decided classically.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prover.export.lean.source import Source
from prover.export.lean.theory.language import language
from prover.export.lean.theory.names import Names
from prover.export.lean.theory.recursion import Recursion
from prover.logic.printers import LeanTheory
from prover.logic.syntax import (
    Application,
    Atom,
    Formula,
    Term,
    Variable,
)
from prover.logic.walk import substitute, substitute_term
from prover.theory.theory import Definition, Equation

__all__ = ["Case", "cases_of", "declare_definitions"]


def declare_definitions(
    group: Sequence[Definition], names: Names, recursion: Recursion, source: Source
) -> None:
    """Write the functions and predicates of a group, inside of ``mutual`` if there are several."""
    recursion.prepare(group, source)
    if len(group) > 1:
        source.add("mutual")
    for definition in group:
        _declare(definition, names, source)
        for clause in recursion.clauses(definition, group):
            source.add(clause, definition.symbol.name)
    if len(group) > 1:
        source.add("end")


def _declare(definition: Definition, names: Names, source: Source) -> None:
    symbol = definition.symbol
    name = names.symbols[symbol]
    binders = names.binders(names.vocabulary.parameters[symbol])
    head = " ".join([f"noncomputable def {name}", *binders, ":", names.type_of(symbol)])
    cases = cases_of(definition)
    written = language(names, [e.formula for case in cases for e in case.equations])
    if not symbol.argument_sorts:
        source.add(f"{head} := {cases[0].value(written)}", symbol.name)
        return
    source.add(head, symbol.name)
    for case in cases:
        patterns = ", ".join([_bare(written.argument(p)) for p in case.patterns])
        source.add(f"  | {patterns} => {case.value(written)}", symbol.name)


@dataclass(frozen=True, slots=True)
class Case:
    """Equations with the same patterns, in the same variables."""

    patterns: tuple[Term, ...]
    equations: tuple[Equation, ...]

    def value(self, written: LeanTheory) -> str:
        """The right sides, chosen by the conditions; the last one needs none."""
        *others, last = self.equations
        chosen = [
            f"if {written.statement(e.condition)} then {_side(e.right, written)} else "
            for e in others
        ]
        return "".join([*chosen, _side(last.right, written)])


def _side(right: Term | Formula, written: LeanTheory) -> str:
    if isinstance(right, Variable | Application):
        return _bare(written.argument(right))
    return written.statement(right)


def _bare(argument: str) -> str:
    return argument[1:-1] if argument.startswith("(") else argument


def cases_of(definition: Definition) -> list[Case]:
    """The equations of ``definition``, neighbours with the same patterns together."""
    cases: list[Case] = []
    for equation in definition.equations:
        if cases:
            renaming = _renaming(equation.left.arguments, cases[-1].patterns)
            if renaming is not None:
                same = (*cases[-1].equations, _renamed(equation, renaming))
                cases[-1] = Case(cases[-1].patterns, same)
                continue
        cases.append(Case(equation.left.arguments, (equation,)))
    return cases


def _renaming(patterns: Sequence[Term], others: Sequence[Term]) -> dict[Variable, Term] | None:
    """What makes ``patterns`` into ``others``, variable for variable."""
    renaming: dict[Variable, Term] = {}
    stack = list(zip(patterns, others, strict=True))
    while stack:
        one, other = stack.pop()
        if isinstance(one, Variable) and isinstance(other, Variable):
            renaming[one] = other
        elif (
            isinstance(one, Application)
            and isinstance(other, Application)
            and one.function is other.function
        ):
            stack.extend(zip(one.arguments, other.arguments, strict=True))
        else:
            return None
    return renaming


def _renamed(equation: Equation, renaming: dict[Variable, Term]) -> Equation:
    left, right = substitute_all(equation.left, renaming), substitute_all(equation.right, renaming)
    assert isinstance(left, Application | Atom)
    return Equation(left, right, substitute(equation.condition, renaming))


def substitute_all(node: Term | Formula, renaming: dict[Variable, Term]) -> Term | Formula:
    """``node``, a term or a formula, with its variables renamed."""
    if isinstance(node, Variable | Application):
        return substitute_term(node, renaming)
    return substitute(node, renaming)
