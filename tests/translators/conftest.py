"""What every test of the translators starts from."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from prover.problem import Sentence, Span
from translators.controlled import ControlledEnglish
from translators.translation import Document


def _sentences(texts: tuple[str, ...]) -> list[Sentence]:
    made, start = [], 0
    for text in texts:
        made.append(Sentence(text, Span(start, start + len(text))))
        start += len(text) + 1
    return made


@pytest.fixture
def translate() -> Callable[..., Document]:
    """Translate sentences as one document: ``translate("Bob is kind.", question="Is he?")``."""

    def run(*texts: str, question: str | None = None) -> Document:
        sentences = _sentences((*texts, question) if question else texts)
        goal = sentences.pop() if question else None
        return ControlledEnglish().translate(sentences, goal)

    return run
