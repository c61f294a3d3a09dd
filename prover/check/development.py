"""A development is checked from the front: no theorem rests on itself, or on what was rejected.

A theorem counts when its statement is a closed formula of the theory's language and its proof is
accepted with two kinds of premises: what is given by the theory, and what stands *before* it
and was accepted.  So nothing is circular, whatever the theorems are called and however they are
grouped.  What is given is made again from the parts of the theory; the development has no say
in it.  A theory that is not well formed, whose recursion does not end, say, may contradict
itself, and nothing counts that was proved from it.

Certificates say in their notes which axioms of the theory a theorem rests on, through whatever
theorems: an axiom is an assumption, and may be a false one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from prover.certificate import Certificate, Checker
from prover.check.proof import check_proof
from prover.check.smt import Z3Session
from prover.errors import ProverError
from prover.logic.arithmetic import NUMBER_SORTS
from prover.logic.syntax import Exists, ForAll, Formula
from prover.logic.walk import nodes, symbols
from prover.theory.development import Development, Theorem
from prover.theory.theory import Theory
from prover.theory.wellformed import check_theory

__all__ = ["check_development"]


def check_development(
    development: Development,
    session: Z3Session,
    on_theorem: Callable[[Theorem, Certificate], None] | None = None,
) -> Mapping[str, Certificate]:
    """A certificate for each theorem of ``development``, by its name.

    Args:
        development: trusted in nothing; what is certified is what follows in its theory.
        session: discharges the steps of the proofs.
        on_theorem: is told of each certificate as it comes; what it raises ends the check.

    Returns:
        The certificates in the order of the theorems.  Theorems of one name share one, which
        rejects them.
    """
    theory = replace(development.theory)
    ill_formed = _ill_formed(theory)
    judge = _Judge(theory, session, development.theorems)
    for number, theorem in enumerate(development.theorems):
        certificate = judge.certificate(number) if ill_formed is None else ill_formed
        judge.certificates[theorem.name] = certificate
        if on_theorem is not None:
            on_theorem(theorem, certificate)
    return judge.certificates


def _ill_formed(theory: Theory) -> Certificate | None:
    """Why nothing counts that is proved from ``theory``, if so."""
    claim = f"{theory.name} is a theory"
    rejections = {}
    for datatype in theory.datatypes:
        for constructor in datatype.constructors:
            if constructor.sort is not datatype.sort:
                rejections["theory"] = f"{constructor.name} does not make a {datatype.sort.name}"
    if NUMBER_SORTS.intersection((*theory.sorts, *theory.constructors)):
        rejections["theory"] = "a sort of numbers is no sort of a theory: Z3 knows it already"
    try:
        check_theory(theory)
    except ProverError as error:
        rejections["theory"] = error.message
    if not rejections:
        return None
    return Certificate(Checker.PROOF_CHECKER, claim, False, rejections=rejections)


@dataclass(slots=True)
class _Judge:
    """What was accepted so far, and on which axioms it rests."""

    theory: Theory
    session: Z3Session
    theorems: tuple[Theorem, ...]
    certificates: dict[str, Certificate] = field(default_factory=dict)
    _accepted: dict[str, Formula] = field(init=False)
    _axioms: dict[str, frozenset[str]] = field(init=False)
    _names: Counter[str] = field(init=False)

    def __post_init__(self) -> None:
        self._accepted = dict(self.theory.facts)
        self._axioms = {axiom.name: frozenset((axiom.name,)) for axiom in self.theory.axioms}
        self._names = Counter(theorem.name for theorem in self.theorems)

    def certificate(self, number: int) -> Certificate:
        """What is to be said of one theorem; once accepted, it may be cited by the next ones."""
        theorem = self.theorems[number]
        cited = theorem.proof.premises_used
        premises = {name: self._accepted[name] for name in cited if name in self._accepted}
        claim, proof, datatypes = theorem.statement, theorem.proof, self.theory.datatypes
        checked = check_proof(premises, claim, proof, self.session, datatypes=datatypes)
        rejections = {**checked.rejections, **dict(self._wrong(number))}
        accepted = checked.accepted and not rejections
        axioms = frozenset[str]().union(*(self._axioms.get(name, ()) for name in cited))
        if accepted:
            self._accepted[theorem.name], self._axioms[theorem.name] = claim, axioms
        notes = {"assumes": ", ".join(sorted(axioms)) or "nothing"}
        return replace(checked, accepted=accepted, rejections=rejections, notes=notes)

    def _wrong(self, number: int) -> Iterator[tuple[str, str]]:
        """What is wrong with a theorem besides the steps of its proof."""
        theorem = self.theorems[number]
        name, part_of = theorem.name, theorem.part_of
        if self._names[name] > 1:
            yield "name", f"several theorems are called {name}"
        if name in self.theory.facts:
            yield "name", f"{name} is a fact of the theory"
        if part_of and all(later.name != part_of for later in self.theorems[number + 1 :]):
            yield "part_of", f"{part_of} is no later theorem"
        if (foreign := _foreign(theorem.statement, self.theory)) is not None:
            yield "statement", foreign
        for cited in theorem.proof.premises_used:
            if cited in self._names and cited not in self._accepted:
                rejected = cited in self.certificates
                why = "which was rejected" if rejected else "which is not proved before"
                yield cited, f"rests on {cited}, {why}"


def _foreign(statement: Formula, theory: Theory) -> str | None:
    """What ``statement`` says that cannot be said in ``theory``."""
    if statement.free:
        return "the statement has free variables"
    sorts = {*theory.sorts, *theory.constructors}
    for node in nodes(statement):
        if isinstance(node, ForAll | Exists) and node.variable.sort not in sorts:
            return f"the theory has no sort {node.variable.sort.name}"
    unknown = set(symbols(statement)) - set(theory.symbols)
    if unknown:
        return f"the theory has no symbol {min(symbol.name for symbol in unknown)}"
    return None
