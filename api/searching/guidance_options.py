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

    @property
    def identity(self) -> str:
        """All of it in one line: a stored search goes on only with the same guidance."""
        policy = self.policy or "default"
        asked = f"{policy}, {self.prompt}, {self.samples} samples, {self.sketches} sketches"
        critic = "critic" if self.critic else "no critic"
        files = f"experience {self.experience}, memory {self.memory}"
        return f"{asked}, {critic}, {self.premises} premises, {files}"
