"""The shapes of formulas that are drawn, each with the words that its frames need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from prover.logic.syntax import (
    INDIVIDUAL,
    And,
    Exists,
    ForAll,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Symbol,
    Variable,
    Xor,
    predicate,
)
from prover.logic.walk import rebuild, substitute
from translators.llm.training.phrases import Property, draw_kind, draw_property, draw_subject
from translators.llm.training.words import Vocabulary
from translators.translation import Category, LexicalEntry

__all__ = ["SHAPES", "Drawn"]

_X, _Y = Variable("one", INDIVIDUAL), Variable("other", INDIVIDUAL)
_LETTERS = "xyzuvw"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A formula, the words for its frames, and how to say its symbols."""

    formula: Formula
    words: Mapping[str, str]
    glossary: Mapping[Symbol, LexicalEntry]


def _drawn(formula: Formula, words: dict[str, str], *parts: Mapping[Symbol, LexicalEntry]) -> Drawn:
    glossary = {symbol: entry for part in parts for symbol, entry in part.items()}
    return Drawn(_lettered(formula), words, glossary)


def _lettered(formula: Formula, depth: int = 0) -> Formula:
    """Bound variables named x, y, z, … by how deep their quantifier stands."""
    if isinstance(formula, ForAll | Exists):
        letter = Variable(_LETTERS[depth], INDIVIDUAL)
        body = substitute(formula.body, {formula.variable: letter})
        return type(formula)(letter, _lettered(body, depth + 1))
    return rebuild(formula, lambda part: _lettered(part, depth))


def _fact(words: Vocabulary, *, denied: bool) -> Drawn:
    who, what = draw_subject(words), draw_property(words)
    said = what.of(who.term)
    return _drawn(
        Not(said) if denied else said,
        {"who": who.words, **what.forms()},
        who.glossary,
        what.glossary,
    )


def _two(words: Vocabulary, join: Callable[[Formula, Formula], Formula]) -> Drawn:
    """Two things said of one subject."""
    who, one, two = draw_subject(words), draw_property(words), draw_property(words)
    return _drawn(
        join(one.of(who.term), two.of(who.term)),
        {"who": who.words, **one.forms("1"), **two.forms("2")},
        *(who.glossary, one.glossary, two.glossary),
    )


def _link(words: Vocabulary, join: Callable[[Formula, Formula], Formula]) -> Drawn:
    """Something said of one subject, and something of another."""
    who, whom = draw_subject(words), draw_subject(words)
    one, two = draw_property(words), draw_property(words)
    return _drawn(
        join(one.of(who.term), two.of(whom.term)),
        {"who1": who.words, "who2": whom.words, **one.forms("1"), **two.forms("2")},
        *(who.glossary, whom.glossary, one.glossary, two.glossary),
    )


def _rule(words: Vocabulary, *, denied: bool) -> Drawn:
    kind, what = draw_kind(words), draw_property(words)
    said = what.of(_X)
    return _drawn(
        ForAll(_X, Implies(kind.of(_X), Not(said) if denied else said)),
        {**kind.forms(), **what.forms()},
        *(kind.glossary, what.glossary),
    )


def _two_facts(words: Vocabulary) -> Drawn:
    """*If Anna … and Anna …, then Anna …*, or then somebody else."""
    who, one, two, then = draw_subject(words), *(draw_property(words) for _ in range(3))
    whom = who if words.chance.random() < 0.6 else draw_subject(words)
    return _drawn(
        Implies(And((one.of(who.term), two.of(who.term))), then.of(whom.term)),
        {"who1": who.words, "who2": whom.words, **one.forms("1"), **two.forms("2"), **then.forms()},
        *(who.glossary, whom.glossary, one.glossary, two.glossary, then.glossary),
    )


def _not_all(words: Vocabulary) -> Drawn:
    rule = _rule(words, denied=False)
    return Drawn(Not(rule.formula), rule.words, rule.glossary)


def _only(words: Vocabulary) -> Drawn:
    kind, what = draw_kind(words), draw_property(words)
    return _drawn(
        ForAll(_X, Implies(what.of(_X), kind.of(_X))),
        {**kind.forms(), **what.forms()},
        *(kind.glossary, what.glossary),
    )


def _same(words: Vocabulary) -> Drawn:
    one, two = draw_property(words), draw_property(words)
    return _drawn(
        ForAll(_X, Iff(one.of(_X), two.of(_X))),
        {**one.forms("1"), **two.forms("2")},
        *(one.glossary, two.glossary),
    )


