"""Words, marks and quoted titles of one sentence, each with its place in the source.

Tokenising undoes contractions (*doesn't* is *does* + *not*), splits the possessive
ending off its noun, and keeps a quoted title as one token.  Offsets are always offsets
in the sentence as written, so that a failure can point at the source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from translators.word_lists import word_set

__all__ = ["Token", "tokenize"]


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark: as written, in lower case, and where (``[start, end)``).

    ``title`` is set for a quoted title, which is a name whatever its words are.
    """

    text: str
    lower: str
    start: int
    end: int
    title: bool = False


_QUOTES = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-"})

_TOKEN = re.compile(
    r'"(?P<title>[^"]+)"'
    r"|(?P<number>\$?\d+(?:,\d+)*(?:\.\d+)?\$?(?:st|nd|rd|th|%)?(?![\w-]))"
    r"|(?P<abbreviation>(?:[A-Za-z]\.){2,}|(?:No|Mr|Mrs|Ms|Dr|St|Jr|Sr|vs)\.(?=\s)|(?:Inc|Ltd|Co|Corp)\.(?=[\s,]|$)|[A-Z]\.(?=\s+[A-Z]))"
    r"|(?P<slash>(?i:he/she|she/he|him/her|his/her|and/or|his/hers))"
    r"|(?P<word>[^\W_]+(?:[-'.&][^\W_]+)*)"
    r"|(?P<possessive>'s?)"
    r"|(?P<mark>\S)"
)

_TAG = re.compile(r"\s*\[[^\]\n]{1,12}\]")
"""A mark such as ``[BG]`` before a sentence is not part of it."""

_CONTRACTED = {"cannot": "can", "can't": "can", "won't": "will", "shan't": "shall"}
_SLASH = {"and/or": "or", "she/he": "he/she"}
_IS_AFTER = word_set("it he she that there who what this")
_TAILS = {"'re": "are", "'ll": "will", "'ve": "have", "'m": "am"}


def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of a sentence; never fails, whatever the text."""
    plain = text.translate(_QUOTES)
    tokens: list[Token] = []
    tag = _TAG.match(plain)
    for match in _TOKEN.finditer(plain, tag.end() if tag else 0):
        start, end = match.span()
        if match["title"] is not None:
            title = match["title"].strip(" .,")
            tokens.append(Token(title, title.lower(), start, end, title=True))
        elif match["word"] is not None:
            tokens.extend(_word(match["word"], start))
        elif match["possessive"] is not None:
            tokens.append(Token(match[0], "'s", start, end))
        else:
            lower = match[0].lower()
            tokens.append(Token(match[0], _SLASH.get(lower, lower), start, end))
    return tuple(tokens)


def _word(word: str, start: int) -> list[Token]:
    """A word, its contraction undone: *isn't* → *is not*, *Tom's* → *Tom 's*."""
    lower = word.lower()
    end = start + len(word)
    if lower in _CONTRACTED:
        cut = end - 3
        return [_piece(word, _CONTRACTED[lower], start, cut), Token("not", "not", cut, end)]
    if lower.endswith("n't"):
        return [_piece(word, lower[:-3], start, end - 3), Token("not", "not", end - 3, end)]
    if lower.endswith("'s"):
        head = lower[:-2]
        tail = "is" if head in _IS_AFTER else "'s"
        return [_piece(word, head, start, end - 2), Token(word[-2:], tail, end - 2, end)]
    for ending, meaning in _TAILS.items():
        if lower.endswith(ending):
            cut = end - len(ending)
            return [
                _piece(word, lower[: -len(ending)], start, cut),
                Token(word[-len(ending) :], meaning, cut, end),
            ]
    return [Token(word, lower, start, end)]


def _piece(word: str, lower: str, start: int, end: int) -> Token:
    return Token(word[: len(lower)], lower, start, end)
