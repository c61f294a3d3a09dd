"""The Lean kernel from the command line: asked, not asked, not there."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

import api.lean.kernel
from api.cli import main
from prover.export.development import development_to_json
from prover.export.lean import LeanCertificate, NotExportable
from prover.lean.verify import LeanKernel
from tests.prover.theory.peano_by_hand import DEVELOPMENT

EXAMPLES = Path(__file__).parents[3] / "data" / "examples"


class _Warm:
    """The kernel all tests share, which a command may not close."""

    def __init__(self, kernel: LeanKernel) -> None:
        self._kernel = kernel

    def __getattr__(self, name: str) -> object:
        return getattr(self._kernel, name)

    def __enter__(self) -> _Warm:
        return self

    def __exit__(self, *_: object) -> None: ...

    def close(self) -> None: ...


@pytest.fixture
def warm(lean: LeanKernel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api.lean.kernel, "open_kernel", lambda _: _Warm(lean))


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


@pytest.fixture
def lean_file(tmp_path: Path) -> Path:
    path = tmp_path / "sum.lean"
    path.write_text(
        "namespace Sum\n\ntheorem comm (a b : Nat) : a + b = b + a := by\n  omega\n\nend Sum\n"
    )
    return path


@pytest.mark.parametrize(
    "name", sorted(path.name for path in EXAMPLES.iterdir() if path.suffix in (".txt", ".lean"))
)
def test_the_kernel_accepts_what_the_examples_prove(
    name: str, warm: None, capsys: pytest.CaptureFixture[str]
) -> None:
    run("solve", str(EXAMPLES / name), "--lean", "--json")
    answer = json.loads(capsys.readouterr().out)
    asked = [c for c in answer["certificates"] if c["checker"] == "lean_kernel"]
    assert all(c["accepted"] for c in asked), asked
    if answer["certified"]:
        assert asked
        assert "Lean 4" in asked[0]["notes"]["toolchain"]


def test_a_person_sees_that_lean_was_asked(warm: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("solve", str(EXAMPLES / "library.txt"), "--lean") == 0
    assert "accepted by the Lean kernel" in capsys.readouterr().out


def test_without_lean_the_answer_stands_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PROVER_LEAN", "off")
    assert run("solve", str(EXAMPLES / "library.txt"), "--lean", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["verdict"] == "proved"
    assert answer["certified"]
    assert any("has not been asked" in warning for warning in answer["warnings"])


def test_an_exported_answer_is_checked_by_the_kernel_too(
    warm: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("solve", str(EXAMPLES / "library.txt"), "--json")
    exported = tmp_path / "answer.json"
    exported.write_text(capsys.readouterr().out)
    assert run("check", str(exported), "--lean", "--json") == 0
    checked = json.loads(capsys.readouterr().out)
    assert [c["checker"] for c in checked["certificates"]] == ["proof_checker", "lean_kernel"]


def test_every_theorem_of_a_book_is_checked_by_the_kernel_too(
    warm: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "book.json"
    book.write_text(json.dumps(development_to_json(DEVELOPMENT)))
    assert run("check", str(book), "--lean", "--json") == 0
    found = json.loads(capsys.readouterr().out)["theorems"]
    assert [[c["checker"] for c in theorem["certificates"]] for theorem in found] == [
        ["proof_checker", "lean_kernel"]
    ] * len(DEVELOPMENT.theorems)


def test_the_written_lean_file_is_accepted_again(
    warm: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "proof.lean"
    assert run("solve", str(EXAMPLES / "library.txt"), "--lean-file", str(path)) == 0
    capsys.readouterr()
    assert "theorem" in path.read_text()
    assert run("check", str(path), "--statement", "True", "--json") == 1
    judged = json.loads(capsys.readouterr().out)
    assert judged["code"] == "statement"


def test_a_lean_file_proves_the_statement_given(
    lean_file: Path, warm: None, capsys: pytest.CaptureFixture[str]
) -> None:
    statement = "∀ a b : Nat, a + b = b + a"
    assert run("check", str(lean_file), "--statement", statement) == 0
    assert "accepted" in capsys.readouterr().out
    assert run("check", str(lean_file), "--statement", "∀ a b : Nat, a * b = b * a") == 1
    assert "states something else" in capsys.readouterr().out


def test_a_lean_file_needs_a_statement(lean_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", str(lean_file)) == 2
    assert "--statement" in capsys.readouterr().err


def test_goals_at_a_line(lean_file: Path, warm: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("lean", "goals", f"{lean_file}:4") == 0
    assert "⊢ a + b = b + a" in capsys.readouterr().out
    assert run("lean", "goals", f"{lean_file}:4", "--json") == 0
    assert json.loads(capsys.readouterr().out)["goals"][0]["target"] == "a + b = b + a"
    assert run("lean", "goals", f"{lean_file}:1") == 1


@pytest.mark.parametrize("place", ["nowhere.lean:1", "x.lean", "x.lean:a", "x.lean:0"])
def test_a_place_that_is_none(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("lean", "goals", place) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_proof_tactic_by_tactic(
    embedded_toolchain: object,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = "constructor\n:undo\nnonsense\nexact ⟨h.2, h.1⟩\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    monkeypatch.setenv("PROVER_LEAN", "embedded")
    assert run("lean", "repl", "theorem t (p q : Prop) (h : p ∧ q) : q ∧ p", "--json") == 0
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [len(s["goals"]) if "goals" in s else s["kind"] for s in said] == [1, 2, 1, "parse", 0]
    assert said[-1]["done"]


def test_status_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PROVER_LEAN", "embedded")
    monkeypatch.setenv("PROVER_LEAN_CACHE", str(tmp_path))
    assert run("lean", "status") == 1
    assert "prover lean install" in capsys.readouterr().out


def test_evidence_that_cannot_be_written_in_lean_is_not_a_refusal(
    warm: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> object:
        raise NotExportable("s1", "it is too much for us")

    monkeypatch.setattr("prover.lean.certify.proof_certificate", fail)
    assert run("solve", str(EXAMPLES / "library.txt"), "--lean", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["verdict"] == "proved"
    assert any("too much for us" in warning for warning in answer["warnings"])


def test_a_refusal_makes_the_verdict_unknown(
    warm: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = LeanCertificate("t", "theorem t : 1 = 1 := rfl\n", {})
    monkeypatch.setattr("prover.lean.certify.proof_certificate", lambda *_: wrong)
    assert run("solve", str(EXAMPLES / "library.txt"), "--lean", "--json") == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["verdict"] == "unknown"
    assert "another statement" in answer["reason"]
