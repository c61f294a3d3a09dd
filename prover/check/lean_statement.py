"""What a Lean theorem has to state, as a kernel expression.

The text of a certificate is written by an exporter and read by Lean's elaborator; neither is
believed.  Lean reports the statement it elaborated as a kernel expression (de Bruijn indices,
nothing left out but the names of bound variables), and here the expression is built again
from the formulas alone.  Equal texts mean equal statements.

A *proof* of a claim from premises φ₁ … φₙ states::

    ∀ (each sort : Type) [Nonempty sort] (each symbol), φ₁ → … → φₙ → claim

and a *model* with domains of given sizes states::

    ∃ (each symbol over Fin n₁, …), φ₁ ∧ … ∧ φₙ
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prover.check.expression import Constant, Scope, Telescope, formula_text, nested, type_text
from prover.logic.signature import Signature
from prover.logic.syntax import Formula, Sort

__all__ = ["model_statement", "proof_statement"]


def proof_statement(premises: Sequence[Formula], claim: Formula) -> str:
    """The statement that ``claim`` follows from ``premises``."""
    signature = Signature.of((*premises, claim))
    given = Telescope()
    for sort in signature.sorts:
        given.sort(sort)
    for symbol in signature.symbols:
        given.symbol(symbol)
    for premise in premises:
        given.hypothesis(premise)
    return given.closing(formula_text(claim, given.scope))


def model_statement(formulas: Sequence[Formula], sizes: Mapping[Sort, int]) -> str:
    """The statement that there is a model of ``formulas`` with domains of these ``sizes``."""
    signature = Signature.of(formulas)
    scope = Scope({sort: Constant(_fin(size)) for sort, size in sizes.items()})
    types: list[str] = []
    for symbol in signature.symbols:
        types.append(type_text(symbol, scope))
        scope = scope.binding(symbol)
    body = nested("And", [formula_text(formula, scope) for formula in formulas])
    for type_ in reversed(types):
        body = f"(Exists.{{1}} {type_} (λ {type_} {body}))"
    return body


def _fin(size: int) -> str:
    return f"(Fin (OfNat.ofNat.{{0}} Nat {size} (instOfNatNat {size})))"
