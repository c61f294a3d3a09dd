"""Definitions by recursion as Lean functions, and the proofs of their cases.

Several equations with the same patterns, told apart by conditions, are one case of the Lean
function: ``if … then … else …``, decided classically.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prover.export.lean.source import Source
from prover.export.lean.theory.language import language
from prover.export.lean.theory.names import Names
from prover.export.lean.theory.recursion import Recursion
from prover.logic.printers import LeanTheory
from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    Formula,
    Iff,
    Implies,
    Not,
    Symbol,
    Term,
    TruthValue,
    Variable,
)
from prover.logic.walk import nodes, strip_universals, substitute, substitute_term
from prover.theory.theory import Definition, Equation

__all__ = ["case_proofs", "declare_definitions"]


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
    source.add("")


def _declare(definition: Definition, names: Names, source: Source) -> None:
    symbol = definition.symbol
    name = names.symbols[symbol]
    binders = names.binders(names.vocabulary.parameters[symbol])
    head = " ".join([f"noncomputable def {name}", *binders, ":", names.type_of(symbol)])
    cases = _cases(definition)
    written = language(names, [e.formula for case in cases for e in case.equations])
    if not symbol.argument_sorts:
        source.add(f"{head} := {cases[0].value(written)}", symbol.name)
        return
    source.add(head, symbol.name)
    for case in cases:
        patterns = ", ".join([_bare(written.argument(p)) for p in case.patterns])
        source.add(f"  | {patterns} => {case.value(written)}", symbol.name)


@dataclass(frozen=True, slots=True)
class _Case:
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


def _cases(definition: Definition) -> list[_Case]:
    cases: list[_Case] = []
    for equation in definition.equations:
        if cases:
            renaming = _renaming(equation.left.arguments, cases[-1].patterns)
            if renaming is not None:
                same = (*cases[-1].equations, _renamed(equation, renaming))
                cases[-1] = _Case(cases[-1].patterns, same)
                continue
        cases.append(_Case(equation.left.arguments, (equation,)))
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


# --- cases as theorems -----------------------------------------------------------------------


def case_proofs(definition: Definition, names: Names) -> Iterator[str]:
    """Proofs of the facts of ``definition``, in the order of :meth:`Definition.facts`.

    Most hold by evaluation.  Where Lean does not evaluate a function (it recurs on something
    else than a part of an argument, or splits arguments in another order), the equations that
    Lean has proved about it are tried.
    """
    name = names.symbols[definition.symbol]
    for case in _cases(definition):
        for number, equation in enumerate(case.equations):
            conditions = [e.condition for e in case.equations]
            proof = _by_evaluation(equation, conditions, number)
            if proof and _evaluates(equation, definition):
                yield proof
            else:
                tries = [f"exact {proof}"] if proof else []
                tries += [f"(intros; rw [{name}]; done)", f"(intros; rw [{name}]; simp_all; done)"]
                tries += [f"(intros; simp_all [{name}]; done)", f"grind [{name}]"]
                yield f"by first | {' | '.join(tries)}"


def _by_evaluation(equation: Equation, conditions: Sequence[Formula], number: int) -> str:
    """A term that proves the equation if both of its sides evaluate to the same."""
    variables, body = strip_universals(equation.formula)
    blanks = ["_"] * len(variables)
    if len(conditions) == 1:
        if isinstance(body, Implies):
            blanks.append("_")
        return _function(blanks, _plainly(equation))
    if not isinstance(body, Implies):
        return ""
    if number == 0:
        chosen = "if_pos h"
    elif number == 1 and conditions[1] is Not(conditions[0]) and len(conditions) == 2:
        chosen = "if_neg h"
    else:
        return ""
    return _function([*blanks, "h"], _conditionally(body.right, chosen))


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


def _function(names: Sequence[str], body: str) -> str:
    return f"fun {' '.join(names)} => {body}" if names else body


def _evaluates(equation: Equation, definition: Definition) -> bool:
    """Whether Lean surely evaluates the left side of ``equation``.

    It does where no argument is a variable that another case takes apart, and every call
    of the function itself is about parts of one and the same argument.
    """
    arguments = equation.left.arguments
    if not arguments:
        return True
    lefts = [each.left.arguments for each in definition.equations]
    taken_apart = [any(isinstance(p[i], Application) for p in lefts) for i in range(len(arguments))]
    if any(isinstance(p, Variable) and taken_apart[i] for i, p in enumerate(arguments)):
        return False
    calls = [(e.left.arguments, c) for e in definition.equations for c in _calls(e, definition)]
    return not calls or any(
        all(_is_part(call[i], patterns[i]) for patterns, call in calls)
        for i in range(len(arguments))
    )


def _calls(equation: Equation, definition: Definition) -> Iterator[tuple[Term, ...]]:
    for side in (equation.right, equation.condition):
        for node in nodes(side):
            if _head(node) is definition.symbol:
                assert isinstance(node, Application | Atom)
                yield node.arguments


def _head(node: object) -> Symbol | None:
    if isinstance(node, Application):
        return node.function
    return node.predicate if isinstance(node, Atom) else None


def _is_part(term: Term, pattern: Term) -> bool:
    return term is not pattern and any(node is term for node in nodes(pattern))
