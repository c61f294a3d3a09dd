"""Names in theory files: words, operators and how strongly these bind.

An operator is a name made of signs.  With two arguments it stands between them, with one it
stands before (``-x``) or, made of superscripts, behind (``x⁻¹``).  How strongly it binds is fixed
by its name, so that nothing has to be declared.  The strongest first:

====  =====================================  ==================================
 12   superscripts                           ``x⁻¹``
 11   signs before their argument            ``-x``
 10   ``^``                                  group to the right
  9   ``·`` ``*`` ``/`` ``∘`` ``∩`` ``⊓``    group to the left
  8   ``+`` ``-`` ``∪`` ``⊔`` and others     group to the left
  7   ``++`` ``::`` ``∷``                    group to the right
  6   ``=``, predicates (``≤`` ``∈`` …)      do not group
  5   ``¬`` ``∀`` ``∃``                      take one operand
  4   ``∧``, then ``∨``, ``⊕``, ``→``, ``↔``  as in :mod:`prover.logic.reader`
====  =====================================  ==================================
"""

from __future__ import annotations

import re
from enum import Enum, auto

from prover.logic.syntax import FunctionSymbol, Symbol

__all__ = [
    "COMPARISON",
    "CONNECTIVE_WORDS",
    "POSTFIX",
    "PREFIX",
    "RESERVED",
    "SIGN",
    "SUPERSCRIPTS",
    "TIGHTEST",
    "WORD",
    "Fixity",
    "binding",
    "fixity",
    "groups_right",
    "is_operator",
    "is_postfix",
    "is_variable_like",
    "is_word",
]

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼ⁿᵀ"
WORD = rf"(?!['’])(?:(?![{SUPERSCRIPTS}])[\w'’$])+"
"""A regular expression for words: letters of any script, digits, ``_``, ``'`` and ``$``."""

_ASCII_SIGNS = r"+\-*/<>=:^@&|~!\\?;"
SIGN = rf"[{_ASCII_SIGNS}]+|[{SUPERSCRIPTS}]+|[^\w\s\x00-\x7f'’‘“”\"`]"
"""A regular expression for signs: a run of ASCII signs or superscripts, or one other sign."""

RESERVED = frozenset(
    {"¬", "~", "!", "∧", "&", "&&", "/\\", "∨", "|", "||", "\\/", "⊕", "→", "->", "=>", "↔"}
    | {"<->", "<=>", "∀", "∃", "⊤", "⊥", "=", "≠", "!=", ":", "×", "if", "otherwise"}
)
"""What cannot name a symbol."""

CONNECTIVE_WORDS = frozenset(
    {"not", "and", "or", "xor", "implies", "iff", "forall", "all", "exists", "some"}
    | {"true", "false"}
)
"""Words for connectives, unless a symbol is called so."""

COMPARISON, PREFIX, POSTFIX, TIGHTEST = 6, 11, 12, 99

_STRENGTHS = {
    **dict.fromkeys("^↑", 10),
    **dict.fromkeys("·*/÷∘∩⊓⊗⊙•⋅∗⋆", 9),
    **dict.fromkeys(("++", "::", "∷", "⧺"), 7),
}
_OTHER = 8
_TO_THE_RIGHT = frozenset({"^", "↑", "++", "::", "∷", "⧺"})
_OPERATOR = re.compile(SIGN)
_PLAIN = re.compile(WORD)
_VARIABLE = re.compile(r"[a-zα-ω]s{0,2}[0-9₀-₉]*['’]*")


def is_operator(name: str) -> bool:
    """Whether ``name`` is made of signs and may be written without quotes."""
    return name not in RESERVED and _OPERATOR.fullmatch(name) is not None


def is_word(name: str) -> bool:
    """Whether ``name`` is a word that may be written without quotes."""
    return name not in RESERVED and _PLAIN.fullmatch(name) is not None


def is_postfix(name: str) -> bool:
    """Whether the operator ``name`` stands behind its argument."""
    return name[0] in SUPERSCRIPTS


def is_variable_like(name: str) -> bool:
    """Whether an undeclared ``name`` is a variable in a statement: ``x``, ``n1``, ``xs``."""
    return _VARIABLE.fullmatch(name) is not None


class Fixity(Enum):
    """Where a symbol stands."""

    BETWEEN = auto()
    BEFORE = auto()
    BEHIND = auto()
    CALLED = auto()
    """``f(x, y)``, or ``c`` without arguments."""


def fixity(symbol: Symbol) -> Fixity:
    """Where ``symbol`` stands: seen from its arguments, if it is an operator."""
    if symbol.arity not in (1, 2) or not is_operator(symbol.name):
        return Fixity.CALLED
    if symbol.arity == 2:
        return Fixity.BETWEEN
    return Fixity.BEHIND if is_postfix(symbol.name) else Fixity.BEFORE


def binding(symbol: Symbol) -> int:
    """How strongly ``symbol`` binds its arguments."""
    match fixity(symbol):
        case Fixity.BETWEEN if isinstance(symbol, FunctionSymbol):
            return _STRENGTHS.get(symbol.name, _OTHER)
        case Fixity.BETWEEN:
            return COMPARISON
        case Fixity.BEFORE:
            return PREFIX
        case Fixity.BEHIND:
            return POSTFIX
        case Fixity.CALLED:
            return TIGHTEST


def groups_right(name: str) -> bool:
    """Whether ``x ∘ y ∘ z`` is ``x ∘ (y ∘ z)`` for the operator ``name`` of two arguments."""
    return name in _TO_THE_RIGHT
