"""One sample read: a formula for each sentence, what was mended, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prover.errors import ProverError
from prover.logic.reader import FormulaSyntaxError, Reading, ReadingWarning, parse_formulas
from prover.logic.syntax import Formula
from prover.logic.walk import conjunction
from translators.llm.samples.alignment import align
from translators.llm.samples.reply import Written, written
from translators.llm.samples.slips import SLIPS

__all__ = ["Repair", "SampleReading", "Unread", "read_sample"]

_LONGEST = 10_000
"""Longer formulas, in characters, are not read."""

_LONGEST_MENDED = 5_000
"""Longer formulas are not mended."""


@dataclass(frozen=True, slots=True)
class Repair:
    """What was decided for the model to make a formula of what it wrote.

    ``sentence`` is the index of the sentence; ``code`` tells the kind: ``slip``, ``repaired``,
    ``free-variable``, ``scope-widened``, ``same-name`` …
    """

    sentence: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence without a formula: what the model wrote for it, and why that is none."""

    sentence: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class SampleReading:
    """A sample as it was understood.

    Attributes:
        formulas: one for each sentence, ``None`` where there is none.
        texts: what the model wrote for each.
        unread: the sentences without a formula.
        extra: formulas that are of no sentence; they are not used.
        repairs: everything that was decided for the model, clashes of names included.
    """

    formulas: tuple[Formula | None, ...]
    texts: tuple[str, ...]
    unread: tuple[Unread, ...] = ()
    extra: tuple[Written, ...] = ()
    repairs: tuple[Repair, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether nothing at all had to be decided for the model."""
        return not self.repairs and not self.unread and not self.extra


def read_sample(reply: str, sentences: Sequence[str]) -> SampleReading:
    """Read a model's reply about ``sentences``, the last of which is the goal.

    Never raises on account of what the reply says.
    """
    found = written(reply)
    alignment = align(sentences, found)
    texts: list[str] = []
    owners: list[int] = []
    for sentence, indices in enumerate(alignment.formulas):
        texts += [found[index].formula for index in indices]
        owners += [sentence] * len(indices)
    reader = _SampleReader(texts, owners)
    parts = reader.read()
    formulas: list[Formula | None] = []
    said: list[str] = []
    for sentence, indices in enumerate(alignment.formulas):
        mine = [part for owner, part in zip(owners, parts, strict=True) if owner == sentence]
        read = [part for part in mine if part is not None]
        said.append(" ∧ ".join(found[index].formula for index in indices))
        formulas.append(conjunction(read) if read and len(read) == len(mine) else None)
        if not indices:
            reason = "the model wrote no formula for it"
            reader.unread.append(Unread(sentence, "", reason))
    return SampleReading(
        tuple(formulas),
        tuple(said),
        tuple(sorted(reader.unread, key=lambda each: each.sentence)),
        tuple(found[index] for index in alignment.extra),
        tuple(sorted(reader.repairs, key=lambda repair: repair.sentence)),
    )


class _SampleReader:
    """Reads the formulas of one sample as one theory, mending those that are none."""

    def __init__(self, texts: Sequence[str], owners: Sequence[int]) -> None:
        self.texts = list(texts)
        self.owners = owners
        self.repairs: list[Repair] = []
        self.unread: list[Unread] = []
        self.failed: set[int] = set()

    def read(self) -> list[Formula | None]:
        """The formula of each text, ``None`` where it cannot be read."""
        for index, text in enumerate(self.texts):
            if len(text) > _LONGEST:
                self._fail(index, f"a formula of {len(text):,} characters is not read")
        while True:
            left = [index for index in range(len(self.texts)) if index not in self.failed]
            try:
                reading = parse_formulas([self.texts[index] for index in left], tolerant=True)
            except FormulaSyntaxError as error:
                self._mend(left[error.formula or 0], error)
            except ProverError as error:
                self._fail_where_it_fails(left, error)
            else:
                return self._collected(reading, left)

    def _mend(self, index: int, error: FormulaSyntaxError) -> None:
        """Put right the slips in a text until it is a formula."""
        text = self.texts[index]
        messages = []
        for slip in SLIPS if len(text) <= _LONGEST_MENDED else ():
            mended = slip.mend(text)
            if mended == text:
                continue
            text = mended
            messages.append(slip.message)
            if _failure(text) is None:
                self.texts[index] = text
                self.repairs += [Repair(self.owners[index], "slip", m) for m in messages]
                return
        self._fail(index, str(error))

    def _fail_where_it_fails(self, left: Sequence[int], error: ProverError) -> None:
        """Leave out the formulas that are too deep, or all, when they contradict each other."""
        failing = [index for index in left if _failure(self.texts[index]) is not None]
        for index in failing or left:
            self._fail(index, str(error))

    def _fail(self, index: int, reason: str) -> None:
        self.failed.add(index)
        self.unread.append(Unread(self.owners[index], self.texts[index], reason))

    def _collected(self, reading: Reading, left: Sequence[int]) -> list[Formula | None]:
        formulas: list[Formula | None] = [None] * len(self.texts)
        for index, formula in zip(left, reading.formulas, strict=True):
            formulas[index] = formula
        self.repairs += [self._repair(warning, left) for warning in reading.warnings]
        return formulas

    def _repair(self, warning: ReadingWarning, left: Sequence[int]) -> Repair:
        return Repair(self.owners[left[warning.formula]], warning.code, warning.message)


def _failure(text: str) -> ProverError | None:
    try:
        parse_formulas((text,), tolerant=True)
    except ProverError as error:
        return error
    return None
