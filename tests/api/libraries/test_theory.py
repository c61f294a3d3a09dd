"""TPTP theories: built once, asked often, with axioms that their author can recognise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.cli import main
from api.libraries import theory as theory_module
from api.libraries.asking import LibraryAnswer, ask
from api.libraries.files import build_library, library_at
from api.libraries.opening import library_in, sentences_in
from api.libraries.shelf import Shelf
from api.libraries.theory import TheoryLibrary
from api.reading.language import Language
from api.service import ProofService
from api.settings import Settings
from prover.errors import InputError, ProverError
from prover.verdict import Verdict
from tests.bench.theories import ontology

ANIMALS = """\
fof(birds, axiom, ! [X] : (bird(X) => flies(X))).
fof(fish, axiom, ! [X] : (fish(X) => swims(X))).
fof(tweety, axiom, bird(tweety)).
fof(nemo, axiom, fish(nemo)).
"""
TYPED = """\
tff(animal, type, animal: $tType).
tff(tweety_type, type, tweety: animal).
tff(bird_type, type, bird: animal > $o).
tff(flies_type, type, flies: animal > $o).
tff(birds, axiom, ! [X: animal] : (bird(X) => flies(X))).
tff(tweety, axiom, bird(tweety)).
"""


def theory(text: str = ANIMALS) -> TheoryLibrary:
    found = library_in(text)
    assert isinstance(found, TheoryLibrary)
    return found


def answered(text: str, question: str) -> LibraryAnswer:
    with ProofService(Settings()) as service:
        return ask(theory(text).ask(question), service)


def test_a_conjecture_is_proved_from_axioms_under_their_names() -> None:
    found = answered(ANIMALS, "fof(goal, conjecture, flies(tweety)).")
    assert found.answer.verdict is Verdict.PROVED
    assert found.answer.is_certified
    assert found.answer.proof is not None
    assert set(found.answer.proof.premises_used) == {"birds", "tweety"}


def test_everything_stands_in_the_text_where_it_says() -> None:
    part = (
        theory().ask("fof(new, axiom, bird(polly)). fof(g, conjecture, flies(polly)).").part(3, 1e9)
    )
    assert part is not None
    assert part.goal is not None
    for premise in (*part.premises, part.goal):
        span = premise.sentence.span
        assert part.text[span.start : span.end] == premise.sentence.text


def test_a_premise_of_the_question_never_takes_the_name_of_an_axiom() -> None:
    question = "fof(birds, axiom, bird(polly)). fof(g, conjecture, flies(polly))."
    found = answered(ANIMALS, question)
    assert found.answer.verdict is Verdict.PROVED
    names = [premise.name for premise in found.answer.problem.premises]
    assert len(names) == len(set(names)) == 5


def test_types_are_those_of_the_theory() -> None:
    found = answered(TYPED, "tff(goal, conjecture, flies(tweety)).")
    assert found.answer.verdict is Verdict.PROVED


def test_a_mistake_in_a_question_is_told_with_its_place() -> None:
    with pytest.raises(InputError) as error:
        theory().ask("fof(goal, conjecture, flies(tweety).")
    assert error.value.position is not None


def test_a_goal_and_premises_can_be_formulas_alone() -> None:
    asked = theory().ask(None, ["bird(polly)"], "flies(polly)")
    with ProofService(Settings()) as service:
        assert ask(asked, service).answer.verdict is Verdict.PROVED


def test_what_is_open_is_open_only_by_all_axioms(monkeypatch: pytest.MonkeyPatch) -> None:
    question = "fof(goal, conjecture, swims(tweety))."
    assert answered(ANIMALS, question).answer.verdict is Verdict.COUNTERSATISFIABLE
    monkeypatch.setattr(theory_module, "_MOST", 3)
    found = answered(ANIMALS, question)
    assert found.answer.verdict is Verdict.UNKNOWN
    assert "3 premises of 4" in found.answer.reason


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("fof(goal, conjecture, p).", "conjecture"),
        ("% nothing\nfof(a, unknown, p).", "no axioms"),
        ("fof(a, axiom, p", "line 1"),
    ],
)
def test_what_is_no_theory_is_refused(text: str, what: str) -> None:
    with pytest.raises(ProverError, match=what):
        library_in(text, Language.TPTP)


def test_a_shelf_has_theories_too() -> None:
    shelf = Shelf()
    assert shelf.library(ANIMALS) is shelf.library(ANIMALS)
    assert shelf.library(ANIMALS).size == 4
    assert sentences_in(ANIMALS, Language.TPTP)[2] == "fof(tweety, axiom, bird(tweety))."


def test_a_built_theory_answers_like_its_text(tmp_path: Path) -> None:
    made = ontology(1_000, 4)
    source = tmp_path / "theory.p"
    source.write_text(made.text, encoding="utf-8")
    told: list[int] = []
    built = build_library(source, tmp_path / "theory.index", told.append)
    assert built.axioms == len(made.axioms)
    assert told == [1_000]
    library = library_at(built.path, Settings())
    assert isinstance(library, TheoryLibrary)
    with ProofService(Settings(timeout=2)) as service:
        for asked in made.questions[:2]:
            found = ask(library.ask(f"fof(goal, conjecture, {asked.conjecture})."), service)
            assert found.answer.verdict in (Verdict.PROVED, Verdict.UNKNOWN)
            assert found.selected <= found.premises == len(made.axioms)


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


def test_the_commands_build_and_use_a_theory(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out, question = tmp_path / "t.p", tmp_path / "t.index", tmp_path / "q.p"
    source.write_text(ANIMALS)
    question.write_text("fof(goal, conjecture, flies(tweety)).")
    assert run("library", "build", str(source), "-o", str(out), "--json") == 0
    assert json.loads(capsys.readouterr().out)["axioms"] == 4
    assert run("solve", str(question), "--library", str(out), "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert document["verdict"] == "proved"
    assert document["library"] == {"premises": 4, "selected": 4, "left_out": 0}
    out.write_bytes(out.read_bytes()[:-40])
    assert run("solve", str(question), "--library", str(out)) == 2
    assert "build it again" in capsys.readouterr().err
