"""What the HTML page shows, as plain values: the template only arranges them."""

from __future__ import annotations

import platform
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from prover.answer import Answer, Semantics
from prover.export.drawing import Drawing, draw
from prover.export.prose import RULE_WORDS, Kind, Line, Piece, lines_of
from prover.export.szs import szs_status
from prover.export.tables import Grid, ModelView, fixpoint_grids, model_views
from prover.export.wording import Finding, findings, gloss, headline, sequent, sign
from prover.logic.printers import to_unicode
from prover.logic.syntax import FALSE
from prover.problem import Premise, Sentence, Untranslated
from prover.proof import Rule
from prover.verdict import Verdict

__all__ = ["LineView", "PageView", "ReadingView", "SentenceView", "page_view"]


_STATEMENT = re.compile(r"(?:fof|cnf|tff)\s*\(")


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A formula, how it is called, and what it says in English if that adds anything."""

    name: str
    formula: str
    english: str
    alternatives: tuple[ReadingView, ...] = ()


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence with its readings, or with the place where reading stopped."""

    text: str
    before: str
    marked: str
    after: str
    readings: tuple[ReadingView, ...]
    classes: str
    nodes: str = ""
    badge: str = ""
    reason: str = ""
    expected: str = ""
    stopped_at_end: bool = False


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the textbook proof with the outcome of its check."""

    number: int
    role: str
    pieces: tuple[Piece, ...]
    formula: str
    rule: str
    checked: str
    tone: str
    is_premise: bool = False


@dataclass(frozen=True, slots=True)
class PageView:
    """Everything on the page; ``goal`` is None where the sentences alone are in question."""

    verdict: str
    certified: bool
    headline: str
    sign: str
    gloss: str
    reason: str
    question: str
    goal: ReadingView | None
    findings: tuple[Finding, ...]
    sequent: str
    warnings: tuple[str, ...]
    legend: str
    sentences: tuple[SentenceView, ...]
    drawing: Drawing | None
    lines: tuple[LineView, ...]
    models: tuple[ModelView, ...]
    fixpoint: tuple[Grid, ...]
    advice: tuple[str, ...]
    timings: str
    versions: str
    szs: str
    semantics: str


def page_view(answer: Answer) -> PageView:
    """The page of ``answer``."""
    problem, goal, lines = answer.problem, answer.problem.goal, lines_of(answer)
    drawing = draw(answer, lines)
    return PageView(
        verdict=answer.verdict.value,
        certified=answer.is_certified,
        headline=headline(answer),
        sign=sign(answer),
        gloss=gloss(answer),
        reason=answer.reason,
        question=_question(answer),
        goal=None if goal is None or _asks_consistency(goal) else _reading(goal),
        findings=findings(answer),
        sequent=sequent(answer),
        warnings=tuple(dict.fromkeys((*problem.warnings, *answer.warnings))),
        legend=_legend(answer),
        sentences=_sentences(answer, lines),
        drawing=drawing,
        lines=_lines(answer, lines, drawing),
        models=model_views(answer),
        fixpoint=fixpoint_grids(answer),
        advice=_advice(answer),
        timings=" · ".join(
            f"{stage.removesuffix('_ms')} {_time(ms)}" for stage, ms in answer.timings.items()
        ),
        versions=_versions(),
        szs=szs_status(answer),
        semantics=(
            "as rules applied forwards" if answer.semantics is Semantics.RULES else "classically"
        ),
    )


def _question(answer: Answer) -> str:
    """The goal as a heading: its words, or the name that a statement of TPTP gives it."""
    goal = answer.problem.goal
    if goal is None:
        return ""
    if _asks_consistency(goal):
        return "Do the sentences contradict each other?"
    if _STATEMENT.match(goal.sentence.text):
        return goal.name
    return goal.sentence.text or to_unicode(goal.formula)


def _asks_consistency(goal: Premise) -> bool:
    """Whether nobody wrote the goal: then only a contradiction would answer."""
    return goal.formula is FALSE and not goal.sentence.text


def _legend(answer: Answer) -> str:
    if answer.verdict is Verdict.INCONSISTENT:
        return "Those with a coloured edge cannot all be true together."
    if answer.proof is not None:
        return "Those with a coloured edge are used in the proof."
    return ""


# --- sentences ---------------------------------------------------------------------------


def _sentences(answer: Answer, lines: Sequence[Line]) -> tuple[SentenceView, ...]:
    """All sentences of the input in order, premises of one sentence together."""
    by_sentence: dict[tuple[Sentence, str], list[Premise]] = {}
    for premise in answer.problem.premises:
        key = "" if premise.sentence.text else premise.name
        by_sentence.setdefault((premise.sentence, key), []).append(premise)
    numbers = {line.step.name: str(line.number) for line in lines if line.step is not None}
    used = frozenset(answer.proof.premises_used if answer.proof else ())
    entries = [
        (sentence.span.start, _understood(answer, sentence, premises, used, numbers))
        for (sentence, _), premises in by_sentence.items()
    ]
    entries += [(u.sentence.span.start, _stopped(u)) for u in answer.problem.untranslated]
    entries.sort(key=lambda entry: entry[0])
    return tuple(entry for _, entry in entries)


def _understood(
    answer: Answer,
    sentence: Sentence,
    premises: Sequence[Premise],
    in_proof: frozenset[str],
    numbers: dict[str, str],
) -> SentenceView:
    used = [premise.name for premise in premises if premise.name in in_proof]
    in_core = any(premise.name in answer.core for premise in premises)
    classes = ["used" if used else "open" if answer.proof is None else "idle"]
    if in_core:
        classes.append("core")
    readings = 1 + max(len(premise.alternatives) for premise in premises)
    forked = f"{readings} readings" if readings > 1 else ""
    if forked and answer.verdict is Verdict.AMBIGUOUS:
        classes.append("forked")
    return SentenceView(
        text=sentence.text,
        before=sentence.text,
        marked="",
        after="",
        readings=tuple(_reading(premise) for premise in premises),
        classes=" ".join(classes),
        nodes=" ".join(numbers[name] for name in used if name in numbers),
        badge="part of the contradiction" if in_core else forked,
    )


def _reading(premise: Premise) -> ReadingView:
    same = _plain(premise.english) == _plain(premise.sentence.text)
    return ReadingView(
        name=premise.name,
        formula=to_unicode(premise.formula),
        english="" if same else premise.english,
        alternatives=tuple(
            ReadingView("", to_unicode(other.formula), other.english)
            for other in premise.alternatives
        ),
    )


def _plain(sentence: str) -> str:
    return re.sub(r"\W+", " ", sentence).strip().lower()


def _stopped(item: Untranslated) -> SentenceView:
    """A sentence that was not understood, the place where reading stopped marked."""
    text, base = item.sentence.text, item.sentence.span.start
    start = min(max(item.span.start - base, 0), len(text))
    end = min(max(item.span.end - base, start), len(text))
    return SentenceView(
        text=text,
        before=text[:start],
        marked=text[start:end],
        after=text[end:],
        readings=(),
        classes="unread",
        reason=item.reason[:1].upper() + item.reason[1:].rstrip(".") + ".",
        expected=", ".join(item.expected),
        stopped_at_end=start == end,
    )


# --- proof -------------------------------------------------------------------------------


def _lines(answer: Answer, lines: Sequence[Line], drawing: Drawing | None) -> tuple[LineView, ...]:
    roles = {box.number: box.role.value for box in drawing.boxes} if drawing else {}
    return tuple(_line(answer, line, roles[line.number]) for line in lines)


def _line(answer: Answer, line: Line, role: str) -> LineView:
    formula = to_unicode(line.formula)
    shown = role in ("premise", "contradiction") or any(
        p.kind is Kind.FORMULA and p.text == formula for p in line.pieces
    )
    if line.step is None:
        return LineView(
            line.number,
            role,
            line.pieces,
            "" if shown else formula,
            "from the contradiction",
            "",
            "plain",
        )
    name, checked, tone = line.step.name, "not checked", "plain"
    for certificate in answer.certificates:
        if name in certificate.rejections:
            checked, tone = certificate.rejections[name], "bad"
        elif name in certificate.reasons:
            checked, tone = certificate.reasons[name], "good"
    rule = RULE_WORDS[line.step.rule]
    given = line.step.rule is Rule.PREMISE
    if given:
        rule, checked = name, "" if tone == "good" else checked
    shown_formula = "" if shown else formula
    return LineView(line.number, role, line.pieces, shown_formula, rule, checked, tone, given)


# --- the rest ----------------------------------------------------------------------------


def _advice(answer: Answer) -> tuple[str, ...]:
    """What a reader can do where there is no answer."""
    match answer.verdict:
        case Verdict.UNKNOWN:
            return (
                "Give it more time with --timeout, if the reason above is time or memory.",
                "Compare each sentence with its formula: one that was misread can leave a gap "
                "that no search closes.",
                "State what goes without saying: facts that people take for granted are "
                "missing here unless a sentence says them.",
            )
        case Verdict.UNTRANSLATED:
            return (
                "Rephrase the marked sentences; the underlined words are where reading stopped.",
                "Short sentences with one statement each are read most reliably.",
                "A sentence can also be given as a formula, for example ∀x (Cat(x) → Animal(x)).",
            )
        case Verdict.AMBIGUOUS:
            return ("Rephrase the sentences that have several readings until one is left.",)
        case _:
            return ()


def _time(milliseconds: float) -> str:
    return f"{milliseconds:.1f} ms" if milliseconds < 1000 else f"{milliseconds / 1000:.2f} s"


def _versions() -> str:
    parts = [f"Python {platform.python_version()}"]
    for label, distribution in (("Z3", "z3-solver"), ("networkx", "networkx")):
        try:
            parts.append(f"{label} {version(distribution)}")
        except PackageNotFoundError:
            continue
    return "Made with " + ", ".join(parts)
