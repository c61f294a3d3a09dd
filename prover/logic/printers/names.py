"""Names that a syntax can read: quoted, or replaced by others, never mixed up."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache
from typing import TypeVar

from prover.logic.syntax import Exists, ForAll, Formula, Variable
from prover.logic.terminals import scanner
from prover.logic.walk import nodes_of

__all__ = ["distinct", "is_variable_like", "quoted", "reads_as_name", "variables_of"]

_VARIABLE_LIKE = re.compile(r"[u-z]\d*")

Named = TypeVar("Named", bound=Hashable)


@lru_cache(maxsize=4096)
def reads_as_name(name: str) -> bool:
    """Whether our own scanner takes the bare ``name`` for one name (and no keyword)."""
    match = scanner().match(name)
    return match is not None and match.lastgroup == "NAME" and match.span("NAME") == (0, len(name))


def is_variable_like(name: str) -> bool:
    """Whether an unbound ``name`` would be read as a free variable."""
    return bool(_VARIABLE_LIKE.fullmatch(name))


def quoted(name: str, mark: str = "'", *, ascii_only: bool = False, bare: str = "") -> str:
    """``name`` between ``mark``s, escaped as TPTP has it.

    Characters that cannot stand there (and those in ``bare``) are written ``\\\\u{code}``,
    so nothing is lost: the reader undoes both layers.
    """
    name = name.replace("\\u{", "\\u{5c}u{")
    text = "".join([_escaped(c, ascii_only, bare) for c in name]) or "\\u{}"
    return mark + text.replace("\\", "\\\\").replace(mark, "\\" + mark) + mark


def _escaped(character: str, ascii_only: bool, bare: str) -> str:
    fits = character.isprintable() and (character.isascii() or not ascii_only)
    return character if fits and character not in bare else f"\\u{{{ord(character):x}}}"


def variables_of(formulas: Iterable[Formula]) -> tuple[Variable, ...]:
    """Every variable of ``formulas``, bound or free, once, in order of first occurrence."""
    found: dict[Variable, None] = {}
    for node in nodes_of(tuple(formulas)):
        match node:
            case Variable():
                found.setdefault(node)
            case ForAll(variable, _) | Exists(variable, _):
                found.setdefault(variable)
    return tuple(found)


def distinct(
    things: Iterable[Named],
    spell: Callable[[Named], str],
    taken: Iterable[str] = (),
    *,
    separator: str = "_",
) -> dict[Named, str]:
    """A name for each of ``things``, as ``spell`` proposes it, numbered where it is taken.

    Names that need no number are given first, so no proposal is displaced by an invention.
    """
    ordered = list(dict.fromkeys(things))
    used = set(taken)
    names: dict[Named, str] = {}
    for thing in ordered:
        name = spell(thing)
        if name not in used:
            names[thing] = name
            used.add(name)
    for thing in ordered:
        if thing not in names:
            stem, number = spell(thing), 2
            while f"{stem}{separator}{number}" in used:
                number += 1
            names[thing] = f"{stem}{separator}{number}"
            used.add(names[thing])
    return {thing: names[thing] for thing in ordered}
