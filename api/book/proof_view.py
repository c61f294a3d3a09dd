"""The textbook proof of a theorem as the template needs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from markupsafe import Markup

from api.book.argument import Block, Case, Chain, Induction, Line, Part, Row, argument
from api.book.chains import changed
from api.book.mathematics import Path
from api.book.outline import Outline, Placed
from api.book.references import Reference
from api.book.setting import Setting
from api.book.words import quantified
from prover.certificate import Checker
from prover.export.prose import RULE_WORDS
from prover.logic.syntax import FALSE, And, Formula, Implies
from prover.logic.walk import conjunction, strip_universals
from prover.proof import Rule
from prover.theory import Theorem

__all__ = ["BlockView", "ProofView", "StepView", "proof_view"]

_NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of the proof: a row of a chain, or a line.

    Attributes:
        number: in the graph and in the proof.
        role: how it looks.
        before: words in front of the formula, or the sign of a chain.
        math: the formula, or the right side of an equation.
        after: words behind it.
        from_facts: the facts and theorems that it rests on.
        from_steps: the numbers of the steps that it rests on.
        by_hypothesis: ``induction hypothesis``, ``hypothesis``, ``logic``, or nothing.
        rule: the name of the rule.
        rule_words: what it does.
        checked: what the checker says.
        accepted: whether it accepts the step; ``None`` where nobody was asked.
    """

    number: int
    role: str
    before: str
    math: Markup
    after: str
    from_facts: tuple[Reference, ...]
    from_steps: tuple[int, ...]
    by_hypothesis: str
    rule: str
    rule_words: str
    checked: str
    accepted: bool | None


@dataclass(frozen=True, slots=True)
class BlockView:
    """A part of the proof.

    Attributes:
        kind: ``chain``, ``line``, ``induction``, ``case`` or ``part``.
        title: what it is: ``Base case``, ``Step``.
        math: the start of a chain, or which case this is.
        given: hypotheses, each with what it is called.
        goal: what is to be shown.
        steps: the rows of a chain, or the one step.
        blocks: what it consists of.
        is_open: whether it is unfolded at first.
    """

    kind: str
    title: str = ""
    math: Markup = _NOTHING
    given: tuple[tuple[str, Markup], ...] = ()
    goal: Markup = _NOTHING
    steps: tuple[StepView, ...] = ()
    blocks: tuple[BlockView, ...] = ()
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class ProofView:
    """The proof, its steps that unfold definitions counted, and those that use hypotheses."""

    blocks: tuple[BlockView, ...]
    unfoldings: int
    hypothesis_uses: int
    inductions: int


_DEEP = 2
"""Subproofs that lie deeper than this are folded at first."""


def proof_view(theorem: Theorem, outline: Outline, setting: Setting) -> ProofView:
    """The textbook proof of ``theorem``."""
    viewer = _Viewer(theorem, outline, setting)
    blocks = tuple(viewer.block(each, (), 0) for each in argument(theorem, outline))
    return ProofView(blocks, viewer.unfoldings, viewer.hypothesis_uses, viewer.inductions)


