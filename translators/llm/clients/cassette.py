"""Recorded conversations: tests and reruns ask no model.

A cassette is a file of JSON lines, one for each question that was asked, by the hash of the
client's name and the request.  Keys of servers never enter a request, so none is ever recorded.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from prover.errors import InputError
from translators.llm.conversation import Client, Completion, Request
from translators.llm.errors import NotRecorded

__all__ = ["Player", "Recorder", "question_key"]

_COMPLETION = TypeAdapter(Completion)


def question_key(client: str, request: Request) -> str:
    """The same for the same client, messages, sampling, number, grammar and seed."""
    text = json.dumps([client, asdict(request)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Recorder:
    """Asks ``client`` and appends every answer to the cassette at ``path``."""

    client: Client
    path: Path

    @property
    def name(self) -> str:
        """The recorded client's."""
        return self.client.name

    def complete(self, request: Request) -> Completion:
        """The client's answer.

        Raises:
            ModelError: as the client does; errors are not recorded.
            InputError: the cassette cannot be written.
        """
        completion = self.client.complete(request)
        row = {
            "key": question_key(self.name, request),
            "client": self.name,
            "request": asdict(request),
            "completion": asdict(completion),
        }
        line = json.dumps(row, ensure_ascii=False) + "\n"
        try:
            # One write in append mode: lines of several processes do not mix.
            opened = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(opened, line.encode())
            finally:
                os.close(opened)
        except OSError as error:
            raise InputError(f"cannot write {self.path}: {error.strerror}") from None
        return completion


@dataclass(frozen=True, slots=True)
class Player:
    """Answers from a cassette, under the name of the client that was recorded."""

    name: str
    path: Path
    answers: Mapping[str, Completion]

    @staticmethod
    def load(path: Path) -> Player:
        """The cassette at ``path``.

        Raises:
            InputError: it cannot be read, is none, or holds several clients.
        """
        answers: dict[str, Completion] = {}
        names: set[str] = set()
        try:
            for line in path.read_text("utf-8").splitlines():
                row = json.loads(line)
                names.add(str(row["client"]))
                answers[str(row["key"])] = _COMPLETION.validate_python(row["completion"])
        except OSError as error:
            raise InputError(f"cannot read {path}: {error.strerror}") from None
        except (ValueError, KeyError, TypeError, ValidationError):
            line_number = len(answers) + 1
            raise InputError(f"{path} is no cassette, see line {line_number}") from None
        if len(names) != 1:
            raise InputError(f"{path} holds conversations of {len(names)} models, not of one")
        return Player(names.pop(), path, answers)

    def complete(self, request: Request) -> Completion:
        """The recorded answer.

        Raises:
            NotRecorded: there is none to this question.
        """
        key = question_key(self.name, request)
        if key not in self.answers:
            raise NotRecorded(
                f"{self.path} has no answer {key} of {self.name}",
                key,
                hint="ask with the settings of the recording, or record it again",
            )
        return self.answers[key]
