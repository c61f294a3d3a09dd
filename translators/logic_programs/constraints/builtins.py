"""The functions that constraint programs take for granted, each as a reading of its call."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from prover.constraints.theory import (
    BOOLEAN,
    INTEGER,
    Expression,
    Number,
    Operation,
    Operator,
    Quantified,
    Quantifier,
    Variable,
)
from translators.logic_programs.constraints.meaning import (
    Builtin,
    Meaning,
    Scope,
    Typed,
    conjunction,
)
from translators.logic_programs.constraints.syntax import Raw
from translators.logic_programs.errors import ProgramError

__all__ = ["BUILTINS"]


def _parts(raw: Raw, count: int | None = None) -> Sequence[Raw]:
    """The arguments, those of a list instead of the list; exactly ``count`` if given."""
    parts = raw.parts
    if len(parts) == 1 and parts[0].kind == "list":
        parts = parts[0].parts
    if not parts or (count is not None and len(parts) != count):
        wanted = "an argument" if count is None else f"{count} arguments"
        raise ProgramError(f"'{raw.text}' needs {wanted}")
    return parts


def _connective(operator: Operator, count: int | None = None) -> Builtin:
    def read(meaning: Meaning, raw: Raw, scope: Scope) -> Typed:
        parts = tuple(meaning.formula(part, scope) for part in _parts(raw, count))
        single = len(parts) == 1 and operator in (Operator.AND, Operator.OR)
        return Typed(parts[0] if single else Operation(operator, parts), BOOLEAN)

    return read


def _implication(meaning: Meaning, raw: Raw, scope: Scope) -> Typed:
    """``Implies(a, b)``; where the condition is missing, what follows is said."""
    if len(raw.parts) != 1:
        return _connective(Operator.IMPLIES, 2)(meaning, raw, scope)
    meaning.note("'Implies' without a condition read as what it says")
    return Typed(meaning.formula(raw.parts[0], scope), BOOLEAN)


@dataclass(frozen=True, slots=True)
class _Bound:
    """A call's variables, the scope in which they are known, and its other arguments."""

    variables: tuple[Variable, ...]
    scope: Scope
    others: tuple[Raw, ...]

    @staticmethod
    def of(meaning: Meaning, raw: Raw, scope: Scope) -> _Bound:
        binders = [binder for part in raw.parts for binder in part.binders]
        variables = tuple(meaning.bound(binders))
        inner = {**scope, **{variable.name: variable for variable in variables}}
        others = tuple(part for part in raw.parts if part.kind != "binders")
        if variables and not others:
            raise ProgramError(f"'{raw.text}' says nothing of its variables")
        return _Bound(variables, inner, others)


def _quantifier(quantifier: Quantifier) -> Builtin:
    def read(meaning: Meaning, raw: Raw, scope: Scope) -> Typed:
        bound = _Bound.of(meaning, raw, scope)
        if not bound.variables:
            raise ProgramError(f"'{raw.text}' needs [variable:sort] and a formula")
        body = conjunction([meaning.formula(part, bound.scope) for part in bound.others])
        return Typed(Quantified(quantifier, bound.variables, body), BOOLEAN)

    return read


def _counted(meaning: Meaning, raw: Raw, scope: Scope) -> Typed:
    """``Count([c:cars], P(c))``, or of a list of formulas."""
    bound = _Bound.of(meaning, raw, scope)
    if not bound.variables:
        formulas = [meaning.formula(part, scope) for part in _parts(raw)]
        return Typed(_number_of(formulas), INTEGER)
    body = conjunction([meaning.formula(part, bound.scope) for part in bound.others])
    return Typed(Quantified(Quantifier.COUNT, bound.variables, body), INTEGER)


def _number_of(formulas: Sequence[Expression]) -> Expression:
    ones = tuple(Operation(Operator.IF, (f, Number(1), Number(0))) for f in formulas)
    return Operation(Operator.ADD, ones)


def _summed(meaning: Meaning, raw: Raw, scope: Scope) -> Typed:
    return Typed(_over_numbers(Quantifier.SUM, Operator.ADD, meaning, raw, scope), INTEGER)


def _distinct(meaning: Meaning, raw: Raw, scope: Scope) -> Typed:
    read = _over_numbers(Quantifier.DISTINCT, Operator.DISTINCT, meaning, raw, scope)
    return Typed(read, BOOLEAN)


