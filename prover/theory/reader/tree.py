"""The parse of terms and formulas together: operator precedence (Pratt, 1973).

What a name means is settled later (``elaboration``); here only its number of arguments counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from prover.logic.syntax import MAX_DEPTH, Symbol
from prover.theory.operators import (
    COMPARISON,
    CONNECTIVE_WORDS,
    POSTFIX,
    PREFIX,
    RESERVED,
    Fixity,
    binding,
    fixity,
    groups_right,
)
from prover.theory.reader.errors import TheorySyntaxError
from prover.theory.reader.tokens import Kind, Token

__all__ = ["Binder", "Parser", "Raw", "Shape"]


class Shape(Enum):
    """What a node of the parse is."""

    SYMBOL = "symbol"
    """A name with its arguments, if any: a symbol or a variable."""
    VARIABLE = "variable"
    TRUTH = "truth"
    EQUAL = "equal"
    UNEQUAL = "unequal"
    NOT = "not"
    AND = "and"
    OR = "or"
    XOR = "xor"
    IMPLIES = "implies"
    IFF = "iff"
    FORALL = "forall"
    EXISTS = "exists"


@dataclass(frozen=True, slots=True)
class Binder:
    """A bound name with the token of its sort, if one is written."""

    name: Token
    sort: Token | None


@dataclass(frozen=True, slots=True, eq=False)
class Raw:
    """A node of the parse: what it is, the token that names it, its parts, what it binds."""

    shape: Shape
    token: Token
    parts: tuple[Raw, ...] = ()
    binders: tuple[Binder, ...] = ()
    depth: int = 1


_PREFIXES = {
    **dict.fromkeys(("¬", "~", "!", "not"), Shape.NOT),
    **dict.fromkeys(("∀", "forall", "all"), Shape.FORALL),
    **dict.fromkeys(("∃", "exists", "some"), Shape.EXISTS),
    **dict.fromkeys(("⊤", "⊥", "true", "false"), Shape.TRUTH),
}
_CONNECTIVES = {
    **dict.fromkeys(("∧", "&", "&&", "/\\", "and"), (Shape.AND, 4)),
    **dict.fromkeys(("∨", "|", "||", "\\/", "or"), (Shape.OR, 3)),
    **dict.fromkeys(("⊕", "xor"), (Shape.XOR, 2)),
    **dict.fromkeys(("→", "->", "=>", "implies"), (Shape.IMPLIES, 1)),
    **dict.fromkeys(("↔", "<->", "<=>", "iff"), (Shape.IFF, 0)),
    "=": (Shape.EQUAL, COMPARISON),
    "≠": (Shape.UNEQUAL, COMPARISON),
    "!=": (Shape.UNEQUAL, COMPARISON),
}
_OPERAND = 5
_NAMES = (Kind.WORD, Kind.QUOTED)
_BLANKS = "signs that stand together are one operator; write blanks between operators"


class Parser:
    """Parses the tokens of one formula or term.

    Args:
        text: the whole file, for errors.
        tokens: those of the formula.
        end: the offset behind it.
        symbols: the declared symbols, by name.
    """

    def __init__(
        self, text: str, tokens: Sequence[Token], end: int, symbols: Mapping[str, Symbol]
    ) -> None:
        self._text = text
        self._tokens = [*tokens, Token(Kind.END, "", end, end, True, False, False)]
        self._at = 0
        self._symbols = symbols
        self._nesting = 0

    def whole(self) -> Raw:
        """The tree of all tokens.

        Raises:
            TheorySyntaxError: they are no formula and no term.
        """
        raw = self._expression(0)
        token = self._token
        if token.kind is Kind.END:
            return raw
        if token.text == ")":
            raise self._error(token, "')' closes no bracket", "remove it, or open the bracket")
        if token.kind is Kind.SIGN:
            hint = f"declare it, as in: function {token.text} : …; {_BLANKS}"
            raise self._error(token, f"unknown operator {token.text}", hint)
        hint = "write an operator or a connective before it"
        raise self._error(token, f"'{token.text}' is out of place", hint)

    def _expression(self, least: int) -> Raw:
        """The longest expression here whose operators bind at least as strongly as ``least``."""
        self._nesting += 1
        if self._nesting > MAX_DEPTH:
            raise self._too_deep(self._token)
        left = self._operand()
        while True:
            token = self._token
            level = self._level(token)
            if level is None or level < least:
                break
            self._at += 1
            left = self._continued(left, token, level)
        self._nesting -= 1
        return left

    def _continued(self, left: Raw, token: Token, level: int) -> Raw:
        """``left`` and the operator ``token`` with what stands behind it."""
        if self._symbol(token) is not None:
            if level == POSTFIX:
                return self._node(Shape.SYMBOL, token, (left,))
            right = level != COMPARISON and groups_right(token.text)
            other = self._expression(level if right else level + 1)
            self._check_chain(level)
            return self._node(Shape.SYMBOL, token, (left, other))
        shape, _ = _CONNECTIVES[token.text]
        if shape in (Shape.AND, Shape.OR):
            parts = [left, self._expression(level + 1)]
            while self._is_connective(self._token, shape):
                self._at += 1
                parts.append(self._expression(level + 1))
            return self._node(shape, token, tuple(parts))
        other = self._expression(level if shape is Shape.IMPLIES else level + 1)
        self._check_chain(level)
        return self._node(shape, token, (left, other))

    def _operand(self) -> Raw:
        token = self._token
        self._at += 1
        symbol = self._symbol(token)
        if token.kind is Kind.VARIABLE:
            return self._node(Shape.VARIABLE, token)
        if token.text == "(" and token.kind is Kind.BRACKET:
            inner = self._expression(0)
            self._close(token)
            return inner
        if symbol is None and token.kind in (Kind.WORD, Kind.SIGN) and token.text in _PREFIXES:
            return self._prefixed(token, _PREFIXES[token.text])
        if token.kind in _NAMES or (token.kind is Kind.SIGN and symbol is not None):
            if self._is_call(symbol):
                return self._call(token)
            if symbol is not None and fixity(symbol) is Fixity.BEFORE:
                return self._node(Shape.SYMBOL, token, (self._expression(PREFIX + 1),))
            if token.kind in _NAMES or (symbol is not None and symbol.arity == 0):
                return self._node(Shape.SYMBOL, token)
        raise self._no_operand(token)

    def _prefixed(self, token: Token, shape: Shape) -> Raw:
        if shape is Shape.TRUTH:
            return self._node(shape, token)
        if shape is Shape.NOT:
            return self._node(shape, token, (self._expression(_OPERAND),))
        binders: list[Binder] = []
        wide = False
        while not binders or self._binds():
            binders.append(self._binder())
            if self._token.kind in (Kind.COMMA, Kind.DOT):
                wide = True
                self._at += 1
                if self._tokens[self._at - 1].kind is Kind.DOT:
                    break
                wide = not self._binds()
        body = self._expression(0 if wide else _OPERAND)
        return self._node(shape, token, (body,), tuple(binders))

    def _binder(self) -> Binder:
        name = self._token
        if name.kind not in (Kind.WORD, Kind.VARIABLE):
            raise self._error(name, "the quantifier binds no variable", "name it, as in ∀x P(x)")
        self._at += 1
        if not self._token.is_colon:
            return Binder(name, None)
        sort = self._tokens[self._at + 1]
        if sort.kind not in _NAMES:
            raise self._error(sort, "a sort is missing behind ':'", "write one, as in ∀x:Nat P(x)")
        self._at += 2
        return Binder(name, sort)

    def _binds(self) -> bool:
        """Whether the next token is another bound name, and not the beginning of the body."""
        token, behind = self._token, self._tokens[min(self._at + 1, len(self._tokens) - 1)]
        if token.kind not in (Kind.WORD, Kind.VARIABLE) or self._is_word(token):
            return False
        if behind.kind in (Kind.WORD, Kind.VARIABLE, Kind.QUOTED):
            return not self._is_word(behind) or behind.text in _PREFIXES
        if behind.text == "(":
            return behind.blank_before
        return behind.kind in (Kind.DOT, Kind.COMMA) or behind.text in (":", *_PREFIXES)

    def _is_word(self, token: Token) -> bool:
        """Whether ``token`` is a word for a connective."""
        unnamed = token.kind is Kind.WORD and self._symbol(token) is None
        return unnamed and token.text in CONNECTIVE_WORDS

    def _is_call(self, symbol: Symbol | None) -> bool:
        bracket = self._token
        if bracket.text != "(" or bracket.kind is not Kind.BRACKET:
            return False
        return not bracket.blank_before or (symbol is not None and symbol.arity > 0)

    def _call(self, token: Token) -> Raw:
        bracket = self._token
        self._at += 1
        arguments = [self._expression(0)]
        while self._token.kind is Kind.COMMA:
            self._at += 1
            arguments.append(self._expression(0))
        self._close(bracket)
        return self._node(Shape.SYMBOL, token, tuple(arguments))

    def _close(self, bracket: Token) -> None:
        token = self._token
        if token.text != ")" or token.kind is not Kind.BRACKET:
            if token.kind is Kind.END:
                raise self._error(bracket, "the bracket is not closed", "add ')'")
            hint = "write an operator before it, or close the bracket"
            raise self._error(token, f"'{token.text}' is out of place", hint)
        self._at += 1

    @property
    def _token(self) -> Token:
        return self._tokens[self._at]

    def _symbol(self, token: Token) -> Symbol | None:
        """The declared symbol that ``token`` names; a connective names one only in quotes."""
        if token.kind is not Kind.QUOTED and token.text in RESERVED:
            return None
        return self._symbols.get(token.text)

    def _level(self, token: Token) -> int | None:
        """How strongly ``token`` binds if it is an operator that goes on; None if it is none."""
        if token.kind not in (Kind.SIGN, Kind.WORD):
            return None
        symbol = self._symbol(token)
        if symbol is None:
            found = _CONNECTIVES.get(token.text)
            return found[1] if found else None
        goes_on = fixity(symbol) in (Fixity.BEHIND, Fixity.BETWEEN)
        return binding(symbol) if goes_on else None

    def _is_connective(self, token: Token, shape: Shape) -> bool:
        if token.kind not in (Kind.SIGN, Kind.WORD) or self._symbol(token) is not None:
            return False
        return _CONNECTIVES.get(token.text, (None, 0))[0] is shape

    def _check_chain(self, level: int) -> None:
        if level == COMPARISON and self._level(self._token) == COMPARISON:
            hint = "write two comparisons with ∧ between them"
            raise self._error(self._token, f"'{self._token.text}' follows a comparison", hint)

    def _node(
        self,
        shape: Shape,
        token: Token,
        parts: tuple[Raw, ...] = (),
        binders: tuple[Binder, ...] = (),
    ) -> Raw:
        depth = 1 + max((part.depth for part in parts), default=0)
        if depth > MAX_DEPTH:
            raise self._too_deep(token)
        return Raw(shape, token, parts, binders, depth)

    def _no_operand(self, token: Token) -> TheorySyntaxError:
        before = self._tokens[self._at - 2] if self._at > 1 else None
        if token.kind is Kind.END:
            message = f"nothing follows '{before.text}'" if before else "there is no formula"
            return self._error(token, message, "complete the formula")
        known = token.text in _CONNECTIVES or self._symbol(token) is not None
        if token.kind is Kind.SIGN and not known:
            reserved = token.text in RESERVED
            hint = "check what stands before it" if reserved else f"declare it; {_BLANKS}"
            what = "is out of place" if reserved else "is no known operator"
            return self._error(token, f"'{token.text}' {what}", hint)
        return self._error(token, f"a term is missing before '{token.text}'", "write it")

    def _too_deep(self, token: Token) -> TheorySyntaxError:
        message = f"nested deeper than {MAX_DEPTH} levels"
        hint = "name parts by definitions"
        return TheorySyntaxError(self._text, token.start, message, hint, code="formula-too-deep")

    def _error(self, token: Token, message: str, hint: str) -> TheorySyntaxError:
        return TheorySyntaxError(self._text, token.start, message, hint)
