"""From the parse to terms and formulas: names get their meaning, variables their sorts.

Each tree is walked twice.  The first walk tells variables from symbols, counts arguments and
collects what is known of the sorts of variables; the second builds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NoReturn

from prover.logic.syntax import (
    FALSE,
    MAX_DEPTH,
    TRUE,
    And,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Iff,
    Implies,
    Not,
    Or,
    PredicateSymbol,
    Sort,
    Symbol,
    Term,
    Variable,
    Xor,
)
from prover.theory.counting import Counting
from prover.theory.operators import is_variable_like
from prover.theory.reader.errors import TheorySyntaxError, did_you_mean
from prover.theory.reader.tokens import Kind, Token
from prover.theory.reader.tree import Raw, Shape

__all__ = ["Elaborator", "FreeNames", "Vocabulary"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What has been declared so far.

    Attributes:
        sorts: by name.
        symbols: by name.
        counting: zero and successor, if numerals can be read.
        later: in which lines names are declared further down.
    """

    sorts: Mapping[str, Sort]
    symbols: Mapping[str, Symbol]
    counting: Counting | None
    later: Mapping[str, int]


class FreeNames(Enum):
    """Which undeclared names are variables where no quantifier binds them."""

    LIKE_VARIABLES = "those that look so"
    ALL = "all, as on the left side of an equation"
    NONE = "none but those seen before, as on its right side"


class _Kind:
    """The sort of something, as far as it is known; kinds that must be equal are joined."""

    __slots__ = ("_same", "_sort", "token")

    def __init__(self, token: Token, sort: Sort | None = None) -> None:
        self.token = token
        self._sort = sort
        self._same: _Kind | None = None

    @property
    def root(self) -> _Kind:
        """The one that stands for all kinds it was joined with."""
        kind = self
        while kind._same is not None:
            kind = kind._same
        return kind

    @property
    def sort(self) -> Sort | None:
        return self.root._sort

    def join(self, other: _Kind) -> bool:
        """Make the two equal; False if they cannot be."""
        one, two = self.root, other.root
        if one._sort is not None and two._sort is not None:
            return one._sort is two._sort
        if one is not two:
            if one._sort is None:
                one, two = two, one
            two._same = one
        return True


_Scope = Mapping[str, _Kind]

_SIDES: Mapping[Shape, type[Xor | Implies | Iff]] = {
    Shape.XOR: Xor,
    Shape.IMPLIES: Implies,
    Shape.IFF: Iff,
}
_EQUALITIES = (Shape.EQUAL, Shape.UNEQUAL)
_TERMS = (Shape.SYMBOL, Shape.VARIABLE)


