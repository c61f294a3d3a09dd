"""Values of an untrusted JSON document, each knowing its place in it.

``proof.steps[3].parents`` is what a person needs to hear when a document is wrong, so a
value never travels without its path.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import inf
from typing import NoReturn, TypeVar

from prover.errors import InputError

__all__ = ["MAX_ITEMS", "MAX_TEXT", "DocumentError", "Place"]

MAX_ITEMS = 200_000
"""Greatest number of entries in one list or object of a document."""

MAX_TEXT = 1_000_000
"""Greatest number of characters in one string of a document."""

_Choice = TypeVar("_Choice", bound=StrEnum)


class DocumentError(InputError):
    """A JSON document is not an answer of ours; ``path`` says where."""

    code = "bad-document"

    def __init__(self, path: str, problem: str, *, hint: str = "") -> None:
        super().__init__(f"{path or 'the document'}: {problem}", hint=hint)
        self.path = path


@dataclass(frozen=True, slots=True)
class Place:
    """A value of the document and the path that leads to it."""

    value: object
    path: str = ""

    def fail(self, problem: str, hint: str = "") -> NoReturn:
        """Raise the error that this value is wrong."""
        raise DocumentError(self.path, problem, hint=hint)

    def field(self, name: str) -> Place:
        """The entry ``name`` of an object; it has to be there."""
        found = self.optional(name)
        if found is None:
            self.fail(f"has no {name!r}")
        return found

    def optional(self, name: str) -> Place | None:
        """The entry ``name`` of an object, ``None`` where it is missing or null."""
        if not isinstance(self.value, dict):
            self.fail(f"should be an object, not {_kind(self.value)}")
        value = self.value.get(name)
        path = f"{self.path}.{name}" if self.path else name
        return None if value is None else Place(value, path)

    def items(self, limit: int = MAX_ITEMS) -> tuple[Place, ...]:
        """The entries of a list."""
        if not isinstance(self.value, list):
            self.fail(f"should be a list, not {_kind(self.value)}")
        if len(self.value) > limit:
            self.fail(f"has {len(self.value)} entries, more than the {limit} allowed")
        return tuple(Place(value, f"{self.path}[{i}]") for i, value in enumerate(self.value))

    def entries(self) -> Iterator[tuple[str, Place]]:
        """The entries of an object with their names."""
        if not isinstance(self.value, dict):
            self.fail(f"should be an object, not {_kind(self.value)}")
        if len(self.value) > MAX_ITEMS:
            self.fail(f"has {len(self.value)} entries, more than the {MAX_ITEMS} allowed")
        for name, value in self.value.items():
            if not isinstance(name, str):
                self.fail("has a name that is not text")
            yield name, Place(value, f"{self.path}.{name}")

    def text(self) -> str:
        """The value as text."""
        if not isinstance(self.value, str):
            self.fail(f"should be text, not {_kind(self.value)}")
        if len(self.value) > MAX_TEXT:
            self.fail(f"is longer than {MAX_TEXT} characters")
        return self.value

    def texts(self) -> tuple[str, ...]:
        """The value as a list of texts."""
        return tuple(item.text() for item in self.items())

    def boolean(self) -> bool:
        """The value as a truth value."""
        if not isinstance(self.value, bool):
            self.fail(f"should be true or false, not {_kind(self.value)}")
        return self.value

    def number(self) -> float:
        """The value as a number that is not negative."""
        if not isinstance(self.value, int | float) or isinstance(self.value, bool):
            self.fail(f"should be a number, not {_kind(self.value)}")
        if not 0 <= self.value < inf:
            self.fail("should be neither negative nor infinite")
        return self.value

    def index(self, size: int, table: str) -> int:
        """The value as a row number below ``size`` of the ``table``."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            self.fail(f"should be a row number of {table}, not {_kind(self.value)}")
        if not 0 <= self.value < size:
            self.fail(f"refers to row {self.value} of {table}, which is not there or comes later")
        return self.value

    def choice(self, kind: type[_Choice]) -> _Choice:
        """The value as a member of the enumeration ``kind``."""
        text = self.text()
        try:
            return kind(text)
        except ValueError:
            known = ", ".join(member.value for member in kind)
            self.fail(f"{text[:40]!r} is no {kind.__name__.lower()}", f"known are {known}")


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "a truth value"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
        case dict():
            return "an object"
        case _:
            return f"a Python {type(value).__name__}"
