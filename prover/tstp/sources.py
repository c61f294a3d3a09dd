"""Where a step comes from: the annotations behind its formula.

Read are ``file``, ``inference``, ``introduced``, names of steps, and lists of these; an inference
record that stands among the parents of another is read as a part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from prover.logic.tptp.annotations import General
from prover.logic.tptp.errors import Misplaced
from prover.tstp.derivation import File, Inference, Introduced, Source, Status, Unknown

__all__ = ["source_of"]

_STATUSES = {
    "thm": Status.THM,
    "eqv": Status.THM,
    "cth": Status.CTH,
    "esa": Status.ESA,
    "esq": Status.ESA,
    "sab": Status.ESA,
    "unknown": Status.UNSTATED,
}
"""SZS relations that a step may have to its parents; an equivalence is a theorem, too."""

_KNOWN = ", ".join(name for name in _STATUSES if name != "unknown")


def source_of(terms: Sequence[General]) -> Source:
    """The source that the first of a statement's annotations names.

    Raises:
        Misplaced: a status is not one of SZS.
    """
    if not terms:
        return Unknown()
    term = terms[0]
    listed = [argument.name for argument in term.arguments]
    match term.name:
        case "file":
            return File(listed[0] if listed else "", listed[1] if len(listed) > 1 else "")
        case "input":
            return File("", "")
        case "introduced":
            return Introduced(listed[0] if listed else "", tuple(_new_symbols(term)))
        case "theory":
            return Introduced("theory")
        case "unknown" | "creator":
            return Unknown()
        case _:
            return _inference(term)


@dataclass(slots=True)
class _Collected:
    """What nested records say together."""

    rules: list[str] = field(default_factory=list)
    statuses: list[Status] = field(default_factory=list)
    parents: dict[str, bool] = field(default_factory=dict)
    new_symbols: dict[str, None] = field(default_factory=dict)

    @property
    def status(self) -> Status:
        for strongest in (Status.ESA, Status.CTH):
            if strongest in self.statuses:
                return strongest
        stated = self.statuses and Status.UNSTATED not in self.statuses
        return Status.THM if stated else Status.UNSTATED


def _inference(term: General) -> Inference:
    """The records below ``term`` as one inference; a mere name is a copy of another step."""
    found = _Collected()
    stack = [(term, False)]
    while stack:
        node, negated = stack.pop()
        if node.name == "inference" and node.arguments:
            negated = _collect(node, found) or negated
            parents = node.arguments[2].arguments if len(node.arguments) > 2 else []
            stack.extend((parent, negated) for parent in reversed(parents))
        elif node.is_list:
            stack.extend((item, negated) for item in reversed(node.arguments))
        elif node.name == "introduced":
            found.new_symbols.update(dict.fromkeys(_new_symbols(node)))
        elif not node.arguments:
            found.parents[node.name] = found.parents.get(node.name, False) or negated
    if not found.rules:
        return Inference("copy", Status.THM, tuple(found.parents))
    return Inference(
        found.rules[0],
        found.status,
        tuple(found.parents),
        frozenset(name for name, negated in found.parents.items() if negated),
        tuple(found.new_symbols),
        tuple(found.rules[1:]),
    )


def _collect(record: General, found: _Collected) -> bool:
    """Note what one inference record says; whether it negates its parents."""
    found.rules.append(record.arguments[0].name)
    status = Status.UNSTATED
    for item in _information(record):
        if item.name == "status" and item.arguments:
            named = item.arguments[0].name
            if named not in _STATUSES:
                raise Misplaced(item.at, f"'{named[:40]}' is no status known here", _KNOWN)
            status = _STATUSES[named]
    found.statuses.append(status)
    found.new_symbols.update(dict.fromkeys(_new_symbols(record)))
    return status is Status.CTH


def _information(record: General) -> Sequence[General]:
    """The items of a record's second argument; PyRes writes one without the brackets of a list."""
    if len(record.arguments) < 2:
        return ()
    listed = record.arguments[1]
    return listed.arguments if listed.is_list else (listed,)


def _new_symbols(record: General) -> Iterator[str]:
    """The names in ``new_symbols(kind, [name, …])`` within a record's useful information."""
    for item in _information(record):
        if item.name == "new_symbols":
            for argument in item.arguments:
                if argument.is_list:
                    yield from (symbol.name for symbol in argument.arguments)
