"""Which variable to do induction on, and what the obligations are.

A variable is good where the recursion of functions unfolds once it is a constructor's term,
and bad where it also stands as an argument that recursion only passes on (Boyer and Moore
1979; "flawed" variables).  The variables that recursion changes are generalised in the
hypothesis of the induction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from prover.logic.syntax import (
    TRUE,
    And,
    Application,
    Equality,
    ForAll,
    Formula,
    FunctionSymbol,
    Implies,
    Node,
    Variable,
)
from prover.logic.walk import conjunction, free_variables, nodes, strip_universals, substitute
from prover.theory import Theory
from search.induction.recursion import RecursionTable, applied
from search.induction.rules import RewriteRule, Rules
from search.induction.sequents import Sequent
from search.induction.splitting import made_by

__all__ = ["Obligation", "Scheme", "inside", "schemes"]


@dataclass(frozen=True, slots=True)
class Obligation:
    """One case of an induction.

    Attributes:
        label: the constructor's name.
        formula: closed, as the rule of induction demands it.
        sequent: suffices for it.
    """

    label: str
    formula: Formula
    sequent: Sequent


@dataclass(frozen=True, slots=True)
class Scheme:
    """Induction on one variable.

    Attributes:
        variable: of a generated sort.
        conclusion: what the rule gives: ``∀variable φ``.
        obligations: in the order of the constructors.
        inner: a variable to do induction on inside the obligations: some function recurs now on
            the one, now on the other.
    """

    variable: Variable
    conclusion: Formula
    obligations: tuple[Obligation, ...]
    inner: Variable | None = None


def schemes(
    statement: Formula, theory: Theory, recursion: RecursionTable, rules: Rules
) -> Iterator[Scheme]:
    """Inductions for a closed statement, the most promising first."""
    variables, body = strip_universals(statement)
    scores = {
        variable: _score(variable, body, recursion, rules)
        for variable in variables
        if variable.sort in theory.constructors and variable in body.free
    }
    if all(score <= 0 for score in scores.values()):
        scores = {variable: float(_is_side(variable, body)) for variable in scores}
    chosen = [v for v in sorted(scores, key=lambda v: -scores[v]) if scores[v] > 0]
    for variable in chosen:
        constructors = theory.constructors[variable.sort]
        strengthened = body
        if _is_deep(variable, body, recursion):
            strengthened = _with_next(variable, body, constructors)
        moving = _moving(variable, body, recursion)
        inner = _inner(variable, body, recursion) if strengthened is body else None
        yield replace(_scheme(variable, strengthened, constructors, moving), inner=inner)
    for variable in chosen:
        moving = _moving(variable, body, recursion)
        more = moving | _carried(variable, body, recursion)
        if more != moving:
            yield _scheme(variable, body, theory.constructors[variable.sort], more)


def inside(obligation: Obligation, variable: Variable, theory: Theory) -> Scheme | None:
    """The induction on ``variable`` that proves ``obligation``, its hypotheses being given."""
    sequent = obligation.sequent
    if not sequent.induction or variable not in sequent.goal.free:
        return None
    body = Implies(conjunction(sequent.induction), sequent.goal)
    scheme = _scheme(variable, body, theory.constructors[variable.sort], frozenset())
    obligations = (
        replace(o, sequent=replace(o.sequent, smaller=o.sequent.smaller | sequent.smaller))
        for o in scheme.obligations
    )
    return replace(scheme, obligations=tuple(obligations))


def _inner(variable: Variable, body: Formula, recursion: RecursionTable) -> Variable | None:
    """The variable that a function recurs on while it leaves ``variable`` as it is."""
    for node in nodes(body):
        pair = applied(node)
        known = pair and recursion.get(pair[0])
        if pair and known and any(pair[1][place] is variable for place in known.kept):
            others = (pair[1][place] for place in sorted(known.matched))
            for other in others:
                if isinstance(other, Variable) and _is_inductive(other, variable, body, recursion):
                    return other
    return None


def _is_inductive(
    other: Variable, variable: Variable, body: Formula, recursion: RecursionTable
) -> bool:
    is_free = other is not variable and other in body.free
    return is_free and other.sort in recursion.constructors


def _score(variable: Variable, body: Formula, recursion: RecursionTable, rules: Rules) -> float:
    """How many recursions, or lemmas, wait for the variable, less what it spoils."""
    score = 0.0
    for node in nodes(body):
        pair = applied(node)
        known = pair and recursion.get(pair[0])
        if pair is None or not known:
            continue
        for place, argument in enumerate(pair[1]):
            if argument is variable:
                if place in known.matched:
                    score += 1.0 if known.recursive else 0.5
                elif _looks_into(rules.of(pair[0]), place):
                    score += 0.4
                elif known.recursive:
                    score -= 0.3 if place in known.changed else 0.1
            elif place in known.matched and variable in argument.free:
                score += 0.01
    return score


def _is_side(variable: Variable, body: Formula) -> bool:
    """Whether the variable is a side of an equation."""
    return any(isinstance(node, Equality) and variable in node.children for node in nodes(body))


def _looks_into(rules: Sequence[RewriteRule], place: int) -> bool:
    """Whether some rule has a constructor in this place."""
    for rule in rules:
        pair = applied(rule.left)
        if pair and isinstance(pair[1][place], Application):
            return True
    return False


def _moving(variable: Variable, body: Formula, recursion: RecursionTable) -> frozenset[Variable]:
    """Variables whose places recursion on ``variable`` changes."""
    moving: set[Variable] = set()
    for node in nodes(body):
        if isinstance(node, Equality) and variable in node.children:
            moving |= {v for side in node.children for v in side.free & body.free}
    for node in nodes(body):
        pair = applied(node)
        known = pair and recursion.get(pair[0])
        if pair is None or not known:
            continue
        arguments = pair[1]
        if any(arguments[place] is variable for place in known.matched):
            for place in known.matched | known.changed:
                moving |= arguments[place].free
        if any(variable in arguments[place].free for place in known.matched):
            for place in known.rebuilt:
                moving |= arguments[place].free
    return frozenset(moving - {variable})


def _carried(variable: Variable, body: Formula, recursion: RecursionTable) -> frozenset[Variable]:
    """Variables in accumulators of functions that recur on what is computed from ``variable``."""
    carried: set[Variable] = set()
    for node in nodes(body):
        pair = applied(node)
        known = pair and recursion.get(pair[0])
        if pair and known and any(variable in pair[1][place].free for place in known.matched):
            for place in known.changed:
                carried |= pair[1][place].free
    return frozenset(carried - {variable})


def _is_deep(variable: Variable, body: Formula, recursion: RecursionTable) -> bool:
    for node in nodes(body):
        pair = applied(node)
        known = pair and recursion.get(pair[0])
        if pair and known and any(pair[1][place] is variable for place in known.deep):
            return True
    return False


def _with_next(
    variable: Variable, body: Formula, constructors: tuple[FunctionSymbol, ...]
) -> Formula:
    """The body, and the body for what the recursive constructors make of the variable."""
    parts = [body]
    for constructor in constructors:
        for place, sort in enumerate(constructor.argument_sorts):
            if sort is variable.sort:
                parts.append(_one_further(variable, body, constructor, place))
    return conjunction(parts)


def _one_further(
    variable: Variable, body: Formula, constructor: FunctionSymbol, place: int
) -> Formula:
    taken = {v for node in nodes(body) for v in node.free}
    made = made_by(constructor, variable, taken)
    arguments = list(made.arguments)
    fresh = [v for n, v in enumerate(made.arguments) if n != place and isinstance(v, Variable)]
    arguments[place] = variable
    further = substitute(body, {variable: Application(constructor, tuple(arguments))})
    for each in reversed(fresh):
        further = ForAll(each, further)
    return further


def _scheme(
    variable: Variable,
    body: Formula,
    constructors: tuple[FunctionSymbol, ...],
    moving: frozenset[Variable],
) -> Scheme:
    others = [v for v in free_variables(body) if v is not variable]
    claim = _quantified(others, body)
    obligations = tuple(
        _obligation(variable, body, claim, constructor, others, moving)
        for constructor in constructors
    )
    return Scheme(variable, ForAll(variable, claim), obligations)


def _quantified(variables: list[Variable], body: Formula) -> Formula:
    for each in reversed(variables):
        body = ForAll(each, body)
    return body


def _obligation(
    variable: Variable,
    body: Formula,
    claim: Formula,
    constructor: FunctionSymbol,
    others: list[Variable],
    moving: frozenset[Variable],
) -> Obligation:
    taken = {v for node in nodes(body) for v in node.free} | _bound(body)
    taken.discard(variable)
    made = made_by(constructor, variable, taken)
    smaller = [v for v in made.arguments if isinstance(v, Variable) and v.sort is variable.sort]
    formula = substitute(claim, {variable: made})
    if smaller:
        assumed = conjunction(substitute(claim, {variable: each}) for each in smaller)
        formula = Implies(assumed, formula)
    for argument in reversed(made.arguments):
        assert isinstance(argument, Variable)
        formula = ForAll(argument, formula)
    generalised = [v for v in others if v in moving]
    changing = frozenset((variable, *generalised))
    hypotheses = tuple(
        _quantified([*generalised, *inner], substitute(_within(core, changing), {variable: each}))
        for each in smaller
        for inner, core in _parts(body)
    )
    around = tuple(part for part in _context(body, changing) if isinstance(part, ForAll))
    goal = substitute(_without(body, around), {variable: made})
    sequent = Sequent(goal, induction=(*around, *hypotheses), smaller=frozenset(smaller))
    return Obligation(constructor.name, formula, sequent)


def _context(body: Formula, changing: frozenset[Variable]) -> tuple[Formula, ...]:
    """What ``body`` assumes and the induction leaves as it is, such as an outer hypothesis."""
    if not isinstance(body, Implies):
        return ()
    assumed = body.left.parts if isinstance(body.left, And) else (body.left,)
    return tuple(part for part in assumed if part.free.isdisjoint(changing))


def _within(body: Formula, changing: frozenset[Variable]) -> Formula:
    """``body`` where its context is given."""
    return _without(body, _context(body, changing))


def _without(body: Formula, given: tuple[Formula, ...]) -> Formula:
    """``body`` without the assumptions that are ``given``."""
    if not isinstance(body, Implies) or not given:
        return body
    assumed = body.left.parts if isinstance(body.left, And) else (body.left,)
    left = conjunction(part for part in assumed if part not in given)
    return body.right if left is TRUE else Implies(left, body.right)


def _parts(body: Formula) -> Iterator[tuple[list[Variable], Formula]]:
    """What a hypothesis says, one thing at a time, without the quantifiers inside."""
    for part in body.parts if isinstance(body, And) else (body,):
        variables, core = strip_universals(part)
        yield list(variables), core


def _bound(body: Node) -> set[Variable]:
    return {node.variable for node in nodes(body) if isinstance(node, ForAll)}
