"""The connectives and the arithmetic of SMT-LIB, as functions of values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from prover.logic.arithmetic import (
    INTEGER,
    REAL,
    arithmetic_function,
    arithmetic_predicate,
    is_numeral,
    numeral,
)
from prover.logic.smtlib.cases import Cases, Value, alike, as_real, limited, mapped, plain, stated
from prover.logic.smtlib.expressions import Expression, Written, Wrong
from prover.logic.syntax import (
    Application,
    Atom,
    Formula,
    FunctionSymbol,
    Implies,
    Not,
    Term,
    Xor,
)
from prover.logic.walk import conjunction, disjunction

__all__ = ["ARITHMETIC", "COMPARISONS", "CONNECTIVES", "arithmetic", "comparison", "joined"]


def joined(at: Expression, parts: Sequence[Formula]) -> Formula:
    """All of ``parts``, of which there has to be one."""
    if not parts:
        raise Wrong(at, "two arguments are expected")
    return conjunction(parts)


def _negation(at: Expression, parts: list[Formula]) -> Formula:
    if len(parts) != 1:
        raise Wrong(at, "not has one argument")
    return Not(parts[0])


def _chain(make: Callable[[Formula, Formula], Formula], *, to_the_right: bool) -> _Connective:
    def chained(at: Expression, parts: list[Formula]) -> Formula:
        if len(parts) < 2:
            raise Wrong(at, "two arguments are expected")
        if not to_the_right:
            found = parts[0]
            for part in parts[1:]:
                found = make(found, part)
            return found
        found = parts[-1]
        for part in reversed(parts[:-1]):
            found = make(part, found)
        return found

    return chained


_Connective = Callable[[Expression, list[Formula]], Formula]
CONNECTIVES: dict[str, _Connective] = {
    "not": _negation,
    "and": lambda _, parts: conjunction(parts),
    "or": lambda _, parts: disjunction(parts),
    "=>": _chain(Implies, to_the_right=True),
    "xor": _chain(Xor, to_the_right=False),
}
COMPARISONS = {"<": "$less", "<=": "$lesseq", ">": "$greater", ">=": "$greatereq"}
ARITHMETIC = {
    "+": "$sum",
    "-": "$difference",
    "*": "$product",
    "/": "$quotient",
    "div": "$quotient_e",
    "mod": "$remainder_e",
    "to_int": "$to_int",
    "to_real": "$to_real",
    "is_int": "$is_int",
    "abs": "",
}


def comparison(at: Expression, name: str, arguments: Sequence[Cases]) -> Formula:
    """The interpreted predicate ``name`` of the arguments."""
    predicate = arithmetic_predicate(name, [argument.sort for argument in arguments])
    if predicate is None:
        given = " and ".join(argument.sort.name for argument in arguments)
        raise Wrong(at, f"a comparison of {given}", "numbers are expected")
    return stated(at, arguments, lambda row: Atom(predicate, row))


def arithmetic(head: Written, terms: list[Cases]) -> Value:
    """What the arithmetic symbol ``head`` makes of terms."""
    token = head.token
    if token == "is_int":
        return comparison(head, "$is_int", [as_real(terms[0]), *terms[1:]])
    if token == "abs" and len(terms) == 1:
        return _absolute(head, terms[0])
    if token == "/":
        terms = [as_real(term) if term.sort is INTEGER else term for term in terms]
    if token == "-" and len(terms) == 1:
        return _minus(head, terms[0])
    if token in ("to_real", "to_int") and len(terms) == 1:
        wanted = REAL if token == "to_real" else INTEGER
        if terms[0].sort is wanted:
            return terms[0]
        return _operation(head, ARITHMETIC[token], terms)
    terms = alike(head, terms)
    found = terms[0]
    if len(terms) == 1 and token not in ("+", "*"):
        raise Wrong(head, f"'{token}' has one argument here")
    for term in terms[1:]:
        found = _operation(head, ARITHMETIC[token], [found, term])
    return found


def _operation(at: Expression, name: str, arguments: Sequence[Cases]) -> Cases:
    function = arithmetic_function(name, [argument.sort for argument in arguments])
    if function is None:
        given = " and ".join(argument.sort.name for argument in arguments)
        raise Wrong(at, f"arithmetic with {given}", "numbers are expected")
    return mapped(at, arguments, lambda row: _computed(function, row))


def _computed(function: FunctionSymbol, arguments: tuple[Term, ...]) -> Term:
    """The operation; a quotient of numerals that is a decimal fraction is that number."""
    if function.name == "$quotient":
        over, under = (_number(argument) for argument in arguments)
        if over is not None and under:
            return numeral(over / under, REAL)
    return Application(function, arguments)


def _number(term: Term) -> Fraction | None:
    if isinstance(term, Application) and is_numeral(term.function):
        return Fraction(term.function.name)
    return None


def _minus(at: Expression, value: Cases) -> Cases:
    function = arithmetic_function("$uminus", [value.sort])
    if function is None:
        raise Wrong(at, f"minus something of sort {value.sort.name}", "numbers are expected")

    def negative(row: tuple[Term, ...]) -> Term:
        number = _number(row[0])
        return Application(function, row) if number is None else numeral(-number, row[0].sort)

    return mapped(at, [value], negative)


def _absolute(at: Expression, value: Cases) -> Cases:
    if value.sort is not INTEGER:
        raise Wrong(at, "abs of what is no integer", "write (ite (< x 0) (- x) x)")
    zero = plain(numeral(0, INTEGER))
    made: list[tuple[tuple[Formula, ...], Term]] = []
    for guards, term in value.cases:
        negative = comparison(at, "$less", [plain(term), zero])
        [(_, minus)] = _minus(at, plain(term)).cases
        made += [((*guards, negative), minus), ((*guards, Not(negative)), term)]
    return limited(at, made)
