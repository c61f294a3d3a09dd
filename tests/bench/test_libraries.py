"""A library of thousands of sentences: the first question, and the ones after it.

Two libraries are made of ProofWriter's theories, by a seed: in English, where every theory has
people of its own and all share their rules; and in formulas, where every theory has predicates of
its own, too.  What is asked are ProofWriter's own questions about these people.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

import pytest

from api.evaluation.dataset import Row, read_rows
from api.libraries.asking import ask
from api.libraries.library import PremiseLibrary, read_library
from api.reading.language import Language
from api.reading.problems import read_parts
from api.service import ProofService
from api.settings import Settings
from prover.logic.printers import to_unicode
from prover.logic.syntax import Formula
from translators.controlled.translator import forget
from translators.sentences import split_sentences

pytestmark = pytest.mark.bench

DATA = Path(__file__).parents[3] / "shared" / "data" / "proofwriter" / "dev.jsonl"
SENTENCES = 5_000
QUESTIONS = 40
_PEOPLE = re.compile(r"\b(Anne|Bob|Charlie|Dave|Erin|Fiona|Gary|Harry)\b", re.IGNORECASE)
_PREDICATE = re.compile(r"\b[a-z_]+(?=\()")
_SYLLABLES = ["ba", "vo", "ri", "lu", "ne", "ta", "ko", "mi", "su", "da", "pe", "zo"]


@dataclass(frozen=True, slots=True)
class Made:
    """A library, and questions with the verdict that their labels say."""

    text: str
    questions: tuple[tuple[str, str], ...]


def theories() -> Iterator[tuple[str, list[Row]]]:
    """ProofWriter's theories of people without negation: put together they stay consistent."""
    if not DATA.exists():
        pytest.skip(f"{DATA} is not here")
    found: dict[str, list[Row]] = {}
    for row in read_rows(DATA, "english"):
        if "AttNoneg" in row.name:
            assert isinstance(row.premises, str)
            found.setdefault(row.premises, []).append(row)
    return cycle(found.items())


def english(seed: int = 0) -> Made:
    random, lines, questions = Random(seed), list[str](), list[tuple[str, str]]()
    for text, rows in theories():
        if len(lines) >= SENTENCES:
            break
        called: dict[str, str] = {}

        def other(match: re.Match[str], called: dict[str, str] = called) -> str:
            new = "".join(random.choices(_SYLLABLES, k=5)).capitalize()
            return called.setdefault(match[0], new)

        lines += [_PEOPLE.sub(other, sentence.text) for sentence in split_sentences(text)]
        questions += [(_PEOPLE.sub(other, row.goal), row.label) for row in rows]
    return Made("\n".join(lines), tuple(random.sample(questions, QUESTIONS)))


def formulas(seed: int = 0) -> Made:
    lines, questions = list[str](), list[tuple[str, str]]()
    for number, (text, rows) in enumerate(theories()):
        if len(lines) >= SENTENCES:
            break

        def own(formula: Formula, number: int = number) -> str:
            written = _PREDICATE.sub(rf"\g<0>{number}", to_unicode(formula))
            return _PEOPLE.sub(rf"\g<0>{number}", written)

        problems = [read_parts(text, row.goal, Language.ENGLISH).problem for row in rows]
        lines += [own(premise.formula) for premise in problems[0].premises]
        for problem, row in zip(problems, rows, strict=True):
            assert problem.goal is not None
            questions.append((own(problem.goal.formula), row.label))
    return Made("\n".join(lines), tuple(Random(seed).sample(questions, QUESTIONS)))


def timed(library: PremiseLibrary, goal: str, service: ProofService) -> tuple[float, str]:
    start = perf_counter()
    found = ask(library.ask(None, None, goal), service)
    return perf_counter() - start, found.answer.verdict.value


@pytest.mark.parametrize("make", [english, formulas])
def test_questions_against_a_large_library(make: Callable[[], Made]) -> None:
    made = make()
    forget()
    start = perf_counter()
    library = read_library(made.text)
    read = perf_counter() - start
    with ProofService(Settings()) as service:
        first, _ = timed(library, made.questions[0][0], service)
        rest = [(label, *timed(library, goal, service)) for goal, label in made.questions]
    print(f"\n{make.__name__}: {len(library.wording.premises):,} sentences read in {read:.1f} s")
    print(f"  first question {first:.2f} s")
    for verdict in sorted({found for _, _, found in rest}):
        times = sorted(seconds for _, seconds, found in rest if found == verdict)
        print(
            f"  {verdict}: {len(times)}, median {median(times):.2f} s, worst {times[-1]:.2f} s",
        )
    expected = {"True": "proved", "False": "refuted"}
    wrong = [
        (label, found)
        for label, _, found in rest
        if found != "unknown" and label in expected and found != expected[label]
    ]
    assert not wrong
