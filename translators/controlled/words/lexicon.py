"""The words of a sentence: closed classes by list, open classes by form.

Function words (determiners, pronouns, conjunctions, auxiliaries, prepositions) are listed
here once.  Everything else is open vocabulary: a word is offered to the grammar in every
class its form allows, with a cost that says how far-fetched that is, and is never
refused for being unknown.

Costs: 0 the dictionary or an unambiguous ending says so, 1 plausible, 2–3 an unknown word
used in a less usual way, 5 a dictionary word in a class the dictionary does not give.
"""

from __future__ import annotations

from collections.abc import Iterator

from translators.controlled.grammar.parser import Word
from translators.controlled.tree import HeadNoun, Number, Pronoun
from translators.controlled.words.derivation import SMALL_NUMBERS, having
from translators.controlled.words.morphology import (
    adjective_degree,
    is_gerund,
    is_known,
    noun_forms,
    verb_forms,
    word_classes,
)
from translators.controlled.words.names import is_capital, names_from
from translators.controlled.words.tokens import Token
from translators.word_lists import word_set

__all__ = ["CLOSED", "lattice", "said_late"]

_DETERMINERS = word_set(
    """
    a an the this that these those every each all any no some not only most few several many
    much both either neither none everyone everybody everything someone somebody something
    anyone anybody anything nobody nothing whoever whatever another one
    """
)
_PRONOUNS = word_set(
    "it they he she them him themselves itself himself herself i you we us me he/she him/her"
)
_OWNERS = word_set("its their his her my your our his/her")
_CONJUNCTIONS = word_set(
    """
    and or nor but if then when whenever unless while because although whereas though
    provided so than as such including who whom whose which where whether how why what there
    except e.g. i.e.
    's
    """
)
_AUXILIARIES = word_set(
    """
    is are was were be been being am do does did has have had will would shall can could may
    might must should cannot not never
    """
)
_PREPOSITIONS = word_set(
    """
    in on at of from to with by for about into onto over under near among between within
    without against during before after since through across along behind beyond inside
    outside toward towards upon per via below above beneath beside besides despite until
    around off unlike worth
    """
)
_PREPOSITIONS_OF_WORDS = tuple(
    tuple(words.split())
    for words in ("next to", "close to", "prior to", "in front of", "on top of", "instead of")
)
_ADVERBS = word_set(
    """
    often very always sometimes usually frequently rarely seldom now again already soon well
    quite too extremely highly even ever still yet once more most less least remotely
    """
)
_LATE_ADVERBS = word_set(
    """
    abroad online home alone together here there everywhere indoors outdoors upstairs
    downstairs overseas nearby today yesterday tomorrow tonight fast hard early late twice
    daily forever
    """
)
"""Adverbs of place, time and manner that follow their verb and never stand before one."""
_PARTICLES = word_set("up out down back off over away in on")
_TRANSPARENT = word_set("also indeed just simply actually really certainly definitely both too")
_NOT_ADVERBS = word_set(
    """
    family fly supply reply apply rely italy july bully belly jelly ally rally lily monopoly
    assembly butterfly anomaly friendly lovely lonely silly ugly elderly holy deadly likely
    unlikely curly early costly cowardly lively orderly scholarly timely ghostly heavenly
    """
)
_UNSAID = word_set("exist exists more less most least")
"""Logical words, after which no predicate is named: *more* compares with something."""
_UNREADABLE = word_set("versa etc vv viz")
"""Words that stand for a part of the sentence left out, which nothing here restores."""
_MODALS = word_set("can could may might must should")
_NOUNS_FIRST = word_set(
    """
    game mass stock level model home business group junior master base plastic video science
    school winter head key world music computer mobile state city country water land sea
    night day morning evening summer child animal plant vegetable fruit rock metal chief
    media class club job number
    """
)
"""Nouns whose adjective use is rare enough to call *game company* a compound."""
_DIGITS = {word: str(i) for i, word in enumerate(SMALL_NUMBERS)}
_NUMBER_WORDS = word_set("thirty forty fifty sixty seventy eighty ninety").union(
    SMALL_NUMBERS, word_set("hundred thousand million billion")
)
_SCALES = word_set("hundred thousand million billion")
_ORDINALS = word_set("first second third fourth fifth sixth last next")
_LOTS = word_set("lot lots ton tons plenty loads")
_DETERMINING = word_set("other same such own")
_ADJECTIVE_ENDINGS = word_set(
    "ous ful able ible al ive less ic ish ed ant ent ary ese ern y like proof free"
)
_DEMONYMS = ("ese", "ish", "ian", "ean", "ern", "can", "man", "ch", "ai", "eek", "wiss")

_FUNCTION_WORDS: dict[str, tuple[str, ...]] = {}
for _category, _words in (
    ("Prep", _PREPOSITIONS),
    ("Particle", _PARTICLES),
    ("Modal", _MODALS),
    ("Filler", _TRANSPARENT),
    ("LateAdv", _LATE_ADVERBS),
):
    for _word in _words:
        _FUNCTION_WORDS[_word] = (*_FUNCTION_WORDS.get(_word, ()), _category)

