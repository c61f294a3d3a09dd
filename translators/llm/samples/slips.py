"""What language models write that is nearly a formula, mended on the text.

Each :class:`Slip` is one habit.  They are tried one after the other on a text that is no
formula, and only until it is one, so that as little as possible is changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

__all__ = ["SLIPS", "Slip"]


@dataclass(frozen=True, slots=True)
class Slip:
    """A habit: ``message`` says what is changed, ``mend`` changes it everywhere in a text."""

    message: str
    mend: Callable[[str], str]


def _pattern(expression: str, replacement: str) -> Callable[[str], str]:
    compiled = re.compile(expression)
    return lambda text: compiled.sub(replacement, text)


_NAME = r"[^\W\d_][\w'’-]*"
_DOTS = r"(?:\.\.+|…)"
_CONNECTIVE = r"(?:&|\||∧|∨|,)"
_ARGUMENTS = re.compile(r"(?<=\w)\(([^()]*)\)")
_WORDS = re.compile(r"""["“”'’\w.$% -]+""")
_QUOTED = re.compile(r"""\s*["“'][^"“”']*["”']\s*""")
_LOGICAL_WORD = re.compile(
    r"\b(?:all|exists|forall|some|not|xor|implies|iff|no)\b|^\S+ (?:and|or) \S+$", re.IGNORECASE
)
_APPLIED = re.compile(r"[^\W\d_][\w'’-]*\(")
_NO_PREDICATE = re.compile(r"(?:no|not|all|exists|forall)\(", re.IGNORECASE)


def _quoted_arguments(text: str) -> str:
    """``Reads(a, "Walden" by Thoreau)``: an argument of several words is one name."""

    def quoted(argument: str) -> str:
        plain = " ".join(re.sub(r"""["“”'’\\]""", " ", argument).split())
        is_name = " " in plain and _WORDS.fullmatch(argument) and not _QUOTED.fullmatch(argument)
        return f"'{plain}'" if is_name and not _LOGICAL_WORD.search(plain) else argument

    return _ARGUMENTS.sub(
        lambda match: f"({', '.join(quoted(part.strip()) for part in match[1].split(','))})", text
    )


def _distributed(text: str) -> str:
    """``P(a, b | c)`` is ``(P(a, b) | P(a, c))``, and ``P(a, [b, c])`` holds of both."""
    for match in _APPLIED.finditer(text):
        end = _closing(text, match.end() - 1)
        if end < 0 or _NO_PREDICATE.fullmatch(match[0]):
            continue
        choices, sign = [], ""
        for argument in _split(text[match.end() : end], ","):
            found, mark = _alternatives(argument.strip())
            sign = mark or sign
            choices.append(found)
        if sign:
            atoms = [f"{match[0]}{', '.join(chosen)})" for chosen in product(*choices)]
            joined = f" {sign} ".join(atoms)
            return _distributed(f"{text[: match.start()]}({joined}){text[end + 1 :]}")
    return text


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


def _without_comment(text: str) -> str:
    """A remark behind the formula, set off by ``#``, ``//`` or ``%``."""
    return re.sub(r"\s(?:#|//|%).*$", "", text)


SLIPS = (
    Slip("a remark behind the formula left out", _without_comment),
    Slip(
        "dots that stand for more of the same left out",
        lambda text: re.sub(
            rf"{_DOTS}\s*{_CONNECTIVE}\s*|\s*{_CONNECTIVE}?\s*{_DOTS}", "", text
        ),
    ),
    Slip(
        "a quantifier written in words read as its sign",
        lambda text: re.sub(
            r"\b(?:[Tt]here\s*[Ee]xists?|THERE EXISTS|[Ee]xists? an?)\s+(?=[a-z]\w*\s*[.,:(&])",
            "∃",
            re.sub(
                r"\b(?:[Ff]or\s+(?:all|every|each|any)|[Ee]very|[Ee]ach)\s+(?=[a-z]\w*\s*[.,:(])",
                "∀",
                re.sub(r"\b(?:[Nn]one|N[Oo](?:\s*one|body)?)\s*\(?\s*([a-z]\d*)\s*\)?\s*\.", r"no \1.", text),
            ),
        ),
    ),
    Slip(
        "a quantifier behind its formula put before it",
        _pattern(r"^(.*?)\s*,?\s*\bfor\s+(?:all|every|each|any)?\s*([a-z]\d*)(\)?)\s*$", r"∀\2. \1\3"),
    ),
    Slip("a comparison before its arguments put between them",
         _pattern(r"(?<!\w)(<=|>=|=<|≤|≥|<|>|==|=)\s*\(([^,()]+(?:\([^()]*\))?),([^,()]+(?:\([^()]*\))?)\)",
                  r"(\2 \1 \3)")),
    Slip("an argument of several words read as one name", _quoted_arguments),
    Slip("connectives and lists among arguments put between atoms", _distributed),
    Slip("'a is b' read as b(a)",
         _pattern(rf"({_NAME})\s+(?:is|are|was)\s+(?:an?\s+|the\s+)?({_NAME})(?![\w(])", r"\2(\1)")),
    Slip("a name and its verb read as an atom",
         _pattern(rf"(?<![\w(,] )(?<!\w)({_NAME})\s+({_NAME})(?=\s*(?:$|[)&|∧∨→]|->|\(\1\)))(?:\(\1\))?",
                  r"\2(\1)")),
)  # fmt: skip
