"""Is this set of ground literals closed under these rules, and derived by them?

Under the *rules* semantics a theory is read as a logic program with explicit negation:
facts and rules are applied forwards only.  A closed set that contains the facts is an upper
bound of what the rules derive, so a literal outside of it is certainly not derivable.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from time import perf_counter

from prover.certificate import Certificate, Checker
from prover.logic.clause import Literal
from prover.logic.rules import NotARule, Rule, rules_of
from prover.logic.syntax import (
    And,
    Equality,
    Exists,
    ForAll,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Term,
    TruthValue,
    Variable,
    Xor,
)
from prover.logic.walk import substitute

__all__ = ["check_fixpoint"]


def check_fixpoint(
    premises: Mapping[str, Formula], literals: frozenset[Literal], goal: Formula, claim: str
) -> Certificate:
    """Check that ``literals`` is closed under every rule and settles the goal neither way.

    Args:
        premises: facts and rules as formulas, by name.
        literals: the ground literals said to be all that is derivable.
        goal: what must not follow from the literals, nor its complement.
        claim: what the fixpoint shows, for the certificate.
    """
    start = perf_counter()
    index = _by_shape(literals)
    reasons: dict[str, str] = {}
    rejections: dict[str, str] = {}
    for name, formula in premises.items():
        try:
            closed = all(_is_closed(rule, index, literals) for rule in rules_of(formula))
        except NotARule as error:
            rejections[name] = error.message
            continue
        if closed:
            reasons[name] = "closed under this rule"
        else:
            rejections[name] = "derives a literal that is not in the fixpoint"
    settled = _truth(goal, literals)
    if settled is None:
        reasons["goal"] = "open: neither true nor false by these literals"
    else:
        rejections["goal"] = f"the literals make it {str(settled).lower()}"
    elapsed = (perf_counter() - start) * 1000
    return Certificate(
        Checker.FIXPOINT_CHECKER, claim, not rejections, reasons, rejections, elapsed
    )


_Shape = tuple[bool, object]
_Bindings = dict[Variable, Term]


def _shape(literal: Literal) -> _Shape:
    atom = literal.atom
    return literal.positive, "=" if isinstance(atom, Equality) else atom.predicate


def _by_shape(literals: Iterable[Literal]) -> dict[_Shape, list[Literal]]:
    index: dict[_Shape, list[Literal]] = {}
    for literal in literals:
        index.setdefault(_shape(literal), []).append(literal)
    return index


def _is_closed(
    rule: Rule, index: dict[_Shape, list[Literal]], literals: frozenset[Literal]
) -> bool:
    """Whether every instance of the head that the rule derives is in the set."""
    solutions: list[_Bindings] = [{}]
    for condition in rule.body:
        facts = index.get(_shape(condition), ())
        solutions = [
            extended
            for bindings in solutions
            for fact in facts
            if (extended := _match(condition, fact, bindings)) is not None
        ]
    return all(rule.head.substitute(bindings) in literals for bindings in solutions)


def _match(pattern: Literal, fact: Literal, bindings: _Bindings) -> _Bindings | None:
    extended = dict(bindings)
    for left, right in zip(pattern.atom.children, fact.atom.children, strict=True):
        if isinstance(left, Variable):
            assert not isinstance(right, Variable)
            if extended.setdefault(left, right) is not right:  # type: ignore[arg-type]
                return None
        elif left is not right:
            return None
    return extended


def _truth(formula: Formula, literals: frozenset[Literal]) -> bool | None:
    """The truth value in Kleene's strong three-valued logic, quantifiers over the terms met."""
    match formula:
        case TruthValue(value=value):
            return value
        case Not(body=body):
            inner = _truth(body, literals)
            return None if inner is None else not inner
        case And(parts=parts):
            return _least([_truth(part, literals) for part in parts])
        case Or(parts=parts):
            return _negated(_least([_negated(_truth(part, literals)) for part in parts]))
        case Implies(left=left, right=right):
            return _truth(Or((Not(left), right)), literals)
        case Iff(left=left, right=right) | Xor(left=left, right=right):
            sides = _truth(left, literals), _truth(right, literals)
            if None in sides:
                return None
            return (sides[0] == sides[1]) == isinstance(formula, Iff)
        case Exists(variable=variable, body=body):
            instances = [substitute(body, {variable: term}) for term in _terms(literals)]
            found = any(_truth(instance, literals) for instance in instances)
            return True if found else None
        case ForAll(variable=variable, body=body):
            return _negated(_truth(Exists(variable, Not(body)), literals))
        case _:
            literal = Literal(True, formula)
            if literal in literals:
                return True
            return False if literal.complement in literals else None


def _least(values: list[bool | None]) -> bool | None:
    if False in values:
        return False
    return None if None in values else True


def _negated(value: bool | None) -> bool | None:
    return None if value is None else not value


def _terms(literals: frozenset[Literal]) -> frozenset[Term]:
    return frozenset(
        child for literal in literals for child in literal.atom.children if isinstance(child, Term)
    )
