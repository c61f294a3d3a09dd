"""Questions about one set of constraints to Z3, as text (see ``prover.check.smt`` for why)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from prover.check.context import Z3Context
from prover.constraints.evaluate import Assignment, Value
from prover.constraints.smt import Encoder
from prover.constraints.theory import Constraint, Expression, Function

__all__ = ["Outcome", "Session"]

_TOKEN = re.compile(r"[()]|[^\s()]+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """An assignment, or the names of constraints that exclude one; neither if Z3 gave up."""

    assignment: Assignment | None = None
    core: tuple[str, ...] | None = None


@dataclass(slots=True)
class Session:
    """Asks whether the constraints can hold together with a formula.

    Args:
        constraints: what always holds; names are unique.
        rlimit: Z3's deterministic resource units for one question.
    """

    constraints: Sequence[Constraint]
    rlimit: int
    _encoder: Encoder = field(default_factory=Encoder)
    _texts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._texts = [self._encoder.formula(c.formula) for c in self.constraints]

    def ask(self, formula: Expression | None, seconds: float) -> Outcome:
        """Whether the constraints and ``formula`` have a common assignment."""
        asked = [] if formula is None else [f"(assert {self._encoder.formula(formula)})"]
        context = Z3Context()
        script = (
            "(set-option :produce-unsat-cores true)",
            f"(set-option :rlimit {self.rlimit})(set-option :timeout {int(seconds * 1000) + 1})",
            *self._encoder.declarations,
            *(f"(assert (! {text} :named c{n}))" for n, text in enumerate(self._texts)),
            *asked,
            "(check-sat)",
        )
        match context.evaluate(script).split():
            case ["sat"]:
                return Outcome(self._assignment(context))
            case ["unsat"]:
                return Outcome(core=self._core(context))
        return Outcome()

    def _core(self, context: Z3Context) -> tuple[str, ...]:
        labels = _TOKEN.findall(context.evaluate(("(get-unsat-core)",)))
        return tuple(self.constraints[int(label[1:])].name for label in labels if label not in "()")

    def _assignment(self, context: Z3Context) -> Assignment:
        applications = self._encoder.applications
        texts = list(dict.fromkeys(t for text, (_, a) in applications.items() for t in (text, *a)))
        values = _values(context, texts)
        tables: dict[Function, dict[tuple[Value, ...], Value]] = {}
        for text, (function, arguments) in applications.items():
            row = tuple(values[argument] for argument in arguments)
            tables.setdefault(function, {})[row] = values[text]
        return tables


def _values(context: Z3Context, texts: Sequence[str]) -> Mapping[str, Value]:
    """The values that Z3's model gives to the terms ``texts``."""
    if not texts:
        return {}
    output = context.evaluate((f"(get-value ({' '.join(texts)}))",))
    pairs = _parsed(iter(_TOKEN.findall(output)[1:]))
    return {text: _value(pair[-1]) for text, pair in zip(texts, pairs, strict=True)}


_Tree = list["str | _Tree"]


def _parsed(tokens: Iterator[str]) -> _Tree:
    found: _Tree = []
    for token in tokens:
        if token == ")":
            break
        found.append(_parsed(tokens) if token == "(" else token)
    return found


def _value(tree: str | _Tree) -> Value:
    if isinstance(tree, list):
        return -int(str(tree[-1]))
    return tree == "true" if tree in ("true", "false") else int(tree)
