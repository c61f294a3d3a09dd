"""The file of answers: one JSON line each, in order; what is there already is not done again."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from api.batch.lines import BatchItem
from prover.errors import InputError
from prover.verdict import Verdict

__all__ = ["BatchResult", "Finished", "ResultFile", "open_results"]


class Finished(BaseModel):
    """As much of a line as has to be known to go on after it."""

    model_config = ConfigDict(frozen=True)

    id: str
    status: Literal["done", "failed"]
    verdict: Verdict | None = None
    certified: bool = False
    digest: str = Field(default="", description="of the line that was asked")


class BatchResult(Finished):
    """A line of the file: the answer to one problem, or why there is none."""

    seconds: float = 0.0
    error: dict[str, Any] | None = Field(default=None, description="code, message, hint, position")
    answer: dict[str, Any] | None = Field(
        default=None, description="as `prover solve --json` prints it"
    )


@dataclass(frozen=True, slots=True)
class ResultFile:
    """A file of results that is being added to, and what was in it before."""

    path: Path
    finished: Mapping[str, Finished]
    _file: FileIO

    def earlier(self, item: BatchItem) -> Finished | None:
        """What ``item`` came to before, if it was done.

        Raises:
            InputError: something else was asked under its id.
        """
        found = self.finished.get(item.id)
        if found is not None and found.digest != item.digest:
            raise InputError(
                f"{self.path}: {item.id!r} answers another problem than the one asked now",
                hint="name another file for the answers, or delete this one",
            )
        return found

    def add(self, result: BatchResult) -> None:
        """Write one line, so that it survives the end of this process.

        Raises:
            InputError: the disk is full, or the file cannot be written.
        """
        try:
            line = result.model_dump_json(exclude_none=True).encode() + b"\n"
            while line:
                line = line[self._file.write(line) :]
        except OSError as error:
            raise InputError(
                f"cannot write {self.path}: {error.strerror}",
                hint="make room and run the same command again: it goes on where it stopped",
            ) from None


@contextmanager
def open_results(path: Path) -> Iterator[ResultFile]:
    """The file at ``path``, new or as an earlier run left it, without its torn last line.

    Raises:
        InputError: it cannot be opened, another run is writing to it, or it holds something
            else than results.
    """
    with ExitStack() as stack:
        try:
            file = stack.enter_context(path.open("ab", buffering=0))
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            finished = _read_finished(path)
        except BlockingIOError:
            hint = "wait for it, or name another file"
            raise InputError(f"another batch is writing to {path}", hint=hint) from None
        except OSError as error:
            raise InputError(f"cannot write {path}: {error.strerror}") from None
        yield ResultFile(path, finished, file)


def _read_finished(path: Path) -> dict[str, Finished]:
    """The results in the file by id; what a crash left of a last line is cut off."""
    finished: dict[str, Finished] = {}
    whole = 0
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.endswith(b"\n"):
                os.truncate(path, whole)
                break
            whole += len(line)
            try:
                read = Finished.model_validate_json(line)
            except ValidationError:
                where = f"{path}: line {number}"
                raise InputError(
                    f"{where} is no result of a batch", hint="name another file"
                ) from None
            finished[read.id] = read
    return finished
