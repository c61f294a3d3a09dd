"""A proof as numbered lines of a textbook: what is said, and why.

    1. Rex is a zumpus. (given)
    2. Each zumpus is a jompus. (given)
    3. Rex is a jompus, because Rex is a zumpus and each zumpus is a jompus (1, 2).

An induction says which of its parents are base cases and which are steps:

    4. ∀x (0 + x = x), by induction on x: base case (1), step (3).

English is used where the answer has it (the sentence itself for premises), the formula
otherwise.  A line is a sequence of typed pieces, so that each output can set them its way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from prover.answer import Answer
from prover.logic.printers import to_unicode
from prover.logic.syntax import FALSE, Exists, ForAll, Formula, Implies
from prover.problem import Premise
from prover.proof import Rule, Step

__all__ = ["RULE_WORDS", "Kind", "Line", "Piece", "lines_of", "spoken"]

RULE_WORDS: Mapping[Rule, str] = {
    Rule.PREMISE: "given",
    Rule.NEGATED_CLAIM: "assumed for contradiction",
    Rule.EXPAND_EQUIVALENCES: "equivalence written out",
    Rule.NEGATION_NORMAL_FORM: "negation moved inwards",
    Rule.SKOLEMISE: "a name for what exists",
    Rule.DEFINITION: "an abbreviation",
    Rule.REPLACE_BY_DEFINITION: "abbreviation put in",
    Rule.CHOICE: "a name for what exists, if it does",
    Rule.CLAUSIFY: "one part of it",
    Rule.INSTANTIATION: "an instance of it",
    Rule.INFERENCE: "it follows",
    Rule.UNIT_RESULTING_RESOLUTION: "rule applied",
    Rule.RESOLUTION: "resolution",
    Rule.FACTORING: "equal parts merged",
    Rule.SUPERPOSITION: "equals put for equals",
    Rule.EQUALITY_RESOLUTION: "everything equals itself",
    Rule.EQUALITY_FACTORING: "equal parts merged",
    Rule.DEMODULATION: "simplified by an equation",
    Rule.INDUCTION: "induction",
    Rule.CONTRADICTION: "contradiction",
    Rule.CONCLUSION: "conclusion",
}
"""What each rule does, in words for people who have not read about resolution."""

_INLINE_LIMIT = 150
"""Reasons are spelled out up to this many characters, and by number beyond."""

_OPENERS = re.compile(
    r"(?:a|all|an|any|anyone|anything|both|each|either|every|everyone|everything|exactly|few|for|"
    r"if|it|neither|nobody|no|none|nothing|not|only|some|someone|something|that|the|there|these|"
    r"they|this|those|when|whenever|whoever)\b",
    re.IGNORECASE,
)
"""First words that lose their capital inside a sentence; others may be names."""


class Kind(StrEnum):
    """How a piece is set."""

    WORDS = "words"
    ENGLISH = "english"
    FORMULA = "formula"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of a line; a reference names the step it points at."""

    kind: Kind
    text: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the proof: its number, the step it states (``""``: the claim), its text."""

    number: int
    step: Step | None
    formula: Formula
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The line as plain text."""
        return "".join(piece.text for piece in self.pieces)


def lines_of(answer: Answer) -> tuple[Line, ...]:
    """The proof of ``answer`` line by line; nothing when it has none."""
    proof = answer.proof
    if proof is None:
        return ()
    numbers = {step.name: n for n, step in enumerate(proof.steps, 1)}
    taken = frozenset(p.name for p in answer.problem.premises if p.presupposed)
    words = spoken(answer)
    writer = _Writer(answer.problem.goal, proof.claim, proof.by_name, numbers, words, taken)
    lines = [
        Line(numbers[step.name], step, step.conclusion, writer.pieces(step)) for step in proof.steps
    ]
    if proof.conclusion.conclusion is not proof.claim:
        last = proof.conclusion
        pieces = (
            *_words("The assumption is therefore wrong: "),
            *writer.claim(),
            *_words(" "),
            *writer.references((last.name,)),
            *_words("."),
        )
        lines.append(Line(len(lines) + 1, None, proof.claim, pieces))
    return tuple(lines)


def spoken(answer: Answer) -> Mapping[str, str]:
    """Each step's conclusion in English without a full stop, ``""`` where nobody said it."""
    if answer.proof is None:
        return {}
    premises = {premise.name: premise for premise in answer.problem.premises}
    words = {}
    for step in answer.proof.steps:
        found = answer.step_english.get(step.name, "")
        premise = premises.get(step.name) if step.rule is Rule.PREMISE else None
        if not found and premise is not None:
            found = premise.english if premise.presupposed else premise.sentence.text
            found = found or premise.english
        words[step.name] = "" if step.conclusion is FALSE else _bare(found)
    return words


def _bare(sentence: str) -> str:
    return re.sub(r"\s+", " ", sentence).strip().rstrip(".").rstrip()


