"""What the infix notations share: brackets by binding strength, one method per connective.

Levels, loosest first: 0 anything, 1 a side of ``→`` or ``↔`` (∧ and ∨ stand bare there),
2 an operand (atoms, negations, quantifiers, brackets).  A human reader should never need to
remember which of ∧, ∨ and ⊕ binds tighter, so mixtures are always bracketed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from prover.errors import ProverError
from prover.logic.syntax import (
    INDIVIDUAL,
    And,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Symbol,
    Term,
    TruthValue,
    Variable,
    Xor,
)

__all__ = ["INFIX_PREDICATES", "InfixPrinter", "NotExpressibleError"]

INFIX_PREDICATES = frozenset({"<", ">", "≤", "≥"})
"""Binary predicates that are written between their arguments where a syntax allows it."""


class NotExpressibleError(ProverError):
    """A syntax cannot say what a formula says."""

    code = "not-expressible"


class InfixPrinter:
    """A syntax: its signs as class attributes, its peculiarities as overridden methods."""

    AND = " & "
    OR = " | "
    IMPLIES = " -> "
    IFF = " <-> "
    XOR = " <~> "
    NOT = "~"
    FORALL = "all "
    EXISTS = "exists "
    EQUAL = " = "
    UNEQUAL = " != "
    TRUE = "$true"
    FALSE = "$false"
    SIDE = 1  # the level of what stands beside → and ↔
    COMPARISONS: ClassVar[dict[str, str]] = {}

    def __init__(self) -> None:
        self._writers: dict[type, Callable[[Any, int], str]] = {
            Atom: self.atom,
            Equality: lambda f, _: self.term(f.left) + self.EQUAL + self.term(f.right),
            TruthValue: lambda f, _: self.TRUE if f.value else self.FALSE,
            Not: self.negation,
            And: lambda f, level: self._chain(f.parts, self.AND, self.TRUE, level),
            Or: lambda f, level: self._chain(f.parts, self.OR, self.FALSE, level),
            Implies: lambda f, level: self._sides(f, self.IMPLIES, self.SIDE, level),
            Iff: lambda f, level: self._sides(f, self.IFF, self.SIDE, level),
            Xor: self.exclusive,
            ForAll: lambda f, _: self.quantified(f, self.FORALL),
            Exists: lambda f, _: self.quantified(f, self.EXISTS),
        }

    def formula(self, formula: Formula, level: int = 0) -> str:
        """``formula`` as text, in brackets if ``level`` needs them."""
        return self._writers[type(formula)](formula, level)

    def symbol(self, symbol: Symbol) -> str:
        """The name of a symbol, quoted where the syntax needs it."""
        raise NotImplementedError

    def variable(self, variable: Variable) -> str:
        """The name of a variable."""
        return variable.name

    def binder(self, variable: Variable) -> str:
        """A variable where it is bound, with its sort if that is not the default."""
        name = self.variable(variable)
        return name if variable.sort is INDIVIDUAL else f"{name}:{self.sort(variable.sort.name)}"

    def sort(self, name: str) -> str:
        """The name of a sort."""
        return name

    def term(self, term: Term) -> str:
        """``term`` as text."""
        if isinstance(term, Variable):
            return self.variable(term)
        return self.applied(term.function, term.arguments)

    def applied(self, symbol: Symbol, arguments: tuple[Term, ...]) -> str:
        """A symbol with its arguments."""
        if not arguments:
            return self.symbol(symbol)
        return f"{self.symbol(symbol)}({', '.join([self.term(a) for a in arguments])})"

    def atom(self, atom: Atom, _level: int) -> str:
        """A predicate with its arguments, comparisons infix."""
        sign = self.COMPARISONS.get(atom.predicate.name)
        if sign is not None and len(atom.arguments) == 2:
            return f"{self.term(atom.arguments[0])} {sign} {self.term(atom.arguments[1])}"
        return self.applied(atom.predicate, atom.arguments)

    def negation(self, formula: Not, _level: int) -> str:
        """``¬A``; a negated equality has a sign of its own."""
        body = formula.body
        if isinstance(body, Equality):
            return self.term(body.left) + self.UNEQUAL + self.term(body.right)
        return self.NOT + self.operand(body)

    def operand(self, formula: Formula) -> str:
        """``formula`` as the body of a prefix, infix atoms in brackets."""
        text = self.formula(formula, 2)
        return f"({text})" if self.is_infix_atom(formula) else text

    def is_infix_atom(self, formula: Formula) -> bool:
        """Whether ``formula`` is written ``a = b``, ``a ≠ b``, ``a < b``."""
        match formula:
            case Equality() | Not(Equality()):
                return True
            case Atom(predicate, arguments):
                return len(arguments) == 2 and predicate.name in self.COMPARISONS
            case _:
                return False

    def quantified(self, formula: ForAll | Exists, sign: str) -> str:
        """``∀x A``: the body is one operand."""
        body = formula.body
        text = self.operand(body)
        if isinstance(body, Atom) and not body.arguments:
            text = f"({text})"  # ∀x p: lest p be taken for a second bound name
        return f"{sign}{self.binder(formula.variable)} {text}"

    def exclusive(self, formula: Xor, level: int) -> str:
        """``A ⊕ B``."""
        return self._sides(formula, self.XOR, 2, level)

    def _chain(self, parts: tuple[Formula, ...], sign: str, empty: str, level: int) -> str:
        if len(parts) < 2:
            return self.formula(parts[0], level) if parts else empty
        text = sign.join([self.formula(part, 2) for part in parts])
        return f"({text})" if level > 1 else text

    def _sides(self, formula: Implies | Iff | Xor, sign: str, side: int, level: int) -> str:
        text = self.formula(formula.left, side) + sign + self.formula(formula.right, side)
        return f"({text})" if level else text
