"""Case splits: on an open condition of a definition, on a term that a definition looks into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from prover.logic.syntax import (
    And,
    Application,
    Atom,
    Equality,
    Formula,
    FunctionSymbol,
    Iff,
    Implies,
    Node,
    Not,
    Or,
    Term,
    TruthValue,
    Variable,
)
from prover.logic.walk import complement, fresh_variable, nodes
from prover.theory import Theory
from search.induction.deduction import Deduction, fact, inferred
from search.induction.recursion import RecursionTable
from search.induction.rewriting import Rewriter
from search.induction.sequents import Reduction, Sequent

__all__ = ["Splitter", "by_cases", "made_by"]


class Splitter:
    """Finds and makes the case splits of sequents.

    Args:
        theory: gives the constructors.
        recursion: what its definitions look into.
    """

    def __init__(self, theory: Theory, recursion: RecursionTable) -> None:
        self._constructors = theory.constructors
        self._recursion = recursion
        self._cases: dict[object, Deduction] = {}
        for datatype in theory.datatypes:
            name = f"{datatype.sort.name}.cases"
            self._cases[datatype.sort] = fact(name, theory.facts[name])

    def conditions(self, sequent: Sequent, rewriter: Rewriter) -> Iterator[Formula]:
        """Atoms that conditions of definitions wait for, innermost first; then disjunctions'."""
        for formula in (sequent.goal, *sequent.hypotheses):
            for node in reversed(list(nodes(formula))):
                if isinstance(node, Application | Atom):
                    for condition in rewriter.undecided(node):
                        yield from _atoms(condition)
        for formula in (*sequent.hypotheses, *sequent.induction):
            if isinstance(formula, Or | Implies | Iff):
                yield from _atoms(formula)

    def scrutinees(self, sequent: Sequent) -> Iterator[Term]:
        """Terms that definitions look into in vain, innermost first."""
        seen: set[Term] = set()
        for formula in (sequent.goal, *sequent.hypotheses):
            for node in reversed(list(nodes(formula))):
                for term in self._recursion.stuck(node):
                    if term not in seen and self._is_innermost(term):
                        seen.add(term)
                        yield term

    def on_term(self, sequent: Sequent, term: Term) -> Reduction:
        """One goal for each constructor that ``term`` may be made by."""
        taken = set(sequent.variables)
        goals = []
        for constructor in self._constructors[term.sort]:
            made = made_by(constructor, term, taken)
            case = Equality(term, made)
            goals.append(
                replace(
                    _assuming(sequent, case, term),
                    made=sequent.made | made.free,
                    constructed=sequent.constructed + 1,
                )
            )
        cases = self._cases[term.sort]
        variable = next(iter(_outermost(cases.conclusion)))

        def justify(proofs: tuple[Deduction, ...]) -> Deduction:
            instances = {0: ((variable, term),)}
            return inferred(sequent.statement, cases, *proofs, instances=instances)

        return Reduction(tuple(goals), lambda proofs: justify(tuple(proofs)))

    def _is_innermost(self, term: Term) -> bool:
        if term.sort not in self._constructors:
            return False
        return not any(True for node in nodes(term) for _ in self._recursion.stuck(node))


def by_cases(sequent: Sequent, condition: Formula) -> Reduction:
    """The sequent where ``condition`` holds, and where it does not."""
    goals = (
        _assuming(sequent, condition, condition),
        _assuming(sequent, complement(condition), condition),
    )
    return Reduction(goals, lambda proofs: inferred(sequent.statement, *proofs))


def made_by(constructor: FunctionSymbol, like: Term, taken: set[Variable]) -> Application:
    """The constructor applied to new variables, which are added to ``taken``."""
    arguments = []
    for sort in constructor.argument_sorts:
        name = like.name if isinstance(like, Variable) and like.sort is sort else _letter(sort.name)
        variable = fresh_variable(Variable(name, sort), taken)
        taken.add(variable)
        arguments.append(variable)
    return Application(constructor, tuple(arguments))


def _letter(sort: str) -> str:
    letter = sort[:1].lower()
    return letter if letter.isalpha() else "x"


def _assuming(sequent: Sequent, case: Formula, about: Term | Formula) -> Sequent:
    return replace(
        sequent,
        hypotheses=(*sequent.hypotheses, case),
        splits=sequent.splits + 1,
        split_on=sequent.split_on | {about},
    )


def _outermost(formula: Formula) -> Iterator[Variable]:
    variable = getattr(formula, "variable", None)
    if isinstance(variable, Variable):
        yield variable


def _atoms(formula: Node) -> Iterator[Formula]:
    match formula:
        case Atom() | Equality():
            yield formula
        case TruthValue():
            return
        case Not() | And() | Or() | Implies() | Iff():
            for child in formula.children:
                yield from _atoms(child)
        case _:
            return
