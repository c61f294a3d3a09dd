"""Tactics worth trying, by the shape of the first goal.

Each proposer looks at a goal and gives tactics with weights.  Weights are comparable between
proposers; the policy makes probabilities of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from prover.lean.goals import Goal
from search.tactics.arithmetic import ARITHMETIC
from search.tactics.context import (
    Context,
    Proposer,
    Weighted,
    applications,
    assumptions,
    variables,
)
from search.tactics.speculation import speculations

__all__ = ["PROPOSERS"]

_NUMBERS = re.compile(r"\b(Nat|Int|Fin)\b|[+*%/∣≤<]|\d")


def introductions(goal: Goal, context: Context) -> Iterator[Weighted]:
    """∀ and → on the right: always done, nothing else is worth trying first."""
    if goal.target.startswith("∀") or _is_implication(goal.target):
        yield "intros", 60.0
    elif goal.target.startswith("¬") and not _connectives(goal.target):
        yield "intro h", 60.0


def _is_implication(target: str) -> bool:
    """Whether the outermost connective is an arrow; it binds weaker than all but ``↔``."""
    found = _connectives(target)
    return "→" in found and "↔" not in found


def _connectives(target: str) -> str:
    """The binary connectives outside all brackets, as far as the first binder."""
    depth, found = 0, ""
    for character in target:
        depth += (character in "([{⟨") - (character in ")]}⟩")
        if character in "∃∀λ" and not depth:
            break
        if character in "→↔∧∨" and not depth:
            found += character
    return found


def closers(goal: Goal, context: Context) -> Iterator[Weighted]:
    """Tactics that close a goal or do nothing."""
    used = _listed(context.definitions)
    yield f"simp_all{used}", 9.0
    yield f"grind{used}", 8.0
    if _NUMBERS.search(goal.text):
        yield "omega", 8.0
    yield "rfl", 3.0
    yield "decide", 1.5
    if goal.hypotheses:
        yield "assumption", 1.0
        yield "contradiction", 1.0
    if context.goals > 1:
        yield f"all_goals simp_all{used}", 4.0
        yield f"all_goals grind{used}", 3.0


def simplifications(goal: Goal, context: Context) -> Iterator[Weighted]:
    """Rewriting that leaves a goal to go on with."""
    used = _listed(context.definitions)
    yield f"simp{used}", 3.0
    if context.definitions:
        yield f"simp only{used}", 2.0
        yield f"unfold {' '.join(_mentioned(goal, context.definitions)[:3])}", 0.5
    yield "split", 3.0 if "if " in goal.target or "match " in goal.target else 0.1
    if re.search(r"\d|\+|\*", goal.target):
        yield "simp +arith", 1.0
    if "%" in goal.text or "∣" in goal.text:
        yield "simp [Nat.pow_succ, Nat.mul_mod, Nat.add_mod] at *", 0.6


def unfoldings(goal: Goal, context: Context) -> Iterator[Weighted]:
    """Library functions of the target replaced by what they are."""
    names = context.unfoldable[:6]
    if not names:
        return
    together = ", ".join((*context.definitions, *names))
    yield f"simp [{together}]", 1.5
    yield f"simp_all [{together}]", 1.2
    yield f"grind [{together}]", 1.0
    for place, name in enumerate(names[:4]):
        weight = 0.8**place
        yield f"unfold {name}", 0.8 * weight
        if len(names) > 1:
            yield f"simp [{name}]", 0.7 * weight
            yield f"grind [{name}]", 0.5 * weight
    for name, _ in variables(goal)[:3]:
        yield f"cases {name} <;> simp_all [{together}]", 0.9
        yield f"induction {name} <;> simp_all [{together}]", 0.9


def inductions(goal: Goal, context: Context) -> Iterator[Weighted]:
    """Induction and case analysis on every variable, with and without generalising others."""
    used = _listed(context.definitions)
    found = [(name, type_) for name, type_ in variables(goal) if "→" not in type_]
    share = 1 / max(1, len(found)) ** 0.5
    for place, (name, _) in enumerate(found):
        others = [other for other, _ in found if other != name]
        weight = share * (1.0 if context.depth < 3 else 0.4) * (0.9**place)
        finish = f" <;> try simp_all{used}"
        yield f"induction {name}{finish}", 5.0 * weight
        yield f"induction {name} <;> grind{used}", 3.0 * weight
        if others:
            general = f"induction {name} generalizing {' '.join(others)}"
            yield f"{general}{finish}", 3.0 * weight
            yield f"{general} <;> grind{used}", 3.0 * weight
            yield general, 0.6 * weight
            taken = "".join(f" <;> cases {other}" for other in others[:2])
            yield f"{general}{taken}{finish}", 1.5 * weight
            for other in others[:3]:
                yield f"{general} <;> cases {other}{finish}", 1.5 * weight
        yield f"induction {name}{finish} <;> split{finish}", 0.8 * weight
        yield f"induction {name}", 0.8 * weight
        yield f"cases {name}{finish}", 2.5 * weight
        yield f"cases {name} <;> grind{used}", 1.5 * weight
        yield f"cases {name}", 0.6 * weight


def recursions(goal: Goal, context: Context) -> Iterator[Weighted]:
    """Induction along the calls of a function of the statement, on variables as arguments."""
    used = _listed(context.definitions)
    data = {name for name, _ in variables(goal)}
    names = "|".join(re.escape(name) for name in context.definitions)
    calls = re.findall(rf"(?<![\w.])((?:{names})(?: [\w'₀-₉✝]+)+)", goal.target) if names else ()
    places = dict.fromkeys(call for call in calls if set(call.split()[1:]) <= data)
    for place, call in enumerate(list(places)[:4]):
        weight = 0.8**place
        yield f"fun_induction {call} <;> grind{used}", 2.5 * weight
        yield f"fun_induction {call} <;> simp_all{used}", 2.0 * weight
        yield f"fun_induction {call} <;> try simp_all{used}", 1.0 * weight


def constructions(goal: Goal, context: Context) -> Iterator[Weighted]:
    """Moves that the target's outermost connective suggests."""
    target = goal.target
    if "∧" in target or "↔" in target:
        yield "constructor", 4.0
        yield "refine ⟨?_, ?_⟩", 1.0
    if "∨" in target:
        yield "left", 1.0
        yield "right", 1.0
    if target.startswith("∃"):
        for name, _ in variables(goal)[:4]:
            yield f"exists {name}", 0.8
        yield "exists 0", 0.5
        yield "exists 1", 0.4
        yield "refine ⟨_, ?_⟩", 0.4
    if "=" in target and ("fun" in target or "→" in target):
        yield "funext x", 1.0
    if "False" in target and goal.hypotheses:
        yield "exfalso", 0.1
    if not _connectives(target):
        yield "constructor", 0.3