def _over_numbers(
    quantifier: Quantifier, operator: Operator, meaning: Meaning, raw: Raw, scope: Scope
) -> Expression:
    """Numbers given by a binder and an expression, or one by one."""
    bound = _Bound.of(meaning, raw, scope)
    if not bound.variables:
        return Operation(operator, tuple(meaning.number(part, scope) for part in _parts(raw)))
    if len(bound.others) != 1:
        raise ProgramError(f"'{raw.text}' needs [variable:sort] and one expression")
    return Quantified(quantifier, bound.variables, meaning.number(bound.others[0], bound.scope))


def _at(compare: Callable[[Expression, Expression], Operation]) -> Builtin:
    """``AtLeast(2, [c:cars], P(c))`` and its like, the number in any place."""

    def read(meaning: Meaning, raw: Raw, scope: Scope) -> Typed:
        limits = [part for part in raw.parts if part.kind == "number"]
        others = tuple(part for part in raw.parts if part.kind != "number")
        if len(limits) != 1:
            raise ProgramError(f"'{raw.text}' needs one number")
        counted = _counted(meaning, Raw("call", raw.text, others, raw.start), scope)
        limit = Number(int(limits[0].text))
        return Typed(compare(counted.expression, limit), BOOLEAN)

    return read


def _compared(operator: Operator, swapped: bool = False) -> Builtin:
    def read(meaning: Meaning, raw: Raw, scope: Scope) -> Typed:
        first, second = (meaning.number(part, scope) for part in _parts(raw, 2))
        pair = (second, first) if swapped else (first, second)
        return Typed(Operation(operator, pair), BOOLEAN)

    return read


def _absolute(meaning: Meaning, raw: Raw, scope: Scope) -> Typed:
    """``Abs(a - b)``; ``AbsDiff(a, b)`` means the same."""
    numbers = [meaning.number(part, scope) for part in _parts(raw)]
    if len(numbers) > 2:
        raise ProgramError(f"'{raw.text}' needs one number or two")
    inner = numbers[0] if len(numbers) == 1 else Operation(Operator.SUBTRACT, tuple(numbers))
    return Typed(Operation(Operator.ABSOLUTE, (inner,)), INTEGER)


def _choice(meaning: Meaning, raw: Raw, scope: Scope) -> Typed:
    """``If(condition, then, else)``; of formulas, the last may be missing."""
    condition, then, *rest = _parts(raw) if len(raw.parts) > 1 else _parts(raw, 3)
    guard = meaning.formula(condition, scope)
    first = meaning.typed(then, scope, BOOLEAN if not rest else None)
    if not rest:
        return Typed(Operation(Operator.IMPLIES, (guard, meaning.as_truth(first))), BOOLEAN)
    second = meaning.typed(rest[0], scope, first.domain)
    if BOOLEAN in (first.domain, second.domain):
        branches = (meaning.as_truth(first), meaning.as_truth(second))
        yes = Operation(Operator.IMPLIES, (guard, branches[0]))
        no = Operation(Operator.OR, (guard, branches[1]))
        return Typed(conjunction([yes, no]), BOOLEAN)
    both = (guard, first.expression, second.expression)
    return Typed(Operation(Operator.IF, both), first.domain)


def _at_most(left: Expression, right: Expression) -> Operation:
    return Operation(Operator.AT_MOST, (left, right))


BUILTINS: Mapping[str, Builtin] = {
    "and": _connective(Operator.AND),
    "or": _connective(Operator.OR),
    "not": _connective(Operator.NOT, 1),
    "implies": _implication,
    "xor": _connective(Operator.XOR, 2),
    "iff": _connective(Operator.IFF, 2),
    "equivalent": _connective(Operator.IFF, 2),
    "forall": _quantifier(Quantifier.FOR_ALL),
    "exists": _quantifier(Quantifier.EXISTS),
    "count": _counted,
    "sum": _summed,
    "distinct": _distinct,
    "alldifferent": _distinct,
    "alldifferentconstraint": _distinct,
    "abs": _absolute,
    "absdiff": _absolute,
    "if": _choice,
    "ite": _choice,
    "atmost": _at(_at_most),
    "atleast": _at(lambda counted, limit: _at_most(limit, counted)),
    "exactly": _at(lambda counted, limit: Operation(Operator.EQUAL, (counted, limit))),
    "before": _compared(Operator.LESS),
    "after": _compared(Operator.LESS, swapped=True),
}
