"""A theory of 100,000 axioms: how long a shallow question takes, and what selections contain."""

from __future__ import annotations

from pathlib import Path
from statistics import quantiles
from time import perf_counter, process_time

import psutil
import pytest

from api.libraries.asking import ask
from api.libraries.files import build_library, library_at
from api.libraries.theory import TheoryLibrary
from api.service import ProofService
from api.settings import Settings
from prover.logic.tptp import parse_tptp
from search.premises.fusion import fuse
from search.premises.quality import recall_at
from search.premises.stored import load_theory
from search.premises.theory import TheoryIndex
from tests.bench.theories import Made, ontology

pytestmark = pytest.mark.bench

AXIOMS = 100_000
QUESTIONS = 40
SIZES = (32, 128, 512, 2_048)


@pytest.fixture(scope="module")
def made() -> Made:
    return ontology(AXIOMS, QUESTIONS)


@pytest.fixture(scope="module")
def index(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("theory")
    source, out = folder / "theory.p", folder / "theory.index"
    source.write_text(made.text, encoding="utf-8")
    begun = process_time()
    built = build_library(source, out)
    seconds = process_time() - begun
    print(f"\n{built.axioms:,} axioms, {built.size / 1e6:.1f} MB, built in {seconds:.1f} s of CPU")
    return out


def test_questions_against_a_hundred_thousand_axioms(made: Made, index: Path) -> None:
    memory = psutil.Process().memory_info().rss
    begun = perf_counter()
    library = library_at(index, Settings())
    assert isinstance(library, TheoryLibrary)
    wall, cpu, verdicts = list[float](), list[float](), list[str]()
    with ProofService(Settings()) as service:
        for asked in made.questions:
            start, used = perf_counter(), process_time()
            found = ask(library.ask(f"fof(goal, conjecture, {asked.conjecture})."), service)
            wall.append(perf_counter() - start)
            cpu.append(process_time() - used)
            verdicts.append(f"{found.answer.verdict} with {found.selected:,}")
            if len(wall) == 1:
                print(f"first answer, index loaded: {perf_counter() - begun:.2f} s")
    grown = (psutil.Process().memory_info().rss - memory) / 1e6
    for name, times in (("wall", wall), ("CPU", cpu)):
        cuts = quantiles(times, n=20)
        print(f"{name}: median {cuts[9]:.2f} s, p95 {cuts[18]:.2f} s")
    print(f"memory: {grown:.0f} MB more", {v: verdicts.count(v) for v in sorted(set(verdicts))})


def test_what_selections_contain(made: Made, index: Path) -> None:
    """Of all questions: how often everything that is needed, and how much of it on average."""
    stored = load_theory(index)
    retrieval = TheoryIndex(stored.postings)
    numbers = {stored.names[number]: number for number in range(len(stored))}
    found: dict[str, dict[int, list[float]]] = {}
    for asked in made.questions:
        needed = {numbers[name] for name in asked.needed}
        [goal] = parse_tptp(f"fof(goal, conjecture, {asked.conjecture}).")
        rankings = retrieval.rankings([goal.formula], max(SIZES))
        for name, ranking in {**rankings, "all": fuse(list(rankings.values()), max(SIZES))}.items():
            for size in SIZES:
                recall = recall_at(size, [ranked.index for ranked in ranking], needed)
                found.setdefault(name, {}).setdefault(size, []).append(recall)
    for name, sizes in found.items():
        shown = {
            size: f"{recalls.count(1.0) / len(recalls):.2f} ({sum(recalls) / len(recalls):.2f})"
            for size, recalls in sizes.items()
        }
        print(f"\n{name:8} {shown}", end="")
    assert found["all"][2_048].count(1.0) > 0.8 * QUESTIONS
