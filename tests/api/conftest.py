"""The command line, run in the test's own process."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from api.cli import main
from prover.lean.verify import LeanKernel
from tests.api.running import Result, Run


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: object) -> Result:
        with pytest.raises(SystemExit) as stop:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        code = stop.value.code
        return Result(code if isinstance(code, int) else 0, captured.out, captured.err)

    return call


@pytest.fixture
def warm(lean: LeanKernel, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands share the real Lean of all tests instead of starting one each."""
    monkeypatch.setattr("api.searching.run.LeanKernel", lambda *_: nullcontext(lean))
    monkeypatch.setattr("api.formalize_run.open_kernel", lambda _: nullcontext(lean))
