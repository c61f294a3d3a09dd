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
        context: where Z3 works; whatever it held before is forgotten.
    """

    constraints: Sequence[Constraint]
    rlimit: int
    context: Z3Context = field(default_factory=Z3Context)
    _encoder: Encoder = field(default_factory=Encoder)

    def __post_init__(self) -> None:
        texts = [self._encoder.formula(c.formula) for c in self.constraints]
        self.context.evaluate(
            (
                f"(reset)(set-option :produce-unsat-cores true)(set-option :rlimit {self.rlimit})",
                *self._encoder.new_declarations(),
                *(f"(assert (! {text} :named c{n}))" for n, text in enumerate(texts)),
            )
        )

    def ask(self, formula: Expression | None, seconds: float) -> Outcome:
        """Whether the constraints and ``formula`` have a common assignment."""
        asked = "" if formula is None else f"(assert {self._encoder.formula(formula)})"
        declared = "".join(self._encoder.new_declarations())
        limit = f"(set-option :timeout {int(seconds * 1000) + 1})"
        script = (declared, limit, "(push)", asked, "(check-sat)")
        outcome = Outcome()
        match self.context.evaluate(script).split():
            case ["sat"]:
                outcome = Outcome(self._assignment())
            case ["unsat"]:
                outcome = Outcome(core=self._core())
        self.context.evaluate(("(pop)",))
        return outcome

    def _core(self) -> tuple[str, ...]:
        labels = _TOKEN.findall(self.context.evaluate(("(get-unsat-core)",)))
        return tuple(self.constraints[int(label[1:])].name for label in labels if label not in "()")

    def _assignment(self) -> Assignment:
        applications = self._encoder.applications
        texts = list(dict.fromkeys(t for text, (_, a) in applications.items() for t in (text, *a)))
        values = _values(self.context, texts)
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
