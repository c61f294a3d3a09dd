"""What came of the goals, on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from api.inductive.outcome import GoalOutcome, InductiveAnswer
from prover.certificate import Certificate, Checker
from prover.proof import Proof, Rule
from prover.theory import Development
from prover.theory.notation import Notation
from prover.verdict import Verdict

__all__ = ["outcomes_view"]

_COLOURS = {Verdict.PROVED: "green", Verdict.REFUTED: "red"}
_CHECKERS = {Checker.PROOF_CHECKER: "every step checked", Checker.LEAN_KERNEL: "Lean's kernel"}
_MOST_OPEN = 5


def outcomes_view(answer: InductiveAnswer) -> RenderableType:
    """Each goal with its verdict, what it rests on, and who has checked it."""
    lines = [line for outcome in answer.outcomes for line in _outcome(outcome, answer)]
    lines += [Text(f"note: {warning}", style="yellow") for warning in answer.warnings]
    return Group(*lines)


def _outcome(outcome: GoalOutcome, answer: InductiveAnswer) -> Iterator[Text]:
    colour = _COLOURS.get(outcome.verdict, "cyan")
    headline = Text(outcome.verdict.value.upper(), style=f"bold {colour}")
    yield headline.append(f"  {outcome.name}  ({outcome.seconds:.1f} s)", style="default")
    yield Text(f"  {outcome.statement}", style="italic")
    if outcome.reason:
        yield Text(f"  {outcome.reason}")
    if answer.development is not None:
        yield from _evidence(outcome, answer.development)
    if outcome.tactic_proof is not None:
        yield from (Text(f"    {line}") for line in outcome.tactic_proof.script)
    if outcome.certificates:
        yield Text(f"  {_certified(outcome.certificates)}", style="dim")


def _evidence(outcome: GoalOutcome, development: Development) -> Iterator[Text]:
    notation = Notation(development.theory)
    if outcome.witness is not None:
        values = outcome.witness.said(notation)
        yield Text(f"  false for {values}" if values else "  it is false")
        for meaning in outcome.witness.meanings:
            yield Text(f"    where {notation.formula(meaning)}")
    elif outcome.theorem:
        for theorem in development.with_lemmas([outcome.theorem]):
            if theorem.part_of:
                continue
            induced = _inducted(theorem.proof)
            how = f"  by induction on {induced}" if induced else ""
            label = "  " if theorem.name == outcome.theorem else f"  lemma {theorem.name}: "
            said = "" if label == "  " else notation.statement(theorem.statement)
            if said or how:
                yield Text(f"{label}{said}{how}")
    elif outcome.open_goals:
        yield Text("  it got stuck at")
        for goal in outcome.open_goals[:_MOST_OPEN]:
            yield Text(f"    {notation.statement(goal)}", style="dim")


def _inducted(proof: Proof) -> str:
    """The variables that ``proof`` itself does an induction on."""
    steps = (step.conclusion for step in proof.steps if step.rule is Rule.INDUCTION)
    variables = (getattr(conclusion, "variable", None) for conclusion in steps)
    return ", ".join(dict.fromkeys(variable.name for variable in variables if variable))


def _certified(certificates: Iterable[Certificate]) -> str:
    marks = [
        f"{'✓' if item.accepted else '✗'} {_CHECKERS.get(item.checker, item.checker.value)}"
        for item in certificates
    ]
    return "  ".join(marks)
