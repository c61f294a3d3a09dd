"""What the names of MPL mean: Generative Logic's configuration files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from translators.mpl.errors import MplSyntaxError
from translators.mpl.reader import read_expression
from translators.mpl.syntax import Expression, Relation

__all__ = ["Kind", "Meaning", "Vocabulary", "read_configuration"]


class Kind(Enum):
    """What a parameter of a definition is, by the set that it is said to be in."""

    ELEMENT = "(1)"
    SET = "P(1)"
    FUNCTION = "P(x(1)(1))"
    OPERATION = "P(x(1)(x(1)(1)))"

    @property
    def arity(self) -> int:
        """The number of places as a relation; 0 for an element."""
        return {Kind.ELEMENT: 0, Kind.SET: 1, Kind.FUNCTION: 2, Kind.OPERATION: 3}[self]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A name with its parameters; ``body`` is None for what is primitive.

    Attributes:
        kinds: of the parameters; None where it is another kind than ours.
    """

    name: str
    parameters: tuple[str, ...]
    kinds: tuple[Kind | None, ...]
    body: Expression | None


Vocabulary = Mapping[str, Meaning]


def read_configuration(text: str, load: Callable[[str], str]) -> Vocabulary:
    """The vocabulary of a configuration.

    Args:
        text: the JSON file.
        load: the text of the definition in a file, by the file's name.

    Raises:
        MplSyntaxError: it is no configuration, or a definition in it is not MPL.
        InputError: from ``load``.
    """
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"the configuration is no JSON: {error.msg}"
        raise MplSyntaxError(message, hint=f"see its line {error.lineno}") from None
    if not isinstance(document, dict):
        raise MplSyntaxError("the configuration is no object", hint="see Generative Logic's own")
    entries = {name: entry for name, entry in document.items() if _is_meaning(entry)}
    return {name: _meaning(name, entry, load) for name, entry in entries.items()}


def _is_meaning(entry: Any) -> bool:
    return isinstance(entry, dict) and "short_mpl" in entry


def _meaning(name: str, entry: Mapping[str, Any], load: Callable[[str], str]) -> Meaning:
    shown = f"{name}.short_mpl"
    short = read_expression(str(entry["short_mpl"]), shown)
    if not isinstance(short, Relation) or short.name != name:
        raise MplSyntaxError(f"{shown} is not {name} with its parameters", hint="as (in2[x,y,f])")
    full = str(entry.get("full_mpl", "")).strip()
    is_file = re.fullmatch(r"[\w.-]+", full) is not None
    body: Expression | None = read_expression(load(full) if is_file else full, full[:40])
    if isinstance(body, Relation) and body.name == name:
        body = None
    return Meaning(name, short.arguments, _kinds(entry, len(short.arguments)), body)


def _kinds(entry: Mapping[str, Any], count: int) -> tuple[Kind | None, ...]:
    known = {kind.value: kind for kind in Kind}
    sets = entry.get("definition_sets", {})
    listed = [sets.get(str(number)) for number in range(1, count + 1)] if sets else [None] * count
    texts = [item[0] if isinstance(item, list) and item else item for item in listed]
    return tuple(known.get(text) if isinstance(text, str) else None for text in texts)
