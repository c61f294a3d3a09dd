"""Choice axioms for the Skolem functions of another prover.

``∀x (∃y p(x, y) → p(x, sk(x)))`` says all that there is to say of ``sk``, so with it as another
parent the step that brings ``sk`` in is a theorem.  Nothing found here is trusted: the checker
recognises the axioms by their form, and the step has to follow from its parents and them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from prover.logic.syntax import (
    Application,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Implies,
    Variable,
)
from prover.logic.walk import substitute
from prover.tstp.roles import Roles, arguments_of, roles_of
from prover.tstp.scoping import Scopes, Scoping, Site, scopes_of

__all__ = ["Choice", "choices"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice axiom and the function that it introduces."""

    function: FunctionSymbol
    axiom: Formula


def choices(
    parents: Sequence[Formula],
    children: Sequence[Formula],
    functions: frozenset[FunctionSymbol],
    numbers: Iterator[int],
) -> Iterator[tuple[Choice, ...]]:
    """Choice axioms that may explain the ``functions`` new in ``children``, likely ones first.

    Args:
        parents: what the children were derived from.
        children: the conclusions of one or more inferences from the same parents.
        functions: the Skolem functions that the inferences introduced.
        numbers: make the names of variables, and of functions that the children lack.
    """
    offered: set[tuple[Choice, ...]] = set()
    for scoping in Scoping:
        scopes = Scopes()
        for parent in parents:
            found = scopes_of(parent, scoping, numbers)
            if found is None:
                return
            scopes.literals += found.literals
            scopes.sites |= found.sites
        for roles in roles_of(scopes, children, functions):
            axioms = _Axioms(roles, scopes.sites).all()
            if axioms and axioms not in offered:
                offered.add(axioms)
                yield axioms


@dataclass(slots=True)
class _Axioms:
    """The choice axioms for the functions that have ``roles``, outer ones first."""

    roles: Roles
    sites: Mapping[Variable, Site]
    found: list[Choice] = field(default_factory=list)
    _witnesses: dict[Variable, Application] = field(default_factory=dict)

    def all(self) -> tuple[Choice, ...]:
        """The axioms; none where the roles do not fit together."""
        for function in sorted(self.roles, key=lambda f: len(self._site(f).scope)):
            role = self.roles[function]
            needed = self._instance(role.chosen, role.arguments)
            arguments = arguments_of(role, self._site(function).scope, needed)
            if arguments is None:
                return ()
            self._add(role.chosen, function, arguments, needed)
        return tuple(self.found)

    def _site(self, function: FunctionSymbol) -> Site:
        return self.sites[self.roles[function].chosen]

    def _instance(self, chosen: Variable, places: Sequence[frozenset[Variable]] = ()) -> Exists:
        """The site's formula with things chosen further out by their Skolem functions.

        It keeps those that are arguments themselves.
        """
        site = self.sites[chosen]
        formula = site.formula
        assert isinstance(formula, Exists), "normal forms are in negation normal form"
        for variable in reversed(site.scope):
            exists = variable in self.sites and not any(variable in place for place in places)
            if exists and variable in formula.free:
                instance = substitute(formula, {variable: self._witness(variable)})
                assert isinstance(instance, Exists)
                formula = instance
        return formula

    def _witness(self, variable: Variable) -> Application:
        """The term for what was chosen; by a function of ours if no function there chooses it."""
        if variable not in self._witnesses:
            needed = self._instance(variable)
            arguments = tuple(v for v in self.sites[variable].scope if v in needed.free)
            sorts = tuple(argument.sort for argument in arguments)
            own = FunctionSymbol(variable.name, sorts, variable.sort)
            self._add(variable, own, arguments, needed)
        return self._witnesses[variable]

    def _add(
        self,
        chosen: Variable,
        function: FunctionSymbol,
        arguments: tuple[Variable, ...],
        needed: Exists,
    ) -> None:
        witness = Application(function, arguments)
        axiom: Formula = Implies(needed, substitute(needed.body, {needed.variable: witness}))
        for variable in reversed(arguments):
            axiom = ForAll(variable, axiom)
        self._witnesses.setdefault(chosen, witness)
        self.found.append(Choice(function, axiom))
