"""The catalogue of laws: templates, their instances in a theory, and what they are good for."""

from __future__ import annotations

from string import Formatter

from prover.logic.printers import to_unicode
from prover.logic.syntax import FunctionSymbol, PredicateSymbol
from prover.logic.walk import free_variables, universal_closure
from search.canonical import up_to_names
from search.exploration.pools import pools
from search.induction.patterns import laws as laws_of_functions
from search.induction.patterns import laws_of_order
from search.laws import conjectured, instances, laws
from tests.search.exploration.theories import NATURALS, ORDER, statement, theory


def test_instances_of_laws_are_well_sorted_and_use_each_symbol_once() -> None:
    found = theory(NATURALS, ORDER)
    vocabulary = [symbol for symbol in found.symbols if symbol.arity]
    listed = [
        to_unicode(universal_closure(each.formula))
        for law in conjectured()
        for each in instances(law, vocabulary, [], pools(found, 3))
    ]
    assert len(listed) == len(set(listed))
    assert any("≤" in text and "'+'" in text for text in listed)


def test_every_law_is_a_formula_about_few_variables() -> None:
    assert len(laws()) > 60
    assert all(len(free_variables(law.formula)) <= 3 for law in laws())


def test_a_title_speaks_of_the_symbols_of_its_template() -> None:
    titled = [law for law in laws() if law.title]
    assert len(titled) > 30
    for law in titled:
        letters = {letter for _, letter, _, _ in Formatter().parse(law.title) if letter}
        assert letters <= {symbol.name for symbol in law.placeholders}, law.title


def test_every_law_is_of_use_and_no_template_comes_twice() -> None:
    assert all(law.is_conjectured or law.is_lemma or law.title for law in laws())
    assert len({up_to_names(universal_closure(law.formula)) for law in laws()}) == len(laws())


def test_inductions_try_what_functions_and_relations_often_obey() -> None:
    found = theory(NATURALS, ORDER)
    functions = [s for s in found.symbols if isinstance(s, FunctionSymbol)]
    predicates = [s for s in found.symbols if isinstance(s, PredicateSymbol)]
    tried = {*laws_of_functions(functions), *laws_of_order(predicates, functions)}
    keys = {up_to_names(each) for each in tried}
    for text in (
        "x + y = y + x",
        "(x + y) + z = x + (y + z)",
        "x ≤ x",
        "x + y ≤ x + z ↔ y ≤ z",
        "x ≤ y → x + z ≤ y + z",
        "x + y = x + z ↔ y = z",
    ):
        assert up_to_names(statement(text, NATURALS, ORDER)) in keys, text
    assert up_to_names(statement("S(S(x)) = S(S(x))", NATURALS)) not in keys
