"""New symbols in a derivation: definitions and Skolem functions, each with an axiom of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, islice

from prover.check.conservative import rejection_of_choice, rejection_of_definition
from prover.logic.canonical import canonical
from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Iff,
    Implies,
    Symbol,
    Variable,
)
from prover.logic.walk import fresh_variable, strip_universals, symbols, universal_closure
from prover.proof import Relation, Rule, Step
from prover.tstp.choices import Choice, choices
from prover.tstp.derivation import Inference, Status, TstpStep
from prover.tstp.order import parents_of
from prover.tstp.skolem_form import SkolemForm, skolem_forms

__all__ = ["Extensions", "Follows"]

_CANDIDATES = 8
"""Ways to explain Skolem functions that are tried before the first one is taken."""

Follows = Callable[[Sequence[Formula], Sequence[Formula]], bool]
"""Whether all of the second formulas follow from the first ones, as far as somebody can tell."""


@dataclass(slots=True)
class Extensions:
    """Keeps track of what symbols there are, and makes the axioms of new ones.

    Args:
        formulas: whose symbols are there from the start.
        names: names that steps have already.
        steps: the derivation, parents first.
        follows: is asked where there are several explanations.
    """

    formulas: Iterable[Formula]
    names: set[str]
    steps: Sequence[TstpStep]
    follows: Follows | None = None
    _known: set[Symbol] = field(default_factory=set)
    _axioms: dict[FunctionSymbol, Step] = field(default_factory=dict)
    _siblings: dict[Sequence[str], list[TstpStep]] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        for formula in self.formulas:
            self.know(formula)
        for step in self.steps:
            if isinstance(step.source, Inference) and step.source.status is not Status.THM:
                self._siblings.setdefault(parents_of(step), []).append(step)

    def know(self, formula: Formula) -> None:
        """The symbols of ``formula`` are not new any more."""
        self._known.update(symbols(formula))

    def knows(self, formula: Formula) -> bool:
        """Whether no symbol of ``formula`` is new."""
        return self._known.issuperset(symbols(formula))

    def free_name(self, wanted: str) -> str:
        """``wanted`` or a name like it that no other step has."""
        name, number = wanted, 1
        while name in self.names:
            number += 1
            name = f"{wanted}_{number}"
        self.names.add(name)
        return name

    # --- inferences --------------------------------------------------------------------

    def explain(
        self, step: TstpStep, parents: Sequence[tuple[str, Formula]]
    ) -> tuple[tuple[Step, ...], tuple[str, ...]]:
        """Where the functions come from that ``step`` has and its ``parents`` lack.

        Args:
            step: an inference.
            parents: names and formulas of its parents.

        Returns:
            Steps to be put before it, and the names of those that it needs as parents.
        """
        new = self._new_functions(step.formula)
        made: tuple[Step, ...] = ()
        if new:
            siblings = self._siblings.get(parents_of(step), [step])
            children = [sibling.formula for sibling in siblings]
            functions = frozenset(f for child in children for f in self._new_functions(child))
            made = self._skolem_steps(step.name, parents, children, functions)
            made = made or self._made(self._chosen([f for _, f in parents], children, functions))
        old = {symbol for _, formula in parents for symbol in symbols(formula)}
        return made, self._needed(step.formula, old)

    def _skolem_steps(
        self,
        name: str,
        parents: Sequence[tuple[str, Formula]],
        children: Sequence[Formula],
        functions: frozenset[FunctionSymbol],
    ) -> tuple[Step, ...]:
        """The steps to the first Skolem form of the one parent from which the children follow."""
        if len(parents) != 1:
            return ()
        (parent, formula), *_ = parents
        forms = list(islice(skolem_forms(formula, children, functions, self._numbers), _CANDIDATES))
        for form in forms:
            said = canonical(form.named)
            left = [child for child in children if canonical(child) is not said]
            if not left or self.follows is None or self.follows([form.named], left):
                return self._written_out(name, parent, formula, form)
        return ()

    def _written_out(
        self, name: str, parent: str, formula: Formula, form: SkolemForm
    ) -> tuple[Step, ...]:
        stages = (
            (Rule.EXPAND_EQUIVALENCES, form.expanded),
            (Rule.SKOLEMISE, form.named),
        )
        steps = []
        for rule, conclusion in stages:
            if conclusion is not formula:
                functions = form.functions if rule is Rule.SKOLEMISE else ()
                relation = Relation.ESA if rule is Rule.SKOLEMISE else Relation.THM
                own = self.free_name(f"{name}_{rule.value}")
                step = Step(own, conclusion, rule, (parent,), relation, introduces=functions)
                self._axioms.update(dict.fromkeys(functions, step))
                steps.append(step)
                parent, formula = own, conclusion
        return tuple(steps)

    def _new_functions(self, formula: Formula) -> list[FunctionSymbol]:
        return [
            symbol
            for symbol in symbols(formula)
            if isinstance(symbol, FunctionSymbol) and symbol not in self._known
        ]

    def _chosen(
        self,
        parents: Sequence[Formula],
        children: Sequence[Formula],
        functions: frozenset[FunctionSymbol],
    ) -> tuple[Choice, ...]:
        """The first explanation from which the children follow, else the first."""
        found = choices(parents, children, functions, self._numbers)
        candidates = list(islice(found, _CANDIDATES))
        if len(candidates) > 1 and self.follows is not None:
            for candidate in candidates:
                if self.follows([*parents, *(choice.axiom for choice in candidate)], children):
                    return candidate
        return candidates[0] if candidates else ()

    def _made(self, chosen: Iterable[Choice]) -> tuple[Step, ...]:
        made = []
        for choice in chosen:
            name = self.free_name(f"choice_of_{choice.function.name}")
            step = _extension(name, choice.axiom, Rule.CHOICE, choice.function)
            self._axioms[choice.function] = step
            made.append(step)
        return tuple(made)

    def _needed(self, formula: Formula, old: set[Symbol]) -> tuple[str, ...]:
        """Names of the axioms of functions in ``formula``, and in these axioms, but not old."""
        needed: dict[str, None] = {}
        stack = list(symbols(formula))
        while stack:
            symbol = stack.pop()
            axiom = self._axioms.get(symbol) if isinstance(symbol, FunctionSymbol) else None
            if axiom is not None and symbol not in old and axiom.name not in needed:
                needed[axiom.name] = None
                stack.extend(symbols(axiom.conclusion))
        return tuple(reversed(needed))

    # --- formulas that are brought in --------------------------------------------------

    def introduced(self, step: TstpStep) -> tuple[Step, ...]:
        """The steps for a formula without parents: a definition, a choice axiom, a tautology."""
        formula = step.formula
        new = tuple(symbol for symbol in symbols(formula) if symbol not in self._known)
        if rejection_of_definition(formula, new) is None:
            return (_extension(step.name, formula, Rule.DEFINITION, *new),)
        if rejection_of_choice(formula, new) is None:
            return (_extension(step.name, formula, Rule.CHOICE, *new),)
        made = self._made_for(formula, new)
        parents = tuple(extension.name for extension in made)
        return (*made, Step(step.name, formula, Rule.INFERENCE, parents))

    def _made_for(self, formula: Formula, new: Sequence[Symbol]) -> tuple[Step, ...]:
        """Axioms from which a definition in another form follows."""
        variables, body = strip_universals(formula)
        if (definition := _predicate_definition(body, new)) is not None:
            name = self.free_name(f"definition_of_{new[0].name}")
            return (_extension(name, definition, Rule.DEFINITION, *new),)
        if (choice := _function_definition(body, new)) is not None:
            return self._made([choice])
        functions = frozenset(symbol for symbol in new if isinstance(symbol, FunctionSymbol))
        if not functions or not isinstance(body, Implies):
            return ()
        condition, chosen = (_closed(variables, part) for part in (body.left, body.right))
        return self._made(self._chosen([condition], [chosen], functions))


def _predicate_definition(body: Formula, new: Sequence[Symbol]) -> Formula | None:
    """The definition ``d(x) ↔ φ`` behind ``φ ↔ d(x)``, ``d(x) → φ`` or ``φ → d(x)``."""
    if isinstance(body, Iff | Implies):
        for atom, meaning in ((body.left, body.right), (body.right, body.left)):
            if isinstance(atom, Atom) and tuple(new) == (atom.predicate,):
                return universal_closure(Iff(atom, meaning))
    return None


def _function_definition(body: Formula, new: Sequence[Symbol]) -> Choice | None:
    """The axiom behind ``f(x) = t``: f chooses the y with ``y = t``."""
    if isinstance(body, Equality):
        for term, value in ((body.left, body.right), (body.right, body.left)):
            if isinstance(term, Application) and tuple(new) == (term.function,):
                variable = fresh_variable(Variable("Y", term.sort), value.free)
                exists = Exists(variable, Equality(variable, value))
                variables = [v for v in term.arguments if isinstance(v, Variable)]
                axiom = _closed(variables, Implies(exists, Equality(term, value)))
                return Choice(term.function, axiom)
    return None


def _closed(variables: Sequence[Variable], formula: Formula) -> Formula:
    for variable in reversed(variables):
        formula = ForAll(variable, formula)
    return formula


def _extension(name: str, formula: Formula, rule: Rule, *introduces: Symbol) -> Step:
    return Step(name, formula, rule, relation=Relation.ESA, introduces=introduces)
