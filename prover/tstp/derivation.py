"""Derivations as the provers of others write them, in the TSTP format.

Sutcliffe, Schulz, Claessen and Van Gelder, "Using the TPTP Language for Writing Derivations
and Finite Interpretations" (IJCAR 2006): a derivation is a list of annotated formulas, each
of which says where it comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from prover.logic.syntax import Formula
from prover.problem import Span

__all__ = [
    "Block",
    "File",
    "Inference",
    "Introduced",
    "Source",
    "Status",
    "TstpDerivation",
    "TstpStep",
    "Unknown",
]


class Status(StrEnum):
    """What an inference says of its conclusion, in the words of the SZS ontology."""

    THM = "thm"
    CTH = "cth"
    ESA = "esa"
    UNSTATED = ""


@dataclass(frozen=True, slots=True)
class File:
    """The formula is the one called ``name`` in the problem file ``path``."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Inference:
    """The formula was derived.

    Records within records are read as one inference.

    Attributes:
        rule: what the outermost record calls it.
        status: ``thm`` only if all records are; ``esa`` if any is; else ``cth`` if any is.
        parents: names of the steps it was derived from, each once, in order.
        negated: those parents that stand below a record with status ``cth``.
        new_symbols: the symbols that the records say they introduce.
        inner_rules: rule names of the records below the outermost one, outermost first.
    """

    rule: str
    status: Status
    parents: tuple[str, ...]
    negated: frozenset[str] = frozenset()
    new_symbols: tuple[str, ...] = ()
    inner_rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Introduced:
    """The formula was brought in: ``kind`` is ``definition``, ``tautology``, ``split`` …"""

    kind: str
    new_symbols: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    """The step does not say where it comes from."""


Source = File | Inference | Introduced | Unknown


@dataclass(frozen=True, slots=True)
class TstpStep:
    """One annotated formula.

    ``language`` is ``fof`` or ``cnf``; ``formula`` is closed; ``span`` is the statement's
    place in the text.
    """

    name: str
    language: str
    role: str
    formula: Formula
    source: Source
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """The statements between two ``SZS output`` lines.

    ``kind`` is what the lines call it: ``Proof``, ``CNFRefutation``, ``FiniteModel`` …; it is
    empty for a text without such lines.
    """

    kind: str
    steps: tuple[TstpStep, ...]

    @property
    def is_model(self) -> bool:
        """True for models, saturations and other interpretations."""
        return self.kind.endswith(("Model", "Interpretation", "Saturation"))


@dataclass(frozen=True, slots=True)
class TstpDerivation:
    """What a prover said: the SZS ``status`` (empty if none) and its output blocks."""

    status: str
    blocks: tuple[Block, ...]
    _by_name: Mapping[str, TstpStep] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {step.name: step for step in self.steps})

    @property
    def steps(self) -> tuple[TstpStep, ...]:
        """The steps of the derivation: all statements that do not belong to a model."""
        return tuple(step for block in self.blocks if not block.is_model for step in block.steps)

    @property
    def by_name(self) -> Mapping[str, TstpStep]:
        """The steps of the derivation by their names."""
        return self._by_name
