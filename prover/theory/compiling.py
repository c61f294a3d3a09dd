"""Terms, formulas and definitions as closures over slots: what is fixed is looked up once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, assert_never

from prover.errors import ProverError
from prover.logic.syntax import (
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
    Symbol,
    Term,
    TruthValue,
    Variable,
    Xor,
)
from prover.theory.machine import Arguments, Code, Slots
from prover.theory.matching import Case, Leaf, MatchingTree, Missing, Switch

__all__ = ["Compiler", "NotEvaluable", "frames"]

Places = Mapping[Variable, int]
"""In which slot the value of each variable is."""

Found = tuple[Mapping[Arguments, Any], Callable[[Arguments], Any]]
"""The values of a symbol that are known, and how to compute others."""


class NotEvaluable(ProverError):
    """A formula has quantifiers, a variable without a value or a symbol of no theory at hand."""

    code = "not-evaluable"


class Compiler:
    """Makes code; ``symbols`` says how each symbol finds its values."""

    def __init__(self, symbols: Mapping[Symbol, Found]) -> None:
        self._symbols = symbols

    def term(self, term: Term, places: Places) -> Code:
        """Code for the value of ``term``."""
        if isinstance(term, Variable):
            if term not in places:
                raise NotEvaluable(f"no value is given for {term.name}")
            return itemgetter(places[term])
        return self._applied(term.function, term.arguments, places)

    def formula(self, formula: Formula, places: Places) -> Code:
        """Code for the truth of ``formula``.

        Raises:
            NotEvaluable: it has quantifiers, say.
        """
        match formula:
            case Atom(predicate=predicate, arguments=arguments):
                return self._applied(predicate, arguments, places)
            case Equality():
                one, other = self.term(formula.left, places), self.term(formula.right, places)
                return lambda slots: one(slots) is other(slots)
            case TruthValue(value=value):
                return lambda slots: value
            case Not(body=body):
                code = self.formula(body, places)
                return lambda slots: not code(slots)
            case And(parts=parts):
                return _all([self.formula(part, places) for part in parts])
            case Or(parts=parts):
                return _any([self.formula(part, places) for part in parts])
            case Implies() | Iff() | Xor():
                left, right = (
                    self.formula(formula.left, places),
                    self.formula(formula.right, places),
                )
                return _binary(formula, left, right)
            case ForAll() | Exists():
                raise NotEvaluable("a quantified formula is not evaluated")
            case _:
                assert_never(formula)

    def tree(self, tree: MatchingTree) -> Code:
        """Code for a definition, the arguments being in the first slots."""
        match tree:
            case Switch(slot=slot, branches=branches):
                compiled = {c: self.tree(branch) for c, branch in branches.items()}
                return _switch(slot, compiled)
            case Leaf(cases=cases):
                *others, last = cases
                code = self._case(last)  # one condition holds: if no other, the last
                for case in reversed(others):
                    condition = self.formula(case.equation.condition, case.slots)
                    code = _choice(condition, self._case(case), code)
                return code
            case Missing(arguments=arguments):
                raise ValueError(f"no case of the definition covers {arguments}")
            case _:
                assert_never(tree)

    def _case(self, case: Case) -> Code:
        right = case.equation.right
        if isinstance(right, Variable | Application):
            return self.term(right, case.slots)
        return self.formula(right, case.slots)

    def _applied(self, symbol: Symbol, arguments: Sequence[Term], places: Places) -> Code:
        if symbol not in self._symbols:
            raise NotEvaluable(f"the theory has no symbol {symbol.name}")
        known, compute = self._symbols[symbol]
        return _application(known, compute, [self.term(a, places) for a in arguments])


def frames(tree: MatchingTree) -> int:
    """How many Python calls may nest in code for ``tree`` without another definition's."""
    if isinstance(tree, Switch):
        return 1 + max(frames(branch) for branch in tree.branches.values())
    if isinstance(tree, Missing):
        return 1
    equations = [case.equation for case in tree.cases]
    depths = [max(e.condition.depth, e.right.depth) for e in equations]
    return len(equations) + max(depths)


def _application(
    known: Mapping[Arguments, Any], compute: Callable[[Arguments], Any], parts: Sequence[Code]
) -> Code:
    """A symbol applied to ``parts``: one closure for each usual arity, as this is the hot path."""
    get = known.get
    if len(parts) == 1:
        (only,) = parts

        def unary(slots: Slots) -> Any:
            arguments = (only(slots),)
            found = get(arguments)
            return compute(arguments) if found is None else found

        return unary
    if len(parts) == 2:
        one, other = parts

        def binary(slots: Slots) -> Any:
            arguments = (one(slots), other(slots))
            found = get(arguments)
            return compute(arguments) if found is None else found

        return binary

    def any_arity(slots: Slots) -> Any:
        arguments = tuple([part(slots) for part in parts])
        found = get(arguments)
        return compute(arguments) if found is None else found

    return any_arity


def _switch(slot: int, branches: Mapping[FunctionSymbol, Code]) -> Code:
    def switch(slots: Slots) -> Any:
        value = slots[slot]
        slots += value.arguments
        return branches[value.constructor](slots)

    return switch


def _choice(condition: Code, then: Code, otherwise: Code) -> Code:
    return lambda slots: then(slots) if condition(slots) else otherwise(slots)


def _all(parts: Sequence[Code]) -> Code:
    def conjunction(slots: Slots) -> bool:
        for part in parts:
            if not part(slots):
                return False
        return True

    return conjunction


def _any(parts: Sequence[Code]) -> Code:
    def disjunction(slots: Slots) -> bool:
        for part in parts:
            if part(slots):
                return True
        return False

    return disjunction


def _binary(formula: Implies | Iff | Xor, left: Code, right: Code) -> Code:
    match formula:
        case Implies():
            return lambda slots: not left(slots) or right(slots)
        case Iff():
            return lambda slots: left(slots) is right(slots)
        case Xor():
            return lambda slots: left(slots) is not right(slots)
        case _:
            assert_never(formula)
