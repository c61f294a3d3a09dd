"""Which Skolem function of another prover chooses what: choice axioms, reconstructed.

A prover that turns ``∀x ∃y p(x, y)`` into ``∀x p(x, sk(x))`` does not say that ``sk`` stands for
``y``, nor in which order it takes its arguments, and it may have moved quantifiers, renamed
variables and multiplied out on the way.  So the literals of the conclusion that speak of new
functions are matched with literals of the parents: ``p(X, sk(X))`` is ``p(x, y)`` with X for x and
``sk(X)`` for y.  From all of them together it follows what each function chooses.  Nothing found
here is trusted: the axioms are checked by their form, and the conclusion has to follow from
parents and axioms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Implies,
    Term,
    Variable,
)
from prover.logic.walk import substitute, symbols
from prover.tstp.scoping import Literal, Scopes, Scoping, Site, literals, scopes_of

__all__ = ["Choice", "choices"]

_MATCHES = 20_000
"""Pairs of literals that are compared for one inference."""


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
        for roles in _Search(scopes, children, functions).solutions():
            axioms = _Axioms(roles, scopes.sites).all()
            if axioms and axioms not in offered:
                offered.add(axioms)
                yield axioms


# --- matching ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Role:
    """``chosen`` is what a function chooses; ``arguments`` has, for each place, the variables of
    the scope that may stand there."""

    chosen: Variable
    arguments: tuple[frozenset[Variable], ...]


_Roles = Mapping[FunctionSymbol, _Role]
_Bindings = dict[Variable, Term]


@dataclass(slots=True)
class _Search:
    """Assigns roles to functions so that every literal with one of them fits somewhere."""

    scopes: Scopes
    children: Sequence[Formula]
    functions: frozenset[FunctionSymbol]
    _matches: Iterator[int] = field(default_factory=lambda: iter(range(_MATCHES)))

    def solutions(self) -> Iterator[_Roles]:
        """All assignments, as long as there is patience."""
        wanted = dict.fromkeys(
            literal
            for child in self.children
            for literal in literals(child)
            if not self.functions.isdisjoint(symbols(literal[1]))
        )
        options = [(literal, self._candidates(literal)) for literal in wanted]
        options.sort(key=lambda option: len(option[1]))
        stack: list[Iterator[_Roles]] = [iter(({},))]
        while stack:
            roles = next(stack[-1], None)
            if roles is None:
                stack.pop()
            elif len(stack) > len(options):
                yield roles
            else:
                literal, candidates = options[len(stack) - 1]
                stack.append(self._extensions(literal, candidates, roles))

    def _candidates(self, literal: Literal) -> list[Literal]:
        sign, atom = literal
        kind = atom.predicate if isinstance(atom, Atom) else None
        return [
            (positive, other)
            for positive, other in self.scopes.literals
            if positive == sign and (other.predicate if isinstance(other, Atom) else None) is kind
        ]

    def _extensions(
        self, literal: Literal, candidates: list[Literal], roles: _Roles
    ) -> Iterator[_Roles]:
        """``roles``, extended so that ``literal`` is one of ``candidates``."""
        seen: list[_Roles] = []
        for _, pattern in candidates:
            if next(self._matches, None) is None:
                return
            for bindings in self._matchings(pattern, literal[1]):
                extended = self._extended(roles, bindings)
                if extended is not None and extended not in seen:
                    seen.append(extended)
                    yield extended

    def _matchings(self, pattern: Atom | Equality, atom: Atom | Equality) -> Iterator[_Bindings]:
        """The ways to make ``pattern`` into ``atom``; an equation may be turned round."""
        orders = [pattern.children]
        if isinstance(pattern, Equality):
            orders.append((pattern.right, pattern.left))
        for order in orders:
            bindings: _Bindings = {}
            pairs = zip(order, atom.children, strict=True)
            if all(self._match(p, t, bindings) for p, t in pairs):  # type: ignore[arg-type]
                yield bindings

    def _match(self, pattern: Term, term: Term, bindings: _Bindings) -> bool:
        if isinstance(pattern, Variable):
            if bindings.setdefault(pattern, term) is not term:
                return False
            exists = pattern in self.scopes.sites
            return exists == (isinstance(term, Application) and term.function in self.functions)
        return (
            isinstance(term, Application)
            and term.function is pattern.function
            and all(
                map(
                    self._match, pattern.arguments, term.arguments, [bindings] * len(term.arguments)
                )
            )
        )

    def _extended(self, roles: _Roles, bindings: _Bindings) -> _Roles | None:
        """``roles`` with what ``bindings`` say of functions, unless they disagree."""
        extended = dict(roles)
        for variable, term in bindings.items():
            if variable not in self.scopes.sites:
                continue
            assert isinstance(term, Application)
            known = extended.get(term.function)
            if known is not None and known.chosen is not variable:
                return None
            scope = self.scopes.sites[variable].scope
            places = tuple(
                frozenset(v for v in scope if self._fits(v, argument, bindings))
                for argument in term.arguments
            )
            if known is not None:
                places = tuple(a & b for a, b in zip(known.arguments, places, strict=True))
            extended[term.function] = _Role(variable, places)
        return extended

    def _fits(self, variable: Variable, argument: Term, bindings: _Bindings) -> bool:
        """Whether ``argument`` may be what stands for ``variable``."""
        if variable in bindings:
            return bindings[variable] is argument
        return isinstance(argument, Variable) and variable not in self.scopes.sites


# --- axioms ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Axioms:
    """The choice axioms for the functions that have ``roles``, outer ones first."""

    roles: _Roles
    sites: Mapping[Variable, Site]
    found: list[Choice] = field(default_factory=list)
    _witnesses: dict[Variable, Application] = field(default_factory=dict)

    def all(self) -> tuple[Choice, ...]:
        """The axioms; none where the roles do not fit together."""
        for function in sorted(self.roles, key=lambda f: len(self._site(f).scope)):
            role = self.roles[function]
            needed = self._instance(role.chosen, role.arguments)
            arguments = _arguments(role, self._site(function).scope, needed)
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


def _arguments(
    role: _Role, scope: Sequence[Variable], needed: Formula
) -> tuple[Variable, ...] | None:
    """A variable for each place, so that all that ``needed`` speaks of is there."""
    places: dict[int, Variable] = {}

    def place(variable: Variable, tried: set[int]) -> bool:
        """Find a place for ``variable``, moving others if need be (Kuhn's matching)."""
        for at, possible in enumerate(role.arguments):
            if variable in possible and at not in tried:
                tried.add(at)
                if at not in places or place(places[at], tried):
                    places[at] = variable
                    return True
        return False

    if not all(place(v, set()) for v in scope if v in needed.free):
        return None
    used = set(places.values())
    for at, possible in enumerate(role.arguments):
        if at not in places:
            spare = [v for v in scope if v in possible and v not in used]
            dummy = Variable(f"{role.chosen.name}·{at}", role.chosen.sort)
            places[at] = spare[0] if spare else dummy
            used.add(places[at])
    return tuple(places[at] for at in range(len(role.arguments)))
