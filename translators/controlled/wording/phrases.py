"""Terms and atoms in words: the small pieces a back-translation is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from prover.logic.syntax import Application, Atom, Equality, Symbol, Term, Variable
from translators.controlled.words.morphology import plural, third_person
from translators.translation import Category, LexicalEntry
from translators.word_lists import word_set

__all__ = ["Phrases", "article", "join"]

_MODALS = word_set("can could may might must should")
_SKOLEM = re.compile(r"[^\W\d]\w*?\d+")
_AN = tuple("aeio")
_LIKE_YOU = ("uni", "use", "eu", "one", "usu", "uti")


def article(noun: str) -> str:
    """*a* or *an* with the noun phrase."""
    word = noun.lower()
    vowel = word.startswith(_AN) or (word.startswith("u") and not word.startswith("uni"))
    if word.startswith(_LIKE_YOU):
        vowel = False
    if word.startswith(("hour", "honest", "heir", "honor")):
        vowel = True
    letters = noun.split(" ")[0]
    if letters.isupper() and len(letters) > 1 and letters[0] in "FHLMNRSX":
        vowel = True
    return f"{'an' if vowel else 'a'} {noun}"


def join(parts: list[str], word: str) -> str:
    """*a, b and c*."""
    if len(parts) <= 1:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


class Phrases:
    """Says terms and atoms by a glossary, or by their names where the glossary is silent."""

    def __init__(
        self, glossary: Mapping[Symbol, LexicalEntry], refer: Callable[[Variable], str]
    ) -> None:
        self.glossary = glossary
        self.refer = refer
        self.suffixes: dict[Atom, str] = {}

    def term(self, term: Term) -> str:
        """A term as a noun phrase."""
        if isinstance(term, Variable):
            return self.refer(term)
        entry = self.glossary.get(term.function)
        if entry is None:
            return self._formal(term)
        words = " ".join(w for w in entry.words if w)
        if entry.category is Category.FUNCTION:
            return f"{_owner(self.term(term.arguments[0]))} {words}"
        return f"the {words}" if entry.category is Category.DEFINITE else words

    def _formal(self, term: Application) -> str:
        name = term.function.name.replace("_", " ")
        if not term.arguments:
            return name
        if _SKOLEM.fullmatch(term.function.name):
            # A thing there is for each of these: *its key1*, *the day2 of Anna and Bob*.
            said = [self.term(a) for a in term.arguments]
            if len(said) == 1:
                return f"{_owner(said[0])} {name}"
            return f"the {name} of {join(said, 'and')}"
        return f"{term.function.name}({', '.join(self.term(a) for a in term.arguments)})"

    def category(self, atom: Atom | Equality) -> Category | None:
        """The category of an atom's predicate, if the glossary knows it."""
        if isinstance(atom, Equality):
            return None
        entry = self.glossary.get(atom.predicate)
        return entry.category if entry else None

    def noun(self, atom: Atom) -> str:
        """The words of a unary atom, without article or copula."""
        return " ".join(w for w in self.glossary[atom.predicate].words if w)

    def predicate(self, atom: Atom | Equality, negated: bool) -> str | None:
        """What an atom says of its first argument, as a finite verb phrase."""
        if isinstance(atom, Equality):
            return f"is {'not ' if negated else ''}{self.term(atom.right)}"
        entry = self.glossary.get(atom.predicate)
        if entry is None or not atom.arguments:
            return None
        rest = [self.term(a) for a in atom.arguments[1:]]
        match entry.category:
            case Category.NOUN:
                said = article(self.noun(atom)) + self.suffixes.pop(atom, "")
                return _copula(said, negated, entry)
            case Category.GROUP:
                return _copula(plural(self.noun(atom)), negated, entry)
            case Category.ADJECTIVE:
                return _copula(_filled(entry.words, rest), negated, entry)
            case Category.VERB | Category.POSSESSION:
                return _verb(entry, rest, negated)
            case _:
                return None

    def clause(self, atom: Atom | Equality, negated: bool = False) -> str:
        """An atom as a whole clause."""
        if isinstance(atom, Equality):
            left = self.term(atom.left)
            return f"{left} {self.predicate(atom, negated)}"
        entry = self.glossary.get(atom.predicate)
        # The subject goes first, for it is the first mention that says *something*.
        subject = self.term(atom.arguments[0]) if entry and atom.arguments else ""
        said = self.predicate(atom, negated)
        if said is None:
            arguments = ", ".join(self.term(a) for a in atom.arguments)
            formal = f"{atom.predicate.name}({arguments})" if arguments else atom.predicate.name
            return f"not {formal}" if negated else formal
        return f"{subject} {said}"


def _owner(said: str) -> str:
    if said in ("it", "something"):
        return "its" if said == "it" else "something's"
    return said + ("'" if said.endswith("s") else "'s")


def _filled(words: tuple[str | None, ...], arguments: list[str]) -> str:
    left = iter(arguments)
    return " ".join(w if w is not None else next(left, "…") for w in words)


def _copula(said: str, negated: bool, entry: LexicalEntry) -> str:
    first = entry.words[0] or ""
    modal, _, rest = said.partition(" ")
    if first in _MODALS:
        return f"{modal} not {rest}" if negated else said
    return f"is {'not ' if negated else ''}{said}"


def _verb(entry: LexicalEntry, arguments: list[str], negated: bool) -> str:
    words = list(entry.words)
    first = words[0] or ""
    if first in _MODALS:
        if negated:
            words[0] = "cannot" if first == "can" else f"{first} not"
    elif negated:
        words.insert(0, "does not")
    else:
        verb, _, particle = (words[entry.head] or "").partition(" ")
        words[entry.head] = f"{third_person(verb)} {particle}".strip()
    return _filled(tuple(words), arguments)
