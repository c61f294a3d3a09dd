"""SMT-LIB 2.6 scripts for solvers.

SMT-LIB tells symbols apart by name only, so homonyms (one name as predicate and constant,
or at two arities) get numbers.  Sorts are declared and uninterpreted, ``$i`` too; those of
numbers are ``Int`` and ``Real``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from prover.logic.arithmetic import INTEGER, REAL, is_interpreted, is_numeral
from prover.logic.printers.names import distinct, variables_of
from prover.logic.syntax import (
    INDIVIDUAL,
    And,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Iff,
    Implies,
    Not,
    Or,
    PredicateSymbol,
    Sort,
    Symbol,
    Term,
    TruthValue,
    Variable,
    Xor,
)
from prover.logic.walk import symbols

__all__ = ["to_smtlib"]

_SIMPLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")  # narrower than the standard: Z3 reads -5 as Int
# Names with a meaning in SMT-LIB's core, arithmetic and string theories or its commands;
# quoting does not free them: |and| is and.
_RESERVED = """
    true false not and or xor ite distinct = => < > <= >= + - * / div mod abs to_real to_int
    is_int select store concat extract let forall exists as par match _ ! BINARY DECIMAL
    HEXADECIMAL NUMERAL STRING Bool Int Real Array String RegLan BitVec implies iff if bag set
    lambda is rem const map root-obj
"""
_TAKEN = frozenset(_RESERVED.split())


@dataclass(frozen=True, slots=True)
class _Names:
    sorts: Mapping[Sort, str]
    symbols: Mapping[Symbol, str]
    variables: Mapping[Variable, str]


_NUMBERS = {INTEGER: "Int", REAL: "Real"}
_ARITHMETIC = {
    "$sum": "+",
    "$difference": "-",
    "$product": "*",
    "$uminus": "-",
    "$quotient": "/",
    "$quotient_e": "div",
    "$remainder_e": "mod",
    "$to_int": "to_int",
    "$to_real": "to_real",
    "$less": "<",
    "$lesseq": "<=",
    "$greater": ">",
    "$greatereq": ">=",
    "$is_int": "is_int",
}


def to_smtlib(premises: Sequence[Formula], goal: Formula | None = None, *, logic: str = "") -> str:
    """A script that asserts ``premises`` and the negated ``goal`` and asks check-sat.

    Args:
        premises: closed formulas.
        goal: a closed formula, if there is one.
        logic: what ``set-logic`` names; by default the smallest of UF, UFNIA, UFNRA and UFNIRA
            that has the numbers in use.

    ``unsat`` means that the goal follows (without a goal: that the premises contradict
    each other).  The formulas must be closed.
    """
    every = [*premises, *((goal,) if goal is not None else ())]
    names = _named(every)
    lines = [f"(set-logic {logic or _logic(names)})"]
    own = [name for sort, name in names.sorts.items() if sort not in _NUMBERS]
    lines += [f"(declare-sort {name} 0)" for name in own]
    lines += [_declaration(symbol, names) for symbol in names.symbols if not is_interpreted(symbol)]
    lines += [f"(assert {_formula(premise, names)})" for premise in premises]
    if goal is not None:
        lines.append(f"(assert (not {_formula(goal, names)}))")
    return "\n".join([*lines, "(check-sat)"]) + "\n"


def _named(formulas: Sequence[Formula]) -> _Names:
    found = list(dict.fromkeys(s for formula in formulas for s in symbols(formula)))
    variables = variables_of(formulas)
    sorts = [sort for symbol in found for sort in symbol.argument_sorts]
    sorts += [symbol.sort for symbol in found if isinstance(symbol, FunctionSymbol)]
    sorts += [variable.sort for variable in variables]
    fixed = {symbol: _interpreted(symbol) for symbol in found if is_interpreted(symbol)}
    own = [symbol for symbol in found if symbol not in fixed]
    named = distinct(own, lambda s: _cleaned(s.name), _TAKEN)
    bound = distinct(variables, lambda v: _cleaned(v.name), (*_TAKEN, *named.values()))
    numbers = {sort: _NUMBERS[sort] for sort in sorts if sort in _NUMBERS}
    free = [sort for sort in sorts if sort not in numbers]
    return _Names(
        {s: _bars(n) for s, n in distinct(free, _sort_name, _TAKEN).items()} | numbers,
        {s: _bars(n) for s, n in named.items()} | fixed,
        {v: _bars(n) for v, n in bound.items()},
    )


def _logic(names: _Names) -> str:
    numbers = [letter for sort, letter in ((INTEGER, "I"), (REAL, "R")) if sort in names.sorts]
    return f"UFN{''.join(numbers)}A" if numbers else "UF"


def _interpreted(symbol: Symbol) -> str:
    if is_numeral(symbol):
        return f"(- {symbol.name[1:]})" if symbol.name.startswith("-") else symbol.name
    return _ARITHMETIC[symbol.name]


def _sort_name(sort: Sort) -> str:
    return "Individual" if sort is INDIVIDUAL else _cleaned(sort.name)


def _cleaned(name: str) -> str:
    """``name`` without the two characters that cannot stand between bars."""
    return "".join([c if c.isprintable() and c not in "|\\" else "_" for c in name]) or "_0"


def _bars(name: str) -> str:
    return name if _SIMPLE.fullmatch(name) else f"|{name}|"


def _declaration(symbol: Symbol, names: _Names) -> str:
    sorts = " ".join(names.sorts[sort] for sort in symbol.argument_sorts)
    result = "Bool" if isinstance(symbol, PredicateSymbol) else names.sorts[symbol.sort]
    return f"(declare-fun {names.symbols[symbol]} ({sorts}) {result})"


def _term(term: Term, names: _Names) -> str:
    if isinstance(term, Variable):
        return names.variables[term]
    return _applied(term, names)


def _applied(node: Application | Atom, names: _Names) -> str:
    symbol = names.symbols[node.function if isinstance(node, Application) else node.predicate]
    if not node.arguments:
        return symbol
    return f"({symbol} {' '.join([_term(a, names) for a in node.arguments])})"


def _formula(formula: Formula, names: _Names) -> str:
    match formula:
        case Atom():
            return _applied(formula, names)
        case Equality(left, right):
            return f"(= {_term(left, names)} {_term(right, names)})"
        case TruthValue(value):
            return "true" if value else "false"
        case Not(body):
            return f"(not {_formula(body, names)})"
        case And(parts) | Or(parts):
            sign = "and" if isinstance(formula, And) else "or"
            return f"({sign} {' '.join([_formula(part, names) for part in parts])})"
        case Implies(left, right) | Iff(left, right) | Xor(left, right):
            sign = {Implies: "=>", Iff: "=", Xor: "xor"}[type(formula)]
            return f"({sign} {_formula(left, names)} {_formula(right, names)})"
        case ForAll(variable, body) | Exists(variable, body):
            sign = "forall" if isinstance(formula, ForAll) else "exists"
            bound = f"({names.variables[variable]} {names.sorts[variable.sort]})"
            return f"({sign} ({bound}) {_formula(body, names)})"
        case _:
            assert_never(formula)
