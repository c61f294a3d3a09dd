"""Settings that all tests share, and the one Lean that they ask."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

from api.lean.kernel import lean_options
from api.settings import load_settings
from prover.errors import ProverError
from prover.lean.toolchain import Toolchain, find_toolchain
from prover.lean.verify import LeanKernel

FEW = 25

# Machines differ in speed, so no single example has a deadline; CI sees the same examples
# every time, a developer sees new ones.  A test says how many it needs only where each costs
# much; `make slow` asks all others for many more: pytest --hypothesis-profile thorough.
settings.register_profile("developer", deadline=None, max_examples=FEW)
settings.register_profile("ci", deadline=None, derandomize=True, max_examples=FEW)
settings.register_profile("thorough", deadline=None, max_examples=300)
settings.load_profile("ci" if os.environ.get("CI") else "developer")


def pytest_configure() -> None:
    """Programs that tests start listen to Ctrl-C, also where these run in a shell's background."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what measures time where other tests run beside it (pytest -n)."""
    if hasattr(config, "workerinput"):
        kept = [item for item in items if item.get_closest_marker("timed") is None]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


def pytest_collection_finish() -> None:
    """What has been imported stays: the collector need not look at it again with every test."""
    gc.freeze()


@pytest.fixture(scope="session")
def embedded_toolchain() -> Toolchain:
    """The embedded Lean, where `prover lean install` has put it."""
    options = lean_options(load_settings())
    try:
        return find_toolchain("embedded", options.cache, None)
    except ProverError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def lean(embedded_toolchain: Toolchain) -> Iterator[LeanKernel]:
    """A warm kernel that all tests share; it has started before any test's time runs."""
    with LeanKernel(embedded_toolchain, lean_options(load_settings())) as kernel:
        kernel.verify("theorem t : True := trivial", "t")
        yield kernel
