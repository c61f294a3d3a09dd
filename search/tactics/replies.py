"""From what a model says to a tactic that may be tried.

What is refused here would be refused by Lean's server too; refusing it early saves calls.  The
kernel, which judges every finished script as a file of its own, does not rely on this module.
"""

from __future__ import annotations

import re
from textwrap import dedent

__all__ = ["is_refused", "script_of", "tactic_of"]

_LONGEST = 8_000
_THOUGHTS = re.compile(r"\A.*</think>", re.DOTALL)
_FENCE = re.compile(r"```[\w+-]*[ \t]*\n(.*?)(?:\n[ \t]*```|\Z)", re.DOTALL)
_NUMBERING = re.compile(r"\A(?:\(?\d{1,2}[.):]\s+|[-*•]\s+|(?:tactic|answer|lean)\s*:\s*)", re.I)
_BY = re.compile(r"\A(?::=\s*)?by\b[ \t]*")
_COMMENT = re.compile(r"^[ \t]*--[^\n]*\n?|/-.*?-/", re.DOTALL | re.MULTILINE)
_THEOREM = re.compile(r"\A(?:theorem|lemma|example)\b.*?:=\s*by\b[ \t]*", re.DOTALL)
_REFUSED = re.compile(
    r"\b(?:sorry|sorryAx|admit|native_decide|bv_decide|run_tac|run_cmd|by_elab|set_option"
    r"|unsafe|implemented_by|extern|ofReduceBool|debug\.\w+)\b"
)
_COMMAND = re.compile(
    r"^\s*(?:#\w|@\[|(?:theorem|lemma|example|def|abbrev|axiom|opaque|instance|inductive"
    r"|structure|class|macro|macro_rules|syntax|elab|elab_rules|notation|infix[lr]?|prefix"
    r"|postfix|import|namespace|section|end|attribute|initialize|deriving|universe|variable"
    r"|export)\b)",
    re.MULTILINE,
)


def tactic_of(reply: str) -> str:
    """The tactic in a reply, or nothing where there is none that may be tried."""
    text = _body(reply)
    return "" if len(text) > _LONGEST or is_refused(text) else text


def script_of(reply: str) -> str:
    """The tactics of a whole proof in a reply; parts of it may have to be refused."""
    text = _THEOREM.sub("", _bare(reply), count=1)
    return "" if len(text) > _LONGEST else _after_by(text)


def is_refused(tactic: str) -> bool:
    """Whether a text holds a command, or something that proves nothing (``sorry``)."""
    return bool(_REFUSED.search(tactic) or _COMMAND.search(tactic))


def _body(reply: str) -> str:
    text = _bare(reply)
    while (match := _NUMBERING.match(text)) is not None:
        text = text[match.end() :]
    if len(text) > 1 and text[0] == text[-1] == "`":
        text = text.strip("`")
    return _after_by(text)


def _bare(reply: str) -> str:
    """What stands in the first fence, or everything, without comments."""
    text = _THOUGHTS.sub("", reply)
    fenced = _FENCE.search(text)
    text = fenced[1] if fenced else text
    return _COMMENT.sub("", text).strip("\n").rstrip()


def _after_by(text: str) -> str:
    """The text without a ``by`` before it, its lines moved to the left as far as they go."""
    stripped = _BY.sub("", text.lstrip() if _BY.match(text.lstrip()) else text)
    first, newline, rest = stripped.partition("\n")
    if first.strip() and rest and not first.startswith((" ", "\t")):
        return (first.strip() + newline + _level(first, rest)).strip()
    return dedent(stripped).strip()


def _level(first: str, rest: str) -> str:
    """Later lines are moved left where all are indented though the first opens no block."""
    opens = first.rstrip().endswith(("by", "=>", "with", "do", ":=", ",", "(", "⟨", "calc"))
    return rest if opens or first.lstrip().startswith(("·", ".", "have", "case")) else dedent(rest)
