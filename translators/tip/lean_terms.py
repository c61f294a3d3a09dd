"""Terms in Lean.

Formulas are printed as propositions where Lean expects one, and as ``Bool`` inside functions.
An equation is decided by its instance on ``Int`` and ``Bool``, and classically on sorts that
have none: it then means the same as in TIP, and is merely not computed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from translators.tip.errors import NotExportable
from translators.tip.names import LeanNames, local
from translators.tip.syntax import (
    BOOL,
    INT,
    Apply,
    Arithmetic,
    Arrow,
    Binder,
    BoolLiteral,
    Comparison,
    Connective,
    Data,
    Distinct,
    Equal,
    If,
    IntLiteral,
    Invoke,
    Lambda,
    Let,
    Match,
    Meta,
    Quantified,
    Quantifier,
    Sort,
    SortVariable,
    Term,
    Variable,
)
from translators.tip.walk import subterms

__all__ = ["TermPrinter", "needs_choice"]

_BOOL_SIGNS: Mapping[str, str] = {"and": "&&", "or": "||", "xor": "!="}
_SIGNS: Mapping[str, str] = {
    "+": "+", "-": "-", "*": "*", "div": "/", "mod": "%",
    "<": "<", "<=": "≤", ">": ">", ">=": "≥",
}  # fmt: skip


def needs_choice(term: Term) -> bool:
    """Whether a formula in ``term`` is decided classically when it is printed as ``Bool``."""
    return any(
        isinstance(part, Quantified)
        or (isinstance(part, Equal | Distinct) and part.sort not in (BOOL, INT))
        for part in subterms(term)
    )


@dataclass(frozen=True, slots=True)
class TermPrinter:
    """Prints the terms of one declaration, polymorphic in ``parameters``.

    Attributes:
        names: what declared symbols are called in Lean.
        explicit: symbols whose sorts cannot be found out from their arguments.
    """

    names: LeanNames
    parameters: tuple[str, ...]
    explicit: frozenset[str]

    def sort(self, sort: Sort) -> str:
        """A sort."""
        match sort:
            case SortVariable(name):
                return local(name)
            case Data(name, arguments):
                return " ".join([self.names.sort(name), *map(self._inner_sort, arguments)])
            case Arrow(domain, result):
                return f"{self._inner_sort(domain)} → {self.sort(result)}"
            case Meta():
                return "_"

    def _inner_sort(self, sort: Sort) -> str:
        is_whole = isinstance(sort, Arrow) or (isinstance(sort, Data) and sort.arguments)
        return f"({self.sort(sort)})" if is_whole else self.sort(sort)

    def binder(self, binder: Binder) -> str:
        """``(x : sort)``."""
        return f"({self.variable(binder.name)} : {self.sort(binder.sort)})"

    def binders(self, binders: Sequence[Binder]) -> str:
        """Several binders, with spaces between."""
        return " ".join(map(self.binder, binders))

    def variable(self, name: str) -> str:
        """A bound variable."""
        return local(name, self.parameters)

    def value(self, term: Term, indent: int = 0) -> str:
        """A term as a value, without parentheses around it; a formula as ``Bool``."""
        match term:
            case Variable(name):
                return self.variable(name)
            case BoolLiteral(value):
                return "true" if value else "false"
            case IntLiteral(value):
                return f"({value} : Int)"
            case Apply(name, sorts, arguments):
                head = self.names.symbol(name)
                if name in self.explicit:
                    head = " ".join([f"@{head}", *map(self._inner_sort, sorts)])
                return " ".join([head, *self._atoms(arguments, indent)])
            case Invoke(function, arguments):
                return " ".join(self._atoms((function, *arguments), indent))
            case Lambda(binders, body):
                return f"fun {self.binders(binders)} => {self._tail(body, indent)}"
            case Let(name, value, body):
                head = f"let {self.variable(name)} := {self._tail(value, indent)}"
                return f"{head}; {self._tail(body, indent)}"
            case Match():
                return self._match(term, indent)
            case If(condition, then, otherwise):
                yes, no = self._tail(then, indent), self._tail(otherwise, indent)
                return f"if {self._condition(condition, indent)} then {yes} else {no}"
            case Arithmetic(operator, arguments):
                return self._arithmetic(operator, arguments, indent)
            case _:
                return self._formula_value(term, indent)

    def _formula_value(self, term: Term, indent: int) -> str:
        """A formula as ``Bool``."""
        match term:
            case Connective("not", (argument,)):
                return f"!{self._atom(argument, indent)}"
            case Connective("=>", (premise, conclusion)):
                return f"!{self._atom(premise, indent)} || {self._atom(conclusion, indent)}"
            case Connective(operator, arguments):
                return f" {_BOOL_SIGNS[operator]} ".join(self._atoms(arguments, indent))
            case Equal(left, right, sort) if sort == BOOL:
                return f"{self._atom(left, indent)} == {self._atom(right, indent)}"
            case Distinct(arguments, sort):
                pairs = combinations(arguments, 2)
                equations = [self._atom(Equal(a, b, sort), indent) for a, b in pairs]
                return " && ".join(f"!{equation}" for equation in equations)
            case _:
                holds = self.prop(term, indent)
                if needs_choice(term):
                    return f"@decide ({holds}) (Classical.propDecidable _)"
                return f"decide ({holds})"

    def prop(self, term: Term, indent: int = 0) -> str:
        """A formula as a proposition, without parentheses around it."""
        match term:
            case BoolLiteral(value):
                return "True" if value else "False"
            case Connective("not", (argument,)):
                return f"¬{self._inner_prop(argument, indent)}"
            case Connective("=>", (premise, conclusion)):
                return f"{self._inner_prop(premise, indent)} → {self.prop(conclusion, indent)}"
            case Connective("and" | "or" as operator, arguments):
                sign = "∧" if operator == "and" else "∨"
                return f" {sign} ".join(self._inner_prop(part, indent) for part in arguments)
            case Quantified(quantifier, binders, body):
                sign = "∀" if quantifier is Quantifier.FORALL else "∃"
                return f"{sign} {self.binders(binders)}, {self.prop(body, indent)}"
            case Equal(left, right, sort):
                if sort == BOOL and (_is_quantified(left) or _is_quantified(right)):
                    return f"{self._inner_prop(left, indent)} ↔ {self._inner_prop(right, indent)}"
                return f"{self._operand(left, indent)} = {self._operand(right, indent)}"
            case Distinct(arguments):
                pairs = combinations(self._atoms(arguments, indent), 2)
                return " ∧ ".join(f"{left} ≠ {right}" for left, right in pairs)
            case Comparison(operator, left, right):
                sign = _SIGNS[operator]
                return f"{self._operand(left, indent)} {sign} {self._operand(right, indent)}"
            case _:
                return f"{self._operand(term, indent)} = true"

    def _inner_prop(self, term: Term, indent: int) -> str:
        text = self.prop(term, indent)
        return text if isinstance(term, BoolLiteral) else f"({text})"

    def _atom(self, term: Term, indent: int) -> str:
        """A value as an argument."""
        match term:
            case Variable() | BoolLiteral() | IntLiteral() | Apply(_, (), ()):
                return self.value(term, indent)
            case Apply(name, _, ()) if name not in self.explicit:
                return self.value(term, indent)
            case _:
                return f"({self.value(term, indent)})"

    def _atoms(self, terms: Sequence[Term], indent: int) -> list[str]:
        return [self._atom(term, indent) for term in terms]

    def _operand(self, term: Term, indent: int) -> str:
        """A value beside a relation: applications bind tighter than that."""
        is_tight = isinstance(term, Apply | Invoke | Arithmetic)
        return self.value(term, indent) if is_tight else self._atom(term, indent)

    def _tail(self, term: Term, indent: int) -> str:
        """A value before other text, which it must not swallow."""
        is_open = isinstance(term, Match | If | Let | Lambda)
        return self._atom(term, indent) if is_open else self.value(term, indent)

    def _condition(self, term: Term, indent: int) -> str:
        """What decides an ``if``: a ``Bool``, or a proposition that Lean can decide."""
        if isinstance(term, Comparison) or (isinstance(term, Equal) and term.sort == INT):
            return self.prop(term, indent)
        return self._tail(term, indent)

    def _match(self, term: Match, indent: int) -> str:
        pad = "\n" + " " * indent
        lines = [f"match {self._tail(term.subject, indent + 2)} with"]
        for case in term.cases:
            names = [self.variable(name) for name in case.variables]
            constructor = self.names.symbol(case.constructor) if case.constructor else "_"
            inner = indent + 2
            is_if = isinstance(case.body, If)
            body = self.value(case.body, inner) if is_if else self._tail(case.body, inner)
            lines.append(f"| {' '.join([constructor, *names])} => {body}")
        return pad.join(lines)

    def _arithmetic(self, operator: str, arguments: Sequence[Term], indent: int) -> str:
        if operator in {"div", "mod"}:
            divisor = arguments[1]
            if not isinstance(divisor, IntLiteral) or divisor.value == 0:
                raise NotExportable(
                    f"{operator} by zero has no fixed value in TIP, but one in Lean",
                    hint="only division by a numeral that is not zero is exported",
                )
        terms = self._atoms(arguments, indent)
        return f"-{terms[0]}" if len(terms) == 1 else f" {_SIGNS[operator]} ".join(terms)


def _is_quantified(term: Term) -> bool:
    return any(isinstance(part, Quantified) for part in subterms(term))
