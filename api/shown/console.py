"""Answers on the terminal, drawn with rich."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from api.shown.models import model_view
from api.shown.narration import proof_lines
from prover.answer import Answer, Semantics
from prover.certificate import Checker
from prover.logic.printers import to_unicode
from prover.problem import Untranslated
from prover.verdict import Verdict

__all__ = ["answer_view", "untranslated_view"]

_COLOURS = {
    Verdict.PROVED: "green",
    Verdict.REFUTED: "red",
    Verdict.UNCERTAIN: "yellow",
    Verdict.COUNTERSATISFIABLE: "yellow",
    Verdict.SATISFIABLE: "green",
    Verdict.INCONSISTENT: "magenta",
}
_MEANING = {
    Verdict.PROVED: "the goal follows from the premises",
    Verdict.REFUTED: "the opposite of the goal follows from the premises",
    Verdict.UNCERTAIN: "the premises leave the goal open",
    Verdict.COUNTERSATISFIABLE: "the goal does not follow; whether its opposite does is open",
    Verdict.SATISFIABLE: "the premises do not contradict each other",
    Verdict.INCONSISTENT: "the premises contradict each other",
}


def answer_view(answer: Answer) -> RenderableType:
    """Verdict, evidence and certificate, one below the other."""
    parts: list[RenderableType] = [_headline(answer)]
    if answer.problem.goal is not None:
        goal = answer.problem.goal
        parts.append(Text(f"  {' '.join(goal.sentence.text.split())}", style="italic"))
        parts.append(Text(f"  {to_unicode(goal.formula)}", style="dim"))
    parts += [untranslated_view(item) for item in answer.problem.untranslated]
    if answer.proof is not None:
        parts.append(Padding(_proof_view(answer), (1, 0, 0, 2)))
    if answer.core:
        parts.append(Padding(Text(_core(answer)), (1, 0, 0, 2)))
    for witness in answer.witnesses:
        parts.append(Padding(model_view(witness, answer.verdict), (1, 0, 0, 2)))
    if answer.verdict is Verdict.UNCERTAIN and answer.semantics is Semantics.RULES:
        derived = ", ".join(to_unicode(literal.formula) for literal in answer.fixpoint)
        parts.append(Padding(Text(f"all that the rules derive: {derived}"), (1, 0, 0, 2)))
    parts += [Text(f"  note: {warning}", style="yellow") for warning in answer.warnings]
    parts.append(_certificate_line(answer))
    return Group(*parts)


def _core(answer: Answer) -> str:
    names = ", ".join(answer.core)
    if answer.core_is_minimal:
        return f"minimal core: {names} (without any one of them, the others have a model)"
    return f"core: {names} (perhaps not minimal)"


def _headline(answer: Answer) -> Text:
    colour = _COLOURS.get(answer.verdict, "cyan")
    meaning = _MEANING.get(answer.verdict, answer.reason)
    text = Text(answer.verdict.value.upper(), style=f"bold {colour}")
    return text.append(f"  {meaning}", style="default")


def _proof_view(answer: Answer) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", style="bold")
    grid.add_column()
    grid.add_column(style="dim", no_wrap=True)
    for line in proof_lines(answer):
        grid.add_row(str(line.number), Text(line.statement), Text(line.justification))
    return grid


def untranslated_view(item: Untranslated) -> Text:
    """The sentence with a mark under the place where reading stopped."""
    base = item.sentence.span.start
    shown, start = _window(item.sentence.text, item.span.start - base)
    length = min(max(1, item.span.end - item.span.start), len(shown) - start, _LONGEST_MARK)
    text = Text(f"  {item.name}: {shown}\n")
    text.append(f"  {' ' * (len(item.name) + 2 + start)}{'^' * length} {item.reason}")
    if item.expected:
        text.append(f"\n  expected: {', '.join(item.expected)}", style="dim")
    return text


_WINDOW = 60
"""Characters of a sentence shown before and after the place in question."""
_LONGEST_MARK = 24


def _window(text: str, place: int) -> tuple[str, int]:
    """The text around ``place``, and where the place is in it."""
    flat = text.replace("\n", " ")
    first = max(0, place - _WINDOW)
    before = "…" if first else ""
    after = "…" if place + _WINDOW < len(flat) else ""
    return f"{before}{flat[first : place + _WINDOW]}{after}", place - first + len(before)


def _certificate_line(answer: Answer) -> Text:
    total = sum(ms for stage, ms in answer.timings.items() if stage != "lean_ms")
    own = [c for c in answer.certificates if c.checker is not Checker.LEAN_KERNEL]
    checks = sum(len(certificate.reasons) for certificate in own)
    if not answer.is_certified:
        words = "  not certified"
    elif answer.proof is not None:
        words = f"  ✓ certified: {checks} steps, each checked"
    elif answer.semantics is Semantics.RULES:
        words = "  ✓ certified: the fixpoint is closed under every rule"
    else:
        models = "1 model" if len(own) == 1 else f"{len(own)} models"
        words = f"  ✓ certified: {models}, {checks} formulas evaluated"
    style = "green" if answer.is_certified else "red"
    return Text(f"\n{words}  ({total:.1f} ms)", style=style).append_text(_kernel_lines(answer))


def _kernel_lines(answer: Answer) -> Text:
    """What Lean's kernel said, and which Lean that was."""
    asked = [c for c in answer.certificates if c.checker is Checker.LEAN_KERNEL]
    lines = Text()
    for certificate in asked:
        for name, why in certificate.rejections.items():
            lines.append(f"\n  ✗ Lean: {name}: {why}", style="red")
    if asked and not lines:
        spent = sum(certificate.milliseconds for certificate in asked)
        lines.append(f"\n  ✓ accepted by the Lean kernel  ({spent:.1f} ms)", style="green")
        lines.append(f"\n    {asked[0].notes.get('toolchain', '')}", style="dim")
    return lines
