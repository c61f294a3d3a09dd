"""A proof as a textbook has it: cases of an induction, chains of equations, single lines.

Nothing is left out: every step of the outline that is no fact is in exactly one place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from api.book.chains import Link, changed, link_of, same_line
from api.book.mathematics import Path
from api.book.outline import Outline, Placed
from prover.logic.syntax import (
    And,
    Application,
    Equality,
    ForAll,
    Formula,
    Implies,
    Term,
    Variable,
)
from prover.logic.unify import match_terms
from prover.logic.walk import strip_universals
from prover.proof import Rule, Step
from prover.theory import Theorem

__all__ = ["Block", "Case", "Chain", "Induction", "Line", "Part", "Row", "argument"]


@dataclass(frozen=True, slots=True)
class Row:
    """A link of a chain.

    Attributes:
        placed: the step.
        right: what the start equals so far.
        became: which part of it is new.
        was: which part of it changes in the next row; none in the last one.
        reasons: numbers of the facts and theorems that were used.
        hypothesis: whether a hypothesis was used, and nothing else.
        inductive: whether that was the induction hypothesis.
    """

    placed: Placed
    right: Term | Formula
    became: Path
    was: Path | None
    reasons: tuple[int, ...]
    hypothesis: bool
    inductive: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """``start = … = …``; ``was`` is the part of the start that changes first."""

    start: Term | Formula
    was: Path
    sign: str
    hypotheses: Formula | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A step that stands for itself; ``closes`` where it only says again what is proved."""

    placed: Placed
    closes: bool


