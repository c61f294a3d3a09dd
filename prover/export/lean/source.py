"""The text of a certificate while it is written, line by line."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from prover.errors import ProverError

__all__ = ["NO_COMMENTS", "WIDTH", "LeanCertificate", "NotExportable", "Source", "remark"]

WIDTH = 100
NO_COMMENTS: Mapping[str, str] = MappingProxyType({})


class NotExportable(ProverError):
    """A step of a proof, or a model, cannot be turned into Lean terms."""

    code = "not-exportable"

    def __init__(self, step: str, why: str) -> None:
        super().__init__(
            f"{step} cannot be written in Lean: {why}", hint="the other exports show it"
        )
        self.step = step


@dataclass(frozen=True, slots=True)
class LeanCertificate:
    """A Lean file with one theorem.

    Attributes:
        theorem: the name of the theorem.
        source: the whole file.
        nodes: for the lines that belong to a step or premise, its name, by 1-based line.
    """

    theorem: str
    source: str
    nodes: Mapping[int, str]


@dataclass(slots=True)
class Source:
    """Lines, and which step or premise they belong to."""

    lines: list[str] = field(default_factory=list)
    nodes: dict[int, str] = field(default_factory=dict)

    def add(self, text: str, node: str | None = None) -> None:
        """Add ``text``, which may have several lines."""
        for line in text.split("\n"):
            self.lines.append(line)
            if node is not None:
                self.nodes[len(self.lines)] = node

    def comment(self, text: str, indent: str, node: str | None = None) -> None:
        """Add ``text`` as comment lines."""
        start = f"{indent}-- "
        filled = textwrap.wrap(remark(text), WIDTH, initial_indent=start, subsequent_indent=start)
        for line in filled:
            self.add(line, node)

    def documentation(self, text: str, sentences: Mapping[str, str]) -> None:
        """Add a documentation comment: ``text``, then the sentences by name."""
        self.add(f"/-- {text}")
        for name, sentence in sentences.items():
            start, rest = f"* {remark(name)}: ", "  "
            filled = textwrap.wrap(
                remark(sentence), WIDTH, initial_indent=start, subsequent_indent=rest
            )
            for line in filled:
                self.add(line)
        self.add("-/")

    def append(self, other: Source) -> None:
        """Add all of ``other``."""
        start = len(self.lines)
        self.lines.extend(other.lines)
        self.nodes.update({start + number: node for number, node in other.nodes.items()})

    @property
    def text(self) -> str:
        """What has been written."""
        return "\n".join(self.lines) + "\n"

    def certificate(self, theorem: str) -> LeanCertificate:
        """What has been written, as the file of ``theorem``."""
        return LeanCertificate(theorem, self.text, dict(self.nodes))


def remark(text: str) -> str:
    """``text`` on one line, so that it can stand in a comment of Lean and not end it."""
    printable = "".join([c if c.isprintable() else " " for c in text])
    return re.sub(r"\s+", " ", printable).replace("-/", "- /").replace("/-", "/ -").strip()
