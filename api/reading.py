"""Reading problems: plain text, JSON or TPTP into a :class:`Problem`, errors with places."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from pydantic import AliasChoices, BaseModel, ConfigDict, ValidationError
from pydantic import Field as Key

from api.dataset import Field, Row
from prover.errors import InputError, Position
from prover.logic.reader import FormulaSyntaxError, parse_formulas
from prover.logic.syntax import Formula
from prover.logic.tptp import parse_tptp, tptp_problem
from prover.problem import Premise, Problem, Sentence, Span, Untranslated
from translators.controlled import ControlledEnglish, verbalise
from translators.sentences import split_lines, split_problem, split_sentences
from translators.translation import Document, Translation

__all__ = [
    "Language",
    "Question",
    "decode",
    "premises_of",
    "problem_of_row",
    "read_parts",
    "read_problem",
    "too_large",
]

Verbalise = Callable[[Formula], str]


class Language(StrEnum):
    """What the premises and the goal are written in."""

    AUTO = "auto"
    ENGLISH = "english"
    FOL = "fol"
    TPTP = "tptp"


@dataclass(frozen=True, slots=True)
class Question:
    """A problem as it was understood, and how to say its formulas in words, if in any.

    ``options`` are the answers that its goal, a question, lets one choose from.
    """

    problem: Problem
    verbalise: Verbalise | None = None
    options: tuple[str, ...] = ()


def decode(data: bytes, source: str, limit: int) -> str:
    """The text in ``data``.

    Raises:
        InputError: empty, binary, not UTF-8 or larger than ``limit`` bytes.
    """
    if len(data) > limit:
        raise too_large(source, len(data), limit)
    if b"\x00" in data:
        raise InputError(f"{source} is a binary file", hint="plain text, JSON or TPTP is expected")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{source} is not UTF-8 text (byte {error.start})") from None
    if not text.strip():
        raise InputError(f"{source} is empty", hint="write premises and a goal after 'Therefore:'")
    return text


def too_large(source: str, size: int, limit: int) -> InputError:
    """The error for an input of ``size`` bytes, beyond ``limit``."""
    return InputError(
        f"{source} has {size:,} bytes, more than the limit of {limit:,}",
        hint="split it, or raise PROVER_MAX_INPUT_BYTES",
    )


def read_problem(
    text: str, *, suffix: str = "", language: Language = Language.AUTO, path: Path | None = None
) -> Question:
    """Read a problem from the text of a file.

    Args:
        text: the whole file.
        suffix: the file's extension, which tells JSON (``.json``) and TPTP (``.p``) apart.
        language: what it is written in; ``auto`` looks.
        path: where TPTP includes are looked for.

    Raises:
        InputError: with the place and a hint.
    """
    if suffix == ".json" or (not suffix and text.lstrip().startswith("{")):
        return _from_json(text, language)
    if language is Language.AUTO and (suffix in (".p", ".tptp") or _TPTP.search(text)):
        language = Language.TPTP
    if language is Language.TPTP:
        return Question(tptp_problem(parse_tptp(text, path=path)))
    if language is Language.AUTO:
        language = _detect(text)
    split = split_lines if language is Language.FOL else split_problem
    premises, goal = split(text)
    if goal is None:
        raise InputError("there is no goal", hint=_GOAL_HINT)
    return _understood(text, premises, goal, language)


def read_parts(premises: str | Sequence[str], goal: str, language: Language) -> Question:
    """Read a problem whose goal is told apart from its premises.

    Args:
        premises: one string a premise, or one text.
        goal: the statement to be judged.
        language: what both are written in; ``auto`` looks.

    Raises:
        InputError: with a hint, and a place in the joined text.
    """
    if language is Language.AUTO:
        listed = [premises] if isinstance(premises, str) else premises
        language = _detect("\n".join([*listed, goal]))
    if not goal.strip():
        raise InputError("goal: is empty", hint="write the statement to be judged")
    if language is Language.TPTP:
        raise InputError("language: TPTP problems are files of their own", hint="use a .p file")
    return _understood(*_joined(premises, goal, language), language)


def premises_of(text: str, language: Language) -> tuple[Language, tuple[Sentence, ...]]:
    """The sentences, or lines of formulas, of a text that asks nothing, and its language.

    Raises:
        InputError: it holds none, or two languages.
    """
    chosen = _detect(text) if language is Language.AUTO else language
    sentences = split_lines(text)[0] if chosen is Language.FOL else split_sentences(text)
    if not sentences:
        raise InputError("there are no premises", hint="write one a line, or running prose")
    return chosen, sentences


def problem_of_row(row: Row, field: Field) -> Question:
    """The problem of one row of a data set."""
    language = Language.FOL if field == "fol" else Language.ENGLISH
    text, premises, goal = _joined(row.premises, row.goal, language)
    return _understood(text, premises, goal, language, tolerant=True)


_TPTP = re.compile(r"^\s*(?:fof|cnf|tff|include)\s*\(", re.MULTILINE)
_GOAL_HINT = "write it after '?', 'Therefore:' or 'Question:' on the last line"
_LOGICAL = re.compile(r"[∀∃∧∨¬→↔⊕⟶⇒⇔&|~]|<?[-=]>|\w\((?!s\))|\b(?:all|exists|forall) \w+[.,(]")


def _joined(
    premises: str | Sequence[str], goal: str, language: Language
) -> tuple[str, tuple[Sentence, ...], Sentence]:
    """One text of all parts, and the sentences (or lines of formulas) with their places."""
    if isinstance(premises, str):
        formulas = language is Language.FOL
        sentences = split_lines(premises)[0] if formulas else split_sentences(premises)
        text = premises + "\n"
    else:
        parts, offset = [], 0
        for premise in premises:
            parts.append(Sentence(premise, Span(offset, offset + len(premise))))
            offset += len(premise) + 1
        sentences = tuple(parts)
        text = "".join(f"{premise}\n" for premise in premises)
    return text + goal, sentences, Sentence(goal, Span(len(text), len(text) + len(goal)))


def _understood(
    text: str,
    premises: Sequence[Sentence],
    goal: Sentence,
    language: Language,
    *,
    tolerant: bool = False,
) -> Question:
    if language is Language.FOL:
        return _from_formulas(text, premises, goal, tolerant)
    return _from_english(text, premises, goal)


def _detect(text: str) -> Language:
    """English or formulas, by the look of the lines; a problem is written in one language."""
    premises, goal = split_lines(text)
    lines = premises if goal is None else (*premises, goal)
    logical = [bool(_LOGICAL.search(line.text)) for line in lines]
    if not any(logical):
        return Language.ENGLISH
    if all(logical):
        return Language.FOL
    mostly_english = sum(logical) * 2 <= len(logical)
    odd = lines[logical.index(mostly_english)]
    raise InputError(
        "a formula among English" if mostly_english else "English among formulas",
        position=Position.of(text, odd.span.start),
        hint="write the whole problem in one language, or say which with --language",
    )


def _from_formulas(
    text: str, premises: Sequence[Sentence], goal: Sentence, tolerant: bool
) -> Question:
    sentences = (*premises, goal)
    try:
        reading = parse_formulas([s.text for s in sentences], tolerant=tolerant)
    except FormulaSyntaxError as error:
        if error.formula is not None and error.position is not None:
            start = sentences[error.formula].span.start
            error.position = Position.of(text, start + error.position.offset)
        raise
    names = [f"p{number + 1}" for number in range(len(premises))] + ["goal"]
    read = [
        Premise(name, formula, sentence)
        for name, formula, sentence in zip(names, reading.formulas, sentences, strict=True)
    ]
    warnings = tuple(f"{names[warning.formula]}: {warning.message}" for warning in reading.warnings)
    problem = Problem(tuple(read[:-1]), read[-1], text, (), warnings)
    return Question(problem)


def _from_english(text: str, premises: Sequence[Sentence], goal: Sentence) -> Question:
    document = ControlledEnglish().translate(premises, goal)
    assert document.question is not None
    names = [f"p{number + 1}" for number in range(len(premises))] + ["goal"]
    read = [_premise(n, t) for n, t in zip(names, document.translations, strict=True)]
    failed = [
        Untranslated(name, t.sentence, t.failure.span, t.failure.reason, t.failure.expected)
        for name, t in zip(names, document.translations, strict=True)
        if t.failure is not None
    ]
    problem = Problem(
        tuple(premise for premise in read[:-1] if premise is not None),
        read[-1],
        text,
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
