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
from itertools import pairwise, product

from prover.logic.arithmetic import (
    INTEGER,
    REAL,
    arithmetic_function,
    arithmetic_predicate,
    is_numeral,
    numeral,
)
from prover.logic.smtlib.expressions import Expression, Listed, Written, Wrong
from prover.logic.syntax import (
    FALSE,
    TRUE,
    And,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FormulaTooDeep,
    FunctionSymbol,
    Iff,
    Implies,
    Not,
    PredicateSymbol,
    Sort,
    Symbol,
    Term,
    Variable,
    Xor,
)
from prover.logic.walk import complement, conjunction, disjunction

__all__ = ["BOOLEAN", "Cases", "Definition", "Scope", "Value", "elaborate", "sort_of"]

BOOLEAN = Sort("Bool")
"""Stands for the sort of formulas while a script is read."""

_MAX_LEVELS = 200
"""Terms within terms, definitions expanded; each costs up to four calls of Python."""

_MAX_CASES = 500
_MAX_EXPANSIONS = 20_000
_NUMERAL = re.compile(r"\d+(?:\.\d+)?")
_MAX_DIGITS = 1000


@dataclass(frozen=True, slots=True)
class Cases:
    """A term that depends on conditions: which term it is when."""

    cases: tuple[tuple[tuple[Formula, ...], Term], ...]

    @property
    def sort(self) -> Sort:
        """The sort of every case."""
        return self.cases[0][1].sort


