"""``prover lean install`` with a progress bar."""

from __future__ import annotations

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from api.lean.kernel import lean_options
from api.settings import Settings
from prover.lean.install import Progress as Stage
from prover.lean.install import install
from prover.lean.precompile import CannotCompile, precompile
from prover.lean.program import server_program
from prover.lean.toolchain import Toolchain

__all__ = ["install_with_progress"]


def install_with_progress(settings: Settings, console: Console) -> Toolchain:
    """Install the embedded Lean and show how far it is; at once where it is there already.

    Raises:
        LeanError: it cannot be installed; the hint says what to do.
    """
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("looking", total=None)

        def show(stage: Stage) -> None:
            total = stage.total or None
            bar.update(task, description=stage.step, completed=stage.done, total=total)

        toolchain = install(lean_options(settings).cache, show)
        show(Stage("compiling the tactic server"))
        try:
            precompile(toolchain, server_program())
        except CannotCompile as error:
            # It runs as a script then: every start takes some seconds more.
            console.print(f"note: {error}")
    return toolchain
