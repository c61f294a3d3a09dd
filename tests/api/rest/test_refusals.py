"""Whatever is sent, the answer is a problem document with a status below 500."""

from __future__ import annotations

import json

import httpx2
import pytest

from tests.api.rest.servers import SOCRATES, Served

JSON = "application/json"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "malformed-json"),
        (b"", 400, "malformed-json"),
        (b"\xff\xfe", 400, "malformed-json"),
        (b'{"goal": "\\ud800", "premises": []}', 400, "malformed-json"),
        (b'{"goal": "a", "premises": [], "wait": NaN}', 400, "malformed-json"),
        (b'{"goal": "a", "premises": [], "wait": 1e999}', 422, "invalid-request"),
        (b'{"goal": "a", "premises": [], "wait": -1}', 422, "invalid-request"),
        (b'{"goal": "a", "premises": [], "options": {"k": ' + b"9" * 4000 + b"}}", 422,
         "invalid-request"),
        (b'{"goal": "a\\u0000", "premises": []}', 422, "invalid-request"),
        (b'{"premises": ' + b"[" * 50_000 + b"]" * 50_000 + b"}", 422, "invalid-request"),
        (b"[]", 422, "invalid-request"),
        (b"null", 422, "invalid-request"),
        (b'{"goal": "a"}', 422, "invalid-request"),
        (b'{"goal": "a", "text": "b"}', 422, "invalid-request"),
        (b'{"goal": "a", "premises": [], "unknown": 1}', 422, "invalid-request"),
        (b'{"text": "   "}', 422, "bad-input"),
        (b'{"text": "nothing is asked here."}', 422, "bad-input"),
        (b'{"goal": "a is b.", "library": "none"}', 404, "no-such-library"),
    ],
)  # fmt: skip
def test_a_wrong_body_is_a_problem(
    http: httpx2.Client, body: bytes, status: int, code: str
) -> None:
    reply = http.post("/v1/proofs", content=body, headers={"Content-Type": JSON})
    assert reply.headers["Content-Type"] == "application/problem+json"
    problem = reply.json()
    assert (reply.status_code, problem["code"]) == (status, code), problem
    assert problem["status"] == status
    assert problem["title"]


def test_malformed_json_is_pointed_at(http: httpx2.Client) -> None:
    reply = http.post("/v1/proofs", content=b'{"goal":\n  oops}', headers={"Content-Type": JSON})
    assert reply.json()["position"] == {"line": 2, "column": 3, "offset": 11}


@pytest.mark.parametrize("kind", [None, "text/plain", "application/x-www-form-urlencoded", ";"])
def test_only_json_is_read(http: httpx2.Client, kind: str | None) -> None:
    headers = {} if kind is None else {"Content-Type": kind}
    reply = http.post("/v1/proofs", content=json.dumps(SOCRATES).encode(), headers=headers)
    assert (reply.status_code, reply.json()["field"]) == (415, "Content-Type")


def test_what_a_path_does_not_answer_is_not_acceptable(http: httpx2.Client) -> None:
    reply = http.get("/healthz", headers={"Accept": "image/png"})
    assert (reply.status_code, reply.json()["code"]) == (406, "not-acceptable")


def test_a_path_names_the_methods_it_has(http: httpx2.Client) -> None:
    reply = http.put("/v1/proofs")
    assert reply.status_code == 405
    assert reply.headers["Allow"] == "GET, POST"
    assert reply.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/v1/proofs/%ff%fe",
        "/v1/proofs/a%00b",
        "/v1/proofs/..%2f..%2fetc%2fpasswd",
        "/v1/proofs/" + "a" * 5_000,
        "/share/%F0%9F",
        "/v1/proofs?limit=999999999999999999999999",
        "/v1/proofs?limit=x&before=%00",
        "//",
    ],
)
def test_no_path_is_a_fault(served: Served, path: str) -> None:
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    status = int(served.raw(head.encode()).split(b" ", 2)[1])
    assert 400 <= status < 500, status


@pytest.mark.parametrize(
    "head",
    [
        b"Host: 127.0.0.1\r\nContent-Length: x",
        b"Host: 127.0.0.1\r\nContent-Length: -5",
        b"Host: 127.0.0.1\r\nContent-Length: 99999999999999999999999999",
        b"Host: 127.0.0.1\r\nAccept: \xff\xfe;q=\xff",
        b"Host: 127.0.0.1\r\nIdempotency-Key: " + b"k" * 5_000,
        b"Host: 127.0.0.1\r\nIdempotency-Key: ",
        b"Host: 127.0.0.1\r\nAuthorization: \xff\xff",
        b"Host: 127.0.0.1\r\nOrigin: http://[",
        b"Host: \xff\xff",
        b"X: y",
        b"Transfer-Encoding: chunked\r\nHost: 127.0.0.1\r\n\r\nzz",
    ],
)
def test_no_header_is_a_fault(served: Served, head: bytes) -> None:
    answer = served.raw(
        b"POST /v1/proofs HTTP/1.1\r\nContent-Type: application/json\r\n"
        b"Connection: close\r\n" + head + b"\r\n\r\n"
    )
    if answer:  # else the connection was closed: no request was ever understood
        assert 400 <= int(answer.split(b" ", 2)[1]) < 500, answer


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_is_read_up_to_its_limit(served: Served, chunked: bool) -> None:
    body = b'{"text": "' + b"a" * 1_100_000 + b'"}'
    head = b"POST /v1/proofs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    if chunked:
        parts = [body[at : at + 50_000] for at in range(0, len(body), 50_000)]
        sent = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
        head += b"Transfer-Encoding: chunked\r\n\r\n"
    else:
        sent = body
        head += b"Content-Length: %d\r\n\r\n" % len(body)
    answer = served.raw(head + sent)
    assert answer.startswith(b"HTTP/1.1 413"), answer[:200]
    assert b'"code":"body-too-large"' in answer


def test_the_next_request_after_a_refused_one_is_answered(http: httpx2.Client) -> None:
    http.post("/v1/proofs", content=b"{", headers={"Content-Type": JSON})
    assert http.post("/v1/proofs", json=SOCRATES).status_code == 200
