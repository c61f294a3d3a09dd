"""Why a step of another prover follows: the instances of its parents that it needs.

Other provers say which clauses a step comes from, not by which terms their variables were
replaced.  So the step is proved again, which is easy: the conclusion's variables become new
constants, its literals are denied, and our saturation refutes them with the parents.  Every
path of that refutation to a parent is an instance (Herbrand's theorem), and the step becomes a
question without quantifiers to the checker.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from prover.clausify import InputClause
from prover.logic.clause import Clause
from prover.logic.syntax import Application, FunctionSymbol, Term, Variable
from prover.logic.unify import Bindings
from prover.logic.walk import substitute_term
from search.derivation import Derivation
from search.saturation import Outcome, Saturation

__all__ = ["Use", "replayed", "uses"]

_MOST_GIVEN = 400
"""Given clauses after which a step is too hard to be proved again."""

_MOST_USES = 40
"""A step that needs more instances is better checked without."""

_DENIED = "$denied"


@dataclass(frozen=True, slots=True)
class Use:
    """One instance of a leaf of a derivation: the leaf's source, and terms for its variables."""

    source: str
    bindings: Bindings


def uses(empty: Derivation, at_most: int) -> tuple[Use, ...] | None:
    """The instances of the leaves that a refutation rests on, each once.

    Args:
        empty: a derivation of the empty clause.
        at_most: how many paths to leaves are followed; ``None`` is returned if there are more.
    """
    found: dict[tuple[str, tuple[tuple[Variable, Term], ...]], Use] = {}
    stack: list[tuple[Derivation, Bindings]] = [(empty, {})]
    for _ in range(50 * at_most):
        if not stack:
            return tuple(found.values())
        node, bindings = stack.pop()
        if not node.parents:
            given = _composed(node.instances[0], bindings)
            found.setdefault((node.source, tuple(given.items())), Use(node.source, given))
            if len(found) > at_most:
                return None
        elif len(node.instances) != len(node.parents):
            return None
        else:
            pairs = zip(node.parents, node.instances, strict=True)
            stack += [(parent, _composed(instance, bindings)) for parent, instance in pairs]
    return None


def _composed(first: Bindings, then: Bindings) -> Bindings:
    return {variable: substitute_term(term, then) for variable, term in first.items()}


def replayed(clause: Clause, parents: Sequence[Clause], deadline: float) -> tuple[Use, ...] | None:
    """The instances of ``parents`` that ``clause`` follows from, or ``None`` if none are found.

    Args:
        clause: what is to be shown.
        parents: clauses it follows from; a :class:`Use` names one by its index, as text.
        deadline: value of :func:`time.monotonic` at which the search gives up.
    """
    constants = _constants(clause.variables)
    ground = clause.substitute(dict(constants))
    denied = [InputClause(Clause((each.complement,)), _DENIED) for each in ground.literals]
    given = [InputClause(parent, str(index)) for index, parent in enumerate(parents)]
    run = Saturation(deadline=min(deadline, monotonic() + 1.0), max_processed=_MOST_GIVEN)
    outcome, empty = run.refute([*denied, *given])
    if outcome is not Outcome.REFUTED or empty is None:
        return None
    found = uses(empty, _MOST_USES)
    if found is None:
        return None
    back = {constant.function: variable for variable, constant in constants.items()}
    return tuple(
        Use(use.source, {v: _generalised(t, back) for v, t in use.bindings.items()})
        for use in found
        if use.source != _DENIED
    )


def _constants(variables: frozenset[Variable]) -> dict[Variable, Application]:
    """A constant for every variable, with names that no problem's symbol has."""
    ordered = sorted(variables, key=lambda variable: variable.name)
    return {
        variable: Application(FunctionSymbol(f"$fresh {index}", (), variable.sort), ())
        for index, variable in enumerate(ordered)
    }


def _generalised(term: Term, back: dict[FunctionSymbol, Variable]) -> Term:
    if isinstance(term, Variable):
        return term
    if term.function in back:
        return back[term.function]
    return Application(term.function, tuple(_generalised(a, back) for a in term.arguments))
