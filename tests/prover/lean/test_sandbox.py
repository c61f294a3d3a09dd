"""Lean in its sandbox, tried with the very options that it is launched with."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from prover.lean.errors import LeanError
from prover.lean.precompile import precompile
from prover.lean.prepare import compiled_folder, glue, prepared
from prover.lean.program import lean_folder
from prover.lean.sandbox import Launch, can_leave_network, launch
from prover.lean.toolchain import Kind, Toolchain
from tests.prover.lean.launching import run

PROBE = Path(__file__).with_name("sandbox_probe.js")
HOST = lean_folder() / "host"

# Plain recursion and no generic helpers: what this build can compile (see lean/README.md).
PROGRAM = """
def attempt (what : String) (action : IO Unit) : IO Unit := do
  let out ← IO.getStdout
  match ← action.toBaseIO with
  | .ok _ => out.putStrLn (what ++ ": ok")
  | .error e => out.putStrLn (what ++ ": " ++ e.toString)
  out.flush

def report (what : String) : IO Unit := do
  let out ← IO.getStdout
  match ← IO.getEnv what with
  | some value => out.putStrLn (what ++ " = " ++ value)
  | none => out.putStrLn (what ++ " is not set")
  out.flush

def each (f : String → IO Unit) : List String → IO Unit
  | [] => pure ()
  | x :: xs => do f x; each f xs

def write (path : String) : IO Unit := do
  let file ← IO.FS.Handle.mk ⟨path⟩ .write
  file.putStr "x"
  file.flush

def read (path : String) : IO Unit := do
  let file ← IO.FS.Handle.mk ⟨path⟩ .read
  let _ ← file.getLine

