"""Single changes to a proof, and an independent judge who says which of them make it wrong.

A change is *semantic* where cvc5 says that the changed step does not follow, or where it breaks
a rule that needs no judge (a parent that is missing, a Skolem symbol that is not new).  Where
cvc5 says that the step still follows, or cannot tell, the checker may accept or reject it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random

from prover.logic.syntax import (
    FALSE,
    And,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Implies,
    Not,
    Or,
    PredicateSymbol,
    Symbol,
    Term,
    Variable,
)
from prover.logic.walk import complement, conjunction, nodes, rebuild, symbols
from prover.proof import Proof, Relation, Rule, Step
from tests.peers.question import Question, Said, with_symbols
from tests.peers.solvers import cvc5_default, cvc5_finite_models

__all__ = ["Kind", "Mutation", "Proved", "judged", "mutations"]

_SECONDS = 0.5


class Kind(StrEnum):
    """What a mutation turned out to be."""

    SEMANTIC = "semantic"
    EQUIVALENT = "equivalent"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Proved:
    """A problem with a proof that the checker accepts."""

    premises: Mapping[str, Formula]
    claim: Formula
    proof: Proof


@dataclass(frozen=True, slots=True)
class Mutation:
    """A proof with one change.

    Attributes:
        what: the change in words.
        proof: the proof as changed.
        claim: what it is said to prove.
        follows: the question whether the changed step follows: contradictory formulas mean
            that it does.  ``None`` where the change breaks a rule by itself.
    """

    what: str
    proof: Proof
    claim: Formula
    follows: Question | None = None


def judged(mutation: Mutation) -> Kind:
    """What cvc5 says of the change."""
    if mutation.follows is None:
        return Kind.SEMANTIC
    for peer in (cvc5_default, cvc5_finite_models):
        match peer(mutation.follows, _SECONDS):
            case Said.SAT:
                return Kind.SEMANTIC
            case Said.UNSAT:
                return Kind.EQUIVALENT
            case Said.UNKNOWN:
                pass
    return Kind.UNDECIDED


def mutations(proved: Proved, random: Random) -> Iterator[Mutation]:
    """All single mutations, those of one step at random places."""
    yield from _of_the_whole(proved, random)
    for index, step in enumerate(proved.proof.steps):
        yield from _of_the_graph(proved, index, step, random)
        if step.rule is Rule.SKOLEMISE:
            yield from _of_skolem_symbols(proved, index, step)
        elif step.rule is not Rule.DEFINITION:
            yield from _of_conclusions(proved, index, step, random)


def _with(proved: Proved, index: int, step: Step) -> Proof:
    steps = list(proved.proof.steps)
    steps[index] = step
    return replace(proved.proof, steps=tuple(steps))


def _following(premises: Sequence[Formula], conclusion: Formula) -> Question:
    return Question((*premises, complement(conclusion)))


def _of_the_whole(proved: Proved, random: Random) -> Iterator[Mutation]:
    """Another claim; a step left out that others rest on."""
    proof, given = proved.proof, tuple(proved.premises.values())
    others = [complement(proved.claim), *(step.conclusion for step in proof.steps[:-1])]
    for other in random.sample(others, min(2, len(others))):
        if other is not proved.claim and not other.free:
            changed = replace(proof, claim=other)
            yield Mutation("another claim", changed, other, _following(given, other))
    used = {parent for step in proof.steps for parent in step.parents}
    cut = random.choice([step for step in proof.steps if step.name in used] or list(proof.steps))
    steps = tuple(step for step in proof.steps if step is not cut)
    yield Mutation("a step cut", replace(proof, steps=steps), proved.claim)


def _of_the_graph(proved: Proved, index: int, step: Step, random: Random) -> Iterator[Mutation]:
    """Parents, relations and premises."""
    by_name, claim = proved.proof.by_name, proved.claim
    if step.rule is Rule.PREMISE:
        others = [n for n, f in proved.premises.items() if f is not step.conclusion]
        if others:
            cited = _renamed(proved.proof, step.name, random.choice(others))
            if cited is not None:
                yield Mutation("another premise cited", cited, claim)
        return
    relation = random.choice([r for r in Relation if r is not step.relation])
    yield Mutation(
        "another relation", _with(proved, index, replace(step, relation=relation)), claim
    )
    if step.relation is not Relation.THM:
        return
    for dropped in range(len(step.parents)):
        parents = step.parents[:dropped] + step.parents[dropped + 1 :]
        instances = step.instances[:dropped] + step.instances[dropped + 1 :]
        fewer = replace(step, parents=parents, instances=instances)
        left = [by_name[name].conclusion for name in parents]
        changed = _with(proved, index, fewer)
        yield Mutation("a parent dropped", changed, claim, _following(left, step.conclusion))


def _renamed(proof: Proof, old: str, new: str) -> Proof | None:
    if new in proof.by_name:
        return None
    steps = tuple(
        replace(
            step,
            name=new if step.name == old else step.name,
            parents=tuple(new if parent == old else parent for parent in step.parents),
        )
        for step in proof.steps
    )
    return replace(proof, steps=steps)


def _of_skolem_symbols(proved: Proved, index: int, step: Step) -> Iterator[Mutation]:
    """A Skolem function that is not new, or takes fewer arguments."""
    if not step.introduces:
        return
    new = step.introduces[0]
    assert isinstance(new, FunctionSymbol)
    known = {s for f in (*proved.premises.values(), proved.claim) for s in symbols(f)}
    same_type = [
        s
        for s in known
        if isinstance(s, FunctionSymbol)
        and (s.argument_sorts, s.sort) == (new.argument_sorts, new.sort)
    ]
    for old in same_type[:1]:
        conclusion = with_symbols(step.conclusion, lambda s, old=old: old if s is new else s)
        changed = replace(step, conclusion=conclusion, introduces=(old, *step.introduces[1:]))
        yield Mutation("a Skolem symbol used again", _with(proved, index, changed), proved.claim)
    if new.arity:
        constant = Application(FunctionSymbol(new.name, (), new.sort), ())
        conclusion = _replaced(step.conclusion, new, constant)
        symbol = constant.function
        changed = replace(step, conclusion=conclusion, introduces=(symbol, *step.introduces[1:]))
        yield Mutation("Skolem arguments dropped", _with(proved, index, changed), proved.claim)


def _replaced(formula: Formula, function: FunctionSymbol, by: Term) -> Formula:
    """``formula`` with a term in place of everything that ``function`` is applied to."""

    def term(old: Term) -> Term:
        if isinstance(old, Variable):
            return old
        if old.function is function:
            return by
        return Application(old.function, tuple(map(term, old.arguments)))

    return _with_atoms(formula, lambda atom: _mapped(atom, term))


def _of_conclusions(proved: Proved, index: int, step: Step, random: Random) -> Iterator[Mutation]:
    """Another conclusion: literals flipped, symbols and variables exchanged, strengthened."""
    parents = [proved.proof.by_name[name].conclusion for name in step.parents]
    vocabulary = list(dict.fromkeys(s for f in (*parents, step.conclusion) for s in symbols(f)))
    vocabulary += [s for f in proved.premises.values() for s in symbols(f) if s not in vocabulary]
    for what, conclusion in _changed(step.conclusion, vocabulary, random):
        if conclusion is step.conclusion or conclusion.free:
            continue
        changed = _with(proved, index, replace(step, conclusion=conclusion))
        follows = None if step.is_leaf else _following(parents, conclusion)
        yield Mutation(what, changed, proved.claim, follows)


def _changed(
    formula: Formula, vocabulary: Sequence[Symbol], random: Random
) -> Iterator[tuple[str, Formula]]:
    atoms = [node for node in nodes(formula) if isinstance(node, Atom | Equality)]
    if atoms:
        flipped = random.choice(atoms)
        yield "a literal flipped", _exchanged(formula, flipped, Not(flipped))
    for symbol in random.sample(list(symbols(formula)), min(2, len(list(symbols(formula))))):
        others = [other for other in vocabulary if other is not symbol and _alike(symbol, other)]
        if others:
            other = random.choice(others)
            name = "a function" if isinstance(symbol, FunctionSymbol) else "a predicate"
            if isinstance(symbol, FunctionSymbol) and not symbol.arity:
                name = "a constant"
            swapped = with_symbols(formula, lambda s, a=symbol, b=other: b if s is a else s)
            yield f"{name} exchanged", swapped
    variables = sorted({n for n in nodes(formula) if isinstance(n, Variable)}, key=lambda v: v.name)
    pairs = [(v, w) for v in variables for w in variables if v is not w and v.sort is w.sort]
    if pairs and atoms:
        old, new = random.choice(pairs)
        inside = [atom for atom in atoms if {old, new} <= atom.free]
        if inside:
            atom = random.choice(inside)
            other = _mapped(atom, lambda t: _with_variable(t, old, new))
            yield "a variable exchanged", _exchanged(formula, atom, other)
    yield "strengthened", _stronger(formula, random)


def _alike(one: Symbol, other: Symbol) -> bool:
    if type(one) is not type(other) or one.argument_sorts != other.argument_sorts:
        return False
    if isinstance(one, PredicateSymbol) or isinstance(other, PredicateSymbol):
        return True
    return one.sort is other.sort


def _stronger(formula: Formula, random: Random) -> Formula:
    """Without a disjunct or a condition; else falsity."""
    match formula:
        case ForAll(variable=variable, body=body):
            return ForAll(variable, _stronger(body, random))
        case Exists(variable=variable, body=body):
            return ForAll(variable, body)
        case Or(parts=parts):
            kept = random.sample(range(len(parts)), len(parts) - 1)
            left = [parts[number] for number in sorted(kept)]
            return left[0] if len(left) == 1 else Or(tuple(left))
        case Implies(right=right):
            return right
        case And(parts=parts):
            return conjunction((*parts[:-1], _stronger(parts[-1], random)))
        case _:
            return FALSE


def _exchanged(formula: Formula, old: Formula, new: Formula) -> Formula:
    return _with_atoms(formula, lambda atom: new if atom is old else atom)


def _with_atoms(formula: Formula, change: Callable[[Atom | Equality], Formula]) -> Formula:
    if isinstance(formula, Atom | Equality):
        return change(formula)
    return rebuild(formula, lambda part: _with_atoms(part, change))


def _mapped(atom: Atom | Equality, term: Callable[[Term], Term]) -> Atom | Equality:
    if isinstance(atom, Equality):
        return Equality(term(atom.left), term(atom.right))
    return Atom(atom.predicate, tuple(map(term, atom.arguments)))


def _with_variable(term: Term, old: Variable, new: Variable) -> Term:
    if isinstance(term, Variable):
        return new if term is old else term
    return Application(term.function, tuple(_with_variable(a, old, new) for a in term.arguments))
