"""A language model as an author of logic programs: asked, and asked again where it slips.

What the reader says of a program goes back to the model that wrote it (Pan et al., "Logic-LM",
2023).  What is believed of a reply is its program and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from string import ascii_uppercase
from typing import Literal, assert_never

from api.model import prompt_text
from api.programs.sections import LogicQuestion, Question, question_of
from api.reading.problems import Question as InWords
from api.sampled.live import sentences_of
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
from translators.llm import Client, Finish, Message, ModelError, Request, Role, Sample, Sampling
from translators.llm.translator import filled
from translators.logic_programs.errors import ProgramError

__all__ = ["Asked", "Draft", "ProgramAuthor", "asked_of", "program_in", "read_program"]

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


def asked_of(question: InWords) -> Asked:
    """The problem as it is put before a model: by its options, or else for rules.

    Raises:
        InputError: the problem is not in English.
    """
    *premises, goal = (sentence.text for sentence in sentences_of(question))
    options = tuple(map(_unlettered, ascii_uppercase, question.options))
    return Asked("constraints" if options else "rules", tuple(premises), goal, options)


@dataclass(frozen=True, slots=True)
class Draft:
    """A program as it is used, how often it was mended, and what was said about that."""

    text: str
    rounds: int = 0
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class ProgramAuthor:
    """The model as an author of programs for one problem.

    Args:
        client: the model.
        asked: the problem.
        sampling: how programs are drawn.
        rounds: how often a program that cannot be read is sent back, at most.
    """

    client: Client
    asked: Asked
    sampling: Sampling
    rounds: int
    tokens: int = field(default=0, init=False)

    def drafts(self, k: int) -> tuple[list[Draft], str]:
        """At most ``k`` programs, at least one, and why there are fewer.

        Raises:
            ModelError: the model gives none at all.
        """
        prompt = filled(prompt_text(PROMPTS[self.asked.style]), {"problem": self.asked.text})
        question = Message(Role.USER, prompt)
        samples, missing = self._ask((question,), k)
        return [self._refined(question, sample) for sample in samples], missing

    def _ask(self, messages: tuple[Message, ...], n: int) -> tuple[tuple[Sample, ...], str]:
        completion = self.client.complete(Request(messages, n, self.sampling))
        self.tokens += completion.tokens
        return completion.samples, completion.missing

    def _refined(self, question: Message, sample: Sample) -> Draft:
        """The program of ``sample``, or a later one of which less remains unread."""
        best, reply = Draft(program_in(sample.text), notes=_cut_off(sample)), sample.text
        faults = _faults(best.text, self.asked)
        for number in range(1, self.rounds + 1):
            if not faults:
                break
            errors = filled(prompt_text(REFINE), {"errors": "\n".join(faults)})
            said = (question, Message(Role.ASSISTANT, reply), Message(Role.USER, errors))
            try:
                (again, *_), _ = self._ask(said, 1)
            except ModelError as error:
                return replace(best, notes=(*best.notes, f"round {number}: {error}"))
            mended = program_in(again.text)
            remaining = _faults(mended, self.asked)
            counts = f"mistakes {len(faults)}, then {len(remaining)}"
            note = f"round {number}: {counts}; the first: {faults[0]}"
            if len(remaining) < len(faults):
                best, reply, faults = Draft(mended, number, best.notes), again.text, remaining
            best = replace(best, notes=(*best.notes, note))
        return best


def _cut_off(sample: Sample) -> tuple[str, ...]:
    if sample.finish is not Finish.LENGTH:
        return ()
    return ("the reply was cut off; PROVER_MODEL_TOKENS allows longer ones",)


def program_in(reply: str) -> str:
    """The program in ``reply``: its last fenced block, or all of it."""
    blocks = _FENCED.findall(reply)
    return str(blocks[-1] if blocks else reply).strip()


def read_program(program: str, asked: Asked) -> Question:
    """The question of ``program``, if it is one of the kind that was asked for.

    Args:
        program: from :func:`program_in`.
        asked: the problem that it translates.

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


def _faults(program: str, asked: Asked) -> tuple[str, ...]:
    """What the reader has to say against ``program``, one line each; nothing if it is read."""
    try:
        question = read_program(program, asked)
    except ProverError as error:
        return (_flat(str(error)),)
    if isinstance(question, OptionProblem):
        return ()
    unread = question.problem.untranslated
    return tuple(_flat(f"{item.sentence.text}: {item.reason}") for item in unread)


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


def _unlettered(letter: str, option: str) -> str:
    """``option`` without its own letter: data sets write ``A) …``, ``(A) …`` or the bare text."""
    return re.sub(rf"\A\s*\(?{letter}[).]\s+", "", option)


def _flat(text: str) -> str:
    return " ".join(text.split())
