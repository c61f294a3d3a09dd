"""A sample of the library's theorems, to be proved again."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable

from search.premises import Premise

__all__ = ["GROUPS", "group_of", "sampled"]

GROUPS = ("Nat", "Int", "List", "Bool", "Option", "Array", "Logic")
"""By the first part of a name; Logic is what the first modules say of no type in particular."""

_LOGIC = frozenset(
    f"Init.{name}"
    for name in ("Core", "PropLemmas", "ByCases", "Classical", "Ext", "Data.Function")
)
# What the compiler of definitions and structures states, nobody wrote.
_GENERATED = re.compile(
    r"\.(eq_\d+|eq_def|injEq|inj|sizeOf_spec|congr_simp|noConfusion|induct\w*|hcongr_\d+"
    r"|match_\d+.*|fun_cases\w*|ctor_eq|toCtorIdx.*)$|\._"
)


def group_of(premise: Premise) -> str | None:
    """The group of a theorem; ``None`` for what belongs to none, or was written by nobody."""
    if _GENERATED.search(premise.name):
        return None
    head = premise.name.partition(".")[0]
    if head in GROUPS:
        return head
    return "Logic" if premise.module in _LOGIC else None


def sampled(premises: Iterable[Premise], count: int, seed: int) -> list[Premise]:
    """About ``count`` theorems, as many of each group, always the same for a seed."""
    groups: dict[str, list[Premise]] = {group: [] for group in GROUPS}
    for premise in premises:
        group = group_of(premise)
        if group is not None:
            groups[group].append(premise)
    rng = random.Random(seed)
    each, more = divmod(count, len(GROUPS))
    return [
        premise
        for place, members in enumerate(groups.values())
        for premise in rng.sample(members, min(len(members), each + (place < more)))
    ]
