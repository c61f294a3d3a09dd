"""Theories that use everything a theory may consist of, for the Lean export."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prover.logic.syntax import (
    FALSE,
    TRUE,
    And,
    Application,
    Atom,
    Equality,
    ForAll,
    Formula,
    FunctionSymbol,
    Not,
    Or,
    PredicateSymbol,
    Sort,
    Symbol,
    Variable,
    Xor,
)
from prover.proof import Proof, Rule, Step
from prover.theory import Axiom, Datatype, Definition, Equation, Theorem, Theory

NAT, ITEM, LIST = Sort("Nat"), Sort("item"), Sort("List")
TREE, FOREST = Sort("Tree"), Sort("Forest")


def function(name: str, *sorts: Sort) -> FunctionSymbol:
    """A function; the last sort is that of its values."""
    return FunctionSymbol(name, sorts[:-1], sorts[-1])


def to(symbol: FunctionSymbol) -> Callable[..., Application]:
    """What applies ``symbol``."""
    return lambda *arguments: Application(symbol, arguments)


def holds(symbol: PredicateSymbol) -> Callable[..., Atom]:
    """What states ``symbol`` of something."""
    return lambda *arguments: Atom(symbol, arguments)


def defined(symbol: Symbol, *cases: Equation) -> Definition:
    """A definition by ``cases``."""
    return Definition(symbol, cases)


def closed(variables: Sequence[Variable], body: Formula) -> Formula:
    """``body`` for all ``variables``."""
    for variable in reversed(variables):
        body = ForAll(variable, body)
    return body


def inferred(name: str, statement: Formula, **premises: Formula) -> Theorem:
    """A theorem that follows from ``premises`` in one step."""
    steps = [Step(label, formula, Rule.PREMISE) for label, formula in premises.items()]
    steps.append(Step("end", statement, Rule.INFERENCE, tuple(premises)))
    return Theorem(name, statement, Proof(statement, tuple(steps)))


X, Y, Z = (Variable(name, NAT) for name in "xyz")
A, B = Variable("a", ITEM), Variable("b", ITEM)
XS, YS = Variable("xs", LIST), Variable("ys", LIST)
T, F = Variable("t", TREE), Variable("f", FOREST)

_ZERO, _S = function("0", NAT), function("S", NAT, NAT)
ZERO, S = to(_ZERO)(), to(_S)
NATURALS = Datatype(NAT, (_ZERO, _S))

_NIL, _CONS = function("nil", LIST), function("::", ITEM, LIST, LIST)
NIL, CONS = to(_NIL)(), to(_CONS)
LISTS = Datatype(LIST, (_NIL, _CONS))

_NODE = function("node", ITEM, FOREST, TREE)
_EMPTY, _GROW = function("∅", FOREST), function("grow", TREE, FOREST, FOREST)
NODE, EMPTY, GROW = to(_NODE), to(_EMPTY)(), to(_GROW)
TREES = (Datatype(TREE, (_NODE,)), Datatype(FOREST, (_EMPTY, _GROW)))

_PLUS = function("+", NAT, NAT, NAT)
PLUS = to(_PLUS)
ADDITION = defined(_PLUS, Equation(PLUS(ZERO, Y), Y), Equation(PLUS(S(X), Y), S(PLUS(X, Y))))

_LE = PredicateSymbol("≤", (NAT, NAT))
LE = holds(_LE)
ORDER = defined(
    _LE,
    Equation(LE(ZERO, Y), TRUE),
    Equation(LE(S(X), ZERO), FALSE),
    Equation(LE(S(X), S(Y)), LE(X, Y)),
)

_ODD, _EVEN = PredicateSymbol("odd", (NAT,)), PredicateSymbol("even", (NAT,))
ODD, EVEN = holds(_ODD), holds(_EVEN)
PARITY = (
    defined(_EVEN, Equation(EVEN(ZERO), TRUE), Equation(EVEN(S(X)), ODD(X))),
    defined(_ODD, Equation(ODD(ZERO), FALSE), Equation(ODD(S(X)), EVEN(X))),
)

_MIN = function("min", NAT, NAT, NAT)
MIN = to(_MIN)
MINIMUM = defined(_MIN, Equation(MIN(X, Y), X, LE(X, Y)), Equation(MIN(X, Y), Y, Not(LE(X, Y))))

_MINUS = function("-", NAT, NAT, NAT)
MINUS = to(_MINUS)
SUBTRACTION = defined(
    _MINUS,
    Equation(MINUS(X, ZERO), X),
    Equation(MINUS(ZERO, S(Y)), ZERO),
    Equation(MINUS(S(X), S(Y)), MINUS(X, Y)),
)

_HALF = function("half", NAT, NAT)
HALF = to(_HALF)
HALVING = defined(
    _HALF,
    Equation(HALF(ZERO), ZERO),
    Equation(HALF(S(ZERO)), ZERO),
    Equation(HALF(S(S(X))), S(HALF(X))),
)

_ACKERMANN = function("ackermann", NAT, NAT, NAT)
ACKERMANN = to(_ACKERMANN)
ACKERMANNS = defined(
    _ACKERMANN,
    Equation(ACKERMANN(ZERO, Y), S(Y)),
    Equation(ACKERMANN(S(X), ZERO), ACKERMANN(X, S(ZERO))),
    Equation(ACKERMANN(S(X), S(Y)), ACKERMANN(X, ACKERMANN(S(X), Y))),
)

_DIV = function("/", NAT, NAT, NAT)
DIV = to(_DIV)
DIVISION = defined(
    _DIV,
    Equation(DIV(X, ZERO), ZERO),
    Equation(DIV(ZERO, S(Y)), ZERO),
    Equation(DIV(S(X), S(Y)), S(DIV(MINUS(X, Y), S(Y)))),
)

_FALL = function("fall", NAT, NAT, NAT)
FALL = to(_FALL)
FALLING = defined(
    _FALL,  # by its counter, whatever becomes of the other argument
    Equation(FALL(ZERO, Y), Y),
    Equation(FALL(S(X), ZERO), ZERO),
    Equation(FALL(S(X), S(Y)), S(FALL(X, MINUS(Y, X)))),
)

_TWO = function("2", NAT)
TWO = defined(_TWO, Equation(to(_TWO)(), S(S(ZERO))))

_APPEND = function("++", LIST, LIST, LIST)
APPEND = to(_APPEND)
APPENDING = defined(
    _APPEND,
    Equation(APPEND(NIL, YS), YS),
    Equation(APPEND(CONS(A, XS), YS), CONS(A, APPEND(XS, YS))),
)

_LENGTH = function("length", LIST, NAT)
LENGTH = to(_LENGTH)
MEASURING = defined(
    _LENGTH, Equation(LENGTH(NIL), ZERO), Equation(LENGTH(CONS(A, XS)), S(LENGTH(XS)))
)

_LAST, _DEFAULT = function("last", LIST, ITEM), function("default", ITEM)
LAST = to(_LAST)
LASTS = defined(
    _LAST,
    Equation(LAST(NIL), to(_DEFAULT)()),
    Equation(LAST(CONS(A, NIL)), A),
    Equation(LAST(CONS(A, CONS(B, XS))), LAST(CONS(B, XS))),
)

_BUTLAST = function("butlast", LIST, LIST)
BUTLAST = to(_BUTLAST)
BUTLASTS = defined(
    _BUTLAST,
    Equation(BUTLAST(NIL), NIL),
    Equation(BUTLAST(CONS(A, NIL)), NIL),
    Equation(BUTLAST(CONS(A, CONS(B, XS))), CONS(A, BUTLAST(CONS(B, XS)))),
)

_ZIP = function("interleave", LIST, LIST, LIST)
ZIP = to(_ZIP)
INTERLEAVING = defined(
    _ZIP, Equation(ZIP(NIL, YS), YS), Equation(ZIP(CONS(A, XS), YS), CONS(A, ZIP(YS, XS)))
)

_DROP = function("drop", NAT, LIST, LIST)
DROP = to(_DROP)
DROPPING = defined(
    _DROP,
    Equation(DROP(ZERO, XS), XS),
    Equation(DROP(S(X), NIL), NIL),
    Equation(DROP(S(X), CONS(A, XS)), DROP(X, XS)),
)

_GOOD = PredicateSymbol("good", (ITEM,))
GOOD = holds(_GOOD)
_FILTER = function("filter", LIST, LIST)
FILTER = to(_FILTER)
FILTERING = defined(
    _FILTER,
    Equation(FILTER(NIL), NIL),
    Equation(FILTER(CONS(A, XS)), CONS(A, FILTER(XS)), GOOD(A)),
    Equation(FILTER(CONS(B, YS)), FILTER(YS), Not(GOOD(B))),
)

_SORT = function("sort", LIST, LIST)
SORT = to(_SORT)
QUICKSORT = defined(
    _SORT,
    Equation(SORT(NIL), NIL),
    Equation(SORT(CONS(A, XS)), APPEND(SORT(FILTER(XS)), CONS(A, SORT(FILTER(XS))))),
)

_MEMBER = PredicateSymbol("∈", (ITEM, LIST))
MEMBER = holds(_MEMBER)
MEMBERSHIP = defined(
    _MEMBER,
    Equation(MEMBER(A, NIL), FALSE),
    Equation(MEMBER(A, CONS(B, XS)), Or((Equality(A, B), MEMBER(A, XS)))),
)

_MAP, _CHANGE = function("map", LIST, LIST), function("change", ITEM, ITEM)
MAP, CHANGE = to(_MAP), to(_CHANGE)
MAPPING = defined(
    _MAP, Equation(MAP(NIL), NIL), Equation(MAP(CONS(A, XS)), CONS(CHANGE(A), MAP(XS)))
)

_BETTER = PredicateSymbol("better", (ITEM, ITEM))
BETTER = holds(_BETTER)
_SORTED = PredicateSymbol("sorted", (LIST,))
SORTED = holds(_SORTED)
SORTING = defined(
    _SORTED,
    Equation(SORTED(NIL), TRUE),
    Equation(SORTED(CONS(A, NIL)), TRUE),
    Equation(SORTED(CONS(A, CONS(B, XS))), And((BETTER(A, B), SORTED(CONS(B, XS))))),
)

_SOME = PredicateSymbol("odd_one", (LIST,))
SOME = holds(_SOME)
SEARCHING = defined(
    _SOME,
    Equation(SOME(NIL), FALSE),
    Equation(SOME(CONS(A, XS)), TRUE, GOOD(A)),
    Equation(SOME(CONS(A, XS)), Xor(SOME(XS), BETTER(A, A)), Not(GOOD(A))),
)

_SIZE, _SIZES = function("size", TREE, NAT), function("sizes", FOREST, NAT)
SIZE, SIZES = to(_SIZE), to(_SIZES)
COUNTING = (
    defined(_SIZE, Equation(SIZE(NODE(A, F)), S(SIZES(F)))),
    defined(
        _SIZES, Equation(SIZES(EMPTY), ZERO), Equation(SIZES(GROW(T, F)), PLUS(SIZE(T), SIZES(F)))
    ),
)

ARITHMETIC = Theory(
    "arithmetic",
    datatypes=(NATURALS,),
    definitions=(
        ADDITION,
        ORDER,
        *PARITY,
        MINIMUM,
        SUBTRACTION,
        HALVING,
        DIVISION,
        ACKERMANNS,
        FALLING,
        TWO,
    ),
)
SEQUENCES = Theory(
    "sequences",
    sorts=(ITEM,),
    datatypes=(NATURALS, LISTS),
    open_symbols=(_DEFAULT, _GOOD, _CHANGE, _BETTER),
    definitions=(
        APPENDING,
        MEASURING,
        LASTS,
        BUTLASTS,
        INTERLEAVING,
        DROPPING,
        FILTERING,
        QUICKSORT,
        MEMBERSHIP,
        MAPPING,
        SORTING,
        SEARCHING,
    ),
    axioms=(Axiom("better.nobody", closed([A], Not(BETTER(A, A)))),),
)
ORCHARD = Theory(
    "orchard",
    sorts=(ITEM,),
    datatypes=(NATURALS, *TREES),
    definitions=(ADDITION, *COUNTING),
)
THEORIES = (ARITHMETIC, SEQUENCES, ORCHARD)
