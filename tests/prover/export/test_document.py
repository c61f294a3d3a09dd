"""JSON answers: nothing is lost on the way out and back, nothing broken gets in."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given

from prover.check import Z3Session, check_model, check_proof
from prover.errors import InputError
from prover.export import DocumentError, from_document, to_document
from prover.export.node_reader import NodeReader
from prover.export.nodes import NodeTable
from prover.export.places import Place
from prover.logic.syntax import MAX_DEPTH, Formula, Iff, predicate
from prover.proof import Rule
from prover.verdict import Verdict
from tests.prover.export.answers import ALL, by_contradiction, inconsistent, proved, uncertain
from tests.prover.logic.strategies import closed_formulas, sorted_formulas

Document = dict[str, Any]


def through_json(document: Document) -> Document:
    again: Document = json.loads(json.dumps(document))
    return again


@pytest.mark.parametrize("name", ALL)
def test_round_trip_keeps_every_formula_step_and_model(name: str) -> None:
    answer = ALL[name]()
    evidence = from_document(through_json(to_document(answer)))
    assert evidence.verdict is answer.verdict
    assert evidence.semantics is answer.semantics
    assert list(evidence.premises) == [p.name for p in answer.problem.premises]
    assert all(evidence.premises[p.name] is p.formula for p in answer.problem.premises)
    assert evidence.goal is (answer.problem.goal.formula if answer.problem.goal else None)
    assert evidence.proof == answer.proof
    assert evidence.witnesses == answer.witnesses
    assert evidence.core == answer.core
    assert evidence.fixpoint == answer.fixpoint


def written_and_read(formula: Formula) -> Formula:
    table = NodeTable()
    row = table.node(formula)
    document = through_json({"symbols": table.symbols, "nodes": table.nodes})
    return NodeReader(Place(document)).formula(Place(row, "node"))


@given(closed_formulas())
def test_any_formula_comes_back_identical(formula: Formula) -> None:
    assert written_and_read(formula) is formula


@given(sorted_formulas())
def test_sorts_come_back_identical(formula: Formula) -> None:
    assert written_and_read(formula) is formula


def test_one_name_at_several_arities_stays_apart() -> None:
    evidence = from_document(through_json(to_document(uncertain())))
    friends = [p for p in evidence.witnesses[0].model.predicates if p.name == "friend"]
    assert sorted(p.arity for p in friends) == [1, 2]


def test_shared_parts_are_written_once() -> None:
    formula: Formula = predicate("p")
    for _ in range(60):
        formula = Iff(formula, formula)
    table = NodeTable()
    table.node(formula)
    assert len(table.nodes) == 61


def test_what_was_read_can_be_checked() -> None:
    evidence = from_document(through_json(to_document(proved())))
    assert evidence.proof is not None
    assert evidence.goal is evidence.proof.claim
    session = Z3Session()
    assert check_proof(evidence.premises, evidence.goal, evidence.proof, session).accepted
    models = from_document(through_json(to_document(uncertain())))
    assert check_model(models.premises, models.witnesses[0].model, "").accepted


def test_document_has_the_fields_users_rely_on() -> None:
    document = to_document(inconsistent())
    assert document["version"] == 1
    assert document["verdict"] == "inconsistent"
    assert document["szs"] == "ContradictoryAxioms"
    assert document["certified"] is True
    assert [p["id"] for p in document["premises"] if p["in_core"]] == ["p1", "p2", "p4"]
    assert [p["used"] for p in document["premises"]] == [True, True, False, True]
    assert document["proof"]["direct"] is True
    assert document["proof"]["steps"][-1]["checked"] == "entailed by its parents (Z3)"
    assert to_document(proved())["proof"]["steps"][2]["instances"][0][0]["term"] == "tom"
    assert to_document(ALL["untranslated"]())["untranslated"][0]["span"] == [25, 29]


# --- broken documents --------------------------------------------------------------------

Damage = Callable[[Document], object]


def put(*path: Any) -> Damage:
    """Replace the value at ``path`` by its last element."""
    *keys, last, value = path

    def damage(document: Any) -> None:
        for key in keys:
            document = document[key]
        document[last] = value

    return damage


BROKEN: dict[str, tuple[Damage, str]] = {
    "another version": (put("version", 2), "version"),
    "version as a truth value": (put("version", True), "version"),
    "no premises": (lambda d: d.pop("premises"), "document"),
    "premises not a list": (put("premises", {}), "premises"),
    "unknown verdict": (put("verdict", "certain"), "verdict"),
    "unknown rule": (put("proof", "steps", 3, "rule", "magic"), "proof.steps[3].rule"),
    "unknown relation": (put("proof", "steps", 3, "relation", "x"), "proof.steps[3].relation"),
    "parents as text": (put("proof", "steps", 3, "parents", "p1"), "proof.steps[3].parents"),
    "a parent that comes later": (
        put("proof", "steps", 3, "parents", ["s7"]),
        "proof.steps[3].parents",
    ),
    "two steps of one name": (put("proof", "steps", 3, "name", "p1"), "proof.steps[3].name"),
    "no steps": (put("proof", "steps", []), "proof.steps"),
    "two premises of one name": (put("premises", 1, "id", "p1"), "premises[1].id"),
    "a node that is not there": (put("proof", "steps", 3, "node", 9999), "proof.steps[3].node"),
    "a negative node": (put("premises", 0, "node", -1), "premises[0].node"),
    "a node as a truth value": (put("premises", 0, "node", True), "premises[0].node"),
    "a term for a formula": (put("premises", 0, "node", 0), "premises[0].node"),
    "text that says something else": (put("premises", 0, "formula", "P(a)"), "premises[0].formula"),
    "a node before its parts": (put("nodes", 0, ["not", 3]), "nodes[0][1]"),
    "a node that refers to itself": (put("nodes", 0, ["not", 0]), "nodes[0][1]"),
    "an unknown kind of node": (put("nodes", 0, ["lambda", 0]), "nodes[0]"),
    "an empty node": (put("nodes", 0, []), "nodes[0]"),
    "a node with too much": (put("nodes", 0, ["variable", "x", "$i", 1]), "nodes[0]"),
    "a variable named by a number": (put("nodes", 0, ["variable", 1, "$i"]), "nodes[0][1]"),
    "a symbol of no kind": (put("symbols", 0, ["thing", "a", []]), "symbols[0]"),
    "a symbol of another arity": (put("symbols", 0, ["predicate", "Loves", ["$i"]]), "nodes["),
    "a function used as a predicate": (
        put("symbols", 0, ["function", "Loves", ["$i", "$i"], "$i"]),
        "nodes[",
    ),
    "too many instances": (put("proof", "steps", 3, "instances", [[], []]), "proof.steps[3].inst"),
    "a core of strangers": (put("core", ["p99"]), "core[0]"),
    "introduces something unknown": (
        put("proof", "steps", 3, "introduces", [{"symbol": 99}]),
        "proof.steps[3].introduces[0].symbol",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_documents_are_refused_with_their_place(name: str) -> None:
    damage, path = BROKEN[name]
    document = through_json(to_document(by_contradiction()))
    damage(document)
    with pytest.raises(DocumentError) as caught:
        from_document(document)
    assert isinstance(caught.value, InputError)
    assert path in str(caught.value)


BROKEN_MODELS: dict[str, tuple[Damage, str]] = {
    "an element from nowhere": (
        put("models", 0, "constants", 0, "value", "eve"),
        "models[0].constants[0].value",
    ),
    "a tuple of the wrong length": (
        put("models", 0, "predicates", 0, "holds_of", [["tom", "bob"]]),
        "models[0].predicates[0].holds_of[0]",
    ),
    "a goal that may hold": (put("models", 0, "goal_holds", "yes"), "models[0].goal_holds"),
    "a function with two values": (
        put("models", 0, "functions", 0, "rows", [[["tom"], "tom"], [["tom"], "bob"]]),
        "models[0].functions[0].rows[1]",
    ),
    "a predicate for a function": (
        put("models", 0, "functions", 0, "symbol", 0),
        "models[0].functions[0]",
    ),
}


@pytest.mark.parametrize("name", BROKEN_MODELS)
def test_broken_models_are_refused_with_their_place(name: str) -> None:
    damage, path = BROKEN_MODELS[name]
    document = through_json(to_document(uncertain()))
    damage(document)
    with pytest.raises(DocumentError) as caught:
        from_document(document)
    assert path in str(caught.value)


@pytest.mark.parametrize("value", [None, [], "x", 3, {}])
def test_things_that_are_no_document_are_refused(value: Any) -> None:
    with pytest.raises(DocumentError):
        from_document(value)


def test_a_formula_too_deep_is_refused() -> None:
    document = copy.deepcopy(to_document(proved()))
    start = len(document["nodes"])
    document["nodes"] += [["true"], *(["not", start + n] for n in range(MAX_DEPTH + 5))]
    with pytest.raises(DocumentError, match="nested deeper"):
        from_document(document)


def test_tables_that_would_cost_too_much_are_refused() -> None:
    nodes: list[list[object]] = [["variable", f"x{n}", "$i"] for n in range(3000)]
    nodes += [["atom", 0, n] for n in range(3000)]
    nodes += [["and", *range(3000, 6000)]]
    nodes += [["and", 6000, 3000 + n % 3000] for n in range(3000)]
    with pytest.raises(DocumentError, match="too large together"):
        NodeReader(Place({"symbols": [["predicate", "P", ["$i"]]], "nodes": nodes}))


def test_a_formula_that_explodes_when_written_out_is_refused() -> None:
    document = to_document(proved())
    start = len(document["nodes"])
    document["nodes"] += [["true"], *(["iff", start + n, start + n] for n in range(100))]
    document["premises"][0]["node"] = start + 100
    with pytest.raises(DocumentError, match="too large together"):
        from_document(document)


def test_a_term_that_explodes_when_written_out_is_refused() -> None:
    document = to_document(proved())
    start, symbol = len(document["nodes"]), len(document["symbols"])
    document["symbols"] += [["function", "a", [], "$i"], ["function", "f", ["$i", "$i"], "$i"]]
    document["nodes"] += [["apply", symbol]]
    document["nodes"] += [["apply", symbol + 1, start + n, start + n] for n in range(100)]
    document["proof"]["steps"][2]["instances"][0][0]["nodes"][1] = start + 100
    with pytest.raises(DocumentError, match="too large together"):
        from_document(document)


def test_json_answers_need_neither_networkx_nor_jinja() -> None:
    program = (
        "import sys\nfrom prover.export import to_document, from_document\n"
        "print([m for m in ('networkx', 'jinja2', 'z3') if m in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=20
    )
    assert ran.stdout.strip() == "[]"


def test_the_published_schema_keeps_up_with_the_code() -> None:
    schema = json.loads((files("prover.export") / "schema.json").read_text(encoding="utf-8"))
    parts = schema["$defs"]
    document = to_document(by_contradiction())
    assert set(schema["required"]) == set(schema["properties"]) == set(document)
    assert set(parts["step"]["required"]) == set(document["proof"]["steps"][0])
    assert set(parts["premise"]["required"]) == set(document["premises"][0])
    assert set(parts["model"]["required"]) == set(to_document(uncertain())["models"][0])
    assert set(parts["certificate"]["required"]) == set(document["certificates"][0])
    assert parts["step"]["properties"]["rule"]["enum"] == [rule.value for rule in Rule]
    assert schema["properties"]["verdict"]["enum"] == [verdict.value for verdict in Verdict]
