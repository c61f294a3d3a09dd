"""The rows of a LeanDojo Benchmark, field by field as LeanDojo writes them.

Yang et al., "LeanDojo: Theorem Proving with Retrieval-Augmented Language Models" (NeurIPS 2023).
A benchmark is a folder with ``corpus.jsonl``, one :class:`SourceFile` a line, each after the
files that it imports, and for each way to split the theorems a folder with ``train.json``,
``val.json`` and ``test.json``, each one list of :class:`TracedTheorem`.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Place", "Provenance", "SourceFile", "SourcePremise", "TracedTactic", "TracedTheorem"]

Place = tuple[int, int]
"""Line and column in a file, from 1."""


@dataclass(frozen=True, slots=True)
class SourcePremise:
    """A theorem or definition of a file; ``kind`` is the kind of its syntax node.

    The name is missing where LeanDojo could not tell it.
    """

    full_name: str | None
    code: str
    start: Place
    end: Place
    kind: str = ""

    @property
    def is_usable(self) -> bool:
        """ReProver leaves out premises without a name or code, and groups of definitions."""
        name = self.full_name or ""
        is_group = name.startswith("[") and name.endswith("]")
        return bool(name and self.code) and "user__.n" not in name and not is_group


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A Lean file: where it is, the files it imports directly, and what it defines."""

    path: str
    imports: tuple[str, ...]
    premises: tuple[SourcePremise, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a premise that a tactic mentions is defined."""

    full_name: str
    def_path: str
    def_pos: Place
    def_end_pos: Place | None = None


@dataclass(frozen=True, slots=True)
class TracedTactic:
    """A tactic between two states.

    ``annotated_tactic`` is the tactic with ``<a>…</a>`` around each premise, and where these
    come from, in the same order.
    """

    tactic: str
    annotated_tactic: tuple[str, tuple[Provenance, ...]]
    state_before: str
    state_after: str


@dataclass(frozen=True, slots=True)
class TracedTheorem:
    """A theorem of a repository with the tactics of its proof; none where the proof is a term."""

    url: str
    commit: str
    file_path: str
    full_name: str
    start: Place
    end: Place
    traced_tactics: tuple[TracedTactic, ...]
    theorem_statement: str | None = None
