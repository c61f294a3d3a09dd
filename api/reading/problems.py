"""Reading problems: text, JSON, TPTP, SMT-LIB or Lean into a :class:`Problem`, errors placed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import AliasChoices, BaseModel, ConfigDict, ValidationError
from pydantic import Field as Key

from api.evaluation.dataset import Field, Row
from api.reading.files import load_text, not_a_theory
from api.reading.language import LEAN_SUFFIXES, SMTLIB_SUFFIXES, TPTP_SUFFIXES, Language
from api.reading.wording import Wording, worded_parts, worded_text
from api.settings import Settings
from prover.errors import InputError, Position
from prover.logic.syntax import Formula
from prover.problem import Premise, Problem, Untranslated
from translators.controlled import ControlledEnglish, verbalise
from translators.translation import Document, Translation

__all__ = [
    "Question",
    "Verbalise",
    "is_tptp",
    "problem_of_row",
    "read_parts",
    "read_problem",
    "read_question",
    "understood",
]

Verbalise = Callable[[Formula], str]


@dataclass(frozen=True, slots=True)
class Question:
    """A problem as it was understood, and how to say its formulas in words, if in any.

    ``options`` are the answers that its goal, a question, lets one choose from.
    """

    problem: Problem
    verbalise: Verbalise | None = None
    options: tuple[str, ...] = ()


def read_question(file: str, settings: Settings, language: Language = Language.AUTO) -> Question:
    """The problem in a file, its language found out unless it is given.

    Raises:
        InputError: the file cannot be read, or is no problem.
    """
    not_a_theory(file)
    text = load_text(file, settings)
    if file == "-":
        return read_problem(text, language=language)
    path = Path(file)
    return read_problem(
        text,
        suffix=path.suffix.lower(),
        language=language,
        path=path,
        max_bytes=settings.max_theory_bytes,
    )


def read_problem(
    text: str,
    *,
    suffix: str = "",
    language: Language = Language.AUTO,
    path: Path | None = None,
    max_bytes: int | None = None,
) -> Question:
    """Read a problem from the text of a file.

    Args:
        text: the whole file.
        suffix: the file's extension, which tells JSON (``.json``), TPTP (``.p``), SMT-LIB
            (``.smt2``) and Lean (``.lean``) apart.
        language: what it is written in; ``auto`` looks.
        path: where TPTP includes are looked for; without it none are followed.
        max_bytes: how large the included files may be together, by default as TPTP's reader says.

    Raises:
        InputError: with the place and a hint.
    """
    if suffix == ".json" or (not suffix and text.lstrip().startswith("{")):
        return _from_json(text, language)
    if language is Language.AUTO:
        language = _language_of_provers(text, suffix)
    match language:
        case Language.SMTLIB:
            from prover.logic.smtlib import parse_smtlib

            return Question(parse_smtlib(text, path=path))
        case Language.LEAN:
            from prover.logic.lean import parse_lean

            return Question(parse_lean(text, path=path))
        case Language.TPTP:
            return _from_tptp(text, path, max_bytes)
        case _:
            return understood(worded_text(text, language))


def _language_of_provers(text: str, suffix: str) -> Language:
    """The language by the name of the file or the look of the text, if it is one of provers."""
    if suffix in SMTLIB_SUFFIXES or _SMTLIB.match(text):
        return Language.SMTLIB
    if suffix in TPTP_SUFFIXES or is_tptp(text):
        return Language.TPTP
    if suffix in LEAN_SUFFIXES or _LEAN.search(text):
        return Language.LEAN
    return Language.AUTO


def _from_tptp(text: str, path: Path | None, max_bytes: int | None) -> Question:
    from prover.logic.tptp import MAX_BYTES, include_roots, parse_tptp, tptp_problem

    roots = include_roots(path) if path else ()
    most = MAX_BYTES if max_bytes is None else max_bytes
    return Question(tptp_problem(parse_tptp(text, path=path, roots=roots, max_bytes=most)))


def read_parts(premises: str | Sequence[str], goal: str, language: Language) -> Question:
    """Read a problem whose goal is told apart from its premises.

    Args:
        premises: one string a premise, or one text.
        goal: the statement to be judged.
        language: what both are written in; ``auto`` looks.

    Raises:
        InputError: with a hint, and a place in the joined text.
    """
    return understood(worded_parts(premises, goal, language))


def problem_of_row(row: Row, field: Field) -> Question:
    """The problem of one row of a data set."""
    language = Language.FOL if field == "fol" else Language.ENGLISH
    return understood(worded_parts(row.premises, row.goal, language), tolerant=True)


_TPTP = re.compile(r"^\s*(?:fof|cnf|tff|thf|tcf|include)\s*\(", re.MULTILINE)
_SMTLIB = re.compile(r"(?:\s|;[^\n]*\n)*\(\s*(?:set-(?:logic|info|option)|declare-)")

_LEAN = re.compile(
    r"^(?:theorem\s+\S+|lemma\s+\S+|example)\s*[({\[:][^\n]*(?::|→|∀|∃)", re.MULTILINE
)


def is_tptp(text: str) -> bool:
    """Whether a line of ``text`` begins like a TPTP statement."""
    return _TPTP.search(text) is not None


def understood(
    wording: Wording, names: Sequence[str] | None = None, *, tolerant: bool = False
) -> Question:
    """The problem that ``wording`` states.

    Args:
        wording: what was written.
        names: of the premises; p1, p2, … by default.
        tolerant: whether formulas are mended that nearly are some.

    Raises:
        InputError: a formula is none.  English that is not understood is no error: the problem
            says so.
    """
    if names is None:
        names = [f"p{number + 1}" for number in range(len(wording.premises))]
    if wording.goal is not None:
        names = [*names, "goal"]
    if wording.language is Language.FOL:
        return Question(_from_formulas(wording, names, tolerant))
    return _from_english(wording, names)


def _from_formulas(wording: Wording, names: Sequence[str], tolerant: bool) -> Problem:
    from prover.logic.reader import FormulaSyntaxError, parse_formulas

    goal = () if wording.goal is None else (wording.goal,)
    sentences = (*wording.premises, *goal)
    try:
        reading = parse_formulas([s.text for s in sentences], tolerant=tolerant)
    except FormulaSyntaxError as error:
        if error.formula is not None and error.position is not None:
            start = sentences[error.formula].span.start
            error.position = Position.of(wording.text, start + error.position.offset)
        raise
    read = [
        Premise(name, formula, sentence)
        for name, formula, sentence in zip(names, reading.formulas, sentences, strict=True)
    ]
    asked = read.pop() if goal else None
    warnings = tuple(f"{names[warning.formula]}: {warning.message}" for warning in reading.warnings)
    return Problem(tuple(read), asked, wording.text, (), warnings)


def _from_english(wording: Wording, names: Sequence[str]) -> Question:
    document = ControlledEnglish().translate(wording.premises, wording.goal)
    read = [_premise(n, t) for n, t in zip(names, document.translations, strict=True)]
    failed = [
        Untranslated(name, t.sentence, t.failure.span, t.failure.reason, t.failure.expected)
        for name, t in zip(names, document.translations, strict=True)
        if t.failure is not None
    ]
    goal = read.pop() if wording.goal is not None else None
    problem = Problem(
        tuple(premise for premise in read if premise is not None),
        goal,
        wording.text,
        tuple(failed),
        _notes(document, names),
        tuple(
            Premise(
                item.name,
                item.formula,
                document.premises[item.source].sentence,
                item.english,
                presupposed=True,
            )
            for item in document.presuppositions
        ),
    )
    return Question(problem, lambda formula: verbalise(formula, document.glossary))


def _premise(name: str, translation: Translation) -> Premise | None:
    if not translation.readings:
        return None
    first, *others = translation.readings
    return Premise(name, first.formula, translation.sentence, first.english, tuple(others))


def _notes(document: Document, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        f"{name}: {note}"
        for name, translation in zip(names, document.translations, strict=True)
        for note in translation.notes
    )


class _JsonProblem(BaseModel):
    """A problem as JSON."""

    model_config = ConfigDict(extra="forbid")

    premises: list[str] | str
    goal: str = Key(validation_alias=AliasChoices("goal", "question"))
    options: list[str] = Key(default=[], max_length=26)
    language: Language = Language.AUTO


def _from_json(text: str, language: Language) -> Question:
    try:
        read = _JsonProblem.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise InputError(
            f"{where}: {first['msg']}",
            hint='{"premises": ["…"], "goal": "…", "language": "english"} is expected',
        ) from None
    chosen = language if language is not Language.AUTO else read.language
    return replace(read_parts(read.premises, read.goal, chosen), options=tuple(read.options))
