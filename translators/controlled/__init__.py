"""Controlled English: a grammar and compositional semantics into first-order logic."""

from translators.controlled.translator import ControlledEnglish
from translators.controlled.wording.verbalise import verbalise

__all__ = ["ControlledEnglish", "verbalise"]
