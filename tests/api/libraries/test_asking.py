"""Answers with few premises of a library are those that all of them give, or none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.evaluation.dataset import read_rows
from api.libraries import asking
from api.libraries.asking import LibraryAnswer, ask
from api.libraries.library import read_library
from api.reading.language import Language
from api.reading.problems import problem_of_row
from api.service import ProofService
from api.settings import Settings
from prover.answer import Semantics
from prover.errors import ProverError
from prover.export import answer_from_document, to_document
from prover.verdict import Verdict
from prover.watch import Checking, Event

SHARED = Path(__file__).parents[4] / "shared" / "data"
OPEN = (Verdict.UNKNOWN, Verdict.AMBIGUOUS)


@pytest.fixture(autouse=True)
def small_selections(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a library of some sentences is large."""
    monkeypatch.setattr(asking, "_SIZES", (2, 4, 8))


def answered(text: str, goal: str, *own: str, **options: object) -> LibraryAnswer:
    configured = Settings().model_copy(update=options)
    with ProofService(configured) as service:
        return ask(read_library(text).ask(None, own, goal), service)


BIRDS = "\n".join(
    [
        "All birds can fly.",
        "All fish can swim.",
        "All dogs can bark.",
        "Tweety is a bird.",
        "Nemo is a fish.",
        "Rex is a dog.",
    ]
)


def test_a_proof_needs_what_it_is_about() -> None:
    found = answered(BIRDS, "Tweety can fly.")
    assert (found.answer.verdict, found.selected, found.premises) == (Verdict.PROVED, 2, 6)
    assert [p.name for p in found.answer.problem.premises] == ["p1", "p4"]
    assert found.answer.is_certified
    assert "found with 2 of the library's 6 premises" in found.answer.warnings
    assert found.entry == {"library": {"premises": 6, "selected": 2, "left_out": 0}}


def test_open_is_what_all_premises_leave_open() -> None:
    found = answered(BIRDS, "Tweety can swim.")
    assert (found.answer.verdict, found.selected) == (Verdict.UNCERTAIN, 6)
    assert len(found.answer.problem.premises) == 6
    assert found.answer.is_certified


def test_a_selection_that_leaves_a_goal_open_is_not_believed() -> None:
    """Two premises would say *uncertain*; the chain is seven long."""
    chain = [f"∀x (p{n}(x) → p{n + 1}(x))" for n in range(7)]
    found = answered("\n".join([*chain, "p0(a)"]), "p7(a)")
    assert found.answer.verdict is Verdict.PROVED


def test_the_questions_own_premises_are_always_there() -> None:
    found = answered(BIRDS, "Polly can fly.", "Polly is a bird.")
    assert found.answer.verdict is Verdict.PROVED
    assert found.answer.proof is not None
    assert "q1" in found.answer.proof.premises_used


def test_nothing_is_called_open_that_a_sentence_left_out_may_settle() -> None:
    found = answered(BIRDS + "\nBlorp of the and.", "Tweety can swim.")
    assert found.answer.verdict is Verdict.UNKNOWN
    assert "p7" in found.answer.reason
    assert found.left_out == 1


def test_a_proof_stands_whatever_is_left_out() -> None:
    found = answered(BIRDS + "\nBlorp of the and.", "Tweety can fly.")
    assert found.answer.verdict is Verdict.PROVED


def test_rules_are_applied_to_everything() -> None:
    found = answered(BIRDS, "Tweety can fly.", semantics=Semantics.RULES)
    assert (found.answer.verdict, found.selected) == (Verdict.PROVED, 6)


def test_a_goal_that_is_not_understood_is_untranslated() -> None:
    found = answered(BIRDS, "Blorp of the and.")
    assert found.answer.verdict is Verdict.UNTRANSLATED
    assert [item.name for item in found.answer.problem.untranslated] == ["goal"]


def test_what_is_told_on_the_way_is_of_the_evidence_that_counts() -> None:
    told: list[Event] = []
    with ProofService(Settings()) as service:
        ask(read_library(BIRDS).ask(None, None, "Tweety can fly."), service, told.append)
    assert any(isinstance(event, Checking) for event in told)


def test_an_answer_from_a_library_is_a_document_like_any_other() -> None:
    document = to_document(answered(BIRDS, "Tweety can fly.").answer)
    assert to_document(answer_from_document(document)) == document


SETS = [
    ("folio/dev_half1.jsonl", "fol", Language.FOL),
    ("folio/dev_half1.jsonl", "english", Language.ENGLISH),
    ("proofwriter/dev.jsonl", "english", Language.ENGLISH),
]


@pytest.mark.parametrize(("name", "field", "language"), SETS)
@pytest.mark.parametrize("every", [23, pytest.param(1, marks=pytest.mark.slow)])
def test_real_questions_have_the_verdict_of_all_premises(
    name: str, field: str, language: Language, every: int
) -> None:
    if not (SHARED / name).exists():
        pytest.skip(f"the data set {name} is not here")
    decided = 0
    with ProofService(Settings()) as service:
        for row in read_rows(SHARED / name, field)[::every]:
            text = row.premises if isinstance(row.premises, str) else "\n".join(row.premises)
            try:
                library = read_library(text, language).ask(None, None, row.goal)
                inline = service.answer(problem_of_row(row, field).problem)
            except ProverError:
                continue
            found = ask(library, service).answer
            assert _agree(found.verdict, inline.verdict), row.name
            assert found.is_certified or not found.verdict.is_decided
            decided += found.verdict.is_decided
    assert decided


def _agree(found: Verdict, inline: Verdict) -> bool:
    """Equal, or open; of contradictory premises everything follows, so any proof stands.

    A sentence that is not understood does not keep a library from answering with the others.
    """
    if inline in (Verdict.INCONSISTENT, Verdict.UNTRANSLATED, Verdict.AMBIGUOUS):
        return found is not Verdict.UNCERTAIN or inline is Verdict.AMBIGUOUS
    return found is inline or found in OPEN


constants = st.sampled_from("abcd")
facts = st.builds("{}{}({})".format, st.sampled_from(["", "¬"]), st.sampled_from("PQRS"), constants)
rules = st.builds(
    "∀x ({}(x) → {}{}(x))".format,
    st.sampled_from("PQRS"),
    st.sampled_from(["", "¬"]),
    st.sampled_from("PQRS"),
)


@given(st.lists(st.one_of(facts, rules), min_size=3, max_size=14), facts)
def test_any_question_has_the_verdict_of_all_premises(premises: list[str], goal: str) -> None:
    from api.reading.problems import read_parts

    with ProofService(Settings()) as service:
        library = read_library("\n".join(premises), Language.FOL)
        found = ask(library.ask(None, None, goal), service).answer
        inline = service.answer(read_parts(premises, goal, Language.FOL).problem)
    assert _agree(found.verdict, inline.verdict)
    assert found.is_certified
