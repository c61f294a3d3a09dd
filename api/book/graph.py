"""The proof graph of a theorem; what its obligations rest on is folded at first."""

from __future__ import annotations

from collections.abc import Mapping

from api.book.outline import Outline, Placed
from api.book.setting import Setting
from prover.export.drawing import Drawing, Sketch, drawing_of, texts
from prover.graph import Role
from prover.proof import Rule

__all__ = ["proof_graph"]

_LABELS: Mapping[Role, str] = {
    Role.ASSUMPTION: "assumed",
    Role.DERIVED: "derived",
    Role.SKOLEM: "named",
    Role.DEFINITION: "abbreviated",
    Role.CONTRADICTION: "contradiction",
    Role.PREMISE: "used",
    Role.CLAIM: "shown",
}


def proof_graph(theorem: str, outline: Outline, setting: Setting) -> Drawing:
    """The steps of ``outline``, which is that of ``theorem``, as a drawing."""
    sketches = {
        str(placed.number): _sketch(theorem, placed, tuple(map(str, placed.parents)), setting)
        for placed in outline.placed
    }
    edges = [(parent, key) for key, sketch in sketches.items() for parent in sketch.parents]
    return drawing_of(sketches, _rows(outline), edges, _LABELS)


def _rows(outline: Outline) -> list[list[str]]:
    """The steps in rows, each as far down as what rests on it allows.

    So the obligations of an induction stand side by side, whatever they rest on.
    """
    height: dict[int, int] = {}
    for placed in reversed(outline.placed):
        above = height.setdefault(placed.number, 0) + 1
        for parent in placed.parents:
            height[parent] = max(height.get(parent, 0), above)
    rows: list[list[str]] = [[] for _ in range(max(height.values()) + 1)]
    for placed in outline.placed:
        rows[-1 - height[placed.number]].append(str(placed.number))
    return rows


def _sketch(theorem: str, placed: Placed, parents: tuple[str, ...], setting: Setting) -> Sketch:
    formula = setting.typesetter.text(placed.formula)
    references = setting.references
    name, words = placed.step.name if placed.step else "", ""
    if placed.role is Role.PREMISE and name in references.by_name:
        words = references[name].title
    folds = bool(placed.concludes) and placed.concludes != theorem and len(parents) > 0
    return Sketch(
        number=placed.number,
        role=placed.role,
        label=_label(theorem, placed),
        name=name,
        texts=texts(words, formula),
        full=f"{words} — {formula}" if words else formula,
        parents=parents,
        is_folded=folds,
    )


def _label(theorem: str, placed: Placed) -> str:
    if placed.concludes == theorem:
        return "theorem"
    if placed.concludes:
        return "obligation"
    if placed.rule is Rule.INDUCTION:
        return "induction"
    return _LABELS[placed.role]
