"""What the certificate of a development has to state, as a Lean kernel expression.

The sorts and symbols that a theory generates or defines are constants of a namespace.  The
theorem says what they are: ::

    ∀ (each open sort : Type) [Nonempty sort] (each open symbol), axiom₁ → … → axiomₙ →
      (induction principles) ∧ (facts about datatypes, cases of definitions) ∧ (theorems)

By induction and freeness, the types are the ones that the constructors generate, and by their
cases, the functions and predicates are the ones defined, up to isomorphism: whatever the file
of the certificate calls by these names.  So neither its definitions nor the elaborator are
believed.
"""

from __future__ import annotations

from collections.abc import Sequence

from prover.check.expression import Constant, Scope, Telescope, formula_text
from prover.logic.syntax import Formula
from prover.theory import Theory
from prover.theory.induction import Induction
from prover.theory.vocabulary import NAMESPACE, Vocabulary

__all__ = ["development_statement"]


def development_statement(theory: Theory, statements: Sequence[Formula]) -> str:
    """The statement that ``statements`` hold in ``theory``.

    Args:
        theory: what is given; its axioms become hypotheses.
        statements: what the theorems state, in order.
    """
    vocabulary = Vocabulary.of(theory)
    variables = set(vocabulary.variables)
    given = Telescope(
        Scope(
            {
                thing: Constant(f"{NAMESPACE}.{name}", vocabulary.parameters[thing])
                for thing, name in vocabulary.names.items()
                if thing not in variables
            }
        )
    )
    for sort in theory.sorts:
        given.sort(sort)
    for symbol in theory.open_symbols:
        given.symbol(symbol)
    for axiom in theory.axioms:
        given.hypothesis(axiom.formula)
    facts = [formula for datatype in theory.datatypes for _, formula in datatype.facts()]
    facts += [formula for symbol in theory.definitions for _, formula in symbol.facts()]
    stated = [
        *[_induction(Induction.over(group), given.scope) for group in vocabulary.datatypes],
        *[formula_text(formula, given.scope) for formula in (*facts, *statements)],
    ]
    return given.closing(_balanced(stated))


def _induction(principle: Induction, scope: Scope) -> str:
    given = Telescope(scope)
    for symbol in principle.properties:
        given.symbol(symbol)
    for obligation in principle.obligations:
        given.hypothesis(obligation)
    return given.closing(formula_text(principle.conclusion, given.scope))


def _balanced(parts: Sequence[str]) -> str:
    """The conjunction of ``parts``, nested no deeper than it has to be."""
    if len(parts) < 2:
        return parts[0] if parts else "True"
    middle = len(parts) // 2
    return f"(And {_balanced(parts[:middle])} {_balanced(parts[middle:])})"
