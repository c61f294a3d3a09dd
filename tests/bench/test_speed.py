"""How long answers take, beside what an uncertified one costs the way of LINC.

LINC parses formulas with NLTK and asks Prover9 for the goal and then for its negation.  Where
Prover9 is not installed, ``eprover --auto`` stands in.  Both sides see the same problems in
the same run, one after the other, on one core; figures are printed, and the targets are
asserted with nothing adjusted.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest

from api.evaluation.dataset import Row, read_rows
from api.reading.problems import problem_of_row
from api.service import ProofService
from api.settings import Settings
from prover.errors import ProverError
from prover.logic.printers import fof, to_nltk
from prover.logic.syntax import Formula
from prover.logic.walk import complement
from prover.problem import Problem, Sentence
from translators.controlled import ControlledEnglish, translator
from translators.sentences import split_sentences

pytestmark = pytest.mark.bench

SHARED = Path(__file__).parents[3] / "shared" / "data"
EXAMPLE = Path(__file__).parents[2] / "data" / "examples" / "library.txt"
SAMPLE = 60


def problems(name: str, field: str) -> list[Problem]:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} is not here")
    found = []
    for row in read_rows(path, field):
        try:
            problem = problem_of_row(row, field).problem
        except ProverError:
            continue
        if problem.goal is not None and not problem.untranslated:
            found.append(problem)
    return found[:: max(1, len(found) // SAMPLE)][:SAMPLE]


def p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


def ours(service: ProofService, problem: Problem) -> float:
    start = perf_counter()
    answer = service.answer(problem)
    elapsed = perf_counter() - start
    assert answer.is_certified
    return elapsed * 1000


def prover9(premises: list[Formula], goal: Formula) -> None:
    """NLTK parse and two calls of Prover9, as LINC does."""
    from nltk.inference.prover9 import Prover9
    from nltk.sem.logic import LogicParser

    parser = LogicParser()
    assumptions = [parser.parse(to_nltk(premise)) for premise in premises]
    question = parser.parse(to_nltk(goal))
    for claim in (question, question.negate()):
        if Prover9(timeout=10).prove(claim, assumptions):
            return


def eprover(premises: list[Formula], goal: Formula) -> None:
    """NLTK parse and two calls of E on a file."""
    from nltk.sem.logic import LogicParser

    parser = LogicParser()
    for formula in (*premises, goal):
        parser.parse(to_nltk(formula))
    for claim in (goal, complement(goal)):
        lines = [fof(f"p{n}", "axiom", formula) for n, formula in enumerate(premises)]
        lines.append(fof("goal", "conjecture", claim))
        with tempfile.NamedTemporaryFile("w", suffix=".p") as file:
            file.write("\n".join(lines))
            file.flush()
            command = ["eprover", "--auto", "--silent", "--cpu-limit=10", file.name]
            result = subprocess.run(command, capture_output=True, text=True, check=False)
        if "Theorem" in result.stdout:
            return


def peer() -> tuple[str, Callable[[list[Formula], Formula], None]]:
    if shutil.which("prover9"):
        return "NLTK + Prover9", prover9
    if shutil.which("eprover"):
        return "NLTK + eprover --auto", eprover
    pytest.skip("neither prover9 nor eprover is installed")


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("folio/dev_half1.jsonl", "fol"),
        ("proofwriter/dev.jsonl", "english"),
        ("prontoqa/dev_half1.jsonl", "english"),
    ],
)
def test_a_certified_answer_beside_an_uncertified_one(name: str, field: str) -> None:
    sample = problems(name, field)
    peer_name, solve = peer()
    service = ProofService(Settings())
    ours(service, sample[0])
    mine, theirs = [], []
    for problem in sample:
        mine.append(ours(service, problem))
        assert problem.goal is not None
        start = perf_counter()
        solve([premise.formula for premise in problem.premises], problem.goal.formula)
        theirs.append((perf_counter() - start) * 1000)
    ratio = median(mine) / median(theirs)
    print(
        f"\n{name} ({field}), {len(sample)} problems, from formulas on"
        f"\n  certified answer:  median {median(mine):6.2f} ms   p95 {p95(mine):6.2f} ms"
        f"\n  {peer_name}: median {median(theirs):6.2f} ms   p95 {p95(theirs):6.2f} ms"
        f"\n  ratio of medians {ratio:.3f}, p95 / peer's median {p95(mine) / median(theirs):.3f}"
    )
    assert ratio <= 1
    assert p95(mine) <= 5 * median(theirs)


@pytest.mark.parametrize(
    "name", ["proofwriter/dev.jsonl", "prontoqa/dev_half1.jsonl", "folio/dev_half1.jsonl"]
)
def test_translation_takes_a_millisecond_a_sentence(name: str) -> None:
    """Every sentence read on its own, and every text as a whole, with nothing remembered."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} is not here")
    alone, texts = [], []
    for row in read_rows(path, "english")[::3]:
        sentences = _sentences(row)
        alone += [_cost([sentence], None) for sentence in sentences]
        texts.append(_cost(sentences[:-1], sentences[-1]) / len(sentences))
    print(
        f"\n{name}, ms a sentence, nothing cached:"
        f"\n  {len(alone)} sentences alone: median {median(alone):.3f}, p95 {p95(alone):.3f}"
        f"\n  {len(texts)} whole texts:     median {median(texts):.3f}, p95 {p95(texts):.3f}"
    )
    assert median(alone) <= 1


def _cost(premises: Sequence[Sentence], question: Sentence | None) -> float:
    translator.forget()
    start = perf_counter()
    ControlledEnglish().translate(premises, question)
    return (perf_counter() - start) * 1000


def _sentences(row: Row) -> list[Sentence]:
    text = row.premises if isinstance(row.premises, str) else "\n".join(row.premises)
    return [*split_sentences(text), *split_sentences(row.goal)]


def test_the_demo_starts_and_ends_within_a_second_and_a_half() -> None:
    command = [str(Path(sys.executable).with_name("prover")), "solve", str(EXAMPLE), "--json"]
    times = []
    for _ in range(5):
        start = perf_counter()
        result = subprocess.run(command, capture_output=True, text=True, check=True)
        times.append(perf_counter() - start)
    assert json.loads(result.stdout)["certified"]
    print(
        f"\nprover solve {EXAMPLE.name}: median {median(times):.2f} s of {len(times)} cold starts"
    )
    assert median(times) <= 1.5