class Elaborator:
    """Gives meaning to trees that share their free variables.

    Args:
        text: the whole file, for errors.
        vocabulary: what names mean.
    """

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self._text = text
        self._words = vocabulary
        self._free: dict[str, _Kind] = {}
        self._variables: dict[Raw, _Kind] = {}
        self._bound: dict[Raw, list[tuple[str, _Kind]]] = {}
        self._mode = FreeNames.LIKE_VARIABLES

    def look_at_formula(self, raw: Raw, free: FreeNames) -> None:
        """First walk over a formula."""
        self._mode = free
        self._formula_kinds(raw, {})

    def look_at_term(self, raw: Raw, free: FreeNames, sort: Sort) -> None:
        """First walk over a term, which has to have ``sort``."""
        self._mode = free
        self._expect(raw, self._kind(raw, {}), _Kind(raw.token, sort))

    def term(self, raw: Raw) -> Term:
        """Second walk over a term."""
        if raw in self._variables:
            return self._variable(raw.token.text, self._variables[raw])
        symbol = self._words.symbols.get(raw.token.text)
        if symbol is None:
            return self._numeral(raw.token)
        assert isinstance(symbol, FunctionSymbol)
        return Application(symbol, tuple(self.term(part) for part in raw.parts))

    def formula(self, raw: Raw) -> Formula:
        """Second walk over a formula."""
        match raw.shape:
            case Shape.SYMBOL:
                symbol = self._words.symbols[raw.token.text]
                assert isinstance(symbol, PredicateSymbol)
                return Atom(symbol, tuple(self.term(part) for part in raw.parts))
            case Shape.TRUTH:
                return TRUE if raw.token.text in ("⊤", "true") else FALSE
            case Shape.EQUAL | Shape.UNEQUAL:
                left, right = (self.term(part) for part in raw.parts)
                equality = Equality(left, right)
                return equality if raw.shape is Shape.EQUAL else Not(equality)
            case Shape.NOT:
                return Not(self.formula(raw.parts[0]))
            case Shape.AND | Shape.OR:
                parts = tuple(self.formula(part) for part in raw.parts)
                return And(parts) if raw.shape is Shape.AND else Or(parts)
            case Shape.FORALL | Shape.EXISTS:
                return self._quantified(raw)
            case _:
                one, other = (self.formula(part) for part in raw.parts)
                return _SIDES[raw.shape](one, other)

    def _formula_kinds(self, raw: Raw, scope: _Scope) -> None:
        if raw.shape is Shape.SYMBOL:
            symbol = self._words.symbols.get(raw.token.text)
            if not isinstance(symbol, PredicateSymbol):
                self._no_predicate(raw, scope)
            self._argument_kinds(raw, symbol, scope)
        elif raw.shape in _EQUALITIES:
            one, other = raw.parts
            kind = self._kind(one, scope)
            self._expect(other, self._kind(other, scope), kind)
        elif raw.shape is Shape.VARIABLE:
            hint = "write an equation or a predicate"
            self._fail(raw.token, f"the variable {raw.token.text} is no formula", hint)
        elif raw.binders:
            self._formula_kinds(raw.parts[0], self._inner(raw, scope))
        else:
            for part in raw.parts:
                self._formula_kinds(part, scope)

    def _inner(self, raw: Raw, scope: _Scope) -> _Scope:
        bound = []
        for binder in raw.binders:
            sort = self._sort(binder.sort) if binder.sort else None
            bound.append((binder.name.text, _Kind(binder.name, sort)))
        self._bound[raw] = bound
        return {**scope, **dict(bound)}

    def _sort(self, token: Token) -> Sort:
        sort = self._words.sorts.get(token.text)
        if sort is None:
            hint = did_you_mean(token.text, self._words.sorts, f"declare it: sort {token.text}")
            self._fail(token, f"unknown sort {token.text}", hint, "unknown-name")
        return sort

    def _kind(self, raw: Raw, scope: _Scope) -> _Kind:
        """First walk over a term."""
        if raw.shape not in _TERMS:
            hint = "put brackets around the formula, or write ↔ between formulas"
            self._fail(raw.token, f"'{raw.token.text}' makes a formula, not a term", hint)
        name = raw.token.text
        symbol = self._words.symbols.get(name)
        unquoted = raw.token.kind is not Kind.QUOTED
        if raw.shape is Shape.VARIABLE or (unquoted and self._is_bound(raw, symbol, scope)):
            return self._variable_kind(raw, scope)
        if isinstance(symbol, FunctionSymbol):
            self._argument_kinds(raw, symbol, scope)
            return _Kind(raw.token, symbol.sort)
        if symbol is not None:
            hint = f"its arguments are terms; {name} makes a formula"
            self._fail(raw.token, f"the predicate {name} stands where a term belongs", hint)
        if not raw.parts and unquoted and not name.isdigit():
            return self._variable_kind(raw, scope)
        if raw.parts or not name.isdigit() or not self._words.counting:
            self._unknown(raw, scope)
        return _Kind(raw.token, self._words.counting[0].sort)

    def _is_bound(self, raw: Raw, symbol: Symbol | None, scope: _Scope) -> bool:
        """Whether a bare name is a bound variable; one bound in backquotes hides no symbol."""
        bound = scope.get(raw.token.text)
        if bound is None or raw.parts:
            return False
        return symbol is None or bound.token.kind is not Kind.VARIABLE

    def _variable_kind(self, raw: Raw, scope: _Scope) -> _Kind:
        name = raw.token.text
        kind = scope.get(name) or self._free.get(name)
        if kind is None:
            likely = raw.shape is Shape.VARIABLE or is_variable_like(name)
            if self._mode is FreeNames.NONE and likely:
                hint = "the left side introduces the variables"
                self._fail(raw.token, f"{name} is not on the left side", hint, "unknown-name")
            if self._mode is not FreeNames.ALL and (not likely or name in self._words.later):
                self._unknown(raw, scope)
            kind = self._free[name] = _Kind(raw.token)
        self._variables[raw] = kind
        return kind

    def _argument_kinds(self, raw: Raw, symbol: Symbol, scope: _Scope) -> None:
        if len(raw.parts) != symbol.arity:
            sorts = " × ".join(sort.name for sort in symbol.argument_sorts)
            hint = f"{symbol.name} : {sorts}" if sorts else f"{symbol.name} is a constant"
            wanted = f"{symbol.arity} argument{'' if symbol.arity == 1 else 's'}"
            message = f"{symbol.name} takes {wanted}, not {len(raw.parts)}"
            self._fail(raw.token, message, hint, "ill-sorted")
        for part, sort in zip(raw.parts, symbol.argument_sorts, strict=True):
            self._expect(part, self._kind(part, scope), _Kind(part.token, sort))

    def _expect(self, raw: Raw, kind: _Kind, wanted: _Kind) -> None:
        if not kind.join(wanted):
            assert kind.sort is not None
            assert wanted.sort is not None
            message = f"{raw.token.text} is a {kind.sort.name}, not a {wanted.sort.name}"
            hint = f"something of sort {wanted.sort.name} belongs here"
            self._fail(raw.token, message, hint, "ill-sorted")

    def _variable(self, name: str, kind: _Kind) -> Variable:
        sort = kind.sort
        if sort is None and len(self._words.sorts) == 1:
            (sort,) = self._words.sorts.values()
        if sort is None:
            hint = f"write it with a quantifier: ∀{name}:{next(iter(self._words.sorts), 'Sort')}"
            self._fail(kind.token, f"the sort of {name} cannot be seen", hint, "ill-sorted")
        return Variable(name, sort)

    def _quantified(self, raw: Raw) -> Formula:
        formula = self.formula(raw.parts[0])
        for name, kind in reversed(self._bound[raw]):
            variable = self._variable(name, kind)
            universal = raw.shape is Shape.FORALL
            formula = ForAll(variable, formula) if universal else Exists(variable, formula)
        return formula

    def _numeral(self, token: Token) -> Term:
        assert self._words.counting is not None
        zero, successor = self._words.counting
        if len(token.text) > 3 or int(token.text) >= MAX_DEPTH:
            hint = f"numerals below {MAX_DEPTH} are read"
            self._fail(token, f"the numeral {token.text[:20]} is too large", hint)
        term = Application(zero, ())
        for _ in range(int(token.text)):
            term = Application(successor, (term,))
        return term

    def _no_predicate(self, raw: Raw, scope: _Scope) -> NoReturn:
        name = raw.token.text
        symbol = self._words.symbols.get(name)
        if isinstance(symbol, FunctionSymbol):
            message = f"{name} makes a {symbol.sort.name}, not a formula"
            self._fail(raw.token, message, "write an equation, or use a predicate", "ill-sorted")
        if name in scope or name in self._free:
            hint = "write an equation or a predicate"
            self._fail(raw.token, f"the variable {name} is no formula", hint)
        self._unknown(raw, scope)

    def _unknown(self, raw: Raw, scope: _Scope) -> NoReturn:
        name = raw.token.text
        if name in self._words.later:
            hint = "move the declaration up"
            message = f"{name} is declared only in line {self._words.later[name]}"
            self._fail(raw.token, message, hint, "unknown-name")
        if name.isdigit():
            hint = "numerals need a datatype with the constructors 0 and S, say"
            self._fail(raw.token, f"unknown numeral {name}", hint, "unknown-name")
        otherwise = f"declare it, as in: function {name} : …"
        if not raw.parts and self._mode is FreeNames.LIKE_VARIABLES:
            otherwise += f"; as a variable bind it: ∀{name}"
        hint = did_you_mean(name, (*self._words.symbols, *scope, *self._free), otherwise)
        self._fail(raw.token, f"unknown name {name}", hint, "unknown-name")

    def _fail(self, token: Token, message: str, hint: str, code: str = "theory-syntax") -> NoReturn:
        raise TheorySyntaxError(self._text, token.start, message, hint, code=code)
