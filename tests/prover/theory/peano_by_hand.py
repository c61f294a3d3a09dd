"""A small development, written by hand: addition of natural numbers is commutative.

It shows every kind of step that provers by induction write: chains of rewriting under
hypotheses, an obligation stated as its own theorem, an induction whose claim begins with further
quantifiers, and the reordering of quantifiers at the end.
"""

from __future__ import annotations

from collections.abc import Sequence

from prover.logic.syntax import (
    Application,
    Equality,
    ForAll,
    Formula,
    FunctionSymbol,
    Implies,
    Sort,
    Term,
    Variable,
)
from prover.proof import Instance, Proof, Rule, Step
from prover.theory import Datatype, Definition, Development, Equation, Theorem, Theory

__all__ = ["DEVELOPMENT", "NAT", "NATURALS", "PLUS", "ZERO", "plus", "successor"]

NAT = Sort("Nat")
_ZERO = FunctionSymbol("0", (), NAT)
_SUCCESSOR = FunctionSymbol("S", (NAT,), NAT)
PLUS = FunctionSymbol("+", (NAT, NAT), NAT)
ZERO = Application(_ZERO, ())
X, Y = Variable("x", NAT), Variable("y", NAT)


def successor(term: Term) -> Application:
    """``S(term)``"""
    return Application(_SUCCESSOR, (term,))


def plus(left: Term, right: Term) -> Application:
    """``left + right``"""
    return Application(PLUS, (left, right))


ADDITION = Definition(
    PLUS,
    (
        Equation(plus(X, ZERO), X),
        Equation(plus(X, successor(Y)), successor(plus(X, Y))),
    ),
)
NATURALS = Theory(
    "naturals", datatypes=(Datatype(NAT, (_ZERO, _SUCCESSOR)),), definitions=(ADDITION,)
)
FACTS = NATURALS.facts


def for_all(variables: Sequence[Variable], formula: Formula) -> Formula:
    """``formula`` with ``variables`` bound, the first one outermost."""
    for variable in reversed(variables):
        formula = ForAll(variable, formula)
    return formula


def premise(name: str, formula: Formula) -> Step:
    """A fact, or an earlier theorem."""
    return Step(name, formula, Rule.PREMISE)


def rewritten(name: str, conclusion: Formula, *used: tuple[str, Instance]) -> Step:
    """One link of a chain: from the link before, by an equation or by a hypothesis."""
    parents = tuple(parent for parent, _ in used)
    instances = tuple(instance for _, instance in used)
    return Step(name, conclusion, Rule.DEMODULATION, parents, instances=instances)


def theorem(name: str, *steps: Step, part_of: str = "") -> Theorem:
    """What the last of ``steps`` states, proved by them."""
    statement = steps[-1].conclusion
    return Theorem(name, statement, Proof(statement, steps), part_of)


# --- 0 + x = x ----------------------------------------------------------------------------

_ZERO_ADD = Equality(plus(ZERO, X), X)
_ZERO_ADD_Y = Equality(plus(ZERO, Y), Y)


def _zero_add() -> tuple[Theorem, ...]:
    base = theorem(
        "zero_add.0",
        premise("+.1", FACTS["+.1"]),
        rewritten("1", Equality(plus(ZERO, ZERO), ZERO), ("+.1", ((X, ZERO),))),
        part_of="zero_add",
    )
    left = plus(ZERO, successor(Y))

    def link(right: Term) -> Formula:
        return ForAll(Y, Implies(_ZERO_ADD_Y, Equality(left, right)))

    step = theorem(
        "zero_add.S",
        premise("+.2", FACTS["+.2"]),
        rewritten("1", link(successor(plus(ZERO, Y))), ("+.2", ((X, ZERO), (Y, Y)))),
        rewritten("2", link(successor(Y)), ("1", ((Y, Y),))),
        part_of="zero_add",
    )
    return base, step, _by_induction("zero_add", ForAll(X, _ZERO_ADD), base, step)


# --- S(x) + y = S(x + y) ------------------------------------------------------------------


