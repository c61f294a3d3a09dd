"""Statements that elaborate but may not be what was meant: trivial, vacuous, or false.

Each flag comes with a script that the kernel has accepted.  No flag proves nothing: the tries
are few and cheap.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from prover.lean.goals import Goal
from translators.lean_goals.attempts import Attempts, Proved
from translators.lean_goals.candidates import Flag, Warned
from translators.lean_goals.statement import LeanStatement

__all__ = ["flags_of"]

_TRIVIAL = ("intros; trivial", "intros; rfl", "intros; decide", "intros; simp only []")
_STRONG = "first | omega | grind | (simp_all; done)"
_EASY = (f"intros; {_STRONG}",)
_VACUOUS = (f"intros; exfalso; {_STRONG}",)
_REFUTED = ("decide", "omega", "grind", "intro h; simp at h")

_INSTANCES = 48
"""Counterexamples tried at most."""

_AT_ONCE = 12
"""Counterexamples tried by one script, before the one that works is singled out."""

_VALUES = {
    "Nat": ("0", "1", "2", "3", "5"),
    "Int": ("0", "1", "(-1)", "2", "(-2)"),
    "Prop": ("True", "False"),
    "Type": ("Nat",),
}
"""Values that are tried for variables; a type that nothing is known of is that of numbers."""


def flags_of(statement: LeanStatement, attempts: Attempts) -> tuple[Warned, ...]:
    """What can be shown against ``statement``, which elaborates.

    Raises:
        LeanError: Lean cannot be asked.
    """
    closed = statement.closed
    vacuous = attempts.prove(closed, _VACUOUS) if _has_premises(statement) else None
    if vacuous is not None:
        return _flagged(Flag.VACUOUS, closed, vacuous)
    trivial = attempts.prove(closed, _TRIVIAL)
    if trivial is not None:
        return _flagged(Flag.TRIVIAL, closed, trivial)
    if attempts.prove(closed, _EASY) is not None:
        return ()
    refuted = _refuted(statement, attempts)
    return () if refuted is None else _flagged(Flag.REFUTED, statement.negation, refuted)


def _flagged(flag: Flag, proposition: str, proved: Proved) -> tuple[Warned, ...]:
    return (Warned(flag, f"theorem goal : {proposition}", proved.script, proved.judged),)


def _has_premises(statement: LeanStatement) -> bool:
    """Whether there is anything that could contradict itself."""
    return "→" in statement.claim or "(h" in statement.binders or ":" in statement.binders


def _refuted(statement: LeanStatement, attempts: Attempts) -> Proved | None:
    """A proof of the negation: in general, or by a counterexample."""
    negation = statement.negation
    variables = list(_variables(attempts.goal(statement.theorem)))
    instances = [" ".join(v) for v in islice(product(*variables), _INSTANCES)] if variables else []
    examples = [
        f"exact fun h => absurd (@h {instance}) (by first | decide | (simp; done) | omega)"
        for instance in instances
    ]
    for start in range(0, len(examples), _AT_ONCE):
        some = examples[start : start + _AT_ONCE]
        if attempts.prove(negation, ("first | " + " | ".join(f"({one})" for one in some),)):
            return attempts.prove(negation, some)
    return attempts.prove(negation, _REFUTED)


def _variables(goal: Goal) -> Iterator[tuple[str, ...]]:
    """Values for each variable, in order, up to the first hypothesis or unfamiliar type."""
    for hypothesis in goal.hypotheses:
        if "✝" in "".join(hypothesis.names):
            yield ("inferInstance",)
            continue
        values = _values_of(hypothesis.type)
        if not values:
            return
        for _ in hypothesis.names:
            yield values


def _values_of(type_: str) -> tuple[str, ...]:
    if type_ in _VALUES:
        return _VALUES[type_]
    if type_.startswith("List "):
        return ("[]", "[0]", "[1, 0]", "[0, 1, 1]")
    if type_.endswith(" → Prop"):
        return ("(fun _ => True)", "(fun _ => False)", "(fun x => x = 0)", "(fun x => x ≠ 0)")
    return ("0", "1") if len(type_) == 1 else ()
