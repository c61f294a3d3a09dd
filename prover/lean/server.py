"""One Lean process: requests in, typed replies out, killed when it does not behave."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import secrets
import shutil
import signal
import tempfile
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from pydantic import ValidationError

from prover.lean.errors import (
    LeanCrashed,
    LeanError,
    LeanOutOfMemory,
    LeanProtocolError,
    LeanTimeout,
    RequestTooLarge,
)
from prover.lean.options import LeanOptions
from prover.lean.program import server_program
from prover.lean.sandbox import Launch, launch
from prover.lean.toolchain import Toolchain
from prover.lean.wire import PROTOCOL, Failure, Ready, Reply

__all__ = ["LeanServer", "RequestFailed"]

MAX_REQUEST = 4_000_000
"""Longest request in bytes."""

MAX_REPLY = 256_000_000
"""Bytes between two replies after which a process is taken to be out of order."""

_WATCH_EVERY = 0.2
_STDERR_KEPT = 4_000
_PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 2**20

AnyReply = TypeVar("AnyReply", bound=Reply)
Result = TypeVar("Result")


class RequestFailed(LeanError):
    """The server answered that it could not do what was asked; it is still in order."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.error)
        self.failure = failure


@dataclass(slots=True, eq=False)
class LeanServer:
    """A running Lean process.  Not for concurrent use: one request at a time."""

    toolchain: Toolchain
    sandbox: str
    options: LeanOptions
    scratch: Path
    process: asyncio.subprocess.Process
    ready: Ready | None = None
    states_made: int = 0
    _stderr: bytearray = field(default_factory=bytearray)
    _drain: asyncio.Task[None] | None = None

    @staticmethod
    async def start(toolchain: Toolchain, options: LeanOptions) -> LeanServer:
        """Start a process and wait until it can take requests.

        Raises:
            LeanError: it does not start, in time or at all.
        """
        scratch = Path(tempfile.mkdtemp(prefix="prover-lean-"))
        program = scratch / "server.lean"
        program.write_text(server_program(), "utf-8")
        try:
            plan = launch(
                toolchain, program, options.imports, scratch, unsafe=options.unsafe_no_sandbox
            )
            process = await _spawn(plan)
        except BaseException:
            shutil.rmtree(scratch, ignore_errors=True)
            raise
        server = LeanServer(toolchain, plan.sandbox, options, scratch, process)
        server._drain = asyncio.create_task(server._keep_stderr())
        try:
            line = await server._watched(server._next_line(None), options.start_seconds)
            server.ready = Ready.model_validate_json(line)
        except ValidationError as error:
            await server.kill()
            raise LeanProtocolError("the Lean server did not introduce itself") from error
        except BaseException:
            await server.kill()
            raise
        if server.ready.protocol != PROTOCOL:
            await server.kill()
            raise LeanProtocolError(
                f"the Lean server speaks protocol {server.ready.protocol}, not {PROTOCOL}"
            )
        return server

    @property
    def is_alive(self) -> bool:
        """Whether the process runs."""
        return self.process.returncode is None

    @property
    def resident_mb(self) -> float:
        """Resident memory of the process in MiB; 0 where the system does not tell."""
        try:
            pages = Path(f"/proc/{self.process.pid}/statm").read_text("ascii").split()[1]
        except (OSError, IndexError):
            return 0.0
        return int(pages) * _PAGE_MB

    @property
    def is_worn_out(self) -> bool:
        """Whether the process should be replaced before the next session."""
        return (
            not self.is_alive
            or self.states_made > self.options.recycle_states
            or self.resident_mb > self.options.recycle_mb
        )

    async def request(
        self,
        op: str,
        reply: type[AnyReply],
        *,
        seconds: float | None = None,
        on_row: Callable[[str], None] | None = None,
        **arguments: object,
    ) -> AnyReply:
        """Ask for ``op``; whatever goes wrong with the process, it is dead afterwards.

        Args:
            op: the operation.
            reply: the model of its reply.
            seconds: deadline; the options' by default.
            on_row: takes the rows that come before the reply, as JSON texts.
            arguments: fields of the request.

        Raises:
            RequestFailed: the server says no, and lives on.
            LeanTimeout, LeanOutOfMemory, LeanCrashed, LeanProtocolError: it was killed.
            RequestTooLarge: nothing was sent.
        """
        # The text elaborated cannot know the number, so it cannot print a reply of its own.
        number = secrets.randbits(52)
        line = json.dumps({"op": op, "id": number, **arguments}).encode() + b"\n"
        if len(line) > MAX_REQUEST:
            raise RequestTooLarge(
                f"the request has {len(line):,} bytes", hint=f"the limit is {MAX_REQUEST:,}"
            )
        deadline = self.options.seconds if seconds is None else seconds
        try:
            data = await self._watched(self._exchange(line, number, on_row), deadline)
        except BaseException:
            await self.kill()
            raise
        return await self._parsed(data, reply)

    async def _parsed(self, data: Mapping[str, Any], reply: type[AnyReply]) -> AnyReply:
        try:
            if data.get("ok") is False:
                raise RequestFailed(Failure.model_validate(data))
            parsed = reply.model_validate(data)
        except (ValueError, ValidationError) as error:
            await self.kill()
            raise LeanProtocolError("the Lean server sent a reply that makes no sense") from error
        self.states_made += "state" in data
        return parsed

    async def _exchange(
        self, line: bytes, number: int, on_row: Callable[[str], None] | None
    ) -> Mapping[str, Any]:
        stdin = self.process.stdin
        assert stdin is not None
        with contextlib.suppress(ConnectionError):  # then the next line is the end of file
            stdin.write(line)
            await stdin.drain()
        while True:
            data = _document(await self._next_line(on_row))
            if data.get("id") == number:
                return data

    async def _next_line(self, on_row: Callable[[str], None] | None) -> bytes:
        """The next line that is meant for us; other output is dropped."""
        stdout = self.process.stdout
        assert stdout is not None
        seen = 0
        while True:
            try:
                line = await stdout.readline()
            except ValueError as error:  # longer than the buffer may become
                raise LeanProtocolError("the Lean server wrote a line without end") from error
            if not line.endswith(b"\n"):
                raise await self._crash()
            if line.startswith(b"@@"):
                return line[2:]
            if line.startswith(b"@P") and on_row is not None:
                on_row(line[2:].decode("utf-8", "replace"))
                continue
            seen += len(line)
            if seen > MAX_REPLY:
                raise LeanProtocolError("the Lean server wrote too much that is not a reply")

    async def _watched(self, work: Coroutine[Any, Any, Result], seconds: float) -> Result:
        """The result of ``work``, unless time or memory runs out before."""
        task = asyncio.ensure_future(work)
        end = monotonic() + seconds
        try:
            while True:
                wait = min(_WATCH_EVERY, max(0.0, end - monotonic()))
                done, _ = await asyncio.wait({task}, timeout=wait)
                if done:
                    return task.result()
                if self.resident_mb > self.options.memory_mb:
                    raise LeanOutOfMemory(
                        f"Lean used more than {self.options.memory_mb} MiB and was stopped",
                        hint="PROVER_LEAN_MEMORY_MB sets the cap",
                    )
                if monotonic() >= end:
                    raise LeanTimeout(
                        f"Lean did not answer within {seconds:g} s and was stopped",
                        hint="PROVER_LEAN_TIMEOUT sets the deadline",
                    )
        finally:
            if not task.done():
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError, LeanError):
                    await task

    async def _crash(self) -> LeanError:
        """Why the process is gone, from its exit status and last words."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.process.wait(), 5)
        if self._drain is not None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(asyncio.shield(self._drain), 1)
        words = self._stderr.decode("utf-8", "replace").strip()
        if "out of memory" in words:
            return LeanOutOfMemory("Lean ran out of memory")
        status = self.process.returncode
        how = "ended" if status is None or status >= 0 else f"was killed by {_signal(-status)}"
        last = words.splitlines()[-1][:200] if words else "no message"
        return LeanCrashed(f"the Lean process {how} ({last})")

    async def _keep_stderr(self) -> None:
        stderr = self.process.stderr
        assert stderr is not None
        while chunk := await stderr.read(65536):
            self._stderr += chunk
            del self._stderr[:-_STDERR_KEPT]

    async def kill(self) -> None:
        """End the process and everything it started, and remove its scratch folder."""
        if self.is_alive:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            with contextlib.suppress(ProcessLookupError):
                self.process.kill()
            await self.process.wait()
        if self._drain is not None:
            self._drain.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._drain
            self._drain = None
        if self.process.stdin is not None:
            self.process.stdin.close()
        shutil.rmtree(self.scratch, ignore_errors=True)


async def _spawn(plan: Launch) -> asyncio.subprocess.Process:
    try:
        return await asyncio.create_subprocess_exec(
            *plan.argv,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=dict(plan.environment),
            cwd=plan.cwd,
            start_new_session=True,
            limit=MAX_REPLY,
        )
    except OSError as error:
        raise LeanCrashed(f"Lean could not be started: {error}") from error


def _document(text: bytes) -> Mapping[str, Any]:
    """The JSON object that ``text`` is; empty where it is none."""
    try:
        data = json.loads(text)
    except ValueError:
        return {}
    return data if isinstance(data, Mapping) else {}


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
