"""What the tools of one server share: who does the work, and the answers given so far."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from api.settings import Settings
from api.tasks.executor import Executor
from prover.errors import ProverError

__all__ = ["AnswerUnknown", "Desk"]

_KEPT_BYTES = 32 * 1024 * 1024
"""All answers that are remembered take no more than this, as JSON."""


class AnswerUnknown(ProverError):
    """No answer is remembered under the id."""

    code = "no-such-answer"


@dataclass(slots=True)
class Desk:
    """Who does the work, and the latest answers by their ids.

    Args:
        settings: budgets and defaults.
        executor: carries out the tasks.
    """

    settings: Settings
    executor: Executor
    _answers: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    _bytes: int = 0

    def keep(self, document: Mapping[str, Any]) -> str:
        """Remember an answer; the oldest are forgotten.

        Returns:
            Its id: equal answers have equal ids.
        """
        data = json.dumps(document, ensure_ascii=False).encode()
        name = hashlib.sha256(data).hexdigest()[:16]
        self._forget(name)
        self._answers[name] = data
        self._bytes += len(data)
        while self._bytes > _KEPT_BYTES and len(self._answers) > 1:
            self._forget(next(iter(self._answers)))
        return name

    def kept(self, name: str) -> dict[str, Any]:
        """The answer with this id.

        Raises:
            AnswerUnknown: there is none, or none any more.
        """
        if name not in self._answers:
            raise AnswerUnknown(f"no answer has the id {name!r}", hint="solve it again")
        document: dict[str, Any] = json.loads(self._answers[name])
        return document

    def _forget(self, name: str) -> None:
        self._bytes -= len(self._answers.pop(name, b""))
