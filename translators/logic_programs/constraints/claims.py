"""What an option says has to hold: ``is_sat(F)``, ``is_valid(F)``, ``is_exception(…)`` …"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from prover.constraints.theory import Claim, Operation, Operator, Quantifier, Standing
from translators.logic_programs.constraints.analogy import number_in
from translators.logic_programs.constraints.meaning import Meaning, conjunction
from translators.logic_programs.constraints.syntax import Raw
from translators.logic_programs.constraints.vocabulary import key
from translators.logic_programs.errors import ProgramError

__all__ = ["claims_of", "unwrapped"]

_CLAIMS = {
    "issat": Standing.COULD,
    "isvalid": Standing.MUST,
    "isunsat": Standing.CANNOT,
}
_CONTRARY = {
    Standing.COULD: Standing.CANNOT,
    Standing.CANNOT: Standing.COULD,
    Standing.MUST: Standing.COULD_FAIL,
    Standing.COULD_FAIL: Standing.MUST,
}
_EXTREMES = frozenset({"ismin", "ismax"})
_EXCEPTION = "isexception"


def claims_of(meaning: Meaning, raw: Raw, wording: str) -> tuple[tuple[Claim, ...], bool]:
    """The claims of an option, and whether it is right when they do *not* all hold.

    Args:
        meaning: gives the formulas their meaning.
        raw: the option as parsed.
        wording: the option in English, for a number that ``is_min`` leaves out.

    Raises:
        ProgramError: the option claims nothing.
    """
    excepted = False
    while raw.kind == "call" and key(raw.text) == _EXCEPTION and len(raw.parts) == 1:
        excepted, raw = not excepted, raw.parts[0]
    if excepted and not _is_claim(raw):
        raw = Raw("call", "is_sat", (raw,), raw.start)
    return tuple(_claims(meaning, raw, wording)), excepted


def unwrapped(raw: Raw) -> Raw:
    """The formula inside of the claim that an option makes of it."""
    while raw.kind == "call" and key(raw.text) in (*_CLAIMS, _EXCEPTION) and len(raw.parts) == 1:
        raw = raw.parts[0]
    return raw


def _claims(meaning: Meaning, raw: Raw, wording: str) -> Iterator[Claim]:
    name = key(raw.text) if raw.kind == "call" else ""
    if raw.kind == "operator" and raw.text == "and" and all(map(_is_claim, raw.parts)):
        for part in raw.parts:
            yield from _claims(meaning, part, wording)
    elif raw.kind == "operator" and raw.text == "not" and _is_claim(raw.parts[0]):
        for claim in _claims(meaning, raw.parts[0], wording):
            yield replace(claim, standing=_CONTRARY[claim.standing])
    elif name in _CLAIMS:
        formulas = [meaning.closed(part, Quantifier.EXISTS) for part in raw.parts]
        yield Claim(conjunction(formulas), _CLAIMS[name])
    elif name in _EXTREMES:
        yield from _extreme(meaning, raw, wording)
    elif name == "isequivalent" and len(raw.parts) == 2:
        sides = tuple(meaning.closed(part, Quantifier.FOR_ALL) for part in raw.parts)
        yield Claim(Operation(Operator.IFF, sides), Standing.MUST)
    else:
        raise ProgramError("an option says is_sat, is_valid, is_unsat or their exception")


def _extreme(meaning: Meaning, raw: Raw, wording: str) -> Iterator[Claim]:
    """``is_min(n, 3)``: n can be 3, and cannot be less.  The words may say which number."""
    said = number_in(wording)
    parts = raw.parts if said is None else (*raw.parts[:1], Raw("number", str(said), (), 0))
    if len(parts) != 2:
        raise ProgramError(f"'{raw.text}' needs a number and what it is the least or most of")
    value, limit = (meaning.number(part, {}) for part in parts)
    yield Claim(Operation(Operator.EQUAL, (value, limit)), Standing.COULD)
    pair = (value, limit) if key(raw.text) == "ismin" else (limit, value)
    yield Claim(Operation(Operator.LESS, pair), Standing.CANNOT)


def _is_claim(raw: Raw) -> bool:
    if raw.kind == "operator" and raw.text in ("and", "not"):
        return all(map(_is_claim, raw.parts))
    return raw.kind == "call" and key(raw.text) in {*_CLAIMS, *_EXTREMES, "isequivalent"}
