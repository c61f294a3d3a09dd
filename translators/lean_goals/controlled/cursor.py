"""A place in the tokens, with rules that are tried in order and remembered.

A rule moves the cursor forward or stops; whoever tries another one puts the cursor back.  The
farthest place that any rule has reached is where the error is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from prover.errors import Position
from prover.problem import Span
from translators.lean_goals.controlled.tokens import Token
from translators.lean_goals.errors import NotUnderstood

__all__ = ["Cursor", "Stop", "remembered"]

Result = TypeVar("Result")
Self = TypeVar("Self", bound="Cursor")

_DEEPEST = 72
"""Rules inside one another; each takes a few frames of Python's stack."""

_END = Token("the end", "", Span(0, 0))


class Stop(Exception):
    """A rule does not apply here."""


def remembered(rule: Callable[[Self], Result]) -> Callable[[Self], Result]:
    """``rule``, carried out once at each place."""

    @wraps(rule)
    def with_memory(self: Self) -> Result:
        key = rule.__name__, self.at
        known = self.memory.get(key)
        if known is None:
            known = self.memory[key] = self.outcome(lambda: rule(self))
        self.at = known[1]
        if not known[2]:
            raise Stop
        return cast(Result, known[0])

    return with_memory


class Cursor:
    """Where reading is.

    Args:
        text: what is read.
        tokens: its tokens.
    """

    def __init__(self, text: str, tokens: tuple[Token, ...]) -> None:
        self.text = text
        self.tokens = tokens
        self.at = 0
        self.farthest = 0
        self.expected: dict[str, None] = {}
        self.memory: dict[tuple[str, int], tuple[object, int, bool]] = {}
        self._depth = 0

    @property
    def token(self) -> Token:
        """The next token."""
        return self.tokens[self.at] if self.at < len(self.tokens) else _END

    @property
    def is_at_end(self) -> bool:
        """Nothing is left."""
        return self.at >= len(self.tokens)

    def outcome(self, rule: Callable[[], object]) -> tuple[object, int, bool]:
        """What the rule gives, where it ends, and whether it applies.

        Raises:
            NotUnderstood: rules are nested too deeply.
        """
        start = self.at
        if self._depth == _DEEPEST:
            raise NotUnderstood(
                "this is nested too deeply", position=self.position(start), hint="name its parts"
            )
        self._depth += 1
        try:
            return rule(), self.at, True
        except Stop:
            return None, start, False
        finally:
            self._depth -= 1

    def stop(self, expected: str = "") -> Stop:
        """The reason to raise when a rule does not apply here."""
        if self.at > self.farthest:
            self.farthest, self.expected = self.at, {}
        if self.at == self.farthest and expected:
            self.expected[expected] = None
        return Stop()

    def hears(self, *phrases: str) -> str:
        """The first of ``phrases`` that stands here, passed over; empty if none does."""
        for phrase in phrases:
            words = phrase.split()
            here = self.tokens[self.at : self.at + len(words)]
            if [token.lower for token in here] == words:
                self.at += len(words)
                return phrase
        return ""

    def needs(self, *phrases: str) -> str:
        """The first of ``phrases`` that stands here, passed over.

        Raises:
            Stop: none does.
        """
        heard = self.hears(*phrases)
        if not heard:
            raise self.stop(phrases[0])
        return heard

    def maybe(self, rule: Callable[[], Result]) -> Result | None:
        """What the rule gives, or None where it does not apply."""
        start = self.at
        try:
            return rule()
        except Stop:
            self.at = start
            return None

    def either(self, *rules: Callable[[], Result]) -> Result:
        """What the first rule that applies gives.

        Raises:
            Stop: none does.
        """
        start = self.at
        for rule in rules:
            try:
                return rule()
            except Stop:
                self.at = start
        raise Stop

    def since(self, start: int) -> Span:
        """The text from the token at ``start`` to here."""
        if start >= len(self.tokens):
            return Span(len(self.text), len(self.text))
        last = max(start, self.at - 1)
        return Span(self.tokens[start].span.start, self.tokens[last].span.end)

    def position(self, at: int) -> Position:
        """The place of a token in the text."""
        offset = self.tokens[at].span.start if at < len(self.tokens) else len(self.text)
        return Position.of(self.text, offset)
