"""Theories as cvc5 is given them."""

from __future__ import annotations

from typing import get_args

import pytest

from tests.bench.theory_smtlib import Style, to_smtlib
from tests.bench.tip_peers import asked
from tests.translators.tip.problems import APPEND, LIST, NAT
from translators.tip import read_tip, to_theory

RIGHT = "(prove (par (a) (forall ((xs (list a))) (= (++ xs (_ nil a)) xs))))"
WRONG = "(prove (forall ((xs (list Nat))) (= (++ xs (cons Z xs)) xs)))"


@pytest.mark.parametrize("style", get_args(Style))
def test_cvc5_proves_by_induction(style: Style) -> None:
    theory = to_theory(read_tip(LIST + APPEND + RIGHT))
    assert asked(to_smtlib(theory, theory.goals[0].formula, style), 10) == "proved"


@pytest.mark.parametrize("style", get_args(Style))
def test_cvc5_does_not_prove_what_is_false(style: Style) -> None:
    theory = to_theory(read_tip(NAT + LIST + APPEND + WRONG))
    assert asked(to_smtlib(theory, theory.goals[0].formula, style), 1, grace=1) != "proved"
