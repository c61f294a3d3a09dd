"""Which term a pronoun stands for."""

from __future__ import annotations

from prover.logic.syntax import Term, Variable
from translators.controlled.semantics.context import GENDERS, Context
from translators.controlled.semantics.meaning import NotExpressible, State
from translators.word_lists import word_set

__all__ = ["resolve"]

_REFLEXIVES = word_set("itself himself herself themselves")
_OUTSIDE = word_set("i you we us me my your our")
_OBJECTS = word_set("him them it")


def resolve(pronoun: str, state: State, context: Context) -> Term:
    """The antecedent of a pronoun.

    What a relative clause is about is no antecedent inside it: a *loan it grants* does not
    grant itself.

    Raises:
        NotExpressible: there is none, or it is outside the text.
    """
    if pronoun in _OUTSIDE:
        raise NotExpressible(f"“{pronoun}” refers outside the text")
    if pronoun == "each other":
        raise NotExpressible("“each other” compares the members of a group; say who and whom")
    subject = state.subjects[-1] if state.subjects else None
    if pronoun in _REFLEXIVES and subject is not None:
        return subject
    objective = pronoun in _OBJECTS and subject is not None
    gender = GENDERS.get(pronoun, "")
    other = {t for t, g in state.genders.items() if gender and g != gender}
    beside = set(state.objects) if objective else set()
    reach = context.without(other | set(state.gaps) | beside)
    found = reach.antecedent(pronoun, subject if objective else None)
    if found is None:
        raise NotExpressible(f"nothing in the text for “{pronoun}” to refer to")
    if gender:
        state.genders[found.term] = gender
    if not isinstance(found.term, Variable):
        said = found.term.function.name.replace("_", " ")
        state.notes.append(f"“{pronoun}” is taken to be {said}")
    return found.term
