"""Developments as JSON: nothing is lost on the way out and back, nothing broken gets in."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest

from prover.check import Z3Session
from prover.check.development import check_development
from prover.export import DocumentError
from prover.export.development import (
    development_from_json,
    development_to_json,
    is_development,
)
from prover.export.prose import RULE_WORDS
from prover.logic.syntax import (
    FALSE,
    TRUE,
    Atom,
    Equality,
    ForAll,
    FunctionSymbol,
    Not,
    PredicateSymbol,
    Sort,
    Variable,
)
from prover.proof import Proof, Rule, Step
from prover.theory import Axiom, Definition, Development, Equation, Goal, Theorem
from tests.prover.theory.peano_by_hand import DEVELOPMENT, NAT, NATURALS, ZERO, plus, successor

Document = dict[str, Any]
X, Y = Variable("x", NAT), Variable("y", NAT)


def even(term: Any) -> Atom:
    return Atom(PredicateSymbol("even", (NAT,)), (term,))


PARITY = Definition(
    PredicateSymbol("even", (NAT,)),
    (Equation(even(ZERO), TRUE), Equation(even(successor(X)), Not(even(X)))),
)
MAXIMUM = Definition(
    FunctionSymbol("max0", (NAT,), NAT),
    (
        Equation(plus(X, Y), X, even(X)),
        Equation(plus(X, Y), Y, Not(even(X))),
    ),
)
EVERYTHING = replace(
    NATURALS,
    name="of everything",
    sorts=(Sort("odd name"),),
    open_symbols=(FunctionSymbol("f", (Sort("odd name"),), NAT), PredicateSymbol("p", ())),
    definitions=(*NATURALS.definitions, PARITY, MAXIMUM),
    axioms=(Axiom("a", ForAll(X, Equality(X, X))),),
    goals=(Goal("g", Not(FALSE)),),
)
"""Something of each kind, well formed or not: reading is not checking."""


def written(development: Development) -> Document:
    again: Document = json.loads(json.dumps(development_to_json(development)))
    return again


@pytest.mark.parametrize(
    "development",
    [DEVELOPMENT, Development(EVERYTHING), Development(NATURALS)],
    ids=["by hand", "of everything", "empty"],
)
def test_what_was_written_comes_back(development: Development) -> None:
    again = development_from_json(written(development))
    assert again == development
    assert again.theory.facts == development.theory.facts
    assert all(
        old.statement is new.statement
        for old, new in zip(development.theorems, again.theorems, strict=True)
    )


def test_what_comes_back_can_be_checked() -> None:
    certificates = check_development(development_from_json(written(DEVELOPMENT)), Z3Session())
    assert len(certificates) == len(DEVELOPMENT.theorems)
    assert all(certificate.accepted for certificate in certificates.values())


def test_certificates_are_written_for_readers_and_not_believed() -> None:
    certificates = check_development(DEVELOPMENT, Z3Session())
    document = development_to_json(DEVELOPMENT, certificates)
    last = document["theorems"][-1]
    assert last["certificate"]["accepted"] is True
    assert [s["checked"] for s in last["proof"]["steps"]][2] == "induction over Nat"
    unproved = Theorem(
        "lie", Equality(ZERO, successor(ZERO)), Proof(FALSE, (Step("1", FALSE, Rule.INFERENCE),))
    )
    forged = Development(NATURALS, (unproved,))
    document = development_to_json(forged, {"lie": certificates["add_comm"]})
    found = check_development(development_from_json(document), Z3Session())
    assert not found["lie"].accepted


def test_an_answer_is_no_development() -> None:
    assert is_development(written(DEVELOPMENT))
    assert not is_development({"version": 1, "verdict": "proved"})
    assert not is_development([])


# --- broken documents --------------------------------------------------------------------------

Damage = Callable[[Document], object]


def put(*path: Any) -> Damage:
    """Replace the value at ``path`` by its last element."""
    *keys, last, value = path

    def damage(document: Any) -> None:
        for key in keys:
            document = document[key]
        document[last] = value

    return damage


def repeated(*path: Any, times: int) -> Damage:
    """Repeat the list at ``path``."""

    def damage(document: Any) -> None:
        for key in path:
            document = document[key]
        document[:] = document * times

    return damage


PLUS = ("theory", "definitions", 0)
BROKEN: dict[str, tuple[Damage, str]] = {
    "another version": (put("version", 2), "version"),
    "another kind": (put("kind", "answer"), "kind"),
    "no theory": (lambda d: d.pop("theory"), "has no 'theory'"),
    "no theorems": (lambda d: d.pop("theorems"), "has no 'theorems'"),
    "theorems as an object": (put("theorems", {}), "theorems"),
    "a theorem without a proof": (put("theorems", 2, "proof", None), "theorems[2]"),
    "a proof without steps": (put("theorems", 2, "proof", "steps", []), "theorems[2].proof.steps"),
    "a statement that says something else": (
        put("theorems", 0, "formula", "0 = 1"),
        "theorems[0].formula",
    ),
    "a statement that is no formula": (put("theorems", 0, "node", 0), "theorems[0].node"),
    "part of a number": (put("theorems", 0, "part_of", 3), "theorems[0].part_of"),
    "a rule of somebody else": (
        put("theorems", 2, "proof", "steps", 2, "rule", "magic"),
        "theorems[2].proof.steps[2].rule",
    ),
    "a constructor called differently": (
        put("theory", "datatypes", 0, "constructors", 0, "name", "1"),
        "theory.datatypes[0].constructors[0].name",
    ),
    "a constructor of another sort": (
        put("theory", "datatypes", 0, "sort", "Tree"),
        "theory.datatypes[0].constructors[0]",
    ),
    "more constructors than anybody needs": (
        repeated("theory", "datatypes", 0, "constructors", times=100),
        "theory.datatypes[0].constructors",
    ),
    "more datatypes than anybody needs": (
        repeated("theory", "datatypes", times=200),
        "theory.datatypes",
    ),
    "a definition called differently": (put(*PLUS, "name", "-"), "theory.definitions[0].name"),
    "an equation that says something else": (
        put(*PLUS, "equations", 0, "formula", "0 = 1"),
        "theory.definitions[0].equations[0].formula",
    ),
    "an equation of variables": (
        put(*PLUS, "equations", 0, "left", 0),
        "theory.definitions[0].equations[0].left",
    ),
    "an equation without a condition": (
        put(*PLUS, "equations", 0, "condition", None),
        "theory.definitions[0].equations[0]",
    ),
    "an equation with a formula": (
        lambda d: put(*PLUS, "equations", 0, "right", d["theorems"][0]["node"])(d),
        "theory.definitions[0].equations[0].right",
    ),
    "sorts that are no names": (put("theory", "sorts", [3]), "theory.sorts[0]"),
    "an axiom with a free variable": (
        lambda d: put(
            *("theory", "axioms"),
            [
                {
                    "name": "a",
                    "formula": "0",
                    "node": d["theory"]["definitions"][0]["equations"][0]["left"],
                }
            ],
        )(d),
        "theory.axioms[0].node",
    ),
    "an open symbol that is not there": (
        put("theory", "open_symbols", [{"name": "f", "symbol": 99}]),
        "theory.open_symbols[0].symbol",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_documents_are_refused_with_their_place(name: str) -> None:
    damage, path = BROKEN[name]
    document = copy.deepcopy(written(DEVELOPMENT))
    damage(document)
    with pytest.raises(DocumentError) as caught:
        development_from_json(document)
    assert path in str(caught.value)


def test_facts_that_would_be_too_deep_are_refused() -> None:
    document = written(DEVELOPMENT)
    symbol = len(document["symbols"])
    document["symbols"].append(["function", "wide", ["Nat"] * 300, "Nat"])
    made = {"name": "wide", "symbol": symbol}
    document["theory"]["datatypes"][0]["constructors"].append(made)
    with pytest.raises(DocumentError, match="nested deeper"):
        development_from_json(document)


@pytest.mark.parametrize("value", [None, [], "x", 3, {}])
def test_things_that_are_no_development_are_refused(value: Any) -> None:
    with pytest.raises(DocumentError):
        development_from_json(value)


def test_reading_a_book_needs_neither_networkx_nor_jinja() -> None:
    program = (
        "import sys\nimport prover.export.development\n"
        "print([m for m in ('networkx', 'jinja2', 'z3') if m in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=20
    )
    assert ran.stdout.strip() == "[]"


def test_every_rule_has_words() -> None:
    assert set(RULE_WORDS) == set(Rule)


def test_the_published_schema_keeps_up_with_the_code() -> None:
    text = (files("prover.export") / "development.schema.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    document, parts = development_to_json(Development(EVERYTHING)), schema["$defs"]
    by_hand = development_to_json(DEVELOPMENT)
    assert set(schema["required"]) == set(schema["properties"]) == set(document)
    theory = document["theory"]
    assert set(parts["theory"]["required"]) == set(theory)
    assert set(parts["datatype"]["required"]) == set(theory["datatypes"][0])
    assert set(parts["definition"]["required"]) == set(theory["definitions"][0])
    assert set(parts["equation"]["required"]) == set(theory["definitions"][0]["equations"][0])
    assert set(parts["statement"]["required"]) == set(theory["axioms"][0])
    assert set(parts["symbol"]["required"]) == set(theory["open_symbols"][0])
    assert set(parts["theorem"]["required"]) == set(by_hand["theorems"][0])
