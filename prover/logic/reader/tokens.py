"""From text to the tokens of ``formula.lark``.

The spellings of every token stand in the grammar file only (:mod:`prover.logic.terminals`).  This
module settles the two things that need more than one token of lookahead: which names a quantifier
binds, and how far its scope reaches.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import ClassVar

from prover.logic.reader.errors import unknown_character
from prover.logic.syntax import FormulaTooDeep
from prover.logic.terminals import scanner

__all__ = ["CLOSING", "QUANTIFIERS", "Style", "Token", "mark", "scan", "scan_raw"]


class Style(Enum):
    """Whose conventions settle what one notation alone leaves open.

    ``ANY`` guesses what was meant and warns; the others follow their prover's manual.
    """

    ANY = "any"
    TPTP = "tptp"
    PROVER9 = "prover9"
    NLTK = "nltk"


class Token:
    """A piece of text with the terminal it stands for."""

    __slots__ = ("end", "start", "type", "value")

    # What lark asks of a token besides ``type``, when it makes the one that ends the input.
    line: ClassVar[int | None] = None
    column: ClassVar[int | None] = None
    end_line: ClassVar[int | None] = None
    end_column: ClassVar[int | None] = None
    start_pos: ClassVar[int | None] = None
    end_pos: ClassVar[int | None] = None

    def __init__(self, type_: str, value: str, start: int, end: int) -> None:
        self.type = type_
        self.value = value
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        return f"{self.type}({self.value!r})"


MAX_BRACKETS = 1000
"""Greatest nesting of brackets; a formula of legal depth never needs as many."""

QUANTIFIERS = frozenset({"FORALL", "EXISTS", "NONE"})
CLOSING = {"LPAR": "RPAR", "LSQB": "RSQB", "LBRACE": "RBRACE"}
_NAMES = frozenset({"NAME", "BACKQUOTED"})
_STARTS_FORMULA = frozenset({*_NAMES, "QUOTED", "NOT", *CLOSING, *QUANTIFIERS})
_AFTER_BINDER = frozenset(
    {"MARK", "COMMA", "QUOTED", "NOT", "LSQB", "LBRACE", *_NAMES, *QUANTIFIERS}
)
_VARIABLE_LIKE = re.compile(r"[u-z]\d*")
_GLUED = re.compile(r"([a-z]\d*)([^\W\d_a-z]\w*)")
_END = Token("$END", "", -1, -1)


def scan(text: str, style: Style = Style.ANY) -> list[Token]:
    """The tokens of one formula, quantifier prefixes marked, a closing full stop dropped.

    Raises :class:`FormulaSyntaxError` at an unknown character and
    :class:`~prover.logic.syntax.FormulaTooDeep` at more than 1,000 open brackets.
    """
    tokens = scan_raw(text, style)
    if tokens and tokens[-1].type == "MARK" and tokens[-1].value == ".":
        tokens.pop()  # Prover9 ends a formula with a full stop
    return mark(tokens, style)


def scan_raw(text: str, style: Style) -> list[Token]:
    """The tokens of ``text`` as they stand there; raises what :func:`scan` raises."""
    tokens: list[Token] = []
    words = _WORDS.get(style)
    depth = 0
    # Up to the last visible character: on blanks alone the scanner would start anew at each.
    for match in scanner().finditer(text, 0, len(text.rstrip())):
        kind = match.lastgroup or ""
        begin, end = match.span(kind)
        value = text[begin:end]
        if kind == "LPAR" or kind == "LSQB" or kind == "LBRACE":
            depth += 1
            if depth > MAX_BRACKETS:
                raise FormulaTooDeep(depth)
        elif kind == "RPAR" or kind == "RSQB" or kind == "RBRACE":
            depth -= 1
        elif kind == "BAD":
            raise unknown_character(text, begin)
        elif words is not None and kind != "NAME" and value[0].isalpha() and value not in words:
            kind = "NAME"
        tokens.append(Token(kind, value, begin, end))
    return tokens


def mark(tokens: list[Token], style: Style) -> list[Token]:
    """The tokens of one formula with their context-dependent types."""
    if not _SPECIAL.isdisjoint([token.type for token in tokens]):
        return _Marker(tokens, style).marked()
    return tokens


_SPECIAL = frozenset({"MARK", "NOT", "IMPLIED", *QUANTIFIERS})
_WORDS = {
    Style.TPTP: frozenset[str](),
    Style.PROVER9: frozenset({"all", "exists"}),
    Style.NLTK: frozenset(
        ("all", "forall", "some", "exists", "exist", "not", "and", "or", "implies", "iff")
    ),
}
"""The words with a meaning of their own in the styles that list them."""


class _Marker:
    """Gives context-dependent types to the tokens of one formula."""

    def __init__(self, tokens: list[Token], style: Style) -> None:
        self.tokens = tokens
        self.style = style

    def marked(self) -> list[Token]:
        """The tokens, with binders, sorts, scope marks and comparisons told apart."""
        index = 0
        while index < len(self.tokens):
            token = self.tokens[index]
            if token.type == "NOT" and token.value == "!" and self._binds(index):
                token.type = "FORALL"
            if token.type in QUANTIFIERS:
                index = self._quantifier(index)
                continue
            if token.type == "IMPLIED" and token.value == "<=" and self._compares(index):
                token.type = "COMPARE"
            elif token.type == "NOT" and token.value in "-−–" and self._negative_number(index):
                number = self.tokens.pop(index + 1)
                self.tokens[index] = Token("NAME", "-" + number.value, token.start, number.end)
            index += 1
        return self.tokens

    def _at(self, index: int) -> Token:
        return self.tokens[index] if 0 <= index < len(self.tokens) else _END

    def _type(self, index: int) -> str:
        return self.tokens[index].type if 0 <= index < len(self.tokens) else "$END"

    def _binds(self, index: int) -> bool:
        """Whether ``!`` is a quantifier, ``!x. P`` or ``!x P`` (the grammar knows ``![X]:``)."""
        return self._type(index + 1) == "NAME" and self._type(index + 2) in ("MARK", "NAME")

    def _negative_number(self, index: int) -> bool:
        number = self._at(index + 1)
        return (
            self._type(index - 1) in ("LPAR", "COMMA", "COMPARE", "EQUAL", "UNEQUAL")
            and number.type == "NAME"
            and number.value[0].isdigit()
            and number.start == self.tokens[index].end
            and self._type(index + 2) != "LPAR"
        )

    def _compares(self, index: int) -> bool:
        """Whether ``<=`` compares terms: beside a number or a lone variable, or by style."""
        if self.style is not Style.ANY:
            return self.style is not Style.TPTP
        before, after = self._at(index - 1), self._at(index + 1)
        if before.type == "NAME" and _is_individual(before.value):
            return True
        return (
            after.type == "NAME" and _is_individual(after.value) and self._type(index + 2) != "LPAR"
        )

    def _quantifier(self, index: int) -> int:
        """Mark the prefix of the quantifier at ``index``; the index after it."""
        token = self.tokens[index]
        word = token.value[0].isalpha()
        bracket = self._type(index + 1)
        if bracket in CLOSING:
            end = self._bracketed(index + 2, CLOSING[bracket], word)
            if end:
                return end
        elif self._type(index + 1) in _NAMES:
            self._split_glued(index)
            return self._bare(index + 1)
        if word:  # no quantifier after all: a name that happens to be 'all', 'some', …
            token.type = "NAME"
        return index + 1

    def _bracketed(self, index: int, closing: str, word: bool) -> int:
        """Mark ``x, y:nat)``; the index behind it, or 0 when it is no list of names."""
        names, sorts, colons = [], [], []
        while True:
            if self._type(index) not in _NAMES:
                return 0
            names.append(self.tokens[index])
            index += 1
            if self._at(index).value == ":" and self._type(index + 1) in ("NAME", "QUOTED"):
                colons.append(self.tokens[index])
                sorts.append(self.tokens[index + 1])
                index += 2
            if self._type(index) == closing:
                break
            if self._type(index) == "COMMA":
                index += 1
        index += 1
        follower = self._at(index)
        if word and follower.type not in _STARTS_FORMULA and follower.type != "MARK":
            return 0  # some(x): a predicate
        for tokens, kind in ((names, "BINDER"), (sorts, "SORT"), (colons, "COLON")):
            for token in tokens:
                token.type = kind
        if follower.type == "MARK" or follower.type == "COMMA":
            tptp = closing == "RSQB" and follower.value == ":"
            follower.type = "COLON" if tptp else "SCOPE"
            index += 1
        return index

    def _bare(self, index: int) -> int:
        """Mark ``x, y:nat z.`` starting at a name; the index behind it."""
        while True:
            self.tokens[index].type = "BINDER"
            index += 1
            mark = self._at(index)
            if mark.value == ":" and mark.type == "MARK" and self._is_sort(index):
                mark.type = "COLON"
                self.tokens[index + 1].type = "SORT"
                index += 2
                mark = self._at(index)
            if mark.type == "MARK":
                if self.style is Style.NLTK:  # where quantifiers bind tight, dot or not
                    del self.tokens[index]
                    return index
                mark.type = "SCOPE"
                return index + 1
            if mark.type == "COMMA":
                if not self._is_binder(index + 1):
                    mark.type = "SCOPE"
                    return index + 1
                index += 1
            elif not (mark.type in _NAMES and self._is_binder(index)):
                return index

    def _is_binder(self, index: int) -> bool:
        """Whether the name at ``index`` continues the list of bound names."""
        name, follower = self._at(index), self._at(index + 1)
        if name.type != "NAME":
            return name.type == "BACKQUOTED"
        if name.value == "in":
            return False  # ∀x in S: refused by the grammar rather than misread
        if follower.type == "LPAR":
            spaced = follower.start > name.end
            short = len(name.value) == 1 and name.value.islower()
            return bool(_VARIABLE_LIKE.fullmatch(name.value)) or (short and spaced)
        return follower.type in _AFTER_BINDER

    def _is_sort(self, index: int) -> bool:
        """Whether the colon at ``index`` introduces a sort rather than the body."""
        colon, sort, follower = (self._at(index + i) for i in range(3))
        if sort.type not in ("NAME", "QUOTED"):
            return False
        if follower.type in ("MARK", "COMMA", "RPAR", "RSQB", "RBRACE", *QUANTIFIERS):
            return True
        glued = sort.start == colon.end and self._at(index - 1).end == colon.start
        if follower.type in ("LPAR", "LSQB", "LBRACE"):
            return glued and follower.start > sort.end
        return glued and follower.type in ("NAME", "NOT", "QUOTED")

    def _split_glued(self, index: int) -> None:
        """Read ``∀xP(x)`` as ``∀x P(x)``: a small letter, then a capitalised predicate."""
        quantifier, name = self.tokens[index], self.tokens[index + 1]
        glued = _GLUED.fullmatch(name.value)
        applied = self._type(index + 2) == "LPAR" and self.tokens[index + 2].start == name.end
        if glued and applied and not quantifier.value[0].isalpha():
            middle = name.start + glued.end(1)
            self.tokens[index + 1 : index + 2] = [
                Token("NAME", glued[1], name.start, middle),
                Token("NAME", glued[2], middle, name.end),
            ]


def _is_individual(name: str) -> bool:
    return name[0].isdigit() or bool(_VARIABLE_LIKE.fullmatch(name))
