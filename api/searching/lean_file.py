"""A goal for Lean's tactics: a statement, or the last theorem of a file and what it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from api.reading.files import not_a_theory
from prover.errors import InputError
from prover.logic.lean import without_comments
from prover.logic.lean.trees import CLOSING
from search.tactics.prove import LeanGoal
from translators.tip import read_tip, to_lean

__all__ = ["read_goal", "read_lean_goal"]

_PROOF = re.compile(r":=\s*(by\s+)?sorry(?:\s+end\b[^\n]*)*\s*\Z")
_THEOREM = re.compile(r"^[ \t]*(?:theorem|lemma|example)\b", re.MULTILINE)
_SCOPE = re.compile(r"^[ \t]*(variables?|section|namespace|mutual|end)\b", re.MULTILINE)
_NAME = re.compile(r"[^\W\d](?:\w|['!?₀-₉])*|«[^»\n]*»")


def read_goal(argument: str) -> LeanGoal:
    """The goal in a Lean or TIP file, or the argument itself where it names no file.

    Raises:
        InputError: it looks like a file and cannot be read, holds no goal, or is a theory.
        TipSyntaxError, NotExportable: a TIP file that is wrong, or says what Lean cannot.
    """
    not_a_theory(argument)
    path = Path(argument)
    if path.suffix not in (".lean", ".smt2") and not (len(argument) < 200 and path.is_file()):
        return read_lean_goal(argument)
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {argument}: {error}") from None
    if path.suffix != ".smt2":
        return read_lean_goal(text)
    found = to_lean(read_tip(text))
    return LeanGoal(found.statement, found.preamble, found.functions)


def read_lean_goal(text: str) -> LeanGoal:
    """The theorem to prove: the text, or its last theorem after what stands before it.

    Namespaces and what is open count, as they do in Lean; ``variable``s become binders of the
    theorem if it speaks of them.

    Raises:
        InputError: there is none, or it has a proof already.
    """
    plain = without_comments(text)
    starts = [match.start() for match in _THEOREM.finditer(plain)]
    if not starts:
        if not text.strip():
            raise InputError("there is nothing to prove", hint="give a statement or a file")
        return LeanGoal(_PROOF.sub("", plain.strip()).strip())
    preamble, theorem = plain[: starts[-1]], plain[starts[-1] :].strip()
    statement = _PROOF.sub("", theorem).strip()
    if ":=" in re.sub(r"\([^()]*\)", "", statement):
        raise InputError("the theorem has a proof already", hint="end it with := by sorry")
    statement = re.sub(r"\Alemma\b", "theorem", statement)
    statement = re.sub(r"\Aexample\b", "theorem goal", statement)
    names = re.findall(r"^\s*(?:def|abbrev)\s+([\w.«»']+)", preamble, re.MULTILINE)
    return LeanGoal(_with_variables(statement, preamble), preamble.strip(), tuple(names))


@dataclass(frozen=True, slots=True)
class _Variables:
    """A binder of a ``variable`` command; an instance may be without a name."""

    opening: str
    names: tuple[str, ...]
    type: str

    def for_names(self, used: set[str]) -> str:
        """The binder with those of its names that are used."""
        names = " ".join(name for name in self.names if name in used or self.opening == "[")
        typed = f"{names} : {self.type}" if names else self.type
        return f"{self.opening}{typed}{CLOSING[self.opening]}"


def _with_variables(statement: str, preamble: str) -> str:
    """``statement`` with the variables that it speaks of as its first binders, as Lean has it.

    A variable is used if the statement, or the type of a used one, names it; an instance if it
    is about used ones only.
    """
    known = list(_variables(preamble))
    variables = {name for each in known for name in each.names if each.opening != "["}
    used, before = _names(statement) & variables, set[str]()
    while used != before:
        before = set(used)
        for each in known:
            if each.opening != "[" and used & set(each.names):
                used |= _names(each.type) & variables
    binders = [
        each.for_names(used)
        for each in known
        if (_names(each.type) & variables <= used if each.opening == "[" else used & {*each.names})
    ]
    if not binders:
        return statement
    name = re.match(r"theorem\s+\S+", statement)
    assert name is not None, "a statement after a preamble has a name"
    return f"{name[0]} {' '.join(binders)}{statement[name.end() :]}"


def _names(text: str) -> set[str]:
    return set(_NAME.findall(text))


def _variables(preamble: str) -> Iterator[_Variables]:
    """The variables that are in scope at the end of ``preamble``."""
    scopes: list[list[_Variables]] = [[]]
    for command in _SCOPE.finditer(preamble):
        match command[1]:
            case "section" | "namespace" | "mutual":
                scopes.append([])
            case "end":
                scopes[1:] = scopes[1:-1]
            case _:
                scopes[-1] += _binders(preamble, command.end())
    return (each for scope in scopes for each in scope)


def _binders(text: str, at: int) -> Iterator[_Variables]:
    """The binders in brackets that stand at ``at``; one without a type changes brackets only."""
    while (found := re.compile(r"\s*([(\[{⦃])").match(text, at)) is not None:
        end = _closed(text, found.start(1))
        inside, opening = text[found.end() : end - 1], found[1]
        names, colon, type_ = inside.partition(":")
        if colon:
            yield _Variables(opening, tuple(names.split()), " ".join(type_.split()))
        elif opening == "[":
            yield _Variables(opening, (), " ".join(inside.split()))
        at = end


def _closed(text: str, at: int) -> int:
    """The offset after the bracket that closes the one at ``at``."""
    depth = 0
    for offset in range(at, len(text)):
        depth += (text[offset] in CLOSING) - (text[offset] in CLOSING.values())
        if depth == 0:
            return offset + 1
    return len(text)
