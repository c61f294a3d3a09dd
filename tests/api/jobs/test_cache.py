"""Answers at hand: of bounded size, the least recently used dropped first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.jobs.cache import ByteCache


def test_what_was_not_used_for_longest_goes_first() -> None:
    cache = ByteCache(6)
    cache.put("a", b"12")
    cache.put("b", b"12")
    assert cache.get("a") == b"12"
    cache.put("c", b"12")
    assert (cache.get("a"), cache.get("b"), cache.get("c")) == (b"12", None, b"12")


def test_what_is_too_large_is_not_kept_and_drops_nothing_else() -> None:
    cache = ByteCache(6)
    cache.put("a", b"12")
    cache.put("b", b"123456")
    assert (cache.get("a"), cache.get("b")) == (b"12", None)


names = st.text("abc", min_size=1, max_size=2)


@given(st.lists(st.tuples(names, st.binary(max_size=10))), st.integers(0, 30))
def test_it_never_grows_beyond_its_capacity(
    entries: list[tuple[str, bytes]], capacity: int
) -> None:
    cache = ByteCache(capacity)
    for name, value in entries:
        cache.put(name, value)
        assert cache.size <= capacity
        assert cache.get(name) in (value, None)
    cache.clear()
    assert cache.size == 0