@dataclass(slots=True)
class _Viewer:
    theorem: Theorem
    outline: Outline
    setting: Setting
    unfoldings: int = 0
    hypothesis_uses: int = 0
    inductions: int = 0

    def block(self, block: Block, assumed: Sequence[Formula], depth: int) -> BlockView:
        """A block where ``assumed`` is said already."""
        match block:
            case Chain():
                return self._chain(block, assumed)
            case Line():
                return BlockView("line", steps=(self._line(block, assumed),))
            case Induction():
                return self._induction(block, depth)
            case Part(theorem=theorem, blocks=blocks):
                return BlockView(
                    "part",
                    title="First",
                    goal=self.setting.typesetter.html(theorem.statement),
                    blocks=tuple(self.block(each, (), depth + 1) for each in blocks),
                    is_open=depth < _DEEP,
                )
            case _:
                assert_never(block)

    # --- inductions ----------------------------------------------------------------------

    def _induction(self, block: Induction, depth: int) -> BlockView:
        self.inductions += 1
        return BlockView(
            "induction",
            title="By induction on",
            math=self.setting.typesetter.html(block.variable),
            steps=(self._step(block.placed, after="which completes the induction."),),
            blocks=tuple(self._case(each, depth) for each in block.cases),
        )

    def _case(self, case: Case, depth: int) -> BlockView:
        given = tuple(
            ("Induction hypothesis", self.setting.typesetter.html(each)) for each in case.hypotheses
        )
        html, made = self.setting.typesetter.html, _NOTHING
        if case.made is not None:
            again = case.variable in case.made.children
            made = Markup("from {} to {}" if again else "{} = {}").format(
                html(case.variable), html(case.made)
            )
        return BlockView(
            "case",
            title="Step" if case.hypotheses else "Base case",
            math=made,
            given=given,
            goal=self.setting.typesetter.html(case.goal),
            blocks=tuple(self.block(each, case.hypotheses, depth + 1) for each in case.blocks),
            is_open=depth < _DEEP,
        )

    # --- chains --------------------------------------------------------------------------

    def _chain(self, chain: Chain, assumed: Sequence[Formula]) -> BlockView:
        said = {strip_universals(each)[1] for each in assumed}
        new = [each for each in _parts(chain.hypotheses) if each not in said]
        return BlockView(
            "chain",
            math=self.setting.typesetter.html(chain.start, {chain.was: "was"}),
            given=tuple(("Suppose", self.setting.typesetter.html(each)) for each in new),
            steps=tuple(self._row(row, chain.sign) for row in chain.rows),
        )

    def _row(self, row: Row, sign: str) -> StepView:
        marks = {row.became: "now"}
        if row.was is not None:
            marks[row.was] = f"{marks.get(row.was, '')} was".strip()
        by = ""
        if row.hypothesis:
            by = "induction hypothesis" if row.inductive else "hypothesis"
        return self._step(
            row.placed,
            before=sign,
            math=self.setting.typesetter.html(row.right, marks),
            by=by,
            reasons=row.reasons,
        )

    # --- lines ---------------------------------------------------------------------------

    def _line(self, line: Line, assumed: Sequence[Formula]) -> StepView:
        placed = line.placed
        if line.closes and placed.step is not None:
            same = self._says_the_same(placed)
            if placed.concludes != self.theorem.name:
                return self._step(placed, after="which was to be shown.")
            if same:
                return self._step(placed, after="The order of the variables does not matter.")
        match placed.rule:
            case Rule.NEGATED_CLAIM:
                said = quantified(placed.formula)
                before = f"Suppose the opposite{', ' if said else ''}{said}: "
            case Rule.CONCLUSION if placed.step is None:
                before = "The assumption is wrong. Hence "
            case Rule.SKOLEMISE | Rule.CHOICE:
                names = " and ".join(s.name for s in placed.step.introduces) if placed.step else ""
                before = f"Give what exists a name, {names}: "
            case _ if placed.formula is FALSE:
                return self._step(placed, before="This is a contradiction.")
            case _:
                before = ""
        shown = _under(placed.formula, assumed)
        math = self.setting.typesetter.html(shown, self._changes(placed, shown, assumed))
        by = self._hypothesis(placed, assumed)
        return self._step(placed, before=before, math=math, by=by)

    def _hypothesis(self, placed: Placed, assumed: Sequence[Formula]) -> str:
        """What a line rests on that names nothing: a hypothesis, or logic alone."""
        if placed.rule is Rule.INFERENCE and not placed.parents:
            return "logic"
        own = placed.rule is Rule.DEMODULATION and len(placed.parents) == 1
        if own and self._fact(placed.parents[0]) is None:
            return "induction hypothesis" if assumed else "hypothesis"
        return ""

    def _changes(
        self, placed: Placed, shown: Formula, assumed: Sequence[Formula]
    ) -> Mapping[Path, str]:
        """Which part of a rewritten line is new, compared with the line that was rewritten."""
        lines = [each for each in placed.parents if self._fact(each) is None]
        if placed.rule is not Rule.DEMODULATION or len(lines) != 1:
            return {}
        before = strip_universals(_under(self.outline[lines[0]].formula, assumed))[1]
        after = strip_universals(shown)[1]
        return {changed(before, after): "now"} if before is not after else {}

    def _says_the_same(self, placed: Placed) -> bool:
        """Whether it differs from its only parent in the order of variables at most."""
        parent = self.outline[placed.parents[0]]
        return strip_universals(parent.formula)[1] is strip_universals(placed.formula)[1]

    def _step(
        self,
        placed: Placed,
        *,
        before: str = "",
        math: Markup = _NOTHING,
        after: str = "",
        by: str = "",
        reasons: Sequence[int] | None = None,
    ) -> StepView:
        used = placed.parents if reasons is None else reasons
        facts, steps = [], []
        for number in used:
            reference = self._fact(number)
            if reference is None:
                steps.append(number)
            else:
                facts.append(reference)
                self.unfoldings += reference.kind == "definition"
        self.hypothesis_uses += by.endswith("hypothesis")
        checked, accepted = self._checked(placed)
        return StepView(
            number=placed.number,
            role=placed.role.value,
            before=before,
            math=math,
            after=after,
            from_facts=tuple(facts),
            from_steps=tuple(steps),
            by_hypothesis=by,
            rule=placed.rule.value,
            rule_words=RULE_WORDS[placed.rule],
            checked=checked,
            accepted=accepted,
        )

    def _fact(self, number: int) -> Reference | None:
        placed = self.outline[number]
        if placed.rule is not Rule.PREMISE or placed.step is None:
            return None
        return self.setting.references.by_name.get(placed.step.name)

    def _checked(self, placed: Placed) -> tuple[str, bool | None]:
        name = placed.step.name if placed.step else ""
        for certificate in self.setting.book.certificates.get(placed.part, ()):
            if certificate.checker is Checker.PROOF_CHECKER:
                if name in certificate.rejections:
                    return certificate.rejections[name], False
                if name in certificate.reasons:
                    return certificate.reasons[name], True
        return "", None


def _under(formula: Formula, assumed: Sequence[Formula]) -> Formula:
    """What ``formula`` says under hypotheses that are stated once above it."""
    body = strip_universals(formula)[1]
    if not isinstance(body, Implies) or not assumed:
        return formula
    said = {*assumed, *(strip_universals(each)[1] for each in assumed)}
    left = [part for part in _parts(body.left) if part not in said]
    return Implies(conjunction(left), body.right) if left else body.right


def _parts(formula: Formula | None) -> tuple[Formula, ...]:
    if formula is None:
        return ()
    return formula.parts if isinstance(formula, And) else (formula,)