CLOSED = frozenset(
    [*_DETERMINERS, *_PRONOUNS, *_OWNERS, *_CONJUNCTIONS, *_AUXILIARIES, *_PREPOSITIONS]
)


def lattice(tokens: tuple[Token, ...], known_names: frozenset[str]) -> tuple[tuple[Word, ...], ...]:
    """All terminals over a sentence, by the token they start at.

    ``known_names`` are the names met elsewhere in the document, in lower case: a word
    that starts the sentence, or a name written without its capitals, is recognised by them.
    """
    return tuple(tuple(_words_at(tokens, i, known_names)) for i in range(len(tokens)))


def said_late(adverb: str) -> bool:
    """Whether an adverb follows its verb: *abroad*, *every week*, not *often*."""
    return adverb in _LATE_ADVERBS or adverb == "well" or " " in adverb


def _words_at(tokens: tuple[Token, ...], i: int, known: frozenset[str]) -> Iterator[Word]:
    token = tokens[i]
    if token.title:
        yield from names_from(tokens, i, known, CLOSED)
        return
    lower = token.lower
    if lower in _UNREADABLE:
        return
    yield Word(f"'{lower}'", i + 1, lower)
    if lower == "respectively":
        return
    for category in _FUNCTION_WORDS.get(lower, ()):
        yield Word(category, i + 1, lower)
    for words in _PREPOSITIONS_OF_WORDS:
        if tuple(t.lower for t in tokens[i : i + len(words)]) == words:
            yield Word("Prep", i + len(words), " ".join(words), -1)
    if lower in _PRONOUNS:
        yield Word("Pronoun", i + 1, Pronoun(lower))
    if lower in _OWNERS or lower == "her":
        yield Word("Owner", i + 1, Pronoun(lower))
    if _epicene(tokens, i):
        both = f"{lower}/{tokens[i + 2].lower}"
        category = "Owner" if both == "his/her" else "Pronoun"
        yield Word(category, i + 3, Pronoun(both), -1)
    if lower in _ADVERBS or (lower.endswith("ly") and lower not in _NOT_ADVERBS | CLOSED):
        yield Word("Adv", i + 1, lower)
    yield from _numbers(tokens, i)
    if lower not in CLOSED and token.text[:1].isalnum():
        yield from _content_word(tokens, i, known)
    elif lower in ("have", "has", "had", "having", "do", "does", "did", "doing"):
        yield from _verbs(lower, i, 0)
    if lower == "being":
        yield Word("Noun", i + 1, HeadNoun(lower, False))
    yield from names_from(tokens, i, known, CLOSED)


def _content_word(tokens: tuple[Token, ...], i: int, known: frozenset[str]) -> Iterator[Word]:
    """The readings of a word of the open classes at its place in the sentence."""
    token = tokens[i]
    lower = token.lower
    described = i > 0 and (tokens[i - 1].lower in _DETERMINERS or tokens[i - 1].lower in _OWNERS)
    # A name of the text that is no English word is that name and nothing else.
    named = lower in known and not described and not word_classes(lower)
    if named or _measures(tokens, i):
        return
    adverb = lower in _ADVERBS
    discouraged = lower in known or adverb or lower in _LATE_ADVERBS
    if described and set(word_classes(lower)) == {"VERB"} and not is_gerund(lower):
        # *the log*: not every dictionary has every noun.
        yield Word("Noun", i + 1, HeadNoun(lower, False), 5)
    for word in _open_class(token, i, discouraged, _in_run(tokens, i)):
        # *well*, *still*, *once* are nouns only where a determiner says so.
        if described or not adverb or not word.category.startswith("Noun"):
            yield word


def _measures(tokens: tuple[Token, ...], i: int) -> bool:
    """*a lot of*, *tons of*: a quantity and no noun; *two tons of* is a measure."""
    if tokens[i].lower not in _LOTS or tokens[i + 1 : i + 2] == ():
        return False
    before = tokens[i - 1].lower if i else ""
    return tokens[i + 1].lower == "of" and not (before.isdigit() or before in _NUMBER_WORDS)


def _epicene(tokens: tuple[Token, ...], i: int) -> bool:
    """*he or she*, one pronoun in three words."""
    three = tuple(t.lower for t in tokens[i : i + 3])
    return three in (("he", "or", "she"), ("him", "or", "her"), ("his", "or", "her"))


