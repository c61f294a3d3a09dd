"""Is a leaf of a derivation a formula of the problem?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from prover.logic.canonical import canonical
from prover.logic.syntax import Formula
from prover.problem import Premise

__all__ = ["Premises"]


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
