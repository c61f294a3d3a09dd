"""Sentences drawn together with their formulas."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from prover.logic.printers.unicode import to_unicode
from prover.logic.syntax import Formula
from translators.controlled.wording.verbalise import verbalise
from translators.llm.training.frames import ASIDES, SEEN, UNSEEN, UNSEEN_ASIDES
from translators.llm.training.shapes import SHAPES, Drawn
from translators.llm.training.words import Vocabulary

__all__ = ["LONGEST", "Pair", "pairs"]

LONGEST = 160
"""Bytes of a sentence, and of a formula, that is kept."""

_OWN_WORDING = 0.15
"""How often a formula is said by our own back-translation instead of by a frame."""

_ASIDE = 0.12


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence, its formula, and the formula as it is printed."""

    sentence: str
    formula: Formula
    text: str
    shape: str


def pairs(
    seed: int, *, held_out: bool = False, unseen: bool = False, simple: bool = False
) -> Iterator[Pair]:
    """Pairs without end; the same for the same arguments.

    Args:
        seed: of chance.
        held_out: invented words are those that training never shows.
        unseen: so are the frames, or the words around them.
        simple: short ones only, to learn copying from.
    """
    chance = random.Random(seed)
    words = Vocabulary(chance, held_out)
    names = [name for name in SHAPES if not unseen or name in UNSEEN]
    if simple:
        names = ["fact", "denied fact", "rule"]
    weights = [SHAPES[name][0] for name in names]
    while True:
        shape = chance.choices(names, weights)[0]
        drawn = SHAPES[shape][1](words)
        sentence = _said(chance, shape, drawn, unseen)
        text = to_unicode(drawn.formula)
        limit = LONGEST // 2 if simple else LONGEST
        if max(len(sentence.encode()), len(text.encode())) <= limit:
            yield Pair(sentence, drawn.formula, text, shape)


def _said(chance: random.Random, shape: str, drawn: Drawn, unseen: bool) -> str:
    if not unseen and chance.random() < _OWN_WORDING:
        return verbalise(drawn.formula, drawn.glossary)
    # An unseen wording is one by its frame or by the words around it, a few by both.
    new_frame = unseen and chance.random() < 0.8
    frame = chance.choice(UNSEEN[shape] if new_frame else SEEN[shape])
    said = frame.format_map(drawn.words)
    if unseen and (not new_frame or chance.random() < _ASIDE):
        said = chance.choice(UNSEEN_ASIDES).format(said)
    elif chance.random() < _ASIDE:
        said = chance.choice(ASIDES).format(said)
    return said[0].upper() + said[1:] + "."
