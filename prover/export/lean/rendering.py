"""Proof terms as Lean text, with names for what they bind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import assert_never

from prover.export.lean.matching import anything
from prover.export.lean.terms import (
    Abstraction,
    Apply,
    Element,
    Function,
    Have,
    Local,
    Name,
    Pair,
    Part,
    ProofTerm,
    Proposition,
)
from prover.logic.printers import LeanTheory
from prover.logic.syntax import Application, Atom, Formula, FunctionSymbol, Symbol, Term, Variable

__all__ = ["Rendering"]

Bound = Local | FunctionSymbol


@dataclass(slots=True)
class Rendering:
    """Writes proof terms in the language of one theorem.

    Args:
        theory: the names of symbols and variables.
        taken: names of premises and steps.
        stands_for: the variable that each eigenvariable was introduced for.
        reserved: names of variables that formulas inside a term bind.
    """

    theory: LeanTheory
    taken: frozenset[str]
    stands_for: Mapping[FunctionSymbol, Variable]
    reserved: frozenset[str] = frozenset()
    _names: dict[Bound, str] = field(default_factory=dict)

    def term(self, term: ProofTerm) -> str:
        """``term`` as text."""
        match term:
            case Name(text=text):
                return text
            case Local():
                return self._names[term]
            case Element(term=element):
                return self.theory.argument(element, self._constants)
            case Proposition(formula=formula):
                return self._bracketed(formula)
            case Abstraction(hole=hole, body=body):
                return self._abstraction(hole, body)
            case Apply():
                return self._application(term)
            case Part(whole=whole, name=name):
                return f"{self._atomic(whole)}.{name}"
            case Pair():
                return f"⟨{', '.join([self.term(each) for each in _components(term)])}⟩"
            case Function():
                return self._function(term)
            case Have(local=local, formula=formula, value=value, body=body):
                stated, proof = self.formula(formula), self.term(value)
                name = self.bind(local)
                text = f"have {name} : {stated} := {proof}; {self.term(body)}"
                self._release(local)
                return text
            case _:
                assert_never(term)

    def _application(self, term: Apply) -> str:
        *others, last = term.arguments
        # fun … needs no brackets at the end
        final = self.term(last) if isinstance(last, Function) else self._atomic(last)
        return " ".join([self._atomic(term.function), *map(self._atomic, others), final])

    def _atomic(self, term: ProofTerm) -> str:
        text = self.term(term)
        return f"({text})" if isinstance(term, Apply | Function | Have | Abstraction) else text

    def _function(self, term: Function) -> str:
        bound: list[Bound] = []
        body: ProofTerm = term
        names = []
        while isinstance(body, Function):
            used = body.parameter in body.body.free
            names.append(self.bind(body.parameter) if used else "_")
            bound.append(body.parameter)
            body = body.body
        text = f"fun {' '.join(names)} => {self.term(body)}"
        for each in bound:
            self._release(each)
        return text

    def _abstraction(self, hole: FunctionSymbol, body: Formula | Application | Variable) -> str:
        name = self._fresh("z")
        self._names[hole] = name
        if isinstance(body, Application | Variable):
            text = f"fun {name} => {self.element(body)}"
        else:
            text = f"motive := fun {name} => {self.formula(body)}"
        self._release(hole)
        return text

    def formula(self, formula: Formula) -> str:
        """``formula``, which may speak of what is bound around it."""
        return self.theory.statement(formula, self._constants)

    def element(self, term: Term) -> str:
        """``term`` of the logic, which may speak of what is bound around it."""
        return self.theory.term(term, self._constants)

    def _bracketed(self, formula: Formula) -> str:
        text = self.formula(formula)
        plain = isinstance(formula, Atom) and not formula.arguments
        return text if plain else f"({text})"

    @property
    def _constants(self) -> Mapping[Symbol, str]:
        named: dict[Symbol, str] = {
            s: name for s, name in self._names.items() if isinstance(s, FunctionSymbol)
        }
        for sort in self.theory.signature.sorts:
            some = f"(Classical.choice inferInstance : {self.theory.type_of_sort(sort)})"
            named[anything(sort).function] = some
        return named

    def bind(self, bound: Bound) -> str:
        """The name of what is bound from here on."""
        if isinstance(bound, Local):
            name = self._fresh("h")
        else:
            proposed = self.theory.variable(self.stands_for[bound])
            free = proposed not in self.reserved and proposed not in self._names.values()
            name = proposed if free and proposed not in self.taken else self._fresh("c")
        self._names[bound] = name
        return name

    def _release(self, bound: Bound) -> None:
        self._names.pop(bound, None)

    def _fresh(self, stem: str) -> str:
        used = {*self._names.values(), *self.taken, *self.theory.taken}
        return next(name for n in count() if (name := f"{stem}{n}" if n else stem) not in used)


def _components(pair: Pair) -> Sequence[ProofTerm]:
    found: list[ProofTerm] = [pair.left]
    rest = pair.right
    while isinstance(rest, Pair):
        found.append(rest.left)
        rest = rest.right
    return (*found, rest)
