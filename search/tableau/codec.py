"""Tableaux and inferences as JSON, for checkpoints.

A term is ``[symbol, argument, …]`` or, a variable, ``["_0", sort]``; a literal
``[sign, predicate, argument, …]``; symbols are numbered in the order of the matrix.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from prover.logic.clause import Literal
from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    FunctionSymbol,
    PredicateSymbol,
    Sort,
    Symbol,
    Term,
    Variable,
)
from prover.logic.walk import symbols
from search.tableau.matrix import START, Matrix
from search.tableau.space import Action, Extend, Reduce
from search.tableau.tableau import Goal, Tableau

__all__ = ["TableauCodec"]

_EQUALITY = -1


@dataclass(frozen=True, slots=True)
class TableauCodec:
    """Writes and reads tableaux over the symbols of one matrix."""

    symbols: tuple[Symbol, ...]
    numbers: dict[Symbol, int]

    @staticmethod
    def of(matrix: Matrix) -> TableauCodec:
        """The codec for the tableaux of a matrix."""
        atoms = [START.atom, *(lit.atom for clause in matrix.clauses for lit in clause.literals)]
        found = tuple(dict.fromkeys(symbol for atom in atoms for symbol in symbols(atom)))
        return TableauCodec(found, {symbol: number for number, symbol in enumerate(found)})

    def state_to_json(self, state: Tableau) -> JsonValue:
        """Its goals, each as the literal, the path and the lemmas."""
        return [
            [self._literal(goal.literal), self._literals(goal.path), self._literals(goal.lemmas)]
            for goal in state.goals
        ]

    def state_from_json(self, data: JsonValue) -> Tableau:
        """The tableau; anything else is a ``ValueError``."""
        goals = []
        for entry in _rows(data):
            literal, path, lemmas = _rows(entry)
            goals.append(
                Goal(
                    self._read_literal(literal),
                    tuple(self._read_literal(above) for above in _rows(path)),
                    tuple(self._read_literal(lemma) for lemma in _rows(lemmas)),
                )
            )
        if not goals:
            raise ValueError("a tableau has goals")
        return Tableau(tuple(goals))

    def action_to_json(self, action: Action) -> JsonValue:
        """An extension by its clause, literal and side; a reduction by its place and side."""
        if isinstance(action, Extend):
            return [action.clause, action.index, action.is_flipped]
        return [action.place, action.is_flipped]

    def action_from_json(self, data: JsonValue) -> Action:
        """The inference; anything else is a ``ValueError``."""
        match data:
            case [int(clause), int(index), bool(is_flipped)]:
                return Extend(clause, index, is_flipped)
            case [int(place), bool(is_flipped)]:
                return Reduce(place, is_flipped)
        raise ValueError("an inference was expected")

    def _literals(self, literals: tuple[Literal, ...]) -> list[JsonValue]:
        return [self._literal(literal) for literal in literals]

    def _literal(self, literal: Literal) -> JsonValue:
        atom = literal.atom
        if isinstance(atom, Equality):
            return [literal.positive, _EQUALITY, self._term(atom.left), self._term(atom.right)]
        arguments = map(self._term, atom.arguments)
        return [literal.positive, self.numbers[atom.predicate], *arguments]

    def _term(self, term: Term) -> JsonValue:
        if isinstance(term, Variable):
            return [term.name, term.sort.name]
        return [self.numbers[term.function], *map(self._term, term.arguments)]

    def _read_literal(self, data: JsonValue) -> Literal:
        match data:
            case [bool(sign), int(number), *rest] if number == _EQUALITY and len(rest) == 2:
                return Literal(sign, Equality(self._read_term(rest[0]), self._read_term(rest[1])))
            case [bool(sign), int(number), *rest] if 0 <= number < len(self.symbols):
                symbol = self.symbols[number]
                if isinstance(symbol, PredicateSymbol) and symbol.arity == len(rest):
                    return Literal(sign, Atom(symbol, tuple(map(self._read_term, rest))))
        raise ValueError("a literal of this problem was expected")

    def _read_term(self, data: JsonValue) -> Term:
        match data:
            case [str(name), str(sort)]:
                return Variable(name, Sort(sort))
            case [int(number), *rest] if 0 <= number < len(self.symbols):
                symbol = self.symbols[number]
                if isinstance(symbol, FunctionSymbol) and symbol.arity == len(rest):
                    return Application(symbol, tuple(map(self._read_term, rest)))
        raise ValueError("a term of this problem was expected")


def _rows(data: JsonValue) -> list[Any]:
    if not isinstance(data, list):
        raise ValueError("a list was expected")
    return data
