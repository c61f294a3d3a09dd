"""``prover check book.json``: every theorem judged again, forged books found out."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from prover.export.development import development_to_json
from prover.logic.syntax import Application, Equality, ForAll, FunctionSymbol, Variable
from prover.proof import Proof, Rule, Step
from prover.theory import Axiom, Definition, Development, Equation, Theorem
from tests.api.running import Result, Run
from tests.prover.theory.peano_by_hand import DEVELOPMENT, NAT, NATURALS, ZERO, successor

X = Variable("x", NAT)
LIE = Equality(ZERO, successor(ZERO))


def check(run: Run, directory: Path, development: Development, *options: str) -> Result:
    path = directory / "book.json"
    path.write_text(json.dumps(development_to_json(development)), encoding="utf-8")
    return run("check", path, *options)


def stated(name: str, *steps: Step) -> Theorem:
    return Theorem(name, steps[-1].conclusion, Proof(steps[-1].conclusion, steps))


def test_one_line_a_theorem(run: Run, tmp_path: Path) -> None:
    result = check(run, tmp_path, DEVELOPMENT)
    assert result.code == 0
    lines = result.out.splitlines()
    assert lines[2] == "✓ zero_add  0 + x = x"
    assert lines[3] == "  ✓ succ_add.0  S(x) + 0 = S(x + 0)"
    assert lines[8] == "✓ add_comm  x + y = y + x"
    assert lines[9].startswith("9 theorems of naturals: all accepted by the proof checker")
    assert lines[10] == "assumed besides definitions: nothing"


def test_as_json(run: Run, tmp_path: Path) -> None:
    result = check(run, tmp_path, DEVELOPMENT, "--json")
    found = json.loads(result.out)
    assert (result.code, found["accepted"], found["theory"]) == (0, True, "naturals")
    assert [theorem["name"] for theorem in found["theorems"]] == list(DEVELOPMENT.by_name)
    last = found["theorems"][-1]
    assert last["statement"] == "x + y = y + x"
    assert last["certificates"][0]["reasons"]["induction"] == "induction over Nat"


def test_a_circle_is_rejected(run: Run, tmp_path: Path) -> None:
    cited = Step("second", LIE, Rule.PREMISE)
    circle = Development(
        NATURALS, (stated("first", cited), stated("second", replace(cited, name="first")))
    )
    result = check(run, tmp_path, circle)
    assert result.code == 1
    assert "second: rests on second, which is not proved before" in result.out
    assert "2 theorems of naturals: 2 of them rejected" in result.out
    found = json.loads(check(run, tmp_path, circle, "--json").out)
    assert [theorem["accepted"] for theorem in found["theorems"]] == [False, False]


def test_a_theory_whose_recursion_does_not_end_is_rejected(run: Run, tmp_path: Path) -> None:
    symbol = FunctionSymbol("f", (NAT,), NAT)
    value = Application(symbol, (X,))
    larger = Definition(symbol, (Equation(value, successor(value)),))
    theory = replace(NATURALS, definitions=(larger,))
    true = stated("true", Step("1", ForAll(X, Equality(X, X)), Rule.INFERENCE))
    result = check(run, tmp_path, Development(theory, (true,)))
    assert result.code == 1
    assert "the recursion of f is not seen to end" in result.out


def test_what_is_assumed_is_said(run: Run, tmp_path: Path) -> None:
    """An axiom cannot hide behind its name."""
    idle = Axiom("idle", Equality(ZERO, ZERO))
    theory = replace(NATURALS, axioms=(Axiom("nothing, absurd", LIE), idle))
    lie = stated("lie", Step("nothing, absurd", LIE, Rule.PREMISE))
    result = check(run, tmp_path, Development(theory, (lie,)))
    assert result.code == 0
    assert result.out.splitlines()[-1] == "assumed besides definitions: nothing, absurd"


def test_an_empty_book_proves_nothing(run: Run, tmp_path: Path) -> None:
    result = check(run, tmp_path, Development(NATURALS))
    assert (result.code, result.out.strip()) == (1, "✗ there is no theorem in it")


def test_a_book_that_is_not_one_is_bad_input(run: Run, tmp_path: Path) -> None:
    document = development_to_json(DEVELOPMENT)
    document["theorems"][0]["node"] = 10**6
    path = tmp_path / "book.json"
    path.write_text(json.dumps(document))
    result = run("check", path)
    assert result.code == 2
    assert "theorems[0].node" in result.err
