"""A tokenizer of bytes that knows the signs of our notation.

Every text has an encoding, so nothing is unknown and every name can be copied; a sign with its
blanks is one token, which makes formulas short.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from translators.llm.training.pairs import LONGEST

__all__ = ["build_tokenizer"]

_QUANTIFIERS = "∀∃"
_CONNECTIVES = "∧∨→↔⊕"
_VARIABLES = "xyz"
_PAD, _END = "<pad>", "</s>"


def build_tokenizer() -> Any:
    """The tokenizer as ``transformers`` wants it; always the same."""
    library, transformers = import_module("tokenizers"), import_module("transformers")
    letters = sorted(library.pre_tokenizers.ByteLevel.alphabet())
    merges = _merges()
    tokens = (_PAD, _END, *letters, *(left + right for left, right in merges))
    vocabulary = {token: i for i, token in enumerate(tokens)}
    built = library.Tokenizer(library.models.BPE(vocab=vocabulary, merges=merges))
    built.pre_tokenizer = library.pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    built.decoder = library.decoders.ByteLevel()
    built.add_special_tokens([_PAD, _END])
    built.post_processor = library.processors.TemplateProcessing(
        single=f"$A {_END}", special_tokens=[(_END, vocabulary[_END])]
    )
    return transformers.PreTrainedTokenizerFast(
        tokenizer_object=built,
        pad_token=_PAD,
        eos_token=_END,
        model_max_length=2 * LONGEST,
        clean_up_tokenization_spaces=False,
    )


def _merges() -> list[tuple[str, str]]:
    """What makes one token of a sign: its bytes first, then the sign with what stands beside it."""
    space = _letters(" ")
    found: dict[tuple[str, str], None] = {}
    for sign in (*_QUANTIFIERS, *_CONNECTIVES, "¬"):
        letters = _letters(sign)
        for i in range(1, len(letters)):
            found.setdefault((letters[:i], letters[i]))
    for sign in map(_letters, _CONNECTIVES):
        found |= dict.fromkeys(((space, sign), (space + sign, space)))
    for name in _VARIABLES:
        for sign in map(_letters, _QUANTIFIERS):
            found |= dict.fromkeys(((sign, name), (sign + name, space)))
        opened = f"({name}"
        found |= dict.fromkeys(
            (("(", name), (opened, ")"), (opened, ","), (opened + ",", space), (name, ")"))
        )
    return list(found)


def _letters(text: str) -> str:
    """Text as byte-level tokenizers write its bytes: a printable letter for each."""
    library = import_module("tokenizers")
    return "".join(
        piece
        for piece, _ in library.pre_tokenizers.ByteLevel(
            add_prefix_space=False, use_regex=False
        ).pre_tokenize_str(text)
    )
