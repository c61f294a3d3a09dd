"""What wraps the program names only what is there: files, commands, settings."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from api.settings import Settings
from tests.api.running import Run

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
UNIT = ROOT / "packaging" / "prover.service"


def compose() -> dict[str, Any]:
    yaml = pytest.importorskip("yaml")
    read: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yaml").read_text("utf-8"))
    return read


def settings_in(text: str) -> set[str]:
    return {name.lower() for name in re.findall(r"\bPROVER_([A-Z_]+)(?==)", text)}


def test_the_dockerfile_copies_what_exists_and_what_is_not_ignored() -> None:
    lines = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    sources = [source for line in lines for source in line.split()]
    allowed = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert "pyproject.toml" in sources
    for source in sources:
        assert (ROOT / source).exists()
        assert f"!{source.removeprefix('./')}" in allowed


def test_the_image_installs_extras_that_exist_and_runs_as_nobody_special() -> None:
    pyproject = (ROOT / "pyproject.toml").read_text("utf-8")
    (extras,) = re.findall(r'"\.\[(.+)\]"', DOCKERFILE)
    for extra in extras.split(","):
        assert re.search(rf"^{extra} = \[", pyproject, re.MULTILINE)
    assert re.search(r"^USER prover$", DOCKERFILE, re.MULTILINE)
    assert "HEALTHCHECK" in DOCKERFILE
    assert "curl" not in DOCKERFILE


@pytest.mark.parametrize(
    "file",
    [
        "Dockerfile",
        "docker-compose.yaml",
        "packaging/prover.service",
        "packaging/prover.env.example",
    ],
)
def test_settings_that_are_set_exist(file: str) -> None:
    named = settings_in((ROOT / file).read_text("utf-8"))
    assert named <= set(Settings.model_fields)


def test_the_dockerfile_and_the_services_run_commands_that_exist(run: Run) -> None:
    assert 'CMD ["serve"]' in DOCKERFILE
    services = compose()["services"].values()
    commands = [service["command"] for service in services if "command" in service]
    assert commands == [["serve"], ["worker"]]
    for command in (*commands, ["keys", "add"], ["lean", "install"]):
        assert run(*command, "--help").code == 0


def test_services_wait_for_a_healthy_database_and_keep_no_secret_in_the_file() -> None:
    read = compose()
    for name in ("server", "worker"):
        service = read["services"][name]
        assert service["depends_on"]["database"]["condition"] == "service_healthy"
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
    assert read["services"]["database"]["healthcheck"]["test"]
    volumes = {v.split(":")[0] for s in read["services"].values() for v in s["volumes"]}
    assert volumes == set(read["volumes"])
    assert not re.search(r"PASSWORD", (ROOT / "docker-compose.yaml").read_text("utf-8"))
    assert "prover.env" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


def test_ports_are_published_on_this_machine_only() -> None:
    assert compose()["services"]["server"]["ports"] == ["127.0.0.1:8000:8000"]


def test_the_unit_runs_a_command_that_exists(run: Run) -> None:
    (command,) = re.findall(r"^ExecStart=/opt/prover/bin/prover (\w+)", UNIT.read_text(), re.M)
    assert run(command, "--help").code == 0


def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not installed")
    there = tmp_path / "prover.service"
    there.write_text(UNIT.read_text("utf-8").replace("/opt/prover/bin/prover", "/bin/true"))
    found = subprocess.run(
        [analyze, "verify", there], capture_output=True, text=True, timeout=30, check=False
    )
    assert (found.returncode, found.stderr) == (0, "")
