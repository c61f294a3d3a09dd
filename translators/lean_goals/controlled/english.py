"""Statements in English again, so that a user can compare; it reads back as the same statement."""

from __future__ import annotations

from translators.lean_goals.controlled.sorts import Sort, phrase
from translators.lean_goals.controlled.tree import (
    Apply,
    Atom,
    Binder,
    Cast,
    Connected,
    Connective,
    Negated,
    Numeral,
    Proposition,
    Quantified,
    Quantifier,
    Related,
    Statement,
    Term,
    Variable,
)

__all__ = ["english_of"]


def english_of(statement: Statement) -> str:
    """``Let … be …. Suppose …. Then ….``"""
    sentences = [_let(names, sort) for names, sort in _groups(statement.binders)]
    sentences += [f"Suppose {_proposition(part)}." for part in statement.hypotheses]
    claim = _proposition(statement.conclusion)
    sentences.append(f"Then {claim}." if sentences else f"{claim[0].upper()}{claim[1:]}.")
    return " ".join(sentences)


def _groups(binders: tuple[Binder, ...]) -> list[tuple[list[str], Sort]]:
    """Neighbours of one sort."""
    groups: list[tuple[list[str], Sort]] = []
    for binder in binders:
        if groups and groups[-1][1] == binder.sort:
            groups[-1][0].append(binder.name)
        else:
            groups.append(([binder.name], binder.sort))
    return groups


def _let(names: list[str], sort: Sort) -> str:
    if len(names) == 1:
        return f"Let {names[0]} be {_with_article(phrase(sort))}."
    listed = f"{', '.join(names[:-1])} and {names[-1]}"
    return f"Let {listed} be {phrase(sort, plural=True)}."


def _with_article(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _proposition(proposition: Proposition) -> str:
    """A proposition where nothing follows that it could take in."""
    match proposition:
        case Related():
            return _related(proposition)
        case Atom(name):
            return name
        case Negated(body):
            return _negated(body)
        case Connected(Connective.IMPLIES, left, right):
            return f"if {_part(left)}, then {_proposition(right)}"
        case Connected(connective, left, right):
            return f"{_part(left)} {connective.value} {_part(right)}"
        case Quantified(Quantifier.ALL, binder, body):
            return f"for every {phrase(binder.sort)} {binder.name}, {_proposition(body)}"
        case Quantified(Quantifier.SOME, binder, body):
            noun = _with_article(phrase(binder.sort))
            return f"there is {noun} {binder.name} such that {_proposition(body)}"
        case Quantified(quantifier, binder, body):
            noun = f"{phrase(binder.sort)} {binder.name}"
            return f"{quantifier.value} {noun} such that {_proposition(body)}"


def _part(proposition: Proposition) -> str:
    """A proposition among others: in brackets unless it is a simple one."""
    text = _proposition(proposition)
    match proposition:
        case Atom():
            return text
        case Related() if " and " not in text:
            return text
        case Negated(Related()) if not text.startswith("not "):
            return text
        case _:
            return f"({text})"


def _negated(body: Proposition) -> str:
    match body:
        case Related(symbol, arguments) if symbol.name in ("equal", "member"):
            left, right = (_term(argument, 51) for argument in arguments)
            return f"{left} {'≠' if symbol.name == 'equal' else '∉'} {right}"
        case Related() if " is " in (text := _related(body)) and " and " not in text:
            return text.replace(" is ", " is not ", 1)
        case Atom(name):
            return f"not {name}"
        case _:
            return f"not ({_proposition(body)})"


def _related(relation: Related) -> str:
    levels = zip(relation.arguments, relation.symbol.levels, strict=True)
    return relation.symbol.english.format(*(_term(term, level) for term, level in levels))


def _term(term: Term, level: int) -> str:
    match term:
        case Variable(name):
            return name
        case Numeral(value):
            return str(value)
        case Cast(inner):
            return _term(inner, level)
        case Apply(symbol, arguments):
            levels = zip(arguments, symbol.levels, strict=True)
            text = symbol.english.format(*(_term(t, n) for t, n in levels))
            return text if symbol.level >= level else f"({text})"
