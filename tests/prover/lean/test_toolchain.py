"""Which Lean is used, and what is said where there is none."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from prover.errors import ProverError
from prover.lean import toolchain as toolchain_module
from prover.lean.node import Node
from prover.lean.package import EMBEDDED
from prover.lean.toolchain import Kind, LeanMissing, LeanUnusable, find_toolchain, status

BANNER = "Lean (version 4.28.0, x86_64-unknown-linux-gnu, commit 7e01a1bf5c70, Release)"
NODE = Node(Path("/node"), "24.1.0", ())


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any Lean."""
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.setattr(toolchain_module, "find_node", lambda _: NODE)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def put_embedded(cache: Path) -> Path:
    folder = EMBEDDED.folder(cache)
    folder.mkdir(parents=True)
    (folder / "lean.js").write_text("js")
    EMBEDDED.mark_installed(folder)
    return folder


def put_native(folder: Path, banner: str = BANNER, prefix: Path | None = None) -> Path:
    lean = folder / "bin" / "lean"
    lean.parent.mkdir(parents=True, exist_ok=True)
    answers = f"--version) echo '{banner}';; --print-prefix) echo '{prefix or folder}';;"
    lean.write_text(f"#!/bin/sh\ncase $1 in {answers} esac\n")
    lean.chmod(lean.stat().st_mode | stat.S_IXUSR)
    return lean


