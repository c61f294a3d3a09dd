"""The formulas in a model's reply, each with the sentence that the model says it is of.

Read are pairs of lines (``TEXT: …`` and ``FOL: …``), glosses (``formula ::: sentence``), and
blocks of formulas among code fences, numbers, bullets and words of courtesy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Written", "written"]

MAX_REPLY = 200_000
"""Characters of a reply that are read."""

_LABEL = re.compile(
    r"[\s*]*(?P<sentence>TEXT|SENTENCE|ENGLISH|PREMISE(?:\s*\d+)?|CONCLUSION|GOAL|QUESTION"
    r"|HYPOTHESIS)|(?P<formula>[\s*]*(?:FOL|FORMULA|LOGIC))"
)
_LABELLED = re.compile(rf"(?:{_LABEL.pattern})[\s*]*:[\s*]*(?P<rest>.*)", re.IGNORECASE)
_NUMBER = re.compile(r"^\s*(?:[-*•]\s+|\(?(?:\d{1,3}|[a-z])[.)]\s+|[pPhH]?\d{1,3}:\s+)")
_FENCE = re.compile(r"\s*(?:```|~~~)\w*\s*$")
_CONTINUES = re.compile(r"\s*(?:[&|∧∨→↔]|->|<->|and\b|or\b)")
_LOGICAL = re.compile(r"[∀∃∧∨¬→↔⊕⇒⇔&|]|<?[-=]>|\b(?:all|exists|forall|some) [a-z]\d*[.,:(]")
_ATOM = re.compile(r"[\s(¬~-]*\w+\([^()]+\)[\s).]*")
_EXTERNAL = re.compile(r"\s*\[BG\]\s*")
"""How data sets mark a sentence of background knowledge."""


@dataclass(frozen=True, slots=True)
class Written:
    """A formula as a model wrote it, and the sentence it was said to be of, if any."""

    formula: str
    sentence: str = ""


def written(reply: str) -> tuple[Written, ...]:
    """The formulas of ``reply`` in order; of a reply that is too long, those of its start.

    A formula may go over several lines; lines that are neither formula nor label are taken for
    the sentence that the next formula is of.
    """
    lines = [line for line in reply[:MAX_REPLY].splitlines() if not _FENCE.match(line)]
    return tuple(_Lines(labelled=any(_is_formula_label(line) for line in lines)).read(lines))


def _is_formula_label(line: str) -> bool:
    match = _LABELLED.fullmatch(line)
    return match is not None and match["formula"] is not None


@dataclass(slots=True)
class _Lines:
    """Reads line after line; ``labelled`` replies name their formulas."""

    labelled: bool
    sentence: str = ""
    formula: str = ""

    def read(self, lines: list[str]) -> Iterator[Written]:
        inside = False
        for each in lines:
            line = _NUMBER.sub("", each, count=1)
            match = _LABELLED.fullmatch(line)
            if match is None and self.formula and (_open(self.formula) or _CONTINUES.match(line)):
                self.formula += " " + line.strip()
                continue
            if not line.strip() or line.isspace():
                yield from self._finished()
                continue
            yield from self._finished()
            if match is not None:
                inside = match["formula"] is not None
                rest = match["rest"]
                if inside or (match["sentence"] and _is_formula(rest)):
                    self.formula = rest
                else:
                    self.sentence = rest
            elif (inside or not self.labelled) and _is_formula(line):
                self._unlabelled(line)
            else:
                inside = False
                self.sentence = line.strip()
        yield from self._finished()

    def _unlabelled(self, line: str) -> None:
        formula, gloss, sentence = line.partition(":::")
        self.formula = formula
        if gloss:
            self.sentence = sentence.strip()

    def _finished(self) -> Iterator[Written]:
        formula, self.formula = self.formula.strip().strip("`$"), ""
        if formula:
            yield Written(formula, _EXTERNAL.sub("", self.sentence).strip())


def _is_formula(line: str) -> bool:
    """Whether a line looks like a formula and not like prose with brackets in it."""
    return bool(_LOGICAL.search(line) or _ATOM.fullmatch(line.partition(":::")[0]))


def _open(formula: str) -> bool:
    return formula.count("(") > formula.count(")")
