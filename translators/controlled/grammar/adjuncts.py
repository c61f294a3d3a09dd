"""Preposition phrases that stand far from their verb, put back behind it."""

from __future__ import annotations

from dataclasses import replace

from translators.controlled.tree import (
    Adjective,
    AdjectivePredicate,
    Be,
    Complement,
    Modal,
    Passive,
    Predicate,
    VerbCore,
    VerbNegation,
    VerbPhrase,
)

__all__ = ["with_adjunct"]


def with_adjunct(predicate: Predicate, adjunct: Complement) -> Predicate | None:
    """The predicate with one more complement; None where it has no place for one."""
    match predicate:
        case VerbPhrase(body) | VerbNegation(body) | Modal(_, body):
            inner = with_adjunct(body, adjunct)
            return None if inner is None else replace(predicate, body=inner)
        case Be(body):
            inner = with_adjunct(body, adjunct)
            return None if inner is None else replace(predicate, predicate=inner)
        case VerbCore(_, complements):
            if complements and complements[-1].core is not None:
                # *the country in which he intends to study*: the last verb is meant.
                last = complements[-1]
                core = with_adjunct(last.core, adjunct) if last.core else None
                if isinstance(core, VerbCore):
                    return replace(
                        predicate, complements=(*complements[:-1], replace(last, core=core))
                    )
            return replace(predicate, complements=(*complements, adjunct))
        case Passive(core):
            return replace(
                predicate, core=VerbCore(core.verb, (*core.complements, adjunct), core.adverbs)
            )
        case AdjectivePredicate(_, complements):
            return replace(predicate, complements=(*complements, adjunct))
        case Adjective(words):
            return AdjectivePredicate(words, (adjunct,))
        case _:
            return None
