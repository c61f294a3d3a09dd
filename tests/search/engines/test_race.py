"""The race with real processes: engines that answer, hang, crash, talk nonsense or breed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import psutil
import pytest

from prover.model import FiniteModel, evaluate
from search.engines.engine import ENGINE_HINTS, Engine, available
from search.engines.race import Race
from search.engines.strategies import Strategy
from tests.search.engines.problems import CHAIN, FIXED, OPEN, Question
from tests.search.engines.test_answers import E_ON_CHAIN

Script = Callable[[str], Engine]

FAKE = (Strategy("e", (), 10.0),)


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """An engine that is a shell script."""

    def write(text: str) -> Engine:
        path = tmp_path / f"engine{len(list(tmp_path.iterdir()))}"
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)
        return Engine("e", str(path))

    return write


def engine(name: str) -> Engine:
    found = available((name,))
    if not found:
        pytest.skip(f"{name} is not installed ({ENGINE_HINTS[name]})")
    return found[0]


def soon(condition: Callable[[], bool], seconds: float = 10.0) -> bool:
    end = monotonic() + seconds
    while not condition() and monotonic() < end:
        sleep(0.02)
    return condition()


def children_of(pid: int) -> list[psutil.Process]:
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def is_gone(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


# --- engines that are there ------------------------------------------------------------------


@pytest.mark.parametrize("name", ENGINE_HINTS)
@pytest.mark.parametrize("question", [CHAIN, FIXED], ids=["chain", "fixed"])
def test_every_engine_gives_proofs_that_the_checker_accepts(name: str, question: Question) -> None:
    with Race(question.entries, engines=[engine(name)], seconds=20) as race:
        refutation = race.wait(monotonic() + 20)
    assert question.is_proved_by(refutation), race.notes


def test_cvc5_finds_finite_models() -> None:
    with Race(OPEN.entries, engines=[engine("cvc5")], seconds=20) as race:
        model = race.wait(monotonic() + 20)
    assert isinstance(model, FiniteModel), race.notes
    assert all(evaluate(premise, model) for premise in OPEN.premises.values())
    assert not evaluate(OPEN.goal, model)


def test_a_race_without_engines_is_over_at_once() -> None:
    race = Race(CHAIN.entries, engines=())
    assert race.is_over
    assert race.poll() is None


def test_engines_have_versions_and_hints() -> None:
    assert available(("nobody",)) == ()
    assert {each.name for each in available()} <= ENGINE_HINTS.keys()
    assert all(each.version for each in available())


# --- engines that do not behave ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("exit 3", "did not answer"),
        ("kill -SEGV $$", "did not answer"),
        ("head -c 200000 /dev/urandom", "did not answer"),
        ("echo '# SZS status Unsatisfiable'; echo 'cnf(a, plain, ('", "is not ended"),
        ("yes '# SZS status Unsatisfiable'", "no derivation"),
    ],
    ids=["fails", "crashes", "garbage", "half a proof", "endless"],
)
def test_a_failing_engine_is_noted(script: Script, text: str, words: str) -> None:
    with Race(CHAIN.entries, engines=[script(text)], seconds=20, schedule=FAKE) as race:
        assert race.wait(monotonic() + 20) is None
        assert race.is_over
        assert len(race.notes) == 1
        assert words in race.notes[0]


def test_another_strategy_takes_the_place_of_one_that_fails(script: Script) -> None:
    picky = script('case "$*" in *--second) cat "$0.out";; *) kill -ABRT $$;; esac')
    Path(f"{picky.location}.out").write_text(E_ON_CHAIN)
    schedule = (Strategy("e", ("--first",), 5.0), Strategy("e", ("--second",), 5.0))
    with Race(CHAIN.entries, engines=[picky], seconds=20, at_once=1, schedule=schedule) as race:
        assert CHAIN.is_proved_by(race.wait(monotonic() + 20))
    assert race.notes == ["e: did not answer"]


def test_an_engine_that_is_not_there_any_more_is_noted() -> None:
    gone = Engine("e", "/nonexistent/eprover")
    with Race(CHAIN.entries, engines=[gone], seconds=20, schedule=FAKE) as race:
        assert race.wait(monotonic() + 20) is None
    assert "did not answer" in race.notes[0]


def test_a_hanging_engine_ends_with_the_race(script: Script) -> None:
    began = monotonic()
    with Race(CHAIN.entries, engines=[script("sleep 60")], seconds=0.5, schedule=FAKE) as race:
        assert race.wait(monotonic() + 20) is None
        assert race.is_over
    assert monotonic() - began < 15  # it would wait for 20


def test_looking_and_starting_never_wait(script: Script) -> None:
    began = monotonic()
    with Race(CHAIN.entries, engines=[script("sleep 60")], schedule=FAKE) as race:
        assert race.poll() is None
        assert not race.is_over
        assert monotonic() - began < 30  # the engine sleeps for 60


def test_a_family_dies_as_a_whole(script: Script, tmp_path: Path) -> None:
    breeding = script(f"sleep 60 & sleep 60 & touch {tmp_path}/ready; wait")
    others = set(children_of(os.getpid()))  # what other tests of this process keep running
    race = Race(CHAIN.entries, engines=[breeding], schedule=FAKE)
    assert soon((tmp_path / "ready").exists)
    family = set(children_of(os.getpid())) - others
    assert len(family) >= 3
    race.close()
    race.close()
    assert soon(lambda: all(is_gone(process) for process in family))


def test_memory_is_limited() -> None:
    hungry = (Strategy("z3", ("produce-proofs=true",), 10.0),)
    with Race(
        CHAIN.entries, engines=[engine("z3")], seconds=20, memory_mb=40, schedule=hungry
    ) as race:
        assert race.wait(monotonic() + 20) is None
    assert "did not answer" in race.notes[0]


# --- the process that races does not behave ------------------------------------------------------

_RACING = """
import sys
from time import monotonic
from search.engines.engine import Engine
from search.engines.race import Race
from search.engines.strategies import Strategy
from tests.search.engines.problems import CHAIN
race = Race(
    CHAIN.entries, engines=[Engine("e", sys.argv[1])], seconds=60,
    schedule=[Strategy("e", (), 60.0)] * 2,
)
print("racing", flush=True)
"""


@pytest.mark.parametrize(
    ("ending", "number"),
    [
        ("race.wait(monotonic() + 60)", signal.SIGINT),
        ("race.wait(monotonic() + 60)", signal.SIGKILL),
        ("sys.exit(0)", None),
        ("raise RuntimeError", None),
    ],
    ids=["Ctrl-C", "killed", "exits", "fails"],
)
def test_no_child_outlives_the_process_that_races(
    script: Script, ending: str, number: int | None
) -> None:
    hanging = script("exec sleep 60")
    process = subprocess.Popen(
        [sys.executable, "-c", _RACING + ending, hanging.location],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "racing\n"
    family = children_of(process.pid)
    if number is not None:
        assert soon(lambda: len(children_of(process.pid)) == 2)
        family = children_of(process.pid)
        process.send_signal(number)
    process.wait(20)
    process.stdout.close()
    assert soon(lambda: all(is_gone(child) for child in family))
