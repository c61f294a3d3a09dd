"""Is a leaf of a derivation a formula of the problem?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from prover.logic.syntax import (
    And,
    Equality,
    Exists,
    ForAll,
    Formula,
    Or,
    Variable,
)
from prover.logic.walk import conjunction, disjunction, rebuild, substitute
from prover.problem import Premise

__all__ = ["Premises", "canonical"]


def canonical(formula: Formula) -> Formula:
    """``formula`` with bound variables numbered, nested conjunctions and disjunctions made one.

    Formulas that differ only in names of variables and in brackets have the same form.
    """
    return _canonical(formula, 0)


def _canonical(formula: Formula, depth: int) -> Formula:
    match formula:
        case ForAll(variable=variable, body=body) | Exists(variable=variable, body=body):
            named = Variable(f"·{depth}", variable.sort)
            renamed = substitute(body, {variable: named}) if variable in body.free else body
            return type(formula)(named, _canonical(renamed, depth + 1))
        case And(parts=parts) | Or(parts=parts):
            kind = type(formula)
            flat: list[Formula] = []
            for part in parts:
                inner = _canonical(part, depth)
                flat += inner.parts if isinstance(inner, kind) else (inner,)
            return conjunction(flat) if kind is And else disjunction(flat)
        case Equality():
            return formula
        case _:
            return rebuild(formula, lambda part: _canonical(part, depth))


@dataclass(slots=True)
class Premises:
    """The premises of a problem, to be found by name or by what they say."""

    by_name: Mapping[str, Premise]
    _by_form: dict[Formula, Premise] = field(default_factory=dict)

    @staticmethod
    def of(premises: Iterable[Premise]) -> Premises:
        """Those of ``premises``."""
        found = Premises({premise.name: premise for premise in premises})
        for premise in found.by_name.values():
            found._by_form.setdefault(canonical(premise.formula), premise)
        return found

    def like(self, formula: Formula, names: Iterable[str]) -> Premise | None:
        """The premise that says ``formula``, else the first that has one of the ``names``."""
        same = self._by_form.get(canonical(formula))
        if same is not None:
            return same
        return next((self.by_name[name] for name in names if name in self.by_name), None)
