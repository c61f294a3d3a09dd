"""A theory with every kind of definition, written down by hand, and a naive evaluator of it."""

from __future__ import annotations

from collections.abc import Mapping

from prover.logic.syntax import (
    FALSE,
    TRUE,
    And,
    Application,
    Atom,
    Equality,
    Formula,
    FunctionSymbol,
    Not,
    Or,
    PredicateSymbol,
    Sort,
    Term,
    TruthValue,
    Variable,
)
from prover.logic.walk import substitute, substitute_term
from prover.theory import Datatype, Definition, Equation, Theory

NAT, LIST = Sort("Nat"), Sort("List")
ZERO, SUCCESSOR = FunctionSymbol("0", (), NAT), FunctionSymbol("S", (NAT,), NAT)
NIL, CONS = FunctionSymbol("nil", (), LIST), FunctionSymbol("cons", (NAT, LIST), LIST)
PLUS, TIMES = FunctionSymbol("+", (NAT, NAT), NAT), FunctionSymbol("·", (NAT, NAT), NAT)
ATMOST = PredicateSymbol("≤", (NAT, NAT))
EVEN, ODD = PredicateSymbol("even", (NAT,)), PredicateSymbol("odd", (NAT,))
INSERT, SORTED = FunctionSymbol("insert", (NAT, LIST), LIST), FunctionSymbol("sort", (LIST,), LIST)
COUNT = FunctionSymbol("count", (NAT, LIST), NAT)
MEMBER = PredicateSymbol("member", (NAT, LIST))
X, Y = Variable("x", NAT), Variable("y", NAT)
XS = Variable("xs", LIST)


def nat(number: int) -> Application:
    """The numeral for ``number``."""
    term = Application(ZERO, ())
    for _ in range(number):
        term = Application(SUCCESSOR, (term,))
    return term


def _at(symbol: FunctionSymbol, *arguments: Term) -> Application:
    return Application(symbol, arguments)


def _is(symbol: PredicateSymbol, *arguments: Term) -> Atom:
    return Atom(symbol, arguments)


_SX, _SY, _0, _NIL, _XXS = _at(SUCCESSOR, X), _at(SUCCESSOR, Y), nat(0), _at(NIL), _at(CONS, X, XS)
_YXS = _at(CONS, Y, XS)
_ATMOST, _SAME = _is(ATMOST, X, Y), Equality(X, Y)

DEFINITIONS = (
    Definition(
        PLUS,
        (
            Equation(_at(PLUS, X, _0), X),
            Equation(_at(PLUS, X, _SY), _at(SUCCESSOR, _at(PLUS, X, Y))),
        ),
    ),
    Definition(
        TIMES,
        (
            Equation(_at(TIMES, X, _0), _0),
            Equation(_at(TIMES, X, _SY), _at(PLUS, _at(TIMES, X, Y), X)),
        ),
    ),
    Definition(
        ATMOST,
        (
            Equation(_is(ATMOST, _0, Y), TRUE),
            Equation(_is(ATMOST, _SX, _0), FALSE),
            Equation(_is(ATMOST, _SX, _SY), _is(ATMOST, X, Y)),
        ),
    ),
    Definition(
        EVEN, (Equation(_is(EVEN, _0), TRUE), Equation(_is(EVEN, _SX), Not(Not(_is(ODD, X)))))
    ),
    Definition(ODD, (Equation(_is(ODD, _0), FALSE), Equation(_is(ODD, _SX), _is(EVEN, X)))),
    Definition(
        INSERT,
        (
            Equation(_at(INSERT, X, _NIL), _at(CONS, X, _NIL)),
            Equation(_at(INSERT, X, _YXS), _at(CONS, X, _YXS), _ATMOST),
            Equation(_at(INSERT, X, _YXS), _at(CONS, Y, _at(INSERT, X, XS)), Not(_ATMOST)),
        ),
    ),
    Definition(
        SORTED,
        (
            Equation(_at(SORTED, _NIL), _NIL),
            Equation(_at(SORTED, _XXS), _at(INSERT, X, _at(SORTED, XS))),
        ),
    ),
    Definition(
        COUNT,
        (
            Equation(_at(COUNT, X, _NIL), _0),
            Equation(_at(COUNT, X, _YXS), _at(SUCCESSOR, _at(COUNT, X, XS)), _SAME),
            Equation(_at(COUNT, X, _YXS), _at(COUNT, X, XS), Not(_SAME)),
        ),
    ),
    Definition(
        MEMBER,
        (
            Equation(_is(MEMBER, X, _NIL), FALSE),
            Equation(_is(MEMBER, X, _YXS), Or((_SAME, _is(MEMBER, X, XS)))),
        ),
    ),
)

DATATYPES = (Datatype(NAT, (ZERO, SUCCESSOR)), Datatype(LIST, (NIL, CONS)))
LISTS = Theory("lists of numbers", datatypes=DATATYPES, definitions=DEFINITIONS)


def naive_value(term: Term) -> Application:
    """The value of a ground term, by rewriting."""
    assert isinstance(term, Application)
    arguments = tuple(naive_value(argument) for argument in term.arguments)
    value = Application(term.function, arguments)
    for equation in _equations(term.function):
        found = _matched(equation.left.arguments, arguments)
        if found is not None and naive_truth(substitute(equation.condition, found)):
            assert not isinstance(equation.right, Formula)
            return naive_value(substitute_term(equation.right, found))
    return value


def naive_truth(formula: Formula) -> bool:
    """The truth of a ground formula, by rewriting."""
    match formula:
        case TruthValue(value=value):
            return value
        case Not(body=body):
            return not naive_truth(body)
        case And(parts=parts):
            return all(naive_truth(part) for part in parts)
        case Or(parts=parts):
            return any(naive_truth(part) for part in parts)
        case Equality(left=left, right=right):
            return naive_value(left) is naive_value(right)
        case Atom(predicate=predicate, arguments=arguments):
            values = tuple(naive_value(argument) for argument in arguments)
            for equation in _equations(predicate):
                found = _matched(equation.left.arguments, values)
                if found is not None and naive_truth(substitute(equation.condition, found)):
                    assert isinstance(equation.right, Formula)
                    return naive_truth(substitute(equation.right, found))
    raise AssertionError(formula)


def _equations(symbol: FunctionSymbol | PredicateSymbol) -> tuple[Equation, ...]:
    return next((d.equations for d in DEFINITIONS if d.symbol is symbol), ())


def _matched(
    patterns: tuple[Term, ...], values: tuple[Application, ...]
) -> Mapping[Variable, Term] | None:
    found: dict[Variable, Term] = {}
    pairs: list[tuple[Term, Term]] = list(zip(patterns, values, strict=True))
    while pairs:
        pattern, value = pairs.pop()
        if isinstance(pattern, Variable):
            found[pattern] = value
            continue
        assert isinstance(value, Application)
        if pattern.function is not value.function:
            return None
        pairs += zip(pattern.arguments, value.arguments, strict=True)
    return found
