"""Prose into sentences with their places, and the question told apart from the premises.

A text is premises and at most one goal.  The goal is what follows a marker at the start of
a line (``?``, ``Therefore:``, ``Question:``, ``Conclusion:``, ``Goal:``), or else a last
sentence that ends in a question mark.  A line that starts with ``#`` is a comment.  Spans
are offsets in the text as given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from prover.problem import Sentence, Span
from translators.word_lists import word_set

__all__ = ["split_lines", "split_problem", "split_sentences"]

_GOAL = re.compile(
    r"^[ \t]*(?:\?|(?:therefore|question|conclusion|goal|hypothesis|query)[ \t]*:)[ \t]*",
    re.IGNORECASE | re.MULTILINE,
)
_HEADING = re.compile(r"^[ \t]*(?:premises?|facts|rules|context)[ \t]*:[ \t]*", re.IGNORECASE)
_BULLET = re.compile(r"[ \t]*(?:[-*•][ \t]+|\(?\d{1,3}[.)][ \t]+(?=\S))?")
_COMMENT = re.compile(r"[ \t]*#")
_TAG = re.compile(r"\[[^\]\n]{1,12}\][ \t]*")
_ABBREVIATIONS = word_set(
    """
    mr mrs ms dr prof st jr sr vs no nos inc ltd co corp e.g i.e etc cf al fig approx dept
    u.s u.k ph.d a.m p.m jan feb mar apr jun jul aug sep sept oct nov dec
    """
)
_CLOSERS = "\"'”’)]"
_OPENERS = {'"': '"', "“": "”"}


def split_sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Sentence, ...]:
    """The sentences of ``text[start:end]``, one at least a line, several when it is prose.

    A mark such as ``[BG]``, a bullet and a heading (``Premises:``) are not part of a
    sentence; its span covers exactly its text.
    """
    end = len(text) if end is None else end
    return tuple(_sentences(text, start, end))


def split_problem(text: str) -> tuple[tuple[Sentence, ...], Sentence | None]:
    """Premises and goal of a text; the goal is None if the text asks nothing."""
    markers = list(_GOAL.finditer(text))
    if markers:
        marker = markers[-1]
        goals = split_sentences(text, marker.end())
        if goals:
            goal = goals[0]
            before = split_sentences(text, 0, marker.start())
            return (*before, *goals[1:]), goal
    sentences = split_sentences(text)
    if sentences and sentences[-1].text.endswith("?"):
        return sentences[:-1], sentences[-1]
    return sentences, None


def split_lines(text: str) -> tuple[tuple[Sentence, ...], Sentence | None]:
    """Premises and goal of a text with one formula a line; lines of # or % are comments."""
    premises: list[Sentence] = []
    goal = None
    for match in re.finditer(r"[^\n]+", text):
        marker = _GOAL.match(text, match.start(), match.end())
        start = marker.end() if marker else match.start()
        piece = text[start : match.end()].strip()
        if not piece or piece[0] in "#%" or (not marker and _HEADING.fullmatch(piece)):
            continue
        start += len(text[start : match.end()]) - len(text[start : match.end()].lstrip())
        sentence = Sentence(piece, Span(start, start + len(piece)))
        if marker:
            goal = sentence
        else:
            premises.append(sentence)
    return tuple(premises), goal


def _sentences(text: str, start: int, end: int) -> Iterator[Sentence]:
    for line_start, line_end in _lines(text, start, end):
        if _COMMENT.match(text, line_start, line_end):
            continue
        here = line_start
        for prefix in (_HEADING, _BULLET):
            found = prefix.match(text, here, line_end)
            here = found.end() if found else here
        for stop in _stops(text, here, line_end):
            sentence = _trimmed(text, here, stop)
            if sentence is not None:
                yield sentence
            here = stop


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Lines; a line that ends without a stop goes on in the next if that starts in lower case."""
    here = start
    for match in re.compile(r"\n").finditer(text, start, end):
        rest = text[match.end() : end].lstrip(" \t")
        finished = text[here : match.start()].rstrip()[-1:] in ".?!:;" + _CLOSERS
        comment = _COMMENT.match(text, here, match.start())
        if rest[:1].islower() and not finished and not comment:
            continue
        yield here, match.start()
        here = match.end()
    yield here, end


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end: after a full stop that is no abbreviation, decimal or initial."""
    quote = ""
    i = start
    while i < end:
        char = text[i]
        if quote:
            quote = "" if char == quote else quote
            i += 1
            # A quotation that closes after its own full stop may end the sentence.
            ended = not quote and text[i - 2 : i - 1] in tuple(".?!")
            if not ended or not _starts_anew(text, i, end) or text[i:end].lstrip()[:1].islower():
                continue
            yield i
            continue
        if char in _OPENERS and _OPENERS[char] in text[i + 1 : end]:
            quote = _OPENERS[char]
            i += 1
            continue
        if char in ".?!":
            stop = i + 1
            while stop < end and text[stop] in ".?!" + _CLOSERS:
                stop += 1
            if _starts_anew(text, stop, end) and not _abbreviated(text, start, i, stop, end):
                yield stop
            i = stop
            continue
        i += 1
    yield end


def _starts_anew(text: str, stop: int, end: int) -> bool:
    return stop >= end or text[stop].isspace()


def _abbreviated(text: str, start: int, dot: int, stop: int, end: int) -> bool:
    if text[dot] != "." or not text[stop:end].strip():
        return False
    word = re.split(r"[\s(\"“]", text[start:dot])[-1]
    following = text[stop:end].lstrip()[:1]
    if word.lower() == "no":
        return following.isdigit()
    if len(word) == 1 and word.isupper() and word != "I":
        return True
    return word.lower() in _ABBREVIATIONS or following.islower()


def _trimmed(text: str, start: int, end: int) -> Sentence | None:
    while start < end and text[start].isspace():
        start += 1
    tag = _TAG.match(text, start, end)
    if tag:
        start = tag.end()
    while end > start and text[end - 1].isspace():
        end -= 1
    piece = text[start:end]
    if not any(c.isalnum() for c in piece):
        return None
    return Sentence(piece, Span(start, end))