def _succ_add() -> tuple[Theorem, ...]:
    base_left = plus(successor(X), ZERO)
    base = theorem(
        "succ_add.0",
        premise("+.1", FACTS["+.1"]),
        rewritten("1", ForAll(X, Equality(base_left, successor(X))), ("+.1", ((X, successor(X)),))),
        rewritten(
            "2",
            ForAll(X, Equality(base_left, successor(plus(X, ZERO)))),
            ("1", ((X, X),)),
            ("+.1", ((X, X),)),
        ),
        part_of="succ_add",
    )
    hypothesis = Equality(plus(successor(X), Y), successor(plus(X, Y)))
    left = plus(successor(X), successor(Y))

    def link(right: Term) -> Formula:
        return for_all((Y, X), Implies(hypothesis, Equality(left, right)))

    same: Instance = ((Y, Y), (X, X))
    first = ((X, successor(X)), (Y, Y))
    wanted = Equality(left, successor(plus(X, successor(Y))))
    step = theorem(
        "succ_add.S",
        premise("+.2", FACTS["+.2"]),
        rewritten("1", link(successor(plus(successor(X), Y))), ("+.2", first)),
        rewritten("2", link(successor(successor(plus(X, Y)))), ("1", same)),
        rewritten("3", link(successor(plus(X, successor(Y)))), ("2", same), ("+.2", same)),
        _under_all("4", hypothesis, wanted, "3"),
        part_of="succ_add",
    )
    return base, step, _by_induction("succ_add", for_all((Y, X), hypothesis), base, step)


# --- x + y = y + x ------------------------------------------------------------------------


def _add_comm(zero_add: Theorem, succ_add: Theorem) -> tuple[Theorem, ...]:
    base = theorem(
        "add_comm.0",
        premise("+.1", FACTS["+.1"]),
        premise("zero_add", zero_add.statement),
        rewritten("1", ForAll(X, Equality(plus(X, ZERO), X)), ("+.1", ((X, X),))),
        rewritten(
            "2",
            ForAll(X, Equality(plus(X, ZERO), plus(ZERO, X))),
            ("1", ((X, X),)),
            ("zero_add", ((X, X),)),
        ),
        part_of="add_comm",
    )
    hypothesis = Equality(plus(X, Y), plus(Y, X))
    left = plus(X, successor(Y))

    def link(right: Term) -> Formula:
        return for_all((Y, X), Implies(hypothesis, Equality(left, right)))

    same: Instance = ((Y, Y), (X, X))
    swapped: Instance = ((X, Y), (Y, X))
    step = theorem(
        "add_comm.S",
        premise("+.2", FACTS["+.2"]),
        premise("succ_add", succ_add.statement),
        rewritten("1", link(successor(plus(X, Y))), ("+.2", same)),
        rewritten("2", link(successor(plus(Y, X))), ("1", same)),
        rewritten("3", link(plus(successor(Y), X)), ("2", same), ("succ_add", swapped)),
        _under_all("4", hypothesis, Equality(left, plus(successor(Y), X)), "3"),
        part_of="add_comm",
    )
    return base, step, _by_induction("add_comm", for_all((Y, X), hypothesis), base, step)


def _under_all(name: str, hypothesis: Formula, wanted: Formula, link: str) -> Step:
    """``∀y (∀x H → ∀x G)``, the obligation, from ``∀y ∀x (H → G)``, which was proved."""
    obligation = ForAll(Y, Implies(ForAll(X, hypothesis), ForAll(X, wanted)))
    return Step(name, obligation, Rule.INFERENCE, (link,))


def _by_induction(name: str, claim: Formula, *obligations: Theorem) -> Theorem:
    """``claim`` from its obligations; where it begins ``∀y ∀x``, stated as ``∀x ∀y``."""
    leaves = [premise(theorem.name, theorem.statement) for theorem in obligations]
    parents = tuple(leaf.name for leaf in leaves)
    steps = [*leaves, Step("induction", claim, Rule.INDUCTION, parents)]
    match claim:
        case ForAll(variable=outer, body=ForAll(variable=inner, body=body)):
            reordered = for_all((inner, outer), body)
            same = ((outer, outer), (inner, inner))
            steps.append(
                Step("reordered", reordered, Rule.INFERENCE, ("induction",), instances=(same,))
            )
    return theorem(name, *steps)


def _development() -> Development:
    zero_add = _zero_add()
    succ_add = _succ_add()
    add_comm = _add_comm(zero_add[-1], succ_add[-1])
    return Development(NATURALS, (*zero_add, *succ_add, *add_comm))


DEVELOPMENT = _development()
"""0 + x = x, S(x) + y = S(x + y) and x + y = y + x, each with its obligations before it."""
