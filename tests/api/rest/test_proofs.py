"""Asking for proofs: answers, jobs on their way, every format, and what is asked twice."""

from __future__ import annotations

import json
from typing import Any

import httpx2
import pytest

from api.wire import JobStatus, ProofJob, Stage
from tests.api.rest.servers import SOCRATES, endless


def ask(http: httpx2.Client, body: dict[str, Any], **headers: str) -> httpx2.Response:
    return http.post("/v1/proofs", json=body, headers=headers)


def proved(http: httpx2.Client) -> ProofJob:
    return ProofJob.model_validate_json(ask(http, SOCRATES).content)


@pytest.mark.parametrize(
    ("goal", "verdict"),
    [
        ("Socrates is mortal.", "proved"),
        ("Socrates is not mortal.", "refuted"),
        ("Socrates is wise.", "uncertain"),
    ],
)
def test_an_answer_is_given_at_once_and_certified(
    http: httpx2.Client, goal: str, verdict: str
) -> None:
    reply = ask(http, {**SOCRATES, "goal": goal})
    assert reply.status_code == 200
    job = ProofJob.model_validate_json(reply.content)
    assert (job.status, job.verdict) == (JobStatus.DONE, verdict)
    assert job.answer is not None
    assert job.answer["certified"] is True


def test_a_whole_text_is_a_problem_too(http: httpx2.Client) -> None:
    reply = ask(http, {"text": "P(a)\n∀x (P(x) → Q(x))\nTherefore: Q(a)\n"})
    assert reply.json()["verdict"] == "proved"


def test_a_lean_statement_is_a_problem_too(http: httpx2.Client) -> None:
    text = "example (p q : Prop) (h : p ∨ q) (no : ¬p) : q := by sorry"
    answers = [ask(http, {"text": text, **told}).json() for told in ({}, {"language": "lean"})]
    assert [answer["verdict"] for answer in answers] == ["proved", "proved"]
    parts = http.post("/v1/proofs", json={"premises": ["p"], "goal": "p", "language": "lean"})
    assert (parts.status_code, parts.json()["hint"]) == (422, "send it whole, as text")


def test_who_does_not_wait_gets_a_job_to_follow(http: httpx2.Client) -> None:
    reply = ask(http, {**SOCRATES, "goal": "Socrates is a man.", "wait": 0})
    assert reply.status_code == 202
    where = reply.headers["Location"]
    assert where == reply.json()["links"]["self"]
    later = ProofJob.model_validate_json(http.get(where, params={"wait": 20}).content)
    assert later.verdict == "proved"


def test_an_equal_request_is_answered_from_memory(http: httpx2.Client) -> None:
    first, second = proved(http), proved(http)
    assert second.cached
    assert second.answer == first.answer


def test_wrong_input_is_said_with_its_place(http: httpx2.Client) -> None:
    reply = ask(http, {"premises": ["P(a)", "P(b"], "goal": "Q(a)", "language": "fol"})
    assert reply.status_code == 422
    assert reply.headers["Content-Type"] == "application/problem+json"
    problem = reply.json()
    assert problem["code"] == "formula-syntax"
    assert problem["position"]["line"] == 2


def test_a_job_nobody_has_is_not_found(http: httpx2.Client) -> None:
    for path in ("", "/events", "/graph.json", "/graph.html", "/proof.lean", "/proof.tstp"):
        reply = http.get(f"/v1/proofs/none{path}")
        assert (reply.status_code, reply.json()["code"]) == (404, "no-such-job"), path
    assert http.delete("/v1/proofs/none").status_code == 404
    assert http.get("/share/none").status_code == 404


def test_a_proof_comes_in_every_format(http: httpx2.Client) -> None:
    links = proved(http).links
    assert http.get(links.graph).json()["verdict"] == "proved"
    page = http.get(links.html)
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Socrates" in page.text
    assert "theorem" in http.get(links.lean).text
    assert "SZS" in http.get(links.tstp).text


