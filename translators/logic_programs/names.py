"""One name in several spellings: *bald eagle*, ``BaldEagle``; ``Impus``, ``Impuses``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

__all__ = ["Names"]

_SEPARATOR = re.compile(r"[\W_]+")
_PLURAL = re.compile(r"(?:(?<=s)es|(?<!s)s)$")


@dataclass(slots=True)
class Names:
    """Remembers the first spelling of every name, and notes the others merged with it.

    Spellings are one name when they differ in case, blanks, underscores, or in the ending
    *-s* or *-es* of a plural or a verb.  ``kind`` says in the notes what is named.
    """

    kind: str
    notes: list[str] = field(default_factory=list)
    _spellings: dict[str, str] = field(default_factory=dict)
    _merged: set[tuple[str, str]] = field(default_factory=set)

    def spelled(self, name: str) -> str:
        """The spelling to use for ``name``."""
        first = self._spellings.setdefault(_key(name), _joined(name))
        here = _joined(name)
        if here != first and (here, first) not in self._merged:
            self._merged.add((here, first))
            self.notes.append(f"{self.kind} '{name}' taken for '{first}'")
        return first

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._spellings


def _joined(name: str) -> str:
    """The name as one word."""
    return _SEPARATOR.sub("_", name.strip()).strip("_")


def _key(name: str) -> str:
    return _PLURAL.sub("", _SEPARATOR.sub("", name).lower())
