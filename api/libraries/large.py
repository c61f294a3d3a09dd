"""A problem with very many premises of its own, asked like a question against a library."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from api.libraries.selection import selection
from api.reading.problems import Question, Verbalise
from api.service import ProofService
from prover.answer import Answer
from prover.problem import Problem
from prover.watch import Watch, ignore

__all__ = ["LARGE", "LargeProblem", "answer_question"]

LARGE = 512
"""With more premises than that, some are tried before all are."""


def answer_question(question: Question, service: ProofService, watch: Watch = ignore) -> Answer:
    """The checked answer to a question, within the service's time."""
    if len(question.problem.premises) <= LARGE:
        return service.answer(question.problem, verbalise=question.verbalise, watch=watch)
    from api.libraries.asking import ask  # with saturation, which small problems may not need

    return ask(LargeProblem(question.problem, question.verbalise), service, watch).answer


@dataclass(frozen=True)
class LargeProblem:
    """A problem whose premises are selected from, as files with large includes have them.

    Attributes:
        problem: with all its premises.
        verbalise: says formulas in words.
    """

    problem: Problem
    verbalise: Verbalise | None = None

    left_out = ()

    @property
    def own(self) -> Problem:
        """The question without its premises."""
        return selection(self.problem, set())

    @property
    def size(self) -> int:
        """How many premises there are."""
        return len(self.problem.premises)

    @property
    def most(self) -> int:
        """How many of them may be decided together: all."""
        return self.size

    def part(self, count: int, deadline: float) -> Problem:
        """The question with the ``count`` premises that matter most; all have been read."""
        chosen = {self.problem.premises[index].name for index in self._ranking[:count]}
        return selection(self.problem, chosen)

    @cached_property
    def _ranking(self) -> list[int]:
        from search.premises.theory import TheoryIndex  # and numpy

        goal = self.problem.goal
        asked = [] if goal is None else [goal.formula]
        index = TheoryIndex.of(premise.formula for premise in self.problem.premises)
        return index.ranked(asked)
