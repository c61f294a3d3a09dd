"""What guides a search, as people say it on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

__all__ = ["GuidanceOptions", "PolicyName", "PromptName"]


class PolicyName(StrEnum):
    """Who proposes tactics."""

    HAND = "hand"
    MODEL = "model"
    MIXED = "mixed"


class PromptName(StrEnum):
    """How the model is asked."""

    CHAT = "chat"
    REPROVER = "reprover"


@dataclass(frozen=True, slots=True)
class GuidanceOptions:
    """What guides the search: see ``prover search --help``."""

    policy: PolicyName | None = None
    prompt: PromptName = PromptName.CHAT
    samples: int = 8
    critic: bool = False
    sketches: int = 0
    premises: int = 0
    seed: int = 0
    experience: Path | None = None
    memory: Path | None = None
