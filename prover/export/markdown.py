"""An answer as Markdown: the verdict, the textbook proof, the models.

Text of the input is escaped, so that a sentence cannot become a heading, a link or HTML.
"""

from __future__ import annotations

import re

from prover.answer import Answer
from prover.export.prose import Kind, Line, Piece, lines_of
from prover.export.tables import Grid, ModelView, fixpoint_grids, model_views
from prover.export.wording import Tone, findings, gloss, headline
from prover.logic.printers import to_unicode
from prover.problem import Premise

__all__ = ["model_in_markdown", "to_markdown"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_LIST_START = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def to_markdown(answer: Answer) -> str:
    """``answer`` as a Markdown document."""
    parts = [_head(answer), _sentences(answer)]
    if lines := lines_of(answer):
        parts.append("## Proof\n\n" + "\n".join(_line(line) for line in lines))
    parts += [model_in_markdown(model) for model in model_views(answer)]
    if grids := fixpoint_grids(answer):
        parts.append("## Everything that the rules derive\n\n" + "\n\n".join(map(_table, grids)))
    warnings = tuple(dict.fromkeys((*answer.problem.warnings, *answer.warnings)))
    if warnings:
        parts.append("## To bear in mind\n\n" + "\n".join(f"- {_text(w)}" for w in warnings))
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(answer: Answer) -> str:
    goal = answer.problem.goal
    lines = [f"# {headline(answer)}"]
    if goal is not None:
        said = f"**{_text(goal.sentence.text)}** " if goal.sentence.text.strip() else ""
        lines.append(f"> {said}{_code(to_unicode(goal.formula))}")
    lines.append(gloss(answer))
    if answer.reason:
        lines.append(f"Why: {_text(answer.reason)}")
    marks = {Tone.GOOD: "✓ ", Tone.BAD: "✗ ", Tone.PLAIN: ""}
    lines.append("\n".join(f"- {marks[f.tone]}{_text(f.text)}" for f in findings(answer)))
    return "\n\n".join(line for line in lines if line)


def _sentences(answer: Answer) -> str:
    used = answer.proof.premises_used if answer.proof else ()
    rows = [_premise(premise, premise.name in used) for premise in answer.problem.premises]
    for item in answer.problem.untranslated:
        text, base = item.sentence.text, item.sentence.span.start
        stop = min(max(item.span.start - base, 0), len(text))
        marked = f"{_text(text[:stop])}**▮**{_text(text[stop:])}"
        rows.append(f"- {marked} (not understood: {_text(item.reason)})")
    return "## Sentences\n\n" + "\n".join(rows) if rows else ""


def _premise(premise: Premise, used: bool) -> str:
    said = f"{_text(premise.sentence.text)} " if premise.sentence.text.strip() else ""
    mark = " (used)" if used else ""
    return f"- {_text(premise.name)}{mark}: {said}{_code(to_unicode(premise.formula))}"


def _line(line: Line) -> str:
    return f"{line.number}. {''.join(_piece(piece) for piece in line.pieces)}"


def _piece(piece: Piece) -> str:
    return _code(piece.text) if piece.kind is Kind.FORMULA else _text(piece.text)


def model_in_markdown(model: ModelView) -> str:
    """A model with its title, its elements and its tables."""
    match model.goal_holds:
        case None:
            title = "every sentence holds"
        case holds:
            title = f"the statement is {'true' if holds else 'false'}"
    lists = [
        f"**{_text(grid.caption)}**: {', '.join(_text(row.head) for row in grid.rows)}"
        for grid in model.listings
    ]
    parts = [f"## A situation in which {title}", _text(model.elements)]
    return "\n\n".join([*parts, *map(_text, model.notes), *map(_table, model.grids), *lists])


def _table(grid: Grid) -> str:
    head = [_text(grid.caption), *map(_text, grid.columns)]
    rows = [head, ["---"] + [":-:"] * len(grid.columns)]
    rows += [[_text(row.head), *(_text(cell.mark) for cell in row.cells)] for row in grid.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _code(text: str) -> str:
    """``text`` as a code span, fenced by more backticks than it contains."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    if not longest:
        return f"`{text}`"
    fence = "`" * (longest + 1)
    return f"{fence} {text} {fence}"


def _text(text: str) -> str:
    flat = re.sub(r"\s+", " ", text)
    return _LIST_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", flat))
