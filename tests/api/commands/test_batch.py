"""``prover batch`` as it is used: with processes, twice, interrupted."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.api.executors import HereAndNow
from tests.api.hard import ADDITION_COMMUTES
from tests.api.running import Run

ROOT = Path(__file__).parents[3]
BIRDS = ["All birds can fly.", "Tweety is a bird."]


def write(path: Path, *entries: object) -> Path:
    path.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
    return path


def problems(count: int) -> list[dict[str, object]]:
    return [
        {"id": f"q{n}", "premises": [*BIRDS, f"Bird{n} is a bird."], "goal": f"Bird{n} can fly."}
        for n in range(count)
    ]


def results(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work is done in this process, which is there already."""
    monkeypatch.setattr("api.tasks.executor.open_executor", lambda s, _: HereAndNow(s))


@pytest.mark.usefixtures("here")
def test_a_batch_is_answered_once_and_taken_up_where_it_was_left(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    few = write(tmp_path / "few.jsonl", *problems(3))
    first = run("batch", few, out, "--json", "--jobs", 1)
    assert first.code == 0
    assert json.loads(first.out)["verdicts"] == {"proved": 3}
    written = out.read_bytes()
    out.write_bytes(written[:-20])
    more = write(tmp_path / "more.jsonl", *problems(4), {"goal": "no premises"})
    second = run("batch", more, out, "--json", "--jobs", 1)
    assert second.code == 1
    figures = json.loads(second.out)
    assert (figures["skipped"], figures["done"], figures["failed"]) == (2, 3, 1)
    assert [entry["id"] for entry in results(out)] == ["q0", "q1", "q2", "q3", "5"]


def test_bad_input_is_one_line_and_code_2(run: Run, tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", *problems(1))
    diary = tmp_path / "diary.txt"
    diary.write_text("dear diary\n")
    assert run("batch", tmp_path / "none", tmp_path / "out").code == 2
    found = run("batch", source, diary)
    assert (found.code, len(found.err.strip().splitlines())) == (2, 1)
    assert "no result of a batch" in found.err


def started(source: Path, out: Path) -> subprocess.Popen[str]:
    code = "from api.cli import main; main()"
    command = [sys.executable, "-c", code, "batch", source, out, "--jobs", "2", "--json"]
    return subprocess.Popen(
        [str(word) for word in command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for_lines(out: Path, count: int) -> None:
    end = monotonic() + 30
    while not out.exists() or out.read_bytes().count(b"\n") < count:
        assert monotonic() < end
        sleep(0.02)


@pytest.mark.slow
def test_an_interrupted_batch_keeps_what_is_done_and_finishes_what_is_begun(
    tmp_path: Path,
) -> None:
    out = tmp_path / "out.jsonl"
    hard = {**ADDITION_COMMUTES, "id": "hard", "options": {"budget": 3}}
    source = write(tmp_path / "in.jsonl", *problems(4), hard, *problems(400)[4:])
    process = started(source, out)
    wait_for_lines(out, 4)
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    figures = json.loads(said)
    assert not figures["complete"]
    ids = [entry["id"] for entry in results(out)]
    assert ids == [*(f"q{n}" for n in range(4)), "hard", *(f"q{n}" for n in range(4, len(ids) - 1))]
    assert len(ids) < 401


@pytest.mark.slow
def test_a_killed_batch_goes_on_and_ends_with_every_answer_once(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    source = write(tmp_path / "in.jsonl", *problems(300))
    process = started(source, out)
    wait_for_lines(out, 20)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=10)
    process = started(source, out)
    said, _ = process.communicate(timeout=60)
    figures = json.loads(said)
    assert process.returncode == 0
    assert figures["skipped"] >= 20
    assert [entry["id"] for entry in results(out)] == [f"q{n}" for n in range(300)]
