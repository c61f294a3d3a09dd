"""Word forms and their base forms, for words in a dictionary and for words in none.

Known words come from the NIH SPECIALIST lexicon (:mod:`specialist`).  Unknown words are analysed
by the regular spelling rules of English, so an invented noun such as *zumpus* has the plural
*zumpuses* and back.  Every function here is pure and memoised; a first call reads the tables.
"""

from __future__ import annotations

from functools import lru_cache

from translators.controlled.words import specialist

__all__ = [
    "adjective_degree",
    "is_gerund",
    "is_known",
    "noun_forms",
    "past_participle",
    "plural",
    "present_participle",
    "third_person",
    "verb_forms",
    "word_classes",
]

_VOWELS = "aeiou"
_IRREGULAR_NOUNS = {"people": "person", "persons": "person", "media": "media"}
_BE_HAVE_DO = {"be": "is", "have": "has", "do": "does", "go": "goes"}


@lru_cache(maxsize=65536)
def word_classes(word: str) -> dict[str, tuple[str, ...]]:
    """Dictionary classes (``NOUN``, ``VERB``, ``ADJ``, ``ADV``) of a word with its lemmas."""
    found = specialist.lemmas(word)
    found.pop("PROPN", None)
    found.pop("AUX", None)
    return found


@lru_cache(maxsize=65536)
def _inflections(lemma: str, word_class: str) -> dict[str, tuple[str, ...]]:
    return specialist.inflections(lemma, word_class)


@lru_cache(maxsize=65536)
def is_known(word: str) -> bool:
    """Whether the dictionary lists the word (in lower case)."""
    return bool(word_classes(word))


@lru_cache(maxsize=65536)
def is_gerund(word: str) -> bool:
    """Whether a word is a verb's *-ing* form and no adjective: *dining*, not *boring*."""
    classes = word_classes(word)
    return word.endswith("ing") and "VERB" in classes and "ADJ" not in classes


@lru_cache(maxsize=65536)
def noun_forms(word: str) -> tuple[tuple[str, bool], ...]:
    """(singular, is plural) analyses of a word as a noun, the likeliest first."""
    if word in _IRREGULAR_NOUNS:
        return ((_IRREGULAR_NOUNS[word], True),)
    lemmas = word_classes(word).get("NOUN", ())
    if not lemmas:
        return (_regular_noun(word),)
    regular, is_plural = _regular_noun(word)
    for singular in (word[:-1], regular) if is_plural else ():
        if singular in lemmas or singular in word_classes(singular).get("NOUN", ()):
            return ((singular, True),)
    best = max(lemmas, key=lambda lemma: (word.startswith(lemma), len(lemma)))
    if best != word:
        return ((best, True),)
    return ((word, False),)


@lru_cache(maxsize=65536)
def _regular_noun(word: str) -> tuple[str, bool]:
    """The regular plural rule read backwards."""
    if len(word) > 4 and word.endswith(("sses", "uses", "xes", "ches", "shes", "zzes")):
        return word[:-2], True
    if len(word) > 4 and word.endswith("ies") and word[-4] not in _VOWELS:
        return word[:-3] + "y", True
    if len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1], True
    return word, False


@lru_cache(maxsize=65536)
def verb_forms(word: str) -> tuple[tuple[str, str], ...]:
    """(lemma, form) analyses of a word as a verb.

    Forms are Penn tags: ``VB`` base, ``VBZ`` third person, ``VBD`` past, ``VBN`` past
    participle, ``VBG`` present participle.
    """
    found: list[tuple[str, str]] = []
    seen: set[str] = set()
    for lemma in sorted(word_classes(word).get("VERB", ()), key=len, reverse=True):
        if lemma == word:
            found.append((lemma, "VB"))
        table = _inflections(lemma, "VERB")
        for tag in ("VBZ", "VBD", "VBN", "VBG"):
            # The lexicon leaves a regular participle out: it is the past tense.
            if word in table.get(tag, table.get("VBD", ()) if tag == "VBN" else ()):
                if tag not in seen:
                    found.append((lemma, tag))
                seen.add(tag)
    return tuple(found) or _regular_verb(word)


def _regular_verb(word: str) -> tuple[tuple[str, str], ...]:
    if word.endswith("ing") and len(word) > 5:
        return ((_undouble(word[:-3]), "VBG"),)
    if word.endswith("ed") and len(word) > 4:
        lemma = _undouble(word[:-2])
        return ((lemma, "VBD"), (lemma, "VBN"))
    if word.endswith("s") and not word.endswith("ss") and len(word) > 2:
        singular, is_plural = _regular_noun(word)
        return ((singular if is_plural else word[:-1], "VBZ"),)
    return ((word, "VB"),)


def _undouble(stem: str) -> str:
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    return stem


@lru_cache(maxsize=65536)
def adjective_degree(word: str) -> str:
    """``JJ``, ``JJR`` (comparative), ``JJS`` (superlative), or ``""`` for no adjective."""
    for lemma in word_classes(word).get("ADJ", ()):
        if lemma == word:
            return "JJ"
        table = _inflections(lemma, "ADJ")
        for tag in ("JJR", "JJS"):
            if word in table.get(tag, ()):
                return tag
        if word.endswith(("er", "est")):
            return "JJR" if word.endswith("er") else "JJS"
    return ""


@lru_cache(maxsize=65536)
def plural(noun: str) -> str:
    """The plural of a noun phrase's last word."""
    head, _, last = noun.rpartition(" ")
    if last == "person":
        form = "people"
    else:
        known = _inflections(last, "NOUN").get("NNS", ())
        form = known[0] if known else _add_s(last)
    return f"{head} {form}" if head else form


@lru_cache(maxsize=65536)
def third_person(verb: str) -> str:
    """*like* → *likes*."""
    if verb in _BE_HAVE_DO:
        return _BE_HAVE_DO[verb]
    known = _inflections(verb, "VERB").get("VBZ", ())
    return known[0] if known else _add_s(verb)


@lru_cache(maxsize=65536)
def past_participle(verb: str) -> str:
    """*like* → *liked*."""
    table = _inflections(verb, "VERB")
    known = table.get("VBN", table.get("VBD", ()))
    return known[0] if known else (verb + "d" if verb.endswith("e") else verb + "ed")


@lru_cache(maxsize=65536)
def present_participle(verb: str) -> str:
    """*like* → *liking*."""
    known = _inflections(verb, "VERB").get("VBG", ())
    return known[0] if known else (verb.removesuffix("e") + "ing")


def _add_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"