Value = Formula | Cases


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
        return _formula(expression, self.value(expression, names))

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
            return _plain(numeral(Fraction(written.token), sort))
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
            inner[name.name] = _plain(variable)
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
            then, otherwise = _alike(expression, [then, otherwise])
            return _limited(
                expression,
                [((condition, *guards), term) for guards, term in then.cases]
                + [((complement(condition), *g), term) for g, term in otherwise.cases],
            )
        one, other = _formula(expression, then), _formula(expression, otherwise)
        return And((Implies(condition, one), Implies(complement(condition), other)))

    def _equal(self, expression: Listed, names: _Names) -> Value:
        values = [self.value(item, names) for item in expression.items[1:]]
        pairs = pairwise(values)
        return _joined(expression, [_same(expression, left, right) for left, right in pairs])

    def _distinct(self, expression: Listed, names: _Names) -> Value:
        values = [self.value(item, names) for item in expression.items[1:]]
        if len(values) > _MAX_CASES:
            raise Wrong(expression, f"{len(values)} things", f"at most {_MAX_CASES} are read")
        return _joined(
            expression,
            [
                complement(_same(expression, left, right))
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
        if head.token in _CONNECTIVES:
            parts = [_formula(head, argument) for argument in arguments]
            return _CONNECTIVES[head.token](head, parts)
        terms = [_cases(head, argument) for argument in arguments]
        if head.token in _COMPARISONS and len(terms) > 1:
            terms = _alike(head, terms)
            sign = _COMPARISONS[head.token]
            pairs = pairwise(terms)
            return conjunction(_atom(head, sign, pair) for pair in pairs)
        if head.token in _ARITHMETIC and terms:
            return _arithmetic(head, terms)
        hint = "declare it with declare-fun" if not name[0].isdigit() else "check the number"
        raise Wrong(head, f"'{name}' is not known", hint)

    def _expanded(self, head: Written, known: Definition, arguments: Sequence[Value]) -> Value:
        self.expansions += 1
        if self.expansions > _MAX_EXPANSIONS:
            raise Wrong(head, "definitions unfold without end", "declare them, with axioms")
        if len(arguments) != len(known.parameters):
            raise Wrong(head, f"'{head.name}' has {len(known.parameters)} arguments")
        names = {
            name: _fitting(head, argument, sort)
            for (name, sort), argument in zip(known.parameters, arguments, strict=True)
        }
        return _fitting(head, self.value(known.body, names), known.sort)


# --- values ------------------------------------------------------------------------------


def _plain(term: Term) -> Cases:
    return Cases((((), term),))


def _formula(at: Expression, value: Value) -> Formula:
    if isinstance(value, Cases):
        raise Wrong(at, "a formula is expected here", f"this is of sort {value.sort.name}")
    return value


def _cases(at: Expression, value: Value) -> Cases:
    if isinstance(value, Cases):
        return value
    raise Wrong(at, "a formula as an argument", "Bool is read where formulas stand only")


def _limited(at: Expression, cases: Sequence[tuple[tuple[Formula, ...], Term]]) -> Cases:
    if len(cases) > _MAX_CASES:
        raise Wrong(at, "too many cases of ite", f"at most {_MAX_CASES} are read in one term")
    return Cases(tuple(cases))


_Row = tuple[tuple[Formula, ...], tuple[Term, ...]]


def _rows(at: Expression, arguments: Sequence[Cases]) -> list[_Row]:
    """Every combination of the arguments' cases, with its conditions."""
    count = 1
    for argument in arguments:
        count *= len(argument.cases)
    if count > _MAX_CASES:
        raise Wrong(at, "too many cases of ite", f"at most {_MAX_CASES} are read in one term")
    rows = []
    for row in product(*(argument.cases for argument in arguments)):
        guards = tuple(dict.fromkeys(guard for guards, _ in row for guard in guards))
        rows.append((guards, tuple(term for _, term in row)))
    return rows


def _mapped(
    at: Expression, arguments: Sequence[Cases], make: Callable[[tuple[Term, ...]], Term]
) -> Cases:
    """``make`` of the arguments, in every combination of their cases."""
    return Cases(tuple((guards, make(row)) for guards, row in _rows(at, arguments)))


def _stated(
    at: Expression, arguments: Sequence[Cases], make: Callable[[tuple[Term, ...]], Formula]
) -> Formula:
    """What ``make`` says of the arguments, under the conditions of their cases."""
    return conjunction(
        Implies(conjunction(guards), make(row)) if guards else make(row)
        for guards, row in _rows(at, arguments)
    )


def _same(at: Expression, left: Value, right: Value) -> Formula:
    if isinstance(left, Cases) and isinstance(right, Cases):
        one, other = _alike(at, [left, right])
        return _stated(at, [one, other], lambda terms: Equality(terms[0], terms[1]))
    return Iff(_formula(at, left), _formula(at, right))


def _alike(at: Expression, values: Sequence[Cases]) -> list[Cases]:
    """The values at one sort, integers as reals where they stand beside reals."""
    sorts = {value.sort for value in values}
    if sorts == {INTEGER, REAL}:
        return [_as_real(value) for value in values]
    if len(sorts) > 1:
        names = " and ".join(sorted(sort.name for sort in sorts))
        raise Wrong(at, f"sorts {names} in one place", "both sides must have one sort")
    return list(values)


def _as_real(value: Cases) -> Cases:
    if value.sort is REAL:
        return value
    return Cases(tuple((guards, _real(term)) for guards, term in value.cases))


def _real(term: Term) -> Term:
    if isinstance(term, Application) and is_numeral(term.function):
        return numeral(int(term.function.name), REAL)
    function = arithmetic_function("$to_real", (INTEGER,))
    assert function is not None
    return Application(function, (term,))


def _fitting(at: Expression, value: Value, sort: Sort) -> Value:
    """The value at the sort that is asked for."""
    if sort is BOOLEAN:
        return _formula(at, value)
    cases = _cases(at, value)
    if sort is REAL and cases.sort is INTEGER:
        return _as_real(cases)
    if cases.sort is not sort:
        raise Wrong(at, f"sort {cases.sort.name} where {sort.name} is expected")
    return cases


def _declared(head: Written, symbol: Symbol, arguments: Sequence[Value]) -> Value:
    if len(arguments) != symbol.arity:
        count = f"{symbol.arity} argument{'' if symbol.arity == 1 else 's'}"
        raise Wrong(
            head, f"'{head.name}' has {len(arguments)} here", f"it is declared with {count}"
        )
    terms = [
        _cases(head, _fitting(head, argument, sort))
        for argument, sort in zip(arguments, symbol.argument_sorts, strict=True)
    ]
    if isinstance(symbol, PredicateSymbol):
        return _stated(head, terms, lambda row: Atom(symbol, row))
    return _mapped(head, terms, lambda row: Application(symbol, row))


# --- connectives and arithmetic ----------------------------------------------------------


def _joined(at: Expression, parts: Sequence[Formula]) -> Formula:
    if not parts:
        raise Wrong(at, "two arguments are expected")
    return conjunction(parts)


def _negation(at: Expression, parts: list[Formula]) -> Formula:
    if len(parts) != 1:
        raise Wrong(at, "not has one argument")
    return Not(parts[0])


def _chain(make: Callable[[Formula, Formula], Formula], *, to_the_right: bool) -> _Connective:
    def joined(at: Expression, parts: list[Formula]) -> Formula:
        if len(parts) < 2:
            raise Wrong(at, "two arguments are expected")
        if not to_the_right:
            found = parts[0]
            for part in parts[1:]:
                found = make(found, part)
            return found
        found = parts[-1]
        for part in reversed(parts[:-1]):
            found = make(part, found)
        return found

    return joined


_Connective = Callable[[Expression, list[Formula]], Formula]
_CONNECTIVES: dict[str, _Connective] = {
    "not": _negation,
    "and": lambda _, parts: conjunction(parts),
    "or": lambda _, parts: disjunction(parts),
    "=>": _chain(Implies, to_the_right=True),
    "xor": _chain(Xor, to_the_right=False),
}
_COMPARISONS = {"<": "$less", "<=": "$lesseq", ">": "$greater", ">=": "$greatereq"}
_ARITHMETIC = {
    "+": "$sum",
    "-": "$difference",
    "*": "$product",
    "/": "$quotient",
    "div": "$quotient_e",
    "mod": "$remainder_e",
    "to_int": "$to_int",
    "to_real": "$to_real",
    "is_int": "$is_int",
    "abs": "",
}


def _atom(at: Expression, name: str, arguments: Sequence[Cases]) -> Formula:
    predicate = arithmetic_predicate(name, [argument.sort for argument in arguments])
    if predicate is None:
        given = " and ".join(argument.sort.name for argument in arguments)
        raise Wrong(at, f"a comparison of {given}", "numbers are expected")
    return _stated(at, arguments, lambda row: Atom(predicate, row))


def _arithmetic(head: Written, terms: list[Cases]) -> Value:
    token = head.token
    if token == "is_int":
        return _atom(head, "$is_int", [_as_real(terms[0]), *terms[1:]])
    if token == "abs" and len(terms) == 1:
        return _absolute(head, terms[0])
    if token == "/":
        terms = [_as_real(term) if term.sort is INTEGER else term for term in terms]
    if token == "-" and len(terms) == 1:
        return _minus(head, terms[0])
    if token in ("to_real", "to_int") and len(terms) == 1:
        wanted = REAL if token == "to_real" else INTEGER
        if terms[0].sort is wanted:
            return terms[0]
        return _operation(head, _ARITHMETIC[token], terms)
    terms = _alike(head, terms)
    found = terms[0]
    if len(terms) == 1 and token not in ("+", "*"):
        raise Wrong(head, f"'{token}' has one argument here")
    for term in terms[1:]:
        found = _operation(head, _ARITHMETIC[token], [found, term])
    return found


def _operation(at: Expression, name: str, arguments: Sequence[Cases]) -> Cases:
    function = arithmetic_function(name, [argument.sort for argument in arguments])
    if function is None:
        given = " and ".join(argument.sort.name for argument in arguments)
        raise Wrong(at, f"arithmetic with {given}", "numbers are expected")
    return _mapped(at, arguments, lambda row: _computed(function, row))


def _computed(function: FunctionSymbol, arguments: tuple[Term, ...]) -> Term:
    """The operation; a quotient of numerals that is a decimal fraction is that number."""
    if function.name == "$quotient":
        over, under = (_number(argument) for argument in arguments)
        if over is not None and under:
            return numeral(over / under, REAL)
    return Application(function, arguments)


def _number(term: Term) -> Fraction | None:
    if isinstance(term, Application) and is_numeral(term.function):
        return Fraction(term.function.name)
    return None


def _minus(at: Expression, value: Cases) -> Cases:
    function = arithmetic_function("$uminus", [value.sort])
    if function is None:
        raise Wrong(at, f"minus something of sort {value.sort.name}", "numbers are expected")

    def negative(row: tuple[Term, ...]) -> Term:
        number = _number(row[0])
        return Application(function, row) if number is None else numeral(-number, row[0].sort)

    return _mapped(at, [value], negative)


def _absolute(at: Expression, value: Cases) -> Cases:
    if value.sort is not INTEGER:
        raise Wrong(at, "abs of what is no integer", "write (ite (< x 0) (- x) x)")
    zero = _plain(numeral(0, INTEGER))
    made: list[tuple[tuple[Formula, ...], Term]] = []
    for guards, term in value.cases:
        negative = _atom(at, "$less", [_plain(term), zero])
        [(_, minus)] = _minus(at, _plain(term)).cases
        made += [((*guards, negative), minus), ((*guards, Not(negative)), term)]
    return _limited(at, made)


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
