"""From a text to its sentences."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

from prover.errors import Position
from translators.lean_goals.controlled.cursor import Cursor, Stop
from translators.lean_goals.controlled.proposition_rules import PropositionRules
from translators.lean_goals.controlled.surface import Sentence
from translators.lean_goals.controlled.tokens import Token, tokenize
from translators.lean_goals.errors import NotUnderstood

__all__ = ["read_sentences"]

_DEEPEST = 120
"""Levels of a sentence's tree, where a node and its tuple of children are two."""


def read_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of ``text``.

    Raises:
        NotUnderstood: it is empty, too long, nested too deeply, or no controlled English; the
            position is where reading stopped.
    """
    tokens = tokenize(text)
    if not tokens:
        raise NotUnderstood("there is no statement", hint="say for example: 1 + 1 = 2.")
    cursor = PropositionRules(text, tokens)
    sentences: list[Sentence] = []
    while not cursor.is_at_end:
        try:
            sentences.append(cursor.sentence())
        except Stop:
            raise _failure(cursor) from None
        if not cursor.hears(".", ";") and not cursor.is_at_end:
            cursor.stop("a full stop")
            raise _failure(cursor)
    for sentence in sentences:
        _check_depth(text, sentence)
    return tuple(sentences)


def _check_depth(text: str, sentence: Sentence) -> None:
    """Long chains are deep trees, too; everything after this is recursive."""
    level: list[object] = [sentence]
    for _ in range(_DEEPEST):
        level = [child for node in level for child in _children(node)]
        if not level:
            return
    position = Position.of(text, sentence.span.start)
    raise NotUnderstood("this sentence is too long", position=position, hint="split it")


def _children(node: object) -> list[object]:
    if isinstance(node, tuple):
        return list(node)
    return [getattr(node, f.name) for f in fields(node)] if is_dataclass(node) else []


def _failure(cursor: Cursor) -> NotUnderstood:
    """What was understood, and what was looked for where reading stopped."""
    at = max(cursor.farthest, cursor.at)
    read = cursor.tokens[:at]
    understood = f"after “{_tail(cursor.text, read)}”" if read else "at the beginning"
    found = f"“{cursor.tokens[at].text}”" if at < len(cursor.tokens) else "the end of the text"
    expected = ", ".join(list(cursor.expected)[:6])
    return NotUnderstood(
        f"reading stopped {understood}: {found} was not expected",
        position=Position.of(cursor.text, _offset(cursor, at)),
        hint=f"what could follow: {expected}" if expected else "rephrase this part",
    )


def _tail(text: str, read: tuple[Token, ...]) -> str:
    """The last words that were read."""
    start = read[max(0, len(read) - 4)].span.start
    return text[start : read[-1].span.end]


def _offset(cursor: Cursor, at: int) -> int:
    return cursor.tokens[at].span.start if at < len(cursor.tokens) else len(cursor.text)
