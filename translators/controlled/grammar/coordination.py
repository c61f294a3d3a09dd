"""One schema of coordination for every category: *A and B*, *A, B, or C*, *either A or B*,
*both A and B*, *neither A nor B*.

*And* binds tighter than *or*; the other bracketing costs one more, so it is offered as a
second reading.  *Either … or* is exclusive, plain *or* inclusive.
"""

from __future__ import annotations

from collections.abc import Callable

from translators.controlled.grammar.productions import Costly, Production, rule
from translators.controlled.tree import (
    Coordination,
    Determiner,
    Illustrated,
    Name,
    Nominal,
    NominalPredicate,
    Quantified,
    Relation,
)

__all__ = ["coordination"]


def coordination(
    name: str, item: str, *, regroup: bool = True, contrast: bool = True
) -> tuple[Production, ...]:
    """Productions that make ``name`` out of one or more ``item``.

    Args:
        name: the coordinated category.
        item: the category of its parts.
        regroup: also offer *A and (B or C)*.
        contrast: also join by *but*, which after a noun phrase makes an exception.
    """
    part, conj, disj = f"{name}.part", f"{name}.and", f"{name}.or"
    and_tail, or_tail, nor_tail = f"{name}.ands", f"{name}.ors", f"{name}.nors"
    rules = [
        *rule(name, disj, _same),
        *rule(disj, conj, _same),
        *rule(disj, f"{conj} {or_tail}", _joined(Relation.OR)),
        *rule(conj, part, _same),
        *rule(conj, f"{part} {and_tail}", _joined(Relation.AND)),
        *_tail(and_tail, "'and'", part, conj),
        *_tail(or_tail, "'or'", conj, conj),
        *_tail(nor_tail, "'nor'|'or'", part, part),
        *rule(part, item, _same),
        *rule(part, f"'either' {conj} {or_tail}", _joined(Relation.EITHER)),
        *rule(part, f"'both' {part} {and_tail}", _joined(Relation.AND)),
        *rule(part, f"'neither' {conj} {nor_tail}", _joined(Relation.NEITHER)),
    ]
    if contrast:
        rules += rule(conj, f"{part} ','? 'but' {part}", _contrasted)
    if regroup:
        rules += rule(conj, f"{part} ','? 'and' {disj}", _regrouped, 1)
    return tuple(rules)


def _tail(head: str, word: str, last: str, middle: str) -> tuple[Production, ...]:
    """What follows the first part: *, B, and C* with or without the last comma."""
    return (
        *rule(head, f"','? {word} {last}", lambda a: (a,)),
        *rule(head, f"','? {word} {last} {head}", lambda a, rest: (a, *rest)),
        *rule(head, f"',' {last if last == middle else middle} {head}", _prepend),
    )


def _prepend(first: object, rest: tuple[object, ...]) -> tuple[object, ...]:
    return (first, *rest)


def _same(tree: object) -> object:
    return tree


def _contrasted(first: object, second: object) -> Coordination:
    return Coordination(Relation.AND, (first, second), True)


def _joined(relation: Relation) -> Callable[..., Coordination | Costly]:
    def build(first: object, rest: tuple[object, ...]) -> Coordination | Costly:
        parts = (first, *rest)
        whole = Coordination(relation, parts)
        # Parts are usually alike: a name with names, a description with descriptions.
        said = [p.noun_phrase if isinstance(p, NominalPredicate) else p for p in parts]
        named = [isinstance(p, Name) for p in said]
        if any(named) and not all(named):
            return Costly(whole, 2)
        if isinstance(first, Illustrated):
            # *losses such as theft, fire and flood*: the list is of examples.
            return Costly(whole, 2)
        universal = isinstance(first, Quantified) and first.determiner is Determiner.EVERY
        if universal and relation is Relation.OR:
            return Costly(whole, 2)
        described = [p.determiner for p in parts if isinstance(p, Quantified)]
        # *all cats and dogs*, *the cats and dogs*: the determiner belongs to both.
        shared = described and described[0] in (Determiner.EVERY, Determiner.THE)
        if shared and Determiner.BARE in described:
            return Costly(whole, 3)
        bare = {
            p.nominal.head.plural
            for p in parts
            if isinstance(p, Quantified)
            and p.determiner is Determiner.BARE
            and isinstance(p.nominal, Nominal)
        }
        return Costly(whole, 3) if len(bare) > 1 else whole

    return build


def _regrouped(first: object, rest: object) -> Coordination | None:
    if isinstance(rest, Coordination) and rest.relation is Relation.OR:
        return Coordination(Relation.AND, (first, rest))
    return None
