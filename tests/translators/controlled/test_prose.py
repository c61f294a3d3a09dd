"""How much of ordinary prose is understood.

``prose.txt`` was written before anyone looked at what the grammar supports: policies, terms,
encyclopaedia, stories and puzzles, each with a question and the verdict a reader would give.
"""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

PROSE = Path(__file__).with_name("prose.txt")


def problems() -> list[tuple[list[str], str]]:
    """Premises and question of every problem; lines of # are headings."""
    found = []
    for block in PROSE.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        question = lines.pop().removeprefix("? ").partition(" => ")[0]
        found.append((lines, question))
    return found


def test_nineteen_sentences_of_twenty_are_understood(translate):
    documents = [translate(*premises, question=question) for premises, question in problems()]
    sentences = [t for document in documents for t in document.translations]
    understood = [t for t in sentences if t.failure is None]

    assert len(sentences) > 700
    assert len(understood) >= 0.95 * len(sentences)
