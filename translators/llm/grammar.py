"""The grammar of formulas for a decoder: ``formula.lark``, narrowed to the notation we print.

People write formulas in many ways, so the grammar that reads them knows many spellings of a
sign and settles by context what they mean.  A model that writes under constraint needs one.
Each production of the file is kept here whose terminals have a spelling in the printed notation;
the text that results is GBNF, which llama.cpp, vLLM and llguidance take.  Whatever it lets
through, the reader reads (the tests compare them); what comes back is read again anyway.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from lark import Lark

from prover.logic.reader.tree import grammar

__all__ = ["SPELLED", "formula_grammar", "keywords"]

SPELLED: Mapping[str, tuple[str, ...]] = {
    "FORALL": ("∀",),
    "EXISTS": ("∃",),
    "NOT": ("¬",),
    "AND": (" ∧ ",),
    "OR": (" ∨ ",),
    "IMPLIES": (" → ",),
    "IFF": (" ↔ ",),
    "XOR": (" ⊕ ",),
    "EQUAL": (" = ",),
    "UNEQUAL": (" ≠ ",),
    "COMPARE": (" < ", " > ", " ≤ ", " ≥ "),
    "LPAR": ("(",),
    "RPAR": (")",),
    "COMMA": (", ",),
    "TRUE": ("⊤",),
    "FALSE": ("⊥",),
}
"""How the printed notation spells a terminal, blanks around it included."""

_LETTERS = (("A", "Z"), ("a", "z"), ("_", "_"), ("À", "Ö"), ("Ø", "ö"), ("ø", "ɏ"))
_DIGITS = (("0", "9"),)
_ALL = (*_LETTERS, *_DIGITS)
"""Ranges of the characters that a name is made of."""

_VARIABLE_LETTERS = "uvwxyz"
"""A name is read as a variable if it is one of these, with digits or none."""


Range = tuple[str, str]


@lru_cache(maxsize=1)
def formula_grammar() -> str:
    """GBNF whose words are single formulas as we print them; it starts at ``root``."""
    reader = grammar()
    productions: dict[str, list[tuple[str, ...]]] = {}
    for rule in reader.rules:
        origin, expansion = rule.origin.name, tuple(symbol.name for symbol in rule.expansion)
        if _is_printed(origin, expansion):
            productions.setdefault(origin, []).append(expansion)
    rules = {_name(origin): _body(origin, found) for origin, found in productions.items()}
    rules |= {_name(t): " | ".join(map(_literal, spelled)) for t, spelled in SPELLED.items()}
    # A name that looks like a variable is one: it is bound, and only a term.
    rules[_name("term")] += " | variable"
    rules[_name("BINDER")] = f"variable {_literal(' ')}"
    rules["variable"] = f"[{_VARIABLE_LETTERS}] {_class(_DIGITS)}*"
    rules[_name("NAME")] = _name_body(keywords(reader))
    rules["rest"] = f"{_class(_ALL)}*"
    return "".join(f"{name} ::= {body}\n" for name, body in _reached(rules).items())


def _is_printed(origin: str, expansion: tuple[str, ...]) -> bool:
    """Whether the printed notation has this production.

    There each quantifier has one variable and no bracket around it, and a symbol without
    arguments has no brackets.
    """
    if origin == "_binder_list" and len(expansion) > 1:
        return False
    if origin == "binders" and expansion != ("_binder_list",):
        return False
    if "_quantifier" in expansion[1:] or expansion[1:] == ("LPAR", "RPAR"):
        return False
    known = {*SPELLED, "BINDER", "NAME"}
    return all(symbol in known for symbol in expansion if symbol.isupper())


def _body(origin: str, expansions: Sequence[tuple[str, ...]]) -> str:
    """The right side of a rule; ``a: a x | b`` is ``b x*``, since llama.cpp cannot recurse left."""
    bases = [e for e in expansions if e[0] != origin]
    tails = [e[1:] for e in expansions if e[0] == origin]
    body = " | ".join(" ".join(map(_name, base)) for base in bases)
    if not tails:
        return body
    repeated = " | ".join(" ".join(map(_name, tail)) for tail in tails)
    return f"({body}) ({repeated})*"


def _name(symbol: str) -> str:
    """A name that every GBNF reader takes: letters and hyphens, ``root`` for the start.

    Terminals are told apart from rules, and ``true`` from what xgrammar takes for a value.
    """
    if symbol == "start":
        return "root"
    spoken = ("sign-" if symbol.isupper() else "") + symbol.strip("_").lower().replace("_", "-")
    return re.sub(r"\d+", lambda number: chr(ord("a") + int(number[0])), spoken)


def _literal(text: str) -> str:
    return f'"{text}"'


def _class(ranges: Sequence[Range], without: Iterable[str] = ()) -> str:
    """A character class; the ranges are cut where a character is left out."""
    pieces = list(ranges)
    for character in sorted(without):
        cut: list[Range] = []
        for low, high in pieces:
            if not low <= character <= high:
                cut.append((low, high))
                continue
            if low < character:
                cut.append((low, chr(ord(character) - 1)))
            if character < high:
                cut.append((chr(ord(character) + 1), high))
        pieces = cut
    return "[" + "".join(low if low == high else f"{low}-{high}" for low, high in pieces) + "]"


def keywords(reader: Lark) -> frozenset[str]:
    """The words that are spellings of another terminal than ``NAME``."""
    found: set[str] = set()
    for terminal in reader.terminals:
        if terminal.name not in ("NAME", "BINDER", "SORT"):
            pattern = terminal.pattern.to_regexp()
            words = re.findall(r"[A-Za-z]+", pattern)
            found |= {word for word in words if re.fullmatch(pattern, word)}
    return frozenset(found)


def _name_body(keywords: Collection[str]) -> str:
    """Names that are no keyword and no variable: a tree of the prefixes of those.

    GBNF has no complement, so each prefix says which characters lead away from them.
    """
    excluded = {*keywords, *_VARIABLE_LETTERS}
    prefixes = {word[:i] for word in excluded for i in range(len(word) + 1)}

    def after(prefix: str) -> str:
        nexts = sorted(p[-1] for p in prefixes if p and p[:-1] == prefix)
        is_variable = prefix in set(_VARIABLE_LETTERS)
        apart = _class(_LETTERS if is_variable else _ALL, without=nexts) + " rest"
        choices = [f"{_literal(next_)} {after(prefix + next_)}" for next_ in nexts]
        choices.append(apart)
        if is_variable:
            choices.append(f"{_class(_DIGITS)}+ {_class(_LETTERS)} rest")
        body = f"({' | '.join(choices)})"
        return body if prefix in excluded or not prefix else f"{body}?"

    return after("")


def _reached(rules: Mapping[str, str]) -> dict[str, str]:
    """The rules that the root needs, in order of use."""
    found: dict[str, str] = {}
    waiting = ["root"]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found[name] = rules[name]
        bare = re.sub(r'"[^"]*"|\[[^\]]*\]', " ", rules[name])
        waiting += reversed([word for word in re.findall(r"[a-z-]+", bare) if word in rules])
    return found
