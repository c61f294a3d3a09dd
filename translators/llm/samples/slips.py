"""What language models write that is nearly a formula, mended on the text.

Each :class:`Slip` is one habit.  They are tried one after the other on a text that is no
formula, and only until it is one, so that as little as possible is changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from math import prod

__all__ = ["SLIPS", "Slip"]

_NAME = r"[^\W\d_][\w'’-]*"
_DOTS = r"(?:\.\.+|…)"
_SIGN = r"(?:&|\||∧|∨|,)"
_TERM = r"([^,()]+(?:\([^()]*\))?)"


@dataclass(frozen=True, slots=True)
class Slip:
    """A habit: ``message`` says what is changed, ``mend`` changes it everywhere in a text."""

    message: str
    mend: Callable[[str], str]


def _replacing(*rules: tuple[str, str]) -> Callable[[str], str]:
    """Replaces each expression in turn."""
    compiled = [(re.compile(expression), replacement) for expression, replacement in rules]

    def mend(text: str) -> str:
        for expression, replacement in compiled:
            text = expression.sub(replacement, text)
        return text

    return mend


# --- arguments ----------------------------------------------------------------------------------

_ARGUMENTS = re.compile(r"(?<=\w)\(([^()]*)\)")
_WORDS = re.compile(r"""["“”'’\w.$% -]+""")
_QUOTED = re.compile(r"""\s*["“'][^"“”']*["”']\s*""")
_QUOTES = re.compile(r"""["“”'’\\]""")
_LOGICAL_WORD = re.compile(
    r"\b(?:all|exists|forall|some|not|xor|implies|iff|no)\b|^\S+ (?:and|or) \S+$", re.IGNORECASE
)
_APPLIED = re.compile(r"[^\W\d_][\w'’-]*\(")
_NO_PREDICATE = re.compile(r"(?:no|not|all|exists|forall)\(", re.IGNORECASE)


def _quoted_arguments(text: str) -> str:
    """``Reads(a, "Walden" by Thoreau)``: an argument of several words is one name."""

    def quoted(argument: str) -> str:
        plain = " ".join(_QUOTES.sub(" ", argument).split())
        is_name = " " in plain and _WORDS.fullmatch(argument) and not _QUOTED.fullmatch(argument)
        return f"'{plain}'" if is_name and not _LOGICAL_WORD.search(plain) else argument

    return _ARGUMENTS.sub(
        lambda match: f"({', '.join(quoted(part.strip()) for part in match[1].split(','))})", text
    )


def _distributed(text: str) -> str:
    """``P(a, b | c)`` is ``(P(a, b) | P(a, c))``, and ``P(a, [b, c])`` holds of both."""
    for _ in range(_MOST_DISTRIBUTED):
        changed = _first_distributed(text)
        if changed is None:
            break
        text = changed
    return text


_MOST_DISTRIBUTED = 20
_MOST_CHOICES = 16
"""More atoms than this are not made of one."""


def _first_distributed(text: str) -> str | None:
    for match in _APPLIED.finditer(text):
        end = _closing(text, match.end() - 1)
        if end < 0 or _NO_PREDICATE.fullmatch(match[0]):
            continue
        choices, sign = [], ""
        for argument in _split(text[match.end() : end], ","):
            found, mark = _alternatives(argument.strip())
            sign = mark or sign
            choices.append(found)
        if sign and prod(map(len, choices)) <= _MOST_CHOICES:
            atoms = [f"{match[0]}{', '.join(chosen)})" for chosen in product(*choices)]
            return f"{text[: match.start()]}({f' {sign} '.join(atoms)}){text[end + 1 :]}"
    return None


def _alternatives(argument: str) -> tuple[list[str], str]:
    if argument.startswith("[") and argument.endswith("]"):
        return [part.strip() for part in _split(argument[1:-1], ",")], "&"
    for sign in "|&":
        parts = _split(argument, sign)
        if len(parts) > 1:
            return [part.strip() for part in parts], sign
    return [argument], ""


def _split(text: str, mark: str) -> list[str]:
    """The parts of ``text`` between marks that stand in no bracket."""
    parts, depth = [""], 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        if character == mark and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _closing(text: str, opening: int) -> int:
    depth = 0
    for at in range(opening, len(text)):
        depth += (text[at] in "([{") - (text[at] in ")]}")
        if depth == 0:
            return at
    return -1


# --- the habits ---------------------------------------------------------------------------------

SLIPS = (
    Slip("a remark behind the formula left out", _replacing((r"\s(?:#|//|%).*$", ""))),
    Slip(
        "dots that stand for more of the same left out",
        _replacing((rf"{_DOTS}\s*{_SIGN}\s*|\s*{_SIGN}?\s*{_DOTS}", "")),
    ),
    Slip(
        "a quantifier written in words read as its sign",
        _replacing(
            (r"\b(?:[Nn]one|N[Oo](?:\s*one|body)?)\s*\(?\s*([a-z]\d*)\s*\)?\s*\.", r"no \1."),
            (
                r"\b(?:[Ff]or\s+(?:all|every|each|any)|[Ee]very|[Ee]ach)\s+(?=[a-z]\w*\s*[.,:(])",
                "∀",
            ),
            (r"\b(?:[Tt]here\s*[Ee]xists?|[Ee]xists? an?)\s+(?=[a-z]\w*\s*[.,:(&])", "∃"),
        ),
    ),
    Slip(
        "a quantifier behind its formula put before it",
        _replacing(
            (
                r"^(.*?)\s*,?\s*\bfor\s+(?:all|every|each|any)?\s*([a-z]\d*)(\)?)\s*$",
                r"∀\2. \1\3",
            )
        ),
    ),
    Slip(
        "a comparison before its arguments put between them",
        _replacing((rf"(?<!\w)(<=|>=|=<|≤|≥|<|>|==|=)\s*\({_TERM},{_TERM}\)", r"(\2 \1 \3)")),
    ),
    Slip("an argument of several words read as one name", _quoted_arguments),
    Slip("connectives and lists among arguments put between atoms", _distributed),
    Slip(
        "'a is b' read as b(a)",
        _replacing(
            (rf"({_NAME})\s+(?:is|are|was)\s+(?:an?\s+|the\s+)?({_NAME})(?![\w(])", r"\2(\1)")
        ),
    ),
    Slip(
        "a name and its verb read as an atom",
        _replacing(
            (
                rf"(?<![\w(,] )(?<!\w)({_NAME})\s+({_NAME})"
                r"(?=\s*(?:$|[)&|∧∨→]|->|\(\1\)))(?:\(\1\))?",
                r"\2(\1)",
            )
        ),
    ),
)
