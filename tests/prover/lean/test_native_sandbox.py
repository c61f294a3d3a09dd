"""A native Lean runs in bubblewrap or not at all."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from prover.lean import sandbox
from prover.lean.sandbox import SandboxMissing, launch
from prover.lean.toolchain import Kind, Toolchain
from tests.prover.lean.launching import run


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


@pytest.fixture
def listening() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def stand_in(folder: Path) -> Toolchain:
    """A native `lean` that runs shell scripts: what a program can do does not depend on Lean."""
    lean = folder / "toolchain" / "bin" / "lean"
    lean.parent.mkdir(parents=True)
    lean.write_text('#!/bin/sh\n[ "$1" = --run ] && shift && exec /bin/sh "$@"\n')
    lean.chmod(0o755)
    return Toolchain(Kind.NATIVE, "4.28.0", "", lean)


class TestNative:
    def test_what_a_program_can_do(self, tmp_path: Path, scratch: Path, listening: int) -> None:
        try:
            sandbox._bubblewrap()
        except SandboxMissing as error:
            pytest.skip(str(error))
        toolchain = stand_in(tmp_path)
        name = "forbidden-by-the-sandbox"
        home = Path.home() / name
        places = [toolchain.executable.with_name(name), home, tmp_path / name, Path("/usr") / name]
        program = scratch / "program.lean"
        program.write_text(
            'for place in "$@"; do (echo x > "$place") 2>/dev/null && echo "wrote $place"; done\n'
            "cat /etc/passwd 2>/dev/null\n"
            f"cat {Path.home()}/.profile 2>/dev/null\n"
            f"python3 -c 'import socket; socket.create_connection((\"127.0.0.1\", {listening}))' "
            "2>/dev/null && echo connected\n"
            "env | sort; grep NoNewPrivs /proc/self/status; ls /proc | grep -c '^[0-9]'\n"
        )
        targets = [*map(str, places), str(scratch / "allowed")]
        done = run(launch(toolchain, program, targets, scratch, unsafe=False))
        lines = done.stdout.splitlines()
        assert lines[0] == f"wrote {scratch / 'allowed'}", done
        variables = [line for line in lines[1:] if not line.startswith(("PWD=", "_=", "OLDPWD="))]
        assert (
            variables[:-2]
            == [f"HOME={scratch}", "LANG=C.UTF-8", f"TMPDIR={scratch}", "SHLVL=0"][:3]
        )
        assert variables[-2] == "NoNewPrivs:\t1"
        assert int(variables[-1]) < 10, "other processes are not seen"
        assert not any(place.exists() for place in places)
        assert (scratch / "allowed").exists()

    def test_no_sandbox_no_lean(
        self, tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        program = scratch / "program.lean"
        program.touch()
        with pytest.raises(SandboxMissing, match="there is no bwrap") as caught:
            launch(stand_in(tmp_path), program, (), scratch, unsafe=False)
        assert "PROVER_LEAN_SANDBOX" in caught.value.hint

    def test_a_sandbox_that_does_not_work_is_none(
        self, tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        bwrap = tmp_path / "bwrap"
        bwrap.write_text(
            "#!/bin/sh\necho 'bwrap: No permissions to create a namespace' >&2\nexit 1\n"
        )
        bwrap.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        program = scratch / "program.lean"
        program.touch()
        with pytest.raises(SandboxMissing, match="No permissions"):
            launch(stand_in(tmp_path), program, (), scratch, unsafe=False)

    def test_unsafe_means_unsafe_and_says_so(self, tmp_path: Path, scratch: Path) -> None:
        program = scratch / "program.lean"
        program.write_text("echo ran\n")
        plan = launch(stand_in(tmp_path), program, (), scratch, unsafe=True)
        assert plan.sandbox.startswith("None")
        assert run(plan).stdout == "ran\n"
