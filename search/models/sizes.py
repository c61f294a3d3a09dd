"""Which sizes to try next: cheap ones first, and only sorts larger that were too small.

An unsatisfiable attempt says which sorts it would help to enlarge (Reger, Suda and Voronkov
2016).  Monotone sorts can grow together, since a model stays one when they grow; others, which
are all as large as the declared sort that they are part of, have to take every size in turn.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush

from prover.logic.syntax import Sort
from search.models.sorts import Sorting

__all__ = ["Growth", "Sizes"]

Sizes = Mapping[Sort, int]


@dataclass(slots=True)
class Growth:
    """The sizes that are still to be tried for one question.

    Args:
        sorting: the inferred sorts.
        cost: how many instances an attempt would need.

    Attributes:
        complete: whether there is no model of any size once no sizes are left.
    """

    sorting: Sorting
    cost: Callable[[Sizes], int]
    complete: bool = True
    _queue: list[tuple[int, int, Sizes]] = field(default_factory=list)
    _seen: set[tuple[int, ...]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._push(dict.fromkeys(self.sorting.declared, 1))

    @property
    def cheapest(self) -> tuple[int, Sizes] | None:
        """The sizes to try next, and what they cost; None if none are left."""
        return (self._queue[0][0], self._queue[0][2]) if self._queue else None

    def drop(self) -> None:
        """Leave the cheapest sizes undecided, and all that are larger."""
        self.complete = False
        heappop(self._queue)

    def grow(self, blamed: Collection[Sort]) -> None:
        """The cheapest sizes have no model while none of the blamed sorts is larger."""
        _, _, sizes = heappop(self._queue)
        may = [s for s in self.sorting.declared if s in blamed and sizes[s] < self.sorting.most[s]]
        monotone = [sort for sort in may if sort in self.sorting.monotone]
        whole = dict.fromkeys(
            self.sorting.declared[sort]
            for sort in may
            if sort not in monotone or self._fills(sort, sizes)
        )
        for declared in (None, *whole):
            larger = {
                sort: size + (declared is not None and self._is_whole(sort, declared))
                for sort, size in sizes.items()
            }
            for sort in monotone:
                larger[sort] += not self._fills(sort, larger)
            self._push(larger)

    def _is_whole(self, sort: Sort, declared: Sort) -> bool:
        """Whether a sort has to be as large as this declared sort."""
        return sort not in self.sorting.monotone and self.sorting.declared[sort] is declared

    def _fills(self, sort: Sort, sizes: Sizes) -> bool:
        """Whether a monotone sort is as large as sorts that cannot grow without others."""
        declared = self.sorting.declared[sort]
        return any(self._is_whole(s, declared) and n <= sizes[sort] for s, n in sizes.items())

    def _push(self, sizes: Sizes) -> None:
        key = tuple(sizes.values())
        if key not in self._seen:
            self._seen.add(key)
            heappush(self._queue, (self.cost(sizes), len(self._seen), sizes))
