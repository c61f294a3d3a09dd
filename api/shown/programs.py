"""Programs that a model wrote, shown: an answer of logic, or every option with its standing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from api.programs.live import Program, ProgramsAnswer
from api.programs.sections import question_of
from prover.answer import Answer, Semantics
from prover.constraints import Claim, Judgement, OptionProblem, Standing
from prover.constraints.evaluate import Assignment, Value
from prover.constraints.judge import Support
from prover.constraints.theory import BOOLEAN, Domain, Enumeration
from prover.problem import Problem

__all__ = ["logic_answer", "options_document", "options_view", "programs_entry"]

_LOOKED_FOR = {
    Standing.COULD: "holds",
    Standing.CANNOT: "holds",
    Standing.MUST: "fails",
    Standing.COULD_FAIL: "fails",
    Standing.SETTLES: "leaves another case",
}
"""A case was looked for in which the formula of a claim …"""

_MARKS = {True: "✓", False: "✗", None: "?"}


def logic_answer(found: ProgramsAnswer, text: str) -> Answer:
    """The leading program's answer, with all that was said on the way.

    Args:
        found: what the programs come to.
        text: the problem in English, shown where no program leads.
    """
    evidence = None if found.leading is None else found.leading.solved.evidence
    if isinstance(evidence, Answer):
        return replace(evidence, warnings=found.notes)
    nothing = Problem((), None, text)
    return Answer(nothing, found.verdict, Semantics.RULES, found.reason, warnings=found.notes)


def options_view(found: ProgramsAnswer) -> RenderableType:
    """The answer, and what the constraints make of each option."""
    right = found.leading is not None and found.leading.solved.chosen
    title = Text(right or found.verdict.value.upper(), style="bold green" if right else "bold cyan")
    title.append("  alone is right" if right else f"  {found.reason}", style="default")
    table = Table(show_header=False, show_edge=False, pad_edge=False, box=None)
    for option in _options(found):
        table.add_row(f"  {_MARKS[option.right]}", Text(f"{option.name}) {option.text}"))
        for standing, why in option.claims:
            table.add_row("", Text(f"{standing}? {why}", style="dim"))
    parts: list[RenderableType] = [title, Text(f"  {found.asked.question}", style="italic"), table]
    parts += [Text(f"  note: {note}", style="yellow") for note in found.notes]
    if _is_certified(found):
        parts.append(Text("\n  ✓ certified: cases evaluated, exclusions asked twice", "green"))
    return Group(*parts)


def options_document(found: ProgramsAnswer) -> dict[str, object]:
    """The answer for JSON: the option chosen, and the evidence for and against each."""
    return {
        "verdict": found.verdict.value,
        "chosen": (found.leading.solved.chosen or None) if found.leading is not None else None,
        "reason": found.reason,
        "certified": _is_certified(found),
        "question": found.asked.question,
        "options": [option.as_dict() for option in _options(found)],
        "warnings": list(found.notes),
        "translation": programs_entry(found),
    }


def programs_entry(found: ProgramsAnswer) -> dict[str, object]:
    """How a problem was translated by a model, for JSON: the vote and every program."""
    return {
        "style": found.asked.style,
        "counts": dict(found.counts),
        "samples": [_program_entry(program) for program in found.programs],
        "missing": found.missing,
        "tokens": found.tokens,
    }


def _program_entry(program: Program) -> dict[str, object]:
    return {
        "verdict": program.solved.verdict.value,
        "chosen": program.solved.chosen or None,
        "reason": program.solved.reason,
        "rounds": program.draft.rounds,
        "notes": list(program.notes),
        "program": program.draft.text,
    }


def _is_certified(found: ProgramsAnswer) -> bool:
    return found.leading is not None and found.leading.solved.certified


@dataclass(frozen=True, slots=True)
class _Judged:
    """An option in English, whether it is right, and its claims with their evidence."""

    name: str
    text: str
    right: bool | None
    claims: tuple[tuple[str, str], ...]

    def as_dict(self) -> dict[str, object]:
        claims = [{"standing": standing, "evidence": why} for standing, why in self.claims]
        return {"name": self.name, "text": self.text, "right": self.right, "claims": claims}


def _options(found: ProgramsAnswer) -> Iterator[_Judged]:
    evidence = None if found.leading is None else found.leading.solved.evidence
    rulings = evidence.rulings if isinstance(evidence, Judgement) else ()
    ruled = {ruling.option.name: ruling for ruling in rulings}
    said = _constraints(found) if ruled else {}
    for name, text in zip(found.asked.letters, found.asked.options, strict=True):
        ruling = ruled.get(name)
        if ruling is None:
            yield _Judged(name, text, None, ())
            continue
        pairs = zip(ruling.option.claims, ruling.supports, strict=True)
        claims = tuple((claim.standing.value, _evidence(claim, why, said)) for claim, why in pairs)
        yield _Judged(name, text, ruling.right, claims)


def _constraints(found: ProgramsAnswer) -> Mapping[str, str]:
    """The constraints of the leading program by name: in English where it has some."""
    asked = found.asked
    assert found.leading is not None
    question = question_of(found.leading.draft.text, asked.question, asked.lettered)
    assert isinstance(question, OptionProblem)
    parts = {each.name: each.sentence.text.partition(":::") for each in question.constraints}
    return {name: (gloss or formula).strip() for name, (formula, _, gloss) in parts.items()}


def _evidence(claim: Claim, support: Support, said: Mapping[str, str]) -> str:
    """``holds where pier(Kite) = 2``, or ``holds nowhere: the Kite moors at pier 3``."""
    impossible = support.possible and support.core  # it would settle, but cannot hold at all
    what = "holds" if impossible else _LOOKED_FOR[claim.standing]
    if support.assignment is not None:
        return f"{what} where {', '.join(_equations(support.assignment))}"
    if support.core:
        return f"{what} nowhere: {'; '.join(said[name] for name in support.core)}"
    return f"not settled: {support.reason}" if support.reason else "not settled"


def _equations(assignment: Assignment) -> Iterator[str]:
    for function, table in assignment.items():
        for row, value in table.items():
            inside = ", ".join(map(_named, function.arguments, row))
            applied = f"{function.name}({inside})" if row else function.name
            if function.result == BOOLEAN:
                yield applied if value else f"¬{applied}"
            else:
                yield f"{applied} = {_named(function.result, value)}"


def _named(domain: Domain, value: Value) -> str:
    """The name of an element, or the number."""
    if not isinstance(domain, Enumeration):
        return str(value)
    names: Mapping[int, str] = dict(zip(domain.values, domain.elements, strict=True))
    return names.get(int(value), str(value))
