"""Definitions put in the place of what they define."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from translators.mpl.configuration import Vocabulary
from translators.mpl.errors import MplSyntaxError
from translators.mpl.syntax import Both, Denial, Expression, Implication, Relation

__all__ = ["expanded"]


def expanded(
    expression: Expression, vocabulary: Vocabulary, called: Mapping[str, str]
) -> Expression:
    """``expression`` in primitive relations, every variable bound once and called differently.

    Args:
        expression: what is expanded.
        vocabulary: what its names mean.
        called: the names that may stand in it unbound, and what they are called in the result.

    Raises:
        MplSyntaxError: a name is unknown, unbound, has other arguments, or needs itself.
    """
    return _Expansion(vocabulary, set(called.values())).of(expression, called, ())


class _Expansion:
    def __init__(self, vocabulary: Vocabulary, taken: set[str]) -> None:
        self._vocabulary = vocabulary
        self._taken = taken

    def of(
        self, expression: Expression, names: Mapping[str, str], inside: tuple[str, ...]
    ) -> Expression:
        """``expression`` with its ``names`` as they are called outside of what it is ``inside``."""
        match expression:
            case Both(left, right):
                return Both(self.of(left, names, inside), self.of(right, names, inside))
            case Denial(body):
                return Denial(self.of(body, names, inside))
            case Implication(variables, left, right):
                fresh = {variable: self._fresh(variable) for variable in variables}
                inner = {**names, **fresh}
                bound = tuple(fresh.values())
                return Implication(
                    bound, self.of(left, inner, inside), self.of(right, inner, inside)
                )
            case Relation():
                return self._relation(expression, names, inside)

    def _relation(
        self, relation: Relation, names: Mapping[str, str], inside: tuple[str, ...]
    ) -> Expression:
        meaning = self._vocabulary.get(relation.name)
        where = f"in {inside[-1]}: " if inside else ""
        if meaning is None:
            hint = f"the configuration has {', '.join(self._vocabulary)}"
            raise _error(relation, f"{where}{relation.name} is not defined", hint)
        if len(relation.arguments) != len(meaning.parameters):
            wanted = f"({meaning.name}[{','.join(meaning.parameters)}])"
            raise _error(relation, f"{where}{relation.name} has other arguments: {wanted}")
        for argument in relation.arguments:
            if argument not in names:
                hint = "bind it, as in (>[x] A B), or make it a parameter"
                raise _error(relation, f"{where}{argument} is not bound", hint)
        arguments = tuple(names[argument] for argument in relation.arguments)
        if meaning.body is None:
            return Relation(relation.name, arguments, relation.position)
        if relation.name in inside:
            raise _error(relation, f"{relation.name} is defined by itself")
        inner = dict(zip(meaning.parameters, arguments, strict=True))
        return self.of(meaning.body, inner, (*inside, relation.name))

    def _fresh(self, name: str) -> str:
        numbers = count(2)
        chosen = name
        while chosen in self._taken:
            chosen = f"{name}_{next(numbers)}"
        self._taken.add(chosen)
        return chosen


def _error(relation: Relation, message: str, hint: str = "") -> MplSyntaxError:
    return MplSyntaxError(message, position=relation.position, hint=hint or "see its definition")
