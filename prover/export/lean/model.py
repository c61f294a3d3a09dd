"""A finite model as a Lean theorem: there are tables such that the premises hold.

Every sort becomes ``Fin n``, a function a list of values, a predicate the list of what it holds
of.  Lean's kernel evaluates each premise in the tables (``decide +kernel``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from prover.export.lean.source import NO_COMMENTS, LeanCertificate, NotExportable, Source, remark
from prover.logic.printers import LeanTheory
from prover.logic.signature import Signature
from prover.logic.syntax import (
    And,
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
    Symbol,
    Xor,
)
from prover.model import FiniteModel

__all__ = ["model_certificate"]

WITH_GOAL, WITHOUT_GOAL = "model_with_goal", "model_without_goal"

SMALL = 24
"""Subformulas of formulas whose decidability Lean can be left to find out.

Its limit (``synthInstance.maxSize``) counts several for each subformula.
"""

_ARGUMENTS = "xyzuvw"


def model_certificate(
    premises: Mapping[str, Formula],
    goal: Formula,
    goal_holds: bool,
    model: FiniteModel,
    comments: Mapping[str, str] = NO_COMMENTS,
) -> LeanCertificate:
    """A model of the premises with the goal, or without it, as one Lean theorem.

    Args:
        premises: what holds in the model, by name.
        goal: the formula whose truth is left open by the premises.
        goal_holds: whether ``goal`` is true in the model.
        model: a model that the evaluator accepted.
        comments: words for the premises by name.

    Raises:
        NotExportable: the model leaves something open that the formulas speak of.
    """
    name = "goal"
    while name in premises:
        name += "'"
    stated = {**premises, name: goal if goal_holds else Not(goal)}
    signature = Signature.of((*premises.values(), goal))
    for sort in signature.sorts:
        if not model.domains.get(sort):
            raise NotExportable("model", f"it has nothing of sort {sort.name}")
    writer = _ModelWriter(stated, signature, model, comments)
    return writer.certificate(WITH_GOAL if goal_holds else WITHOUT_GOAL)


@dataclass(slots=True)
class _ModelWriter:
    stated: Mapping[str, Formula]
    signature: Signature
    model: FiniteModel
    comments: Mapping[str, str]
    theory: LeanTheory = field(init=False)
    source: Source = field(default_factory=Source)

    def __post_init__(self) -> None:
        types = {sort: f"Fin {len(self.model.domains[sort])}" for sort in self.signature.sorts}
        self.theory = LeanTheory(tuple(self.stated.values()), types=types)

    def certificate(self, name: str) -> LeanCertificate:
        """The whole file, about a theorem called ``name``."""
        add = self.source.add
        self.source.documentation(
            "The premises can all be true while the goal is "
            f"{'true' if name == WITH_GOAL else 'false'}.",
            self.comments,
        )
        for sort in self.signature.sorts:
            elements = self.model.domains[sort]
            listed = ", ".join(f"{i} is {remark(each)}" for i, each in enumerate(elements))
            self.source.comment(f"{self.theory.type_of_sort(sort)}: {listed}", "")
        binders = self.theory.symbol_binders
        add(f"theorem {name} :" + (f" ∃ {binders[0]}" if binders else ""))
        for binder in binders[1:]:
            add(f"      {binder}")
        if binders:
            add(self.source.lines.pop() + ",")
        *others, last = self.stated
        for label, formula in self.stated.items():
            self._comment(label)
            text = self.theory.operand(formula) if others else self.theory.statement(formula)
            ending = " :=" if label is last else " ∧"
            add(f"    {text}{ending}", label)
        self._proof()
        return self.source.certificate(name)

    def _comment(self, label: str) -> None:
        if label in self.comments:
            self.source.comment(self.comments[label], "    ", label)

    def _proof(self) -> None:
        tables = [self._table(symbol) for symbol in self.signature.symbols]
        parts = [
            *[(None, f"{table}") for table in tables],
            *[(label, _decision(formula)) for label, formula in self.stated.items()],
        ]
        for index, (label, text) in enumerate(parts):
            opening = "  ⟨" if not index and len(parts) > 1 else "   "
            closing = "," if index < len(parts) - 1 else ("⟩" if len(parts) > 1 else "")
            self.source.add(f"{opening}{text}{closing}", label)

    # --- tables -------------------------------------------------------------------------

    def _table(self, symbol: Symbol) -> str:
        """``fun x y => …``: what ``symbol`` is in the model."""
        if len(symbol.argument_sorts) > len(_ARGUMENTS):
            raise NotExportable("model", f"{symbol.name} takes too many arguments")
        names = _ARGUMENTS[: len(symbol.argument_sorts)]
        if isinstance(symbol, FunctionSymbol):
            lookup = self._values(symbol, ()) + "".join(f"[{name}]!" for name in names)
        else:
            lookup = self._membership(symbol, names)
        return f"fun {' '.join(names)} => {lookup}" if names else lookup

    def _membership(self, predicate: PredicateSymbol, names: str) -> str:
        """The last argument is one of those listed under the arguments before it."""
        rows = self.model.predicates.get(predicate)
        if rows is None:
            raise NotExportable("model", f"it does not say what {predicate.name} holds of")
        if not names:
            return "True" if rows else "False"
        kind = self.theory.type_of_sort(predicate.argument_sorts[-1])
        for _ in names[1:]:
            kind = f"List ({kind})"
        listed = f"({self._rows(predicate, rows, ())} : List ({kind}))"
        return listed + "".join(f"[{name}]!" for name in names[:-1]) + f".contains {names[-1]}"

    def _rows(
        self, predicate: PredicateSymbol, rows: Collection[tuple[str, ...]], start: tuple[str, ...]
    ) -> str:
        domain = self.model.domains[predicate.argument_sorts[len(start)]]
        if len(start) == len(predicate.argument_sorts) - 1:
            inner = [str(i) for i, each in enumerate(domain) if (*start, each) in rows]
        else:
            inner = [self._rows(predicate, rows, (*start, each)) for each in domain]
        return f"[{', '.join(inner)}]"

    def _values(self, function: FunctionSymbol, row: tuple[str, ...]) -> str:
        """The value for the arguments ``row``, or the list of values that start with them."""
        if len(row) < function.arity:
            domain = self.model.domains[function.argument_sorts[len(row)]]
            return f"[{', '.join([self._values(function, (*row, each)) for each in domain])}]"
        value = self.model.functions.get(function, {}).get(row)
        if value is None:
            raise NotExportable("model", f"{function.name} has no value somewhere")
        return str(self.model.domains[function.sort].index(value))


# --- decisions ---------------------------------------------------------------------------


def _decision(formula: Formula) -> str:
    """A proof of ``formula`` by evaluation."""
    if _size(formula) <= SMALL:
        return "by decide +kernel"
    return f"@of_decide_eq_true _ {_instance(formula)} (by decide +kernel)"


def _size(formula: Formula) -> int:
    """How many subformulas ``formula`` has, each counted as often as it is written."""
    if isinstance(formula, Atom | Equality):
        return 1
    return 1 + sum(_size(child) for child in formula.children)  # type: ignore[arg-type, misc]


def _instance(formula: Formula) -> str:
    """How to decide ``formula``, in pieces that Lean finds out by itself."""
    if _size(formula) <= SMALL:
        return "inferInstance"
    match formula:
        case Not(body=body):
            return f"(@instDecidableNot _ {_instance(body)})"
        case And(parts=parts):
            return _nested("instDecidableAnd", parts)
        case Or(parts=parts):
            return _nested("instDecidableOr", parts)
        case Implies(left=left, right=right):
            return f"(@instDecidableForall _ _ {_instance(left)} {_instance(right)})"
        case Iff(left=left, right=right):
            return f"(@instDecidableIff _ _ {_instance(left)} {_instance(right)})"
        case Xor(left=left, right=right):
            both = f"(@instDecidableIff _ _ {_instance(left)} {_instance(right)})"
            return f"(@instDecidableNot _ {both})"
        case ForAll(body=body):
            return f"(@Nat.decidableForallFin _ _ fun _ => {_instance(body)})"
        case Exists(body=body):
            return f"(@Nat.decidableExistsFin _ _ fun _ => {_instance(body)})"
        case _:
            return "inferInstance"


def _nested(name: str, parts: Sequence[Formula]) -> str:
    *others, last = parts
    text = _instance(last)
    for part in reversed(others):
        text = f"(@{name} _ _ {_instance(part)} {text})"
    return text
