"""Problems put before a language model that answers with logic programs, which our solvers decide.

The model writes programs and nothing more: each is read, sent back once with the reader's own
words where it cannot be (Pan et al., "Logic-LM", 2023), and decided by the prover or by Z3.  The
answer is the one that most of the decided programs give.  No sentence of a problem and no reply can
set it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import partial
from string import ascii_uppercase
from typing import Literal, assert_never

from api.model import make_client, prompt_text
from api.programs import LogicQuestion, Question, question_of
from api.reading import Question as InWords
from api.recorded.solving import Solved, solve
from api.sampled.live import sentences_of
from api.service import ProofService
from api.settings import Settings
from prover.answer import Semantics
from prover.constraints import OptionProblem
from prover.constraints.theory import (
    Application,
    Expression,
    Number,
    Operation,
    Quantified,
    Truth,
    Variable,
)
from prover.errors import ProverError
from prover.verdict import Verdict
from translators.llm import Client, Finish, Message, ModelError, Request, Role, Sample, Sampling
from translators.llm.translator import filled
from translators.logic_programs.errors import ProgramError

__all__ = ["Asked", "Program", "ProgramsAnswer", "answer_by_programs", "asked_of", "program_in"]

PROMPTS = {"rules": "rules.v1", "constraints": "constraints.v1"}
REFINE = "program_refine.v1"

_FENCED = re.compile(r"```[^\n`]*\n(.*?)(?:```|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Asked:
    """A problem as the model gets it: sentences, the question, and the options if it has some."""

    style: Literal["rules", "constraints"]
    premises: tuple[str, ...]
    question: str
    options: tuple[str, ...] = ()

    @property
    def lettered(self) -> tuple[str, ...]:
        """The options as ``A) …``."""
        return tuple(
            f"{name}) {text}" for name, text in zip(self.letters, self.options, strict=True)
        )

    @property
    def letters(self) -> tuple[str, ...]:
        """The names of the options."""
        return tuple(ascii_uppercase[: len(self.options)])

    @property
    def text(self) -> str:
        """Numbered sentences, the question and the options, one a line."""
        numbered = [f"{n}. {_flat(text)}" for n, text in enumerate(self.premises, start=1)]
        question = f"Question: {_flat(self.question)}"
        return "\n".join([*numbered, question, *map(_flat, self.lettered)])


@dataclass(frozen=True, slots=True)
class Program:
    """One sample: the program that was used, what was said about it, and what it came to.

    ``rounds`` is how often the model mended it.
    """

    text: str
    solved: Solved
    rounds: int = 0
    notes: tuple[str, ...] = ()

    @property
    def answer(self) -> str:
        """The option that it singles out or else its verdict; nothing if it was not decided."""
        if not self.solved.executed:
            return ""
        return self.solved.chosen or self.solved.verdict.value


@dataclass(frozen=True, slots=True)
class ProgramsAnswer:
    """What all programs come to.

    Attributes:
        asked: the problem.
        programs: all samples.
        counts: how many decided programs give each answer.
        leading: the first program with the answer of more than half of the decided ones; without
            one the verdict is ``ambiguous``, or what hindered the programs.
        wanted: samples that were asked for.
        missing: why there are fewer.
        tokens: what they cost.
    """

    asked: Asked
    programs: tuple[Program, ...]
    counts: tuple[tuple[str, int], ...]
    leading: Program | None
    wanted: int
    missing: str = ""
    tokens: int = 0

    @property
    def verdict(self) -> Verdict:
        """The leading program's verdict, or why there is none."""
        if self.leading is not None:
            return self.leading.solved.verdict
        if self.counts:
            return Verdict.AMBIGUOUS
        undecided = {program.solved.verdict for program in self.programs}
        return Verdict.UNKNOWN if Verdict.UNKNOWN in undecided else Verdict.UNTRANSLATED

    @property
    def reason(self) -> str:
        """Why there is no answer, in one line."""
        if self.leading is not None:
            return self.leading.solved.reason
        if self.counts:
            return f"no answer has a majority: {self._counted()}"
        return next(p.solved.reason for p in self.programs if p.solved.verdict is self.verdict)

    @property
    def notes(self) -> tuple[str, ...]:
        """How the answer was found, and all that was mended in the program it rests on."""
        undecided = len(self.programs) - sum(count for _, count in self.counts)
        parts = [self._counted()] if self.counts else []
        parts += [f"{undecided} not decided"] if undecided else []
        notes = [f"translated by a model: of {len(self.programs)} programs {', '.join(parts)}"]
        if len(self.programs) < self.wanted:
            why = self.missing or "the model gave fewer"
            notes.append(f"{self.wanted} programs were asked for: {why}")
        if self.leading is not None:
            notes += [*self.leading.notes, *self.leading.solved.notes]
        return tuple(notes)

    def _counted(self) -> str:
        return ", ".join(f"{count} {answer}" for answer, count in self.counts)


def asked_of(question: InWords) -> Asked:
    """The problem as it is put before a model: by its options, or else for rules.

    Raises:
        InputError: the problem is not in English.
    """
    *premises, goal = (sentence.text for sentence in sentences_of(question))
    options = tuple(map(_unlettered, ascii_uppercase, question.options))
    return Asked("constraints" if options else "rules", tuple(premises), goal, options)


