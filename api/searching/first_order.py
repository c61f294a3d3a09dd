"""``prover search --space fol``: connection tableaux walked by any strategy."""

from __future__ import annotations

from hashlib import sha256
from time import perf_counter

from rich.console import Console

from api.searching.run import SearchOptions
from api.searching.watch import watching
from api.settings import Settings
from prover.answer import Answer, Semantics
from prover.check import Z3Session, certify
from prover.errors import InputError
from prover.evidence import Evidence
from prover.logic.printers import to_unicode
from prover.logic.syntax import FALSE
from prover.problem import Problem
from prover.verdict import Verdict
from search.strategy import make_strategy
from search.strategy.record import tree_document
from search.tableau import TableauResult, prove
from search.tableau.matrix import START, Matrix, MatrixClause
from search.tableau.space import Action, Reduce
from search.tableau.tableau import Tableau

__all__ = ["fol_document", "search_fol"]


def search_fol(
    problem: Problem, options: SearchOptions, settings: Settings, console: Console
) -> tuple[Answer, TableauResult]:
    """Search for a proof of the problem's goal; what is found is checked from scratch.

    Raises:
        InputError: a sentence was not understood, or there is no goal.
        CheckpointError: the checkpoint is not of this search.
    """
    if problem.untranslated or problem.goal is None:
        raise InputError("the problem was not understood", hint="see prover translate")
    premises = {premise.name: premise.formula for premise in problem.premises}
    goal = problem.goal.formula
    strategy = make_strategy(options.strategy, options.seed)
    text = "\n".join(f"{name}: {to_unicode(formula)}" for name, formula in premises.items())
    question = {
        "goal": to_unicode(goal),
        "digest of the premises": sha256(text.encode()).hexdigest(),
    }
    with watching(console, options, _look, question) as watch:
        found = prove(premises, goal, strategy, options.budget, watch)
    verdict = Verdict.UNKNOWN
    core: tuple[str, ...] = ()
    if found.proof is not None:
        contradictory = found.proof.claim is FALSE and goal is not FALSE
        verdict = Verdict.INCONSISTENT if contradictory else Verdict.PROVED
        core = found.proof.premises_used if contradictory else ()
    evidence = Evidence(verdict, Semantics.CLASSICAL, premises, goal, found.proof, core=core)
    start = perf_counter()
    certificates = certify(evidence, Z3Session(settings.step_rlimit, settings.step_timeout_ms))
    answer = Answer(
        problem,
        verdict,
        reason=found.reason or ("" if found.proof else "nothing is left to try"),
        proof=found.proof,
        core=core,
        certificates=certificates,
        timings={
            "search_ms": found.seconds * 1000,
            "check_ms": (perf_counter() - start) * 1000,
        },
    )
    return answer, found


def fol_document(answer: Answer, found: TableauResult, options: SearchOptions) -> dict[str, object]:
    """The search, ready for JSON and for the page of its tree."""
    goal = answer.problem.goal
    return {
        "verdict": answer.verdict.value,
        "reason": answer.reason,
        "statement": "" if goal is None else to_unicode(goal.formula),
        "source": "",
        "strategy": options.strategy,
        "calls": found.inferences,
        "states": len(found.tree.nodes),
        "seconds": round(found.seconds, 3),
        "clauses": [_clause(clause, number) for number, clause in enumerate(found.matrix.clauses)],
        "tree": tree_document(found.tree, _shown, lambda action: _action(action, found.matrix)),
    }


def _clause(clause: MatrixClause, number: int) -> dict[str, object]:
    """A clause by its number, and where it comes from."""
    source = "equality" if clause.given is None else clause.given.source
    if clause.is_claimed:
        source = "the claim, denied"
    elif source.startswith("$"):
        source = "a normal form of a premise"
    return {"number": number, "text": _literals(clause), "source": source}


def _literals(clause: MatrixClause) -> str:
    """The clause with the variables that it came with, without the mark of start clauses."""
    shown = [lit for lit in clause.literals if lit.atom is not START.atom]
    names = dict(clause.original)
    return " ∨ ".join(to_unicode(lit.substitute(names).formula) for lit in shown) or "⊥"


def _action(action: Action, matrix: Matrix) -> str:
    """The inference in words, with the clause that it uses."""
    if isinstance(action, Reduce):
        return str(action)
    turned = ", turned round" if action.is_flipped else ""
    clause = matrix.clauses[action.clause]
    if clause.literals[action.index].atom is START.atom:
        return f"start with clause {action.clause}: {_literals(clause)}"
    literal = clause.literals[action.index].substitute(dict(clause.original))
    place = "" if len(clause.literals) == 1 else f", against {to_unicode(literal.formula)}"
    return f"extension with clause {action.clause}: {_literals(clause)}{place}{turned}"


def _look(tableau: Tableau) -> tuple[int, str]:
    return len(tableau.goals), to_unicode(tableau.goals[0].literal.formula)


def _shown(tableau: Tableau) -> str:
    """The goals of a tableau, one a line, each with the path above it."""
    lines = []
    for goal in tableau.goals:
        path = ", ".join(to_unicode(literal.formula) for literal in goal.path)
        lines.append(f"{to_unicode(goal.literal.formula)}" + (f"   below {path}" if path else ""))
    return "\n".join(lines)