def test_a_share_link_opens_the_page(http: httpx2.Client) -> None:
    job = proved(http)
    assert job.id not in job.links.share
    shared = http.get(job.links.share)
    assert shared.status_code == 200
    assert "Socrates" in shared.text


def test_a_job_without_an_answer_has_no_formats_yet(http: httpx2.Client) -> None:
    job = ask(http, {**endless(1), "wait": 0}).json()
    reply = http.get(job["links"]["html"])
    assert (reply.status_code, reply.json()["code"]) == (409, "no-answer")
    assert http.delete(job["links"]["self"]).json()["status"] == "cancelled"


def test_a_cancelled_job_stays_cancelled(http: httpx2.Client) -> None:
    job = ask(http, {**endless(2), "wait": 0}).json()
    assert http.delete(job["links"]["self"]).json()["status"] == "cancelled"
    assert http.get(job["links"]["self"]).json()["status"] == "cancelled"


def test_cancelling_what_is_done_changes_nothing(http: httpx2.Client) -> None:
    job = proved(http)
    assert http.delete(job.links.self).json()["status"] == "done"


def test_the_same_idempotency_key_gives_the_same_job(http: httpx2.Client) -> None:
    body = {**SOCRATES, "premises": ["Socrates is mortal."]}
    first = ask(http, body, **{"Idempotency-Key": "once"}).json()
    second = ask(http, body, **{"Idempotency-Key": "once"}).json()
    assert first["id"] == second["id"]


def test_an_idempotency_key_is_for_one_request(http: httpx2.Client) -> None:
    ask(http, SOCRATES, **{"Idempotency-Key": "two"})
    reply = ask(http, {**SOCRATES, "goal": "Socrates is wise."}, **{"Idempotency-Key": "two"})
    assert (reply.status_code, reply.json()["code"]) == (409, "idempotency-clash")


def events(http: httpx2.Client, path: str, **headers: str) -> list[httpx2.ServerSentEvent]:
    with http.stream("GET", path, headers=headers) as reply:
        assert reply.headers["Content-Type"].startswith("text/event-stream")
        return list(httpx2.EventSource(reply))


def test_events_tell_the_story_of_a_job_to_its_end(http: httpx2.Client) -> None:
    body = {**SOCRATES, "premises": [*SOCRATES["premises"], "Plato is a man."], "wait": 0}
    job = ask(http, body).json()
    told = events(http, job["links"]["events"])
    stages = [event.event for event in told]
    assert stages[-1] == Stage.FINISHED
    assert [int(event.id) for event in told] == sorted({int(event.id) for event in told})
    assert json.loads(told[-1].data)["data"]["verdict"] == "proved"


def test_events_go_on_where_they_broke_off(http: httpx2.Client) -> None:
    job = ask(http, {**SOCRATES, "goal": "Socrates is not a man."}).json()
    every = events(http, job["links"]["events"])
    rest = events(http, job["links"]["events"], **{"Last-Event-ID": every[0].id})
    assert [event.id for event in rest] == [event.id for event in every[1:]]


@pytest.mark.parametrize("bad", ["x", "-1", "1.5", "9" * 40, "²"])
def test_a_last_event_id_is_a_number(http: httpx2.Client, bad: str) -> None:
    job = proved(http)
    reply = http.get(job.links.events, headers={"Last-Event-ID": bad.encode()})
    assert (reply.status_code, reply.json()["field"]) == (422, "Last-Event-ID")


def test_history_lists_the_latest_first_and_goes_on(http: httpx2.Client) -> None:
    for name in ("Ann", "Bob", "Cem"):
        ask(http, {"premises": [f"{name} is kind."], "goal": f"{name} is kind."})
    page = http.get("/v1/proofs", params={"limit": 2}).json()
    assert len(page["jobs"]) == 2
    assert all(job["answer"] is None for job in page["jobs"])
    older = http.get("/v1/proofs", params={"limit": 2, "before": page["next"]}).json()
    assert {job["id"] for job in older["jobs"]}.isdisjoint(job["id"] for job in page["jobs"])
