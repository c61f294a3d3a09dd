"""ReProver's encoder over bytes; vectors that are computed once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from search.premises import (
    Dense,
    EncoderMissing,
    byte_encoder,
    embed,
    kept_vectors,
    marked_code,
)
from tests.search.premises.corpora import LISTS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny ByT5 encoder with weights at random."""
    for name in ("torch", "transformers"):
        pytest.importorskip(name, reason="byte-level embeddings need torch and transformers")
    library: Any = import_module("transformers")
    import_module("torch").manual_seed(0)
    config = library.T5Config(
        vocab_size=384, d_model=16, d_kv=8, d_ff=32, num_layers=2, num_heads=2
    )
    path = tmp_path_factory.mktemp("byt5")
    library.T5EncoderModel(config).save_pretrained(path)
    return path


def test_padding_does_not_change_a_vector(folder: Path) -> None:
    encode = byte_encoder(folder)
    texts = ["⊢ p", "a b : Nat\n⊢ a + b = b + a", "x"]
    together = encode(texts)
    assert together.shape == (3, 16)
    for text, vector in zip(texts, together, strict=True):
        np.testing.assert_allclose(encode([text])[0], vector, atol=1e-5)


def test_a_vector_is_the_mean_of_the_states_of_all_bytes_and_the_end(folder: Path) -> None:
    torch: Any = import_module("torch")
    library: Any = import_module("transformers")
    model = library.T5EncoderModel.from_pretrained(folder).eval()
    ids = torch.tensor([[byte + 3 for byte in "⊢ p".encode()] + [1]])
    with torch.no_grad():
        expected = model(input_ids=ids).last_hidden_state.mean(dim=1)[0].numpy()
    np.testing.assert_allclose(byte_encoder(folder)(["⊢ p"])[0], expected, atol=1e-5)


def test_the_same_text_is_nearest_to_itself(folder: Path) -> None:
    encode = byte_encoder(folder)
    texts = [marked_code(premise.name, premise.code) for premise in LISTS]
    dense = Dense(embed(texts, encode), encode)
    (found,) = dense.retrieve(texts[3], 1)
    assert found.index == 3
    assert found.score == pytest.approx(1, abs=1e-5)


def test_a_folder_without_an_encoder_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("transformers")
    with pytest.raises(EncoderMissing, match="holds no byte-level encoder"):
        byte_encoder(tmp_path / "nothing")


def test_without_transformers_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "transformers", None)
    with pytest.raises(EncoderMissing, match=r"neurosymbolic-prover\[llm\]"):
        byte_encoder(Path("any"))


@pytest.mark.parametrize(
    ("name", "code", "marked"),
    [
        ("Nat.add_comm", "theorem Nat.add_comm : p", "theorem <a>Nat.add_comm</a> : p"),
        ("Nat.add_comm", "theorem add_comm : p", "theorem <a>Nat.add_comm</a> : p"),
        ("a.b", "theorem _root_.a.b : p", "theorem <a>a.b</a> : p"),
        ("A.x'", "def «x'» := 1", "def <a>A.x'</a> := 1"),
        ("A.inst", "instance : Foo := ⟨⟩", "instance : Foo := ⟨⟩"),
    ],
)
def test_names_are_marked_as_reprover_marks_them(name: str, code: str, marked: str) -> None:
    assert marked_code(name, code) == marked


Counted = Callable[[Sequence[str]], npt.NDArray[np.float32]]


@pytest.fixture
def counted() -> tuple[Counted, list[int]]:
    """An encoder, and how many texts it was asked for each time."""
    asked: list[int] = []

    def encode(texts: Sequence[str]) -> npt.NDArray[np.float32]:
        asked.append(len(texts))
        return np.array([[len(text), 1] for text in texts], np.float32)

    return encode, asked


def test_vectors_are_computed_once(tmp_path: Path, counted: tuple[Counted, list[int]]) -> None:
    encode, asked = counted
    file, texts = tmp_path / "folder" / "vectors.npy", [str(number) for number in range(300)]
    done: list[int] = []
    first = kept_vectors(file, texts, encode, on_text=done.append)
    second = kept_vectors(file, texts, encode)
    assert isinstance(second, np.memmap)
    assert np.array_equal(first, second)
    assert (asked, done) == ([256, 44], [256, 300])
    assert [path.name for path in file.parent.iterdir()] == ["vectors.npy"]


@pytest.mark.parametrize("content", [b"", b"\x93NUMPY garbage", None])
def test_a_file_that_does_not_fit_is_made_again(
    tmp_path: Path, counted: tuple[Counted, list[int]], content: bytes | None
) -> None:
    encode, asked = counted
    file = tmp_path / "vectors.npy"
    if content is None:
        np.save(file, np.zeros((2, 2), np.float32))  # of another corpus
    else:
        file.write_bytes(content)
    assert len(kept_vectors(file, ["a", "b", "c"], encode)) == 3
    assert asked == [3]
    assert len(np.load(file)) == 3
