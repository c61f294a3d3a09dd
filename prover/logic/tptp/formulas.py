"""From the tokens of a statement to its formula, in one pass and without recursion over formulas.

Connectives bind as in ``formula.lark``, which reads more than TPTP allows (``a & b | c``): a
reader may be kinder than a writer.  From the strongest: ``~`` and quantifiers; ``&``; ``|``;
``<~>``, ``~&`` and ``~|`` (to the left); ``=>`` and ``<=`` (to the right); ``<=>`` (to the left).
This is operator-precedence parsing (Floyd 1963): what waits for its last operand is on a stack.

Brackets are kept where people write them.  Provers write ``a & b & c & …`` as
``(((a & b) & c) & …``, so their formulas are read ``flat``: conjunctions of conjunctions are one,
and so are disjunctions, which takes them off the depth that a formula may have.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from string import ascii_lowercase, ascii_uppercase, digits

from prover.logic.syntax import (
    FALSE,
    INDIVIDUAL,
    MAX_DEPTH,
    TRUE,
    And,
    Exists,
    ForAll,
    Formula,
    FormulaTooDeep,
    Iff,
    Implies,
    Not,
    Or,
    Sort,
    Term,
    Variable,
    Xor,
)
from prover.logic.tptp.errors import Misplaced
from prover.logic.tptp.vocabulary import Vocabulary

__all__ = ["FormulaParser"]

_UPPER = frozenset(ascii_uppercase)
_NAME_START = frozenset(ascii_lowercase + digits + "$'\"+-")
_NUMBER_START = frozenset(digits + "+-")
_NO_NAMES = frozenset({"'", '"', "+", "-", "$", "$true", "$false"})
_TRUTH = {"$true": TRUE, "$false": FALSE}


class _Prefix(Enum):
    """What waits for a formula behind it and needs to know nothing."""

    NOT = "~"
    BRACKET = "("


@dataclass(slots=True)
class _Quantifier:
    """A quantifier that waits for its body, and what its variables' names stood for before."""

    maker: type[ForAll | Exists]
    variables: list[Variable]
    hidden: list[tuple[str, Variable | None]]


@dataclass(frozen=True, slots=True)
class _Binary:
    """How a connective binds: its level, to which side, and whether it is one long chain."""

    level: int
    make: Callable[[list[Formula]], Formula]
    to_the_right: bool = False
    chains: bool = False


@dataclass(slots=True)
class _Connective:
    """A connective that waits for its last operand, or a chain that may still grow."""

    kind: _Binary
    parts: list[Formula]

    def add(self, operand: _Operand) -> None:
        """Let ``operand`` be the next part; the parts of another chain of this kind are its own."""
        if not isinstance(operand, _Connective):
            self.parts.append(operand)
        elif operand.kind is self.kind:
            self.parts += operand.parts
        else:
            self.parts.append(operand.formula())

    def formula(self) -> Formula:
        """What the parts are together."""
        return self.kind.make(self.parts)


_BINARY: Mapping[str, _Binary] = {
    "&": _Binary(5, lambda parts: And(tuple(parts)), chains=True),
    "|": _Binary(4, lambda parts: Or(tuple(parts)), chains=True),
    "<~>": _Binary(3, lambda parts: Xor(*parts)),
    "~&": _Binary(3, lambda parts: Not(And(tuple(parts)))),
    "~|": _Binary(3, lambda parts: Not(Or(tuple(parts)))),
    "=>": _Binary(2, lambda parts: Implies(*parts), to_the_right=True),
    "<=": _Binary(2, lambda parts: Implies(parts[1], parts[0]), to_the_right=True),
    "<=>": _Binary(1, lambda parts: Iff(*parts)),
}

_Pending = list[_Prefix | _Quantifier | _Connective]
_Operand = Formula | _Connective


