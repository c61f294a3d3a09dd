"""Programs of sorts, functions, constraints and options (in the style of SatLM and Logic-LM).

An option says what has to hold for it to be right: ``is_sat(F)``, ``is_valid(F)``,
``is_unsat(F)``, ``is_exception(…)`` (it does not hold), ``is_min(n, 3)``.  See Ye et al.,
"SatLM: Satisfiability-aided language models", 2023.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from prover.constraints.theory import (
    Claim,
    Constraint,
    Domain,
    Expression,
    Function,
    Operation,
    Operator,
    Option,
    OptionProblem,
    Quantifier,
    Standing,
)
from prover.problem import Sentence, Span
from translators.logic_programs.constraints.analogy import (
    Example,
    by_analogy,
    number_in,
    supposition,
)
from translators.logic_programs.constraints.builtins import BUILTINS
from translators.logic_programs.constraints.listing import asks_for_lists, completed
from translators.logic_programs.constraints.meaning import (
    Meaning,
    UndeclaredElement,
    conjunction,
)
from translators.logic_programs.constraints.reading import formula_of, placed
from translators.logic_programs.constraints.syntax import Raw, parse
from translators.logic_programs.constraints.vocabulary import Vocabulary, enumerations, key
from translators.logic_programs.constraints.wording import as_asked, asked_standing
from translators.logic_programs.errors import ProgramError, error_at
from translators.logic_programs.sections import Line, Sections

__all__ = ["read_options"]

_DECLARATION = re.compile(r"\s*(\w+)\s*=\s*(EnumSort|IntSort|BoolSort|Function)\s*\(", re.I)
_PLAIN_LIST = re.compile(r"\s*(\w+)\s*=\s*\[(.*)\]\s*$")
_UNION = re.compile(r"\w+(?:\s*\+\s*\w+)+")
_LETTER = re.compile(r"\(?([A-Z])[).:]?\s*$|\(([A-Z])\)")
_QUOTES = "\"'“” "
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
        self.meaning = Meaning(self.vocabulary(declarations), BUILTINS)
        others = [line for line in declarations if not _is_declaration(line)]
        for line in declarations:
            self.function(line)
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
        self.meaning.note(f"the question supposes {sentence!r}; read like {like!r}")
        formula = self.meaning.closed(raw, Quantifier.FOR_ALL)
        yield Constraint("supposed", formula, Sentence(sentence, Span(0, 0)))

    def worded(self) -> Iterator[Example]:
        """The options in English with their formulas."""
        words = dict(_lettered(wording) for wording in self.wordings)
        for line in self.sections.get("options", ()):
            letter = _LETTER.search(line.gloss)
            if letter is not None and (letter[1] or letter[2]) in words:
                raw = parse(line.formula)[0]
                while raw.kind == "call" and key(raw.text) in _WRAPPERS and len(raw.parts) == 1:
                    raw = raw.parts[0]
                yield Example(words[letter[1] or letter[2]], raw)

    def vocabulary(self, declarations: Sequence[Line]) -> Vocabulary:
        """The sorts, with what is missing in them; unions of sorts are sorts of their own."""
        declared: dict[str, list[str]] = {}
        for line in declarations:
            found = _DECLARATION.match(line.formula)
            plain = _PLAIN_LIST.match(line.formula)
            if found is not None and found[2].lower() == "enumsort":
                declared[found[1]] = _elements(line.formula[found.end() :])
            elif plain is not None:
                declared[plain[1]] = _elements(plain[2])
        notes = []
        for name in declared:
            added = self.missing.get(key(name), ())
            declared[name] += added
            notes += [f"'{element}' is not declared; added to {name}" for element in added]
        declared.update(_unions(self.program, declared))
        return Vocabulary(enumerations({n: e for n, e in declared.items() if e}), notes)

    def function(self, line: Line) -> None:
        found = _DECLARATION.match(line.formula)
        if found is None or found[2].lower() != "function":
            return
        inside = line.formula[found.end() :].rstrip().rstrip(")")
        arguments, arrow, result = inside.partition("->")
        if not arrow:
            arguments, _, result = inside.rpartition(",")
        domains = [self.domain(name, line) for name in _elements(arguments)]
        self.meaning.vocabulary.declare(
            Function(found[1], tuple(domains), self.domain(result.strip(" []"), line))
        )

    def domain(self, name: str, line: Line) -> Domain:
        domain = self.meaning.vocabulary.domain(name)
        if domain is None:
            raise error_at(self.program, line.start, f"the sort '{name}' is not declared")
        return domain

    def formula(self, line: Line) -> Expression:
        return formula_of(self.meaning, self.program, line, line.formula, Quantifier.FOR_ALL)

    def options(self) -> Iterator[Option]:
        standing = asked_standing(self.question)
        for line in self.sections.get("options", ()):
            if _is_question(line) or _is_condition(line):
                continue
            letter = _LETTER.search(line.gloss)
            if letter is None:
                raise error_at(self.program, line.start, "an option ends with its letter, ::: (A)")
            with placed(self.program, line.start):
                option = self.option(letter[1] or letter[2], line)
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
        excepted = False
        while raw.kind == "call" and key(raw.text) in _EXCEPTIONS and len(raw.parts) == 1:
            excepted, raw = not excepted, raw.parts[0]
        if excepted and not _is_claim(raw):
            raw = Raw("call", "is_sat", (raw,), raw.start)
        wording = dict(map(_lettered, self.wordings)).get(letter, line.gloss)
        return Option(letter, tuple(self.claims(raw, wording)), line.sentence, excepted)

    def claims(self, raw: Raw, wording: str) -> Iterator[Claim]:
        """What an option says has to hold."""
        if raw.kind == "operator" and raw.text == "and" and all(map(_is_claim, raw.parts)):
            for part in raw.parts:
                yield from self.claims(part, wording)
        elif raw.kind == "operator" and raw.text == "not" and _is_claim(raw.parts[0]):
            for claim in self.claims(raw.parts[0], wording):
                yield replace(claim, standing=_CONTRARY[claim.standing])
        elif raw.kind == "call" and key(raw.text) in _CLAIMS:
            formulas = [self.meaning.closed(part, Quantifier.EXISTS) for part in raw.parts]
            yield Claim(conjunction(formulas), _CLAIMS[key(raw.text)])
        elif raw.kind == "call" and key(raw.text) in _EXTREMES:
            yield from self.extreme(raw, wording)
        elif raw.kind == "call" and key(raw.text) == "isequivalent" and len(raw.parts) == 2:
            sides = tuple(self.meaning.closed(part, Quantifier.FOR_ALL) for part in raw.parts)
            yield Claim(Operation(Operator.IFF, sides), Standing.MUST)
        else:
            raise ProgramError("an option says is_sat, is_valid, is_unsat or their exception")

    def extreme(self, raw: Raw, wording: str) -> Iterator[Claim]:
        """``is_min(n, 3)``: n can be 3, and cannot be less.  The words may say which number."""
        said = number_in(wording)
        parts = raw.parts if said is None else (raw.parts[0], Raw("number", str(said), (), 0))
        if len(parts) != 2:
            raise ProgramError(f"'{raw.text}' needs a number and what it is the least or most of")
        value, limit = (self.meaning.number(part, {}) for part in parts)
        yield Claim(Operation(Operator.EQUAL, (value, limit)), Standing.COULD)
        pair = (value, limit) if key(raw.text) == "ismin" else (limit, value)
        yield Claim(Operation(Operator.LESS, pair), Standing.CANNOT)


_CLAIMS = {
    "issat": Standing.COULD,
    "isvalid": Standing.MUST,
    "isunsat": Standing.CANNOT,
}
_CONTRARY = {
    Standing.COULD: Standing.CANNOT,
    Standing.CANNOT: Standing.COULD,
    Standing.MUST: Standing.COULD_FAIL,
    Standing.COULD_FAIL: Standing.MUST,
}
_EXTREMES = frozenset({"ismin", "ismax"})
_WRAPPERS = frozenset({*_CLAIMS, "isexception"})
_EXCEPTIONS = frozenset({"isexception"})


def _is_claim(raw: Raw) -> bool:
    known = {*_CLAIMS, *_EXTREMES, "isequivalent"}
    if raw.kind == "operator" and raw.text in ("and", "not"):
        return all(map(_is_claim, raw.parts))
    return raw.kind == "call" and key(raw.text) in known


def _is_question(line: Line) -> bool:
    return line.formula.lower().startswith("question") or line.formula.endswith("?")


def _is_condition(line: Line) -> bool:
    """Whether a line among the options is none but says what the question supposes."""
    is_option = _LETTER.search(line.gloss) or re.search(r"\bis_\w+\(", line.formula)
    return not is_option and not _is_question(line)


def _lettered(wording: str) -> tuple[str, str]:
    """``A) The first is red.`` as letter and sentence."""
    letter, _, sentence = wording.partition(")")
    return letter.strip(" ("), sentence.strip()


def _is_declaration(line: Line) -> bool:
    return bool(_DECLARATION.match(line.formula) or _PLAIN_LIST.match(line.formula))


def _elements(text: str) -> list[str]:
    """The names in ``[a, b, "c d"]``, brackets and quotes left out."""
    inside = text.strip().rstrip(")").strip(" []")
    return [name.strip(_QUOTES) for name in inside.split(",") if name.strip(_QUOTES)]


def _unions(program: str, declared: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Sorts written as ``boys + girls``, with the elements of both."""
    found = {}
    for match in _UNION.finditer(program):
        names = [name.strip() for name in match[0].split("+")]
        if all(name in declared for name in names):
            found[match[0]] = [element for name in names for element in declared[name]]
    return found
