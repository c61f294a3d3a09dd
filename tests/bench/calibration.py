"""Confidence against accuracy, drawn.

    python -m tests.bench.calibration OUT.png ROWS.jsonl…

ROWS are what ``prover eval --translations FILE --rows ROWS.jsonl`` writes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("agg")
from matplotlib import pyplot as plt

RANGES = 5
"""Ranges of confidence, from a third (a guess among three verdicts) to one."""


def read_points(paths: list[Path]) -> list[tuple[float, bool]]:
    """(confidence, right) for each problem in which a verdict leads."""
    rows = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    return [(row["vote"]["confidence"], row["correct"]) for row in rows if row["vote"]["leading"]]


def binned(points: list[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """Mean confidence, accuracy and number of problems for each range with any."""
    groups: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in points:
        groups.setdefault(min(int(confidence * RANGES * 2), RANGES * 2 - 1), []).append(
            (confidence, right)
        )
    return [
        (sum(c for c, _ in g) / len(g), sum(r for _, r in g) / len(g), len(g))
        for _, g in sorted(groups.items())
    ]


def draw(points: list[tuple[float, bool]], out: Path, what: str) -> None:
    """Write the picture to ``out``; ``what`` says whose points they are."""
    bins = binned(points)
    error = sum(abs(said - right) * n for said, right, n in bins) / len(points)
    figure, axes = plt.subplots(figsize=(5, 5), dpi=120)
    axes.plot([0, 1], [0, 1], color="0.7", linewidth=1, label="as often right as said")
    axes.scatter(
        [said for said, _, _ in bins],
        [right for _, right, _ in bins],
        s=[12 + 2 * n for _, _, n in bins],
        color="tab:blue",
        alpha=0.8,
        label="problems, by confidence",
    )
    for said, right, n in bins:
        axes.annotate(str(n), (said, right), textcoords="offset points", xytext=(9, -10))
    axes.set(xlim=(0.2, 1.02), ylim=(-0.04, 1.04), xlabel="confidence", ylabel="share right")
    axes.set_title(f"{len(points)} problems, {what}:\nexpected calibration error {error:.3f}")
    axes.legend(loc="upper left")
    figure.tight_layout()
    figure.savefig(out)
    print(f"{out}: {bins}, error {error:.3f}")


def main() -> None:
    out, *paths = map(Path, sys.argv[1:])
    draw(read_points(paths), out, "replayed")


if __name__ == "__main__":
    main()
