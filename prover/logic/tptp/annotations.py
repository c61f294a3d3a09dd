"""What may stand behind the formula of a statement: its source and useful information.

These are *general terms*, ``f(t, …)`` and ``[t, …]``, in which a prover may say what it likes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from prover.logic.tptp.errors import Misplaced
from prover.logic.tptp.vocabulary import name_of

__all__ = ["General", "annotations_at"]


@dataclass(slots=True)
class General:
    """``name(arguments)``; a list has no name.  ``at`` is the index of its first token."""

    name: str
    at: int
    arguments: list[General] = field(default_factory=list)
    is_list: bool = False


def annotations_at(tokens: Sequence[str], at: int) -> list[General]:
    """The annotations of a statement whose formula ends before the token at index ``at``.

    Of an item that is more than a term (``name : [bind(X, a)]``, a formula), the first term
    counts.

    Raises:
        Misplaced: brackets do not match, or the statement does not end there.
    """
    found: list[General] = []
    if tokens[at] == ",":
        found, at = _general_terms(tokens, at + 1)
    if tokens[at] != ")" or tokens[at + 1] != ".":
        raise Misplaced(at if tokens[at] != ")" else at + 1)
    return found


def _general_terms(tokens: Sequence[str], start: int) -> tuple[list[General], int]:
    """The terms from index ``start`` up to the bracket that ends them, and its index."""
    outermost = General("", start)
    stack = [outermost]
    begins = True  # whether the next term begins an item
    for at in range(start, len(tokens) - 1):
        token = tokens[at]
        if token == "(" or token == "[":
            stack.append(_opened(stack[-1], token, at, begins))
            begins = True
        elif token == ")" or token == "]":
            if len(stack) == 1 and token == ")":
                return outermost.arguments, at
            if stack.pop().is_list != (token == "]"):
                missing = "')'" if token == "]" else "']'"
                raise Misplaced(at, f"the bracket {missing} is missing", "brackets must match")
            begins = False
        elif token == ",":
            begins = True
        elif begins:
            if not token.isascii() and token[0] not in "'\"":
                raise Misplaced(at)
            stack[-1].arguments.append(General(name_of(token), at))
            begins = False
    raise Misplaced(len(tokens) - 1)


def _opened(around: General, token: str, at: int, begins: bool) -> General:
    """What the bracket at ``at`` opens: a list, a name's arguments, or something to skip."""
    if token == "(" and not begins:
        last = around.arguments[-1]
        if last.at == at - 1:
            return last
    inner = General("", at, is_list=token == "[")
    if begins:
        around.arguments.append(inner)
    return inner
