"""Statements that elaborate but may not be what was meant: trivial, vacuous, or false.

Each flag comes with a script that the kernel has accepted.  No flag proves nothing: the tries
are few and cheap.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from prover.lean.goals import Goal
from translators.lean_goals.attempts import Attempts
from translators.lean_goals.candidates import Flag, Warned
from translators.lean_goals.statement import LeanStatement

__all__ = ["flags_of"]

_TRIVIAL = ("intros; trivial", "intros; rfl", "intros; decide", "intros; simp only []")
_STRONG = "first | omega | grind | (simp_all; done)"
_VACUOUS = (f"intros; exfalso; {_STRONG}",)
_REFUTED = ("decide", "omega", "grind", "intro h; simp at h")

_INSTANCES = 60
"""Counterexamples tried at most."""

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
    tries = (
        (Flag.VACUOUS, statement.closed, iter(_VACUOUS if _has_premises(statement) else ())),
        (Flag.TRIVIAL, statement.closed, iter(_TRIVIAL)),
        (Flag.REFUTED, statement.negation, _refutations(statement, attempts)),
    )
    for flag, proposition, scripts in tries:
        proved = attempts.prove(proposition, scripts)
        if proved is not None:
            theorem = f"theorem goal : {proposition}"
            return (Warned(flag, theorem, proved.script, proved.judged),)
    return ()


def _has_premises(statement: LeanStatement) -> bool:
    """Whether there is anything that could contradict itself."""
    return "→" in statement.claim or "(h" in statement.binders or ":" in statement.binders


def _refutations(statement: LeanStatement, attempts: Attempts) -> Iterator[str]:
    """Ways to prove the negation: in general, then by counterexample."""
    yield from _REFUTED
    variables = list(_variables(attempts.goal(statement.theorem)))
    if not variables:
        return
    for values in islice(product(*variables), _INSTANCES):
        instance = " ".join(values)
        yield f"exact fun h => absurd (@h {instance}) (by first | decide | simp | omega)"


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