def _in_run(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a capitalised word stands next to another inside the sentence."""
    if not is_capital(tokens[i]) or i == 0:
        return False
    near = [tokens[j] for j in (i - 1, i + 1) if 0 < j < len(tokens)]
    return any(is_capital(t) and t.lower not in CLOSED for t in near)


def _numbers(tokens: tuple[Token, ...], i: int) -> Iterator[Word]:
    """Figures, number words with their scales, and ordinals."""
    lower = tokens[i].lower
    figure = lower[:1].isdigit() or (lower[:1] == "$" and len(lower) > 1)
    if figure and lower.endswith(("st", "nd", "rd", "th")):
        yield Word("Ordinal", i + 1, lower)
        return
    if lower in _ORDINALS:
        yield Word("Ordinal", i + 1, lower)
    if not figure and lower not in _NUMBER_WORDS:
        return
    end = i + 1
    words = [_DIGITS.get(lower, lower)]
    while end < len(tokens) and tokens[end].lower in _SCALES:
        words.append(tokens[end].lower)
        end += 1
    yield Word("Number", end, _number(words))


def _number(words: list[str]) -> Number:
    text = " ".join(words)
    plain = text.replace("$", "").replace(",", "").replace("%", "_percent")
    plain = "".join(c if c.isalnum() and c.isascii() else "_" for c in plain)
    unit = "usd_" if "$" in text else "n"
    return Number(unit + plain.strip("_"), text)


def _open_class(token: Token, i: int, discouraged: bool, in_run: bool) -> Iterator[Word]:
    """A content word in each class its form allows."""
    lower = token.lower
    surcharge = 2 if discouraged else 0
    # Inside a sentence a capital means a name first of all; at its start it means nothing.
    surcharge += 3 if in_run else 0
    nominal = surcharge + (2 if is_capital(token) and i > 0 and not in_run else 0)
    if not any(c.isalpha() for c in lower) or lower in _NUMBER_WORDS or lower in _UNSAID:
        return
    parts = having(lower) if "-" in lower else None
    if parts is not None:
        yield Word("Having", i + 1, parts, surcharge)
        return
    head, _, tail = lower.rpartition("-")
    stem = f"{head}-" if head else ""
    classes = word_classes(lower) or (word_classes(tail) if head else {})
    known = bool(classes)
    word = lower if is_known(lower) or not head else tail
    prefix = "" if word == lower else stem
    yield from _nouns(prefix, word, classes, i, nominal, token)
    yield from _adjectives(lower, word, classes, i, surcharge, token)
    if not known:
        cost = 1 if word.endswith(("ed", "ing")) else 2
        yield from _verbs(lower, i, cost + nominal)
    elif "VERB" in classes:
        yield from _verbs(word, i, surcharge, prefix)


def _nouns(
    prefix: str, word: str, classes: dict[str, tuple[str, ...]], i: int, cost: int, token: Token
) -> Iterator[Word]:
    if word in _DETERMINING or word in ("last", "next"):
        return
    gerund = is_gerund(word)
    if classes and "NOUN" not in classes:
        if "ADJ" not in classes and not gerund:
            return
        cost += 4 if gerund else 5
    elif not classes and word.endswith(tuple(_ADJECTIVE_ENDINGS)):
        cost += 1
    for lemma, is_plural in noun_forms(word):
        noun = HeadNoun(_phrase(prefix + lemma), is_plural, is_capital(token) and i > 0)
        yield Word("Noun", i + 1, noun, cost)
        if not is_plural:
            adjectival = adjective_degree(word) == "JJ" and word not in _NOUNS_FIRST
            adjectival |= not classes and is_capital(token) and word.endswith(_DEMONYMS)
            # *dining hall* is as good a compound as *school hall*.
            plain = cost - 4 if gerund and "NOUN" not in classes else cost
            # *returned goods* are goods that were returned, no compound.
            plain += 4 if word.endswith("ed") and "VERB" in classes else 0
            yield Word("NounModifier", i + 1, noun, plain + (6 if adjectival else 2))


def _adjectives(
    lower: str, word: str, classes: dict[str, tuple[str, ...]], i: int, cost: int, token: Token
) -> Iterator[Word]:
    if word in _ORDINALS:
        return
    degree = "JJ" if word in _DETERMINING else adjective_degree(word)
    if degree == "JJR" and word not in _NOUNS_FIRST:
        yield Word("Comparative", i + 1, lower, cost)
    elif degree == "JJS":
        yield Word("Superlative", i + 1, lower, cost)
    elif degree == "JJ":
        yield Word("Adj", i + 1, _phrase(lower), cost + (5 if word in _NOUNS_FIRST else 0))
    elif classes:
        if noun_forms(word)[0][1]:
            return
        participle = "VERB" in classes and any(tag == "VBN" for _, tag in verb_forms(word))
        if participle or word.endswith("ly"):
            yield Word("Adj", i + 1, _phrase(lower), cost + 2)
    elif is_capital(token) and word.endswith(_DEMONYMS):
        yield Word("Adj", i + 1, _phrase(lower), 0)
    elif not (is_capital(token) and i) and not noun_forms(word)[0][1]:
        likely = word.endswith(tuple(_ADJECTIVE_ENDINGS))
        yield Word("Adj", i + 1, _phrase(lower), cost + (0 if likely else 4))


def _verbs(word: str, i: int, cost: int, prefix: str = "") -> Iterator[Word]:
    for lemma, tag in verb_forms(word):
        verb = _phrase(prefix + lemma)
        if tag == "VBN":
            yield Word("VBN", i + 1, (verb, _phrase(prefix + word)), cost)
        else:
            yield Word(tag, i + 1, verb, cost)


def _phrase(word: str) -> str:
    """*well-paid* and *well paid* are one phrase."""
    return word.replace("-", " ")