def _inside(sentence: str) -> str:
    """``sentence`` as it stands within another one."""
    return sentence[:1].lower() + sentence[1:] if _OPENERS.match(sentence) else sentence


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _hypotheses(formula: Formula) -> int:
    """How many conditions stand before what a formula says, quantifiers aside."""
    found = 0
    while isinstance(formula, ForAll | Exists | Implies):
        if isinstance(formula, Implies):
            found, formula = found + 1, formula.right
        else:
            formula = formula.body
    return found


def _words(text: str) -> tuple[Piece, ...]:
    return (Piece(Kind.WORDS, text),)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the lines of one proof."""

    goal: Premise | None
    proved: Formula
    steps: Mapping[str, Step]
    numbers: Mapping[str, int]
    words: Mapping[str, str]
    taken_for_granted: frozenset[str]

    def pieces(self, step: Step) -> tuple[Piece, ...]:
        """The line of ``step``."""
        said = self._said(step)
        match step.rule:
            case Rule.PREMISE:
                taken = step.name in self.taken_for_granted
                return (*said, *_words(". (taken for granted)" if taken else ". (given)"))
            case Rule.NEGATED_CLAIM:
                return (*_words("Suppose the opposite: "), *self._inner(step), *_words("."))
            case Rule.DEFINITION:
                name = step.introduces[0].name if step.introduces else "a name"
                return (*_words(f"Write {name} for short: "), *self._inner(step), *_words("."))
            case Rule.CHOICE:
                name = step.introduces[0].name if step.introduces else "a name"
                opening = f"If there is such a thing, call it {name}: "
                return (*_words(opening), *self._inner(step), *_words("."))
            case Rule.SKOLEMISE:
                names = " and ".join(symbol.name for symbol in step.introduces)
                opening = f"Give what exists a name, {names}: "
            case Rule.EXPAND_EQUIVALENCES | Rule.NEGATION_NORMAL_FORM | Rule.REPLACE_BY_DEFINITION:
                opening = "In other words, "
            case Rule.INDUCTION if isinstance(step.conclusion, ForAll):
                return (*said, *self._cases(step, step.conclusion), *_words("."))
            case _ if step.conclusion is FALSE:
                return (*_words("This is a contradiction"), *self._reason(step), *_words("."))
            case _:
                return (*said, *self._reason(step), *_words("."))
        body = (*_words(opening), *self._inner(step), *_words(" "))
        return (*body, *self.references(step.distinct_parents), *_words("."))

    def claim(self) -> tuple[Piece, ...]:
        """The claim of the proof."""
        goal = self.goal
        if goal is not None and goal.formula is self.proved and goal.english:
            return (Piece(Kind.ENGLISH, _inside(_bare(goal.english))),)
        return (Piece(Kind.FORMULA, to_unicode(self.proved)),)

    def references(self, names: Sequence[str]) -> tuple[Piece, ...]:
        """``(1, 2)``"""
        pieces = [Piece(Kind.WORDS, "(")]
        for name in names:
            if len(pieces) > 1:
                pieces.append(Piece(Kind.WORDS, ", "))
            pieces.append(Piece(Kind.REFERENCE, str(self.numbers[name]), name))
        return (*pieces, Piece(Kind.WORDS, ")")) if names else ()

    def _cases(self, step: Step, claim: ForAll) -> tuple[Piece, ...]:
        """``, by induction on x: base case (1), step (2)``"""
        assumed = _hypotheses(claim.body)
        steps = [
            name for name in step.parents if _hypotheses(self.steps[name].conclusion) > assumed
        ]
        bases = [name for name in step.parents if name not in steps]
        how = "induction" if steps else "cases"
        pieces = list(_words(f", by {how} on {claim.variable.name}: "))
        for kind, names in (("base case" if steps else "case", bases), ("step", steps)):
            if names:
                several = "s" if len(names) > 1 else ""
                separator = ", " if kind == "step" and bases else ""
                pieces += (*_words(f"{separator}{kind}{several} "), *self.references(names))
        return tuple(pieces)

    def _said(self, step: Step) -> tuple[Piece, ...]:
        if words := self.words[step.name]:
            return (Piece(Kind.ENGLISH, _capital(words)),)
        return (Piece(Kind.FORMULA, to_unicode(step.conclusion)),)

    def _inner(self, step: Step) -> tuple[Piece, ...]:
        if words := self.words[step.name]:
            return (Piece(Kind.ENGLISH, _inside(words)),)
        return (Piece(Kind.FORMULA, to_unicode(step.conclusion)),)

    def _reason(self, step: Step) -> tuple[Piece, ...]:
        """``, because A and B (1, 2)``, or `` (1, 2)`` where that would be too much."""
        parents = [self._inner(self.steps[name]) for name in step.distinct_parents]
        english = all(p.kind is Kind.ENGLISH for parent in parents for p in parent)
        length = sum(len(p.text) for parent in parents for p in parent)
        if not parents:
            return ()
        if not english or length > _INLINE_LIMIT:
            return (*_words(" "), *self.references(step.distinct_parents))
        pieces = list(_words(", because " if step.conclusion is not FALSE else ": "))
        for position, parent in enumerate(parents):
            if position:
                pieces += _words(" and " if position == len(parents) - 1 else ", ")
            pieces += parent
        return (*pieces, *_words(" "), *self.references(step.distinct_parents))
