"""A TPTP theory, its axioms read when a question wants them.

Whatever the index of symbols says, a proof rests on axioms as their author wrote them: the
selected ones are read again from their text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from time import monotonic

from api.reading.language import Language
from api.reading.problems import is_tptp
from prover.errors import InputError
from prover.logic.printers.tptp import TptpTheory
from prover.logic.syntax import Formula
from prover.logic.tptp import AnnotatedFormula, parse_tptp, tptp_problem
from prover.problem import Premise, Problem, Sentence, Span
from search.premises.stored import StoredTheory, Texts
from search.premises.theory import TheoryIndex, symbol_postings

__all__ = ["TheoryLibrary", "TheoryQuestion", "build_theory"]

_AT_ONCE = 1_000
"""Axioms that are read before somebody looks at the clock."""

_MOST = 16_384
"""Axioms that are ever decided together."""

_RANKED = 2_048
"""Axioms of which a ranking is made at first."""


@dataclass(frozen=True)
class TheoryLibrary:
    """A theory and the index of its symbols, made once; questions are in TPTP."""

    stored: StoredTheory

    @property
    def language(self) -> Language:
        """What it is written in."""
        return Language.TPTP

    @property
    def size(self) -> int:
        """How many axioms it has."""
        return len(self.stored)

    @property
    def untranslated(self) -> tuple[str, ...]:
        """Sentences that were not understood: none, since TPTP is read whole or not at all."""
        return ()

    @cached_property
    def _index(self) -> TheoryIndex:
        return TheoryIndex(self.stored.postings)

    def ask(
        self,
        text: str | None,
        premises: str | Sequence[str] | None = None,
        goal: str | None = None,
        *,
        path: Path | None = None,
    ) -> TheoryQuestion:
        """The question, read with the theory's declarations before it.

        Args:
            text: a TPTP problem, or else …
            premises: … statements or formulas of its own, if it has some, and
            goal: the formula to be judged.
            path: where includes of the text are looked for.

        Raises:
            InputError: it is not TPTP.
        """
        if text is None:
            text = self._written(premises or (), goal or "")
        own = self._read(text, path)
        return TheoryQuestion(self, own)

    def ranked(self, question: Problem, most: int) -> list[int]:
        """Numbers of the axioms that matter most to a question, best first."""
        asked = [premise.formula for premise in question.premises]
        asked += [] if question.goal is None else [question.goal.formula]
        return self._index.ranked(asked, most)

    def _written(self, premises: str | Sequence[str], goal: str) -> str:
        """A problem whose goal is told apart from its premises, as TPTP."""
        language = "tff" if self.stored.declarations else "fof"
        listed = premises.splitlines() if isinstance(premises, str) else premises
        lines = [
            premise if is_tptp(premise) else f"{language}(q{number}, axiom, {premise})."
            for number, premise in enumerate(listed, start=1)
            if premise.strip()
        ]
        asked = goal if is_tptp(goal) else f"{language}(goal, conjecture, {goal})."
        return "\n".join([*lines, asked])

    def _read(self, text: str, path: Path | None) -> Problem:
        """The question without the theory, its places those of its own text."""
        before = self.stored.declarations
        if not before:
            return tptp_problem(parse_tptp(text, path=path))
        formulas = parse_tptp(before + text, path=path)
        moved = _moved(tptp_problem(formulas), -len(before))
        return replace(moved, text=text)

    def axioms(self, indices: Sequence[int], deadline: float) -> tuple[Premise, ...] | None:
        """The axioms of that numbers; ``None`` if the time is over before they are read."""
        found: list[Premise] = []
        for start in range(0, len(indices), _AT_ONCE):
            if monotonic() > deadline:
                return None
            found += self._parsed(indices[start : start + _AT_ONCE])
        return tuple(found)

    def _parsed(self, indices: Sequence[int]) -> Iterator[Premise]:
        texts = [self.stored.axioms[index] for index in indices]
        formulas = parse_tptp(self.stored.declarations + "\n".join(texts))
        for index, text, formula in zip(indices, texts, formulas, strict=True):
            sentence = Sentence(text, Span(0, len(text)))
            yield Premise(self.stored.names[index], formula.formula, sentence)


@dataclass(frozen=True)
class TheoryQuestion:
    """A question with a theory behind it.

    Attributes:
        theory: the library.
        own: the question without it.
    """

    theory: TheoryLibrary
    own: Problem

    left_out = ()
    verbalise = None

    @cached_property
    def _first(self) -> list[int]:
        """What selections are made of; a longer ranking takes longer."""
        return self.theory.ranked(self.own, _RANKED)

    @property
    def size(self) -> int:
        """How many axioms the theory has."""
        return self.theory.size

    @property
    def most(self) -> int:
        """How many axioms may be decided together."""
        return min(self.size, _MOST)

    def part(self, count: int, deadline: float) -> Problem | None:
        """The question with so many axioms, in their order, and a text that has no others.

        ``None`` if the time is over before they are read.
        """
        ranking = self._first if count <= _RANKED else self.theory.ranked(self.own, count)
        axioms = self.theory.axioms(sorted(ranking[:count]), deadline)
        if axioms is None:
            return None
        names = {axiom.name for axiom in axioms}
        own = (_renamed(premise, names) for premise in self.own.premises)
        return _in_one_text(replace(self.own, premises=(*axioms, *own)))


def build_theory(
    formulas: Sequence[AnnotatedFormula], on_axiom: Callable[[int], None] = lambda _: None
) -> StoredTheory:
    """The theory of TPTP ``formulas``, to be kept.

    Args:
        formulas: as they were read; a conjecture is refused.
        on_axiom: is told how many have been looked at.

    Raises:
        InputError: there is no axiom, or a conjecture, or a name has two types.
    """
    problem = tptp_problem(formulas)
    if problem.goal is not None and problem.goal.sentence.text:
        raise InputError(
            f"the theory has a conjecture, '{problem.goal.name}'", hint="put it into the question"
        )
    if not problem.premises:
        raise InputError("there are no axioms", hint="fof, cnf or tff statements are expected")
    texts = [premise.sentence.text for premise in problem.premises]
    declarations = _declarations(problem.premises, texts)

    def counted() -> Iterator[Formula]:
        for number, premise in enumerate(problem.premises, start=1):
            yield premise.formula
            if number % _AT_ONCE == 0:
                on_axiom(number)

    postings = symbol_postings(counted())
    names = Texts.of(premise.name for premise in problem.premises)
    return StoredTheory(names, Texts.of(texts), declarations, postings)


def _declarations(premises: Sequence[Premise], texts: Sequence[str]) -> str:
    """The types without which ``texts`` would be read as something else; nothing for ``fof``."""
    written = TptpTheory.of(premise.formula for premise in premises)
    declared = "".join(f"{line}\n" for line in written.declarations())
    if declared:
        again = parse_tptp(declared + "\n".join(texts))
        if any(a.formula is not p.formula for a, p in zip(again, premises, strict=True)):
            hint = "rename one of them, so that each name has one type"
            raise InputError("one name has two types in the theory", hint=hint)
    return declared


def _renamed(premise: Premise, taken: set[str]) -> Premise:
    """The question's premise under a name that no axiom has."""
    name = premise.name
    while name in taken:
        name += "′"
    taken.add(name)
    return replace(premise, name=name)


def _in_one_text(problem: Problem) -> Problem:
    """``problem`` with one statement a line."""
    offset = 0
    placed: list[Premise] = []
    every = (*problem.premises, *([] if problem.goal is None else [problem.goal]))
    for premise in every:
        end = offset + len(premise.sentence.text)
        sentence = Sentence(premise.sentence.text, Span(offset, end))
        placed.append(replace(premise, sentence=sentence))
        offset = end + 1
    text = "\n".join(premise.sentence.text for premise in every)
    goal = None if problem.goal is None else placed.pop()
    return replace(problem, premises=tuple(placed), goal=goal, text=text)


def _moved(problem: Problem, by: int) -> Problem:
    """``problem`` with its places moved."""

    def moved(premise: Premise) -> Premise:
        span = premise.sentence.span
        place = Span(max(0, span.start + by), max(0, span.end + by))
        return replace(premise, sentence=Sentence(premise.sentence.text, place))

    goal = None if problem.goal is None else moved(problem.goal)
    return replace(problem, premises=tuple(map(moved, problem.premises)), goal=goal)
