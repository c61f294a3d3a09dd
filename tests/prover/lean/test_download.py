"""Fetching from a network, and unpacking from an archive, that cannot be relied on."""

from __future__ import annotations

import io
import stat
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from prover.lean import download as download_module
from prover.lean.download import Corrupt, DownloadFailed, download
from prover.lean.registry import Npm, RegistryFailed
from prover.lean.unpack import BadArchive, unpack
from tests.prover.lean.tiny_package import (
    ARCHIVE,
    PACKAGE,
    Site,
    files,
    integrity_of,
    running_site,
    tar,
)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The site, reached without the machine's proxies, and without waiting between attempts."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(download_module.time, "sleep", lambda _: None)
    with running_site() as site:
        yield site


class TestDownloading:
    def get(self, site: Site, folder: Path) -> bytes:
        download(site.address, folder / "file", integrity_of(site.data), lambda done, total: None)
        assert files(folder) == {"file"}
        return (folder / "file").read_bytes()

    def test_a_broken_connection_is_resumed(self, site: Site, tmp_path: Path) -> None:
        site.plan = ["cut", "cut"]
        assert self.get(site, tmp_path) == ARCHIVE
        assert site.ranges == [None, "bytes=100000-", "bytes=200000-"]

    def test_the_next_attempt_resumes_the_last(self, site: Site, tmp_path: Path) -> None:
        (tmp_path / "file.part").write_bytes(ARCHIVE[:5000])
        assert self.get(site, tmp_path) == ARCHIVE
        assert site.ranges == ["bytes=5000-"]

    def test_a_server_without_ranges_starts_again(self, site: Site, tmp_path: Path) -> None:
        site.plan = ["cut", "no ranges"]
        assert self.get(site, tmp_path) == ARCHIVE

    def test_what_is_too_long_is_thrown_away(self, site: Site, tmp_path: Path) -> None:
        (tmp_path / "file.part").write_bytes(ARCHIVE + b"more")
        assert self.get(site, tmp_path) == ARCHIVE

    def test_wrong_bytes_are_fetched_once_more(self, site: Site, tmp_path: Path) -> None:
        site.plan = ["wrong"]
        assert self.get(site, tmp_path) == ARCHIVE

    def test_wrong_bytes_twice_are_an_error(self, site: Site, tmp_path: Path) -> None:
        site.plan = ["wrong", "wrong"]
        with pytest.raises(Corrupt) as caught:
            self.get(site, tmp_path)
        assert caught.value.hint
        assert files(tmp_path) == set(), "nothing wrong is left to be resumed"

    def test_a_server_that_always_breaks_off_at_once(self, site: Site, tmp_path: Path) -> None:
        site.cut_at, site.plan = 0, ["cut"] * 50
        with pytest.raises(DownloadFailed, match="cannot be downloaded"):
            self.get(site, tmp_path)
        assert len(site.plan) > 40, "it gives up soon"

    def test_no_server(self, tmp_path: Path) -> None:
        with pytest.raises(DownloadFailed) as caught:
            download("http://127.0.0.1:1/x", tmp_path / "file", "sha512-", lambda *_: None)
        assert "network" in caught.value.hint

    def test_proxies_of_the_environment_are_used(
        self, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("http_proxy", site.address.rsplit("/", 1)[0])
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        address = "http://registry.invalid/file"
        download(address, tmp_path / "file", integrity_of(ARCHIVE), lambda *_: None)
        assert site.paths == [address]

    @given(cuts=st.lists(st.integers(1, 200_000), max_size=6))
    @hypothesis_settings(max_examples=20)
    def test_wherever_it_breaks_off_the_file_is_whole(self, cuts: list[int]) -> None:
        parts = iter([*cuts, len(ARCHIVE)])

        class Opener:
            def open(self, request: Any, timeout: float) -> _Answer:
                start = int((request.get_header("Range") or "bytes=0-")[6:-1])
                body = io.BytesIO(ARCHIVE[start : start + next(parts)])
                length = {"Content-Length": str(len(ARCHIVE) - start)}
                return _Answer(body, 206 if start else 200, length)

        with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
            patch.setattr(download_module.urllib.request, "build_opener", Opener)
            patch.setattr(download_module.time, "sleep", lambda _: None)
            target = Path(name) / "file"
            download("http://somewhere", target, integrity_of(ARCHIVE), lambda *_: None)
            assert target.read_bytes() == ARCHIVE


class _Answer:
    def __init__(self, body: io.BytesIO, status: int, headers: dict[str, str]) -> None:
        self.read, self.status, self.headers = body.read, status, headers

    def __enter__(self) -> _Answer:
        return self

    def __exit__(self, *_: object) -> None:
        pass


def special(kind: bytes, name: str = "package/x", target: str = "/etc/passwd") -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member


class TestUnpacking:
    @pytest.mark.parametrize(
        "member",
        [
            ("/absolute", b"x"),
            ("package/../../outside", b"x"),
            ("", special(tarfile.SYMTYPE)),
            ("", special(tarfile.LNKTYPE, target="package/lean.js")),
            ("", special(tarfile.FIFOTYPE)),
            ("", special(tarfile.CHRTYPE)),
        ],
        ids=["absolute", "dots", "symlink", "hard link", "fifo", "device"],
    )
    def test_only_plain_files_below_the_folder(self, tmp_path: Path, member: Any) -> None:
        archive = tmp_path / "bad.tgz"
        archive.write_bytes(tar(member))
        with pytest.raises(BadArchive, match="not a plain file"):
            unpack(archive, tmp_path / "out", "package", lambda _: True)
        assert files(tmp_path) == {"bad.tgz"}

    @pytest.mark.parametrize("data", [ARCHIVE[:2000], b"not an archive", b""])
    def test_damaged(self, tmp_path: Path, data: bytes) -> None:
        archive = tmp_path / "bad.tgz"
        archive.write_bytes(data)
        with pytest.raises(BadArchive, match="cannot be unpacked"):
            unpack(archive, tmp_path / "out", "package", lambda _: True)

    def test_rights_are_those_of_new_files(self, tmp_path: Path) -> None:
        member = tarfile.TarInfo("package/tool")
        member.mode, member.size = 0o6777, 0
        archive = tmp_path / "a.tgz"
        archive.write_bytes(tar(("", member)))
        unpack(archive, tmp_path / "out", "package", lambda _: True)
        mode = (tmp_path / "out" / "tool").stat().st_mode
        assert not mode & (stat.S_ISUID | stat.S_ISGID | stat.S_IXUSR)


class TestTheRegistry:
    def npm(self, folder: Path, dist: object, registry: str, status: int = 0) -> Npm:
        script = folder / "npm.py"
        script.write_text(
            f"import json, sys\n"
            f"if {status}: sys.exit('npm error code E404')\n"
            f"print(json.dumps({dist!r}) if sys.argv[1] == 'view' else {registry!r})\n"
        )
        return Npm((sys.executable, str(script)), folder)

    def dist(self, integrity: str = PACKAGE.integrity) -> dict[str, str]:
        return {"tarball": "https://far.invalid/tiny-lean/-/t.tgz", "integrity": integrity}

    def test_the_configured_registry_comes_first(self, tmp_path: Path) -> None:
        npm = self.npm(tmp_path, self.dist(), "https://near.invalid/npm/")
        assert npm.addresses(PACKAGE) == (
            "https://near.invalid/npm/tiny-lean/-/t.tgz",
            "https://far.invalid/tiny-lean/-/t.tgz",
        )

    def test_the_same_address_is_not_tried_twice(self, tmp_path: Path) -> None:
        npm = self.npm(tmp_path, self.dist(), "https://far.invalid/")
        assert npm.addresses(PACKAGE) == ("https://far.invalid/tiny-lean/-/t.tgz",)

    def test_another_package_under_the_name_is_refused(self, tmp_path: Path) -> None:
        npm = self.npm(tmp_path, self.dist("sha512-else"), "https://far.invalid/")
        with pytest.raises(RegistryFailed, match="than the pinned one"):
            npm.addresses(PACKAGE)

    @pytest.mark.parametrize("answer", ["", [], {"tarball": "x"}, 3])
    def test_nonsense_is_refused(self, tmp_path: Path, answer: object) -> None:
        with pytest.raises(RegistryFailed, match="does not describe"):
            self.npm(tmp_path, answer, "https://far.invalid/").addresses(PACKAGE)

    def test_npm_that_fails_says_why(self, tmp_path: Path) -> None:
        with pytest.raises(RegistryFailed, match="E404") as caught:
            self.npm(tmp_path, {}, "", status=1).addresses(PACKAGE)
        assert caught.value.hint

    def test_no_npm(self, tmp_path: Path) -> None:
        with pytest.raises(RegistryFailed, match="npm is missing"):
            Npm((), tmp_path).addresses(PACKAGE)
