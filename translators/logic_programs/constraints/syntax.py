"""The notation of constraint programs, parsed into a raw tree; nothing is ever run.

It looks like Python with Z3's functions, and is written by models that mix in other
languages: ``&&`` beside ``and``, ``=>`` beside ``Implies``, binders ``[c:cars, d:days]``, chains
``1 <= f(x) <= 3``.  Operators, loosest first:

    <=>   =>   or   and   not   == != < <= > >= in   + -   * / %   unary -   f(x) s[1]

(Precedence climbing; Pratt, "Top down operator precedence", 1973.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise

from translators.logic_programs.errors import ProgramError, error_at

__all__ = ["Binder", "Raw", "parse"]

MAX_NESTING = 30
"""Brackets, negations and implications that may stand inside each other."""

MAX_DEPTH = 80
"""Levels of a tree; a sum of many numbers is a deep one."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A node of the parse.

    ``kind`` is ``name``, ``number``, ``call`` (``text`` names the function), ``list``, ``binders``
    (``text`` holds nothing, ``binders`` the variables), ``index`` or ``operator`` (``text`` is its
    canonical spelling); ``start`` is the offset in the text.

    Raises:
        ProgramError: there are more than :data:`MAX_DEPTH` levels.
    """

    kind: str
    text: str
    parts: tuple[Raw, ...]
    start: int
    binders: tuple[Binder, ...] = ()
    depth: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        depth = 1 + max((part.depth for part in self.parts), default=0)
        if depth > MAX_DEPTH:
            raise ProgramError("nested too deeply", hint="write shorter formulas")
        object.__setattr__(self, "depth", depth)


@dataclass(frozen=True, slots=True)
class Binder:
    """A variable and the name of its sort."""

    name: str
    sort: str


_SPELLINGS = {
    "<=>": ("<=>", "<->", "↔", "⇔", "iff"),
    "=>": ("==>", "=>", "->", "→", "⇒", "implies"),
    "or": ("||", "|", "∨", "or", "OR"),
    "and": ("&&", "&", "∧", "and", "AND"),
    "not": ("not", "NOT", "!", "~", "¬"),
    "==": ("===", "==", "=", "is"),
    "!=": ("!==", "!=", "≠", "<>"),
    "<=": ("<=", "≤", "=<"),
    ">=": (">=", "≥"),
    "<": ("<",),
    ">": (">",),
    "in": ("in",),
    "+": ("+",),
    "-": ("-", "−", "–"),
    "*": ("*", "×"),
    "//": ("//", "/"),
    "%": ("%", "mod"),
}
_CANONICAL = {spelling: name for name, spellings in _SPELLINGS.items() for spelling in spellings}
_SIGNS = "|".join(
    re.escape(sign) for sign in sorted(_CANONICAL, key=len, reverse=True) if not sign.isalpha()
)
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<time>\d{{1,2}}:\d{{2}}(?:\s?[AaPp]\.?[Mm]\b\.?)?)
    | (?P<number>\d+(?!\w))
    | (?P<name>\w+(?:['’](?=\w)\w+)*)
    | (?P<string>"[^"]*"|'[^']*'|“[^”]*”)
    | (?P<sign>{_SIGNS})
    | (?P<mark>[()\[\]{{}},:])
    | (?P<bad>\S)
    )""",
    re.VERBOSE,
)
_INFIX = frozenset({"And", "Or"})
_LEVELS = (("<=>",), ("=>",), ("or",), ("and",))
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "in", "not in"})
_CLOSING = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int


