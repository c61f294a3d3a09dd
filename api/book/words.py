"""Formulas in words: "for all natural numbers x and y, x plus y equals y plus x"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import assert_never

from prover.logic.syntax import (
    And,
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
    Sort,
    Symbol,
    Term,
    TruthValue,
    Variable,
    Xor,
)
from prover.logic.walk import strip_universals
from prover.theory import Datatype, Theory
from prover.theory.counting import Counting, counting, numeral
from prover.theory.operators import Fixity, fixity

__all__ = ["SIGNS", "Speaker", "listed", "quantified"]

SIGNS: Mapping[str, str] = {
    "+": "plus",
    "-": "minus",
    "−": "minus",
    "·": "times",
    "*": "times",
    "×": "times",
    "/": "divided by",
    "^": "to the power of",
    "∘": "composed with",
    "++": "followed by",
    "::": "before",
    "∪": "united with",
    "∩": "intersected with",
    "⊔": "join",
    "⊓": "meet",
    "∨": "or",
    "∧": "and",
    "¬": "not",
    "≤": "is at most",
    "<": "is less than",
    "≥": "is at least",
    ">": "is greater than",
    "∈": "is in",
    "⊆": "is a subset of",
    "⊂": "is a proper subset of",
    "∣": "divides",
    "|": "divides",
    "~": "is related to",
    "≈": "is related to",
    "Σ": "the sum up to",
    "⁻¹": "the inverse",
}
"""How signs are read aloud."""

_SORTS: Mapping[str, str] = {
    "Nat": "natural number",
    "Int": "integer",
    "Bool": "truth value",
    "$i": "thing",
    "ℕ": "natural number",
    "ℤ": "integer",
}
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|_")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says formulas of a theory; what its constructors are called depends on its datatypes."""

    successors: frozenset[Symbol] = frozenset()
    counting: Counting | None = None

    @staticmethod
    def of(theory: Theory) -> Speaker:
        """A speaker who knows which constructor counts on: the only one that has an argument."""
        found = [_successor(datatype) for datatype in theory.datatypes]
        return Speaker(frozenset(s for s in found if s is not None), counting(theory.datatypes))

    def sentence(self, formula: Formula) -> str:
        """``formula`` as a sentence with a capital and a full stop."""
        variables, body = strip_universals(formula)
        said = self._said(body)
        if variables:
            said = f"for {_all(variables)}, {said}"
        return f"{said[:1].upper()}{said[1:]}."

    def _said(self, formula: Formula) -> str:
        match formula:
            case Equality(left=left, right=right):
                return f"{self._term(left)} equals {self._term(right)}"
            case Not(body=Equality(left=left, right=right)):
                return f"{self._term(left)} differs from {self._term(right)}"
            case Atom(predicate=symbol, arguments=arguments):
                return self._applied(symbol, arguments)
            case Not(body=body):
                return f"it is not so that {self._said(body)}"
            case TruthValue(value=value):
                return "truth" if value else "falsity"
            case And(parts=parts):
                return " and ".join(map(self._said, parts))
            case Or(parts=parts):
                return f"{'either ' if len(parts) > 1 else ''}{' or '.join(map(self._said, parts))}"
            case Implies(left=left, right=right):
                return f"if {self._said(left)}, then {self._said(right)}"
            case Iff(left=left, right=right):
                return f"{self._said(left)} if and only if {self._said(right)}"
            case Xor(left=left, right=right):
                return f"either {self._said(left)} or {self._said(right)}, not both"
            case ForAll(variable=variable, body=body):
                return f"for every {_one(variable)}, {self._said(body)}"
            case Exists(variable=variable, body=body):
                return f"there is {_article(_one(variable))} such that {self._said(body)}"
            case _:
                assert_never(formula)

    def _term(self, term: Term) -> str:
        if isinstance(term, Variable):
            return term.name
        if number := numeral(term, self.counting):
            return str(number)
        return self._applied(term.function, term.arguments)

    def _applied(self, symbol: Symbol, arguments: tuple[Term, ...]) -> str:
        name = SIGNS.get(symbol.name, symbol.name)
        if fixity(symbol) is Fixity.BETWEEN:
            left, right = arguments
            first = self._operand(left, alone=isinstance(symbol, FunctionSymbol))
            return f"{first} {name} {self._operand(right)}"
        said = [self._operand(argument) for argument in arguments]
        if not said:
            return name
        if symbol in self.successors:
            return f"the successor of {said[0]}"
        if isinstance(symbol, FunctionSymbol):
            return f"{name} of {listed(said)}"
        return f"{name} holds of {listed(said)}"

    def _operand(self, term: Term, *, alone: bool = False) -> str:
        """A term within another one, in brackets where the ear could not tell its end.

        ``alone``: an operation follows, which would seem to belong to the last word.
        """
        said = self._term(term)
        if isinstance(term, Variable) or not term.arguments or numeral(term, self.counting):
            return said
        infix = fixity(term.function) is Fixity.BETWEEN
        return f"({said})" if infix or alone else said


def _successor(datatype: Datatype) -> FunctionSymbol | None:
    """The S of what is shaped like the natural numbers."""
    counting = [c for c in datatype.constructors if c.argument_sorts == (datatype.sort,)]
    constants = [c for c in datatype.constructors if not c.arity]
    if len(counting) == len(constants) == 1 and len(datatype.constructors) == 2:
        return counting[0]
    return None


def quantified(statement: Formula) -> str:
    """``for all x, y : Nat``; what the statement itself leaves out."""
    variables, _ = strip_universals(statement)
    sorts: dict[str, list[str]] = {}
    for variable in variables:
        sorts.setdefault(variable.sort.name, []).append(variable.name)
    groups = [f"{', '.join(names)} : {sort}" for sort, names in sorts.items()]
    return f"for all {'; '.join(groups)}" if groups else ""


def listed(items: Iterable[str]) -> str:
    """``a, b and c``"""
    *first, last = items
    return f"{', '.join(first)} and {last}" if first else last


def _all(variables: Sequence[Variable]) -> str:
    """``every natural number x``, ``all natural numbers x and y``"""
    if len(variables) == 1:
        return f"every {_one(variables[0])}"
    groups = groupby(variables, key=lambda variable: variable.sort)
    return f"all {listed(_kind(sort, tuple(them)) for sort, them in groups)}"


def _kind(sort: Sort, variables: Sequence[Variable]) -> str:
    """``natural numbers x and y``, ``elements x and y of G``"""
    names, noun = listed(v.name for v in variables), _noun(sort)
    if not noun:
        return f"elements {names} of {sort.name}"
    return f"{noun}{'' if noun.endswith('s') else 's'} {names}"


def _one(variable: Variable) -> str:
    noun = _noun(variable.sort)
    if not noun:
        return f"element {variable.name} of {variable.sort.name}"
    return f"{noun} {variable.name}"


def _noun(sort: Sort) -> str:
    """What an element of ``sort`` is called; nothing where the sort is called by a letter."""
    found = _SORTS.get(sort.name)
    if found is not None:
        return found
    return "" if sort.name.isupper() else _HUMP.sub(" ", sort.name).lower()


def _article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
