"""From items to a theory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn

from prover.logic.syntax import Formula, FormulaTooDeep, FunctionSymbol, Sort, Symbol
from prover.logic.walk import universal_closure
from prover.theory.counting import Counting, counting
from prover.theory.errors import IllFormed, Place
from prover.theory.groups import recursive_datatypes, recursive_groups
from prover.theory.notation import Notation
from prover.theory.reader.declarations import Heads
from prover.theory.reader.elaboration import Elaborator, FreeNames, Vocabulary
from prover.theory.reader.equations import EquationReader
from prover.theory.reader.errors import TheorySyntaxError
from prover.theory.reader.tokens import Item, Token, items
from prover.theory.reader.tree import Parser
from prover.theory.theory import Axiom, Datatype, Definition, Equation, Goal, Theory
from prover.theory.wellformed import check_theory

__all__ = ["read_theory"]

_MOST_PAIRS = 20_000
_MOST_CASES = 1_000
_MOST_ARGUMENTS = 64


def read_theory(text: str, name: str) -> Theory:
    """The theory that the ``.theory`` file ``text`` describes, checked to be well formed.

    Args:
        text: the file.
        name: what to call the theory.

    Raises:
        TheorySyntaxError: the first thing that is wrong, with its position.
    """
    return _Reader(text, name).theory()


class _Reader:
    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._items = list(items(text))
        self._sorts: dict[str, Sort] = {}
        self._symbols: dict[str, Symbol] = {}
        self._constructors: dict[Sort, list[FunctionSymbol]] = {}
        self._equations: dict[Symbol, list[Equation]] = {}
        self._axioms: dict[str, Formula] = {}
        self._goals: dict[str, Formula] = {}
        self._places: dict[Place, int] = {}
        self._pairs = 0  # of constructors of one sort
        self._counting: Counting | None = None
        self._later = _declared_lines(text, self._items)
        self._heads = Heads(text, self._sorts)

    def theory(self) -> Theory:
        actions: Mapping[str, Callable[[Item], None]] = {
            "sort": self._sort,
            "datatype": self._datatype,
            "constructor": self._constructor,
            "function": self._symbol,
            "predicate": self._symbol,
            "definition": self._definition,
            "axiom": self._axiom,
            "theorem": self._goal,
            "conjecture": self._goal,
        }
        for item in self._items:
            actions[item.keyword.text](item)
        theory = self._made()
        try:
            check_theory(theory, Notation(theory).pattern)
        except IllFormed as error:
            self._fail_at(self._offset(error.place), error.message, error.hint, error.code)
        return theory

    def _made(self) -> Theory:
        built = {c for several in self._constructors.values() for c in several}
        declared = [symbol for symbol in self._symbols.values() if symbol not in built]
        definitions = [
            Definition(symbol, tuple(self._equations[symbol]))
            for symbol in declared
            if symbol in self._equations
        ]
        datatypes = self._datatypes()
        return Theory(
            self._name,
            sorts=tuple(s for s in self._sorts.values() if s not in self._constructors),
            datatypes=tuple(d for group in recursive_datatypes(datatypes) for d in group),
            open_symbols=tuple(s for s in declared if s not in self._equations),
            definitions=tuple(d for group in recursive_groups(definitions) for d in group),
            axioms=tuple(Axiom(*pair) for pair in self._axioms.items()),
            goals=tuple(Goal(*pair) for pair in self._goals.items()),
        )

    def _sort(self, item: Item) -> None:
        for name in self._heads.names(item):
            self._declare_sort(name)
        for token in item.head:
            if token.is_colon:
                self._fail(token, "a sort has no type", "write sort Nat, or datatype Nat = …")
        self._no_lines(item)

    def _datatype(self, item: Item) -> None:
        tokens = [*item.head, *(token for line in item.lines for token in line)]
        if len(tokens) < 2 or tokens[1].text != "=":
            place = tokens[1] if len(tokens) > 1 else item.keyword
            hint = "write it as in: datatype Nat = 0 | S(Nat)"
            self._fail(place, "the constructors are missing", hint)
        name = tokens[0]
        sort = self._sorts.get(name.text)
        if sort is None or sort in self._constructors:
            sort = self._declare_sort(name)
        for token, constructor in self._heads.constructors(tokens[2:], sort, item.end):
            self._declare_constructor(token, constructor)

    def _constructor(self, item: Item) -> None:
        for token, symbol in self._heads.symbols(item):
            assert isinstance(symbol, FunctionSymbol)
            self._declare_constructor(token, symbol)
        self._no_lines(item)

    def _symbol(self, item: Item) -> None:
        declared = list(self._heads.symbols(item))
        for token, symbol in declared:
            self._declare(token, symbol)
        if item.lines:
            if len(declared) > 1:
                hint = "declare one symbol a line, or use: definition"
                self._fail(item.lines[0][0], "equations follow several names", hint)
            self._define(item.lines, declared[0][1])

    def _definition(self, item: Item) -> None:
        lines = [line for line in (item.head, *item.lines) if line]
        if not lines:
            hint = "write the equations behind it or below it"
            self._fail(item.keyword, "an empty definition", hint)
        self._define(lines, None)

    def _define(self, lines: Sequence[Sequence[Token]], wanted: Symbol | None) -> None:
        reader = EquationReader(self._text, self._vocabulary())
        for line in lines:
            end = line[-1].end
            symbol = reader.symbol(line, end)
            if wanted is not None and symbol is not wanted:
                message = f"this says what {symbol.name} is, not {wanted.name}"
                self._fail(line[0], message, f"put it below the declaration of {symbol.name}")
            if isinstance(symbol, FunctionSymbol):
                self._check_no_constructor(line[0], symbol)
            equations = self._equations.setdefault(symbol, [])
            try:
                equation = reader.equation(line, end, equations)
                assert equation.formula  # the fact that it states is not too deep either
            except FormulaTooDeep as error:
                self._fail(line[0], error.message, error.hint, error.code)
            equations.append(equation)
            self._places[Place(symbol.name, len(equations))] = line[0].start
            if len(equations) > _MOST_CASES:
                message = f"{symbol.name} has more than {_MOST_CASES:,} cases"
                self._fail(line[0], message, "divide it into several functions", "too-long")

    def _check_no_constructor(self, place: Token, symbol: FunctionSymbol) -> None:
        if symbol in self._constructors.get(symbol.sort, ()):
            hint = "state it as an axiom or a theorem"
            self._fail(place, f"the constructor {symbol.name} has no definition", hint)

    def _axiom(self, item: Item) -> None:
        name, formula = self._statement(item)
        self._axioms[name] = formula

    def _goal(self, item: Item) -> None:
        name, formula = self._statement(item)
        self._goals[name] = formula

    def _statement(self, item: Item) -> tuple[str, Formula]:
        name, place, tokens = self._heads.label(item)
        if name in self._axioms or name in self._goals:
            self._twice(place, name)
        self._places.setdefault(Place(name), place.start)
        vocabulary = self._vocabulary()
        raw = Parser(self._text, tokens, item.end, vocabulary.symbols).whole()
        elaborator = Elaborator(self._text, vocabulary)
        elaborator.look_at_formula(raw, FreeNames.LIKE_VARIABLES)
        try:
            return name, universal_closure(elaborator.formula(raw))
        except FormulaTooDeep as error:
            self._fail(raw.token, error.message, error.hint, error.code)

    def _declare_sort(self, token: Token) -> Sort:
        if token.text in self._sorts:
            self._twice(token, token.text)
        sort = self._sorts[token.text] = Sort(token.text)
        self._places[Place(sort.name)] = token.start
        return sort

    def _declare(self, token: Token, symbol: Symbol) -> None:
        if symbol.name in self._symbols:
            self._twice(token, symbol.name)
        if symbol.arity > _MOST_ARGUMENTS:
            message = f"{symbol.name} has more than {_MOST_ARGUMENTS} arguments"
            self._fail(token, message, "group them by a constructor", "too-long")
        self._symbols[symbol.name] = symbol
        self._places[Place(symbol.name)] = token.start

    def _declare_constructor(self, token: Token, constructor: FunctionSymbol) -> None:
        self._declare(token, constructor)
        made = self._constructors.setdefault(constructor.sort, [])
        self._pairs += len(made)
        made.append(constructor)
        if self._pairs > _MOST_PAIRS:
            hint = "each two constructors of a sort make a fact; use fewer"
            self._fail(token, "there are too many constructors", hint, "too-long")
        if self._counting is None or self._counting[0].sort is constructor.sort:
            self._counting = counting((Datatype(constructor.sort, tuple(made)),))

    def _datatypes(self) -> list[Datatype]:
        return [Datatype(sort, tuple(made)) for sort, made in self._constructors.items()]

    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self._sorts, self._symbols, self._counting, self._later)

    def _offset(self, place: Place) -> int:
        return self._places.get(place, self._places.get(Place(place.name), 0))

    def _no_lines(self, item: Item) -> None:
        if item.lines:
            hint = f"a {item.keyword.text} ends with its line; remove the blanks before the next"
            self._fail(item.lines[0][0], "an indented line belongs to nothing", hint)

    def _twice(self, token: Token, name: str) -> NoReturn:
        hint = "names are unique; rename one of the two"
        self._fail(token, f"{name} is there already", hint, "duplicate-name")

    def _fail(self, token: Token, message: str, hint: str, code: str = "theory-syntax") -> NoReturn:
        self._fail_at(token.start, message, hint, code)

    def _fail_at(self, offset: int, message: str, hint: str, code: str) -> NoReturn:
        raise TheorySyntaxError(self._text, offset, message, hint, code=code)


def _declared_lines(text: str, found: Sequence[Item]) -> dict[str, int]:
    """In which line each name is declared, of functions, predicates and constructors."""
    lines: dict[str, int] = {}
    line, counted = 1, 0
    for item in found:
        start = item.keyword.start
        line, counted = line + text.count("\n", counted, start), start
        if item.keyword.text in ("function", "predicate", "constructor"):
            for token in item.head:
                if token.is_colon:
                    break
                lines.setdefault(token.text, line)
    return lines
