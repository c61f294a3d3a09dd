"""A whole answer comes back from its JSON: written again, it is the same document."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api.evaluation.dataset import read_rows
from api.reading.problems import problem_of_row, read_problem
from api.service import ProofService
from api.settings import Settings
from prover.answer import Answer, Semantics
from prover.errors import ProverError
from prover.export import DocumentError, answer_from_document, to_document, to_html, to_markdown
from tests.prover.export.answers import ALL, ambiguous, proved, untranslated

Document = dict[str, Any]

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted((ROOT / "data" / "examples").iterdir())
SHARED = ROOT.parent / "shared" / "data"


def through_json(answer: Answer) -> Document:
    document: Document = json.loads(json.dumps(to_document(answer)))
    return document


def assert_comes_back(answer: Answer) -> None:
    document = through_json(answer)
    assert through_json(answer_from_document(document)) == document


@pytest.mark.parametrize("name", ALL)
def test_every_kind_of_answer_comes_back(name: str) -> None:
    assert_comes_back(ALL[name]())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_answer_to_every_example_comes_back(path: Path) -> None:
    question = read_problem(path.read_text("utf-8"), suffix=path.suffix, path=path)
    with ProofService(Settings()) as service:
        assert_comes_back(service.answer(question.problem, verbalise=question.verbalise))


def answers(name: str, field: str, semantics: Semantics, every: int) -> Iterator[Answer]:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the data set {name} is not here (looked for {path})")
    with ProofService(Settings()) as service:
        for row in read_rows(path, field)[::every]:
            try:
                question = problem_of_row(row, field)
            except ProverError:
                continue
            yield service.answer(
                question.problem, semantics=semantics, verbalise=question.verbalise
            )


SETS = [
    ("folio/dev_half1.jsonl", "fol", Semantics.CLASSICAL),
    ("folio/dev_half1.jsonl", "english", Semantics.CLASSICAL),
    ("proofwriter/dev.jsonl", "english", Semantics.CLASSICAL),
    ("proofwriter/dev.jsonl", "english", Semantics.RULES),
]


@pytest.mark.parametrize(("name", "field", "semantics"), SETS)
@pytest.mark.parametrize("every", [17, pytest.param(1, marks=pytest.mark.slow)])
def test_answers_to_real_data_come_back(
    name: str, field: str, semantics: Semantics, every: int
) -> None:
    for answer in answers(name, field, semantics, every):
        assert_comes_back(answer)


@pytest.mark.parametrize("write", [to_html, to_markdown])
def test_pages_of_what_came_back_are_the_same(write: Callable[[Answer], str]) -> None:
    answer = proved()
    assert write(answer_from_document(through_json(answer))) == write(answer)


def changed(document: Document, *path: str | int, to: object) -> Document:
    place: Any = document
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = to
    return document


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("reason",), 7),
        (("text",), 3),
        (("premises", 0, "span"), [3]),
        (("premises", 0, "span"), [5, 2]),
        (("premises", 0, "span"), [-1, 2]),
        (("premises", 0, "english"), ["no"]),
        (("premises", 0, "presupposed"), "yes"),
        (("certificates", 0, "accepted"), 1),
        (("certificates", 0, "checker"), "an oracle"),
        (("certificates", 0, "milliseconds"), float("nan")),
        (("certificates", 0, "reasons"), {"s1": 1}),
        (("core_is_minimal",), "true"),
        (("timings",), {"search_ms": "fast"}),
        (("warnings",), [None]),
    ],
)
def test_what_is_malformed_is_refused_with_its_place(
    path: tuple[str | int, ...], value: object
) -> None:
    with pytest.raises(DocumentError) as error:
        answer_from_document(changed(through_json(proved()), *path, to=value))
    assert str(path[0]) in error.value.path


def test_other_readings_must_say_what_their_nodes_say() -> None:
    document = through_json(ambiguous())
    goal_or_premise = next(
        p for p in [*document["premises"], document["goal"]] if p and "alternatives" in p
    )
    goal_or_premise["alternatives"][0]["formula"] = "⊤"
    with pytest.raises(DocumentError):
        answer_from_document(document)


def test_what_was_not_understood_keeps_its_place() -> None:
    answer = untranslated()
    again = answer_from_document(through_json(answer))
    assert again.problem.untranslated == answer.problem.untranslated