def _some(words: Vocabulary, *, denied: bool) -> Drawn:
    kind, what = draw_kind(words), draw_property(words)
    said = what.of(_X)
    return _drawn(
        Exists(_X, _both(kind.of(_X), Not(said) if denied else said)),
        {**kind.forms(), **what.forms()},
        *(kind.glossary, what.glossary),
    )


def _conditional(words: Vocabulary, *, parts: int, denied: bool) -> Drawn:
    """*If something … and …, then it …*."""
    if_, then = [draw_property(words) for _ in range(parts)], draw_property(words)
    left = if_[0].of(_X) if parts == 1 else And(tuple(p.of(_X) for p in if_))
    right = Not(then.of(_X)) if denied else then.of(_X)
    said = _conditions(words, if_)
    return _drawn(
        ForAll(_X, Implies(left, right)),
        {**said, **then.forms()},
        *(p.glossary for p in (*if_, then)),
    )


def _conditions(words: Vocabulary, parts: list[Property]) -> dict[str, str]:
    """All conditions as one, joined by *and*."""
    forms = [part.forms() for part in parts]
    return {f"{name}_if": " and ".join(form[name] for form in forms) for name in forms[0]}


def _exception(words: Vocabulary) -> Drawn:
    """*If something … and does not …, it …*."""
    one, two, then = (draw_property(words) for _ in range(3))
    return _drawn(
        ForAll(_X, Implies(And((one.of(_X), Not(two.of(_X)))), then.of(_X))),
        {**one.forms("1"), **two.forms("2"), **then.forms()},
        *(p.glossary for p in (one, two, then)),
    )


def _all_all(words: Vocabulary, *, denied: bool) -> Drawn:
    """*Every cat likes every dog*."""
    one, two, verb = draw_kind(words), draw_kind(words), words.verb()
    atom = predicate(verb, _X, _Y)
    said = Implies(two.of(_Y), Not(atom) if denied else atom)
    what = Property(verb, "", "", atom, {})
    return _drawn(
        ForAll(_X, Implies(one.of(_X), ForAll(_Y, said))),
        {**one.forms("1"), **two.forms("2"), **what.forms()},
        *(one.glossary, two.glossary),
        {atom.predicate: LexicalEntry(Category.VERB, (verb, None))},
    )


def _both(left: Formula, right: Formula) -> Formula:
    parts = left.parts if isinstance(left, And) else (left,)
    return And((*parts, *(right.parts if isinstance(right, And) else (right,))))


def _either(left: Formula, right: Formula) -> Formula:
    return Or((left, right))


def _neither(left: Formula, right: Formula) -> Formula:
    return _both(Not(left), Not(right))


def _but(left: Formula, right: Formula) -> Formula:
    return _both(left, Not(right))


SHAPES: Mapping[str, tuple[int, Callable[[Vocabulary], Drawn]]] = {
    "fact": (10, lambda words: _fact(words, denied=False)),
    "denied fact": (6, lambda words: _fact(words, denied=True)),
    "both": (4, lambda words: _two(words, _both)),
    "either": (3, lambda words: _two(words, _either)),
    "one of two": (2, lambda words: _two(words, Xor)),
    "neither": (2, lambda words: _two(words, _neither)),
    "but not": (3, lambda words: _two(words, _but)),
    "implication": (4, lambda words: _link(words, Implies)),
    "two facts": (2, _two_facts),
    "equivalence": (3, lambda words: _link(words, Iff)),
    "rule": (12, lambda words: _rule(words, denied=False)),
    "denied rule": (7, lambda words: _rule(words, denied=True)),
    "not all": (2, _not_all),
    "only": (3, _only),
    "same": (2, _same),
    "some": (5, lambda words: _some(words, denied=False)),
    "some not": (3, lambda words: _some(words, denied=True)),
    "conditional": (4, lambda words: _conditional(words, parts=1, denied=False)),
    "two conditions": (4, lambda words: _conditional(words, parts=2, denied=False)),
    "denied conditional": (3, lambda words: _conditional(words, parts=1, denied=True)),
    "exception": (2, _exception),
    "all all": (2, lambda words: _all_all(words, denied=False)),
    "all none": (2, lambda words: _all_all(words, denied=True)),
}
"""Each shape by name, with how often it is drawn."""
