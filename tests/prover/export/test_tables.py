"""Tables of models: small symbols as tables, long lists with an end."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from prover.answer import Witness
from prover.export.tables import LISTED, model_views
from prover.logic.syntax import INDIVIDUAL, FunctionSymbol, PredicateSymbol
from prover.model import FiniteModel
from tests.prover.export.answers import uncertain


def test_a_function_of_two_arguments_is_a_table_and_a_long_list_ends() -> None:
    elements = tuple(f"e{n}" for n in range(7))
    sort = (INDIVIDUAL,)
    model = FiniteModel(
        {INDIVIDUAL: elements},
        {
            FunctionSymbol("plus", sort * 2, INDIVIDUAL): {
                (a, b): elements[(n + m) % 7]
                for n, a in enumerate(elements)
                for m, b in enumerate(elements)
            },
            FunctionSymbol("next", sort, INDIVIDUAL): dict(
                zip([(e,) for e in elements], [*elements[1:], "e0"], strict=True)
            ),
        },
        {PredicateSymbol("near", sort * 3): frozenset(product(elements, repeat=3))},
    )
    [view] = model_views(replace(uncertain(), witnesses=(Witness(False, model),)))
    grids = {grid.caption: grid for grid in view.grids}
    assert [cell.mark for cell in grids["plus"].rows[3].cells] == [*elements[3:], *elements[:3]]
    assert [cell.mark for cell in grids["Functions"].rows[0].cells] == [*elements[1:], "e0"]
    [listed] = view.listings
    assert len(listed.rows) == LISTED + 1
    assert listed.rows[-1].head == "… and 143 more"
