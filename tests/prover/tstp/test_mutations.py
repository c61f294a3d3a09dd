"""Derivations with something wrong are rejected; what is wrong, Z3 says with a countermodel."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from api.derivations import check_derivation, judge_derivation
from api.settings import Settings
from prover.check import Z3Session
from prover.tstp import read_derivation
from tests.prover.tstp.mutations import is_semantic, mutants

DERIVATIONS = sorted((Path(__file__).parent / "derivations").glob("*.s"))
SETTINGS = Settings(step_timeout_ms=500)
MUTANTS = 40


@pytest.mark.parametrize("path", DERIVATIONS, ids=lambda path: path.stem)
def test_the_derivation_itself_is_accepted(path: Path) -> None:
    checked = check_derivation(path.read_text(), SETTINGS)
    assert checked.accepted, checked.answer.reason


@pytest.mark.slow
@pytest.mark.parametrize("path", DERIVATIONS, ids=lambda path: path.stem)
def test_mutants_are_rejected(path: Path) -> None:
    text = path.read_text()
    derivation = read_derivation(text)
    session = Z3Session(timeout_ms=500)
    kinds: Counter[str] = Counter()
    for mutant in mutants(derivation, Random(path.stem), MUTANTS):
        if is_semantic(mutant, session):
            kinds[mutant.kind] += 1
            checked = judge_derivation(mutant.derivation, text, SETTINGS)
            assert not checked.accepted, (mutant.kind, mutant.step)
    assert kinds.total() >= 5, kinds
