"""Who takes part: each is a function from a file and seconds to what it found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from api.service import ProofService
from api.settings import Settings
from prover.check import Z3Session, check_proof
from prover.logic.syntax import FALSE, Formula
from prover.logic.tptp import parse_tptp, read_tptp, tptp_problem
from prover.logic.walk import complement
from prover.problem import Problem
from search.assembly import NEGATED_CLAIM, ProofAssembly
from search.saturation import Outcome
from tests.peers.casc import found, run
from tests.peers.ours import clauses_by_name, saturated
from tests.peers.question import Peer, Question, Said
from tests.peers.solvers import cvc5_default, cvc5_finite_models, z3

__all__ = ["OURS", "Contestant", "Report", "contestants"]

OURS = ("saturation", "decide")
"""Those whose answers come with a certificate."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a contestant said of a problem, and whether its evidence was checked."""

    said: Said
    certified: bool = False
    note: str = ""


Contestant = Callable[[Path, float], Report]


def contestants() -> Mapping[str, Contestant]:
    """Those that are installed here, by the names they have in the table."""
    parse_tptp("fof(warm, axiom, p).")  # the grammar is made once, not in every child
    return {
        "saturation": _saturation,
        "decide": _decide,
        **{name: _casc(name) for name in found()},
        "z3": _solver(z3),
        "cvc5": _solver(cvc5_default),
        "cvc5 fmf": _solver(cvc5_finite_models),
    }


def _saturation(path: Path, seconds: float) -> Report:
    """Our engine alone; a refutation counts as certified once the checker accepts the proof."""
    deadline = monotonic() + seconds
    problem = _problem(path)
    premises, goal = _formulas(problem)
    entries, clausifier = clauses_by_name({**premises, NEGATED_CLAIM: complement(goal)})
    assembly = ProofAssembly(goal, premises, clausifier.steps)
    outcome, empty = saturated(entries, deadline, assembly.assumption_sources)
    if outcome is not Outcome.REFUTED or empty is None:
        return Report(Said.SAT if outcome is Outcome.SATURATED else Said.UNKNOWN)
    proof = assembly.from_refutation(empty)
    certificate = check_proof(premises, goal, proof, Z3Session())
    note = "; ".join(f"{name}: {why}" for name, why in certificate.rejections.items())
    return Report(Said.UNSAT, certificate.accepted, note)


def _decide(path: Path, seconds: float) -> Report:
    """The whole service: portfolio, models, checks."""
    with ProofService(Settings(timeout=seconds)) as service:
        answer = service.answer(_problem(path))
    said = _SAID.get(answer.verdict.value, Said.UNKNOWN)
    return Report(said, answer.is_certified, f"{answer.verdict} {answer.reason}".strip())


_SAID = {
    "proved": Said.UNSAT,
    "inconsistent": Said.UNSAT,
    "refuted": Said.SAT,
    "uncertain": Said.SAT,
    "countersatisfiable": Said.SAT,
    "satisfiable": Said.SAT,
}
"""What a verdict says of the premises together with the negated goal."""


def _casc(name: str) -> Contestant:
    def ask(path: Path, seconds: float) -> Report:
        return Report(run(name, path.read_text(encoding="utf-8"), seconds))

    return ask


def _solver(peer: Peer) -> Contestant:
    def ask(path: Path, seconds: float) -> Report:
        premises, goal = _formulas(_problem(path))
        return Report(peer(Question((*premises.values(), complement(goal))), seconds))

    return ask


def _problem(path: Path) -> Problem:
    return tptp_problem(read_tptp(path))


def _formulas(problem: Problem) -> tuple[dict[str, Formula], Formula]:
    goal = FALSE if problem.goal is None else problem.goal.formula
    return {premise.name: premise.formula for premise in problem.premises}, goal
