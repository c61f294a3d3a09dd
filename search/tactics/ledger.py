"""What looking at a state has cost, from where it was spent to where it is recorded."""

from __future__ import annotations

import threading

from search.strategy import Cost

__all__ = ["Ledger"]


class Ledger(threading.local):
    """Costs not yet recorded in the tree; each thread has its own."""

    _cost = Cost()

    def charge(self, cost: Cost) -> None:
        """Note a cost."""
        self._cost = self._cost + cost

    def settle(self) -> Cost:
        """What this thread has spent since it last settled."""
        cost, self._cost = self._cost, Cost()
        return cost