class FormulaParser:
    """Reads formulas from the tokens of one statement.

    Args:
        tokens: of the statement, its full stop included.
        at: the index of the next token.
        vocabulary: the symbols of the problem.
        typed: whether numbers are numbers, and not names.
        flat: whether nested conjunctions are one, and nested disjunctions.
    """

    def __init__(
        self,
        tokens: Sequence[str],
        at: int,
        vocabulary: Vocabulary,
        *,
        typed: bool = False,
        flat: bool = False,
    ) -> None:
        self.tokens = tokens
        self.at = at
        self.free: dict[str, Variable] = {}
        self._vocabulary = vocabulary
        self._typed = typed
        self._flat = flat
        self._scope: dict[str, Variable] = {}

    def closed_formula(self) -> Formula:
        """The formula at ``at``, its free variables bound by ∀; ``at`` is behind it afterwards.

        Raises:
            Misplaced: a token cannot stand where it stands.
            FormulaTooDeep: it nests too deep.
        """
        formula = self._formula()
        for variable in reversed(self.free.values()):
            formula = ForAll(variable, formula)
        return formula

    def _formula(self) -> Formula:
        tokens = self.tokens
        pending: _Pending = []
        while True:
            token = tokens[self.at]
            if token == "(":
                self.at += 1
                pending.append(_Prefix.BRACKET)
            elif token == "~":
                self.at += 1
                pending.append(_Prefix.NOT)
            elif token == "!" or token == "?":
                pending.append(self._quantifier(token))
            else:
                found = self._completed(self._atom(), pending)
                if found is not None:
                    return found

    def _completed(self, found: _Operand, pending: _Pending) -> Formula | None:
        """Give ``found`` to what waits for it; the whole formula, if nothing waits any more."""
        while True:
            if pending and not isinstance(pending[-1], _Connective):
                found = self._prefixed(found, pending)
            token = self.tokens[self.at]
            kind = _BINARY.get(token)
            if kind is not None:
                self._connect(found, kind, pending)
                self.at += 1
                return None
            while pending and isinstance(top := pending[-1], _Connective):
                pending.pop()
                found = self._joined(top, found)
            if not pending:
                return found.formula() if isinstance(found, _Connective) else found
            if token != ")":
                raise Misplaced(self.at)
            pending.pop()  # the bracket
            self.at += 1

    def _prefixed(self, found: _Operand, pending: _Pending) -> _Operand:
        """``found`` with the negations and quantifiers in front of it."""
        while pending:
            top = pending[-1]
            if top is _Prefix.BRACKET or isinstance(top, _Connective):
                break
            if isinstance(found, _Connective):
                found = found.formula()
            if isinstance(top, _Quantifier):
                for variable in reversed(top.variables):
                    found = top.maker(variable, found)
                self._leave(top)
            else:
                found = Not(found)
            pending.pop()
        return found

    def _connect(self, found: _Operand, kind: _Binary, pending: _Pending) -> None:
        """Let ``kind`` wait for what follows, with all that binds tighter in front of it."""
        level = kind.level
        while pending and isinstance(top := pending[-1], _Connective):
            if top.kind is kind and kind.chains:
                top.add(found)
                return
            if top.kind.level < level or (top.kind.level == level and kind.to_the_right):
                break
            pending.pop()
            found = self._joined(top, found)
        if not isinstance(found, _Connective):
            found = _Connective(kind, [found])
        elif found.kind is not kind:
            found = _Connective(kind, [found.formula()])
        pending.append(found)

    def _joined(self, connective: _Connective, last: _Operand) -> _Operand:
        """What ``connective`` makes of its parts, ``last`` among them: a chain, if it may grow."""
        connective.add(last)
        kind = connective.kind
        return connective if self._flat and kind.chains else kind.make(connective.parts)

    # --- quantifiers -------------------------------------------------------------------

    def _quantifier(self, sign: str) -> _Quantifier:
        """``! [X, Y: $int] :``, its variables in scope from now on."""
        tokens = self.tokens
        if tokens[self.at + 1] != "[":
            hint = "as in ! [X, Y] : p(X, Y)"
            raise Misplaced(self.at + 1, "a quantifier binds a list of variables", hint)
        self.at += 2
        quantifier = _Quantifier(ForAll if sign == "!" else Exists, [], [])
        while True:
            name = tokens[self.at]
            if name[0] not in _UPPER:
                raise Misplaced(self.at, "a quantifier binds variables", "they begin with A to Z")
            self.at += 1
            sort = self._sort() if tokens[self.at] == ":" else INDIVIDUAL
            variable = Variable(name, sort)
            quantifier.hidden.append((name, self._scope.get(name)))
            quantifier.variables.append(variable)
            self._scope[name] = variable
            follower = tokens[self.at]
            if follower != ",":
                break
            self.at += 1
        if follower != "]":
            raise Misplaced(self.at)
        if tokens[self.at + 1] != ":":
            raise Misplaced(self.at + 1, "a colon is missing", "as in ! [X] : p(X)")
        self.at += 2
        return quantifier

    def _sort(self) -> Sort:
        """``: sort`` behind a bound name."""
        found = self._vocabulary.sort(self.tokens[self.at + 1], self.at + 1)
        self.at += 2
        return found

    def _leave(self, quantifier: _Quantifier) -> None:
        for name, outer in reversed(quantifier.hidden):
            if outer is None:
                del self._scope[name]
            else:
                self._scope[name] = outer

    # --- atoms and terms ---------------------------------------------------------------

    def _atom(self) -> Formula:
        tokens, at = self.tokens, self.at
        token = tokens[at]
        if token in _TRUTH:
            self.at += 1
            return _TRUTH[token]
        if token[0] in _UPPER or token[0] in _NUMBER_START:
            left = self._term(0)
        elif token[0] not in _NAME_START or token in _NO_NAMES:
            raise Misplaced(at)
        else:
            self.at += 1
            arguments = self._arguments(0) if tokens[self.at] == "(" else ()
            if tokens[self.at] not in ("=", "!="):
                return self._vocabulary.atom(token, arguments, at)
            left = self._vocabulary.application(token, arguments, at)
        sign = tokens[self.at]
        if sign not in ("=", "!="):
            what = "a variable" if token[0] in _UPPER else "a number"
            raise Misplaced(self.at, f"{what} is no formula", "a predicate or = is expected")
        sign_at = self.at
        self.at += 1
        equality = self._vocabulary.equality(left, self._term(0), sign_at)
        return equality if sign == "=" else Not(equality)

    def _term(self, depth: int) -> Term:
        at = self.at
        token = self.tokens[at]
        variable = self._scope.get(token)
        if variable is not None:
            self.at += 1
            return variable
        first = token[0]
        if first in _UPPER:
            self.at += 1
            return self.free.setdefault(token, Variable(token, INDIVIDUAL))
        if first not in _NAME_START or token in _NO_NAMES:
            raise Misplaced(at)
        self.at += 1
        if first in _NUMBER_START and self._typed:
            return self._vocabulary.number(token, at)
        arguments = self._arguments(depth) if self.tokens[self.at] == "(" else ()
        return self._vocabulary.application(token, arguments, at)

    def _arguments(self, depth: int) -> tuple[Term, ...]:
        """The terms between brackets; the only recursion here, and a bounded one."""
        if depth >= MAX_DEPTH:
            raise FormulaTooDeep(depth + 1)
        found = []
        while True:
            self.at += 1
            found.append(self._term(depth + 1))
            token = self.tokens[self.at]
            if token == ",":
                continue
            if token != ")":
                raise Misplaced(self.at)
            self.at += 1
            return tuple(found)
