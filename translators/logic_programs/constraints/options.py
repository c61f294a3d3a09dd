"""Programs of sorts, functions, constraints and options (in the style of SatLM and Logic-LM).

An option says what has to hold for it to be right: ``is_sat(F)``, ``is_valid(F)``,
``is_unsat(F)``, ``is_exception(…)`` (it does not hold), ``is_min(n, 3)``.  See Ye et al.,
"SatLM: Satisfiability-aided language models", 2023.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from prover.constraints.theory import Constraint, Expression, Option, OptionProblem, Quantifier
from prover.problem import Sentence, Span
from translators.logic_programs.constraints.analogy import Example, by_analogy, supposition
from translators.logic_programs.constraints.builtins import BUILTINS
from translators.logic_programs.constraints.claims import claims_of, unwrapped
from translators.logic_programs.constraints.declarations import (
    declared_vocabulary,
    is_declaration,
)
from translators.logic_programs.constraints.listing import asks_for_lists, completed
from translators.logic_programs.constraints.meaning import Meaning, UndeclaredElement
from translators.logic_programs.constraints.reading import formula_of, placed
from translators.logic_programs.constraints.syntax import parse
from translators.logic_programs.constraints.vocabulary import key
from translators.logic_programs.constraints.wording import as_asked, asked_standing
from translators.logic_programs.errors import ProgramError, error_at
from translators.logic_programs.sections import Line, Sections

__all__ = ["read_options"]

_LETTER = re.compile(r"\(?([A-Z])[).:]?\s*$|\(([A-Z])\)")
MAX_MISSING = 50
"""Elements that are added to sorts because they are used."""


def read_options(
    sections: Sections, program: str, question: str = "", wordings: Sequence[str] = ()
) -> OptionProblem:
    """The problem that the sections *declarations*, *constraints* and *options* state.

    Args:
        sections: from :func:`~translators.logic_programs.sections.split_sections`.
        program: the whole text.
        question: the sentence that the options answer; by default the one in the program.
        wordings: the options in English, as ``A) …``, if known.

    Raises:
        ProgramError: a line cannot be read; with the place in the program.
    """
    missing: dict[str, list[str]] = {}
    for _ in range(MAX_MISSING):
        try:
            return _Reader(sections, program, question, wordings, missing).problem()
        except UndeclaredElement as error:
            missing.setdefault(key(error.sort), []).append(error.name)
    raise ProgramError(f"more than {MAX_MISSING} names are not declared")


@dataclass(slots=True)
class _Reader:
    sections: Sections
    program: str
    question: str
    wordings: Sequence[str]
    missing: Mapping[str, Sequence[str]]
    meaning: Meaning = field(init=False)

    def problem(self) -> OptionProblem:
        declarations = self.sections.get("declarations", ())
        vocabulary = declared_vocabulary(self.program, declarations, self.missing)
        self.meaning = Meaning(vocabulary, BUILTINS)
        others = [line for line in declarations if not is_declaration(line)]
        conditions = [line for line in self.sections.get("options", ()) if _is_condition(line)]
        lines = (*others, *self.sections.get("constraints", ()), *conditions)
        constraints = [
            Constraint(f"c{number}", self.formula(line), line.sentence)
            for number, line in enumerate(lines, start=1)
        ]
        for line in self.sections.get("options", ()):
            if _is_question(line):
                self.question = self.question or line.gloss or line.formula
        options = tuple(self.options())
        if not options:
            raise ProgramError("the program has no options", hint="they stand after '# Options'")
        constraints += self.supposed(lines)
        notes = tuple(self.meaning.vocabulary.notes)
        return OptionProblem(tuple(constraints), options, self.program, notes)

    def supposed(self, lines: Sequence[Line]) -> Iterator[Constraint]:
        """What the question supposes, if something like it is said in the program."""
        sentence = supposition(self.question)
        examples = [
            *(Example(line.gloss, parse(line.formula)[0]) for line in lines if line.gloss),
            *self.worded(),
        ]
        sorts = self.meaning.vocabulary.sorts
        elements = {key(name): sort.name for sort in reversed(sorts) for name in sort.elements}
        found = by_analogy(sentence, examples, elements) if sentence else None
        if found is None:
            return
        raw, like = found
        formula = self.meaning.closed(raw, Quantifier.FOR_ALL)
        self.meaning.note(f"the question supposes {sentence!r}; read like {like!r}")
        yield Constraint("supposed", formula, Sentence(sentence, Span(0, 0)))

    def worded(self) -> Iterator[Example]:
        """The options in English with their formulas."""
        words = dict(map(_lettered, self.wordings))
        for line in self.sections.get("options", ()):
            letter = _letter(line)
            if letter in words:
                yield Example(words[letter], unwrapped(parse(line.formula)[0]))

    def formula(self, line: Line) -> Expression:
        return formula_of(self.meaning, self.program, line, line.formula, Quantifier.FOR_ALL)

    def options(self) -> Iterator[Option]:
        standing = asked_standing(self.question)
        for line in self.sections.get("options", ()):
            if _is_question(line) or _is_condition(line):
                continue
            letter = _letter(line)
            if not letter:
                raise error_at(self.program, line.start, "an option ends with its letter, ::: (A)")
            with placed(self.program, line.start):
                option = self.option(letter, line)
            turned, note = as_asked(option, standing)
            if note:
                self.meaning.note(note)
            yield self.listed(turned)

    def listed(self, option: Option) -> Option:
        """The option with what its list leaves out, where the question asks for lists."""
        if not asks_for_lists(self.question):
            return option
        full = completed(option)
        if full != option:
            self.meaning.note("the options are complete lists: what they leave out is denied")
        return full

    def option(self, letter: str, line: Line) -> Option:
        raw, notes = parse(line.formula)
        for note in notes:
            self.meaning.note(f"{note}: {line.formula!r}")
        wording = dict(map(_lettered, self.wordings)).get(letter, line.gloss)
        claims, excepted = claims_of(self.meaning, raw, wording)
        return Option(letter, claims, line.sentence, excepted)


def _is_question(line: Line) -> bool:
    return line.formula.lower().startswith("question") or line.formula.endswith("?")


def _letter(line: Line) -> str:
    """The letter of an option, or nothing."""
    found = _LETTER.search(line.gloss)
    return (found[1] or found[2]) if found else ""


def _is_condition(line: Line) -> bool:
    """Whether a line among the options is none but says what the question supposes."""
    is_option = _letter(line) or re.search(r"\bis_\w+\(", line.formula)
    return not is_option and not _is_question(line)


def _lettered(wording: str) -> tuple[str, str]:
    """``A) The first is red.`` as letter and sentence."""
    letter, _, sentence = wording.partition(")")
    return letter.strip(" ("), sentence.strip()
