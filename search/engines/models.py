"""Finite models as Z3 and cvc5 print them, made tables.

A model defines every function by an expression over the elements of the sorts.  It is
evaluated for all arguments here; whether the clauses hold in the tables is for others to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from prover.logic.syntax import FunctionSymbol, PredicateSymbol, Sort, Symbol
from prover.model import FiniteModel
from search.engines.errors import UnusableAnswer
from search.engines.naming import Naming
from search.engines.trees import Tree, text_of, trees

__all__ = ["read_model"]

_ELEMENT = re.compile(r"; rep: \(as (\S+) (\S+)\)|\(declare-fun (\S+) \(\) (s\d+)\)")
_MOST_ROWS = 50_000
_MOST_CALLS = 2_000_000
"""Evaluations after which a model is too expensive."""


def read_model(text: str, naming: Naming, vocabulary: Iterable[Symbol]) -> FiniteModel:
    """The model that ``text`` defines.

    Args:
        text: what Z3 or cvc5 printed as the model of the clauses.
        naming: the names of the clauses' sorts and symbols.
        vocabulary: further symbols that the model has to interpret, anyhow.

    Raises:
        UnusableAnswer: it is no finite model, or too large.
    """
    elements = _elements(text, naming)
    definitions = _definitions(text)
    evaluation = _Evaluation(definitions)
    names = {name: new for rows in elements.values() for name, new in rows.items()}
    domains = {sort: tuple(rows.values()) for sort, rows in elements.items()}
    functions: dict[FunctionSymbol, Mapping[tuple[str, ...], str]] = {}
    predicates: dict[PredicateSymbol, frozenset[tuple[str, ...]]] = {}
    for name, symbol in _named(naming, vocabulary):
        columns = [elements.setdefault(sort, {"": "e1"}) for sort in symbol.argument_sorts]
        domains.update({s: ("e1",) for s in symbol.argument_sorts if s not in domains})
        if prod(map(len, columns)) > _MOST_ROWS:
            raise UnusableAnswer("a table of the model is too large")
        rows = {
            tuple(names.get(each, "e1") for each in row): evaluation.value(name, row)
            for row in product(*columns)
        }
        if isinstance(symbol, PredicateSymbol):
            predicates[symbol] = frozenset(row for row, value in rows.items() if value == "true")
        else:
            first = domains.setdefault(symbol.sort, ("e1",))[0]
            functions[symbol] = {row: names.get(value, first) for row, value in rows.items()}
    return FiniteModel(domains, functions, predicates)


def _named(naming: Naming, vocabulary: Iterable[Symbol]) -> list[tuple[str, Symbol]]:
    """All symbols with their names; those that the clauses do not speak of have none."""
    named: list[tuple[str, Symbol]] = [*naming.functions.items(), *naming.predicates.items()]
    known = {symbol for _, symbol in named}
    return named + [("", symbol) for symbol in dict.fromkeys(vocabulary) if symbol not in known]


def _elements(text: str, naming: Naming) -> dict[Sort, dict[str, str]]:
    """For every sort, its elements and what they are called here."""
    found: dict[Sort, dict[str, str]] = {sort: {} for sort in naming.sorts.values()}
    for match in _ELEMENT.finditer(text):
        name, sort = match[1] or match[3], naming.sorts.get(match[2] or match[4])
        if sort is not None and name not in naming.functions:
            found[sort].setdefault(name, f"e{len(found[sort]) + 1}")
    return {sort: rows or {"": "e1"} for sort, rows in found.items()}


@dataclass(frozen=True, slots=True)
class _Definition:
    parameters: tuple[str, ...]
    body: Tree


def _definitions(text: str) -> dict[str, _Definition]:
    found = {}
    for outer in trees(text):
        for each in outer:
            match each:
                case ["define-fun", str(name), list(parameters), _, body]:
                    binders = tuple(p[0] for p in parameters if p and isinstance(p[0], str))
                    found[name] = _Definition(binders, body)
                case _:
                    pass
    return found


@dataclass(slots=True)
class _Evaluation:
    """Values of defined functions: names of elements, ``true`` or ``false``."""

    definitions: Mapping[str, _Definition]
    calls: int = 0

    def value(self, name: str, arguments: Sequence[str]) -> str:
        """The value of a function; what nothing defines has no value, which any will do for."""
        definition = self.definitions.get(name)
        if definition is None or len(definition.parameters) != len(arguments):
            return ""
        return self._of(definition.body, dict(zip(definition.parameters, arguments, strict=True)))

    def _of(self, tree: Tree, env: Mapping[str, str]) -> str:
        self.calls += 1
        if self.calls > _MOST_CALLS:
            raise UnusableAnswer("the model is too expensive to evaluate")
        match tree:
            case str(name):
                if name in env:
                    return env[name]
                return self.value(name, ()) if name in self.definitions else name
            case ["as", str(name), _]:
                return name
            case ["ite", condition, then, otherwise]:
                return self._of(then if self._holds(condition, env) else otherwise, env)
            case ["let", list(bindings), body]:
                bound = {str(b[0]): self._of(b[1], env) for b in bindings if len(b) == 2}
                return self._of(body, {**env, **bound})
            case [str(head), *parts] if head in ("=", "not", "and", "or"):
                return "true" if self._connected(head, parts, env) else "false"
            case [str(name), *parts] if name in self.definitions:
                return self.value(name, [self._of(part, env) for part in parts])
            case _:
                raise UnusableAnswer(f"a model says '{text_of(tree)[:40]}'")

    def _holds(self, tree: Tree, env: Mapping[str, str]) -> bool:
        return self._of(tree, env) == "true"

    def _connected(self, connective: str, parts: Sequence[Tree], env: Mapping[str, str]) -> bool:
        match connective:
            case "=":
                return len({self._of(part, env) for part in parts}) == 1
            case "not":
                return not self._holds(parts[0], env)
            case "and":
                return all(self._holds(part, env) for part in parts)
            case _:
                return any(self._holds(part, env) for part in parts)