@dataclass(frozen=True, slots=True)
class Case:
    """An obligation of an induction.

    Attributes:
        theorem: the obligation.
        variable: what the induction is on.
        made: what it is in this case.
        hypotheses: what the induction lets one assume.
        goal: what is to be shown.
        blocks: how.
    """

    theorem: Theorem
    variable: Variable
    made: Term | None
    hypotheses: tuple[Formula, ...]
    goal: Formula
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Induction:
    """An induction with its cases."""

    placed: Placed
    variable: Variable
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A statement that is proved on the way."""

    theorem: Theorem
    blocks: tuple[Block, ...]


Block = Chain | Line | Induction | Part


def argument(theorem: Theorem, outline: Outline) -> tuple[Block, ...]:
    """The proof of ``theorem``, whose steps are those of ``outline``."""
    return _Reader(outline).blocks(theorem, ())


@dataclass(slots=True)
class _Reader:
    outline: Outline
    told: set[str] = field(default_factory=set)

    def blocks(self, theorem: Theorem, hypotheses: Sequence[Formula]) -> tuple[Block, ...]:
        """The steps of a proof, joined to chains and inductions."""
        blocks: list[Block] = []
        steps = theorem.proof.steps
        inductive = {p for s in steps if s.rule is Rule.INDUCTION for p in s.parents}
        run: list[tuple[Step, Link]] = []
        for step in steps:
            if step.rule is Rule.PREMISE and not self._is_part(step, inductive):
                continue
            link = link_of(step)
            if run and (link is None or not _continues(run, step, link)):
                blocks.append(self._joined(theorem, run, hypotheses))
                run = []
            if link is not None:
                run.append((step, link))
            elif step.rule is Rule.INDUCTION:
                blocks.append(self._induction(theorem, step))
            elif step.rule is Rule.PREMISE:
                blocks += self._part(step.name)
            else:
                blocks.append(self._line(theorem, step))
        if run:
            blocks.append(self._joined(theorem, run, hypotheses))
        return (*blocks, *self._ending(theorem))

    def _ending(self, theorem: Theorem) -> Iterator[Line]:
        """The claim that an assumption led to, which is no step of its own."""
        proof = theorem.proof
        if proof.conclusion.conclusion is not proof.claim:
            last = self.outline.number(theorem.name, proof.conclusion.name)
            yield Line(self.outline[last + 1], closes=True)

    def _placed(self, theorem: Theorem, name: str) -> Placed:
        return self.outline[self.outline.number(theorem.name, name)]

    def _line(self, theorem: Theorem, step: Step) -> Line:
        last = step is theorem.proof.conclusion
        closes = last and step.rule is Rule.INFERENCE and len(step.parents) == 1
        return Line(self._placed(theorem, step.name), closes)

    def _is_part(self, step: Step, inductive: set[str]) -> bool:
        """Whether a premise is an obligation that no induction tells of."""
        return step.name in self.outline.obligations and step.name not in inductive

    def _part(self, name: str) -> Iterator[Part]:
        """An obligation that no induction asks for, told where it is first used."""
        if name not in self.told:
            self.told.add(name)
            theorem = self.outline.obligations[name]
            yield Part(theorem, self.blocks(theorem, ()))

    # --- inductions ----------------------------------------------------------------------

    def _induction(self, theorem: Theorem, step: Step) -> Induction:
        goal = step.conclusion
        assert isinstance(goal, ForAll), "an induction concludes ∀x φ"
        cases = [
            self._case(self.outline.obligations[parent], goal)
            for parent in step.parents
            if parent in self.outline.obligations
        ]
        return Induction(self._placed(theorem, step.name), goal.variable, tuple(cases))

    def _case(self, theorem: Theorem, goal: ForAll) -> Case:
        self.told.add(theorem.name)
        hypotheses, shown, made = _read_obligation(theorem.statement, goal)
        blocks = self.blocks(theorem, hypotheses)
        return Case(theorem, goal.variable, made, hypotheses, shown, blocks)

    # --- chains --------------------------------------------------------------------------

    def _joined(
        self, theorem: Theorem, run: list[tuple[Step, Link]], inductive: Sequence[Formula]
    ) -> Chain | Line:
        """A run as a chain; a single link that rewrites another step is a line."""
        step = run[0][0]
        parents = [self._placed(theorem, parent) for parent in step.parents]
        if len(run) == 1 and not all(placed.rule is Rule.PREMISE for placed in parents):
            return self._line(theorem, step)
        return self._chain(theorem, run, inductive)

    def _chain(
        self, theorem: Theorem, run: list[tuple[Step, Link]], inductive: Sequence[Formula]
    ) -> Chain:
        first = run[0][1]
        changes, before = [], first.left
        for _, link in run:
            changes.append(changed(before, link.right))
            before = link.right
        rows = [self._row(theorem, n, run, changes, inductive) for n in range(len(run))]
        return Chain(first.left, changes[0], first.sign, first.hypotheses, tuple(rows))

    def _row(
        self,
        theorem: Theorem,
        n: int,
        run: list[tuple[Step, Link]],
        changes: list[Path],
        inductive: Sequence[Formula],
    ) -> Row:
        step, link = run[n]
        previous = run[n - 1][0].name if n else ""
        used = [parent for parent in step.distinct_parents if parent != previous]
        before = run[n - 1][1].right if n else link.left
        by_hypothesis = not used and link.hypotheses is not None
        return Row(
            placed=self._placed(theorem, step.name),
            right=link.right,
            became=changes[n],
            was=changes[n + 1] if n + 1 < len(run) else None,
            reasons=tuple(self.outline.number(theorem.name, parent) for parent in used),
            hypothesis=by_hypothesis,
            inductive=by_hypothesis and _is_inductive(before, link.right, changes[n], inductive),
        )


def _continues(run: list[tuple[Step, Link]], step: Step, link: Link) -> bool:
    last, before = run[-1]
    return last.name in step.parents and same_line(before, link)


def _read_obligation(
    statement: Formula, goal: ForAll
) -> tuple[tuple[Formula, ...], Formula, Term | None]:
    """The hypotheses and the goal of an obligation, and what its variable is made of.

    Where the goal is an implication itself, only the obligation's own one gives hypotheses:
    it is there if removing it leaves an instance of the goal.
    """
    _, body = strip_universals(statement)
    if isinstance(body, Implies):
        made = _made(goal.body, body.right, goal.variable)
        if made is not None and made.arguments:
            given = body.left
            count = sum(argument.sort is made.sort for argument in made.arguments)
            parts = given.parts if isinstance(given, And) and count > 1 else (given,)
            return parts, body.right, made
    made = _made(goal.body, body, goal.variable)
    return (), body, made


def _made(pattern: Formula, formula: Formula, variable: Variable) -> Application | None:
    """What stands in ``formula`` where ``variable`` stands in ``pattern``."""
    stack: list[tuple[object, object]] = [
        (strip_universals(pattern)[1], strip_universals(formula)[1])
    ]
    while stack:
        one, other = stack.pop()
        if one is variable:
            return other if isinstance(other, Application) else None
        children = getattr(one, "children", ()), getattr(other, "children", ())
        if type(one) is type(other) and len(children[0]) == len(children[1]):
            stack.extend(reversed(list(zip(*children, strict=True))))
    return None


def _is_inductive(
    before: Term | Formula, after: Term | Formula, path: Path, hypotheses: Sequence[Formula]
) -> bool:
    """Whether an equation among ``hypotheses`` explains what changed."""
    for depth in range(len(path), -1, -1):
        old, new = _at(before, path[:depth]), _at(after, path[:depth])
        if old is None or new is None:
            continue
        for hypothesis in hypotheses:
            _, body = strip_universals(hypothesis)
            while isinstance(body, Implies):
                body = body.right
            if isinstance(body, Equality) and (
                match_terms(((body.left, old), (body.right, new))) is not None
                or match_terms(((body.left, new), (body.right, old))) is not None
            ):
                return True
    return False


def _at(node: Term | Formula, path: Path) -> Term | None:
    found: object = node
    for n in path:
        children = getattr(found, "children", ())
        if n >= len(children):
            return None
        found = children[n]
    return found if isinstance(found, Variable | Application) else None
