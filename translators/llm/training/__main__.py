"""``python -m translators.llm.training``: see pairs, train a model, measure one."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from itertools import islice
from pathlib import Path
from statistics import mean, median

from translators.llm.clients.hugging_face import HuggingFaceModel
from translators.llm.training.measure import Measured, agreeing, measure, table
from translators.llm.training.pairs import Pair, pairs
from translators.llm.training.train import Plan, Trainer


def main() -> None:
    """Read the command line and do what it says."""
    given = _parser().parse_args()
    match given.command:
        case "show":
            drawn = pairs(given.seed, held_out=given.unseen, unseen=given.unseen)
            for pair in islice(drawn, given.number):
                print(f"{pair.sentence}\t{pair.text}")
        case "train":
            plan = Plan(**{field.name: getattr(given, field.name) for field in fields(Plan)})
            Trainer(plan, given.folder).run(given.every)
        case _:
            _measure(given)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m translators.llm.training")
    commands = parser.add_subparsers(dest="command", required=True)
    show = commands.add_parser("show", help="print pairs of sentence and formula")
    show.add_argument("--number", type=int, default=20)
    show.add_argument("--seed", type=int, default=0)
    show.add_argument("--unseen", action="store_true", help="wordings that are not trained on")
    train = commands.add_parser("train", help="train a model, or go on training it")
    train.add_argument("folder", type=Path)
    train.add_argument("--every", type=int, default=250, help="steps between two checkpoints")
    for field in fields(Plan):
        kind = float if field.name == "rate" else int
        train.add_argument(f"--{field.name}", type=kind, default=field.default)
    measured = commands.add_parser("measure", help="held-out accuracy, inside and outside coverage")
    measured.add_argument("folder", type=Path)
    measured.add_argument("--number", type=int, default=300, help="sentences of each kind")
    measured.add_argument("--seed", type=int, default=1000)
    measured.add_argument("--free", action="store_true", help="decode without the grammar")
    measured.add_argument("--text", type=Path, help="sentences of your own, one a line")
    measured.add_argument("--rows", type=Path, help="write every answer there, as JSON lines")
    return parser


def _measure(given: argparse.Namespace) -> None:
    drawn: Mapping[str, Iterable[Pair]] = {
        "new words": islice(pairs(given.seed, held_out=True), given.number),
        "new words and wordings": islice(
            pairs(given.seed + 1, held_out=True, unseen=True), given.number
        ),
    }
    if given.text:
        drawn = {given.text.name: agreeing(given.text.read_text("utf-8").splitlines())}
    client = HuggingFaceModel(str(given.folder))
    rows: list[Measured] = []
    for title, wanted in drawn.items():
        found = list(measure(client, wanted, constrained=not given.free))
        print(f"\n{title}\n\n{table(found)}")
        rows += found
    seconds = [row.seconds for row in rows[1:]]  # the first one loads the model
    tokens = sum(row.tokens for row in rows[1:]) / sum(seconds)
    print(
        f"\n{1000 * median(seconds):.0f} ms a sentence (median), "
        f"{1000 * mean(seconds):.0f} (mean); {tokens:.0f} tokens a second"
    )
    if given.rows:
        lines = [json.dumps(asdict(row), ensure_ascii=False) for row in rows]
        given.rows.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
