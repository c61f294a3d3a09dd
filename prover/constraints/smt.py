"""Constraints as SMT-LIB text without quantifiers: every variable is replaced by its values.

An application carries a guard that its arguments are in their sorts; guards become part of
the atom around them, as the definition of truth has it (see ``theory``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from math import prod
from typing import assert_never

from prover.constraints.theory import (
    BOOLEAN,
    Application,
    Domain,
    Enumeration,
    Expression,
    Function,
    Number,
    Operation,
    Operator,
    Quantified,
    Quantifier,
    Truth,
    Variable,
)
from prover.errors import ProverError

__all__ = ["Encoder", "TheoryTooLarge"]

MAX_TEXT = 4_000_000
"""Characters of all expanded formulas together."""

_Environment = Mapping[Variable, int]


class TheoryTooLarge(ProverError):
    """Writing out all values of all variables gives too long a text."""

    code = "theory-too-large"


@dataclass(frozen=True, slots=True)
class _Term:
    """The text of a number or truth value, and the guards it has a value under."""

    text: str
    guards: tuple[str, ...] = ()
    value: int | None = None


@dataclass(slots=True)
class Encoder:
    """Writes expressions; remembers the functions and the applications it wrote.

    ``applications`` maps each application's text to its function and its arguments' texts.
    """

    applications: dict[str, tuple[Function, tuple[str, ...]]] = field(default_factory=dict)
    _functions: dict[Function, str] = field(default_factory=dict)
    _length: int = 0
    _declared: tuple[int, int] = (0, 0)

    def formula(self, node: Expression) -> str:
        """The text of a closed formula."""
        return self._formula(node, {})

    def new_declarations(self) -> Iterator[str]:
        """What has to stand before the formulas written since the last call.

        Functions, and for each of their applications that its value is in its sort.
        """
        functions = list(self._functions.items())[self._declared[0] :]
        applications = list(self.applications.items())[self._declared[1] :]
        self._declared = (len(self._functions), len(self.applications))
        for function, name in functions:
            sorts = " ".join(map(_smt_sort, function.arguments))
            yield f"(declare-fun {name} ({sorts}) {_smt_sort(function.result)})"
        for text, (function, _) in applications:
            if isinstance(function.result, Enumeration):
                yield f"(assert {_member(text, function.result)})"

    def _formula(self, node: Expression, env: _Environment) -> str:
        match node:
            case Operation(operator=operator, arguments=arguments) if operator.connects:
                name = "=" if operator is Operator.IFF else operator.value
                return self._join(name, [self._formula(part, env) for part in arguments])
            case Quantified(quantifier=Quantifier.FOR_ALL | Quantifier.EXISTS):
                name = "and" if node.quantifier is Quantifier.FOR_ALL else "or"
                return self._join(
                    name, [self._formula(node.body, e) for e in self._cases(node, env)]
                )
            case _:
                term = self._term(node, env)
                return self._join("and", [*dict.fromkeys(term.guards), term.text])

    def _cases(self, node: Quantified, env: _Environment) -> Iterator[_Environment]:
        """The environments of all values of the quantified variables."""
        self._length += prod(len(variable.domain.values) for variable in node.variables)
        self._check_length()
        for values in product(*(variable.domain.values for variable in node.variables)):
            yield {**env, **dict(zip(node.variables, values, strict=True))}

    def _check_length(self) -> None:
        if self._length > MAX_TEXT:
            raise TheoryTooLarge(
                "the constraints are too large when all cases are written out",
                hint="use fewer variables in one quantifier",
            )

    def _join(self, name: str, parts: Sequence[str]) -> str:
        if name in ("and", "or") and len(parts) < 2:
            return parts[0] if parts else ("true" if name == "and" else "false")
        text = f"({name} {' '.join(parts)})"
        self._length += len(text)
        self._check_length()
        return text

    def _term(self, node: Expression, env: _Environment) -> _Term:
        match node:
            case Number(value=number):
                return _number(number)
            case Truth(value=truth):
                return _Term("true" if truth else "false")
            case Variable():
                return _number(env[node])
            case Application():
                return self._application(node, env)
            case Quantified():
                return self._quantified(node, env)
            case Operation():
                return self._operation(node, env)
            case _:
                assert_never(node)

    def _application(self, node: Application, env: _Environment) -> _Term:
        function = node.function
        name = self._functions.setdefault(function, f"f{len(self._functions)}")
        terms = [self._term(argument, env) for argument in node.arguments]
        guards = [guard for term in terms for guard in term.guards]
        for term, domain in zip(terms, function.arguments, strict=True):
            guards += _guards(term, domain)
        texts = tuple(term.text for term in terms)
        text = f"({name} {' '.join(texts)})" if texts else name
        self.applications.setdefault(text, (function, texts))
        return _Term(text, tuple(guards))

    def _quantified(self, node: Quantified, env: _Environment) -> _Term:
        cases = list(self._cases(node, env))
        match node.quantifier:
            case Quantifier.COUNT:
                parts = [f"(ite {self._formula(node.body, case)} 1 0)" for case in cases]
                return _Term(self._join("+", ["0", *parts]))
            case Quantifier.SUM:
                terms = [self._term(node.body, case) for case in cases]
                text = self._join("+", ["0", *(term.text for term in terms)])
                return _Term(text, _together(terms))
            case Quantifier.DISTINCT:
                terms = [self._term(node.body, case) for case in cases]
                return _Term(self._distinct(terms), _together(terms))
            case _:
                return _Term(self._formula(node, env))

    def _distinct(self, terms: Sequence[_Term]) -> str:
        pairs = [f"(not (= {one.text} {other.text}))" for one, other in combinations(terms, 2)]
        return self._join("and", pairs)

    def _operation(self, node: Operation, env: _Environment) -> _Term:
        operator = node.operator
        if operator.connects:
            return _Term(self._formula(node, env))
        if operator is Operator.IF:
            return self._choice(node, env)
        terms = [self._term(argument, env) for argument in node.arguments]
        guards = _together(terms)
        if operator is Operator.DISTINCT:
            return _Term(self._distinct(terms), guards)
        numbers = [term.value for term in terms]
        if operator in _FOLDED and None not in numbers:
            known = [number for number in numbers if number is not None]
            return _number(_FOLDED[operator](known))
        return _Term(self._join(operator.value, [term.text for term in terms]), guards)

    def _choice(self, node: Operation, env: _Environment) -> _Term:
        """Only the branch that is taken has to have a value."""
        condition = self._formula(node.arguments[0], env)
        then, otherwise = (self._term(part, env) for part in node.arguments[1:])
        guards = [f"(=> {condition} {guard})" for guard in then.guards]
        guards += [f"(or {condition} {guard})" for guard in otherwise.guards]
        text = self._join("ite", [condition, then.text, otherwise.text])
        return _Term(text, tuple(guards))


_FOLDED: dict[Operator, Callable[[list[int]], int]] = {
    Operator.ADD: sum,
    Operator.SUBTRACT: lambda values: values[0] - sum(values[1:]) if values[1:] else -values[0],
}
"""Arithmetic done here, so that ``f(day + 1)`` is written ``(f 3)``."""


def _number(value: int) -> _Term:
    return _Term(str(value) if value >= 0 else f"(- {-value})", (), value)


def _together(terms: Sequence[_Term]) -> tuple[str, ...]:
    return tuple(guard for term in terms for guard in term.guards)


def _guards(term: _Term, domain: Domain) -> list[str]:
    """That ``term`` is in ``domain``; nothing where that is plain."""
    if not isinstance(domain, Enumeration):
        return []
    if term.value is not None:
        return [] if term.value in domain.values else ["false"]
    return [_member(term.text, domain)]


def _smt_sort(domain: Domain) -> str:
    return "Bool" if domain == BOOLEAN else "Int"


def _member(text: str, domain: Enumeration) -> str:
    low, high = min(domain.values), max(domain.values)
    if len(domain.values) == high - low + 1:
        return f"(<= {_number(low).text} {text} {_number(high).text})"
    return f"(or {' '.join(f'(= {text} {_number(value).text})' for value in domain.values)} false)"
