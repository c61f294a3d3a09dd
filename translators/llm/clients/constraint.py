"""Decoding under a grammar: tokens that would leave the language get no chance.

``llguidance`` says at each step which tokens may follow; here its answer meets the scores of
``transformers``.  It reads GBNF and its own notation.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from translators.llm.errors import ModelMissing, RequestRefused

__all__ = ["Constrainer", "Constraint"]

_NEVER = float("-inf")


class Constrainer:
    """Makes constraints for one model; reading its vocabulary takes long, and is done once.

    Args:
        tokenizer: a fast one.
        vocabulary: how many scores the model gives, which may be more than there are tokens.

    Raises:
        ModelMissing: llguidance is not installed.
        RequestRefused: llguidance does not know such a tokenizer.
    """

    def __init__(self, tokenizer: Any, vocabulary: int) -> None:
        try:
            self._library: Any = import_module("llguidance")
            read = import_module("llguidance.hf").from_tokenizer
        except ImportError:
            raise ModelMissing(
                "a grammar needs llguidance", hint="pip install 'neurosymbolic-prover[llm]'"
            ) from None
        try:
            self._tokens = read(tokenizer, n_vocab=vocabulary)
        except ValueError as error:
            raise RequestRefused(f"no grammar for this model: {_first_line(error)}") from None

    def constraint(self, grammar: str) -> Constraint:
        """The constraint to words of ``grammar``: GBNF, or the notation of llguidance.

        Raises:
            RequestRefused: the grammar is none.
        """
        try:
            words = self._library.grammar_from("grammar", grammar)
        except ValueError as error:
            raise RequestRefused(f"the grammar is none: {_first_line(error)}") from None
        failed, said = self._library.LLMatcher.validate_grammar_with_warnings(words)
        if failed:
            raise RequestRefused(f"the grammar is none: {_first_line(said[0])}")
        begin = partial(self._library.LLMatcher, self._tokens, words)
        return Constraint(begin, self._tokens.eos_token)


class Constraint:
    """A logits processor for one call of ``generate``; it keeps the place of every row.

    Args:
        begin: makes a matcher at the start of the grammar.
        end: the token that ends a text.
    """

    def __init__(self, begin: Callable[[], Any], end: int) -> None:
        self._begin = begin
        self._end = end
        self._matchers: list[Any] = []

    def __call__(self, written: Any, scores: Any) -> Any:
        """The scores with what the grammar forbids at minus infinity, after ``written``."""
        if not self._matchers:
            self._matchers = [self._begin() for _ in written]
        else:
            for matcher, token in zip(self._matchers, written[:, -1].tolist(), strict=True):
                if not matcher.is_stopped():
                    matcher.consume_token(token)
        allowed = scores.clone()  # the caller keeps what the model thought
        for row, matcher in enumerate(self._matchers):
            if matcher.is_stopped():
                allowed[row] = _NEVER
                allowed[row, self._end] = 0.0
            else:
                allowed[row, _forbidden(matcher.compute_bitmask(), scores)] = _NEVER
        return allowed


def _forbidden(mask: bytes, scores: Any) -> Any:
    """A mask of one bit for each token, the lowest first, as truth values of what is not in it."""
    torch = import_module("torch")
    packed = torch.frombuffer(bytearray(mask), dtype=torch.uint8).to(scores.device)
    bits = (packed[:, None] >> torch.arange(8, device=scores.device)) & 1
    return bits.flatten()[: scores.shape[1]] == 0


def _first_line(said: object) -> str:
    return str(said).splitlines()[0][:200]
