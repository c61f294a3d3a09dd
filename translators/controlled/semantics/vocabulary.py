"""From phrases to symbols: one name for one phrase, and the glossary that says it back."""

from __future__ import annotations

from prover.logic.syntax import (
    INDIVIDUAL,
    Application,
    Atom,
    FunctionSymbol,
    PredicateSymbol,
    Symbol,
    Term,
)
from translators.controlled.words.names import symbol_name
from translators.translation import Category, LexicalEntry

__all__ = ["Vocabulary"]

Words = tuple[str | None, ...]


class Vocabulary:
    """Makes terms and atoms out of phrases, and remembers how each symbol is said.

    The name of a symbol depends on its phrase alone, never on what was met before, so
    the same phrase gives the same symbol in every sentence.
    """

    def __init__(self) -> None:
        self.entries: dict[Symbol, LexicalEntry] = {}

    def constant(self, name: str, text: str, category: Category) -> Term:
        """The constant of a name, a number or a definite phrase."""
        symbol = FunctionSymbol(name, (), INDIVIDUAL)
        self.entries.setdefault(symbol, LexicalEntry(category, (text,)))
        return Application(symbol, ())

    def function(self, noun: str, argument: Term) -> Application:
        """The value of a relational noun: ``favorite_season_of(emma)``."""
        symbol = FunctionSymbol(f"{symbol_name(noun)}_of", (INDIVIDUAL,), INDIVIDUAL)
        self.entries.setdefault(symbol, LexicalEntry(Category.FUNCTION, (noun,)))
        return Application(symbol, (argument,))

    def noun(self, lemma: str, term: Term, *, group: bool = False) -> Atom:
        """*is a lemma*; ``group`` for a counted noun."""
        return self._atom((lemma,), (term,), Category.GROUP if group else Category.NOUN)

    def adjective(self, words: Words, *terms: Term) -> Atom:
        """*is words*, the terms after the first standing at the places of None."""
        return self._atom(words, terms, Category.ADJECTIVE)

    def verb(self, words: Words, *terms: Term, head: int = 0, late: Words = ()) -> Atom:
        """*words*, the verb in base form at place ``head``; ``late`` ones are said at the end."""
        if words == ("have", None):
            return self.possession(*terms)
        if not late:
            return self._atom(words, terms, Category.VERB, head)
        early = tuple(w for w in words[:head] if w not in late)
        said = (*early, *words[head:], *late)
        return self._atom(words, terms, Category.VERB, len(early), said)

    def possession(self, owner: Term, owned: Term) -> Atom:
        """*owner has owned*, *owned of owner*, *owner with owned*: one relation."""
        return self._atom(("have", None), (owner, owned), Category.POSSESSION)

    def _atom(
        self,
        words: Words,
        terms: tuple[Term, ...],
        category: Category,
        head: int = 0,
        said: Words | None = None,
    ) -> Atom:
        name = symbol_name(" ".join(w for w in words if w))
        symbol = PredicateSymbol(name, tuple(t.sort for t in terms))
        known = self.entries.get(symbol)
        # A word used both as noun and adjective is said as a noun: *is a human*.
        if known is None or (known.category is Category.ADJECTIVE and category is Category.NOUN):
            self.entries[symbol] = LexicalEntry(category, said or words, head)
        return Atom(symbol, terms)
