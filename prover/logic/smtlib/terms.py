"""What SMT-LIB terms mean: formulas, and terms that may depend on conditions.

Conditional terms have no counterpart in first-order logic, so they are lifted: a term is a list
of cases, and an atom says of every case that it holds under its condition,
``p(ite(c, a, b))`` is ``(c → p(a)) ∧ (¬c → p(b))``.  ``let`` and defined functions are expanded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from prover.logic.arithmetic import (
    INTEGER,
    REAL,
    numeral,
)
from prover.logic.smtlib.cases import (
    BOOLEAN,
    MAX_CASES,
    Cases,
    Value,
    alike,
    as_cases,
    as_formula,
    fitting,
    limited,
    mapped,
    plain,
    same,
    stated,
)
from prover.logic.smtlib.expressions import Expression, Listed, Written, Wrong
from prover.logic.smtlib.operations import (
    ARITHMETIC,
    COMPARISONS,
    CONNECTIVES,
    arithmetic,
    comparison,
    joined,
)
from prover.logic.syntax import (
    FALSE,
    TRUE,
    And,
    Application,
    Atom,
    Exists,
    ForAll,
    Formula,
    FormulaTooDeep,
    Implies,
    PredicateSymbol,
    Sort,
    Symbol,
    Variable,
)
from prover.logic.walk import complement, conjunction

__all__ = ["Definition", "Scope", "elaborate", "sort_of"]

_MAX_LEVELS = 200
"""Terms within terms, definitions expanded; each costs up to four calls of Python."""

_MAX_EXPANSIONS = 20_000
_NUMERAL = re.compile(r"\d+(?:\.\d+)?")
_MAX_DIGITS = 1000


@dataclass(frozen=True, slots=True)
class Definition:
    """A function that is written out wherever it is used."""

    parameters: tuple[tuple[str, Sort], ...]
    sort: Sort
    body: Expression


@dataclass(slots=True)
class Scope:
    """What names mean at some place of a script."""

    sorts: dict[str, Sort] = field(default_factory=lambda: {"Int": INTEGER, "Real": REAL})
    symbols: dict[str, Symbol] = field(default_factory=dict)
    definitions: dict[str, Definition] = field(default_factory=dict)
    named: dict[str, Value] = field(default_factory=dict)

    def copy(self) -> Scope:
        """The same scope, to be changed."""
        return Scope(dict(self.sorts), dict(self.symbols), dict(self.definitions), dict(self.named))


def sort_of(expression: Expression, scope: Scope) -> Sort:
    """The sort that an expression names."""
    if isinstance(expression, Written):
        if expression.name == "Bool":
            return BOOLEAN
        found = scope.sorts.get(expression.name)
        if found is not None:
            return found
        hint = "declare it with declare-sort; of the theories only Int and Real are read"
        raise Wrong(expression, f"there is no sort '{expression.name}'", hint)
    raise Wrong(expression, "a sort with arguments", "only plain sorts, Int and Real are read")


def elaborate(expression: Expression, scope: Scope) -> Value:
    """The meaning of a term.

    Args:
        expression: the term.
        scope: what has been declared and defined.

    Raises:
        Wrong: it has none, or is not read.
        FormulaTooDeep: it nests too deep.
    """
    return _Elaboration(scope).value(expression, {})


_Names = dict[str, Value]


class _Elaboration:
    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.bound: set[Variable] = set()
        self.expansions = 0
        self.levels = 0
        self._forms: dict[str, Callable[[Listed, _Names], Value]] = {
            "let": self._let,
            "forall": self._quantified,
            "exists": self._quantified,
            "!": self._attributed,
            "ite": self._conditional,
            "distinct": self._distinct,
            "=": self._equal,
        }

    def value(self, expression: Expression, names: _Names) -> Value:
        """The meaning of ``expression``."""
        if self.levels >= _MAX_LEVELS:
            raise FormulaTooDeep(self.levels)
        self.levels += 1
        if isinstance(expression, Written):
            found = self._written(expression, names)
        else:
            found = self._listed(expression, names)
        self.levels -= 1
        return found

    def _listed(self, expression: Listed, names: _Names) -> Value:
        if not expression.items:
            raise Wrong(expression, "an empty bracket", "a term is expected")
        head = expression.items[0]
        if not isinstance(head, Written):
            hint = "(_ …) and (as …) are not read"
            raise Wrong(head, "an indexed or qualified name", hint)
        if head.name not in names and head.name not in self.scope.symbols:
            form = self._forms.get(head.token)
            if form is not None:
                return form(expression, names)
        arguments = [self.value(item, names) for item in expression.items[1:]]
        return self._applied(head, arguments)

    def formula(self, expression: Expression, names: _Names) -> Formula:
        """The meaning of ``expression``, which has to be a formula."""
        return as_formula(expression, self.value(expression, names))

    def _written(self, written: Written, names: _Names) -> Value:
        known = names.get(written.name)
        if known is not None:
            return known
        if written.token in ("true", "false"):
            return TRUE if written.token == "true" else FALSE
        if _NUMERAL.fullmatch(written.token):
            if len(written.token) > _MAX_DIGITS:
                raise Wrong(written, "the number is too long", f"{_MAX_DIGITS} digits are read")
            sort = REAL if "." in written.token else INTEGER
            return plain(numeral(Fraction(written.token), sort))
        return self._applied(written, [])

    # --- binding -----------------------------------------------------------------------

    def _let(self, expression: Listed, names: _Names) -> Value:
        pairs, body = _two(expression)
        inner = dict(names)
        for pair in _items(pairs):
            name, value = _pair(pair)
            inner[name.name] = self.value(value, names)
        return self.value(body, inner)

    def _quantified(self, expression: Listed, names: _Names) -> Value:
        pairs, body = _two(expression)
        inner, variables = dict(names), list[Variable]()
        for pair in _items(pairs):
            name, sort = _pair(pair)
            variable = self._fresh(name, sort_of(sort, self.scope))
            self.bound.add(variable)
            variables.append(variable)
            inner[name.name] = plain(variable)
        found = self.formula(body, inner)
        maker = ForAll if expression.head == "forall" else Exists
        for variable in reversed(variables):
            found = maker(variable, found)
            self.bound.discard(variable)
        return found

    def _fresh(self, name: Written, sort: Sort) -> Variable:
        """A variable that no other is mistaken for: let and definitions move terms around."""
        if sort is BOOLEAN:
            raise Wrong(name, "a variable of sort Bool", "write both cases out")
        variable, number = Variable(name.name, sort), 1
        while variable in self.bound:
            number += 1
            variable = Variable(f"{name.name}_{number}", sort)
        return variable

    def _attributed(self, expression: Listed, names: _Names) -> Value:
        if len(expression.items) < 2:
            raise Wrong(expression, "! needs a term", "as in (! (p x) :named name)")
        return self.value(expression.items[1], names)

    # --- the core theory ---------------------------------------------------------------

    def _conditional(self, expression: Listed, names: _Names) -> Value:
        if len(expression.items) != 4:
            raise Wrong(expression, "ite has three arguments", "(ite condition then else)")
        condition = self.formula(expression.items[1], names)
        then, otherwise = (self.value(item, names) for item in expression.items[2:])
        if isinstance(then, Cases) and isinstance(otherwise, Cases):
            then, otherwise = alike(expression, [then, otherwise])
            return limited(
                expression,
                [((condition, *guards), term) for guards, term in then.cases]
                + [((complement(condition), *g), term) for g, term in otherwise.cases],
            )
        one, other = as_formula(expression, then), as_formula(expression, otherwise)
        return And((Implies(condition, one), Implies(complement(condition), other)))

    def _equal(self, expression: Listed, names: _Names) -> Value:
        values = [self.value(item, names) for item in expression.items[1:]]
        pairs = pairwise(values)
        return joined(expression, [same(expression, left, right) for left, right in pairs])

    def _distinct(self, expression: Listed, names: _Names) -> Value:
        values = [self.value(item, names) for item in expression.items[1:]]
        if len(values) > MAX_CASES:
            raise Wrong(expression, f"{len(values)} things", f"at most {MAX_CASES} are read")
        return joined(
            expression,
            [
                complement(same(expression, left, right))
                for number, left in enumerate(values)
                for right in values[number + 1 :]
            ],
        )

    # --- application -------------------------------------------------------------------

    def _applied(self, head: Written, arguments: Sequence[Value]) -> Value:
        scope, name = self.scope, head.name
        if name in scope.named and not arguments:
            return scope.named[name]
        if name in scope.definitions:
            return self._expanded(head, scope.definitions[name], arguments)
        if name in scope.symbols:
            return _declared(head, scope.symbols[name], arguments)
        if head.token in CONNECTIVES:
            parts = [as_formula(head, argument) for argument in arguments]
            return CONNECTIVES[head.token](head, parts)
        terms = [as_cases(head, argument) for argument in arguments]
        if head.token in COMPARISONS and len(terms) > 1:
            terms = alike(head, terms)
            sign = COMPARISONS[head.token]
            pairs = pairwise(terms)
            return conjunction(comparison(head, sign, pair) for pair in pairs)
        if head.token in ARITHMETIC and terms:
            return arithmetic(head, terms)
        hint = "declare it with declare-fun" if not name[0].isdigit() else "check the number"
        raise Wrong(head, f"'{name}' is not known", hint)

    def _expanded(self, head: Written, known: Definition, arguments: Sequence[Value]) -> Value:
        self.expansions += 1
        if self.expansions > _MAX_EXPANSIONS:
            raise Wrong(head, "definitions unfold without end", "declare them, with axioms")
        if len(arguments) != len(known.parameters):
            raise Wrong(head, f"'{head.name}' has {len(known.parameters)} arguments")
        names = {
            name: fitting(head, argument, sort)
            for (name, sort), argument in zip(known.parameters, arguments, strict=True)
        }
        return fitting(head, self.value(known.body, names), known.sort)


def _declared(head: Written, symbol: Symbol, arguments: Sequence[Value]) -> Value:
    if len(arguments) != symbol.arity:
        count = f"{symbol.arity} argument{'' if symbol.arity == 1 else 's'}"
        raise Wrong(
            head, f"'{head.name}' has {len(arguments)} here", f"it is declared with {count}"
        )
    terms = [
        as_cases(head, fitting(head, argument, sort))
        for argument, sort in zip(arguments, symbol.argument_sorts, strict=True)
    ]
    if isinstance(symbol, PredicateSymbol):
        return stated(head, terms, lambda row: Atom(symbol, row))
    return mapped(head, terms, lambda row: Application(symbol, row))


# --- the shape of expressions ------------------------------------------------------------


def _items(expression: Expression) -> tuple[Expression, ...]:
    if isinstance(expression, Listed) and expression.items:
        return expression.items
    raise Wrong(expression, "a list of names is expected", "as in ((x Int) (y Int))")


def _two(expression: Listed) -> tuple[Expression, Expression]:
    if len(expression.items) != 3:
        raise Wrong(expression, f"'{expression.head}' has two arguments: names, and a term")
    return expression.items[1], expression.items[2]


def _pair(expression: Expression) -> tuple[Written, Expression]:
    if isinstance(expression, Listed) and len(expression.items) == 2:
        name, value = expression.items
        if isinstance(name, Written):
            return name, value
    raise Wrong(expression, "a name with something is expected", "as in (x Int)")
