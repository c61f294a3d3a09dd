"""The ways in which one sample can be read, the most literal first.

What a model wrote is read as it stands, with the spellings of one name made one.  Four more
readings each assume a little more, and are for a caller to fall back on where the ones before
leave the question open:

* **link**: names that are useless apart are taken for one (:mod:`.links`);
* **granted**: what the text takes for granted is assumed, above all its domain: *a person is
  either … or …* says nothing about Ann unless she is a person
  (:mod:`translators.controlled.presupposition`);
* **exclusive**: *either … or …* means not both (:mod:`.alternatives`);
* **individual**: a predicate with the name of a thing means being that thing (:mod:`.links`).

Every reading lists what it assumes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from prover.logic.syntax import Formula
from translators.controlled.presupposition import presuppositions
from translators.llm.samples.alternatives import exclusive_reading
from translators.llm.samples.glossary import glossary_of
from translators.llm.samples.links import absorb_arguments, name_individuals, restore_links
from translators.llm.samples.merging import Merge, merge_spellings
from translators.translation import Presupposition

__all__ = ["Candidate", "Stage", "candidates"]


class Stage(StrEnum):
    """How far a reading goes beyond what was written."""

    WRITTEN = "written"
    LINK = "link"
    GRANTED = "granted"
    EXCLUSIVE = "exclusive"
    INDIVIDUAL = "individual"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a sample.

    Attributes:
        stage: how far it goes.
        formulas: premises and, last, the goal.
        merges: the names that were taken for one.
        granted: what is assumed besides the premises.
        exclusive: the indices of the formulas whose ∨ is read as *not both*.
    """

    stage: Stage
    formulas: tuple[Formula, ...]
    merges: tuple[Merge, ...] = ()
    granted: tuple[Presupposition, ...] = ()
    exclusive: tuple[int, ...] = ()


def candidates(formulas: Sequence[Formula], sentences: Sequence[str]) -> Iterator[Candidate]:
    """The readings of a sample, each different from the one before.

    Args:
        formulas: the sample's premises and, last, its goal.
        sentences: what they are of.
    """
    spelled, merges = merge_spellings(formulas)
    yield Candidate(Stage.WRITTEN, spelled, merges)
    absorbed, arguments = absorb_arguments(spelled)
    linked, links = restore_links(absorbed)
    merges = (*merges, *arguments, *links)
    if linked != spelled:
        yield Candidate(Stage.LINK, linked, merges)
    granted = presuppositions(linked[:-1], linked[-1], glossary_of(linked))
    if granted:
        yield Candidate(Stage.GRANTED, linked, merges, granted)
    readings = [exclusive_reading(f, s) for f, s in zip(linked, sentences, strict=True)]
    changed = tuple(index for index, reading in enumerate(readings) if reading is not None)
    last = tuple(reading or f for reading, f in zip(readings, linked, strict=True))
    if changed:
        yield Candidate(Stage.EXCLUSIVE, last, merges, granted, changed)
    named, individuals = name_individuals(last)
    if individuals:
        yield Candidate(Stage.INDIVIDUAL, named, (*merges, *individuals), granted, changed)