def parse(text: str) -> tuple[Raw, tuple[str, ...]]:
    """The tree of ``text`` and notes about what was mended.

    Raises:
        ProgramError: with the place in ``text``.
    """
    parser = _Parser(text, _with_infix_names(list(_tokens(text))))
    return parser.whole(), tuple(parser.notes)


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text, 0, len(text.rstrip())):
        kind = match.lastgroup or "bad"
        value, start = match[kind], match.start(kind)
        if kind == "bad":
            raise error_at(text, start, f"unknown character {value}")
        if kind in ("sign", "name") and value in _CANONICAL:
            yield _Token("sign", _CANONICAL[value], start)
        elif kind == "string":
            yield _Token("name", value[1:-1], start)
        else:
            yield _Token("name" if kind == "time" else kind, value, start)
    yield _Token("end", "", len(text))


def _with_infix_names(tokens: list[_Token]) -> list[_Token]:
    """``A And B`` as ``A and B``: a connective's name where no bracket follows it."""
    found = []
    for token, follower in pairwise(tokens):
        infix = token.text in _INFIX and follower.text != "("
        found.append(_Token("sign", token.text.lower(), token.start) if infix else token)
    return [*found, tokens[-1]]


@dataclass(slots=True)
class _Parser:
    text: str
    tokens: list[_Token]
    at: int = 0
    depth: int = 0
    notes: list[str] = field(default_factory=list)

    def whole(self) -> Raw:
        parts = [self.expression()]
        while self.kind != "end":
            if self.accept(","):
                self.note("a comma between formulas read as 'and'")
                if self.kind != "end":
                    parts.append(self.expression())
            elif self.accept(")") or self.accept("]"):
                self.note("a surplus closing bracket dropped")
            else:
                raise self.error(f"'{self.token.text}' is out of place")
        return parts[0] if len(parts) == 1 else Raw("operator", "and", tuple(parts), 0)

    def note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)

    @property
    def token(self) -> _Token:
        return self.tokens[self.at]

    @property
    def kind(self) -> str:
        return self.token.kind

    def error(self, message: str) -> ProgramError:
        return error_at(self.text, self.token.start, message)

    def accept(self, *texts: str) -> str:
        """The text of the next sign or mark, passed over, if it is one of ``texts``."""
        if self.kind in ("sign", "mark") and self.token.text in texts:
            self.at += 1
            return self.tokens[self.at - 1].text
        return ""

    @contextmanager
    def nested(self) -> Iterator[None]:
        """One level deeper."""
        self.depth += 1
        if self.depth > MAX_NESTING:
            raise self.error("nested too deeply")
        yield
        self.depth -= 1

    def expression(self, level: int = 0) -> Raw:
        if level == len(_LEVELS):
            return self.negation()
        if level == 0:
            with self.nested():
                return self.joined(level)
        return self.joined(level)

    def joined(self, level: int) -> Raw:
        """Operands of the connective at ``level``, or one of the next level alone."""
        start = self.token.start
        parts = [self.expression(level + 1)]
        while sign := self.accept(*_LEVELS[level]):
            if sign == "=>":  # associates to the right
                with self.nested():
                    parts = [Raw("operator", sign, (parts[0], self.expression(level)), start)]
                break
            parts.append(self.expression(level + 1))
        name = _LEVELS[level][0]
        return parts[0] if len(parts) == 1 else Raw("operator", name, tuple(parts), start)

    def negation(self) -> Raw:
        start = self.token.start
        if self.accept("not"):
            with self.nested():
                return Raw("operator", "not", (self.negation(),), start)
        return self.comparison()

    def comparison(self) -> Raw:
        """One comparison, or a chain of them: ``a < b < c`` is ``a < b and b < c``."""
        start = self.token.start
        left = self.sum()
        found: list[Raw] = []
        while sign := self.compares():
            right = self.sum()
            pair = (left, right)
            found.append(
                Raw("operator", "not", (Raw("operator", "in", pair, start),), start)
                if sign == "not in"
                else Raw("operator", sign, pair, start)
            )
            left = right
        if not found:
            return left
        return found[0] if len(found) == 1 else Raw("operator", "and", tuple(found), start)

    def compares(self) -> str:
        following = self.tokens[self.at + 1 : self.at + 2]
        if self.token.text == "not" and following and following[0].text == "in":
            self.at += 2
            return "not in"
        sign = self.accept(*_COMPARISONS)
        if sign == "==" and self.accept("not"):
            return "!="  # is not
        return sign

    def sum(self) -> Raw:
        return self.chain(("+", "-"), self.product)

    def product(self) -> Raw:
        return self.chain(("*", "//", "%"), self.signed)

    def chain(self, signs: tuple[str, ...], operand: Callable[[], Raw]) -> Raw:
        start = self.token.start
        left = operand()
        while sign := self.accept(*signs):
            left = Raw("operator", sign, (left, operand()), start)
        return left

    def signed(self) -> Raw:
        start = self.token.start
        if self.accept("-"):
            return Raw("operator", "-", (self.postfix(),), start)
        return self.postfix()

    def postfix(self) -> Raw:
        node = self.simple()
        while True:
            if node.kind == "name" and self.accept("("):
                parts = tuple(self.listed(")"))
                node = Raw("call", node.text, parts, node.start)
            elif node.kind in ("name", "index") and self.accept("["):
                node = Raw("index", "", (node, *self.listed("]")), node.start)
            else:
                return node

    def simple(self) -> Raw:
        token = self.token
        if token.kind == "number":
            self.at += 1
            return Raw("number", token.text, (), token.start)
        if token.kind == "name":
            return self.name()
        if self.accept("("):
            parts = tuple(self.listed(")"))
            if len(parts) == 1:
                return parts[0]
            return Raw("list", "", parts, token.start)
        if self.accept("[") or self.accept("{"):
            return self.bracketed(token)
        raise self.error("an expression is expected")

    def name(self) -> Raw:
        """A name; several words in a row are one name."""
        start = self.token.start
        words: list[str] = []
        while self.kind in ("name", "number") and (words or self.kind == "name"):
            words.append(self.token.text)
            self.at += 1
        if len(words) > 1:
            self.note(f"'{' '.join(words)}' read as one name")
        return Raw("name", " ".join(words), (), start)

    def bracketed(self, opening: _Token) -> Raw:
        """A list, or binders ``[c:cars, d:days]``."""
        binders: list[Binder] = []
        while names := self.bound_names():
            sort = self.sort_name()
            binders += [Binder(name, sort) for name in names]
            if not self.accept(","):
                break
        closing = _CLOSING[opening.text]
        if binders:
            self.close(closing)
            return Raw("binders", "", (), opening.start, tuple(binders))
        return Raw("list", "", tuple(self.listed(closing)), opening.start)

    def bound_names(self) -> list[str]:
        """The names of ``b, c: boxes``, passed over with the colon; none where no sort follows."""
        names, at = [], self.at
        while self.tokens[at].kind == "name" and self.tokens[at + 1].text in (",", ":"):
            names.append(self.tokens[at].text)
            at += 2
            if self.tokens[at - 1].text == ":":
                self.at = at
                return names
        return []

    def sort_name(self) -> str:
        """A sort, or several joined by ``+``."""
        words: list[str] = []
        while self.kind in ("name", "number") or (words and self.token.text in ("+", "or")):
            words.append("+" if self.kind == "sign" else self.token.text)
            self.at += 1
        if not words:
            raise self.error("a sort is expected")
        return " ".join(words)

    def listed(self, closing: str) -> Iterator[Raw]:
        while self.token.text not in (")", "]", "}") and self.kind != "end":
            yield self.expression()
            if not self.accept(","):
                break
        self.close(closing)

    def close(self, closing: str) -> None:
        if self.accept(closing):
            return
        if self.kind == "end":
            self.note(f"a missing '{closing}' added at the end")
        elif self.token.text in (")", "]", "}"):
            self.note(f"a missing '{closing}' added before '{self.token.text}'")
        else:
            raise self.error(f"'{closing}' is expected before '{self.token.text}'")
