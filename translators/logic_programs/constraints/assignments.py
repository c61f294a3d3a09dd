"""Programs that give each variable one of several numbers (Logic-LM's constraint programs).

``Variables`` lists them (``green_book [IN] [1, 2, 3]``), ``Constraints`` relates them, and an
option of ``Query`` (``A) green_book == 1``) is right when it must be true.
"""

from __future__ import annotations

import re

from prover.constraints.theory import (
    Claim,
    Constraint,
    Function,
    Option,
    OptionProblem,
    Quantifier,
    Standing,
)
from translators.logic_programs.constraints.builtins import BUILTINS
from translators.logic_programs.constraints.meaning import Meaning
from translators.logic_programs.constraints.reading import formula_of
from translators.logic_programs.constraints.vocabulary import Vocabulary, enumerations
from translators.logic_programs.constraints.wording import as_asked, asked_standing
from translators.logic_programs.errors import ProgramError, error_at
from translators.logic_programs.sections import Line, Sections

__all__ = ["read_assignments"]

_VARIABLE = re.compile(
    r"\s*(\w[\w'.-]*(?: [\w'.-]+)*)\s*(?:\[IN\]|\bin\b|∈|:)\s*[\[{(](.*?)[\]})]?\s*$", re.I
)
_RANGE = re.compile(r"\s*(\d+)\s*(?:\.\.+|-|–|to)\s*(\d+)\s*$")
_OPTION = re.compile(r"\s*\(?([A-Z])[).:]\s*")
MAX_VALUES = 1000


def read_assignments(sections: Sections, program: str, question: str = "") -> OptionProblem:
    """The problem that the sections *variables*, *constraints* and *query* state.

    Args:
        sections: from :func:`~translators.logic_programs.sections.split_sections`.
        program: the whole text.
        question: the sentence that the options answer, if known.

    Raises:
        ProgramError: a line cannot be read; with the place in the program.
    """
    declared = dict(_declared(program, line) for line in sections.get("variables", ()))
    queries = sections.get("query", ())
    if not declared or not queries:
        missing = "query" if declared else "variables"
        raise ProgramError(f"the program has no {missing}", hint="it needs both sections")
    vocabulary = Vocabulary(())
    for name, values in declared.items():
        domain = enumerations({name: [str(value) for value in values]})[0]
        vocabulary.declare(Function(name, (), domain))
    meaning = Meaning(vocabulary, BUILTINS)
    constraints = tuple(
        Constraint(
            f"c{number}",
            formula_of(meaning, program, line, line.formula, Quantifier.FOR_ALL),
            line.sentence,
        )
        for number, line in enumerate(sections.get("constraints", ()), start=1)
    )
    options = [_option(meaning, program, line) for line in queries]
    turned = [as_asked(option, asked_standing(question)) for option in options]
    notes = dict.fromkeys(note for _, note in turned if note)
    chosen = tuple(option for option, _ in turned)
    return OptionProblem(constraints, chosen, program, (*vocabulary.notes, *notes))


def _declared(program: str, line: Line) -> tuple[str, tuple[int, ...]]:
    found = _VARIABLE.match(line.formula)
    if found is None:
        raise error_at(program, line.start, "a variable is declared as  name [IN] [1, 2, 3]")
    span = _RANGE.match(found[2])
    if span is not None:
        values = tuple(range(int(span[1]), min(int(span[2]), int(span[1]) + MAX_VALUES) + 1))
    else:
        numbers = [part.strip() for part in found[2].split(",") if part.strip()]
        if not all(number.isdecimal() for number in numbers):
            raise error_at(program, line.start, "the values of a variable are whole numbers")
        values = tuple(int(number) for number in numbers)
    if not values:
        raise error_at(program, line.start, f"'{found[1]}' has no values")
    return found[1], values


def _option(meaning: Meaning, program: str, line: Line) -> Option:
    name = _OPTION.match(line.formula)
    if name is None:
        raise error_at(program, line.start, "an option begins with its letter, as in  A) x == 1")
    text = line.formula[name.end() :]
    formula = formula_of(meaning, program, line, text, Quantifier.EXISTS)
    return Option(name[1], (Claim(formula, Standing.MUST),), line.sentence)
