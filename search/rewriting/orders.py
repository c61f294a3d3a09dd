"""What an order on terms has to say."""

from __future__ import annotations

from typing import Protocol

from prover.logic.syntax import Term

__all__ = ["TermOrder"]


class TermOrder(Protocol):
    """Which of two terms is to be preferred; there is no infinite descent."""

    def is_smaller(self, term: Term, than: Term) -> bool:
        """Whether ``term`` comes before ``than``, variables being constants; total."""
        ...

    def always_smaller(self, term: Term, than: Term) -> bool:
        """Whether every instance of ``term`` comes before that of ``than``."""
        ...
