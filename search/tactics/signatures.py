"""What the definitions before a statement declare: functions and constructors with their types.

Only declarations as they are commonly written are understood; others are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

_FUNCTIONS = ("(fun b : Bool => b)", "(fun _ : Bool => true)", "(fun b : Bool => !b)")

__all__ = ["Declared", "Signature", "read_declarations", "small_values", "substituted"]

_BINDER = re.compile(r"\(([^():]+) : ((?:[^()]|\([^()]*\))+)\)")
_IMPLICIT = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Signature:
    """A function or constructor.

    Attributes:
        name: as it is called outside its namespace.
        arguments: the types of what it takes.
        result: the type of what it gives.
    """

    name: str
    arguments: tuple[str, ...]
    result: str

    def __call__(self, *arguments: str) -> str:
        """The text of an application."""
        return f"({' '.join((self.name, *arguments))})" if arguments else self.name


@dataclass(frozen=True, slots=True)
class Declared:
    """All that is declared, in order."""

    functions: tuple[Signature, ...]
    constructors: tuple[Signature, ...]

    def constructors_of(self, type_: str) -> tuple[Signature, ...]:
        """The constructors that give this type."""
        return tuple(c for c in self.constructors if c.result == type_)


@lru_cache(maxsize=64)
def read_declarations(preamble: str) -> Declared:
    """The functions and constructors that a preamble declares."""
    functions: list[Signature] = []
    constructors: list[Signature] = []
    space: list[str] = []
    types: dict[str, str] = {}
    type_ = ""
    for line in preamble.splitlines():
        words = line.split()
        if words[:1] == ["namespace"]:
            space.append(words[1])
        elif words[:1] == ["end"] and space:
            space.pop()
        elif words[:1] == ["inductive"]:
            type_ = _inductive(line, space)
            types[words[1]] = type_.split()[0]
        elif words[:1] == ["def"]:
            type_ = ""
            functions += _signature(".".join((*space, words[1])), line.split(words[1], 1)[1])
        elif type_ and words[:1] == ["|"]:
            name, _, rest = line.strip().removeprefix("|").strip().partition(" ")
            text = rest if ":" in _BINDER.sub("", rest) else f"{rest} : {type_}"
            constructors += _signature(f"{type_.split()[0]}.{name}", text)
    return Declared(
        tuple(_qualified(f, types) for f in functions),
        tuple(_qualified(c, types) for c in constructors),
    )


def _qualified(found: Signature, types: dict[str, str]) -> Signature:
    """The signature with the full names of types that are declared inside a namespace."""

    def full(type_: str) -> str:
        return substituted(type_, types)

    return Signature(found.name, tuple(map(full, found.arguments)), full(found.result))


def substituted(text: str, names: Mapping[str, str]) -> str:
    """The text with other terms for names; parts of longer names stay."""
    return re.sub(r"(?<![\w.«])\w+(?![\w.»])", lambda m: names.get(m[0], m[0]), text)


def _inductive(line: str, space: list[str]) -> str:
    """The type that is declared, applied to its parameters."""
    head = line.split("inductive", 1)[1].split(" where")[0]
    name = head.split()[0]
    parameters = [word for names, _ in _BINDER.findall(head) for word in names.split()]
    return " ".join((".".join((*space, name)), *parameters))


def _signature(name: str, text: str) -> Iterator[Signature]:
    """A declaration's binders and its type, as far as ``:=`` or the first case."""
    head = _IMPLICIT.sub("", text.split(":=")[0]).strip()
    binders = [(names, type_) for names, type_ in _BINDER.findall(head)]
    arguments = [type_.strip() for names, type_ in binders for _ in names.split()]
    _, colon, rest = _BINDER.sub("", head).partition(":")
    if colon:
        *more, result = _arrows(rest.strip())
        yield Signature(name, (*arguments, *more), result)


def _arrows(type_: str) -> list[str]:
    """The types between the outermost arrows."""
    depth, parts = 0, [""]
    for character in type_:
        depth += (character == "(") - (character == ")")
        if character == "→" and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


def small_values(type_: str, declared: Declared, depth: int = 3) -> tuple[str, ...]:
    """A few closed terms of a type, small ones first; type variables stand for ``Bool``."""
    if type_ == "Bool" or re.fullmatch(r"[a-z]", type_):
        return ("true", "false")
    if "→" in type_:
        parts = {"Bool" if re.fullmatch("[a-z]", part) else part for part in _arrows(type_)}
        return _FUNCTIONS if parts == {"Bool"} else ()
    found: list[str] = []
    closed = re.sub(r"(?<![\w.])[a-z](?![\w.])", "Bool", type_)
    for constructor in declared.constructors_of(type_) if depth else ():
        inner = [small_values(a, declared, depth - 1) for a in constructor.arguments]
        if not inner:
            found.append(f"({constructor.name} : {closed})")
        elif all(inner):
            found += [
                constructor(*(v[(turn + at) % len(v)] for at, v in enumerate(inner)))
                for turn in range(max(map(len, inner), default=1))
            ]
    return tuple(dict.fromkeys(found))[:5]
