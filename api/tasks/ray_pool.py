"""Tasks on a Ray cluster: warm actors, killed when they overrun, replaced when they are lost.

Ray (Moritz et al., "Ray: A Distributed Framework for Emerging AI Applications", 2018) places
the actors, tells of their deaths and carries the messages; who works on what is decided here.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

import ray
from ray.actor import ActorHandle
from ray.exceptions import RayError

from api.settings import Settings
from api.tasks.executor import Report
from api.tasks.limits import settings_for_workers
from api.tasks.process import GRACE
from api.tasks.ray_worker import RayWorker
from api.tasks.task import Outcome, Result, Task
from api.tasks.turns import Turns
from api.tasks.wire import read_outcome, read_progress, task_message
from prover.errors import ProverError

__all__ = ["ClusterUnreachable", "RayPool"]

_log = logging.getLogger(__name__)

_PAUSE = 1.0
_CONNECT_SECONDS = 5.0

Actor = ActorHandle[RayWorker]


class ClusterUnreachable(ProverError):
    """There is no Ray cluster at the address."""

    code = "cluster-unreachable"


class RayPool:
    """Actors that perform tasks, one each at a time.

    Args:
        size: how many actors, each of which takes one CPU of the cluster.
        settings: of the work; ``ray_address`` names the cluster, and without it one is started
            on this machine.
    """

    def __init__(self, size: int, settings: Settings) -> None:
        self.size = size
        self.settings = settings
        self._turns: Turns[Actor] = Turns()
        self._busy: set[Actor] = set()
        self._starting: set[asyncio.Task[None]] = set()
        self._connected = False
        self._closing = False

    async def __aenter__(self) -> RayPool:
        await asyncio.to_thread(self._connect)
        for _ in range(self.size):
            self._add()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close(0)

    @property
    def ready(self) -> int:
        """How many actors are warm, at work or not."""
        return len(self._turns) + len(self._busy)

    @property
    def busy(self) -> int:
        """How many actors are at work."""
        return len(self._busy)

    async def run(self, task: Task, report: Report) -> Outcome:
        """Have ``task`` performed by the next free actor.

        Args:
            task: what is to be done; the actor is killed shortly after ``task.seconds``, and
                when the caller is cancelled.
            report: is told of progress, in the event loop.

        Raises:
            PoolClosed: :meth:`close` was called.
        """
        actor = await self._turns.take()
        self._busy.add(actor)
        fit = False
        try:
            async with asyncio.timeout(task.seconds + GRACE):
                outcome = await _performed(actor, task, report)
            fit = outcome.result is not Result.OUT_OF_MEMORY
            return outcome
        except TimeoutError:
            return Outcome(Result.TIMED_OUT)
        except RayError as error:
            _log.warning("task %s: %s", task.id, error)
            return _crashed(f"the actor that did the work ended ({type(error).__name__})")
        finally:
            self._busy.discard(actor)
            if fit:
                self._turns.offer(actor)
            else:
                self._replace(actor)

    async def close(self, drain: float = 10.0) -> None:
        """Kill all actors; what is under way has ``drain`` seconds left."""
        self._closing = True
        self._turns.close()
        deadline = asyncio.get_running_loop().time() + drain
        while self._busy and asyncio.get_running_loop().time() < deadline:
            await asyncio.sleep(0.05)
        for starting in self._starting:
            starting.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        for actor in (*self._turns, *self._busy):
            ray.kill(actor)
            self._turns.withdraw(actor)
        if self._connected:
            await asyncio.to_thread(ray.shutdown)

    def _connect(self) -> None:
        """Find the cluster, or start one; a connection that exists already is used and kept."""
        if ray.is_initialized():
            return
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        address = self.settings.ray_address
        _require_listener(address)
        local: dict[str, Any] = {} if address else {"num_cpus": self.size}
        try:
            ray.init(
                address or "local",
                include_dashboard=None if address else False,
                log_to_driver=False,
                logging_level=logging.ERROR,
                **local,
            )
        except (ConnectionError, RayError, ValueError) as error:
            raise _unreachable(address or "this machine", error) from None
        self._connected = True

    # --- actors --------------------------------------------------------------------------

    def _replace(self, actor: Actor) -> None:
        ray.kill(actor)
        if not self._closing:
            self._add()

    def _add(self) -> None:
        starting = asyncio.create_task(self._start())
        self._starting.add(starting)
        starting.add_done_callback(self._starting.discard)

    async def _start(self) -> None:
        """Start an actor, and try again for as long as the cluster fails to."""
        values = settings_for_workers(self.settings)
        make = ray.remote(RayWorker).options(num_cpus=1, max_restarts=0)
        while True:
            actor = make.remote(values)
            assert isinstance(actor, ActorHandle)
            try:
                await actor.pid.remote()
            except RayError as error:
                _log.error("an actor does not start: %s", error)
                await asyncio.sleep(_PAUSE)
            except asyncio.CancelledError:
                ray.kill(actor)
                raise
            else:
                self._turns.offer(actor)
                return


def _require_listener(address: str) -> None:
    """Ray itself would wait for a cluster for minutes.

    Raises:
        ClusterUnreachable: nobody listens at ``address``, if that has a port.
    """
    place = urlsplit(address if "://" in address else f"//{address}")
    try:
        if place.port is not None:
            socket.create_connection((place.hostname, place.port), _CONNECT_SECONDS).close()
    except (OSError, ValueError) as error:
        raise _unreachable(address, error) from None


def _unreachable(address: str, error: Exception) -> ClusterUnreachable:
    return ClusterUnreachable(
        f"no Ray cluster at {address}: {error}",
        hint="ray start --head starts one; PROVER_RAY_ADDRESS names it",
    )


async def _performed(actor: Actor, task: Task, report: Report) -> Outcome:
    async for said in actor.perform.options(num_returns="streaming").remote(task_message(task)):
        message = await said
        if "outcome" in message:
            return read_outcome(message)
        report(read_progress(message))
    return _crashed("the actor that did the work fell silent")


def _crashed(how: str) -> Outcome:
    return Outcome(
        Result.CRASHED,
        error={
            "code": "worker-crashed",
            "message": how,
            "hint": "try again; if it happens again, it is a bug worth reporting",
        },
    )
