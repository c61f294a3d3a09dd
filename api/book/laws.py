"""What well-known laws are called: ``x + y = y + x`` is the commutativity of +.

A statement is compared with the laws of :mod:`search.laws` by its shape: symbols become f, g, …,
constants e, …, relations R, … and variables x, y, … in the order in which they occur.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from api.book.words import SIGNS
from prover.logic.syntax import (
    And,
    Application,
    Atom,
    Equality,
    Formula,
    FunctionSymbol,
    Implies,
    Node,
    Not,
    Or,
    Variable,
)
from prover.logic.walk import strip_universals
from prover.theory.counting import Counting, numeral
from prover.theory.operators import is_operator
from search.laws import laws

__all__ = ["law"]


def law(statement: Formula, counting: Counting | None = None) -> str:
    """The name of the law that ``statement`` is, either way round; empty where it is none.

    ``counting`` are zero and successor, if numerals are to count as constants.
    """
    _, body = strip_universals(statement)
    for turned in _turned(body):
        shape = _Shape(counting)
        found = _titles().get(shape.of(turned))
        if found is not None:
            title = found.format(**shape.names)
            return title[:1].upper() + title[1:] if shape.is_signed else title
    return ""


@cache
def _titles() -> Mapping[str, str]:
    """The titles of laws by their shapes, each about the letters of its shape."""
    titles = {}
    for known in laws():
        if known.title:
            shape = _Shape()
            key = shape.of(known.formula)
            letters = {symbol.name: f"{{{shape.letters[symbol]}}}" for symbol in known.placeholders}
            titles[key] = known.title.format(**letters)
    return titles


def _turned(body: Formula) -> Iterator[Formula]:
    yield body
    match body:
        case Equality(left=left, right=right):
            yield Equality(right, left)
        case Implies(left=given, right=Equality(left=left, right=right)):
            yield Implies(given, Equality(right, left))
        case And(parts=parts) | Or(parts=parts):
            yield type(body)(tuple(reversed(parts)))


@dataclass(slots=True)
class _Shape:
    """Letters given out so far, by what they stand for."""

    counting: Counting | None = None
    letters: dict[object, str] = field(default_factory=dict)

    @property
    def names(self) -> Mapping[str, str]:
        """What each letter stands for."""
        return {letter: _called(what) for what, letter in self.letters.items()}

    @property
    def is_signed(self) -> bool:
        """Whether a sign is called by a word."""
        return any(_sign(what) for what in self.letters)

    def of(self, node: Node) -> str:
        """The shape of a term or formula; ``?`` for what no law has."""
        match node:
            case Variable():
                return self._letter(node, "xyzuvw")
            case Application() if number := numeral(node, self.counting):
                return self._letter(number, "ecd")
            case Application(function=symbol, arguments=arguments):
                return self._applied(self._letter(symbol, "fghk" if arguments else "ecd"), node)
            case Atom(predicate=symbol):
                return self._applied(self._letter(symbol, "RQP"), node)
            case Equality():
                return "=".join(map(self.of, node.children))
            case Not(body=body):
                return f"¬{self.of(body)}"
            case And():
                return f"({'∧'.join(map(self.of, node.children))})"
            case Or():
                return f"({'∨'.join(map(self.of, node.children))})"
            case Implies(left=left, right=Implies() as right):
                return f"{self.of(left)}→({self.of(right)})"
            case Implies():
                return "→".join(map(self.of, node.children))
            case _:
                return "?"

    def _applied(self, letter: str, node: Node) -> str:
        arguments = ",".join(map(self.of, node.children))
        return f"{letter}({arguments})" if arguments else letter

    def _letter(self, what: object, alphabet: str) -> str:
        if what not in self.letters:
            taken = set(self.letters.values())
            self.letters[what] = next((c for c in alphabet if c not in taken), "?")
        return self.letters[what]


def _called(what: object) -> str:
    """A symbol by its name; a sign that does not stand between two arguments by a word."""
    return _sign(what) or str(getattr(what, "name", what))


def _sign(what: object) -> str:
    if isinstance(what, FunctionSymbol) and what.arity == 1 and is_operator(what.name):
        return SIGNS.get(what.name, "").removeprefix("the ")
    return ""
