"""Proofs that a search has found, as rows that ReProver can be trained on."""

from __future__ import annotations

import re
from collections.abc import Mapping

from search.leandojo.corpus import Corpus
from search.leandojo.library import LEAN_URL
from search.leandojo.rows import Provenance, TracedTactic, TracedTheorem
from search.tactics.path import proved_path
from search.tactics.prove import LeanGoal, Tree

__all__ = ["traced_theorem"]

_NO_GOALS = "no goals"
_NAME = re.compile(r"(?<![\w.])[^\W\d][\w'!?]*(?:\.[^\W\d][\w'!?]*)*")
_BEFORE_TACTIC = re.compile(r"(?:\A|[;|>·\n]|\b(?:by|first|try|repeat|all_goals)\s)\s*\Z")


def traced_theorem(
    goal: LeanGoal, tree: Tree, corpus: Corpus, commit: str, file_path: str = "Goal.lean"
) -> TracedTheorem:
    """The proof that ``tree`` holds: every state that it passed, and the tactic that left it.

    It is the path of the search, before the script was shortened.  Premises are marked where
    a tactic has their full names.

    Args:
        goal: what was proved.
        tree: a search that has found a proof.
        corpus: the library's premises.
        commit: of the Lean that accepted the proof.
        file_path: the file of the theorem; a library theorem has its own.
    """
    known = _provenances(corpus)
    start, end = (1, 1), (1, len(goal.statement) + 1)
    own = known.get(goal.statement) if goal.is_library else None
    if own is not None:
        file_path, start, end = own.def_path, own.def_pos, own.def_end_pos or own.def_pos
    path = tuple(proved_path(tree))
    states = ["\n\n".join(goal.text for goal in state.goals) for state, _ in path]
    tactics = tuple(
        TracedTactic(tactic, _annotated(tactic, known), before, after)
        for (_, tactic), before, after in zip(path, states, [*states[1:], _NO_GOALS], strict=True)
    )
    return TracedTheorem(LEAN_URL, commit, file_path, goal.name, start, end, tactics)


def _provenances(corpus: Corpus) -> dict[str, Provenance]:
    """Where each premise is defined, by its full name."""
    return {
        name: Provenance(name, corpus.files[home].path, premise.start, premise.end)
        for premise, home in zip(corpus.premises, corpus.homes, strict=True)
        if (name := premise.full_name)
    }


def _annotated(tactic: str, known: Mapping[str, Provenance]) -> tuple[str, tuple[Provenance, ...]]:
    """The tactic with its premises marked; ``rfl`` the tactic is not ``rfl`` the theorem."""
    parts, found, end = [], [], 0
    for match in _NAME.finditer(tactic):
        name = match.group()
        if name in known and not _BEFORE_TACTIC.search(tactic[: match.start()]):
            parts += [tactic[end : match.start()], f"<a>{name}</a>"]
            found.append(known[name])
            end = match.end()
    return "".join([*parts, tactic[end:]]), tuple(found)
