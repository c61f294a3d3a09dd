"""The finite models in what a prover printed, and what each of them is to show.

Our own outputs say in a comment whether the goal is true in a model; a model of which nothing
is said is one in which it is false, as the provers of others print them.
"""

from __future__ import annotations

import re

from prover.answer import Witness
from prover.errors import Position
from prover.tstp.model import ModelError, read_model
from prover.tstp.outputs import Output, outputs

__all__ = ["has_models", "read_witnesses"]

_MODEL = re.compile(r"^[ \t]*+(?:fof|tff)[ \t]*+\([^\n,]*+,\s*+fi_domain\b", re.MULTILINE)
_ANYTHING = re.compile(r"[^\n]")
_WITH_GOAL = re.compile(r"^%[ \t]*+with the goal[ \t]*+$", re.MULTILINE)


def has_models(text: str) -> bool:
    """Whether ``text`` offers finite models, and nothing but them.

    Raises:
        TstpSyntaxError: an output block has no end.
    """
    blocks = tuple(outputs(text))
    return bool(blocks) and all(_is_model(text, block) for block in blocks)


def read_witnesses(text: str) -> tuple[Witness, ...]:
    """The models in ``text``, each with its claim: whether the goal is true in it.

    Raises:
        TptpSyntaxError: a model is not TPTP.
        TstpSyntaxError: an output block has no end.
        ModelError: what is said to be a finite model is none, or a second model has the same claim.
    """
    found: dict[bool, Witness] = {}
    for block in outputs(text):
        if not _is_model(text, block):
            continue
        holds = _WITH_GOAL.search(text, block.start, block.end) is not None
        if holds in found:
            which = "with the goal" if holds else "without the goal"
            position = Position.of(text, block.start)
            hint = "give one model of each kind"
            raise ModelError(f"this is a second model {which}", position=position, hint=hint)
        found[holds] = Witness(holds, read_model(_alone(text, block)))
    return tuple(found.values())


def _is_model(text: str, block: Output) -> bool:
    named = block.kind.startswith("Finite") and block.kind.endswith("Model")
    return named or _MODEL.search(text, block.start, block.end) is not None


def _alone(text: str, block: Output) -> str:
    """The text of a block, everything where it was, and blanks before it."""
    return _ANYTHING.sub(" ", text[: block.start]) + text[block.start : block.end]
