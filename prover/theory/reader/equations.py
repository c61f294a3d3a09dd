"""Lines of definitions: ``x + S(y) = S(x + y)``, ``0 ≤ y``, ``f(x) = y if p(x)``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from prover.logic.syntax import (
    FALSE,
    TRUE,
    Application,
    Atom,
    Formula,
    FunctionSymbol,
    PredicateSymbol,
    Symbol,
    Term,
)
from prover.theory.cases import remaining_condition
from prover.theory.reader.elaboration import Elaborator, FreeNames, Vocabulary
from prover.theory.reader.errors import TheorySyntaxError
from prover.theory.reader.tokens import Kind, Token
from prover.theory.reader.tree import Parser, Raw, Shape
from prover.theory.theory import Equation

__all__ = ["EquationReader"]

_FUNCTION = "write an equation, as in x + 0 = x"
_PREDICATE = "write P(x), ¬P(x) or P(x) ↔ …"


class EquationReader:
    """Reads lines of definitions.

    Args:
        text: the whole file, for errors.
        vocabulary: what names mean.
    """

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self._text = text
        self._vocabulary = vocabulary

    def symbol(self, line: Sequence[Token], end: int) -> Symbol:
        """The symbol that ``line`` defines."""
        left, _ = self._sides(self._parsed(*self._divided(line, end)[0]))
        return self._vocabulary.symbols[left.token.text]

    def equation(self, line: Sequence[Token], end: int, earlier: Sequence[Equation]) -> Equation:
        """The equation in ``line``.

        Args:
            line: its tokens.
            end: the offset behind them.
            earlier: the equations for the same symbol before it.
        """
        main, condition, otherwise = self._divided(line, end)
        left_raw, right_raw = self._sides(self._parsed(*main))
        condition_raw = self._parsed(*condition) if condition else None
        elaborator = Elaborator(self._text, self._vocabulary)
        symbol = self._vocabulary.symbols[left_raw.token.text]
        left, right = self._both(elaborator, symbol, left_raw, right_raw)
        holds: Formula = TRUE
        if condition_raw is not None:
            elaborator.look_at_formula(condition_raw, FreeNames.NONE)
            holds = elaborator.formula(condition_raw)
        equation = Equation(left, right, holds)
        if otherwise is None:
            return equation
        return Equation(left, right, self._remaining(equation, otherwise, earlier))

    def _both(
        self, elaborator: Elaborator, symbol: Symbol, left: Raw, right: Raw | bool
    ) -> tuple[Application | Atom, Term | Formula]:
        """The sides of an equation; the right one of an atom may be a truth value."""
        if isinstance(symbol, FunctionSymbol):
            assert isinstance(right, Raw)
            elaborator.look_at_term(left, FreeNames.ALL, symbol.sort)
            elaborator.look_at_term(right, FreeNames.NONE, symbol.sort)
            application = elaborator.term(left)
            assert isinstance(application, Application)
            return application, elaborator.term(right)
        elaborator.look_at_formula(left, FreeNames.ALL)
        if isinstance(right, Raw):
            elaborator.look_at_formula(right, FreeNames.NONE)
        atom = elaborator.formula(left)
        assert isinstance(atom, Atom)
        if isinstance(right, bool):
            return atom, TRUE if right else FALSE
        return atom, elaborator.formula(right)

    def _remaining(
        self, equation: Equation, otherwise: Token, earlier: Sequence[Equation]
    ) -> Formula:
        """That no condition of the earlier equations with the same patterns holds."""
        condition = remaining_condition(equation, earlier)
        if condition is TRUE:
            hint = "write the case with its condition before: … if …"
            self._fail(otherwise, "no case with these patterns stands before", hint)
        return condition

    def _divided(
        self, line: Sequence[Token], end: int
    ) -> tuple[tuple[Sequence[Token], int], tuple[Sequence[Token], int] | None, Token | None]:
        """The equation, the condition behind ``if``, and the word ``otherwise``."""
        for number, token in enumerate(line):
            if token.kind is Kind.WORD and token.text == "if":
                return (line[:number], token.start), (line[number + 1 :], end), None
            if token.kind is Kind.WORD and token.text == "otherwise":
                if number + 1 < len(line):
                    hint = "it ends the line"
                    self._fail(line[number + 1], "something follows 'otherwise'", hint)
                return (line[:number], token.start), None, token
        return (line, end), None, None

    def _parsed(self, tokens: Sequence[Token], end: int) -> Raw:
        return Parser(self._text, tokens, end, self._vocabulary.symbols).whole()

    def _sides(self, raw: Raw) -> tuple[Raw, Raw | bool]:
        """The left and the right side; a truth value where an atom stands alone."""
        left, right = raw, True
        match raw.shape:
            case Shape.EQUAL | Shape.IFF:
                one, other = raw.parts
                if self._defined(one, raw.shape is Shape.EQUAL):
                    return one, other
            case Shape.NOT:
                left, right = raw.parts[0], False
        if not self._defined(left, False):
            self._not_defining(raw, left)
        return left, right

    def _defined(self, left: Raw, function: bool) -> bool:
        symbol = self._vocabulary.symbols.get(left.token.text)
        kind = FunctionSymbol if function else PredicateSymbol
        return left.shape is Shape.SYMBOL and isinstance(symbol, kind)

    def _not_defining(self, raw: Raw, left: Raw) -> NoReturn:
        if raw.shape in (Shape.EQUAL, Shape.IFF):
            left = raw.parts[0]
        symbol = self._vocabulary.symbols.get(left.token.text)
        name = left.token.text
        if isinstance(symbol, FunctionSymbol):
            self._fail(raw.token, f"this does not say what {name} equals", _FUNCTION)
        if isinstance(symbol, PredicateSymbol):
            self._fail(raw.token, f"this does not say when {name} holds", _PREDICATE)
        if left.shape is Shape.SYMBOL and (left.parts or name not in self._vocabulary.symbols):
            where = self._vocabulary.later.get(name)
            message = (
                f"{name} is declared only in line {where}" if where else f"{name} is not declared"
            )
            hint = "declare it before, as in: function f : Nat → Nat"
            raise TheorySyntaxError(
                self._text, left.token.start, message, hint, code="unknown-name"
            )
        self._fail(raw.token, "this line defines nothing", f"{_FUNCTION}, or {_PREDICATE}")

    def _fail(self, token: Token, message: str, hint: str) -> NoReturn:
        raise TheorySyntaxError(self._text, token.start, message, hint)
