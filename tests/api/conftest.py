"""The command line, run in the test's own process."""

from __future__ import annotations

import pytest

from api.cli import main
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
