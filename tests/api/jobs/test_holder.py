"""A server that died is recognised by who it was."""

from __future__ import annotations

import subprocess
import sys

from api.jobs.holder import dead_holders, holder_name
from api.tasks.limits import environment


def test_a_server_that_lives_is_not_dead() -> None:
    assert dead_holders([holder_name()]) == frozenset()


def test_a_server_of_this_machine_that_ended_is_dead() -> None:
    program = "from api.jobs.holder import holder_name; print(holder_name())"
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment(), capture_output=True, text=True
    )
    gone = done.stdout.strip()
    assert dead_holders([gone]) == {gone}


def test_a_number_that_another_process_has_now_is_not_the_server() -> None:
    host, pid, _, nonce = holder_name().split("/")
    earlier = f"{host}/{pid}/1.00/{nonce}"
    assert dead_holders([earlier]) == {earlier}


def test_of_servers_elsewhere_only_the_lease_tells() -> None:
    assert dead_holders(["elsewhere/1/1.00/abc"]) == frozenset()
