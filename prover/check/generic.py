"""Questions without quantifiers, by the instances that a step suggests.

To show ``∀x̄ C`` it is enough to show ``C`` for fresh constants (generalisation on constants),
and a universal parent may be used for any terms (instantiation).  So with good hints a
question to Z3 has no quantifiers at the top, and it answers at once; with bad hints it is
merely not answered, because every instance still follows from its parent.

Quantifiers that are left, in the hypothesis of an induction, say, often play no part in a step.
What follows when each quantified part is taken for a proposition of which nothing is known
follows whatever these parts say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from prover.check.smt import Entailment
from prover.logic.syntax import (
    Application,
    Atom,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Implies,
    PredicateSymbol,
    Symbol,
    Term,
    Variable,
)
from prover.logic.walk import rebuild, strip_universals, substitute, substitute_term
from prover.proof import Instance, Step

__all__ = ["Generic"]


class Generic:
    """Fresh constants for variables, and propositions for quantified formulas, one for each.

    Args:
        taken: the symbols that they must differ from.
    """

    def __init__(self, taken: Iterable[Symbol]) -> None:
        names = {symbol.name for symbol in taken}
        self._names = (name for n in count() if (name := f"c{n}") not in names)
        self._constants: dict[Variable, Term] = {}
        self._propositions: dict[Formula, Formula] = {}

    def question(self, step: Step, parents: Sequence[Formula]) -> Entailment:
        """Whether the step's conclusion follows from its parents' suggested instances."""
        conclusion = self._opened(step.conclusion)
        if len(step.instances) != len(parents):
            return Entailment(tuple(parents), conclusion)
        pairs = zip(parents, step.instances, strict=True)
        return Entailment(tuple(self._instance(p, i) for p, i in pairs), conclusion)

    def without_quantifiers(self, question: Entailment) -> Entailment:
        """A stronger question, in which nothing is known of what quantified parts say."""
        assumptions = tuple(map(self._opaque, question.assumptions))
        return Entailment(assumptions, self._opaque(question.conclusion))

    def _opaque(self, formula: Formula) -> Formula:
        """The closed ``formula`` with propositions for its outermost quantified parts."""
        if not isinstance(formula, ForAll | Exists):
            return rebuild(formula, self._opaque)
        if formula not in self._propositions:
            self._propositions[formula] = Atom(PredicateSymbol(next(self._names), ()), ())
        return self._propositions[formula]

    def _opened(self, formula: Formula, opened: frozenset[Variable] = frozenset()) -> Formula:
        """What is to be shown of the constants, also behind what is assumed: ``∀x (A → ∀y B)``.

        Variables in ``opened`` have their constants already: those are not generic any more.
        """
        variables, body = strip_universals(formula)
        opened |= frozenset(variables)
        shown = substitute(body, {v: self._constant(v) for v in variables})
        if isinstance(shown, Implies):
            inner, _ = strip_universals(shown.right)
            if inner and opened.isdisjoint(inner):
                return Implies(shown.left, self._opened(shown.right, opened))
        return shown

    def _instance(self, parent: Formula, instance: Instance) -> Formula:
        """The parent with its outermost variables replaced, all or some of them."""
        variables, body = strip_universals(parent)
        chosen = {v: self._ground(t) for v, t in instance if v in variables and v.sort is t.sort}
        if not chosen or len(set(variables)) < len(variables):
            return parent
        body = substitute(body, chosen)
        for variable in reversed([v for v in variables if v not in chosen]):
            body = ForAll(variable, body)
        return body

    def _ground(self, term: Term) -> Term:
        return substitute_term(term, {v: self._constant(v) for v in term.free})

    def _constant(self, variable: Variable) -> Term:
        if variable not in self._constants:
            symbol = FunctionSymbol(next(self._names), (), variable.sort)
            self._constants[variable] = Application(symbol, ())
        return self._constants[variable]
