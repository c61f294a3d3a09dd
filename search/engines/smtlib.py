"""Our clauses as SMT-LIB, each one assertion with a name, for Z3 and cvc5."""

from __future__ import annotations

from collections.abc import Sequence

from prover.clausify import InputClause
from prover.logic.clause import Clause, Literal
from prover.logic.syntax import Atom, Equality, FunctionSymbol, Symbol, Term, Variable
from prover.logic.walk import free_variables
from search.engines.naming import Naming

__all__ = ["quantifier_name", "to_smtlib", "variables_of"]


def quantifier_name(number: int, clause: Clause) -> str:
    """The name of the quantifier of the clause at index ``number``; it ends in their count."""
    return f"q{number + 1}.{len(clause.variables)}"


def variables_of(clause: Clause) -> tuple[Variable, ...]:
    """The clause's variables in the order in which its assertion binds them."""
    found = (v for literal in clause.literals for v in free_variables(literal.atom))
    return tuple(dict.fromkeys(found))


def to_smtlib(entries: Sequence[InputClause], naming: Naming) -> str:
    """Declarations and assertions; the commands that ask something are left to the engine."""
    lines = _declarations(naming)
    for number, entry in enumerate(entries):
        lines.append(f"(assert {_assertion(entry.clause, number, naming)})")
    return "\n".join(lines) + "\n"


def _declarations(naming: Naming) -> list[str]:
    """The commands that declare the sorts and symbols."""
    lines = [f"(declare-sort {name} 0)" for name in naming.sorts]
    symbols: list[tuple[str, Symbol]] = [*naming.functions.items(), *naming.predicates.items()]
    for name, symbol in symbols:
        arguments = " ".join([naming.name(sort) for sort in symbol.argument_sorts])
        result = naming.name(symbol.sort) if isinstance(symbol, FunctionSymbol) else "Bool"
        lines.append(f"(declare-fun {name} ({arguments}) {result})")
    return lines


def _assertion(clause: Clause, number: int, naming: Naming) -> str:
    """The clause under its quantifier, which bears a name as its ``:qid``."""
    variables = {v: f"q{number + 1}x{index}" for index, v in enumerate(variables_of(clause))}
    body = _clause(clause, naming, variables)
    if not variables:
        return body
    binders = " ".join([f"({text} {naming.name(v.sort)})" for v, text in variables.items()])
    return f"(forall ({binders}) (! {body} :qid {quantifier_name(number, clause)}))"


def _clause(clause: Clause, naming: Naming, variables: dict[Variable, str]) -> str:
    literals = [_literal(literal, naming, variables) for literal in clause.literals]
    if len(literals) < 2:
        return literals[0] if literals else "false"
    return f"(or {' '.join(literals)})"


def _literal(literal: Literal, naming: Naming, variables: dict[Variable, str]) -> str:
    match literal.atom:
        case Equality(left=left, right=right):
            atom = _applied("=", (left, right), naming, variables)
        case Atom(predicate=predicate, arguments=arguments):
            atom = _applied(naming.name(predicate), arguments, naming, variables)
    return atom if literal.positive else f"(not {atom})"


def _term(term: Term, naming: Naming, variables: dict[Variable, str]) -> str:
    if isinstance(term, Variable):
        return variables[term]
    return _applied(naming.name(term.function), term.arguments, naming, variables)


def _applied(
    name: str, arguments: Sequence[Term], naming: Naming, variables: dict[Variable, str]
) -> str:
    if not arguments:
        return name
    return f"({name} {' '.join([_term(each, naming, variables) for each in arguments])})"
