"""Derivations with one thing wrong.

A mutation is *semantic* when Z3 finds a countermodel to a step of the mutated derivation that
calls itself a theorem of its parents; structural ones (a cycle, a parent that is not there, a
status that is not true) are wrong whatever the formulas say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from prover.check import Z3Session
from prover.check.smt import Answer, Entailment
from prover.logic.syntax import (
    And,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    Node,
    Not,
    Or,
    Term,
    TruthValue,
    Variable,
)
from prover.logic.walk import nodes, rebuild, strip_universals, substitute, universal_closure
from prover.tstp import Inference, Status, TstpDerivation, TstpStep
from prover.tstp.order import ancestry, parents_of

__all__ = ["MUTATIONS", "Mutant", "is_semantic", "mutants"]


@dataclass(frozen=True)
class Mutant:
    """A derivation with one step changed; ``structural`` if that is wrong in any case."""

    kind: str
    step: str
    derivation: TstpDerivation
    structural: bool


Mutation = Callable[[TstpStep, TstpDerivation, Random], TstpStep | None]


def mutants(derivation: TstpDerivation, random: Random, count: int) -> Iterator[Mutant]:
    """``count`` attempts to break a step that the conclusion rests on."""
    last = derivation.steps[-1]
    used = ancestry(last, derivation.by_name).steps
    for _ in range(count):
        kind = random.choice(list(MUTATIONS))
        step = random.choice(used)
        changed = MUTATIONS[kind](step, derivation, random)
        if changed is not None and changed != step:
            yield Mutant(kind, step.name, _with(derivation, changed), kind in _STRUCTURAL)


def is_semantic(mutant: Mutant, session: Z3Session) -> bool:
    """Whether some step is not entailed: the one that was changed, or one derived from it."""
    if mutant.structural:
        return True
    by_name = mutant.derivation.by_name
    questions = []
    for step in ancestry(mutant.derivation.steps[-1], by_name).steps:
        if mutant.step in (step.name, *parents_of(step)) and _is_theorem(step, by_name):
            parents = tuple(by_name[name].formula for name in parents_of(step))
            questions.append(Entailment(parents, step.formula))
    return Answer.NOT_ENTAILED in session.decide(questions)


def _is_theorem(step: TstpStep, by_name: object) -> bool:
    return isinstance(step.source, Inference) and step.source.status is Status.THM


def _with(derivation: TstpDerivation, changed: TstpStep) -> TstpDerivation:
    blocks = tuple(
        replace(block, steps=tuple(changed if s.name == changed.name else s for s in block.steps))
        for block in derivation.blocks
    )
    return TstpDerivation(derivation.status, blocks)


# --- formulas ----------------------------------------------------------------------------


def _in_formula(change: Callable[[Formula, Random], Formula | None]) -> Mutation:
    def mutation(step: TstpStep, derivation: TstpDerivation, random: Random) -> TstpStep | None:
        if not isinstance(step.source, Inference):
            return None
        formula = change(step.formula, random)
        return None if formula is None or formula.free else replace(step, formula=formula)

    return mutation


def _replaced(formula: Formula, old: Node, new: Node) -> Formula:
    """``formula`` with the node ``old`` replaced wherever it stands."""

    def in_term(term: Term) -> Term:
        if term is old:
            return new  # type: ignore[return-value]
        if isinstance(term, Variable):
            return term
        return Application(term.function, tuple(in_term(a) for a in term.arguments))

    def in_formula(part: Formula) -> Formula:
        if part is old:
            return new  # type: ignore[return-value]
        match part:
            case Atom(predicate=predicate, arguments=arguments):
                return Atom(predicate, tuple(in_term(a) for a in arguments))
            case Equality(left=left, right=right):
                return Equality(in_term(left), in_term(right))
            case _:
                return rebuild(part, in_formula)

    return in_formula(formula)


def _flip_sign(formula: Formula, random: Random) -> Formula | None:
    atoms = [n for n in nodes(formula) if isinstance(n, Atom | Equality)]
    if not atoms:
        return None
    atom = random.choice(atoms)
    return _replaced(formula, atom, Not(atom))


def _drop_literal(formula: Formula, random: Random) -> Formula | None:
    _, matrix = strip_universals(formula)
    if not isinstance(matrix, Or) or len(matrix.parts) < 2:
        return None
    rest = list(matrix.parts)
    rest.pop(random.randrange(len(rest)))
    return universal_closure(rest[0] if len(rest) == 1 else Or(tuple(rest)))


def _swap_symbol(formula: Formula, random: Random) -> Formula | None:
    applications = [n for n in nodes(formula) if isinstance(n, Application)]
    for _ in range(5):
        if len(applications) < 2:
            return None
        one, other = random.sample(applications, 2)
        if one.function is not other.function and one.function.arity == other.function.arity:
            return _replaced(formula, one, Application(other.function, one.arguments))
    return None


def _swap_arguments(formula: Formula, random: Random) -> Formula | None:
    terms = [n for n in nodes(formula) if isinstance(n, Application | Atom) and len(n.children) > 1]
    if not terms:
        return None
    term = random.choice(terms)
    arguments = list(term.arguments)
    i, j = random.sample(range(len(arguments)), 2)
    arguments[i], arguments[j] = arguments[j], arguments[i]
    head = term.function if isinstance(term, Application) else term.predicate
    return _replaced(formula, term, type(term)(head, tuple(arguments)))  # type: ignore[arg-type]


def _merge_variables(formula: Formula, random: Random) -> Formula | None:
    variables, matrix = strip_universals(formula)
    if len(variables) < 2:
        return None
    one, other = random.sample(variables, 2)
    return universal_closure(substitute(matrix, {one: other}))


def _generalise(formula: Formula, random: Random) -> Formula | None:
    """A variable in place of a constant: the step then says more."""
    constants = [n for n in nodes(formula) if isinstance(n, Application) and not n.arguments]
    if not constants:
        return None
    constant = random.choice(constants)
    variable = Variable("GENERAL", constant.sort)
    return ForAll(variable, _replaced(formula, constant, variable))


def _swap_quantifiers(formula: Formula, random: Random) -> Formula | None:
    quantified = [n for n in nodes(formula) if isinstance(n, ForAll | Exists)]
    if not quantified:
        return None
    node = random.choice(quantified)
    other = Exists if isinstance(node, ForAll) else ForAll
    return _replaced(formula, node, other(node.variable, node.body))


def _exchange_and_or(formula: Formula, random: Random) -> Formula | None:
    joined = [n for n in nodes(formula) if isinstance(n, And | Or)]
    if not joined:
        return None
    node = random.choice(joined)
    return _replaced(formula, node, (Or if isinstance(node, And) else And)(node.parts))


def _skolem_arguments(step: TstpStep, _: TstpDerivation, random: Random) -> TstpStep | None:
    """A Skolem function that takes other arguments: a variable twice, or in another order."""
    if not isinstance(step.source, Inference) or step.source.status is not Status.ESA:
        return None
    terms = [
        n
        for n in nodes(step.formula)
        if isinstance(n, Application) and n.function.name.startswith("esk") and len(n.arguments) > 1
    ]
    if not terms:
        return None
    term = random.choice(terms)
    arguments = list(term.arguments)
    random.shuffle(arguments)
    if random.random() < 0.5:
        arguments[0] = arguments[-1]
    changed = Application(term.function, tuple(arguments))
    return replace(step, formula=_replaced(step.formula, term, changed))


# --- structure ---------------------------------------------------------------------------


def _source(step: TstpStep, **changes: object) -> TstpStep:
    assert isinstance(step.source, Inference)
    return replace(step, source=replace(step.source, **changes))  # type: ignore[arg-type]


def _drop_parent(step: TstpStep, _: TstpDerivation, random: Random) -> TstpStep | None:
    parents = list(parents_of(step))
    if not parents:
        return None
    parents.pop(random.randrange(len(parents)))
    return _source(step, parents=tuple(parents))


def _other_parent(step: TstpStep, derivation: TstpDerivation, random: Random) -> TstpStep | None:
    parents = list(parents_of(step))
    if not parents:
        return None
    leaves = [s.name for s in derivation.steps if not isinstance(s.source, Inference)]
    others = [name for name in leaves if derivation.by_name[name].role != "conjecture"]
    if not others:
        return None
    parents[random.randrange(len(parents))] = random.choice(others)
    return _source(step, parents=tuple(parents))


def _missing_parent(step: TstpStep, _: TstpDerivation, random: Random) -> TstpStep | None:
    parents = list(parents_of(step))
    if not parents:
        return None
    parents[random.randrange(len(parents))] = "nowhere"
    return _source(step, parents=tuple(parents))


def _cycle(step: TstpStep, derivation: TstpDerivation, random: Random) -> TstpStep | None:
    if not isinstance(step.source, Inference):
        return None
    return _source(step, parents=(*parents_of(step), derivation.steps[-1].name))


def _wrong_status(step: TstpStep, _: TstpDerivation, random: Random) -> TstpStep | None:
    if not isinstance(step.source, Inference):
        return None
    match step.source.status:
        case Status.ESA | Status.CTH:
            return _source(step, status=Status.THM, negated=frozenset())
        case _:
            return _source(step, status=Status.CTH, negated=frozenset(parents_of(step)))


def _assert_truth(step: TstpStep, _: TstpDerivation, random: Random) -> TstpStep | None:
    """Falsity out of nothing in particular."""
    return replace(step, formula=TruthValue(False)) if parents_of(step) else None


MUTATIONS: dict[str, Mutation] = {
    "flip a sign": _in_formula(_flip_sign),
    "drop a literal": _in_formula(_drop_literal),
    "swap a symbol": _in_formula(_swap_symbol),
    "swap arguments": _in_formula(_swap_arguments),
    "merge variables": _in_formula(_merge_variables),
    "generalise a constant": _in_formula(_generalise),
    "swap quantifiers": _in_formula(_swap_quantifiers),
    "exchange and/or": _in_formula(_exchange_and_or),
    "Skolem arguments": _skolem_arguments,
    "drop a parent": _drop_parent,
    "another parent": _other_parent,
    "a parent that is not there": _missing_parent,
    "a cycle": _cycle,
    "a wrong status": _wrong_status,
    "falsity": _assert_truth,
}
_STRUCTURAL = frozenset({"a parent that is not there", "a cycle", "a wrong status"})
