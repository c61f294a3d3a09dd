"""``python -m tests.soundness``: the campaign, its table, and a file for every disagreement."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import suppress
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from tests.soundness.campaign import Disagreement, Figures, rounds
from tests.soundness.judging import Limits


def main() -> int:
    """Play the rounds; exit code 1 if anybody disagrees."""
    options = _options()
    figures, disagreements = Figures(), list[Disagreement]()
    numbers = range(options.first, options.first + options.rounds)
    console = Console(stderr=True)
    limits = Limits(options.seconds, options.seconds / 2)
    played = rounds(numbers, options.seed, limits, options.jobs)
    with suppress(KeyboardInterrupt):  # what has been played until then is shown
        for found in track(played, "judging", total=options.rounds, console=console):
            figures.add(found)
            disagreements += found.disagreements
            for each in found.disagreements:
                console.print(f"[bold red]{each.number}[/]: {each.what}", highlight=False)
                _keep(each, options.keep)
    document = {**figures.document, "disagreements": [d.what for d in disagreements]}
    if options.json:
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        _show(figures, disagreements)
    return 1 if disagreements else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soundness", description=__doc__)
    parser.add_argument("--rounds", type=int, default=4_700, help="each judges 2 or 3 problems")
    parser.add_argument("--first", type=int, default=0, help="number of the first")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--seconds", type=float, default=2.0, help="for us; half of it for peers")
    parser.add_argument("--keep", type=Path, default=Path("build/soundness"), help="reproductions")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _keep(found: Disagreement, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    count = len(list(folder.glob(f"{found.number}*")))
    (folder / f"{found.number}-{count}.p").write_text(found.reproduction, encoding="utf-8")


def _show(figures: Figures, disagreements: list[Disagreement]) -> None:
    console = Console()
    kinds = Table("kind", *figures.verdicts, title=f"{figures.problems:,} problems")
    for kind, counts in figures.kinds.items():
        kinds.add_row(kind, *(str(counts[verdict]) for verdict in figures.verdicts))
    kinds.add_row("all", *(str(count) for count in figures.verdicts.values()))
    pairs = Table("two judges", "agree", "one or both open", "contradict")
    for pair, counts in figures.pairs.items():
        pairs.add_row(" / ".join(pair), *(str(counts[k]) for k in ("agree", "open", "contradict")))
    console.print(kinds, pairs)
    console.print("decided in one form only:", dict(figures.unstable))
    console.print("seconds:", {judge: round(total) for judge, total in figures.seconds.items()})
    console.print(f"{len(disagreements)} disagreements")


if __name__ == "__main__":
    sys.exit(main())
