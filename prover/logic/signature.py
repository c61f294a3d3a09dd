"""Signatures: the sorts and symbols that formulas speak of, each once and in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from prover.logic.syntax import Exists, ForAll, Formula, FunctionSymbol, Sort, Symbol, Variable
from prover.logic.walk import nodes_of, symbols

__all__ = ["Signature"]


@dataclass(frozen=True, slots=True)
class Signature:
    """``sorts`` and ``symbols`` in order of first occurrence.

    The order is part of the meaning of a Lean statement: its variables are told apart by
    position, whatever they are called.
    """

    sorts: tuple[Sort, ...]
    symbols: tuple[Symbol, ...]

    @staticmethod
    def of(formulas: Iterable[Formula]) -> Signature:
        """The signature of ``formulas``: first its symbols' sorts, then its variables'."""
        listed = tuple(formulas)
        found = tuple(symbols(*listed))
        sorts: dict[Sort, None] = {}
        for symbol in found:
            sorts.update(dict.fromkeys(symbol.argument_sorts))
            if isinstance(symbol, FunctionSymbol):
                sorts.setdefault(symbol.sort)
        for node in nodes_of(listed):
            if isinstance(node, ForAll | Exists):
                sorts.setdefault(node.variable.sort)
            elif isinstance(node, Variable):
                sorts.setdefault(node.sort)
        return Signature(tuple(sorts), found)