def eliminations(goal: Goal, context: Context) -> Iterator[Weighted]:
    """Moves on hypotheses."""
    for name, type_ in assumptions(goal)[-6:]:
        if "∧" in type_ or type_.startswith("∃"):
            yield f"obtain ⟨_, _⟩ := {name}", 2.0
        if "∨" in type_:
            yield f"cases {name}", 2.0
            yield f"rcases {name} with h | h <;> simp_all", 1.0
        if type_.startswith("∀") or _is_implication(type_):
            yield f"apply {name}", 1.0
            yield f"rw [{name}]", 0.8
            yield f"simp [{name}]", 0.5
        elif "=" in type_ and "≠" not in type_:
            yield f"rw [{name}]", 1.2
            yield f"rw [← {name}]", 0.8
            yield f"subst {name}", 1.0
            yield f"injection {name}", 0.3
        yield f"exact {name}", 0.2


def splits(goal: Goal, context: Context) -> Iterator[Weighted]:
    """Case distinctions on what the goal decides."""
    used = _listed(context.definitions)
    if "if " in goal.text or "match " in goal.text:
        yield f"split <;> simp_all{used}", 2.5
        yield f"repeat' split\nall_goals simp_all{used}", 1.5
        yield f"split <;> grind{used}", 1.0


def distinctions(goal: Goal, context: Context) -> Iterator[Weighted]:
    """Cases of what a function of the statement returns, where a definition is stuck on it."""
    used = _listed(context.definitions)
    for place, term in enumerate(applications(goal.target, context.definitions)[:4]):
        flat = " ".join(term.split())
        yield f"cases hc : {flat} <;> simp_all{used}", 1.5 * 0.8**place
        yield f"cases hc : {flat} <;> try simp_all{used}", 0.7 * 0.8**place


def with_lemmas(goal: Goal, context: Context) -> Iterator[Weighted]:
    """Retrieved theorems: all of them at once to close the goal, then one by one to go on."""
    best = context.lemmas[:8]
    if not best:
        return
    yield _first(f"exact {name} .." for name in context.lemmas[:16]), 6.0
    yield _first(f"exact ({name} ..).{part}" for name in best for part in _SIDES), 2.0
    yield _first(f"(apply {name} <;> first | assumption | omega | simp_all)" for name in best), 3.0
    yield _first(f"(rw [{name}] <;> first | assumption | omega | simp_all)" for name in best), 2.0
    used = context.definitions
    for count, weight in ((4, 2.5), (8, 1.2)):
        several = ", ".join((*used, *best[:count]))
        yield f"simp_all [{several}]", weight
        yield f"grind [{several}]", weight
    for place, name in enumerate(best):
        weight = 0.85**place
        yield f"apply {name}", 0.9 * weight
        yield f"rw [{name}]", 1.0 * weight
        yield f"rw [← {name}]", 0.4 * weight
        yield f"simp [{name}]", 0.9 * weight
        yield f"grind [{name}]", 0.9 * weight


_SIDES = ("symm", "mp ‹_›", "mpr ‹_›", "1", "2")


def _first(tactics: Iterable[str]) -> str:
    """The first of ``tactics`` that succeeds, tried in one call."""
    return "first " + " ".join(f"| {tactic}" for tactic in tactics)


def _listed(names: tuple[str, ...]) -> str:
    return f" [{', '.join(names)}]" if names else ""


def _mentioned(goal: Goal, names: tuple[str, ...]) -> list[str]:
    found = [name for name in names if name in goal.target]
    return found or list(names)


PROPOSERS: tuple[Proposer, ...] = (
    introductions,
    closers,
    simplifications,
    unfoldings,
    inductions,
    recursions,
    constructions,
    eliminations,
    splits,
    distinctions,
    speculations,
    *ARITHMETIC,
    with_lemmas,
)
"""All proposers, in the order in which ties are broken."""
