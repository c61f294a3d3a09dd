"""The question that each engine is asked, and what becomes of its answer."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

from prover.clausify import InputClause
from prover.logic.syntax import Symbol
from prover.model import FiniteModel, evaluate
from search.derivation import Derivation
from search.engines.cnf import to_cnf
from search.engines.elimination import eliminated
from search.engines.errors import UnusableAnswer
from search.engines.instances import read_instances, refutation_by_instances
from search.engines.models import read_model
from search.engines.naming import Naming
from search.engines.refutations import read_refutation
from search.engines.smtlib import to_smtlib

__all__ = ["Answers"]

_TPTP_ENGINES = ("e", "vampire")
_STATUS = re.compile(r"SZS status (\w+)")


@dataclass(slots=True)
class Answers:
    """Translates between one set of clauses and the engines.

    Args:
        entries: the clauses.
        goal_sources: sources of those that deny the goal.
        vocabulary: symbols that a model has to interpret besides.
    """

    entries: Sequence[InputClause]
    goal_sources: Container[str]
    vocabulary: Iterable[Symbol]
    _naming: Naming = field(init=False)
    _eliminated: tuple[Derivation, ...] = field(init=False)
    _questions: dict[bool, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._naming = Naming.of(self.entries)
        self._eliminated = tuple(eliminated(entry) for entry in self.entries)

    def suits(self, engine: str) -> bool:
        """Whether the engine can be asked: CNF knows one sort only."""
        return engine not in _TPTP_ENGINES or len(self._naming.sorts) <= 1

    def question(self, engine: str) -> str:
        """The clauses in the engine's language."""
        in_tptp = engine in _TPTP_ENGINES
        if in_tptp not in self._questions:
            self._questions[in_tptp] = (
                to_cnf(self.entries, self._naming, self.goal_sources)
                if in_tptp
                else to_smtlib([each.clause for each in self._eliminated], self._naming)
            )
        return self._questions[in_tptp]

    def read(self, engine: str, answer: str, deadline: float) -> Derivation | FiniteModel:
        """What an answer is worth.

        Args:
            engine: whose answer it is.
            answer: its output.
            deadline: value of :func:`time.monotonic` at which a refutation has to be done.

        Raises:
            ProverError: nothing can be made of it; the message says why.
        """
        if engine in _TPTP_ENGINES:
            status = _STATUS.search(answer)
            if status is None or status[1] != "Unsatisfiable":
                raise UnusableAnswer(f"answered {status[1]}" if status else "did not answer")
            return read_refutation(answer, self.entries, self._naming, deadline)
        said, _, rest = answer.partition("\n")
        if said == "unsat":
            instances = read_instances(rest, self._eliminated, self._naming)
            return refutation_by_instances(instances, deadline)
        if said == "sat":
            return self._model(rest)
        raise UnusableAnswer(f"answered {said}" if said == "unknown" else "did not answer")

    def _model(self, text: str) -> FiniteModel:
        """The model in ``text``, in which all clauses hold: it may have been cut off.

        Raises:
            UnusableAnswer: there is none.
        """
        model = read_model(text, self._naming, self.vocabulary)
        if not all(evaluate(entry.clause.formula, model) for entry in self.entries):
            raise UnusableAnswer("the clauses do not hold in its model")
        return model
