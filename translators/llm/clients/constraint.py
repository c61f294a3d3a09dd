"""Decoding under a grammar: tokens that would leave the language get no chance.

``llguidance`` says at each step which tokens may follow; here its answer meets the scores of
``transformers``.  It reads GBNF and its own notation.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from translators.llm.errors import ModelMissing, RequestRefused

__all__ = ["Constraint"]


class Constraint:
    """A logits processor for one call of ``generate``; it keeps the place of every row.

    Args:
        tokenizer: a fast one.
        vocabulary: how many scores the model gives, which may be more than there are tokens.
        grammar: GBNF, or the Lark-like notation of llguidance.

    Raises:
        ModelMissing: llguidance is not installed.
        RequestRefused: the grammar is none, or the tokenizer is not a fast one.
    """

    def __init__(self, tokenizer: Any, vocabulary: int, grammar: str) -> None:
        try:
            self._library: Any = import_module("llguidance")
            tokens = import_module("llguidance.hf").from_tokenizer
        except ImportError:
            raise ModelMissing(
                "a grammar needs llguidance", hint="pip install 'neurosymbolic-prover[llm]'"
            ) from None
        try:
            self._tokens = tokens(tokenizer, n_vocab=vocabulary)
            self._grammar = self._library.grammar_from("grammar", grammar)
        except ValueError as error:
            raise RequestRefused(f"no grammar for this model: {_first_line(error)}") from None
        failed, said = self._library.LLMatcher.validate_grammar_with_warnings(self._grammar)
        if failed:
            raise RequestRefused(f"the grammar is none: {_first_line(said[0])}")
        self._matchers: list[Any] = []

    def __call__(self, written: Any, scores: Any) -> Any:
        """The scores with what the grammar forbids at minus infinity, after ``written``."""
        if not self._matchers:
            matcher = self._library.LLMatcher
            self._matchers = [matcher(self._tokens, self._grammar) for _ in written]
        else:
            for matcher, token in zip(self._matchers, written[:, -1].tolist(), strict=True):
                if not matcher.is_stopped():
                    matcher.consume_token(token)
        for row, matcher in enumerate(self._matchers):
            # A row that has ended is padded by ``generate``, whatever the scores.
            if not matcher.is_stopped():
                scores[row, _forbidden(matcher.compute_bitmask(), scores)] = float("-inf")
        return scores


def _forbidden(mask: bytes, scores: Any) -> Any:
    """A mask of one bit for each token, the lowest first, as truth values of what is not in it."""
    torch = import_module("torch")
    packed = torch.frombuffer(bytearray(mask), dtype=torch.uint8).to(scores.device)
    bits = (packed[:, None] >> torch.arange(8, device=scores.device)) & 1
    return bits.flatten()[: scores.shape[1]] == 0


def _first_line(said: object) -> str:
    return str(said).splitlines()[0][:200]
