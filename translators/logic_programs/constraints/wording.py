"""What a question asks of its options: the words have the last word.

Programs often ask whether an option *could* be true where the question says *must*, or turn
the option round for *EXCEPT* twice.
"""

from __future__ import annotations

import re
from dataclasses import replace

from prover.constraints.theory import Claim, Option, Standing

__all__ = ["as_asked", "asked_standing"]

_WORDS = (
    (re.compile(r"\bcannot\b|\bcan not\b|\bmust be false\b|\bcould not\b", re.I), Standing.CANNOT),
    (re.compile(r"\b(?:could|can|may|might) be false\b", re.I), Standing.COULD_FAIL),
    (re.compile(r"\bmust\b", re.I), Standing.MUST),
    (re.compile(r"\b(?:could|can|may|might|possible|acceptable)\b", re.I), Standing.COULD),
)
_EXCEPT = re.compile(r"\bEXCEPT\b")
_ASKING = re.compile(r"\b(?:which|each|any|what)\b", re.I)
_OPPOSITE = {
    Standing.MUST: Standing.COULD_FAIL,
    Standing.COULD: Standing.CANNOT,
    Standing.CANNOT: Standing.COULD,
    Standing.COULD_FAIL: Standing.MUST,
}


def asked_standing(question: str) -> Standing | None:
    """What the right option of ``question`` is like, or ``None`` where the words do not say.

    Only the part that asks counts (*which one of the following …*), not the conditions before
    it.  *EXCEPT* turns the standing into its opposite.
    """
    asking = _ASKING.search(question)
    text = question[asking.start() :] if asking else question
    for words, standing in _WORDS:
        if words.search(text):
            return _OPPOSITE[standing] if _EXCEPT.search(text) else standing
    return None


def as_asked(option: Option, standing: Standing | None) -> tuple[Option, str]:
    """``option`` as the question asks for it, and a note where the program asked otherwise.

    Only an option of one claim can be compared.
    """
    if standing is None or len(option.claims) != 1:
        return option, ""
    claim = option.claims[0]
    meant = _OPPOSITE[claim.standing] if option.excepted else claim.standing
    if meant is standing:
        return option, ""
    turned = replace(option, claims=(Claim(claim.formula, standing),), excepted=False)
    return turned, f"the program asks what {meant}, the question what {standing}"
