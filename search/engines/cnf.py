"""Our clauses as TPTP CNF, for E and Vampire."""

from __future__ import annotations

from collections.abc import Container, Sequence

from prover.clausify import InputClause
from prover.logic.clause import Literal
from prover.logic.syntax import Atom, Equality, Term, Variable
from search.engines.naming import Naming

__all__ = ["clause_name", "to_cnf"]


def clause_name(number: int) -> str:
    """The name of the clause at index ``number``."""
    return f"c{number + 1}"


def to_cnf(entries: Sequence[InputClause], naming: Naming, goal_sources: Container[str]) -> str:
    """The clauses as CNF statements named by :func:`clause_name`.

    Args:
        entries: the clauses, of one sort: CNF knows no other.
        naming: the names of their symbols.
        goal_sources: sources whose clauses are marked as the negated conjecture, which provers
            direct their search by.
    """
    return "".join(
        [
            f"cnf({clause_name(number)},{_role(entry, goal_sources)},({_clause(entry, naming)})).\n"
            for number, entry in enumerate(entries)
        ]
    )


def _role(entry: InputClause, goal_sources: Container[str]) -> str:
    return "negated_conjecture" if entry.source in goal_sources else "axiom"


def _clause(entry: InputClause, naming: Naming) -> str:
    variables: dict[Variable, str] = {}
    literals = [_literal(literal, naming, variables) for literal in entry.clause.literals]
    return " | ".join(literals) or "$false"


def _literal(literal: Literal, naming: Naming, variables: dict[Variable, str]) -> str:
    match literal.atom:
        case Equality(left=left, right=right):
            sign = " = " if literal.positive else " != "
            return sign.join([_term(side, naming, variables) for side in (left, right)])
        case Atom(predicate=predicate, arguments=arguments):
            sign = "" if literal.positive else "~ "
            return sign + _applied(naming.name(predicate), arguments, naming, variables)


def _term(term: Term, naming: Naming, variables: dict[Variable, str]) -> str:
    if isinstance(term, Variable):
        return variables.setdefault(term, f"X{len(variables) + 1}")
    return _applied(naming.name(term.function), term.arguments, naming, variables)


def _applied(
    name: str, arguments: Sequence[Term], naming: Naming, variables: dict[Variable, str]
) -> str:
    if not arguments:
        return name
    return f"{name}({','.join([_term(each, naming, variables) for each in arguments])})"