class TestTheChoice:
    def test_native_comes_first(
        self, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put_embedded(cache)
        lean = put_native(tmp_path)
        monkeypatch.setenv("PATH", f"{lean.parent}:/usr/bin:/bin")
        found = find_toolchain("auto", cache)
        assert (found.kind, found.version, found.commit) == (Kind.NATIVE, "4.28.0", "7e01a1bf5c70")
        assert found.executable == lean
        assert find_toolchain("embedded", cache).kind is Kind.EMBEDDED

    def test_embedded_is_next(self, cache: Path) -> None:
        folder = put_embedded(cache)
        found = find_toolchain("auto", cache)
        assert (found.kind, found.package) == (Kind.EMBEDDED, folder)
        assert found.executable == NODE.executable
        assert "unofficial" in found.description
        assert "no Mathlib" in found.limits

    def test_a_native_lean_that_cannot_be_used_is_passed_over(
        self, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        lean = put_native(tmp_path, "Lean (version 4.9.0, Release)")
        monkeypatch.setenv("PATH", f"{lean.parent}:/usr/bin:/bin")
        with pytest.raises(LeanUnusable, match="too old"):
            find_toolchain("auto", cache)
        put_embedded(cache)
        assert find_toolchain("auto", cache).kind is Kind.EMBEDDED

    def test_a_path_is_a_choice(self, cache: Path, tmp_path: Path) -> None:
        assert find_toolchain(str(put_native(tmp_path)), cache).kind is Kind.NATIVE

    def test_a_proxy_is_looked_through(self, cache: Path, tmp_path: Path) -> None:
        real = put_native(tmp_path / "toolchains" / "v4.28.0")
        proxy = put_native(tmp_path / "elan", prefix=tmp_path / "toolchains" / "v4.28.0")
        assert find_toolchain(str(proxy), cache).executable == real

    @pytest.mark.parametrize("choice", ["auto", "embedded", "native", "/no/such/lean"])
    def test_without_lean_the_hint_says_how_to_get_it(self, cache: Path, choice: str) -> None:
        with pytest.raises(LeanMissing) as caught:
            find_toolchain(choice, cache)
        assert "install" in caught.value.hint or "PROVER_LEAN=embedded" in caught.value.hint
        assert "\n" not in str(caught.value)

    def test_off_is_off(self, cache: Path) -> None:
        put_embedded(cache)
        with pytest.raises(LeanMissing, match="switched off"):
            find_toolchain("off", cache)

    def test_without_node_the_embedded_lean_does_not_run(
        self, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put_embedded(cache)
        monkeypatch.setattr(toolchain_module, "find_node", lambda _: None)
        with pytest.raises(LeanMissing, match="Node 24"):
            find_toolchain("embedded", cache)

    def test_half_an_installation_is_none(self, cache: Path) -> None:
        (put_embedded(cache) / "lean.js").write_text("")
        with pytest.raises(LeanMissing):
            find_toolchain("embedded", cache)


class TestNativeVersions:
    @pytest.mark.parametrize(
        ("banner", "version"),
        [
            (BANNER, "4.28.0"),
            ("Lean (version 4.20.0-rc2, commit abc, Release)", "4.20.0-rc2"),
            ("Lean (version 5.0.0, x86, commit abc, Release)", "5.0.0"),
            ("Lean (version 4.31.0, Release)", "4.31.0"),
        ],
    )
    def test_new_enough(self, cache: Path, tmp_path: Path, banner: str, version: str) -> None:
        assert find_toolchain(str(put_native(tmp_path, banner)), cache).version == version

    @pytest.mark.parametrize("version", ["4.19.9", "4.9.0", "3.51.1"])
    def test_too_old(self, cache: Path, tmp_path: Path, version: str) -> None:
        lean = put_native(tmp_path, f"Lean (version {version}, commit abc, Release)")
        with pytest.raises(LeanUnusable, match="too old") as caught:
            find_toolchain(str(lean), cache)
        assert "4.20" in caught.value.hint

    @pytest.mark.parametrize("banner", ["", "hello", "Lean version four"])
    def test_something_else(self, cache: Path, tmp_path: Path, banner: str) -> None:
        with pytest.raises(LeanUnusable, match="does not tell a version"):
            find_toolchain(str(put_native(tmp_path, banner)), cache)

    def test_one_that_does_not_run(self, cache: Path, tmp_path: Path) -> None:
        lean = put_native(tmp_path)
        lean.write_text("#!/bin/sh\necho 'error: no default toolchain' >&2\nexit 1\n")
        with pytest.raises(LeanUnusable, match="no default toolchain"):
            find_toolchain(str(lean), cache)


class TestProjects:
    def test_a_project_goes_with_a_native_lean(self, cache: Path, tmp_path: Path) -> None:
        project = tmp_path / "project"
        project.mkdir()
        (project / "lakefile.toml").touch()
        found = find_toolchain(str(put_native(tmp_path)), cache, project)
        assert found.project == project

    def test_a_folder_without_a_lakefile_is_none(self, cache: Path, tmp_path: Path) -> None:
        with pytest.raises(LeanUnusable, match="not a lake project"):
            find_toolchain(str(put_native(tmp_path)), cache, tmp_path)

    def test_the_embedded_lean_takes_none(self, cache: Path, tmp_path: Path) -> None:
        put_embedded(cache)
        with pytest.raises(LeanUnusable, match="cannot import a lake project"):
            find_toolchain("embedded", cache, tmp_path)


class TestStatus:
    @pytest.mark.parametrize("choice", ["auto", "embedded", "native", "off", "/no/such/lean"])
    def test_it_never_fails(self, cache: Path, choice: str) -> None:
        found = status(choice, cache)
        assert found.toolchain is None
        assert found.fix
        assert found.embedded == "not installed"

    def test_with_everything_there_is_nothing_to_fix(self, cache: Path) -> None:
        put_embedded(cache)
        found = status("auto", cache)
        assert found.toolchain == find_toolchain("auto", cache)
        assert (found.fix, found.node, found.cache_writable) == ("", "Node 24.1.0", True)

    def test_an_interrupted_installation_is_told(self, cache: Path) -> None:
        (put_embedded(cache) / "installed.json").unlink()
        assert "incomplete" in status("auto", cache).embedded


def test_errors_are_one_family(cache: Path) -> None:
    with pytest.raises(ProverError) as caught:
        find_toolchain("native", cache)
    assert caught.value.code == "lean-missing"
