"""Parts that look at one thing of a request: bodies, formats, hosts, keys."""

from __future__ import annotations

import base64

import pytest
from pydantic import BaseModel

from api.rest.accept import accepts
from api.rest.body import parse_json
from api.rest.errors import (
    CrossSite,
    InvalidRequest,
    KeyMissing,
    MalformedJson,
    WrongHost,
)
from api.rest.hosts import HostGuard, is_loopback
from api.rest.keys import KeyRing, digest_of
from prover.errors import Position


class Thing(BaseModel):
    name: str
    size: float = 0
    parts: list[str] = []


@pytest.mark.parametrize(
    ("body", "position"),
    [
        (b'{"name": }', Position(1, 10, 9)),
        ('{"näme": "ä",\n "ö": x}'.encode(), Position(2, 7, 20)),
        (b'{"name": NaN}', Position(1, 10, 9)),
        (b'{"name": "a\x00b"}', Position(1, 12, 11)),
        (b'{"name": "\xff"}', None),
        (b'{"name": "\\ud800"}', None),
        (b'{"size": ' + b"9" * 5000 + b"}", None),
        (b"", None),
    ],
)
def test_what_is_not_json_is_refused_with_its_place(body: bytes, position: Position | None) -> None:
    with pytest.raises(MalformedJson) as refused:
        parse_json(body, Thing)
    assert refused.value.position is not None
    if position is not None:
        assert refused.value.position == position


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"[" * 100_000, "nested too deeply"),
        (b'{"name": "a\\u0000b"}', "NUL"),
        (b'{"name": 1, "size": "x"}', r"and 1 more"),
        (b'{"name": "a", "parts": {}}', "list"),
    ],
)
def test_what_is_json_and_no_request_is_refused(body: bytes, message: str) -> None:
    with pytest.raises(InvalidRequest, match=message):
        parse_json(body, Thing)


def test_an_escaped_backslash_before_u0000_is_no_nul() -> None:
    assert parse_json(b'{"name": "\\\\u0000"}', Thing).name == "\\u0000"


@pytest.mark.parametrize(
    ("header", "media_type", "taken"),
    [
        ("*/*", "application/json", True),
        ("application/json", "application/json", True),
        ("text/html, application/*;q=0.5", "application/json", True),
        ("text/html", "application/json", False),
        ("application/json;q=0, */*", "application/json", False),
        ("*/*;q=nonsense", "application/json", False),
        ("text/html;charset=utf-8", "text/html; charset=utf-8", True),
        (";;;,,,", "application/json", False),
    ],
)
def test_a_format_is_taken_or_not(header: str, media_type: str, taken: bool) -> None:
    assert accepts(header, media_type) is taken


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("localhost.evil.example", False),
    ],
)
def test_loopback_is_what_only_this_machine_reaches(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


def passes(guard: HostGuard, method: str = "GET", **headers: str) -> bool:
    sent = {name.replace("_", "-").encode(): value.encode() for name, value in headers.items()}
    try:
        guard.check(method, sent)
    except (WrongHost, CrossSite):
        return False
    return True


def test_on_loopback_only_its_own_names_are_answered() -> None:
    guard = HostGuard.serving("127.0.0.1", ("prover.example",))
    assert passes(guard, host="localhost:8642")
    assert passes(guard, host="[::1]:8642")
    assert passes(guard, host="Prover.Example")
    assert not passes(guard, host="rebound.example:8642")
    assert not passes(guard, host="127.0.0.1.evil.example")
    assert not passes(guard)


def test_elsewhere_any_name_is_answered_unless_names_are_given() -> None:
    assert passes(HostGuard.serving("0.0.0.0", ()), host="whatever")
    assert not passes(HostGuard.serving("0.0.0.0", ("prover.example",)), host="whatever")


def test_another_sites_page_changes_nothing() -> None:
    guard = HostGuard.serving("127.0.0.1", ())
    own = {"host": "localhost:8642"}
    assert passes(guard, "POST", **own)
    assert passes(guard, "POST", **own, origin="http://localhost:8642")
    assert not passes(guard, "POST", **own, origin="http://evil.example")
    assert not passes(guard, "POST", **own, origin="null")
    assert not passes(guard, "DELETE", **own, sec_fetch_site="cross-site")
    assert passes(guard, "GET", **own, sec_fetch_site="cross-site")


def test_a_key_opens_as_bearer_token_or_as_password() -> None:
    ring = KeyRing((("ann", digest_of("s3cret")), ("bob", digest_of("other"))), required=True)
    assert ring.owner("Bearer s3cret") == "ann"
    assert ring.owner("bearer  other") == "bob"
    assert ring.owner("Basic " + base64.b64encode(b"anyone:s3cret").decode()) == "ann"


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer wrong", "Basic ???", "Basic /w==", "s3cret", "Bearer s3cretx"]
)
def test_nothing_else_opens(header: str) -> None:
    ring = KeyRing((("ann", digest_of("s3cret")),), required=True)
    with pytest.raises(KeyMissing):
        ring.owner(header)


def test_where_no_key_is_required_nobody_in_particular_asks() -> None:
    assert KeyRing().owner("Bearer whatever") == ""