def answer_by_programs(
    asked: Asked, settings: Settings, k: int, client: Client | None = None
) -> ProgramsAnswer:
    """Ask the model for ``k`` programs and our solvers for what each of them says.

    Raises:
        ModelError: the model gives no sample.
        InputError: the settings name no model.
    """
    author = _Author(
        make_client(settings) if client is None else client,
        asked,
        Sampling(settings.model_temperature, settings.model_tokens),
        settings.model_rounds,
    )
    with ProofService(settings) as service:
        drafts, missing = author.drafts(k)
        programs = tuple(
            Program(draft.text, solve(partial(_read, draft.text, asked), service), draft.rounds,
                    draft.notes)
            for draft in drafts
        )  # fmt: skip
    counts = Counter(program.answer for program in programs if program.answer).most_common()
    leading = None
    if counts and counts[0][1] * 2 > sum(count for _, count in counts):
        leading = next(program for program in programs if program.answer == counts[0][0])
    return ProgramsAnswer(asked, programs, tuple(counts), leading, k, missing, author.tokens)


def _unlettered(letter: str, option: str) -> str:
    """``option`` without its own letter: data sets write ``A) …``, ``(A) …`` or the bare text."""
    return re.sub(rf"\A\s*\(?{letter}[).]\s+", "", option)


def program_in(reply: str) -> str:
    """The program in ``reply``: its last fenced block, or all of it."""
    blocks = _FENCED.findall(reply)
    return str(blocks[-1] if blocks else reply).strip()


@dataclass(frozen=True, slots=True)
class _Draft:
    text: str
    rounds: int = 0
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Author:
    """The model as an author of programs for one problem."""

    client: Client
    asked: Asked
    sampling: Sampling
    rounds: int
    tokens: int = field(default=0, init=False)

    def drafts(self, k: int) -> tuple[list[_Draft], str]:
        """At most ``k`` programs, at least one, and why there are fewer.

        Raises:
            ModelError: the model gives none at all.
        """
        prompt = filled(prompt_text(PROMPTS[self.asked.style]), {"problem": self.asked.text})
        question = Message(Role.USER, prompt)
        samples, missing = self.ask((question,), k)
        return [self.refined(question, sample) for sample in samples], missing

    def ask(self, messages: tuple[Message, ...], n: int) -> tuple[tuple[Sample, ...], str]:
        completion = self.client.complete(Request(messages, n, self.sampling))
        self.tokens += completion.tokens
        return completion.samples, completion.missing

    def refined(self, question: Message, sample: Sample) -> _Draft:
        """The program of ``sample``, or a later one of which less remains unread."""
        best, reply = _Draft(program_in(sample.text), notes=_cut_off(sample)), sample.text
        faults = _faults(best.text, self.asked)
        for number in range(1, self.rounds + 1):
            if not faults:
                break
            errors = filled(prompt_text(REFINE), {"errors": "\n".join(faults)})
            said = (question, Message(Role.ASSISTANT, reply), Message(Role.USER, errors))
            try:
                (again, *_), _ = self.ask(said, 1)
            except ModelError as error:
                return replace(best, notes=(*best.notes, f"round {number}: {error}"))
            mended = program_in(again.text)
            remaining = _faults(mended, self.asked)
            counts = f"mistakes {len(faults)}, then {len(remaining)}"
            note = f"round {number}: {counts}; the first: {faults[0]}"
            if len(remaining) < len(faults):
                best, reply, faults = _Draft(mended, number, best.notes), again.text, remaining
            best = replace(best, notes=(*best.notes, note))
        return best


def _cut_off(sample: Sample) -> tuple[str, ...]:
    if sample.finish is not Finish.LENGTH:
        return ()
    return ("the reply was cut off; PROVER_MODEL_TOKENS allows longer ones",)


def _faults(program: str, asked: Asked) -> tuple[str, ...]:
    """What the reader has to say against ``program``, one line each; nothing if it is read."""
    try:
        question = _read(program, asked)
    except ProverError as error:
        return (_flat(str(error)),)
    if isinstance(question, OptionProblem):
        return ()
    unread = question.problem.untranslated
    return tuple(_flat(f"{item.sentence.text}: {item.reason}") for item in unread)


def _read(program: str, asked: Asked) -> Question:
    """The question of ``program``, if it is one of the kind that was asked for.

    Raises:
        ProverError: it cannot be read, is of another kind, or has other options.
    """
    question = question_of(program, asked.question, asked.lettered)
    if isinstance(question, LogicQuestion):
        if asked.style == "rules" and question.semantics is Semantics.RULES:
            return question
    elif asked.style == "constraints":
        _require_options(question, asked.letters)
        return question
    hint = "facts, rules and a query" if asked.style == "rules" else "constraints and options"
    raise ProgramError("the program is of another kind", hint=f"{hint} are expected")


def _require_options(problem: OptionProblem, letters: tuple[str, ...]) -> None:
    """Refuse other options than those asked for, and options that are settled as they stand."""
    found = tuple(option.name for option in problem.options)
    if found != letters:
        listed = ", ".join(found)
        raise ProgramError(
            f"the program has the options {listed}", hint=f"it needs {', '.join(letters)}"
        )
    for option in problem.options:
        if not any(_speaks(claim.formula) for claim in option.claims):
            raise ProgramError(
                f"option {option.name} says nothing of what is declared",
                hint="translate it, and do not judge it",
            )


def _speaks(expression: Expression) -> bool:
    """Whether a declared function occurs in ``expression``."""
    match expression:
        case Application():
            return True
        case Operation(arguments=arguments):
            return any(map(_speaks, arguments))
        case Quantified(body=body):
            return _speaks(body)
        case Number() | Truth() | Variable():
            return False
        case _:
            assert_never(expression)


def _flat(text: str) -> str:
    return " ".join(text.split())
