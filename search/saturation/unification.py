"""Unification, matching and the instances that they give.

Bindings are triangular: a variable's binding may contain bound variables (Baader and Snyder,
"Unification Theory", 2001).  Who unifies two clauses' terms has renamed one of them apart.
"""

from __future__ import annotations

from search.saturation.terms import Term, TermBank

__all__ = ["Bindings", "Instance", "match", "substituted", "unify"]

Bindings = dict[Term, Term]


def unify(left: Term, right: Term, bindings: Bindings | None = None) -> Bindings | None:
    """A most general unifier that extends ``bindings`` (in place), or ``None``."""
    if bindings is None:
        bindings = {}
    if left is right:
        return bindings
    stack = [left, right]
    while stack:
        one = stack.pop()
        other = stack.pop()
        while one.head < 0 and one in bindings:
            one = bindings[one]
        while other.head < 0 and other in bindings:
            other = bindings[other]
        if one is other:
            continue
        if one.head < 0:
            if one.sort != other.sort or occurs(one, other, bindings):
                return None
            bindings[one] = other
        elif other.head < 0:
            if one.sort != other.sort or occurs(other, one, bindings):
                return None
            bindings[other] = one
        elif one.head != other.head or (one.ground and other.ground):
            return None
        else:
            others = other.args
            for index, arg in enumerate(one.args):
                twin = others[index]
                if arg is not twin:
                    stack.append(arg)
                    stack.append(twin)
    return bindings


def occurs(variable: Term, term: Term, bindings: Bindings) -> bool:
    """Whether ``variable`` occurs in the instance of ``term``."""
    if term.ground:
        return False
    stack = [term]
    while stack:
        node = stack.pop()
        if node.head < 0:
            if node is variable:
                return True
            bound = bindings.get(node)
            if bound is not None and not bound.ground:
                stack.append(bound)
        else:
            for arg in node.args:
                if not arg.ground:
                    stack.append(arg)
    return False


def match(pattern: Term, target: Term, bindings: Bindings) -> bool:
    """Whether ``bindings`` can be extended so that the pattern becomes the target.

    The target's variables count as constants, so they may be the pattern's too.  The bindings
    are extended in place, also where the answer is no.
    """
    if pattern.ground:
        return pattern is target
    if pattern.head < 0:
        bound = bindings.get(pattern)
        if bound is None:
            if pattern.sort != target.sort:
                return False
            bindings[pattern] = target
            return True
        return bound is target
    if pattern.head != target.head or pattern.weight > target.weight:
        return False
    others = target.args
    for index, arg in enumerate(pattern.args):
        if not match(arg, others[index], bindings):
            return False
    return True


def substituted(bank: TermBank, term: Term, bindings: Bindings) -> Term:
    """The instance of ``term`` under bindings that :func:`match` found."""
    if term.ground:
        return term
    if term.head < 0:
        return bindings.get(term, term)
    return bank.make(term.head, tuple([substituted(bank, arg, bindings) for arg in term.args]))


class Instance:
    """Instances of terms under one unifier, variables numbered as they are met.

    Attributes:
        built: what has been made of which term; who replaces a subterm puts it here first.
    """

    __slots__ = ("_bank", "_bindings", "_count", "built")

    def __init__(self, bank: TermBank, bindings: Bindings) -> None:
        self._bank = bank
        self._bindings = bindings
        self._count = 0
        self.built: Bindings = {}

    def of(self, term: Term) -> Term:
        """The instance of ``term``, in normalised variables."""
        if term.ground:
            return term
        known = self.built.get(term)
        if known is not None:
            return known
        if term.head < 0:
            bound = self._bindings.get(term)
            if bound is None:
                result = self._bank.variable(self._count, term.sort)
                self._count += 2
            else:
                result = self.of(bound)
        else:
            result = self._bank.make(term.head, tuple([self.of(arg) for arg in term.args]))
        self.built[term] = result
        return result
