"""The formulas of derivations, read in one pass into hash-consed formulas.

The reader of :mod:`prover.logic.reader` is kind to people: it knows many notations, and
keeps brackets as they were written.  Derivations need something else: speed, and no limit to
brackets, because provers write ``a & b & c & …`` as ``(((a & b) & c) & …``.  Operators are
parsed by precedence with a stack of their own (Dijkstra's shunting yard), and nested
conjunctions become one, as do disjunctions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from prover.logic.syntax import (
    FALSE,
    INDIVIDUAL,
    MAX_DEPTH,
    TRUE,
    And,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FormulaTooDeep,
    FunctionSymbol,
    Iff,
    Implies,
    Not,
    Or,
    PredicateSymbol,
    Term,
    Variable,
    Xor,
)
from prover.tstp.tokens import END, WrongToken, unquoted

__all__ = ["FormulaReader"]

_PRECEDENCE = {"&": 5, "|": 4, "<~>": 3, "~&": 3, "~|": 3, "=>": 2, "<=": 2, "<=>": 1}
_BINARY: Mapping[str, Callable[[Formula, Formula], Formula]] = {
    "<~>": lambda left, right: Xor(left, right),
    "~&": lambda left, right: Not(And((left, right))),
    "~|": lambda left, right: Not(Or((left, right))),
    "=>": lambda left, right: Implies(left, right),
    "<=": lambda left, right: Implies(right, left),
    "<=>": lambda left, right: Iff(left, right),
}


@dataclass(slots=True)
class _Chain:
    """A conjunction or disjunction that may still grow."""

    connective: str
    parts: list[Formula]


@dataclass(slots=True)
class _Quantifier:
    """A quantifier whose body is being read, and what its names meant outside."""

    maker: type[ForAll] | type[Exists]
    variables: list[Variable]
    hidden: list[tuple[str, Variable | None]]


_Pending: TypeAlias = "str | _Quantifier"
_Operand: TypeAlias = "Formula | _Chain"


@dataclass(slots=True)
class FormulaReader:
    """Reads the formulas of one derivation, all over the same symbols.

    A symbol is its name, kind and number of arguments: one name at two arities is two symbols.
    """

    _functions: dict[tuple[str, int], FunctionSymbol] = field(default_factory=dict)
    _predicates: dict[tuple[str, int], PredicateSymbol] = field(default_factory=dict)
    _tokens: list[str] = field(default_factory=list)
    _at: int = 0
    _scope: dict[str, Variable] = field(default_factory=dict)
    _free: dict[str, Variable] = field(default_factory=dict)
    _operands: list[_Operand] = field(default_factory=list)
    _pending: list[_Pending] = field(default_factory=list)

    def read(self, tokens: list[str], start: int) -> tuple[Formula, int]:
        """The formula that begins at index ``start``, free variables bound by ∀, and where it ends.

        It ends where a comma or bracket does not belong to it any more.

        Raises:
            WrongToken: the token at some index does not fit.
            FormulaTooDeep: the formula nests too deeply.
        """
        self._tokens, self._at = tokens, start
        self._scope, self._free = {}, {}
        self._operands, self._pending = [], []
        formula = self._formula()
        for variable in reversed(self._free.values()):
            formula = ForAll(variable, formula)
        return formula, self._at

    # --- formulas ----------------------------------------------------------------------

    def _formula(self) -> Formula:
        while True:
            self._operand()
            while self._next() == ")" and self._close():
                self._at += 1
            operator = self._next()
            if operator not in _PRECEDENCE:
                break
            self._reduce(_PRECEDENCE[operator])
            self._pending.append(operator)
            self._at += 1
        self._reduce(0)
        if self._pending:
            raise self._wrong("a bracket is not closed")
        return _whole(self._operands.pop())

    def _operand(self) -> None:
        """Read what stands before an operand, and the atom."""
        while True:
            token = self._next()
            if token == "(" or token == "~":
                self._pending.append(token)
                self._at += 1
            elif token == "!" or token == "?":
                self._quantifier(ForAll if token == "!" else Exists)
            else:
                break
        self._operands.append(self._atom())
        self._prefixes()

    def _close(self) -> bool:
        """Take the innermost open bracket off the stack, if there is one."""
        self._reduce(0)
        if not self._pending:
            return False
        self._pending.pop()
        self._prefixes()
        return True

    def _reduce(self, precedence: int) -> None:
        """Build the binary formulas that bind stronger than ``precedence``, or as strong."""
        pending, operands = self._pending, self._operands
        while pending and isinstance(operator := pending[-1], str) and operator != "(":
            strength = _PRECEDENCE[operator]
            if strength < precedence or (strength == precedence == 2):  # => is right-associative
                return
            pending.pop()
            right = operands.pop()
            left = operands.pop()
            if operator == "&" or operator == "|":
                operands.append(_joined(operator, left, right))
            else:
                operands.append(_BINARY[operator](_whole(left), _whole(right)))

    def _prefixes(self) -> None:
        """Apply the negations and quantifiers that stand directly before the last operand."""
        pending, operands = self._pending, self._operands
        while pending and (pending[-1] == "~" or isinstance(pending[-1], _Quantifier)):
            prefix = pending.pop()
            formula = _whole(operands.pop())
            if isinstance(prefix, _Quantifier):
                for variable in reversed(prefix.variables):
                    formula = prefix.maker(variable, formula)
                self._leave(prefix)
            else:
                formula = Not(formula)
            operands.append(formula)

    def _quantifier(self, maker: type[ForAll] | type[Exists]) -> None:
        self._at += 1
        self._expect("[")
        found = _Quantifier(maker, [], [])
        while True:
            name = self._next()
            if not name[:1].isupper():
                raise self._wrong("a variable starts with a capital letter")
            variable = Variable(name, INDIVIDUAL)
            found.variables.append(variable)
            found.hidden.append((name, self._scope.get(name)))
            self._scope[name] = variable
            self._at += 1
            if self._next() == "]":
                break
            self._expect(",")
        self._at += 1
        self._expect(":")
        self._pending.append(found)

    def _leave(self, quantifier: _Quantifier) -> None:
        for name, outer in reversed(quantifier.hidden):
            if outer is None:
                self._scope.pop(name, None)
            else:
                self._scope[name] = outer

    def _atom(self) -> Formula:
        token = self._next()
        if token == "$true" or token == "$false":
            self._at += 1
            return TRUE if token == "$true" else FALSE
        head = self._at
        left = self._term(1)
        sign = self._next()
        if sign == "=" or sign == "!=":
            self._at += 1
            equality = Equality(left, self._term(1))
            return equality if sign == "=" else Not(equality)
        if isinstance(left, Variable) or self._tokens[head][0] == '"':
            self._at = head
            raise self._wrong("a formula is expected here")
        key = (left.function.name, left.function.arity)
        predicate = self._predicates.get(key)
        if predicate is None:
            predicate = PredicateSymbol(key[0], left.function.argument_sorts)
            self._predicates[key] = predicate
        return Atom(predicate, left.arguments)

    # --- terms -------------------------------------------------------------------------

    def _term(self, depth: int) -> Term:
        tokens = self._tokens
        token = self._next()
        first = token[:1]
        if not (first.isalnum() or first in _NAME_STARTS or (first in "+-" and len(token) > 1)):
            raise self._wrong("a term is expected here" if token else "the formula ends too early")
        if depth > MAX_DEPTH:
            raise FormulaTooDeep(depth)
        self._at += 1
        if first.isupper():
            return self._scope.get(token) or self._variable(token)
        arguments: tuple[Term, ...] = ()
        if self._at < len(tokens) and tokens[self._at] == "(":
            arguments = self._arguments(depth)
        key = (token, len(arguments))
        function = self._functions.get(key)
        if function is None:
            sorts = (INDIVIDUAL,) * len(arguments)
            function = FunctionSymbol(unquoted(token), sorts, INDIVIDUAL)
            self._functions[key] = function
        return Application(function, arguments)

    def _arguments(self, depth: int) -> tuple[Term, ...]:
        found = []
        while True:
            self._at += 1
            found.append(self._term(depth + 1))
            follower = self._next()
            if follower == ")":
                self._at += 1
                return tuple(found)
            if follower != ",":
                raise self._wrong("a comma or a bracket is expected here")

    def _variable(self, name: str) -> Variable:
        return self._free.setdefault(name, Variable(name, INDIVIDUAL))

    # --- tokens ------------------------------------------------------------------------

    def _next(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else END

    def _expect(self, token: str) -> None:
        if self._next() != token:
            raise self._wrong(f"'{token}' is expected here")
        self._at += 1

    def _wrong(self, hint: str) -> WrongToken:
        token = self._next()
        message = f"'{token[:40]}' is out of place" if token else "the statement is incomplete"
        return WrongToken(self._at, message, hint)


_NAME_STARTS = frozenset(("'", '"', "$"))


def _whole(operand: _Operand) -> Formula:
    if isinstance(operand, _Chain):
        return (And if operand.connective == "&" else Or)(tuple(operand.parts))
    return operand


def _joined(connective: str, left: _Operand, right: _Operand) -> _Chain:
    """One chain of both; the left one grows in place, so long chains take linear time."""
    chain = left
    if not isinstance(chain, _Chain) or chain.connective != connective:
        chain = _Chain(connective, [_whole(left)])
    if isinstance(right, _Chain) and right.connective == connective:
        chain.parts += right.parts
    else:
        chain.parts.append(_whole(right))
    return chain
