"""Terms: signs and words, functions of what follows *of*, noun phrases, pronouns.

What is written with signs belongs together; words reach farther.  *The square of n + 1* is that
of the sum, *the square of n plus 1* is one more than a square.  Functions of lists and sets do
not reach over ``+``: *the length of xs + 1* is one more than a length.
"""

from __future__ import annotations

from translators.lean_goals.controlled.cursor import remembered
from translators.lean_goals.controlled.lexicon import (
    BINARY,
    COUNTS,
    DETERMINERS,
    NOUNS,
    UNARY,
    WORDS,
    is_variable,
)
from translators.lean_goals.controlled.meanings import function
from translators.lean_goals.controlled.noun_rules import NounRules
from translators.lean_goals.controlled.surface import (
    Compute,
    Definite,
    Described,
    Name,
    Number,
    Phrase,
    Pronoun,
)

__all__ = ["TermRules"]

_LOOSEST = 65

_SIGNS = {
    "+": ("plus", 65, False),
    "-": ("minus", 65, False),
    "++": ("append", 65, False),
    "∪": ("union", 65, False),
    "::": ("cons", 67, True),
    "*": ("times", 70, False),
    "/": ("over", 70, False),
    "%": ("modulo", 70, False),
    "mod": ("modulo", 70, False),
    "∩": ("intersection", 70, False),
    "\\": ("difference", 70, False),
    "^": ("power", 75, True),
}
"""Symbol, level, and whether the right side may have the same level."""

_OF_CONTAINERS = frozenset({"length", "reverse", "complement"})
_CONTAINER_SIGNS = frozenset({"++", "∪", "∩", "::", "\\"})
_CALLS = ("gcd", "lcm", "max", "min")
_WORD_SIGNS = {
    "plus": "plus",
    "minus": "minus",
    "times": "times",
    "multiplied by": "times",
    "divided by": "over",
    "modulo": "modulo",
}
_TIGHT = frozenset({"times", "over", "modulo"})


