"""Does a query deny what its sentence denies?  Programs often settle the answer in the query.

Asked *is Max sour?*, models like to write ``Sour(Max, False)`` because they have worked the
answer out.  The sentence has the last word on what is asked.
"""

from __future__ import annotations

import re

from prover.logic.clause import Literal
from prover.logic.printers import to_unicode
from prover.logic.syntax import Atom, Equality, Formula
from prover.logic.walk import complement

__all__ = ["with_polarity_of"]

_NEGATION = re.compile(
    r"\b(?:not|never|no|nobody|nothing|none|cannot|without)\b|n[’']t\b", re.IGNORECASE
)
_NAME_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_COMPOUND = re.compile(r"\b(?:if|or|either|neither|nor|unless|only|and|but)\b", re.IGNORECASE)


def with_polarity_of(goal: Formula, sentence: str) -> tuple[Formula, str]:
    """``goal`` with the polarity of ``sentence``, and a note where that changed it.

    Only a literal is compared, and only with a sentence of one clause: elsewhere counting
    negations tells nothing.
    """
    literal = Literal.of(goal)
    if literal is None or not sentence.strip() or _COMPOUND.search(sentence):
        return goal, ""
    denied = len(_NEGATION.findall(sentence)) % 2 == 1
    if denied is (literal.positive is _is_negative_name(literal.atom)):
        return goal, ""
    turned = complement(goal)
    how = "denies something" if denied else "denies nothing"
    note = f"the query says {to_unicode(goal)}, but the sentence {sentence!r} {how}"
    return turned, f"{note}; read as {to_unicode(turned)}"


def _is_negative_name(atom: Atom | Equality) -> bool:
    """Whether the predicate itself says *not*: ``DoesNotLike(x)``, ``not_red(x)``."""
    if isinstance(atom, Equality):
        return False
    words = " ".join(_NAME_WORD.findall(atom.predicate.name))
    return len(_NEGATION.findall(words)) % 2 == 1
