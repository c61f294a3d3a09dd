"""What a format of recorded translations has to say of itself.

A new format is a module with one class of this shape, added to :data:`FORMATS` in
``api.recorded.registry``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from api.programs.sections import Question

__all__ = ["Record", "RecordedFormat", "RecordedProblem"]

Record = Mapping[str, Any]
"""One JSON line."""


@dataclass(frozen=True, slots=True)
class RecordedProblem:
    """A question with its gold label and the samples a model wrote for it.

    ``label`` is True, False or Uncertain, or the letter of an option.  A sample is read when it
    is called, which raises :class:`~prover.errors.ProverError` if that is impossible.
    """

    name: str
    label: str
    samples: Sequence[Callable[[], Question]]


class RecordedFormat(Protocol):
    """One way in which translations were recorded."""

    name: str

    def recognises(self, record: Record) -> bool:
        """Whether ``record`` is of this format."""
        ...

    def problem(self, record: Record, row: Record | None) -> RecordedProblem:
        """The problem of ``record``; ``row`` is its row in the data set, if that is known.

        Raises:
            InputError: the record lacks a field, or its label is not known.
        """
        ...
