"""Chains of replacements as steps of a proof.

A goal ``∀x̄ (H → G)`` follows from ``∀x̄ (H → G')`` and the equation that made ``G'`` of ``G``.
Where both sides of an equation come to the same, the proof is written forwards, as one
calculates: ``s = s₁``, ``s = s₂``, …, ``s = t``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import cast

from prover.logic.syntax import TRUE, Equality, Formula, Node, Term, Variable
from prover.logic.walk import strip_universals
from prover.proof import Instance, Rule
from search.induction.deduction import Deduction, identity
from search.induction.rewriting import Applied, Rewriter
from search.induction.sequents import Sequent
from search.induction.tidy import tidied

__all__ = ["calculation", "rewritten"]

State = Callable[[Formula], Formula]
"""Puts a formula into the place where it is rewritten, and closes the result."""


def rewritten(
    state: State, sequent: Sequent, rewriter: Rewriter, formula: Formula, last: Deduction | None
) -> Deduction:
    """``state(formula)`` from ``state(normal form)``.

    Args:
        state: says what the statement about a formula is.
        sequent: has the hypotheses.
        rewriter: has brought ``formula`` into normal form.
        formula: what was rewritten.
        last: proves the statement about the normal form; ``None`` where that is truth.
    """
    current = tidied(formula)
    replacements: list[tuple[Formula, Applied]] = []
    for node, applied in rewriter.steps(formula):
        new = tidied(cast(Formula, node))
        if new is not current:
            replacements.append((current, applied))
            current = new
        if new is TRUE:
            break
    deduction = last
    for before, applied in reversed(replacements):
        parents = () if deduction is None else (deduction,)
        deduction = _step(state(before), parents, applied, sequent, rewriter)
    if deduction is None:
        return Deduction(state(formula), Rule.INFERENCE)
    if deduction.conclusion is not state(formula):
        deduction = _again(state(formula), deduction)
    return deduction


def calculation(sequent: Sequent, rewriter: Rewriter, goal: Equality) -> Deduction:
    """The proof of an equation both of whose sides have one normal form."""
    back = list(rewriter.steps(goal.right))
    before = [goal.right, *(node for node, _ in back)]
    terms = list(rewriter.steps(goal.left))
    terms += reversed([(old, applied) for old, (_, applied) in zip(before, back, strict=False)])
    deduction: Deduction | None = None
    for node, applied in terms:
        if node is goal.left and deduction is None:
            continue
        state = sequent.stating(Equality(goal.left, cast(Term, node)))
        parents = () if deduction is None else (deduction,)
        deduction = _step(state, parents, applied, sequent, rewriter)
    if deduction is None:
        return Deduction(sequent.statement, Rule.INFERENCE)
    if deduction.conclusion is not sequent.statement:
        return _again(sequent.statement, deduction)
    return deduction


def _again(conclusion: Formula, deduction: Deduction) -> Deduction:
    own = frozenset(strip_universals(conclusion)[0])
    instance = tuple(pair for pair in identity(deduction.conclusion) if pair[0] in own)
    return Deduction(conclusion, Rule.INFERENCE, (deduction,), (instance,))


def _step(
    conclusion: Formula,
    previous: Sequence[Deduction],
    applied: Applied,
    sequent: Sequent,
    rewriter: Rewriter,
) -> Deduction:
    """One replacement: from what was shown before, the equation, and its condition."""
    parents = list(previous)
    own = frozenset(strip_universals(conclusion)[0])
    instances = [_identity(parent, own) for parent in previous]
    if applied.rule.source is not None:
        parents.append(applied.rule.source)
        instances.append(_instance(applied))
    if applied.condition is not TRUE:
        for proof in _condition(applied.condition, sequent, rewriter):
            parents.append(proof)
            instances.append(_identity(proof, own))
    return Deduction(conclusion, Rule.DEMODULATION, tuple(parents), tuple(instances))


def _identity(parent: Deduction, own: frozenset[Variable]) -> Instance:
    return tuple(pair for pair in identity(parent.conclusion) if pair[0] in own)


def _instance(applied: Applied) -> Instance:
    """Terms for the outermost variables of the equation's statement."""
    assert applied.rule.source is not None
    variables, body = strip_universals(applied.rule.source.conclusion)
    if applied.bindings:
        return tuple((v, applied.bindings.get(v, v)) for v in variables)
    return _constructor_instance(applied, body)


def _constructor_instance(applied: Applied, body: Formula) -> Instance:
    """The terms for a fact about constructors, whose rule is made where it is used."""
    equation = applied.rule.left
    if not isinstance(equation, Equality):
        return ()
    for shown in _equations(body):
        pairs = ((shown.left, equation.left), (shown.right, equation.right))
        found = [pair for pattern, term in pairs for pair in _bound(pattern, term)]
        if found:
            return tuple(found)
    return ()


def _equations(body: Formula) -> Iterable[Equality]:
    stack: list[Node] = [body]
    while stack:
        node = stack.pop()
        if isinstance(node, Equality):
            yield node
        else:
            stack.extend(reversed(node.children))


def _bound(pattern: Term, term: Term) -> Iterable[tuple[Variable, Term]]:
    """The variables under a constructor, with what stands for them."""
    if isinstance(pattern, Variable) or isinstance(term, Variable):
        return
    if pattern.function is term.function:
        for inner, argument in zip(pattern.arguments, term.arguments, strict=True):
            if isinstance(inner, Variable):
                yield inner, argument


def _condition(condition: Formula, sequent: Sequent, rewriter: Rewriter) -> Iterable[Deduction]:
    """Why the condition holds, where more than a hypothesis is needed to see it."""
    if any(applied.rule.source is not None for _, applied in rewriter.steps(condition)):
        yield rewritten(sequent.stating, sequent, rewriter, condition, None)
