"""A LeanDojo corpus: files, what each of them can use, and its premises as an index.

What is accessible is what LeanDojo says is: everything in the files imported, directly or not,
and what ends before the theorem starts in its own file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from search.leandojo.errors import BenchmarkUnreadable
from search.leandojo.rows import Place, SourceFile, SourcePremise
from search.premises.index import CorpusKey, PremiseIndex, build_index
from search.premises.premise import Accessible, Premise

__all__ = ["Corpus"]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Files in the order in which they can be compiled, and their usable premises in a row.

    Attributes:
        files: each after those that it imports.
        premises: the usable premises of all files.
        homes: for each premise the number of its file.
        starts: for each file the number of its first premise; one more than there are files.
        imported: for each file the set of files that it imports, directly or not, as the bits
            of a number.
        numbers: the number of the file at a path.
    """

    files: tuple[SourceFile, ...]
    premises: tuple[SourcePremise, ...]
    homes: tuple[int, ...]
    starts: tuple[int, ...]
    imported: tuple[int, ...]
    numbers: dict[str, int] = field(repr=False, compare=False)

    @staticmethod
    def of(files: Iterable[SourceFile]) -> Corpus:
        """The corpus of ``files``.

        Raises:
            BenchmarkUnreadable: a file is there twice, or imports one that does not come before.
        """
        read = tuple(files)
        numbers: dict[str, int] = {}
        imported: list[int] = []
        premises: list[SourcePremise] = []
        homes: list[int] = []
        starts = [0]
        for number, file in enumerate(read):
            imported.append(_closure(file, numbers, imported))
            numbers[file.path] = number
            usable = [premise for premise in file.premises if premise.is_usable]
            premises += usable
            homes += [number] * len(usable)
            starts.append(len(premises))
        return Corpus(read, tuple(premises), tuple(homes), tuple(starts), tuple(imported), numbers)

    def accessible(self, path: str, place: Place) -> Accessible:
        """Which premises may be used at a place of a file; in an unknown file none may be."""
        home = self.numbers.get(path)
        if home is None:
            return lambda _: False
        imported = self.imported[home]

        def accessible(index: int) -> bool:
            if self.homes[index] == home:
                return self.premises[index].end <= place
            return bool(imported >> self.homes[index] & 1)

        return accessible

    def locate(self, path: str, place: Place) -> int | None:
        """The first premise of a file that spans ``place``."""
        home = self.numbers.get(path)
        if home is None:
            return None
        spans = range(self.starts[home], self.starts[home + 1])
        return next(
            (i for i in spans if self.premises[i].start <= place <= self.premises[i].end), None
        )

    def index(self) -> PremiseIndex:
        """An index of the premises: their code is the statement, their file the module."""
        rows = [
            Premise(premise.full_name or "", premise.code, self.files[home].path)
            for premise, home in zip(self.premises, self.homes, strict=True)
        ]
        digest = hashlib.sha256("\n".join(row.statement for row in rows).encode()).hexdigest()
        return build_index(rows, CorpusKey(digest, ("leandojo",)))


def _closure(file: SourceFile, numbers: dict[str, int], imported: Sequence[int]) -> int:
    if file.path in numbers:
        raise BenchmarkUnreadable(f"{file.path} is in the corpus twice")
    files = 0
    for path in file.imports:
        if (number := numbers.get(path)) is None:
            message = f"{file.path} imports {path}, which does not come before it in the corpus"
            raise BenchmarkUnreadable(message)
        files |= imported[number] | 1 << number
    return files
