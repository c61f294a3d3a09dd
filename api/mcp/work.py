"""From a tool's arguments to the document it asks for, or to an error that says what to do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

import anyio
from anyio.streams.memory import MemoryObjectReceiveStream
from mcp.server.mcpserver import Context
from pydantic import BaseModel, ValidationError

from api.mcp.desk import AnswerUnknown, Desk
from api.mcp.refusing import Refused, invalid_input
from api.mcp.saying import said_of
from api.reading.language import Language
from api.tasks.asking import proof_task, prove
from api.tasks.errors import error_entry
from api.tasks.executor import Report
from api.tasks.task import Outcome, Progress, Result, Task, TaskKind
from api.wire import ProofOptions, ProofRequest

__all__ = ["AtDesk", "desk_of", "done", "problem_fields", "proved", "recalled"]

AtDesk = Context[Desk, Any]
Model = TypeVar("Model", bound=BaseModel)

_FAILURES = {
    Result.TIMED_OUT: ("time ran out", "allow more seconds, or make the problem smaller"),
    Result.OUT_OF_MEMORY: ("memory ran out", "make the problem smaller"),
    Result.CRASHED: ("the process that worked on it ended", "try again"),
}


def desk_of(context: AtDesk) -> Desk:
    """What the tools share."""
    return context.request_context.lifespan_context


def recalled(context: AtDesk, answer_id: str) -> dict[str, Any]:
    """The answer that solve gave under this id.

    Raises:
        Refused: it is not remembered.
    """
    try:
        return desk_of(context).kept(answer_id)
    except AnswerUnknown as error:
        raise Refused(error_entry(error)) from None


def problem_fields(
    premises: list[str] | str, goal: str, text: str, language: Language
) -> dict[str, Any]:
    """The fields of a request that state a problem; what is empty is left out."""
    given = {"premises": premises, "goal": goal, "text": text, "language": language}
    return {name: value for name, value in given.items() if value}


async def proved(
    context: AtDesk, fields: Mapping[str, Any], options: ProofOptions
) -> Mapping[str, Any]:
    """The answer document of a problem.

    Raises:
        Refused: it is no problem, or cannot be read.
    """
    request = _request(ProofRequest, {**fields, "options": options})
    desk = desk_of(context)
    task = proof_task(context.request_id, request, desk.settings)
    return await _watched(context, lambda report: prove(desk.executor, task, report))


async def done(
    context: AtDesk,
    kind: TaskKind,
    model: type[BaseModel],
    fields: Mapping[str, Any],
    seconds: float | None = None,
) -> Mapping[str, Any]:
    """The document of some other work.

    Args:
        context: of the tool.
        kind: what is to be done.
        model: what the payload has to be.
        fields: the payload; what is None is left out.
        seconds: for the work; no more than the settings allow, which is the default.

    Raises:
        Refused: the payload is wrong, or the work failed.
    """
    given = {name: value for name, value in fields.items() if value is not None}
    payload = _request(model, given).model_dump(mode="json", exclude_unset=True)
    desk = desk_of(context)
    most = desk.settings.max_budget
    task = Task(context.request_id, kind, payload, min(seconds or most, most))
    return await _watched(context, lambda report: desk.executor.run(task, report))


def _request(model: type[Model], fields: Mapping[str, Any]) -> Model:
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise invalid_input(error) from None


async def _watched(
    context: AtDesk, work: Callable[[Report], Awaitable[Outcome]]
) -> Mapping[str, Any]:
    """The document that ``work`` gives; the client is told how it goes."""
    sender, news = anyio.create_memory_object_stream[Progress](1_000)
    async with anyio.create_task_group() as group:
        group.start_soon(_tell, context, news)
        with sender:
            outcome = await work(sender.send_nowait)
    return _document(outcome)


async def _tell(context: AtDesk, news: MemoryObjectReceiveStream[Progress]) -> None:
    number = 0
    with news:
        async for progress in news:
            number += 1
            await context.report_progress(number, message=said_of(progress))


def _document(outcome: Outcome) -> Mapping[str, Any]:
    if outcome.result is Result.DONE and outcome.document is not None:
        return outcome.document
    message, hint = _FAILURES.get(outcome.result, ("there is no result", ""))
    error = {"code": outcome.result.value, "message": message, "hint": hint}
    raise Refused({**error, **(outcome.error or {})})
