"""Polynomials with integer coefficients, read from Lean's text and written back.

They serve to guess: what is found here (a factor, a quotient) is proved by Lean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

__all__ = ["Polynomial", "equations_in", "names_in", "read_polynomial"]

Monomial = tuple[tuple[str, int], ...]
"""Atoms with their exponents, in the order of the atoms."""

_TOKEN = re.compile(r"\s*(\d+|[^\W\d][\w'₀-₉]*|[-+*^()])")
_NAME = re.compile(r"[^\W\d][\w'₀-₉]*")
_LARGEST_EXPONENT = 16
_LARGEST_NUMBER = 10**30


@dataclass(frozen=True, slots=True)
class Polynomial:
    """A sum of monomials; those with coefficient zero are left out."""

    terms: Mapping[Monomial, int]

    @staticmethod
    def number(value: int) -> Polynomial:
        """A constant."""
        return Polynomial({(): value} if value else {})

    @staticmethod
    def atom(name: str) -> Polynomial:
        """A variable, or a power of a number to a variable."""
        return Polynomial({((name, 1),): 1})

    @property
    def constant(self) -> int | None:
        """Its value, if it has no atoms."""
        return self.terms.get((), 0) if set(self.terms) <= {()} else None

    @property
    def constant_term(self) -> int:
        """The coefficient of the empty monomial."""
        return self.terms.get((), 0)

    @property
    def atoms(self) -> tuple[str, ...]:
        """All atoms, in order."""
        return tuple(sorted({name for monomial in self.terms for name, _ in monomial}))

    def __add__(self, other: Polynomial) -> Polynomial:
        sums = dict(self.terms)
        for monomial, coefficient in other.terms.items():
            sums[monomial] = sums.get(monomial, 0) + coefficient
        return Polynomial({m: c for m, c in sums.items() if c})

    def __mul__(self, other: Polynomial) -> Polynomial:
        product = Polynomial({})
        for left, a in self.terms.items():
            shifted = {_times(left, right): a * b for right, b in other.terms.items()}
            product = product + Polynomial(shifted)
        return product

    def __sub__(self, other: Polynomial) -> Polynomial:
        return self + Polynomial.number(-1) * other

    def __str__(self) -> str:
        """Lean's text, sums first and differences after them: naturals stay above zero."""
        ordered = sorted(self.terms.items(), key=lambda term: (term[1] < 0, -len(term[0])))
        text = ""
        for monomial, coefficient in ordered:
            shown = _shown(monomial, abs(coefficient))
            text += f" {'-' if coefficient < 0 else '+'} {shown}" if text else shown
            if text == shown and coefficient < 0:
                text = f"-{shown}"
        return text or "0"


def _times(left: Monomial, right: Monomial) -> Monomial:
    powers = dict(left)
    for name, exponent in right:
        powers[name] = powers.get(name, 0) + exponent
    return tuple(sorted(powers.items()))


def _shown(monomial: Monomial, coefficient: int) -> str:
    factors = [f"({name})" if "^" in name else name for name, _ in monomial]
    powers = [f if e == 1 else f"{f} ^ {e}" for f, (_, e) in zip(factors, monomial, strict=True)]
    if coefficient != 1 or not powers:
        powers.insert(0, str(coefficient))
    return " * ".join(powers)


def read_polynomial(text: str) -> Polynomial | None:
    """The polynomial that a term of Lean is, or nothing where it is none.

    ``2 ^ n`` with a variable exponent is an atom.  Subtraction is that of the integers.
    """
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != re.sub(r"\s", "", text):
        return None
    reader = _Reader(tokens)
    found = reader.sum()
    return found if reader.at == len(tokens) else None


class _Reader:
    """Recursive descent; a term that is no polynomial gives nothing."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.at = tokens, 0

    def _next_is(self, *wanted: str) -> str:
        token = self.tokens[self.at] if self.at < len(self.tokens) else ""
        if token in wanted and token:
            self.at += 1
            return token
        return ""

    def sum(self) -> Polynomial | None:
        negated = self._next_is("-")
        total = self._product()
        if negated and total is not None:
            total = Polynomial.number(-1) * total
        while total is not None and (sign := self._next_is("+", "-")):
            term = self._product()
            if term is None:
                return None
            total = total + term if sign == "+" else total - term
        return total

    def _product(self) -> Polynomial | None:
        total = self._power()
        while total is not None and self._next_is("*"):
            factor = self._power()
            total = None if factor is None else total * factor
        return total

    def _power(self) -> Polynomial | None:
        base = self._atom()
        if base is None or not self._next_is("^"):
            return base
        exponent = self._atom()
        if exponent is None:
            return None
        if exponent.constant is None:
            return _exponential(base, exponent)
        return _raised(base, exponent.constant)

    def _atom(self) -> Polynomial | None:
        if self._next_is("("):
            inner = self.sum()
            return inner if self._next_is(")") else None
        token = self.tokens[self.at] if self.at < len(self.tokens) else ""
        self.at += 1
        if token.isdigit():
            return Polynomial.number(int(token))
        return Polynomial.atom(token) if _NAME.fullmatch(token) else None


def _raised(base: Polynomial, exponent: int) -> Polynomial | None:
    if base.constant is not None:
        value = _small_power(base.constant, exponent)
        return None if value is None else Polynomial.number(value)
    if not 0 <= exponent <= _LARGEST_EXPONENT:
        return None
    power = Polynomial.number(1)
    for _ in range(exponent):
        power = power * base
    return power


def _small_power(base: int, exponent: int) -> int | None:
    if exponent < 0 or abs(base).bit_length() * exponent > _LARGEST_NUMBER.bit_length():
        return None
    return int(base**exponent)


def _exponential(base: Polynomial, exponent: Polynomial) -> Polynomial | None:
    if base.constant is None or len(exponent.atoms) != 1 or len(exponent.terms) != 1:
        return None
    ((monomial, coefficient),) = exponent.terms.items()
    is_variable = coefficient == 1 and monomial[0][1] == 1
    return Polynomial.atom(f"{base.constant} ^ {monomial[0][0]}") if is_variable else None


def equations_in(
    propositions: Iterable[tuple[str, str]],
) -> Iterator[tuple[str, Polynomial, Polynomial]]:
    """The equations between polynomials among named ``propositions``, with their two sides."""
    for name, text in propositions:
        left, equals, right = text.partition(" = ")
        if equals and " = " not in right:
            sides = read_polynomial(left), read_polynomial(right)
            if sides[0] is not None and sides[1] is not None:
                yield name, sides[0], sides[1]


def names_in(text: str) -> set[str]:
    """The names that occur in a term."""
    return set(_NAME.findall(text))
