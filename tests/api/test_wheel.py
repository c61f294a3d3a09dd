"""The wheel has all that the program reads: pages, prompts, grammars, migrations, Lean's side."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("prover", "search", "translators", "api")
ELSEWHERE = {
    "lean": "prover/lean/project",
    "data/prompts": "api/prompts",
    "data/theories": "api/theories_data",
}


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The files in a wheel that was built just now."""
    wheel = pytest.importorskip("hatchling.builders.wheel", reason="hatchling is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    (built,) = wheel.WheelBuilder(str(ROOT)).build(directory=str(folder))
    with ZipFile(built) as archive:
        return set(archive.namelist())


def files(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in found if "__pycache__" not in str(path)}


@pytest.mark.parametrize("package", PACKAGES)
def test_every_file_of_a_package_is_in_the_wheel(names: set[str], package: str) -> None:
    assert {f"{package}/{name}" for name in files(ROOT / package)} <= names


@pytest.mark.parametrize("folder", ELSEWHERE)
def test_what_is_kept_elsewhere_has_its_place_in_the_wheel(names: set[str], folder: str) -> None:
    assert {f"{ELSEWHERE[folder]}/{name}" for name in files(ROOT / folder)} <= names


def test_tests_and_data_sets_are_not_in_the_wheel(names: set[str]) -> None:
    assert not [name for name in names if name.startswith(("tests/", "data/"))]
