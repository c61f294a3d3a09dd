"""How well a model translates: sentence by sentence, against the formula that made the sentence.

A formula counts as right if it is equivalent to the one that was meant, which Z3 decides, as it
decides the steps of proofs.  Sentences are told apart by whether the controlled grammar reads
them rightly, for a model that is good where the grammar is good has added nothing.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from prover.check.smt import Answer, Entailment, Z3Session
from prover.errors import ProverError
from prover.logic.printers.unicode import to_unicode
from prover.logic.reader import parse_formula
from prover.logic.syntax import Formula
from prover.logic.walk import universal_closure
from prover.problem import Sentence, Span
from translators.controlled.translator import ControlledEnglish
from translators.llm.conversation import Client, Message, Request, Role, Sampling
from translators.llm.grammar import formula_grammar
from translators.llm.training.pairs import LONGEST, Pair

__all__ = ["Coverage", "Measured", "agreeing", "measure", "table"]


class Coverage(StrEnum):
    """What the controlled grammar makes of a sentence."""

    INSIDE = "read rightly"
    MISREAD = "read otherwise"
    OUTSIDE = "not read"


@dataclass(frozen=True, slots=True)
class Measured:
    """What the model made of one sentence."""

    sentence: str
    wanted: str
    said: str
    shape: str
    coverage: Coverage
    exact: bool
    right: bool
    seconds: float
    tokens: int


def measure(
    client: Client, pairs: Iterable[Pair], *, constrained: bool = True
) -> Iterator[Measured]:
    """Each sentence translated by the model, and by the grammar.

    Raises:
        ModelError: the model cannot be asked.
    """
    judge = Z3Session()
    for pair in pairs:
        start = time.perf_counter()
        completion = client.complete(question(pair.sentence, constrained=constrained))
        seconds = time.perf_counter() - start
        said = completion.samples[0].text
        yield Measured(
            pair.sentence,
            pair.text,
            said,
            pair.shape,
            _coverage(pair, judge),
            said == pair.text,
            said == pair.text or _is_right(said, pair.formula, judge),
            seconds,
            completion.samples[0].tokens,
        )


def question(sentence: str, *, constrained: bool = True) -> Request:
    """How a model trained here is asked: with the bare sentence."""
    return Request(
        (Message(Role.USER, sentence),),
        sampling=Sampling(temperature=0.0, max_tokens=LONGEST),
        grammar=formula_grammar() if constrained else "",
    )


def agreeing(sentences: Iterable[str]) -> Iterator[Pair]:
    """Sentences of somebody else that the grammar reads in one way, with what it reads."""
    for sentence in sentences:
        readings = _readings(sentence)
        if len(readings) == 1:
            yield Pair(sentence, readings[0], to_unicode(readings[0]), "text")


def table(measured: Sequence[Measured]) -> str:
    """The share of right formulas by coverage, as Markdown."""
    rows = ["| the grammar has | sentences | exact | equivalent |", "|---|---|---|---|"]
    total, exact, right = Counter[str](), Counter[str](), Counter[str]()
    for one in measured:
        for name in (one.coverage.value, "all"):
            total[name] += 1
            exact[name] += one.exact
            right[name] += one.right
    for name in (*Coverage, "all"):
        if total[name]:
            shares = f"{exact[name] / total[name]:.1%} | {right[name] / total[name]:.1%}"
            rows.append(f"| {name} | {total[name]} | {shares} |")
    return "\n".join(rows)


def _coverage(pair: Pair, judge: Z3Session) -> Coverage:
    readings = _readings(pair.sentence)
    if not readings:
        return Coverage.OUTSIDE
    return Coverage.INSIDE if _equivalent(readings[0], pair.formula, judge) else Coverage.MISREAD


def _readings(sentence: str) -> tuple[Formula, ...]:
    asked = Sentence(sentence, Span(0, len(sentence)))
    read = ControlledEnglish().translate([asked], None).premises[0]
    return tuple(reading.formula for reading in read.readings)


def _is_right(said: str, meant: Formula, judge: Z3Session) -> bool:
    try:
        read = parse_formula(said)
    except ProverError:
        return False
    return _equivalent(read, meant, judge)


def _equivalent(left: Formula, right: Formula, judge: Z3Session) -> bool:
    one, other = universal_closure(left), universal_closure(right)
    questions = (Entailment((one,), other), Entailment((other,), one))
    return all(answer is Answer.ENTAILED for answer in judge.decide(questions))
