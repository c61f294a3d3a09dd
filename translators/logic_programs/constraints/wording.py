"""The words beside a formula have the last word about what it says.

Programs often ask whether an option *could* be true where the question says *must*, turn an
option round for *EXCEPT* twice, write ``Or`` for *but not both* and ``Implies`` for *if and only
if*.
"""

from __future__ import annotations

import re
from dataclasses import replace

from prover.constraints.theory import Claim, Option, Standing
from translators.logic_programs.constraints.syntax import Raw
from translators.logic_programs.constraints.vocabulary import key

__all__ = ["as_asked", "as_said", "asked_standing"]

_WORDS = (
    (
        re.compile(
            r"\b(?:cannot|can not|could not|must be false|not (?:be )?(?:allowed|permitted))\b",
            re.I,
        ),
        Standing.CANNOT,
    ),
    (re.compile(r"\b(?:could|can|may|might) be false\b", re.I), Standing.COULD_FAIL),
    (re.compile(r"\b(?:must|required)\b", re.I), Standing.MUST),
    (
        re.compile(
            r"\b(?:could|can|may|might|possible|acceptable|allow(?:ed|able)|permissible)\b", re.I
        ),
        Standing.COULD,
    ),
)
_EXCEPT = re.compile(r"\bEXCEPT\b")
_ASKING = re.compile(r"\b(?:which|each|any|what)\b", re.I)
_DETERMINED = re.compile(r"\b(?:fully|completely) determined if which\b", re.I)
_ABOUT_CONSTRAINTS = re.compile(r"\bsame effect\b|\bdetermined\b|\bif which\b", re.I)
_OPPOSITE = {
    Standing.MUST: Standing.COULD_FAIL,
    Standing.COULD: Standing.CANNOT,
    Standing.CANNOT: Standing.COULD,
    Standing.COULD_FAIL: Standing.MUST,
    Standing.SETTLES: Standing.SETTLES,
}


def asked_standing(question: str) -> Standing | None:
    """What the right option of ``question`` is like, or ``None`` where the words do not say.

    Only the part that asks counts (*which one of the following …*), not the conditions before
    it.  *EXCEPT* turns the standing into its opposite.  Questions about the constraints
    themselves (*would have the same effect*) are left to the program.
    """
    if _DETERMINED.search(question):
        return Standing.SETTLES
    if _ABOUT_CONSTRAINTS.search(question):
        return None
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
    settles = standing is Standing.SETTLES
    meant = _OPPOSITE[claim.standing] if option.excepted and not settles else claim.standing
    if meant is standing:
        return option, ""
    turned = replace(option, claims=(Claim(claim.formula, standing),), excepted=False)
    return turned, f"the program asks what {meant}, the question what {standing}"


_SAID = (
    (re.compile(r"\bbut not\b.*\bboth\b", re.I), "or", "Xor", "but not both"),
    (re.compile(r"\bif,? (?:and|but) only if\b", re.I), "implies", "Iff", "if and only if"),
)
_NAMES = {"=>": "implies", "or": "or"}


def as_said(raw: Raw, sentence: str) -> tuple[Raw, str]:
    """The formula of two parts as its sentence joins them, and a note where that differs."""
    connective = _NAMES.get(raw.text) if raw.kind == "operator" else key(raw.text)
    for words, written, meant, phrase in _SAID:
        if connective == written and len(raw.parts) == 2 and words.search(sentence):
            turned = Raw("call", meant, raw.parts, raw.start)
            return turned, f"{written} read as {meant.lower()}: {sentence!r} says {phrase!r}"
    return raw, ""
