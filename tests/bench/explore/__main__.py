"""Measure, and print a table, or JSON."""

from __future__ import annotations

import argparse
import json
from multiprocessing import get_context

from tests.bench.explore.measures import MEASURES, MUTANTS, Row, measure

LIMITS: dict[str, dict[str, float]] = {
    "command": {"wall_seconds": 25, "peak_mb": 500, "without_certificate": 0},
    "peano": {"cpu_seconds": 50, "peak_mb": 500},
    "sums": {"cpu_seconds": 60},
    "scale": {"cpu_seconds": 120, "peak_mb": 2000},
}
"""Seconds, and megabytes; where time is that of the processor, of both cores together."""

QUOTED = (
    "Generative Logic 0.7 on Peano, as measured by others on such a machine, not here: "
    "227 s, 1.39 GB, 45 statements, of which 8 vacuous, 4 renamed duplicates, about 14 instances"
)


def measured(name: str) -> Row:
    """One measure, in a process of its own."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, (name,))


def failures(name: str, row: Row) -> list[str]:
    """What a row should show, and does not."""
    wrong = [
        f"{name}: {figure} {row[figure]} > {limit}"
        for figure, limit in LIMITS.get(name, {}).items()
        if float(str(row[figure])) > limit
    ]
    wrong += [
        f"{name}: {figure} {row[figure]}"
        for figure in ("missing", "rejected", "alpha_equivalent", "vacuous")
        if row.get(figure)
    ]
    if name == "mutations":
        if row["proved"]:
            wrong.append(f"{name}: PROVED THOUGH FALSE: {row['proved']}")
        if int(str(row["mutants"])) < MUTANTS:
            wrong.append(f"{name}: only {row['mutants']} false mutants")
    return wrong


def main() -> int:
    """Run the measures named on the command line, or all."""
    parser = argparse.ArgumentParser(prog="tests.bench.explore")
    parser.add_argument("names", nargs="*", choices=[[], *MEASURES], default=[])
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    rows = {name: measured(name) for name in arguments.names or MEASURES}
    if arguments.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for name, row in rows.items():
            print(name.ljust(10), "  ".join(f"{key} {value}" for key, value in row.items()))
        print("quoted".ljust(10), QUOTED)
    wrong = [line for name, row in rows.items() for line in failures(name, row)]
    for line in wrong:
        print(f"not as it should be: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
