"""A vocabulary to make sentences of: everyday words, and as many invented ones."""

from __future__ import annotations

import random
import zlib
from dataclasses import dataclass

__all__ = ["Vocabulary"]


def _listed(text: str) -> list[str]:
    return text.split()


_NOUNS = _listed(
    """
    bear cat dog mouse lion tiger squirrel rabbit cow bird fish horse wolf fox sheep teacher student
    doctor lawyer driver farmer singer writer painter manager employee customer neighbor friend
    child woman man king queen pilot nurse city country river mountain book film song game house
    car tree flower machine company school club team member sport animal plant vegetable fruit
    language planet star vehicle building product painting novel poem professor actor athlete
    """
)
_ADJECTIVES = _listed(
    """
    big small red blue green white black cold hot warm kind nice rude rough smooth quiet loud young
    old furry round smart clever lazy busy happy sad angry hungry thirsty rich poor famous popular
    strong weak fast slow tall short bright dull sour sweet bitter spicy wooden metallic luminous
    transparent opaque shy brave calm nervous polite honest dangerous safe expensive cheap modern
    ancient wild tame healthy sick tired careful
    """
)
_VERBS = _listed(
    """
    like love hate see chase eat need visit help know trust admire follow watch teach thank call
    own sell buy read write paint build fix clean use want play beat fear respect support invite
    ignore avoid protect attack feed carry push
    """
)
_ALONE = _listed(
    """
    sleep run sing dance swim work smile laugh travel study cook vote drive fly cry wait smoke jump
    win lose bark
    """
)
_WITH = _listed(
    """
    work:in live:in talk:to listen:to look:at wait:for believe:in belong:to think:about laugh:at
    run:to depend:on agree:with care:for play:with come:from study:at
    """
)
_BEING = _listed(
    """
    fond:of afraid:of proud:of close:to angry:with similar:to famous:for tired:of interested:in
    responsible:for happy:about jealous:of loyal:to
    """
)
_NAMES = _listed(
    """
    Anna Anne Bob Charlie Dave Erin Fiona Gary Harry Max Alex Sam Sally Stella Polly Rex Wren Fae
    James John Mary Peter Paul Lucy Emma Oliver David Rina Lana Tom Bonnie Nancy Luke
    Monkey Miroslav Paris London Japan Italy Boston Berlin
    """
)
_COMPARED = _listed("taller older younger stronger faster bigger smaller richer kinder smarter")

_PREPOSITIONS = _listed("of to with for in at about near")
_ONSETS = _listed(
    "b c d f g h j k l m n p r s t v w z bl br cl cr dr fl fr gl gr pl pr sk sl sp st str tr th sh "
    "ch qu"
)
_VOWELS = _listed("a e i o u a e i o u ai ea oo")
_CODAS = _listed("b d g k l m n p r t x mp nt rk lt st ck ng")
_ENDINGS = {
    "noun": _listed("us er ock in et le ant ipus"),
    "adjective": _listed("y ish ous al ic ant"),
    "verb": ["", "", "le", "en"],
    "name": _listed("a o us ie en ric is"),
}

_HELD_OUT = 8
"""One invented word in so many is kept out of training."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Draws words by chance.

    Args:
        chance: where chance comes from.
        held_out: whether invented words are those that training never shows, or the others.
        invented: how often a word is an invented one.
    """

    chance: random.Random
    held_out: bool = False
    invented: float = 0.5

    def noun(self) -> str:
        """A noun in the singular."""
        return self._word(_NOUNS, "noun")

    def adjective(self) -> str:
        """An adjective."""
        return self._word(_ADJECTIVES, "adjective")

    def verb(self) -> str:
        """The base form of a verb that has an object."""
        return self._word(_VERBS, "verb")

    def verb_alone(self) -> str:
        """The base form of a verb that has none."""
        return self._word(_ALONE, "verb")

    def verb_with(self) -> tuple[str, str]:
        """A verb and its preposition."""
        return self._with(_WITH, "verb")

    def adjective_with(self) -> tuple[str, str]:
        """An adjective and its preposition."""
        return self._with(_BEING, "adjective")

    def comparative(self) -> str:
        """*taller*."""
        if self.chance.random() < self.invented:
            return self._invent("verb") + "er"
        return self.chance.choice(_COMPARED)

    def name(self) -> str:
        """A name with its capital letter."""
        return self._word(_NAMES, "name").capitalize()

    def _word(self, known: list[str], kind: str) -> str:
        if self.chance.random() < self.invented:
            return self._invent(kind)
        return self.chance.choice(known)

    def _with(self, known: list[str], kind: str) -> tuple[str, str]:
        if self.chance.random() < self.invented:
            return self._invent(kind), self.chance.choice(_PREPOSITIONS)
        word, _, preposition = self.chance.choice(known).partition(":")
        return word, preposition

    def _invent(self, kind: str) -> str:
        """A word that is in no dictionary, on this side of the line to the held-out ones."""
        pick = self.chance.choice
        while True:
            word = pick(_ONSETS) + pick(_VOWELS) + pick(_CODAS)
            if self.chance.random() < 0.3:
                word += pick(_VOWELS) + pick(_CODAS)
            word += pick(_ENDINGS[kind])
            if (zlib.crc32(word.encode()) % _HELD_OUT == 0) == self.held_out:
                return word