def spawn : IO Unit := do
  let _ ← IO.Process.spawn { cmd := "/bin/true", args := #[] }

public def main (arguments : List String) : IO UInt32 := do
  each (fun path => attempt ("write " ++ path) (write path)) arguments
  attempt "read the program" (read "/program.lean")
  attempt "read the system" (read "/etc/passwd")
  attempt "spawn" spawn
  each report ["PATH", "USER", "SECRET", "HOME"]
  return 0
"""


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


@pytest.fixture
def listening() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@dataclass(frozen=True)
class Forbidden:
    """Four places to write to that are not the scratch folder, and must not come to be."""

    toolchain: Path
    host: Path
    home: Path
    elsewhere: Path

    def __iter__(self) -> Iterator[Path]:
        return iter((self.toolchain, self.host, self.home, self.elsewhere))


@pytest.fixture
def forbidden(embedded_toolchain: Toolchain, tmp_path: Path) -> Iterator[Forbidden]:
    assert embedded_toolchain.package is not None
    name = "forbidden-by-the-sandbox"
    places = Forbidden(
        embedded_toolchain.package / "lib" / name,
        HOST / name,
        Path.home() / name,
        tmp_path / name,
    )
    yield places
    made = [place for place in places if place.exists()]
    for place in made:
        place.unlink()
    assert made == []


def plan_of(launched: Launch) -> dict[str, Any]:
    """What ``child.py`` is told."""
    return dict(json.loads(launched.argv[-1]))


def with_plan(launched: Launch, plan: dict[str, Any]) -> Launch:
    argv = (*launched.argv[:-1], json.dumps(plan))
    return Launch(argv, launched.environment, launched.cwd, launched.sandbox)


class TestEmbedded:
    @pytest.fixture
    def seen(
        self,
        embedded_toolchain: Toolchain,
        scratch: Path,
        forbidden: Forbidden,
        listening: int,
    ) -> dict[str, Any]:
        """What a script experiences that runs in place of the host, under its options."""
        program = scratch / "program.lean"
        program.write_text(PROGRAM)
        probe = scratch / "probe.js"
        shutil.copy(PROBE, probe)
        launched = launch(embedded_toolchain, program, (), scratch, unsafe=False)
        plan = plan_of(launched)
        work = {
            "writes": [*map(str, forbidden), str(scratch / "allowed")],
            "reads": ["/etc/passwd", str(Path.home() / ".profile"), str(HOST / "main.js")],
            "port": listening,
        }
        assert plan["argv"][-2] == str(HOST / "main.js")
        plan["argv"][-2:] = [str(probe), json.dumps({"probe": work})]
        done = run(with_plan(launched, plan))
        assert done.returncode == 0, done.stderr
        return dict(json.loads(done.stdout))

    def test_what_a_script_can_do(
        self, seen: dict[str, Any], scratch: Path, forbidden: Forbidden
    ) -> None:
        for thread in ("main", "worker"):
            results = seen[thread]
            denied = {f"write {place}" for place in forbidden}
            denied |= {"read /etc/passwd", f"read {Path.home() / '.profile'}"}
            denied |= {"spawn", "binding", "addon", "inspector"}
            assert {results[name] for name in denied} <= {
                "ERR_ACCESS_DENIED",
                "ERR_DLOPEN_DISABLED",
            }, thread
            assert results[f"write {scratch / 'allowed'}"] == "ok"
            assert results[f"read {HOST / 'main.js'}"] == "ok"
            if can_leave_network():
                assert results["connect"] in {"ENETUNREACH", "ECONNREFUSED"}

    def test_the_environment_is_what_is_written_out(
        self, seen: dict[str, Any], scratch: Path
    ) -> None:
        assert sorted(seen["environment"]) == sorted(
            [f"HOME={scratch}", f"TMPDIR={scratch}", "LANG=C.UTF-8"]
        )

    def test_what_a_lean_program_can_do(
        self,
        embedded_toolchain: Toolchain,
        scratch: Path,
        forbidden: Forbidden,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv("SECRET", "hunter2")
        program = scratch / "program.lean"
        program.write_text(PROGRAM)
        targets = [
            *map(str, forbidden),
            "/program.lean",
            "/library/Init.olean",
            "/library/new",
            "/scratch/ok",
        ]
        done = run(launch(embedded_toolchain, program, targets, scratch, unsafe=False))
        lines = [line for line in done.stdout.splitlines() if not line.startswith(" ")]
        said = dict(line.split(": ", 1) for line in lines if ": " in line)
        assert said.pop("write /scratch/ok") == "ok", done
        assert said.pop("read the program") == "ok"
        assert len(said) == 9, done.stdout
        assert "ok" not in said.values()
        assert (scratch / "ok").read_text() == "x"
        for line in ("PATH is not set", "USER is not set", "SECRET is not set", "HOME = /scratch"):
            assert line in lines

    @pytest.mark.slow
    def test_it_works_from_any_folder_with_any_name(
        self, embedded_toolchain: Toolchain, tmp_path: Path
    ) -> None:
        scratch = tmp_path / "ein Ördner mit spaces"
        scratch.mkdir()
        program = scratch / "program.lean"
        program.write_text(
            "public def main (_ : List String) : IO UInt32 := do\n"
            '  IO.println "∀ x, héllo"\n  return 0\n'
        )
        done = run(launch(embedded_toolchain, program, (), scratch, unsafe=False))
        assert "∀ x, héllo" in done.stdout, done

    @pytest.mark.slow
    def test_deep_recursion_ends_the_process_with_a_word(
        self, embedded_toolchain: Toolchain, scratch: Path
    ) -> None:
        program = scratch / "program.lean"
        program.write_text(
            "public partial def f (n : Nat) : Nat := if n == 0 then 0 else 1 + f (n - 1)\n"
            "public def main (_ : List String) : IO UInt32 := do\n"
            "  IO.println (Nat.repr (f 10000))\n  IO.println (Nat.repr (f 100000000))\n  return 0\n"
        )
        done = run(launch(embedded_toolchain, program, (), scratch, unsafe=False))
        assert done.stdout.splitlines()[-1] == "10000"
        assert (done.returncode, done.stderr) == (72, "lean host: the stack is exhausted\n")

    @pytest.mark.slow
    def test_a_thread_that_overflows_takes_the_process_with_it(
        self, embedded_toolchain: Toolchain, scratch: Path
    ) -> None:
        program = scratch / "program.lean"
        program.write_text(f"public def x : Nat := {'(' * 6000}1{')' * 6000}\n")
        done = run(launch(embedded_toolchain, program, (), scratch, unsafe=False))
        assert done.returncode == -signal.SIGABRT
        assert done.stderr == "lean host: the stack is exhausted\n"

    def test_certificates_can_say_how_it_was_confined(
        self, embedded_toolchain: Toolchain, scratch: Path
    ) -> None:
        program = scratch / "program.lean"
        program.write_text(PROGRAM)
        safe = launch(embedded_toolchain, program, (), scratch, unsafe=False)
        unsafe = launch(embedded_toolchain, program, (), scratch, unsafe=True)
        assert "permission model" in safe.sandbox
        assert ("namespace" in safe.sandbox) == can_leave_network()
        assert unsafe.sandbox.startswith("None")
        assert "--permission" in plan_of(safe)["argv"]
        assert "--permission" not in plan_of(unsafe)["argv"]


class TestTheHost:
    def node(self, toolchain: Toolchain, script: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [toolchain.executable, "-e", script, str(HOST)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def test_doors_are_not_even_built_in(self, embedded_toolchain: Toolchain) -> None:
        done = self.node(
            embedded_toolchain,
            "const {confine, requireFor} = require(process.argv[1] + '/confine.js');"
            "const given = requireFor({}); const old = require; confine();"
            "const refused = (f) => { try { f(); return false } catch { return true } };"
            "const names = ['child_process', 'net', 'tls', 'http', 'http2', 'dns', 'dgram',"
            "  'inspector', 'vm', 'module', 'ws', 'process', '__proto__', 'constructor'];"
            "const said = [names.filter((name) => !refused(() => given(name))).join(),"
            "  names.slice(0, 11).filter((name) => !refused(() => old(name))).join(),"
            "  [globalThis.fetch, globalThis.WebSocket, process.binding, process.dlopen,"
            "   process.getBuiltinModule, process.execve].every((x) => !x)];"
            "process.stdout.write(said.join(' '));",
        )
        assert done.stdout == "  true", done

    def test_an_unknown_build_is_refused_by_name(
        self, embedded_toolchain: Toolchain, tmp_path: Path
    ) -> None:
        package = tmp_path / "package"
        package.mkdir()
        (package / "lean.js").write_text("var Module;")
        other = Toolchain(
            Kind.EMBEDDED, "4.99.0", "", embedded_toolchain.executable, package=package
        )
        with pytest.raises(LeanError, match="not the build this host knows"):
            glue(other)
        assert list((tmp_path / "prepared").iterdir()) == []

    def test_a_folder_that_cannot_be_written_only_costs_time(
        self, embedded_toolchain: Toolchain, tmp_path: Path
    ) -> None:
        package = tmp_path / "package"
        package.mkdir()
        (package / "lean.js").write_text("var Module;")
        (tmp_path / "prepared").write_text("in the way")
        other = Toolchain(
            Kind.EMBEDDED, "4.99.0", "", embedded_toolchain.executable, package=package
        )
        assert glue(other) is None


@pytest.mark.slow
def test_a_compiled_program_does_what_its_text_does(
    embedded_toolchain: Toolchain, scratch: Path
) -> None:
    text = (
        "import Init.Data.String.Legacy\n"
        "partial def count (n : Nat) : Nat := if n == 0 then 0 else 1 + count (n - 1)\n"
        f"public def main (arguments : List String) : IO UInt32 := do  -- {os.getpid()}\n"
        '  IO.println (match arguments with | [] => "none" | x :: _ => x ++ "!")\n'
        "  IO.println (Nat.repr (count 1000))\n  return 0\n"
    )
    program = scratch / "program.lean"
    program.write_text(text)
    as_text = run(launch(embedded_toolchain, program, ("some",), scratch, unsafe=False))
    folder = compiled_folder(embedded_toolchain, text)
    try:
        precompile(embedded_toolchain, text)
        assert prepared(embedded_toolchain, program).compiled == folder
        compiled = run(launch(embedded_toolchain, program, ("some",), scratch, unsafe=False))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    assert as_text.stdout == compiled.stdout == "some!\n1000\n"