class TermRules(NounRules):
    """The rules for terms."""

    @remembered
    def term(self) -> Phrase:
        """A term, with words between its parts."""
        return self._sum_in_words()

    def _sum_in_words(self) -> Phrase:
        start = self.at
        left = self._product_in_words()
        while word := self.hears("plus", "minus"):
            right = self._product_in_words()
            left = Compute(_WORD_SIGNS[word], (left, right), self.since(start))
        return left

    def _product_in_words(self) -> Phrase:
        start = self.at
        left = self.calculation()
        while word := self.hears(*(w for w, name in _WORD_SIGNS.items() if name in _TIGHT)):
            right = self.calculation()
            left = Compute(_WORD_SIGNS[word], (left, right), self.since(start))
        return left

    @remembered
    def calculation(self) -> Phrase:
        """A term whose parts are joined by signs."""
        return self._climb(_LOOSEST, frozenset(_SIGNS))

    def calculation_without_mod(self) -> Phrase:
        """The same where *mod* is not a sign: before *(mod n)*."""
        return self._climb(_LOOSEST, frozenset(_SIGNS) - {"mod"})

    def _climb(self, loosest: int, signs: frozenset[str]) -> Phrase:
        """Precedence climbing: what binds at least as tightly as ``loosest``."""
        start = self.at
        left = self._signed(signs)
        while self.token.lower in signs and _SIGNS[self.token.lower][1] >= loosest:
            name, level, is_right = _SIGNS[self.token.lower]
            self.at += 1
            if signs is _CONTAINER_SIGNS and self.token.lower == "the":
                self.at -= 1  # the reverse of ys ++ the reverse of xs: two reverses
                break
            right = self._climb(level if is_right else level + 1, signs)
            left = Compute(name, (left, right), self.since(start))
        return left

    def _signed(self, signs: frozenset[str]) -> Phrase:
        start = self.at
        if "-" in signs and self.hears("-"):
            return Compute("negative", (self._climb(75, signs),), self.since(start))
        return self._juxtaposed()

    def _juxtaposed(self) -> Phrase:
        """``2k`` and ``n(n + 1)`` are products; *n squared* is a power."""
        start = self.at
        left = self.atom()
        while self._touches_factor(left):
            right = self.atom()
            left = Compute("times", (left, right), self.since(start))
            if self.token.lower == "^":  # 2n^2 is 2 * (n^2)
                self.at += 1
                power = Compute("power", (right, self.atom()), self.since(start))
                left = Compute("times", (left.arguments[0], power), self.since(start))
        if word := self.hears("squared", "cubed"):
            exponent = Number(2 if word == "squared" else 3, self.since(self.at - 1))
            left = Compute("power", (left, exponent), self.since(start))
        return left

    def _touches_factor(self, left: Phrase) -> bool:
        """Whether the next token stands directly after a factor and begins another one."""
        if self.is_at_end or self.at == 0:
            return False
        before, here = self.tokens[self.at - 1], self.token
        if before.span.end != here.span.start:
            return False
        if isinstance(left, Number):
            return here.lower == "(" or is_variable(here.text)
        return here.lower == "(" and isinstance(left, Name | Compute)

    @remembered
    def atom(self) -> Phrase:
        """A term that needs no brackets."""
        return self.either(
            self._number,
            self.described,
            self._bracketed,
            self._listed,
            self._call,
            self._definite_description,
            self._possessive,
            self._pronoun,
            self.name,
        )

    def _number(self) -> Phrase:
        token = self.token
        if token.is_number and len(token.text) <= 100:
            self.at += 1
            return Number(int(token.text), token.span)
        if (token.lower in WORDS and token.lower not in COUNTS) or self._is_count_alone():
            self.at += 1
            return Number(WORDS[token.lower], token.span)
        raise self.stop("a number")

    def _is_count_alone(self) -> bool:
        """*two* before no noun is the number 2."""
        if self.token.lower not in COUNTS:
            return False
        return self.maybe_here(self.described) is None

    def name(self) -> Name:
        """A variable."""
        token = self.token
        if token.is_word and is_variable(token.text):
            self.at += 1
            return Name(token.text, token.span)
        raise self.stop("a variable")

    def described(self) -> Phrase:
        """*an even natural number*."""
        start = self.at
        if self.token.lower not in DETERMINERS and self.token.lower not in COUNTS:
            first = self.hears("exactly one", "at most one")
            self.at = start
            if not first:
                raise self.stop("a noun phrase")
        phrase = self.noun_phrase()
        return Described(phrase, self.since(start))

    def _bracketed(self) -> Phrase:
        opening = self.needs("(", "|")
        inner = self.term()
        start = self.at
        self.needs(")" if opening == "(" else "|")
        return inner if opening == "(" else Compute("absolute", (inner,), self.since(start))

    def _listed(self) -> Phrase:
        """``[a, b]`` and ``{a, b}``."""
        start = self.at
        if self.hears("∅", "the empty set"):
            return Compute("empty set", (), self.since(start))
        if self.hears("the empty list", "[ ]"):
            return Compute("nil", (), self.since(start))
        opening = self.needs("[", "{")
        items = [self.term()]
        while self.hears(","):
            items.append(self.term())
        self.needs("]" if opening == "[" else "}")
        span = self.since(start)
        if opening == "[":
            found: Phrase = Compute("nil", (), span)
            for item in reversed(items):
                found = Compute("cons", (item, found), span)
            return found
        found = Compute("singleton", (items[0],), span)
        for item in items[1:]:
            found = Compute("union", (found, Compute("singleton", (item,), span)), span)
        return found

    def _call(self) -> Phrase:
        """``gcd(a, b)``."""
        start = self.at
        name = self.needs(*_CALLS)
        self.needs("(")
        left = self.term()
        self.needs(",")
        right = self.term()
        self.needs(")")
        return Compute(name, (left, right), self.since(start))

    def _definite_description(self) -> Phrase:
        """*the sum of n and m*, *the list*."""
        start = self.at
        if self.hears("twice"):
            return function("double", (self.calculation(),), self.since(start))
        if self.hears("half of", "half"):
            return function("half", (self.calculation(),), self.since(start))
        self.hears("the")
        found = self.maybe(self._special) or self.maybe(self._function)
        if found is not None:
            return found
        self.at = start
        self.needs("the")
        noun = self.needs(*sorted(NOUNS, key=len, reverse=True))
        self.hears("itself")
        return Definite(noun.removesuffix("s"), self.since(start))

    def _function(self) -> Phrase:
        start = self.at
        name = self.needs(*UNARY, *BINARY)
        if name == "remainder" or name == "quotient":
            return self._division(BINARY[name], start)
        self.needs("of")
        if name in UNARY:
            return function(UNARY[name], (self._operand(UNARY[name]),), self.since(start))
        if self.hears("their"):
            return self._of_their(BINARY[name], start)
        self.hears("the numbers", "the sets", "the lists")
        first = self.calculation()
        arguments = self._both(first) if not isinstance(first, Described) else None
        if arguments is None:
            arguments = self._counted(first)
        if arguments is None and name == "sum":
            return Compute("total", (first,), self.since(start))
        if arguments is None:
            raise self.stop("and")
        whole = arguments[0]
        for argument in arguments[1:]:
            whole = Compute(BINARY[name], (whole, argument), self.since(start))
        return whole

    def _of_their(self, name: str, start: int) -> Phrase:
        """*the sum of their lengths*."""
        word = self.needs(*(f"{function_}s" for function_ in UNARY))
        span = self.since(start)
        parts = (
            function(UNARY[word.removesuffix("s")], (Pronoun("they", span, index),), span)
            for index in (1, 0)
        )
        return Compute(name, tuple(parts), span)

    def _both(self, first: Phrase) -> tuple[Phrase, ...] | None:
        """``first`` and what is coordinated with it."""
        found = [first]
        while (at := self.at) >= 0 and self.hears(", and", ",", "and", "with"):
            following = self.maybe(self.calculation)
            if following is None:
                self.at = at
                break
            found.append(following)
            if len(found) == 2 and self.tokens[at].lower == "and":
                break
        return tuple(found) if len(found) > 1 else None

    def _counted(self, first: Phrase) -> tuple[Phrase, ...] | None:
        """*two even numbers*, each; *an even number and an odd one* besides."""
        if isinstance(first, Described) and first.phrase.count > 1:
            count = first.phrase.count
            return tuple(Described(first.phrase, first.span, i) for i in range(count))
        if isinstance(first, Pronoun) and first.word == "they":
            return Pronoun("they", first.span, 1), Pronoun("they", first.span, 0)
        return self._both(first)

    def _operand(self, name: str) -> Phrase:
        if name in _OF_CONTAINERS:
            return self._climb(_LOOSEST, _CONTAINER_SIGNS)
        return self.calculation()

    def _division(self, name: str, start: int) -> Phrase:
        """*the remainder when a is divided by b*, *the quotient of a and b*."""
        if self.hears("when"):
            left = self.calculation()
            self.needs("is divided by")
        else:
            self.hears("of the division")
            self.needs("of")
            left = self.calculation()
            self.needs("and", "divided by", "by")
        return Compute(name, (left, self.calculation()), self.since(start))

    def _special(self) -> Phrase:
        """Functions with a wording of their own."""
        start = self.at
        if self.hears("sum of the elements of", "sum of the numbers in", "sum of the list"):
            return Compute("total", (self._operand("length"),), self.since(start))
        if self.hears("number of elements of", "number of elements in", "size of"):
            return Compute("length", (self._operand("length"),), self.since(start))
        if self.hears("number of occurrences of", "number of times"):
            item = self.calculation()
            self.needs("in", "occurs in")
            return Compute("count", (item, self._operand("length")), self.since(start))
        if self.hears("first"):
            count = self.calculation()
            self.needs("elements of")
            return Compute("take", (count, self._operand("length")), self.since(start))
        self.needs("list")
        items = self._operand("length")
        self.needs("without its first")
        count = self.calculation()
        self.needs("elements")
        return Compute("drop", (count, items), self.since(start))

    def _possessive(self) -> Phrase:
        """*its square*, *their sum*."""
        start = self.at
        whose = self.needs("its", "their")
        if whose == "its":
            name = self.needs(*UNARY)
            owner = Pronoun("it", self.since(start))
            return function(UNARY[name], (owner,), self.since(start))
        name = self.needs(*BINARY)
        span = self.since(start)
        return Compute(BINARY[name], (Pronoun("they", span, 1), Pronoun("they", span, 0)), span)

    def _pronoun(self) -> Phrase:
        token = self.token
        return Pronoun(self.needs("itself", "it", "they"), token.span)
