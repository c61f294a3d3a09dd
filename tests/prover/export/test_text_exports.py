"""DOT, Markdown and TSTP: well formed, complete, and safe with odd text."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from prover.export import to_dot, to_markdown, to_tstp
from prover.logic.tptp import parse_tptp
from prover.proof import Proof
from tests.prover.export.answers import (
    ALL,
    HOSTILE,
    by_contradiction,
    hostile,
    inconsistent,
    proved,
    refuted,
    rules,
    uncertain,
    untranslated,
)

STRING = r'"(?:[^"\\\n]|\\.)*"'
NODE = re.compile(rf"  n\d+ \[(?:\w+=(?:{STRING}|\w+)(?:, )?)+\];")
EDGE = re.compile(r"  n\d+ -> n\d+;")


@pytest.mark.parametrize("name", ALL)
def test_dot_is_well_formed(name: str) -> None:
    first, *inner, last = to_dot(ALL[name]()).strip().split("\n")
    assert re.fullmatch(rf"digraph {STRING} {{", first)
    assert last == "}"
    statements = inner[3:]
    assert all(NODE.fullmatch(line) or EDGE.fullmatch(line) for line in statements)


def test_dot_shows_sentences_and_steps() -> None:
    text = to_dot(proved())
    assert "Every cat is an animal." in text
    assert "Bob" not in text
    assert text.count("->") == 4


# --- TSTP --------------------------------------------------------------------------------

TSTP = [name for name in ALL if name not in ("unknown", "untranslated", "ambiguous", "rules")]


def test_derivation_of_a_direct_proof() -> None:
    lines = to_tstp(proved()).splitlines()
    assert lines[0] == "% SZS status Theorem for input"
    assert lines[1] == "% SZS output start Proof for input"
    assert lines[-1] == "% SZS output end Proof for input"
    assert "fof(p2, axiom, ( cat(tom) ), file('input',p2))." in lines
    rule = "inference(unit_resulting_resolution,[status(thm)],[p1,p2])"
    assert f"fof(s1, plain, ( animal(tom) ), {rule})." in lines


def test_skolem_and_definition_steps_say_that_they_extend_the_language() -> None:
    text = to_tstp(by_contradiction())
    assert "inference(skolemise,[status(esa),new_symbols(skolem,[sk1])],[p1])" in text
    assert "introduced(definition,[new_symbols(definition,[def1])])" in text
    assert "negated_conjecture" in text
    assert "inference(negated_claim,[status(cth)],[goal])" in text


def test_a_refuted_goal_is_a_countertheorem() -> None:
    assert "% SZS status CounterTheorem for input" in to_tstp(refuted())


def test_contradictory_axioms_need_no_conjecture() -> None:
    assert "conjecture" not in to_tstp(inconsistent())


def test_an_unchecked_proof_is_not_called_a_proof() -> None:
    unchecked = replace(proved(), certificates=())
    assert "output start Proof" not in to_tstp(unchecked)


def test_step_names_that_are_no_words_are_quoted_alike_everywhere() -> None:
    answer = proved()
    assert answer.proof is not None
    names = {"p1": "Prämisse 1", "p2": "it's", "s1": "S\\1"}
    steps = tuple(
        replace(s, name=names[s.name], parents=tuple(names[p] for p in s.parents))
        for s in answer.proof.steps
    )
    text = to_tstp(replace(answer, proof=Proof(answer.proof.claim, steps)))
    labels = re.findall(r"^fof\(('(?:[^'\\]|\\.)*'|\w+),", text, re.MULTILINE)
    parents = re.search(r"\[status\(thm\)\],\[(.*)\]\)\)\.", text)
    assert parents
    assert parents[1] == ",".join(labels[1:3])


@pytest.mark.parametrize("name", TSTP)
def test_our_own_reader_reads_it(name: str) -> None:
    assert parse_tptp(to_tstp(ALL[name]()))


@pytest.mark.parametrize("name", [n for n in TSTP if n != "uncertain"])
def test_eprover_reads_it(name: str, tmp_path: Path) -> None:
    eprover = shutil.which("eprover")
    if eprover is None:
        pytest.skip("eprover is not installed: the TSTP output is not read by another program")
    # Models are left out: E does not know the fi_… roles of TPTP's finite interpretations.
    path = tmp_path / "proof.p"
    path.write_text(to_tstp(ALL[name]()))
    ran = subprocess.run(
        [eprover, "--cnf", "--silent", "--tstp-format", str(path)],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


# --- Markdown ----------------------------------------------------------------------------


def test_markdown_is_a_textbook_proof() -> None:
    text = to_markdown(proved())
    assert text.startswith("# Proved\n")
    assert "1. Every cat is an animal. (given)" in text
    line = "3. Tom is an animal, because every cat is an animal and Tom is a cat (1, 2)."
    assert line in text


def test_markdown_ends_a_proof_by_contradiction_with_the_claim() -> None:
    text = to_markdown(by_contradiction())
    assert "Suppose the opposite: " in text
    assert "The assumption is therefore wrong: `∀x ∃y Loves(y, x)` (10)." in text


def test_markdown_escapes_the_input() -> None:
    text = to_markdown(hostile())
    assert HOSTILE not in text
    assert "<img" not in text.replace("\\<img", "")


def test_markdown_shows_models_fixpoint_and_where_reading_stopped() -> None:
    assert "| Properties | tom | bob |" in to_markdown(uncertain())
    assert "Everything that the rules derive" in to_markdown(rules())
    assert "Colourless **▮**than green." in to_markdown(untranslated())
