"""What is printed as TPTP is read back unchanged, by us and, as far as they can, by others."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from prover.logic.printers import TptpTheory, cnf, to_tptp
from prover.logic.reader import Style, parse_formula
from prover.logic.syntax import Formula
from prover.logic.tptp import parse_tptp
from prover.logic.walk import universal_closure
from tests.prover.logic.strategies import closed_formulas, sorted_formulas, typed_formulas
from tests.prover.logic.test_printers import alpha

EPROVER = shutil.which("eprover")
few = settings(max_examples=8, deadline=None, phases=[Phase.generate])


def printed(formulas: list[Formula]) -> str:
    theory = TptpTheory.of(formulas)
    statements = [theory.statement(f"f{n}", "axiom", f) for n, f in enumerate(formulas)]
    return "\n".join([*theory.declarations(), *statements])


def read(text: str) -> list[Formula]:
    return [each.formula for each in parse_tptp(text)]


class TestRoundTrip:
    @given(closed_formulas())
    def test_formulas_without_types(self, formula: Formula) -> None:
        text = printed([formula])
        assert text.startswith("fof")
        assert [alpha(f) for f in read(text)] == [alpha(formula)]

    @given(st.one_of(typed_formulas(), sorted_formulas()))
    def test_formulas_with_types_and_numbers(self, formula: Formula) -> None:
        text = printed([formula])
        assert text.startswith("tff")
        assert [alpha(f) for f in read(text)] == [alpha(formula)]

    def test_clauses(self) -> None:
        [clause] = read("cnf(c, axiom, ~ p(X, 'Odd name') | X != f(Y) | q(\"object\")).")
        assert read(cnf("c", "axiom", clause)) == [clause]

    def test_one_name_has_one_type(self) -> None:
        """fof tells p/1 and p/2 apart; in tff each gets a name of its own."""
        text = "tff(t, type, a: $int). tff(x, axiom, p(b) & p(b, b) & a = 1)."
        names = printed(read(text))
        assert "p: $i > $o" in names
        assert "p_2: ($i * $i) > $o" in names


class TestOneMeaning:
    """Two parsers read TPTP formulas: ours for files, the grammar of all notations."""

    @given(closed_formulas(xor=True))
    def test_of_what_we_print(self, formula: Formula) -> None:
        text = to_tptp(formula)
        assert read(f"fof(f, axiom, {text}).") == [parse_formula(text, style=Style.TPTP)]

    @given(
        st.lists(st.sampled_from(["&", "|", "=>", "<=", "<=>", "<~>", "~&", "~|"]), max_size=6),
        st.lists(st.sampled_from(["p", "~ q(X)", "! [X] : r(X)", "? [Y] : ~ Y = a"]), min_size=7),
    )
    def test_of_connectives_without_brackets(self, signs: list[str], parts: list[str]) -> None:
        text = parts[0] + "".join(f" {s} {p}" for s, p in zip(signs, parts[1:], strict=False))
        expected = universal_closure(parse_formula(text, style=Style.TPTP))
        assert read(f"fof(f, axiom, {text}).") == [expected]


@pytest.mark.skipif(EPROVER is None, reason="eprover is not installed")
class TestOtherProvers:
    """E 2.6 reads TFF; only what arithmetic terms it types as $i, so none stand here."""

    @staticmethod
    def complaint(text: str) -> str:
        command = [str(EPROVER), "--cnf", "--tstp-in", "--silent", "-"]
        ran = subprocess.run(command, input=text, capture_output=True, text=True, timeout=20)
        return ran.stderr + ran.stdout if ran.returncode else ""

    @few
    @given(st.lists(sorted_formulas(), min_size=8, max_size=8))
    def test_e_reads_our_sorts(self, formulas: list[Formula]) -> None:
        assert not self.complaint(printed(formulas))

    def test_e_reads_our_numbers(self) -> None:
        text = """
            tff(s, type, person: $tType). tff(a, type, age: (person * $int) > $int).
            tff(b, type, 'Tom': person). tff(c, type, weight: person > $real).
            tff(x, axiom, ! [P: person] : $less(age(P, 1), $sum(age(P, 2), -3))).
            tff(y, axiom, ? [R: $real] : ($lesseq(weight('Tom'), R) & R != 1.5)).
        """
        assert not self.complaint(printed(read(text)))
