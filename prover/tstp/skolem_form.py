"""The Skolem form of a parent, with the functions of another prover.

Where a prover left quantifiers where they were, its conclusion follows from the parent's own
Skolem form, which the checker recognises by its form; what is left for Z3 has no existence
in it.  ↔ and ⊕ over quantifiers are written out first, and bound variables renamed apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from prover.errors import ProverError
from prover.logic.normal_form import expand_equivalences
from prover.logic.syntax import (
    And,
    Application,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Implies,
    Not,
    Or,
    Variable,
)
from prover.logic.walk import rebuild, substitute
from prover.tstp.roles import Role, arguments_of, roles_of
from prover.tstp.scoping import Scopes, Site, literals

__all__ = ["SkolemForm", "skolem_forms"]


@dataclass(frozen=True, slots=True)
class SkolemForm:
    """``parent`` with equivalences and variables ``expanded``, then with things ``named``.

    ``functions`` are the Skolem functions from left to right, outer ones first.
    """

    expanded: Formula
    named: Formula
    functions: tuple[FunctionSymbol, ...]


def skolem_forms(
    parent: Formula,
    children: Sequence[Formula],
    functions: frozenset[FunctionSymbol],
    numbers: Iterator[int],
) -> Iterator[SkolemForm]:
    """Skolem forms of ``parent`` from which ``children`` may follow, likely ones first.

    Args:
        parent: what the children were derived from.
        children: the conclusions of one or more inferences.
        functions: the Skolem functions that the inferences introduced.
        numbers: make the names of variables, and of functions that the children lack.
    """
    expanded = _renamed_apart(expand_equivalences(parent), numbers)
    scopes = Scopes(list(literals(expanded)))
    _look(expanded, True, (), scopes)
    for roles in roles_of(scopes, children, functions):
        form = _Form(scopes.sites, {role.chosen: (f, role) for f, role in roles.items()})
        try:
            named = form.of(expanded, True, ())
        except _DoesNotFit:
            continue
        yield SkolemForm(expanded, named, tuple(form.functions))


class _DoesNotFit(ProverError):
    """A function does not take what it would have to."""


def _renamed_apart(formula: Formula, numbers: Iterator[int]) -> Formula:
    if isinstance(formula, ForAll | Exists):
        fresh = Variable(f"{formula.variable.name}·{next(numbers)}", formula.variable.sort)
        body = substitute(formula.body, {formula.variable: fresh})
        return type(formula)(fresh, _renamed_apart(body, numbers))
    return rebuild(formula, lambda part: _renamed_apart(part, numbers))


def _look(formula: Formula, positive: bool, scope: tuple[Variable, ...], found: Scopes) -> None:
    """Find the sites of ``formula``: ∃ where it is positive, ∀ where it is negative."""
    match formula:
        case Not(body=body):
            _look(body, not positive, scope, found)
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                _look(part, positive, scope, found)
        case Implies(left=left, right=right):
            _look(left, not positive, scope, found)
            _look(right, positive, scope, found)
        case ForAll(variable=variable, body=body) | Exists(variable=variable, body=body):
            if isinstance(formula, Exists) == positive:
                found.sites[variable] = Site(formula, scope)
            _look(body, positive, (*scope, variable), found)
        case _:
            return


@dataclass(slots=True)
class _Form:
    """Puts Skolem terms at all sites; ``functions`` collects those that it used, in order."""

    sites: Mapping[Variable, Site]
    roles: Mapping[Variable, tuple[FunctionSymbol, Role]]
    functions: list[FunctionSymbol] = field(default_factory=list)

    def of(self, formula: Formula, positive: bool, scope: tuple[Variable, ...]) -> Formula:
        match formula:
            case Not(body=body):
                return Not(self.of(body, not positive, scope))
            case Implies(left=left, right=right):
                condition = self.of(left, not positive, scope)
                return Implies(condition, self.of(right, positive, scope))
            case And() | Or():
                return rebuild(formula, lambda part: self.of(part, positive, scope))
            case ForAll(variable=variable, body=body) | Exists(variable=variable, body=body):
                if isinstance(formula, ForAll) == positive:
                    return type(formula)(variable, self.of(body, positive, (*scope, variable)))
                witness = self._witness(formula, scope)
                return self.of(substitute(body, {variable: witness}), positive, scope)
            case _:
                return formula

    def _witness(self, formula: ForAll | Exists, scope: tuple[Variable, ...]) -> Application:
        known = self.roles.get(formula.variable)
        if known is None:
            arguments = tuple(variable for variable in scope if variable in formula.free)
            sorts = tuple(argument.sort for argument in arguments)
            function = FunctionSymbol(formula.variable.name, sorts, formula.variable.sort)
        else:
            function, role = known
            found = arguments_of(role, scope, formula)
            if found is None or not set(scope).issuperset(found):
                raise _DoesNotFit(f"{function.name} does not fit")
            arguments = found
        self.functions.append(function)
        return Application(function, arguments)
