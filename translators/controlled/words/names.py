"""Proper names: runs of capitalised words, titles in quotes, and names met before.

A name may hold small words between its capitals (*People's Republic of China*, *Baked by
Melissa*) and figures after them (*Symphony No. 9*).  The longest run is the preferred
name; shorter ones stay possible at a cost, because *The Creed Brothers of Ohio* may be
one name or two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from translators.controlled.grammar.parser import Word
from translators.controlled.tree import Name
from translators.controlled.words.morphology import noun_forms, word_classes
from translators.controlled.words.tokens import Token
from translators.word_lists import word_set

__all__ = ["certain_names", "is_capital", "names_from", "symbol_name"]

_LINKS = word_set("of the by de la von van der du and & 's for")
_TITLE_MARKS = word_set("no. mr. mrs. ms. dr. st. jr. sr. vs.")
_LONGEST = 12


def is_capital(token: Token) -> bool:
    """Whether the word is written with a capital first letter."""
    head, _, tail = token.text.rpartition("-")
    return token.text[:1].isupper() and (not head or tail[:1].isupper() or tail[:1].isdigit())


def symbol_name(text: str) -> str:
    """A readable identifier: *Iga Świątek* → ``iga_swiatek``, *1984* → ``n1984``."""
    plain = unicodedata.normalize("NFKD", text.replace("Ł", "L").replace("ł", "l"))
    plain = plain.replace("'", "").replace("’", "")
    ascii_text = plain.encode("ascii", "ignore").decode().lower()
    name = "_".join(re.findall(r"[a-z0-9]+", ascii_text))
    if not name:
        name = "_".join(f"u{ord(c):x}" for c in text if not c.isspace()) or "unnamed"
    return f"n{name}" if name[0].isdigit() else name


def names_from(
    tokens: tuple[Token, ...], i: int, known: frozenset[str], closed: frozenset[str]
) -> Iterator[Word]:
    """The names that start at token ``i``, longest first."""
    token = tokens[i]
    if token.title:
        yield Word("Name", i + 1, Name(symbol_name(token.text), token.text))
        return
    yield from _known_names(tokens, i, known)
    year = token.text.isdigit() and i + 1 < len(tokens) and is_capital(tokens[i + 1])
    shut = token.lower in closed and not _acronym(token) and not _titled(tokens, i)
    shut = shut and not _letter(tokens, i)
    if not year and (not is_capital(token) or shut):
        return
    ends = _run_ends(tokens, i, closed)
    for end in ends:
        cost = 0 if end == ends[0] else 4
        if year and end == i + 1:
            continue
        if end == i + 1 and i == 0:
            cost += _starter_cost(token, known)
        elif end > i + 1 and i == 0 and _starter_cost(token, known) > 1:
            cost += 1
        yield Word("Name", end, _name(tokens[i:end]), cost)


def _titled(tokens: tuple[Token, ...], i: int) -> bool:
    """*After Tiller*: a capitalised small word inside a sentence starts a title."""
    if not 0 < i < len(tokens) - 1 or tokens[i].lower in ("the", "a", "an"):
        return False
    return is_capital(tokens[i]) and is_capital(tokens[i + 1])


_AFTER_A_LETTER = word_set("is was has does and or , 's must may can will should")


def _letter(tokens: tuple[Token, ...], i: int) -> bool:
    """*A is a vowel*: a capital letter that no noun follows is a name."""
    if tokens[i].text != "A" or i + 1 >= len(tokens):
        return False
    return tokens[i + 1].lower in _AFTER_A_LETTER


def _acronym(token: Token) -> bool:
    return len(token.text) > 1 and token.text.isupper()


def _name(piece: tuple[Token, ...]) -> Name:
    text = " ".join(t.text for t in piece).replace(" '", "'")
    return Name(symbol_name(text), text)


def _starter_cost(token: Token, known: frozenset[str]) -> int:
    """How far-fetched it is that the first word of a sentence is a name by itself."""
    if token.lower in known or _acronym(token):
        return 0
    classes = word_classes(token.lower)
    if "NOUN" in classes and noun_forms(token.lower)[0][1]:
        return 4
    if "VERB" in classes and "NOUN" not in classes and token.lower.endswith("ed"):
        return 2
    if not classes:
        return 2 if token.lower.endswith("s") and noun_forms(token.lower)[0][1] else 0
    return 0


def _run_ends(tokens: tuple[Token, ...], i: int, closed: frozenset[str]) -> list[int]:
    """The possible ends of a run of capitals from ``i``, longest first."""
    ends = [i + 1]
    j = i + 1
    linked = False
    while j < len(tokens) and j - i < _LONGEST:
        lower = tokens[j].lower
        if tokens[j].title:
            break
        apart = lower not in closed or _acronym(tokens[j]) or _letter(tokens, j)
        if (is_capital(tokens[j]) and apart) or (lower[:1].isdigit() or lower in _TITLE_MARKS):
            j += 1
            ends.append(j)
            continue
        ahead = j
        while ahead < len(tokens) and tokens[ahead].lower in _LINKS and ahead - j < 2:
            if tokens[ahead].lower == "and" and not linked:
                break
            ahead += 1
        if ahead == j or ahead >= len(tokens) or not is_capital(tokens[ahead]):
            break
        linked = True
        j = ahead
    return ends[::-1]


def _known_names(tokens: tuple[Token, ...], i: int, known: frozenset[str]) -> Iterator[Word]:
    """Names met elsewhere, whatever their capitals here."""
    words = []
    for j in range(i, min(len(tokens), i + _LONGEST)):
        words.append(tokens[j].lower)
        if " ".join(words) in known and (j > i or not is_capital(tokens[i])):
            yield Word("Name", j + 1, _name(tokens[i : j + 1]))


def certain_names(tokens: tuple[Token, ...], closed: frozenset[str]) -> frozenset[str]:
    """The names, in lower case, that are beyond doubt in a sentence; they are names elsewhere, too.

    Those are quoted titles, runs of two capitals or more, and single capitals inside a
    sentence that stand alone (not before a common noun, where they may be modifiers).
    """
    found: set[str] = set()
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.title:
            found.add(token.lower)
        elif is_capital(token) and (token.lower not in closed or _titled(tokens, i)):
            end = _run_ends(tokens, i, closed)[0]
            if end > i + 1:
                found.add(" ".join(t.lower for t in tokens[i:end]))
            elif (i > 0 and _stands_alone(tokens, end)) or _singular_subject(tokens, i):
                found.add(token.lower)
            i = end
            continue
        i += 1
    return frozenset(found)


def _singular_subject(tokens: tuple[Token, ...], i: int) -> bool:
    """*James is*: a first word that looks plural but has a singular verb."""
    if i or not tokens[0].lower.endswith("s") or len(tokens) < 2:
        return False
    return tokens[1].lower in ("is", "was", "does", "has", "'s")


def _stands_alone(tokens: tuple[Token, ...], end: int) -> bool:
    if end >= len(tokens):
        return True
    lower = tokens[end].lower
    return lower in ".,;:?!" or lower in ("is", "was", "does", "has", "will", "and", "or", "'s")
