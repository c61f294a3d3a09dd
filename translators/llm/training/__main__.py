"""``python -m translators.llm.training train FOLDER``: make the model again."""

from __future__ import annotations

import argparse
from dataclasses import fields
from itertools import islice
from pathlib import Path

from translators.llm.training.pairs import pairs
from translators.llm.training.train import Plan, Trainer


def main() -> None:
    """Show pairs, or train."""
    parser = argparse.ArgumentParser(prog="python -m translators.llm.training")
    commands = parser.add_subparsers(dest="command", required=True)
    show = commands.add_parser("show", help="print pairs of sentence and formula")
    show.add_argument("--number", type=int, default=20)
    show.add_argument("--seed", type=int, default=0)
    train = commands.add_parser("train", help="train a model, or go on training it")
    train.add_argument("folder", type=Path)
    for field in fields(Plan):
        kind = float if field.name == "rate" else int
        train.add_argument(f"--{field.name}", type=kind, default=field.default)
    given = parser.parse_args()
    if given.command == "show":
        for pair in islice(pairs(given.seed), given.number):
            print(f"{pair.sentence}\t{pair.text}")
    else:
        plan = Plan(**{field.name: getattr(given, field.name) for field in fields(Plan)})
        Trainer(plan, given.folder).run()


if __name__ == "__main__":
    main()
