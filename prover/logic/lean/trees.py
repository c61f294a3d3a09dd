"""What a Lean term looks like, by Lean's own precedences; nothing is known of its names yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prover.logic.lean.tokens import Token, Wrong
from prover.logic.syntax import FormulaTooDeep

__all__ = ["CLOSING", "Applied", "Binder", "Bound", "Joined", "Name", "Tree", "TreeParser"]

MAX_NESTING = 300
"""Terms within terms; a formula of legal depth needs fewer."""

_INFIX = {"↔": (20, 21, 21), "→": (25, 26, 25), "∨": (30, 31, 30), "∧": (35, 36, 35)} | {
    "=": (50, 51, 51), "≠": (50, 51, 51),
}  # fmt: skip
"""The precedence of each operator and those of its operands, as Lean's prelude declares them."""

_NEGATED = 40
CLOSING = {"(": ")", "{": "}", "[": "]", "⦃": "⦄"}
"""The brackets around binders."""

_ELSEWHERE = "`prover search` proves statements over Lean's library"


@dataclass(frozen=True, slots=True)
class Name:
    """A name, or ``Type``, ``Prop`` and the like."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Applied:
    """A head with its arguments, as many as were written."""

    head: Tree
    arguments: tuple[Tree, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Joined:
    """An operator between two operands, or ``¬`` before one."""

    operator: str
    operands: tuple[Tree, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Binder:
    """Names that are bound together, and their type where it is said.

    Attributes:
        opening: the bracket, empty where there is none.
        start: offset of the bracket, or of the first name.
    """

    names: tuple[Name, ...]
    type: Tree | None
    opening: str
    start: int


@dataclass(frozen=True, slots=True)
class Bound:
    """``∀``, ``∃`` or ``∃!`` with its binders and what they stand before."""

    quantifier: str
    binders: tuple[Binder, ...]
    body: Tree
    start: int
    end: int


Tree = Name | Applied | Joined | Bound


class TreeParser:
    """Reads terms and binders from a sequence of tokens.

    Args:
        tokens: the last is of the kind ``end``.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    @property
    def token(self) -> Token:
        """The next one."""
        return self._tokens[self._at]

    @property
    def _following(self) -> Token:
        """The one after the next."""
        return self._tokens[min(self._at + 1, len(self._tokens) - 1)]

    def take(self) -> Token:
        """The next token, which is read now."""
        token = self.token
        if token.kind != "end":
            self._at += 1
        return token

    def sees(self, *symbols: str) -> bool:
        """Whether the next token is one of these symbols."""
        return self.token.kind == "symbol" and self.token.text in symbols

    def expect(self, symbol: str, hint: str = "") -> Token:
        """The next token, which has to be ``symbol``.

        Raises:
            Wrong: it is another.
        """
        if not self.sees(symbol):
            raise Wrong(self.token.start, f"'{symbol}' is expected, not {_said(self.token)}", hint)
        return self.take()

    # --- terms ---------------------------------------------------------------------------

    def term(self, least: int = 0) -> Tree:
        """A term whose operators bind at least as tightly as ``least`` says.

        Raises:
            Wrong: there is none, or one of a kind that is not read.
            FormulaTooDeep: it nests too deep.
        """
        self._depth += 1
        if self._depth > MAX_NESTING:
            raise FormulaTooDeep(self._depth)
        left = self._operand()
        while self.sees(*_INFIX):
            own, before, after = _INFIX[self.token.text]
            if own < least or _binds(left) < before:
                break
            operator = self.take().text
            right = self.term(after)
            left = Joined(operator, (left, right), left.start, right.end)
        self._depth -= 1
        return left

    def _operand(self) -> Tree:
        token = self.token
        if self.sees("∀", "∃", "∃!"):
            return self._bound(self.take())
        if self.sees("¬"):
            self.take()
            body = self.term(_NEGATED)
            return Joined("¬", (body,), token.start, body.end)
        head = self._atom()
        if head is None:
            raise self._unread()
        arguments: list[Tree] = []
        while (argument := self._atom()) is not None:
            arguments.append(argument)
        if self.token.kind in ("other", "number") or self.sees("fun", "¬", "∀", "∃"):
            raise self._unread()
        if not arguments:
            return head
        return Applied(head, tuple(arguments), head.start, arguments[-1].end)

    def _atom(self) -> Tree | None:
        """A name or a term in brackets; None where neither stands."""
        token = self.token
        if token.kind == "name":
            self.take()
            return Name(token.text, token.start, token.end)
        if not self.sees("("):
            return None
        self.take()
        inside = self.term()
        end = self.expect(")", "a bracket is open").end
        return Applied(inside, (), token.start, end)

    def _unread(self) -> Wrong:
        token = self.token
        if token.kind in ("other", "number") or self.sees("fun"):
            return Wrong(token.start, f"{_said(token)} is not read here", _ELSEWHERE)
        return Wrong(token.start, f"a formula or a type is expected, not {_said(token)}")

    def _bound(self, quantifier: Token) -> Bound:
        binders = self._bound_names()
        self.expect(",", f"as in {quantifier.text} x, p x")
        body = self.term()
        return Bound(quantifier.text, binders, body, quantifier.start, body.end)

    # --- binders -------------------------------------------------------------------------

    def binders(self) -> tuple[Binder, ...]:
        """As many binders in brackets as stand here: ``(a b : α) {β : Type} [Nonempty β]``."""
        found: list[Binder] = []
        while self.sees(*CLOSING):
            found.append(self._binder(self.take()))
        return tuple(found)

    def _binder(self, bracket: Token) -> Binder:
        names: tuple[Name, ...] = ()
        if bracket.text == "[" and self._following.text != ":":
            type_: Tree | None = self.term()
        else:
            names = self._names()
            type_ = self._type()
        hint = "a binder has names, a colon and a type, as in (x y : α)"
        self.expect(CLOSING[bracket.text], hint)
        return Binder(names, type_, bracket.text, bracket.start)

    def _bound_names(self) -> tuple[Binder, ...]:
        """What a quantifier binds: ``x y``, ``x y : α``, ``x (h : p x) {y : α}``."""
        found: list[Binder] = []
        while not found or self.token.kind == "name" or self.sees(*CLOSING):
            if self.sees(*CLOSING):
                found.append(self._binder(self.take()))
            else:
                names = self._names()
                found.append(Binder(names, self._type(), "", names[0].start))
        return tuple(found)

    def _type(self) -> Tree | None:
        """The type after a colon, if there is one."""
        if not self.sees(":"):
            return None
        self.take()
        return self.term()

    def _names(self) -> tuple[Name, ...]:
        found = []
        while self.token.kind == "name":
            token = self.take()
            found.append(Name(token.text, token.start, token.end))
        if not found:
            raise Wrong(self.token.start, f"a name is expected, not {_said(self.token)}")
        return tuple(found)


def _binds(tree: Tree) -> int:
    """How tightly the outermost operator of ``tree`` binds; bracketed, or none: most tightly."""
    match tree:
        case Joined("¬"):
            return _NEGATED
        case Joined(operator):
            return _INFIX[operator][0]
        case Bound():
            return 0
        case _:
            return 1024


def _said(token: Token) -> str:
    return "the end" if token.kind == "end" else f"'{token.text}'"
