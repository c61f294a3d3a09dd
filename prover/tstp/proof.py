"""From a derivation that somebody else wrote to a :class:`~prover.proof.Proof` of ours.

The derivation's conclusion is falsity, or the conjecture itself.  Its leaves become premises;
the negated conjecture becomes the negated claim; Skolem functions get the choice axioms that
:mod:`prover.tstp.choices` finds, so that the steps that bring them in follow from their parents
and these; every other step is taken as it is.  Nothing is decided here: whether the proof holds
is for :mod:`prover.check` to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from prover.logic.canonical import canonical
from prover.logic.syntax import Formula, Not
from prover.logic.walk import complement
from prover.problem import Problem
from prover.proof import Instance, Proof, Relation, Rule, Step
from prover.tstp.conjecture import Question, is_given, premise_of, question_of
from prover.tstp.derivation import Inference, Introduced, Status, TstpDerivation, TstpStep
from prover.tstp.extensions import Extensions, Follows
from prover.tstp.hints import instance_of
from prover.tstp.leaves import Premises
from prover.tstp.order import Ancestry, ancestry, is_choice, parents_of
from prover.tstp.rules import rule_called
from prover.verdict import Verdict

__all__ = ["ForeignProof", "to_proof"]


@dataclass(frozen=True, slots=True)
class ForeignProof:
    """A derivation as a proof.

    Attributes:
        problem: the problem that was given, or one made of the derivation's leaves.
        verdict: what the derivation is said to show.
        proof: its steps, if it concludes anything.
        rejections: why some steps cannot be steps of a proof, by their names.
        steps: how many steps the derivation has.
        unused: how many of them its conclusion does not rest on.
        has_own_premises: whether the premises are the derivation's own leaves.
    """

    problem: Problem
    verdict: Verdict
    proof: Proof | None
    rejections: Mapping[str, str]
    steps: int
    unused: int
    has_own_premises: bool


def to_proof(
    derivation: TstpDerivation,
    text: str,
    problem: Problem | None = None,
    follows: Follows | None = None,
) -> ForeignProof:
    """The proof that ``derivation`` offers.

    Args:
        derivation: what was read, trusted in nothing.
        text: what it was read from.
        problem: the problem it is about; without one its leaves are taken for the premises.
        follows: is asked where Skolem functions can be explained in several ways.
    """
    question = question_of(derivation, problem, text)
    if question.last is None:
        nothing = {"conclusion": "no step concludes falsity or the conjecture"}
        found = Ancestry(rejections=nothing)
    else:
        found = ancestry(question.last, derivation.by_name)
    given = problem or _own_problem(found, question, text)
    conversion = _Conversion(question, Premises.of(given.premises), found, follows)
    proof = conversion.proof() if question.last is not None else None
    return ForeignProof(
        given,
        question.verdict,
        proof,
        conversion.rejections,
        len(derivation.steps),
        len(derivation.steps) - len(found.steps),
        problem is None,
    )


def _own_problem(found: Ancestry, question: Question, text: str) -> Problem:
    leaves = tuple(premise_of(step, text) for step in found.steps if is_given(step))
    return Problem(leaves, question.goal, text)


@dataclass(slots=True)
class _Conversion:
    """One derivation on its way to become a proof."""

    question: Question
    premises: Premises
    found: Ancestry
    follows: Follows | None
    rejections: dict[str, str] = field(default_factory=dict)
    _steps: dict[str, Step] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _goals: set[str] = field(default_factory=set)
    _choices: dict[str, TstpStep] = field(default_factory=dict)
    _forms: dict[Formula, Formula] = field(default_factory=dict)
    _denied: str = ""
    _extensions: Extensions = field(init=False)

    def __post_init__(self) -> None:
        self.rejections |= self.found.rejections
        given = [premise.formula for premise in self.premises.by_name.values()]
        taken = {step.name for step in self.found.steps} | self.premises.by_name.keys()
        formulas = (*given, self.question.claim)
        self._extensions = Extensions(formulas, taken, self.found.steps, self.follows)

    def proof(self) -> Proof:
        """The proof; ``rejections`` say which of its steps are not to be trusted."""
        for step in self.found.steps:
            if self._states_goal(step):
                self._goals.add(step.name)
            else:
                self._convert(step)
        last = self.question.last
        assert last is not None
        name = self._names.get(last.name)
        if name is None:
            self.rejections[last.name] = "it is the conjecture, which is to be proved"
            name = self._denial()
        elif last.formula is not self._steps[name].conclusion or not self._concludes(name):
            name = self._add("conclusion", self.question.claim, Rule.CONCLUSION, (name,))
        return Proof.ending_in(name, self._steps.values(), self.question.claim)

    def _concludes(self, name: str) -> bool:
        claim = self.question.claim
        conclusion = self._steps[name].conclusion
        return conclusion is claim or canonical(conclusion) is not canonical(claim)

    def _states_goal(self, step: TstpStep) -> bool:
        """Whether a step says what is to be proved, and must not be used as it stands."""
        if self.question.verdict is Verdict.REFUTED:
            return False  # its claim is the complement, so the conjecture is what is denied
        if step is self.question.conjecture:
            self._compare_with_goal(step)
            return True
        parents = parents_of(step)
        if not parents or not self._goals.issuperset(parents):
            return False
        return step.role == "conjecture" or self._repeats_goal(step)

    def _repeats_goal(self, step: TstpStep) -> bool:
        """Whether a step that does not say what it is to the conjecture merely repeats it."""
        assert isinstance(step.source, Inference)
        stated = step.source.status is not Status.UNSTATED
        goal = self.question.goal.formula
        return not stated and canonical(step.formula) is canonical(goal)

    def _compare_with_goal(self, step: TstpStep) -> None:
        if canonical(step.formula) is not canonical(self.question.goal.formula):
            self.rejections[step.name] = "the problem has another conjecture"

    def _convert(self, step: TstpStep) -> None:
        match step.source:
            case Inference() as source:
                self._inference(step, source)
            case Introduced() if is_choice(step):
                self._choices[step.name] = step
            case Introduced():
                self._introduce(step)
            case _:
                self._leaf(step)

    # --- leaves ------------------------------------------------------------------------

    def _leaf(self, step: TstpStep) -> None:
        if step is self.question.conjecture:
            self._compare_with_goal(step)
            self._restate(step, self._denial())
            return
        file_name = getattr(step.source, "name", "")
        premise = self.premises.like(step.formula, (file_name, step.name))
        if premise is not None:
            if premise.name not in self._steps:
                self._put(Step(premise.name, premise.formula, Rule.PREMISE))
            self._restate(step, premise.name)
        elif step.role == "negated_conjecture":
            self._restate(step, self._denial())
        else:
            self.rejections[step.name] = "it is no formula of the problem"
            self._names[step.name] = self._add(step.name, step.formula, Rule.INFERENCE, ())

    def _restate(self, step: TstpStep, name: str) -> None:
        """Let ``step`` be the step called ``name``, or follow from it where the words differ."""
        if canonical(step.formula) is not canonical(self._steps[name].conclusion):
            name = self._add(step.name, step.formula, Rule.INFERENCE, (name,))
        self._names[step.name] = name

    def _denial(self) -> str:
        """The name of the negated claim."""
        if not self._denied:
            self._denied = self._extensions.free_name("negated_claim")
            denied = complement(self.question.claim)
            self._put(Step(self._denied, denied, Rule.NEGATED_CLAIM, relation=Relation.CTH))
        return self._denied

    # --- inferences --------------------------------------------------------------------

    def _inference(self, step: TstpStep, source: Inference) -> None:
        if self._is_denial(step, source):
            return
        parents = tuple(dict.fromkeys(self._parents(step, source)))
        if source.status is not Status.THM:
            premises = [(parent, self._steps[parent].conclusion) for parent in parents]
            new, needed = self._extensions.explain(step, premises)
            for extension in new:
                self._put(extension)
            parents += needed
        parents += tuple(self._given_choices(step, source))
        if (same := self._same(step.formula, parents)) is not None:
            self._names[step.name] = step.name
            self._put(Step(step.name, step.formula, Rule.EXPAND_EQUIVALENCES, (same,)))
            return
        rule = rule_called(source.rule, step.formula)
        instances = self._instances(step.formula, parents)
        self._put(Step(step.name, step.formula, rule, parents, instances=instances))
        self._names[step.name] = step.name

    def _same(self, formula: Formula, parents: Sequence[str]) -> str | None:
        """The parent that differs from ``formula`` in the names of variables only, if one does."""
        form = self._form(formula)
        found = (p for p in parents if self._form(self._steps[p].conclusion) is form)
        return next(found, None)

    def _form(self, formula: Formula) -> Formula:
        """The canonical form, computed once: a formula is a parent many times."""
        if formula not in self._forms:
            self._forms[formula] = canonical(formula)
        return self._forms[formula]

    def _instances(self, conclusion: Formula, parents: Sequence[str]) -> tuple[Instance, ...]:
        """Hints for a conclusion that was taken out of its only parent, or its Skolem form."""
        formulas = [self._steps[parent].conclusion for parent in parents]
        if len(parents) > 2 or not parents:
            return ()
        found = tuple(instance_of(formula, conclusion) for formula in formulas)
        return found if any(found) else ()

    def _introduce(self, step: TstpStep) -> None:
        for new in self._extensions.introduced(step):
            self._put(new)
        self._names[step.name] = step.name

    def _given_choices(self, step: TstpStep, source: Inference) -> Iterator[str]:
        """The choice axioms among the parents, unless the new functions are explained already.

        Vampire's are for one use only, and then need not mention what a choice depends on.
        """
        given = [parent for parent in source.parents if parent in self._choices]
        if self._extensions.knows(step.formula) and source.status is not Status.THM:
            given = [parent for parent in given if parent in self._names]
        for parent in given:
            if parent not in self._names:
                self._introduce(self._choices[parent])
            yield self._names[parent]

    def _is_denial(self, step: TstpStep, source: Inference) -> bool:
        """Let ``step`` be the negated claim, if it is that word for word and the first one."""
        claim = self.question.claim
        if self._denied or not source.parents or not self._goals.issuperset(source.parents):
            return False
        if source.status is Status.THM or step.formula not in (Not(claim), complement(claim)):
            return False
        self._put(Step(step.name, step.formula, Rule.NEGATED_CLAIM, relation=Relation.CTH))
        self._denied = self._names[step.name] = step.name
        return True

    def _parents(self, step: TstpStep, source: Inference) -> Iterator[str]:
        for parent in source.parents:
            negated = parent in source.negated
            if parent in self._goals:
                if not negated and source.status is not Status.UNSTATED:
                    self.rejections[step.name] = f"it takes the conjecture {parent} for granted"
                yield self._denial()
            elif negated:
                self.rejections[step.name] = f"it negates {parent}, which is no conjecture"
            elif parent in self._names:
                yield self._names[parent]

    # --- steps -------------------------------------------------------------------------

    def _add(self, name: str, formula: Formula, rule: Rule, parents: tuple[str, ...]) -> str:
        name = self._extensions.free_name(name) if name in self._steps else name
        self._put(Step(name, formula, rule, parents))
        return name

    def _put(self, step: Step) -> None:
        self._steps[step.name] = step
        self._extensions.know(step.conclusion)
