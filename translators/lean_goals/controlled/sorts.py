"""What things are: numbers, propositions, lists and sets of something."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

__all__ = [
    "Basic",
    "Carrier",
    "ListOf",
    "SetOf",
    "Sort",
    "Unknown",
    "is_number",
    "phrase",
    "unknowns",
]


class Basic(Enum):
    """Sorts without parts."""

    NATURAL = "natural number"
    INTEGER = "integer"
    NUMERAL = "numeral"
    """A number written in digits: natural or integer, as its surroundings want it."""
    PROPOSITION = "proposition"


@dataclass(frozen=True, slots=True)
class ListOf:
    """Finite lists."""

    element: Sort


@dataclass(frozen=True, slots=True)
class SetOf:
    """Sets of elements of one type."""

    element: Sort


@dataclass(frozen=True, slots=True)
class Carrier:
    """A type of which nothing is known: the elements of a set that is merely called a set."""

    name: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A sort that has not been found yet."""

    number: int


Sort: TypeAlias = Basic | ListOf | SetOf | Carrier | Unknown


def is_number(sort: Sort) -> bool:
    """Whether one can calculate with it."""
    return sort in (Basic.NATURAL, Basic.INTEGER, Basic.NUMERAL)


def unknowns(sort: Sort) -> tuple[Unknown, ...]:
    """What has still to be found."""
    match sort:
        case Unknown():
            return (sort,)
        case ListOf(element) | SetOf(element):
            return unknowns(element)
        case _:
            return ()


def phrase(sort: Sort, *, plural: bool = False) -> str:
    """The sort in English, without an article: *list of natural numbers*."""
    ending = "s" if plural else ""
    match sort:
        case Basic():
            return sort.value + ending
        case ListOf(Carrier() | Unknown()):
            return "list" + ending
        case SetOf(Carrier() | Unknown()):
            return "set" + ending
        case ListOf(element):
            return f"list{ending} of {phrase(element, plural=True)}"
        case SetOf(element):
            return f"set{ending} of {phrase(element, plural=True)}"
        case Carrier() | Unknown():
            return "object" + ending
