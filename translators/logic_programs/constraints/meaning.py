"""The raw tree gets sorts: names become elements, variables or functions.

What the program left open is settled here, each time with a note: a function used at other
sorts than it was declared for is another function, a truth value among numbers is 0 or 1, a
name nobody declared belongs to the sort that its place has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from prover.constraints.theory import (
    BOOLEAN,
    INTEGER,
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
from translators.logic_programs.constraints.syntax import Binder, Raw
from translators.logic_programs.constraints.vocabulary import Vocabulary, fits, key
from translators.logic_programs.errors import ProgramError

__all__ = ["Builtin", "Meaning", "Scope", "Typed", "UndeclaredElement", "conjunction", "negation"]

Scope = Mapping[str, Variable]
Builtin = Callable[["Meaning", Raw, Scope], "Typed"]


@dataclass(frozen=True, slots=True)
class Typed:
    """An expression and what its values are."""

    expression: Expression
    domain: Domain


class UndeclaredElement(ProgramError):
    """A name stands where only an element of ``sort`` can, and is none."""

    def __init__(self, name: str, sort: str) -> None:
        super().__init__(f"'{name}' is not an element of {sort}")
        self.name = name
        self.sort = sort


_VARIABLE_LIKE = re.compile(r"[a-z]\w?|[a-z]+\d")
_TRUTH = {"true": True, "false": False}
_NEGATED = {"!=": "==", ">": "<=", ">=": "<"}
_COMPARISON = {"==": Operator.EQUAL, "<": Operator.LESS, "<=": Operator.AT_MOST}
_CONNECTIVE = {
    "and": Operator.AND,
    "or": Operator.OR,
    "not": Operator.NOT,
    "=>": Operator.IMPLIES,
    "<=>": Operator.IFF,
}
_ARITHMETIC = {
    "+": Operator.ADD,
    "-": Operator.SUBTRACT,
    "*": Operator.MULTIPLY,
    "%": Operator.MODULO,
}


def conjunction(parts: Sequence[Expression]) -> Expression:
    """All of ``parts``."""
    return parts[0] if len(parts) == 1 else Operation(Operator.AND, tuple(parts))


def negation(body: Expression) -> Expression:
    """Not ``body``."""
    return Operation(Operator.NOT, (body,))


@dataclass(slots=True)
class Meaning:
    """Turns raw trees into expressions.

    Args:
        vocabulary: what the program declares.
        builtins: readings of calls that no program declares.
        free: collects variables that nothing binds.
    """

    vocabulary: Vocabulary
    builtins: Mapping[str, Builtin]
    free: dict[str, Variable] = field(default_factory=dict)
    _unnamed: list[Variable] = field(default_factory=list)

    def note(self, note: str) -> None:
        """Remember what was decided, once."""
        if note not in self.vocabulary.notes:
            self.vocabulary.notes.append(note)

    def closed(self, raw: Raw, quantifier: Quantifier) -> Expression:
        """The formula of ``raw``, its free variables bound by ``quantifier``."""
        self.free = {}
        formula = self.formula(raw, {})
        if not self.free:
            return formula
        names = ", ".join(self.free)
        self.note(f"'{names}' is not bound; read as '{quantifier} {names}'")
        return Quantified(quantifier, tuple(self.free.values()), formula)

    def formula(self, raw: Raw, scope: Scope) -> Expression:
        """``raw`` as a formula; what has no name in it (``_``, a binder as argument) exists."""
        outer, self._unnamed = self._unnamed, []
        typed = self.typed(raw, scope, BOOLEAN)
        formula = self.as_truth(typed)
        if self._unnamed:
            formula = Quantified(Quantifier.EXISTS, tuple(self._unnamed), formula)
        self._unnamed = outer
        return formula

    def number(self, raw: Raw, scope: Scope, expected: Domain | None = None) -> Expression:
        """``raw`` as a number."""
        return self.as_number(self.typed(raw, scope, expected))

    def as_truth(self, typed: Typed) -> Expression:
        """A formula; a number counts as true unless it is 0."""
        if typed.domain == BOOLEAN:
            return typed.expression
        self.note("a number among formulas read as: it is not 0")
        return negation(Operation(Operator.EQUAL, (typed.expression, Number(0))))

    def as_number(self, typed: Typed) -> Expression:
        """A number; a formula counts as 1 or 0."""
        if typed.domain != BOOLEAN:
            return typed.expression
        self.note("a truth value among numbers read as 1 or 0")
        return Operation(Operator.IF, (typed.expression, Number(1), Number(0)))

    def typed(self, raw: Raw, scope: Scope, expected: Domain | None) -> Typed:
        """``raw`` with its domain; ``expected`` settles what the names alone do not.

        Raises:
            ProgramError: it means nothing.
            UndeclaredElement: an element is missing in the declarations.
        """
        match raw.kind:
            case "number":
                return Typed(Number(int(raw.text)), INTEGER)
            case "name":
                return self.named(raw, scope, expected)
            case "call":
                return self.called(raw, scope, expected)
            case "operator":
                return self.operated(raw, scope)
            case "index":
                return self.indexed(raw)
            case "binders":
                return self.unnamed(raw.binders)
            case _:
                raise ProgramError("a list stands where a value is expected")

    def named(self, raw: Raw, scope: Scope, expected: Domain | None) -> Typed:
        """A variable, a truth value, an element, or what nothing declares."""
        name = raw.text
        variable = scope.get(name) or self.free.get(name)
        if variable is not None:
            return Typed(variable, variable.domain)
        if name.lower() in _TRUTH:
            return Typed(Truth(_TRUTH[name.lower()]), BOOLEAN)
        if name == "_" and isinstance(expected, Enumeration):
            return self.unnamed((Binder("_", expected.name),))
        element = self.vocabulary.element(name, expected)
        if element is not None:
            return Typed(Number(element[0]), element[1])
        return self.undeclared(name, expected)

    def undeclared(self, name: str, expected: Domain | None) -> Typed:
        """A name that nothing declares: a constant, a free variable, a missing element."""
        known = self.vocabulary.functions(name, 0)
        if known:
            return Typed(Application(known[0], ()), known[0].result)
        if isinstance(expected, Enumeration):
            if not _VARIABLE_LIKE.fullmatch(name):
                raise UndeclaredElement(name, expected.name)
            variable = self.free[name] = Variable(name, expected)
            return Typed(variable, expected)
        result = expected if expected is not None else INTEGER
        what = "proposition" if result == BOOLEAN else "number"
        function = Function(name, (), result)
        self.vocabulary.declare(function, f"'{name}' is not declared; read as an unknown {what}")
        return Typed(Application(function, ()), result)

    def unnamed(self, binders: Sequence[Binder]) -> Typed:
        """Something of a sort: bound by the atom around it."""
        variables = self.bound(binders, f"_{len(self._unnamed)}")
        self._unnamed += variables
        self.note(f"'some {binders[0].sort}' as an argument read as: there is one")
        return Typed(variables[0], variables[0].domain)

    def bound(self, binders: Sequence[Binder], suffix: str = "") -> list[Variable]:
        """The variables of ``binders``."""
        variables = []
        for binder in binders:
            domain = self.vocabulary.domain(binder.sort)
            if not isinstance(domain, Enumeration):
                raise ProgramError(f"'{binder.sort}' is not a sort with listed elements")
            variables.append(Variable(binder.name + suffix, domain))
        return variables

    def called(self, raw: Raw, scope: Scope, expected: Domain | None) -> Typed:
        """A builtin, or a function of the program."""
        builtin = self.builtins.get(key(raw.text))
        known = self.vocabulary.functions(raw.text, len(raw.parts))
        if builtin is not None and not known:
            return builtin(self, raw, scope)
        wanted = known[0].arguments if known else (None,) * len(raw.parts)
        pairs = zip(raw.parts, wanted, strict=True)
        arguments = [self.typed(part, scope, domain) for part, domain in pairs]
        function = self.function(raw.text, arguments, known, expected)
        values = tuple(
            self.as_number(argument) if domain != BOOLEAN else argument.expression
            for argument, domain in zip(arguments, function.arguments, strict=True)
        )
        return Typed(Application(function, values), function.result)

    def function(
        self,
        name: str,
        arguments: Sequence[Typed],
        known: Sequence[Function],
        expected: Domain | None,
    ) -> Function:
        """The function of that name for such arguments, declared now if there is none."""
        for function in known:
            pairs = zip(arguments, function.arguments, strict=True)
            if all(fits(argument.domain, wanted) for argument, wanted in pairs):
                return function
        domains = tuple(argument.domain for argument in arguments)
        shown = ", ".join(domain.name for domain in domains)
        if known:
            turned = known[0].result == domains[0] and len(domains) == 1
            result = known[0].arguments[0] if turned else known[0].result
            note = f"'{name}' is not declared for ({shown}); read as another function"
        else:
            result = expected if expected is not None else INTEGER
            note = f"'{name}' is not declared; read as a function of ({shown}) to {result.name}"
        return self.vocabulary.declare(Function(name, domains, result), note)

    def indexed(self, raw: Raw) -> Typed:
        """``songs[1]``: the first element of a sort."""
        domain = self.vocabulary.domain(raw.parts[0].text)
        number = raw.parts[1] if len(raw.parts) == 2 else None
        if not isinstance(domain, Enumeration) or number is None or number.kind != "number":
            raise ProgramError("only elements of a sort can be picked by their number")
        at = int(number.text)
        if not 1 <= at <= len(domain.values):
            raise ProgramError(f"{domain.name} has no element number {at}")
        self.note(f"'{domain.name}[{at}]' read as {domain.elements[at - 1]}, counted from 1")
        return Typed(Number(domain.values[at - 1]), domain)

    def operated(self, raw: Raw, scope: Scope) -> Typed:
        """A connective, a comparison, arithmetic."""
        if raw.text in _CONNECTIVE:
            parts = tuple(self.formula(part, scope) for part in raw.parts)
            return Typed(Operation(_CONNECTIVE[raw.text], parts), BOOLEAN)
        if raw.text in _ARITHMETIC:
            numbers = tuple(self.number(part, scope) for part in raw.parts)
            return Typed(Operation(_ARITHMETIC[raw.text], numbers), INTEGER)
        if raw.text == "in":
            return Typed(self.member(raw, scope), BOOLEAN)
        if raw.text not in _NEGATED and raw.text not in _COMPARISON:
            raise ProgramError(f"'{raw.text}' is not read")
        return Typed(self.compared(raw, scope), BOOLEAN)

    def compared(self, raw: Raw, scope: Scope) -> Expression:
        """A comparison; ``a != b`` and ``a > b`` are negations of ``a == b`` and ``a <= b``."""
        left, right = self.pair(raw, scope)
        sign = _NEGATED.get(raw.text, raw.text)
        if sign == "==" and BOOLEAN in (left.domain, right.domain):
            sides = (self.as_truth(left), self.as_truth(right))
            formula: Expression = Operation(Operator.IFF, sides)
        else:
            numbers = (self.as_number(left), self.as_number(right))
            formula = Operation(_COMPARISON[sign], numbers)
        if raw.text in (">", ">="):  # not by negation: what has no value is not larger either
            swapped = Operator.LESS if raw.text == ">" else Operator.AT_MOST
            return Operation(swapped, (self.as_number(right), self.as_number(left)))
        return formula if raw.text == sign else negation(formula)

    def pair(self, raw: Raw, scope: Scope) -> tuple[Typed, Typed]:
        """Both sides; the one that can be understood alone says what is expected of the other."""
        left, right = raw.parts
        if left.kind == "name" and left.text not in scope and right.kind != "number":
            after = self.typed(right, scope, None)
            before = self.typed(left, scope, after.domain)
        else:
            before = self.typed(left, scope, None)
            after = self.typed(right, scope, before.domain)
        before, after = self.as_value(before, after.domain), self.as_value(after, before.domain)
        if not fits(before.domain, after.domain) and BOOLEAN not in (before.domain, after.domain):
            raise ProgramError(f"{before.domain.name} is compared with {after.domain.name}")
        return before, after

    def as_value(self, typed: Typed, wanted: Domain) -> Typed:
        """``f(third)`` beside ``f(ann)``, where *third* is a value of f, means *third*."""
        match typed.expression:
            case Application(function=function, arguments=(Number() as value,)):
                declared = self.vocabulary.functions(function.name, 1)[0]
                if function != declared and declared.result == function.arguments[0] == wanted:
                    self.note(f"'{function.name}' of one of its values read as that value")
                    return Typed(value, wanted)
        return typed

    def member(self, raw: Raw, scope: Scope) -> Expression:
        """``x in [a, b]`` or ``x in sort``."""
        left, right = raw.parts
        item = self.typed(left, scope, None)
        if right.kind == "name":
            domain = self.vocabulary.domain(right.text)
            if not isinstance(domain, Enumeration):
                raise ProgramError(f"'{right.text}' is not a sort with listed elements")
            members: list[Expression] = [Number(value) for value in domain.values]
        elif right.kind == "list":
            members = [self.number(part, scope, item.domain) for part in right.parts]
        else:
            raise ProgramError("'in' needs a list or a sort on its right")
        value = self.as_number(item)
        cases = tuple(Operation(Operator.EQUAL, (value, member)) for member in members)
        return Operation(Operator.OR, cases)
