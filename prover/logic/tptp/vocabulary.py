"""The symbols of a TPTP problem: at which sorts each may be used.

In ``fof`` and ``cnf`` everything is of sort ``$i``.  ``tff`` declares sorts and symbols (TF0,
Sutcliffe et al. 2012); what it leaves undeclared is of sort ``$i``, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from prover.logic.arithmetic import (
    INTEGER,
    NUMBER_SORTS,
    REAL,
    arithmetic_function,
    arithmetic_predicate,
    is_interpreted,
    numeral,
)
from prover.logic.reader.resolve import spelled
from prover.logic.reader.tokens import Style, Token
from prover.logic.syntax import (
    INDIVIDUAL,
    TRUE,
    And,
    Application,
    Atom,
    Equality,
    Formula,
    FunctionSymbol,
    Not,
    PredicateSymbol,
    Sort,
    Symbol,
    Term,
)
from prover.logic.tptp.errors import Misplaced, TptpTypeError

__all__ = ["Vocabulary", "name_of"]

_MAX_DISTINCT = 300
"""Arguments of one ``$distinct``, which stands for an inequality of any two."""

_MAX_DIGITS = 1000

_NOT_READ = {
    "$ite": "write the two cases as two implications",
    "$let": "write the definition as a formula of its own",
    **dict.fromkeys(("$rat", "$is_rat", "$to_rat"), "use $int or $real"),
}
_ARITHMETIC = frozenset(
    {"$sum", "$difference", "$product", "$uminus", "$quotient", "$quotient_e", "$remainder_e"}
    | {"$less", "$lesseq", "$greater", "$greatereq", "$is_int", "$to_int", "$to_real"}
)


def name_of(token: str) -> str:
    """The name that a token spells, quotes and escapes undone."""
    if token[0] not in "'\"":
        return token
    return spelled(Token("QUOTED", token, 0, len(token)), Style.TPTP)


def _mistyped(at: int, message: str, hint: str) -> Misplaced:
    return Misplaced(at, message, hint, TptpTypeError)


@dataclass(slots=True)
class Vocabulary:
    """The sorts and symbols that have been declared or used so far, for all files of a problem.

    Every ``at`` is the index of the token that is to blame if something is wrong.

    Attributes:
        interprets: whether ``$sum``, ``$distinct`` … mean what TPTP says, or are names like others.
        is_typed: whether there is any sort but ``$i``.
        notes: what a reader should know.
    """

    interprets: bool = True
    is_typed: bool = False
    notes: list[str] = field(default_factory=list)
    _sorts: dict[str, Sort] = field(default_factory=dict)
    _declared: dict[str, Symbol] = field(default_factory=dict)
    _functions: dict[tuple[str, int], FunctionSymbol] = field(default_factory=dict)
    _predicates: dict[tuple[str, int], PredicateSymbol] = field(default_factory=dict)
    _first_use: dict[str, Symbol] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._sorts = {"$i": INDIVIDUAL, "$int": INTEGER, "$real": REAL}

    # --- declarations ------------------------------------------------------------------

    def sort(self, token: str, at: int) -> Sort:
        """The sort called ``token``."""
        name = name_of(token)
        found = self._sorts.get(name) if token[:2] != "'$" else None
        if found is None:
            if token == "$o":
                message = "a formula cannot be an argument, nor a variable range over formulas"
                raise _mistyped(at, message, "use a predicate")
            hint = f"declare it: tff(…, type, {token}: $tType)"
            hint = _NOT_READ.get(token, "$i, $int, $real are read" if token[0] == "$" else hint)
            raise _mistyped(at, f"there is no type '{token}'", hint)
        self.is_typed |= found is not INDIVIDUAL
        return found

    def declare_sort(self, token: str, at: int) -> None:
        """Note that ``token`` names a sort."""
        name = name_of(token)
        if name.startswith("$"):
            raise _mistyped(at, f"'{name}' cannot be declared", "choose a name without $")
        self._sorts.setdefault(name, Sort(name))

    def declare(self, token: str, symbol: Symbol, at: int) -> None:
        """Note the type of ``token``."""
        if token[0] in '$"+-0123456789' or is_interpreted(symbol):
            raise _mistyped(at, f"the type of '{token}' is fixed", "declare another name")
        known = self._declared.get(symbol.name)
        if known is not None and known is not symbol:
            raise _mistyped(at, f"'{token}' is declared with two types", "use two names")
        if known is None and symbol.name in self._first_use:
            hint = "declare it before its first use"
            raise _mistyped(at, f"'{token}' has been used before its type is declared", hint)
        self._declared[symbol.name] = symbol
        self.is_typed = True

    # --- symbols -----------------------------------------------------------------------

    def application(self, token: str, arguments: tuple[Term, ...], at: int) -> Term:
        """The function ``token`` applied to ``arguments``."""
        symbol = self._functions.get((token, len(arguments)))
        if symbol is None:
            if self.interprets and token[0] == "$" and token[:2] != "$$":
                return self._defined_function(token, arguments, at)
            symbol = self._function(token, len(arguments), at)
        if self.is_typed:
            _check_arguments(symbol, token, arguments, at)
        return Application(symbol, arguments)

    def atom(self, token: str, arguments: tuple[Term, ...], at: int) -> Formula:
        """The predicate ``token`` of ``arguments``."""
        symbol = self._predicates.get((token, len(arguments)))
        if symbol is None:
            if self.interprets and token[0] == "$" and token[:2] != "$$":
                return self._defined_predicate(token, arguments, at)
            symbol = self._predicate(token, len(arguments), at)
        if self.is_typed:
            _check_arguments(symbol, token, arguments, at)
        return Atom(symbol, arguments)

    def equality(self, left: Term, right: Term, at: int) -> Equality:
        """``left = right``, both of one sort."""
        if left.sort is not right.sort:
            message = f"= between {left.sort.name} and {right.sort.name}"
            raise _mistyped(at, message, "both sides must have one type")
        return Equality(left, right)

    def number(self, token: str, at: int) -> Term:
        """The number ``token`` of a ``tff`` formula."""
        if "/" in token:
            raise _mistyped(at, "rational numbers are not read", "use $int or $real")
        value, exponent = token, token.upper().partition("E")[2]
        if len(value) > _MAX_DIGITS or len(exponent.lstrip("+-0")) > 3:
            raise Misplaced(at, "the number is too long", f"at most {_MAX_DIGITS} digits are read")
        self.is_typed = True
        sort = INTEGER if value.lstrip("+-").isdecimal() else REAL
        return numeral(Fraction(value), sort)

    def _function(self, token: str, arity: int, at: int) -> FunctionSymbol:
        declared = self._declared.get(name_of(token))
        if declared is None:
            declared = FunctionSymbol(name_of(token), (INDIVIDUAL,) * arity, INDIVIDUAL)
        elif not isinstance(declared, FunctionSymbol):
            message = f"the predicate '{token}' stands for a thing here"
            raise _mistyped(at, message, "a formula cannot be an argument")
        _check_arity(declared, token, arity, at)
        self._functions[token, arity] = declared
        self._note(declared)
        return declared

    def _predicate(self, token: str, arity: int, at: int) -> PredicateSymbol:
        declared = self._declared.get(name_of(token))
        if declared is None:
            declared = PredicateSymbol(name_of(token), (INDIVIDUAL,) * arity)
        elif not isinstance(declared, PredicateSymbol):
            hint = f"declare it as a predicate: … > $o, or compare it: {token} = …"
            raise _mistyped(at, f"the function '{token}' stands for a formula here", hint)
        _check_arity(declared, token, arity, at)
        self._predicates[token, arity] = declared
        self._note(declared)
        return declared

    def _note(self, symbol: Symbol) -> None:
        """Remember the first use of a name, and note where another differs from it."""
        first = self._first_use.setdefault(symbol.name, symbol)
        if first is not symbol:
            self.notes.append(
                f"'{symbol.name}' is {_described(symbol)} and {_described(first)}; "
                "they are kept apart"
            )

    # --- what TPTP itself defines ------------------------------------------------------

    def _defined_function(self, token: str, arguments: tuple[Term, ...], at: int) -> Term:
        sorts = [argument.sort for argument in arguments]
        if (token, sorts) in (("$to_int", [INTEGER]), ("$to_real", [REAL])):
            return arguments[0]
        symbol = arithmetic_function(token, sorts)
        if symbol is None:
            raise self._undefined(token, sorts, at)
        return Application(symbol, arguments)

    def _defined_predicate(self, token: str, arguments: tuple[Term, ...], at: int) -> Formula:
        if token == "$distinct":
            return self._distinct(arguments, at)
        sorts = [argument.sort for argument in arguments]
        if token == "$is_int" and sorts == [INTEGER]:
            return TRUE
        symbol = arithmetic_predicate(token, sorts)
        if symbol is None:
            raise self._undefined(token, sorts, at)
        return Atom(symbol, arguments)

    def _distinct(self, arguments: tuple[Term, ...], at: int) -> Formula:
        if len(arguments) > _MAX_DISTINCT:
            hint = f"at most {_MAX_DISTINCT} are read"
            raise Misplaced(at, f"$distinct of {len(arguments)} things", hint)
        pairs: list[Formula] = [
            Not(self.equality(left, right, at))
            for number, left in enumerate(arguments)
            for right in arguments[number + 1 :]
        ]
        return And(tuple(pairs)) if len(pairs) > 1 else pairs[0] if pairs else TRUE

    def _undefined(self, token: str, sorts: Sequence[Sort], at: int) -> Misplaced:
        if token not in _ARITHMETIC:
            return Misplaced(at, f"'{token}' is not read", _NOT_READ.get(token, "check the name"))
        given = " and ".join(sort.name for sort in sorts) or "nothing"
        hint = "numbers of one type are expected, $int or $real"
        if not NUMBER_SORTS.intersection(sorts):
            hint = "arithmetic needs numbers: tff formulas, with types declared"
        return _mistyped(at, f"'{token}' is applied to {given}", hint)


def _check_arity(symbol: Symbol, token: str, arity: int, at: int) -> None:
    if symbol.arity != arity:
        message = f"'{token}' has {arity} argument{'' if arity == 1 else 's'} here"
        raise _mistyped(at, message, f"its type says {symbol.arity}")


def _check_arguments(symbol: Symbol, token: str, arguments: tuple[Term, ...], at: int) -> None:
    for number, (sort, argument) in enumerate(zip(symbol.argument_sorts, arguments, strict=True)):
        if argument.sort is not sort:
            message = f"argument {number + 1} of '{token}' is of type {argument.sort.name}"
            hint = f"{sort.name} is expected"
            if sort is INDIVIDUAL:
                hint += f"; without a declaration, '{token}' takes $i only"
            raise _mistyped(at, message, hint)


def _described(symbol: Symbol) -> str:
    kind = "predicate" if isinstance(symbol, PredicateSymbol) else "function"
    if symbol.arity == 0:
        return "a proposition" if kind == "predicate" else "a constant"
    return f"a {kind} of {symbol.arity} argument{'' if symbol.arity == 1 else 's'}"
