"""LeanDojo's files from the command line: written, read back, measured."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from api.cli import main
from search.leandojo import Corpus, read_corpus, read_theorems, write_corpus, write_theorems
from tests.search.leandojo.benchmark import FILES, SECOND


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


@pytest.fixture
def benchmark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """A corpus and theorems; vectors are kept beside them."""
    write_corpus(tmp_path / "corpus.jsonl", FILES)
    write_theorems(tmp_path / "test.json", [SECOND])
    monkeypatch.setenv("PROVER_LEAN_CACHE", str(tmp_path / "cache"))
    return str(tmp_path / "corpus.jsonl"), str(tmp_path / "test.json")


def test_retrieval_is_measured(
    benchmark: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("lean", "retrieval", *benchmark, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"bm25", "overlap", "fusion"}
    assert found["bm25"] == {"questions": 1, "recall_1": 1.0, "recall_10": 1.0, "mrr": 1.0}
    assert run("lean", "retrieval", *benchmark) == 0
    assert "recall@10" in capsys.readouterr().out


@pytest.mark.llm
def test_an_encoder_of_bytes_is_one_more_way_to_rank(
    benchmark: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("torch", "transformers"):
        pytest.importorskip(name, reason="byte-level embeddings need torch and transformers")
    library: Any = import_module("transformers")
    config = library.T5Config(vocab_size=384, d_model=8, d_kv=4, d_ff=8, num_layers=1, num_heads=2)
    library.T5EncoderModel(config).save_pretrained(tmp_path / "encoder")
    monkeypatch.setenv("PROVER_EMBEDDINGS", f"byt5:{tmp_path / 'encoder'}")
    assert run("lean", "retrieval", *benchmark, "--json") == 0
    assert set(json.loads(capsys.readouterr().out)) == {"bm25", "overlap", "dense", "fusion"}
    assert len(list((tmp_path / "cache").glob("vectors-*.npy"))) == 1


@pytest.mark.parametrize("choice", ["byt6:folder", "st:", "minilm"])
def test_an_unknown_kind_of_embedding_is_refused(
    benchmark: tuple[str, str],
    choice: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PROVER_EMBEDDINGS", choice)
    assert run("lean", "retrieval", *benchmark) == 2
    assert "PROVER_EMBEDDINGS" in capsys.readouterr().err


def test_damage_is_told_in_one_line(
    benchmark: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    corpus, theorems = benchmark
    Path(theorems).write_text("[{}]")
    assert run("lean", "retrieval", corpus, theorems) == 2
    assert "theorem 1 (character 2): url: Field required" in capsys.readouterr().err.replace(
        "\n", " "
    )


def test_tracing_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("search.leandojo.tracing.find_spec", lambda _: None)
    assert run("lean", "trace", "https://example.org/toy", "--out", str(tmp_path / "out")) == 2
    assert "neurosymbolic-prover[leandojo]" in capsys.readouterr().err


@pytest.mark.slow
def test_the_library_is_a_corpus(
    embedded_toolchain: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("lean", "corpus", "--out", str(tmp_path), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    corpus = Corpus.of(read_corpus(tmp_path / "corpus.jsonl"))
    assert (len(corpus.files), len(corpus.premises)) == (told["files"], told["premises"])
    metadata = json.loads((tmp_path / "metadata.json").read_text())
    assert metadata["from_repo"]["commit"] == told["commit"]


@pytest.mark.slow
def test_proofs_that_were_found_are_gathered(embedded_toolchain: object, tmp_path: Path) -> None:
    path = tmp_path / "found.json"
    for statement in ("theorem one : 1 + 1 = 2", "theorem two (p : Prop) (h : p) : p"):
        assert run("search", statement, "--trace", str(path)) == 0
    first, second = read_theorems(path)
    assert (first.full_name, second.full_name) == ("one", "two")
    assert second.traced_tactics[0].state_before == "p : Prop\nh : p\n⊢ p"
    assert second.traced_tactics[-1].state_after == "no goals"
