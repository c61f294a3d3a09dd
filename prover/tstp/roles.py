"""What each Skolem function of another prover stands for.

A prover that turns ``∀x ∃y p(x, y)`` into ``∀x p(x, sk(x))`` does not say that ``sk`` stands for
``y``, nor in which order it takes its arguments, and it may have moved quantifiers, renamed
variables and multiplied out on the way.  So the literals of the conclusion that speak of new
functions are matched with literals of the parents: ``p(X, sk(X))`` is ``p(x, y)`` with X for x and
``sk(X)`` for y.  From all of them together it follows what each function stands for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    Formula,
    FunctionSymbol,
    Term,
    Variable,
)
from prover.logic.walk import symbols
from prover.tstp.scoping import Literal, Scopes, literals, orders, terms_of

__all__ = ["Role", "Roles", "arguments_of", "roles_of"]

_MATCHES = 20_000
"""Pairs of literals that are compared for one inference."""


@dataclass(frozen=True, slots=True)
class Role:
    """``chosen`` is what a function chooses; ``arguments`` has, for each place, the variables of
    the scope that may stand there."""

    chosen: Variable
    arguments: tuple[frozenset[Variable], ...]


Roles = Mapping[FunctionSymbol, Role]
_Bindings = dict[Variable, Term]


def roles_of(
    scopes: Scopes, children: Sequence[Formula], functions: frozenset[FunctionSymbol]
) -> Iterator[Roles]:
    """The roles that the ``functions`` of ``children`` may have in ``scopes``, likely first."""
    return _Search(scopes, children, functions).solutions()


@dataclass(slots=True)
class _Search:
    """Assigns roles to functions so that every literal with one of them fits somewhere."""

    scopes: Scopes
    children: Sequence[Formula]
    functions: frozenset[FunctionSymbol]
    _matches: Iterator[int] = field(default_factory=lambda: iter(range(_MATCHES)))

    def solutions(self) -> Iterator[Roles]:
        """All assignments, as long as there is patience."""
        wanted = dict.fromkeys(
            literal
            for child in self.children
            for literal in literals(child)
            if not self.functions.isdisjoint(symbols(literal[1]))
        )
        options = [(literal, self._candidates(literal)) for literal in wanted]
        options.sort(key=lambda option: len(option[1]))
        stack: list[Iterator[Roles]] = [iter(({},))]
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
        self, literal: Literal, candidates: list[Literal], roles: Roles
    ) -> Iterator[Roles]:
        """``roles``, extended so that ``literal`` is one of ``candidates``."""
        seen: list[Roles] = []
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
        for order in orders(pattern):
            bindings: _Bindings = {}
            pairs = zip(order, terms_of(atom), strict=True)
            if all(self._match(p, t, bindings) for p, t in pairs):
                yield bindings

    def _match(self, pattern: Term, term: Term, bindings: _Bindings) -> bool:
        if isinstance(pattern, Variable):
            if bindings.setdefault(pattern, term) is not term:
                return False
            if pattern in self.scopes.sites:  # if a variable, it was left for another step
                return isinstance(term, Variable) or term.function in self.functions
            return self.functions.isdisjoint(symbols(term))
        return (
            isinstance(term, Application)
            and term.function is pattern.function
            and all(
                map(
                    self._match, pattern.arguments, term.arguments, [bindings] * len(term.arguments)
                )
            )
        )

    def _extended(self, roles: Roles, bindings: _Bindings) -> Roles | None:
        """``roles`` with what ``bindings`` say of functions, unless they disagree."""
        extended = dict(roles)
        for variable, term in bindings.items():
            if variable not in self.scopes.sites or isinstance(term, Variable):
                continue
            known = extended.get(term.function)
            if known is None:
                if any(role.chosen is variable for role in extended.values()):
                    return None
            elif known.chosen is not variable:
                return None
            scope = self.scopes.sites[variable].scope
            places = tuple(
                frozenset(v for v in scope if self._fits(v, argument, bindings))
                for argument in term.arguments
            )
            if known is not None:
                places = tuple(a & b for a, b in zip(known.arguments, places, strict=True))
            extended[term.function] = Role(variable, places)
        return extended

    def _fits(self, variable: Variable, argument: Term, bindings: _Bindings) -> bool:
        """Whether ``argument`` may be what stands for ``variable``."""
        if variable in bindings:
            return bindings[variable] is argument
        return isinstance(argument, Variable) and variable not in self.scopes.sites


def arguments_of(
    role: Role, scope: Sequence[Variable], needed: Formula
) -> tuple[Variable, ...] | None:
    """A variable for each place, so that all that ``needed`` speaks of is there."""
    places: dict[int, Variable] = {}

    def place(variable: Variable, tried: set[int]) -> bool:
        """Find a place for ``variable``, moving others if need be (Kuhn's matching)."""
        possible = [at for at, fits in enumerate(role.arguments) if variable in fits]
        for at in sorted(possible, key=lambda at: at in places):
            if at not in tried:
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
