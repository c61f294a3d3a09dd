"""Translation, checks, libraries, batches, and what the server tells about itself."""

from __future__ import annotations

import json
from typing import Any

import httpx2
import pytest

from api.wire import BatchLine, Engines, Library, Theories
from tests.api.rest.servers import SOCRATES
from tests.eventually import eventually


def test_a_text_is_translated(http: httpx2.Client) -> None:
    found = http.post("/v1/translate", json={**SOCRATES, "to": "tptp"}).json()
    assert found["premises"][0]["readings"][0]["formula"] == "∀x (man(x) → mortal(x))"
    assert "fof(goal, conjecture" in found["written"]


def test_an_answer_is_checked_afresh(http: httpx2.Client) -> None:
    answer = http.post("/v1/proofs", json=SOCRATES).json()["answer"]
    assert http.post("/v1/check", json={"answer": answer}).json()["accepted"] is True


def test_a_broken_proof_is_rejected(http: httpx2.Client) -> None:
    answer = http.post("/v1/proofs", json=SOCRATES).json()["answer"]
    for step in answer["proof"]["steps"]:
        step["parents"] = []
        step["instances"] = []
    reply = http.post("/v1/check", json={"answer": answer})
    assert reply.status_code == 422 or reply.json()["accepted"] is False


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("translate", {"text": "no goal here."}),
        ("translate", {"premises": ["P(a"], "goal": "Q(a)", "language": "fol"}),
        ("check", {"answer": {}}),
        ("check", {"answer": {"version": 1, "nodes": [[1, 2, 3]]}}),
        ("check", {}),
        ("search", {"goal": "1 = 1", "strategy": "guessing"}),
    ],
)
def test_wrong_input_of_any_work_is_a_problem(
    http: httpx2.Client, path: str, body: dict[str, Any]
) -> None:
    reply = http.post(f"/v1/{path}", json=body)
    assert reply.status_code == 422
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert reply.json()["detail"]


def test_a_library_is_uploaded_once_and_asked_about(http: httpx2.Client) -> None:
    reply = http.post("/v1/libraries", json={"name": "men", "text": "All men are mortal."})
    assert reply.status_code == 201
    library = Library.model_validate_json(reply.content)
    assert (library.premises, library.untranslated) == (1, [])
    assert http.get(reply.headers["Location"]).json()["name"] == "men"
    assert library.id in [each["id"] for each in http.get("/v1/libraries").json()]
    asked = {"premises": "Socrates is a man.", "goal": "Socrates is mortal.", "library": library.id}
    assert http.post("/v1/proofs", json=asked).json()["verdict"] == "proved"
    assert http.delete(f"/v1/libraries/{library.id}").status_code == 204
    assert http.get(f"/v1/libraries/{library.id}").status_code == 404


def test_what_is_not_understood_in_a_library_is_told(http: httpx2.Client) -> None:
    upload = {"name": "odd", "text": "All men are mortal.\nColourless furiously the of."}
    library = http.post("/v1/libraries", json=upload).json()
    assert library["untranslated"] == ["Colourless furiously the of."]


def batch(http: httpx2.Client, *lines: bytes) -> list[BatchLine]:
    headers = {"Content-Type": "application/jsonl"}
    reply = http.post("/v1/batch", content=b"\n".join(lines), headers=headers)
    assert reply.status_code == 200
    assert reply.headers["Content-Type"] == "application/jsonl"
    return [BatchLine.model_validate_json(line) for line in reply.content.splitlines()]


def test_a_batch_is_answered_line_by_line_in_order(http: httpx2.Client) -> None:
    names = [f"N{chr(97 + n)}ra" for n in range(20)]
    lines = [
        json.dumps({"premises": [f"{name} is kind."], "goal": f"{name} is kind."}).encode()
        for name in names
    ]
    answers = batch(http, *lines)
    assert [answer.line for answer in answers] == list(range(1, 21))
    for name, answer in zip(names, answers, strict=True):
        assert answer.job is not None
        assert answer.job.answer is not None
        assert answer.job.answer["goal"]["text"] == f"{name} is kind."


def test_a_bad_line_is_told_in_its_place_and_the_rest_goes_on(http: httpx2.Client) -> None:
    good = json.dumps(SOCRATES).encode()
    bad = [b"{", b"\xff", b'{"goal": 1}', b'{"text": "no goal"}', b"[" * 1000]
    answers = batch(http, good, bad[0], b"  ", *bad[1:], good)
    assert [answer.line for answer in answers] == [1, 2, 4, 5, 6, 7, 8]
    codes = [answer.error.code if answer.error else None for answer in answers]
    assert codes == [
        None, "malformed-json", "malformed-json", "invalid-request", "bad-input",
        "invalid-request", None,
    ]  # fmt: skip


def test_a_batch_is_sent_as_json_lines(http: httpx2.Client) -> None:
    assert http.post("/v1/batch", json=SOCRATES).status_code == 415
    assert batch(http, b"") == []


def test_examples_are_ready_to_be_asked(http: httpx2.Client) -> None:
    theories = Theories.model_validate_json(http.get("/v1/theories").content).theories
    assert "library" in [theory.name for theory in theories]
    example = next(theory for theory in theories if theory.name == "library")
    assert http.post("/v1/proofs", json={"text": example.text}).json()["verdict"] == "proved"


def test_engines_are_named_with_versions(http: httpx2.Client) -> None:
    engines = Engines.model_validate_json(http.get("/v1/engines").content).engines
    z3 = next(engine for engine in engines if engine.name == "z3")
    assert (z3.role, z3.available) == ("check", True)
    assert z3.version
    assert all(engine.version or engine.hint for engine in engines)


def test_a_ready_server_says_so(http: httpx2.Client) -> None:
    assert http.get("/healthz").json() == {"status": "ok"}
    assert eventually(lambda: http.get("/readyz").json() == {"status": "ok"})


def test_the_manual_names_every_operation(http: httpx2.Client) -> None:
    page = http.get("/docs").text
    document = http.get("/openapi.json").json()
    for path, methods in document["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}" in page


def test_the_description_is_whole(http: httpx2.Client) -> None:
    document = http.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    operations = [op for methods in document["paths"].values() for op in methods.values()]
    ids = [operation["operationId"] for operation in operations]
    assert len(ids) == len(set(ids)) >= 20
    for operation in operations:
        assert operation["tags"]
        assert {"401", "406", "421", "429"} <= operation["responses"].keys()
        for status, answer in operation["responses"].items():
            if status >= "400" and status != "503":
                assert list(answer["content"]) == ["application/problem+json"]


@pytest.mark.slow
def test_a_lean_statement_is_proved_by_search(lean: object, http: httpx2.Client) -> None:
    reply = http.post("/v1/search", json={"goal": "∀ n : Nat, n + 0 = n"}, timeout=90)
    assert reply.status_code == 200, reply.text
    assert reply.json()["verdict"] == "proved"
