"""Fingerprint indexing: the terms that may unify with, or be instances of, a given one.

Schulz, "Fingerprint Indexing for Paramodulation and Rewriting" (2012): a term is sampled at a
few fixed positions; whether two terms can unify is refuted by comparing the samples.  There are
few different fingerprints in a search, so which of them are compatible is found out once and
remembered, instead of walking a tree again and again.
"""

from __future__ import annotations

from typing import Final, Generic, TypeVar

from search.saturation.terms import Term

__all__ = ["FingerprintIndex", "Fingerprints"]

Entry = TypeVar("Entry")

_VARIABLE: Final = -1
_BELOW_VARIABLE: Final = -2
_NOT_THERE: Final = -3

_PATHS: Final = ((), (0,), (1,), (0, 0), (0, 1), (1, 0), (1, 1), (2,))


class Fingerprints:
    """Numbers the fingerprints of one search and compares them.

    A fingerprint holds, for each sampled position, the symbol there, or that there is a
    variable, that there is one above, or that there is no such position.
    """

    __slots__ = ("_numbers", "_samples")

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, ...], int] = {}
        self._samples: list[tuple[int, ...]] = []

    def of(self, term: Term) -> int:
        """The number of the term's fingerprint."""
        number = term.fingerprint
        if number < 0:
            samples = tuple([_sample(term, path) for path in _PATHS])
            known = self._numbers.get(samples)
            if known is None:
                known = self._numbers[samples] = len(self._samples)
                self._samples.append(samples)
            number = term.fingerprint = known
        return number

    def may_unify(self, one: int, other: int) -> bool:
        """Whether terms with these fingerprints can have a common instance."""
        others = self._samples[other]
        for index, a in enumerate(self._samples[one]):
            b = others[index]
            if a != b:
                if a == _BELOW_VARIABLE or b == _BELOW_VARIABLE:
                    continue
                if a == _VARIABLE:
                    if b == _NOT_THERE:
                        return False
                elif b != _VARIABLE or a == _NOT_THERE:
                    return False
        return True

    def may_match(self, general: int, special: int) -> bool:
        """Whether a term with the second fingerprint can be an instance of the first."""
        others = self._samples[special]
        for index, a in enumerate(self._samples[general]):
            b = others[index]
            if a == b or a == _BELOW_VARIABLE:
                continue
            if a != _VARIABLE or b == _NOT_THERE or b == _BELOW_VARIABLE:
                return False
        return True


def _sample(term: Term, path: tuple[int, ...]) -> int:
    for step in path:
        if term.head < 0:
            return _BELOW_VARIABLE
        if step >= len(term.args):
            return _NOT_THERE
        term = term.args[step]
    return term.head if term.head >= 0 else _VARIABLE


class FingerprintIndex(Generic[Entry]):
    """Terms and what is known of each, found by fingerprint."""

    __slots__ = ("_buckets", "_fingerprints", "_instances", "_partners")

    def __init__(self, fingerprints: Fingerprints) -> None:
        self._fingerprints = fingerprints
        self._buckets: dict[int, dict[Term, list[Entry]]] = {}
        self._partners: dict[int, list[dict[Term, list[Entry]]]] = {}
        self._instances: dict[int, list[dict[Term, list[Entry]]]] = {}

    def add(self, term: Term, entry: Entry) -> None:
        """Note ``entry`` under ``term``."""
        number = self._fingerprints.of(term)
        bucket = self._buckets.get(number)
        if bucket is None:
            bucket = self._buckets[number] = {}
            for asked, found in self._partners.items():
                if self._fingerprints.may_unify(asked, number):
                    found.append(bucket)
            for asked, found in self._instances.items():
                if self._fingerprints.may_match(asked, number):
                    found.append(bucket)
        entries = bucket.get(term)
        if entries is None:
            bucket[term] = [entry]
        else:
            entries.append(entry)

    def remove(self, term: Term, entry: Entry) -> None:
        """Forget ``entry`` under ``term``."""
        bucket = self._buckets[self._fingerprints.of(term)]
        entries = bucket[term]
        entries.remove(entry)
        if not entries:
            del bucket[term]

    def partners(self, term: Term) -> list[dict[Term, list[Entry]]]:
        """Groups of terms that may unify with ``term``, with their entries."""
        number = self._fingerprints.of(term)
        found = self._partners.get(number)
        if found is None:
            found = self._partners[number] = [
                bucket
                for other, bucket in self._buckets.items()
                if self._fingerprints.may_unify(number, other)
            ]
        return found

    def instances(self, term: Term) -> list[dict[Term, list[Entry]]]:
        """Groups of terms that may be instances of ``term``, with their entries."""
        number = self._fingerprints.of(term)
        found = self._instances.get(number)
        if found is None:
            found = self._instances[number] = [
                bucket
                for other, bucket in self._buckets.items()
                if self._fingerprints.may_match(number, other)
            ]
        return found
