"""``/review/{id}``: sentences beside their formulas, to be corrected and decided again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.jobs.failures import failure_of
from api.reading.language import Language
from api.rest.context import Id, finished, owner_of, rest_of
from api.rest.errors import NoSuchPage
from api.rest.problems import problem_of
from api.tasks.task import Result, TaskKind
from api.web.asked import request_of
from api.web.asking import submitted
from api.web.forms import Form, read_form
from api.web.templates import page
from api.wire import ProblemDetails, ProofOptions, ProofRequest, TranslationRequest
from prover.errors import ProverError

__all__ = ["Row", "router", "rows_of"]

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence and its formula.

    Attributes:
        name: p1, p2 …, goal.
        sentence: as its author wrote it; "" where only the formula is known.
        formula: as it stands; "" where the sentence was not understood.
        english: the formula said in words.
        others: other readings of the sentence.
        stopped: why the sentence was not understood.
        wrong: why the formula cannot be read.
        column: where in it, from 1.
    """

    name: str
    sentence: str
    formula: str
    english: str = ""
    others: tuple[tuple[str, str], ...] = ()
    stopped: str = ""
    wrong: str = ""
    column: int = 0


@router.get("/review/{id}")
async def review(
    id: Id,  # noqa: A002 (as the path says it)
    request: Request,
) -> Response:
    """The formulas as they were understood."""
    engine = rest_of(request).engine
    job = await engine.job(id, owner=owner_of(request))
    rows = rows_of(job.answer or {})
    if not rows:
        raise NoSuchPage("there is nothing to review", hint="wait until the job is done")
    return page(request, "review", job=job, rows=rows, problem=None)


@router.post("/review/{id}")
async def reviewed(
    id: Id,  # noqa: A002
    request: Request,
) -> Response:
    """The formulas said in words again, or the page of a new job that takes them as they are."""
    form = await read_form(request)
    engine = rest_of(request).engine
    job = await engine.job(id, owner=owner_of(request))
    known = {row.name: row for row in rows_of(job.answer or {})}
    rows = _corrected(form, known)
    if not rows:
        raise NoSuchPage("there is nothing to review", hint="wait until the job is done")
    try:
        rows = await _understood(request, rows)
    except ProverError as error:
        problem = problem_of(error)
        rows = _with_place(rows, problem)
        return page(
            request, "review", HTTPStatus(problem.status), job=job, rows=rows, problem=problem
        )
    if "run" not in form:
        return page(request, "review", job=job, rows=rows, problem=None)
    earlier = await request_of(engine, job)
    return await submitted(request, _request(rows, earlier.options))


def rows_of(answer: dict[str, Any]) -> tuple[Row, ...]:
    """The sentences of an answer document in their order, the goal last."""
    if "premises" not in answer:
        return ()
    stated = [p for p in answer["premises"] if not p["presupposed"]]
    rows = [(p["span"][0], _row(p["id"], p)) for p in stated]
    rows += [
        (u["sentence_span"][0], Row(u["name"], u["text"], "", stopped=u["reason"]))
        for u in answer["untranslated"]
        if u["name"] != "goal"
    ]
    rows.sort(key=lambda row: row[0])
    goal = answer["goal"]
    if goal is not None:
        return (*(row for _, row in rows), _row("goal", goal))
    last = next(u for u in answer["untranslated"] if u["name"] == "goal")
    return (*(row for _, row in rows), Row("goal", last["text"], "", stopped=last["reason"]))


def _row(name: str, stated: dict[str, Any]) -> Row:
    others = tuple((o["formula"], o["english"]) for o in stated.get("alternatives", ()))
    return Row(name, stated["text"], stated["formula"], stated["english"], others)


def _corrected(form: Form, known: dict[str, Row]) -> tuple[Row, ...]:
    """The rows of the job with the formulas of the form."""
    sent = dict(zip(form.get("name", ()), form.get("formula", ()), strict=False))
    return tuple(
        replace(row, formula=" ".join(sent.get(name, row.formula).split()), english="")
        for name, row in known.items()
    )


async def _understood(request: Request, rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with their formulas said in words.

    Raises:
        ProverError: a formula cannot be read.
    """
    asked = _request(rows, ProofOptions())
    payload = TranslationRequest(
        premises=asked.premises, goal=asked.goal, language=asked.language, sentences=asked.sentences
    ).model_dump(mode="json")
    rest = rest_of(request)
    work = rest.engine.run(TaskKind.TRANSLATE, payload, rest.settings.timeout)
    outcome = await finished(work, request)
    if outcome.result is not Result.DONE or outcome.document is None:
        raise failure_of(outcome)
    read = [*outcome.document["premises"], outcome.document["goal"]]
    first = [sentence["readings"][0] for sentence in read]
    return tuple(
        replace(row, formula=said["formula"], english=said["english"])
        for row, said in zip(rows, first, strict=True)
    )


def _request(rows: Sequence[Row], options: ProofOptions) -> ProofRequest:
    """What is asked anew: the formulas, which remember the sentences they stand for."""
    *premises, goal = rows
    return ProofRequest(
        premises=[row.formula for row in premises],
        goal=goal.formula or " ",
        language=Language.FOL,
        sentences=[_sentence(row) for row in rows],
        options=options,
        wait=0,
    )


def _sentence(row: Row) -> str:
    """The sentence on one line; none where it only was the formula itself."""
    return " ".join(row.sentence.split()) if row.sentence != row.formula else ""


def _with_place(rows: tuple[Row, ...], problem: ProblemDetails) -> tuple[Row, ...]:
    """The rows with the problem at the formula that it is about: the lines count them."""
    place = problem.position
    if place is None or place.line > len(rows):
        return rows
    wrong = replace(rows[place.line - 1], wrong=problem.detail, column=place.column)
    return (*rows[: place.line - 1], wrong, *rows[place.line :])
