"""Finitely many cases, all computed: numbers between bounds, and a decidable statement.

Bounds that linear arithmetic can prove, also from the negated goal, turn the goal into a
statement about all members of a list, which Lean's kernel evaluates (``decide +kernel``: no
compiled code is trusted).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from prover.lean.goals import Goal
from search.tactics.context import Context, Weighted, assumptions, variables
from search.tactics.polynomials import names_in

__all__ = ["all_values", "exhaustion", "natural_member"]

_NUMERAL = re.compile(r"(?<![\w.^])\d+(?![\w.])")
_NUMBERS = ("Nat", "Int")
_MOST_BOUNDS = 4
_MOST_VALUES = 3_000
_WIDEST = 400


def exhaustion(goal: Goal, context: Context) -> Iterator[Weighted]:
    """Every value of every number, where few variables are bounded."""
    numbers = [(name, type_) for name, type_ in variables(goal) if type_ in _NUMBERS]
    if not 1 <= len(numbers) <= 3 or len(numbers) < len(variables(goal)):
        return
    widest = min(_WIDEST, int(_MOST_VALUES ** (1 / len(numbers))))
    sizes = sorted({int(text) for text in _NUMERAL.findall(goal.text)})
    bounds = [size + 1 for size in sizes if 1 <= size < widest][-_MOST_BOUNDS:]
    # Bounds of 0 and 1 only leave nothing that linear arithmetic cannot do.
    if bounds and bounds[-1] > 2:
        members = {name: _shortest(name, type_, bounds) for name, type_ in numbers}
        yield all_values(goal, members), 2.5


def all_values(goal: Goal, members: Mapping[str, str]) -> str:
    """The goal decided for all values of the variables.

    Args:
        goal: what is to be proved.
        members: for each variable a tactic that gives ``hm_x``: ``x`` is in a list.
    """
    steps = ["apply Classical.byContradiction", "intro hn", *members.values()]
    given = [*assumptions(goal), ("hn", goal.target)]
    for name in reversed(list(members)):
        own = sorted((len(text), h) for h, text in given if name in names_in(text))
        given = [(h, text) for h, text in given if name not in names_in(text)]
        # What mentions earlier variables only is asked before the later ones are tried.
        steps += [f"revert {' '.join(h for _, h in own)}"] if own else []
        steps += [f"revert hm_{name}", f"revert {name}"]
    return "\n".join([*steps, "decide +kernel"])


def _shortest(name: str, type_: str, bounds: list[int]) -> str:
    """The variable is in a list; the first for which that is proved."""
    if type_ == "Nat":
        ways = [natural_member(name, bound) for bound in bounds]
    else:
        ways = [_integer_member(name, 0, bound) for bound in bounds]
        ways += [_integer_member(name, 1 - bound, bound) for bound in bounds]
    return "first\n" + "\n".join(f"  | {way}" for way in ways)


def natural_member(name: str, bound: int) -> str:
    """``hm_x``: the variable is one of the first naturals."""
    return f"have hm_{name} : {name} ∈ List.range {bound} := List.mem_range.mpr (by omega)"


def _integer_member(name: str, low: int, bound: int) -> str:
    """``hm_x``: the variable is an integer from ``low`` up to, but not including, ``bound``."""
    values = f"(List.range {bound - low}).map (fun k : Nat => (k : Int) - {-low})"
    return (
        f"have hm_{name} : {name} ∈ {values} := List.mem_map.mpr"
        f" ⟨({name} + {-low}).toNat, List.mem_range.mpr (by omega), by omega⟩"
    )
