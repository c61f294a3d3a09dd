"""Sentences are drawn with their formulas: readable, repeatable, apart from what is held out."""

from __future__ import annotations

import re
from itertools import islice

import pytest

from prover.check.smt import Answer, Entailment, Z3Session
from prover.logic.reader import parse_formula
from prover.logic.syntax import Formula
from prover.logic.walk import symbols
from prover.problem import Sentence, Span
from translators.controlled.translator import ControlledEnglish
from translators.llm.training.frames import SEEN, UNSEEN
from translators.llm.training.pairs import LONGEST, Pair, pairs
from translators.llm.training.shapes import SHAPES


def drawn(number: int, seed: int = 3, **how: bool) -> list[Pair]:
    return list(islice(pairs(seed, **how), number))


def reading(sentence: str) -> Formula | None:
    asked = Sentence(sentence, Span(0, len(sentence)))
    read = ControlledEnglish().translate([asked], None).premises[0]
    return read.readings[0].formula if read.readings else None


def test_the_seed_fixes_the_pairs() -> None:
    assert drawn(20) == drawn(20)
    assert drawn(20) != drawn(20, seed=4)


def test_what_is_printed_is_the_formula() -> None:
    for pair in drawn(200):
        assert parse_formula(pair.text) is pair.formula
        assert max(len(pair.sentence.encode()), len(pair.text.encode())) <= LONGEST


def test_every_symbol_is_copied_from_the_sentence() -> None:
    """Names are lemmas of the sentence's words, so a reader of bytes can find them there."""
    for pair in drawn(200):
        words = re.findall(r"\w+", pair.sentence.lower())
        for symbol in symbols(pair.formula):
            for part in symbol.name.split("_"):
                assert any(word[0] == part[0] for word in words), (part, pair.sentence)


def test_every_shape_has_frames_and_is_drawn() -> None:
    assert set(SHAPES) == set(SEEN) >= set(UNSEEN)
    assert {pair.shape for pair in drawn(1000)} == set(SHAPES)


@pytest.mark.parametrize("shape", sorted(UNSEEN))
def test_unseen_wordings_are_unseen(shape: str) -> None:
    assert not set(UNSEEN[shape]) & set(SEEN[shape])


def test_held_out_words_are_never_trained_on() -> None:
    def invented(held_out: bool) -> set[str]:
        names = {s.name for p in drawn(400, held_out=held_out) for s in symbols(p.formula)}
        return {name for name in names if re.fullmatch(r"\w+(ipus|ock|ous|ie)", name)}

    train, held_out = invented(False), invented(True)
    assert len(train) > 100
    assert len(held_out) > 100
    everyday = {"nervous", "famous", "luminous", "dangerous", "jealous", "bonnie", "charlie"}
    assert train & held_out <= everyday


def test_simple_pairs_are_short() -> None:
    assert all(len(pair.sentence) <= LONGEST // 2 for pair in drawn(100, simple=True))


def test_where_the_grammar_reads_a_plain_sentence_it_reads_what_was_meant() -> None:
    """The names, too, are the grammar's: its formulas and the model's can be compared."""
    plain = [p for p in drawn(400) if p.shape in ("fact", "denied fact", "rule", "some")]
    read = [(pair, found) for pair in plain if (found := reading(pair.sentence)) is not None]
    judge = Z3Session()
    right = [
        pair
        for pair, found in read
        if judge.decide([Entailment((found,), pair.formula)])[0] is Answer.ENTAILED
    ]
    assert len(read) > 50
    assert len(right) > 0.6 * len(read)
