"""What the command line does not need, it does not import: a plain install has none of it."""

from __future__ import annotations

import subprocess
import sys

from api.tasks.limits import environment

SERVER_ONLY = ("alembic", "fastapi", "prometheus_client", "sqlalchemy", "uvicorn")


def test_the_command_line_works_without_the_packages_of_the_server() -> None:
    program = f"import sys, api.cli; print([m for m in {SERVER_ONLY} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment(), capture_output=True, text=True
    )
    assert done.stdout == "[]\n", done.stderr
