"""Answers kept at hand: ready bytes, the least recently used dropped first."""

from __future__ import annotations

from collections import OrderedDict

__all__ = ["ByteCache"]


class ByteCache:
    """A mapping of names to bytes, of bounded size.

    Args:
        capacity: in bytes, names included.
    """

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.size = 0
        self._entries: OrderedDict[str, bytes] = OrderedDict()

    def get(self, name: str) -> bytes | None:
        """What is kept under ``name``."""
        found = self._entries.get(name)
        if found is not None:
            self._entries.move_to_end(name)
        return found

    def put(self, name: str, value: bytes) -> None:
        """Keep ``value``, unless it is larger than everything that may be kept."""
        self._drop(name)
        if len(name) + len(value) > self.capacity:
            return
        self._entries[name] = value
        self.size += len(name) + len(value)
        while self.size > self.capacity:
            self._drop(next(iter(self._entries)))

    def clear(self) -> None:
        """Drop everything."""
        self._entries.clear()
        self.size = 0

    def _drop(self, name: str) -> None:
        value = self._entries.pop(name, None)
        if value is not None:
            self.size -= len(name) + len(value)
