"""What a text takes for granted without saying it.

**The domain.** "All employees who schedule a meeting appear in the company.  James is a
manager or …" never says that James is an employee, yet every reader takes it so (Stalnaker
1974; von Fintel 1994).  A noun sets the domain when the text only ever uses it to say what
its general statements are about, and never to tell things apart:

* it restricts the subject of general statements, each time further restricted ("employees
  *who schedule …*") or followed by alternatives ("a man is *either kind or evil*"), so a
  plain "all CEOs are gentlemen" does not count: there the noun is what matters;
* it is never said of anything, neither of an individual nor as a conclusion, and the
  question does not use it;
* it is not the head of a compound noun of the text.

**Compound nouns.** A soccer player is a player: where a text uses both the compound and its
head, the one is taken to imply the other.

Nothing is assumed silently: the presupposition is a premise of its own, tried only when the
text as it stands leaves the question open, and named in the answer that rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from prover.logic.syntax import (
    INDIVIDUAL,
    And,
    Atom,
    Exists,
    ForAll,
    Formula,
    Implies,
    Or,
    PredicateSymbol,
    Symbol,
    Variable,
    Xor,
)
from prover.logic.walk import nodes, strip_universals, symbols
from translators.controlled.wording.verbalise import verbalise
from translators.translation import Category, LexicalEntry, Presupposition

__all__ = ["presuppositions"]


def presuppositions(
    premises: Sequence[Formula], goal: Formula, glossary: Mapping[Symbol, LexicalEntry]
) -> tuple[Presupposition, ...]:
    """What the text takes for granted.

    Args:
        premises: the text's statements.
        goal: the question about it.
        glossary: tells which predicates are nouns, and of which words they are made.
    """
    nouns = {
        symbol: tuple(" ".join(word for word in entry.words if word is not None).split())
        for symbol, entry in glossary.items()
        if isinstance(symbol, PredicateSymbol)
        and symbol.arity == 1
        and entry.category is Category.NOUN
    }
    found = (*_compounds(premises, goal, nouns), *_domain(premises, goal, nouns))
    return tuple(
        Presupposition(name, formula, verbalise(formula, glossary), source)
        for name, formula, source in found
    )


_Nouns = Mapping[PredicateSymbol, tuple[str, ...]]
_Found = tuple[str, Formula, int]
_X = Variable("x", INDIVIDUAL)


def _domain(premises: Sequence[Formula], goal: Formula, nouns: _Nouns) -> Iterator[_Found]:
    asked = set(symbols(goal))
    for noun in nouns:
        if noun not in asked and not any(_is_head(noun, other, nouns) for other in nouns):
            uses = [_use(formula, noun) for formula in premises]
            if False not in uses and True in uses:
                everything = ForAll(_X, Atom(noun, (_X,)))
                yield f"domain_{noun.name}", everything, uses.index(True)


def _compounds(premises: Sequence[Formula], goal: Formula, nouns: _Nouns) -> Iterator[_Found]:
    used = [set(symbols(formula)) for formula in (*premises, goal)]
    for compound in nouns:
        for head in nouns:
            if _is_head(head, compound, nouns):
                where = [i for i, found in enumerate(used[:-1]) if {compound, head} & found]
                if where:
                    implies = Implies(Atom(compound, (_X,)), Atom(head, (_X,)))
                    yield f"compound_{compound.name}", ForAll(_X, implies), where[0]


def _is_head(head: PredicateSymbol, compound: PredicateSymbol, nouns: _Nouns) -> bool:
    """Whether the words of ``compound`` end in those of ``head``: soccer player, player."""
    words, last = nouns[compound], nouns[head]
    return len(words) > len(last) > 0 and words[-len(last) :] == last


def _use(formula: Formula, noun: PredicateSymbol) -> bool | None:
    """Whether the noun sets the domain here (True), is neutral or absent (None), or not."""
    count = sum(isinstance(node, Atom) and node.predicate is noun for node in nodes(formula))
    if not count:
        return None
    if count == 1 and _restricts_existence(formula, noun):
        return None
    return count == 1 and _restricts_subject(formula, noun)


def _restricts_existence(formula: Formula, noun: PredicateSymbol) -> bool:
    """ "Some N that … are …": the noun is one conjunct about the thing that exists."""
    if not isinstance(formula, Exists) or not isinstance(formula.body, And):
        return False
    return Atom(noun, (formula.variable,)) in formula.body.parts


def _restricts_subject(formula: Formula, noun: PredicateSymbol) -> bool:
    variables, matrix = strip_universals(formula)
    if not variables or not isinstance(matrix, Implies):
        return False
    subject = variables[0]
    conditions = matrix.left.parts if isinstance(matrix.left, And) else (matrix.left,)
    if Atom(noun, (subject,)) not in conditions:
        return False
    return len(conditions) > 1 or isinstance(matrix.right, Or | Xor)
