"""A theory in one file: its axioms as they were written, and the index of their symbols.

The file is a line that says what it is, a line of JSON (format, number of axioms, symbols, where
each array is, a checksum of all that follows), then arrays of numbers and text, byte for byte.
Nothing of it is code, nothing is read before the checksum has been compared, and an axiom is
read only when it is wanted.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from search.premises.errors import IndexUnreadable
from search.premises.postings import Postings

__all__ = ["StoredTheory", "Texts", "is_stored_theory", "load_theory", "save_theory"]

_MAGIC = b"neurosymbolic-prover theory index\n"
_FORMAT = 1
_LONGEST_HEADER = 1 << 30
_ALIGNMENT = 8
_HINT = "build it again: prover library build THEORY.p -o FILE.index"


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts of which each is decoded when it is asked for."""

    data: npt.NDArray[np.uint8]
    starts: npt.NDArray[np.int64]

    @staticmethod
    def of(texts: Iterable[str]) -> Texts:
        """``texts`` as they will be stored."""
        encoded = [text.encode() for text in texts]
        sizes = np.fromiter(map(len, encoded), np.int64, len(encoded))
        data = np.frombuffer(b"".join(encoded), np.uint8)
        return Texts(data, np.concatenate(([0], np.cumsum(sizes))).astype(np.int64))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, index: int) -> str:
        return self.data[self.starts[index] : self.starts[index + 1]].tobytes().decode()


@dataclass(frozen=True, slots=True)
class StoredTheory:
    """A theory whose axioms are read when they are wanted.

    Attributes:
        names: of the axioms, each another one.
        axioms: the statements as their author wrote them.
        declarations: what has to be read before any of them: the types of their symbols.
        postings: the symbols of each axiom.
    """

    names: Texts
    axioms: Texts
    declarations: str
    postings: Postings

    def __len__(self) -> int:
        return len(self.axioms)


def is_stored_theory(path: Path) -> bool:
    """Whether the file at ``path`` says that it is one, damaged or not."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def save_theory(theory: StoredTheory, path: Path) -> None:
    """Write ``theory`` to ``path``, whole or not at all.

    Raises:
        IndexUnreadable: there is a file that is no theory; it is left alone.
        OSError: it cannot be written.
    """
    if path.exists() and path.stat().st_size and not is_stored_theory(path):
        raise IndexUnreadable(f"{path} is no theory index", hint="choose another name for it")
    arrays = _arrays(theory)
    header = {
        "format": _FORMAT,
        "arrays": {name: [array.dtype.str, len(array)] for name, array in arrays.items()},
        "symbols": theory.postings.terms,
        "declarations": theory.declarations,
        "sha256": _checksum(theory.postings.terms, theory.declarations, arrays),
    }
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with partial.open("wb") as file:
            written = json.dumps(header, ensure_ascii=False).encode() + b"\n"
            file.write(_MAGIC + written)
            file.write(bytes(-file.tell() % _ALIGNMENT))
            for array in arrays.values():
                file.write(array.tobytes() + bytes(-array.nbytes % _ALIGNMENT))
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def load_theory(path: Path) -> StoredTheory:
    """The theory in the file at ``path``; its arrays are mapped, not read, into memory.

    Raises:
        IndexUnreadable: it is missing, damaged, of another format, or something else.
    """
    try:
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                raise ValueError("it does not begin like one")
            header = json.loads(file.readline(_LONGEST_HEADER))
            if header["format"] != _FORMAT:
                raise ValueError(f"it has format {header['format']}, {_FORMAT} is read")
            start = file.tell() + -file.tell() % _ALIGNMENT
        arrays = _mapped(path, start, header["arrays"])
        terms, declarations = tuple(header["symbols"]), header["declarations"]
        if _checksum(terms, declarations, arrays) != header["sha256"]:
            raise ValueError("the checksum is another one")
        return _theory(terms, declarations, arrays)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise IndexUnreadable(
            f"no theory index can be read from {path}: {why}", hint=_HINT
        ) from error


def _arrays(theory: StoredTheory) -> dict[str, npt.NDArray[Any]]:
    postings = theory.postings
    return {
        "names": theory.names.data,
        "name_starts": theory.names.starts,
        "axioms": theory.axioms.data,
        "axiom_starts": theory.axioms.starts,
        "starts": postings.starts,
        "documents": postings.documents,
        "counts": postings.counts,
        "lengths": postings.lengths,
    }


def _theory(
    terms: tuple[str, ...], declarations: str, arrays: Mapping[str, npt.NDArray[Any]]
) -> StoredTheory:
    names = Texts(arrays["names"], arrays["name_starts"])
    axioms = Texts(arrays["axioms"], arrays["axiom_starts"])
    parts = [arrays[part] for part in ("starts", "documents", "counts", "lengths")]
    return StoredTheory(names, axioms, declarations, Postings(terms, *parts))


def _mapped(
    path: Path, start: int, layout: Mapping[str, tuple[str, int]]
) -> dict[str, npt.NDArray[Any]]:
    """The arrays of the file, one after the other from ``start`` on."""
    data = np.memmap(path, np.uint8, mode="r")
    arrays = {}
    for name, (kind, length) in layout.items():
        size = np.dtype(kind).itemsize * length
        if start + size > len(data):
            raise ValueError("it ends too early")
        arrays[name] = data[start : start + size].view(kind)
        start += size + -size % _ALIGNMENT
    return arrays


def _checksum(
    terms: Sequence[str], declarations: str, arrays: Mapping[str, npt.NDArray[Any]]
) -> str:
    digest = sha256(json.dumps([list(terms), declarations]).encode())
    for array in arrays.values():
        digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()
