"""The NIH SPECIALIST lexicon, in the tables that lemminflect (MIT licence) ships.

Words are looked up in sorted lines.  The package itself makes dictionaries of all lines and
imports numpy for words in no dictionary, which takes a second; what is found is the same.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

__all__ = ["inflections", "lemmas"]

Forms = dict[str, tuple[str, ...]]

_TAGS: Mapping[str, tuple[str, ...]] = {
    "NOUN": ("NNS",),
    "ADJ": ("JJR", "JJS"),
    "ADV": ("RBR", "RBS"),
    "VERB": ("VBD", "VBN", "VBG", "VBZ"),
}
"""What the columns of inflections are, by word class, as Penn tags."""

_BASE: Mapping[str, tuple[str, ...]] = {
    "NOUN": ("NN",),
    "ADJ": ("JJ",),
    "ADV": ("RB",),
    "VERB": ("VB", "VBP"),
}
"""What the lemma itself is."""

_AUXILIARIES: Mapping[str, Forms] = {
    "can": {"VB": ("can",), "VBD": ("could",)},
    "may": {"VB": ("may",), "VBD": ("might",)},
    "will": {"VB": ("will",), "VBD": ("would",)},
    "shall": {"VB": ("shall",), "VBD": ("should",)},
    "must": {"VB": ("must",), "VBD": ("must",)},
    "ought": {"VB": ("ought",), "VBD": ("ought",)},
    "dare": {"VB": ("dare",)},
    "be": {
        "VB": ("be",),
        "VBD": ("was", "were"),
        "VBG": ("being",),
        "VBN": ("been",),
        "VBP": ("am", "are"),
        "VBZ": ("is",),
    },
}
"""These words have no other forms, of any class."""


def lemmas(word: str) -> Forms:
    """The lemmas of a word by its classes (``NOUN``, ``VERB``, ``ADJ``, ``ADV``, ``AUX``)."""
    found = {}
    for line in _lines("lemma_lu.csv.gz", word.lower()):
        category, spellings = line.split(",")
        found[category.upper()] = tuple(spellings.split("/"))
    found |= _exceptions("lemma_overrides.csv", word.lower())
    return _spelled_like(word, found)


def inflections(lemma: str, word_class: str) -> Forms:
    """The forms of a lemma of one class (``NOUN``, ``VERB``, ``ADJ``, ``ADV``) by Penn tags."""
    tags, base, lower = _TAGS[word_class], _BASE[word_class], lemma.lower()
    found: Forms = {}
    for line in () if lower in _AUXILIARIES else _lines("infl_lu.csv.gz", lower):
        category, *columns = line.split(",")
        if category.upper() == word_class:
            pairs = zip(tags, columns, strict=False)
            found |= {tag: tuple(forms.split("/")) for tag, forms in pairs if forms}
            found |= dict.fromkeys(base, (lower,))
    found |= _AUXILIARIES.get(lower, {}) | _exceptions("infl_overrides.csv", lower)
    return _spelled_like(lemma, {tag: found[tag] for tag in found if tag in (*tags, *base)})


def _exceptions(name: str, word: str) -> Forms:
    """What a short table has for a word, one form a line."""
    lines = (line.split(",") for line in _lines(name, word))
    return {key: (form,) for key, form in lines}


def _lines(name: str, word: str) -> Iterator[str]:
    """The lines for a word in a table, without the word."""
    if "," in word or word.startswith("#"):  # what ends a word, or begins a remark
        return
    table, prefix = _table(name), f"{word},"
    for index in range(bisect_left(table, prefix), len(table)):
        if not table[index].startswith(prefix):
            return
        yield table[index].removeprefix(prefix)


@cache
def _table(name: str) -> list[str]:
    """The sorted lines of a table."""
    package = find_spec("lemminflect")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("No module named 'lemminflect'", name="lemminflect")
    data = (Path(package.origin).parent / "resources" / name).read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode()
    return sorted(text.splitlines())


def _spelled_like(word: str, found: Forms) -> Forms:
    """The forms with capitals as the word has them."""
    spell: Callable[[str], str] = str.lower
    if word.isupper():
        spell = str.upper
    elif word[:1].isupper():
        spell = str.capitalize
    return {key: tuple(map(spell, forms)) for key, forms in found.items()}
