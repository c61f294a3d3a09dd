"""Rule programs (facts, rules, a query) become problems for ``--semantics rules``.

The notation is that of Logic-LM's programs for forward chaining (Pan et al., "Logic-LM",
2023): the last argument may be a truth value, which is the polarity of the atom.  A line that
says something of everything without a condition is no rule (its conclusion is not bound);
it is left out with a note, as every forward chainer does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import assert_never

from prover.logic.rules import NotARule, rules_of
from prover.logic.syntax import (
    INDIVIDUAL,
    And,
    Formula,
    Implies,
    Not,
    Or,
    PredicateSymbol,
    Term,
    Variable,
    Xor,
    constant,
    predicate,
)
from prover.logic.walk import complement, symbols, universal_closure
from prover.problem import Premise, Problem, Span, Untranslated
from translators.logic_programs.errors import ProgramError
from translators.logic_programs.names import Names
from translators.logic_programs.polarity import with_polarity_of
from translators.logic_programs.rule_syntax import (
    Argument,
    Call,
    Compound,
    Denial,
    Statement,
    read_statement,
)
from translators.logic_programs.sections import Line, Sections

__all__ = ["read_rules"]

_NOTHING = frozenset({"none", "n/a", "no facts", "no rules"})
_PRONOUNS = frozenset({"something", "someone", "somebody", "it", "they", "x", "y", "z"})


def read_rules(sections: Sections, program: str, question: str = "") -> Problem:
    """The problem that the sections *facts*, *rules* and *query* state.

    Args:
        sections: from :func:`~translators.logic_programs.sections.split_sections`.
        program: the whole text.
        question: the sentence that the query stands for; by default the one written beside it.

    Raises:
        ProgramError: there is no query.
    """
    queries = sections.get("query", ())
    if not queries:
        raise ProgramError("the program has no query", hint="it stands after 'Query:'")
    reader = _Reader()
    for line in (*sections.get("facts", ()), *sections.get("rules", ())):
        if line.formula.strip(".").lower() not in _NOTHING:
            reader.premise(line)
    goal = reader.goal(queries[0], question)
    if len(queries) > 1:
        reader.notes.append(f"{len(queries) - 1} more lines after the query are not read")
    identities = tuple(reader.identities(goal))
    return Problem(
        (*reader.premises, *identities),
        goal,
        program,
        tuple(reader.unread),
        (*reader.notes, *reader.predicates.notes, *reader.individuals.notes),
    )


@dataclass(slots=True)
class _Reader:
    premises: list[Premise] = field(default_factory=list)
    unread: list[Untranslated] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    predicates: Names = field(default_factory=lambda: Names("predicate"))
    individuals: Names = field(default_factory=lambda: Names("individual"))
    lines: int = 0

    def premise(self, line: Line) -> None:
        """Read one fact or rule, or note why it is not one."""
        self.lines += 1
        name = f"p{self.lines}"
        formula = self.formula(line, name)
        if formula is None:
            return
        try:
            rules_of(formula)
        except NotARule as error:
            self.notes.append(f"{name}: left out, {line.formula!r} is no rule: {error.message}")
            return
        self.premises.append(Premise(name, formula, line.sentence, line.gloss))

    def goal(self, line: Line, question: str) -> Premise | None:
        """The query, with the polarity of its sentence."""
        formula = self.formula(line, "goal", is_query=True)
        if formula is None:
            return None
        formula, note = with_polarity_of(formula, question or line.gloss)
        if note:
            self.notes.append(f"goal: {note}")
        return Premise("goal", formula, line.sentence, question or line.gloss)

    def formula(self, line: Line, name: str, *, is_query: bool = False) -> Formula | None:
        try:
            statement, notes = read_statement(line.formula)
            formula = self.meaning(statement)
        except ProgramError as error:
            self.unread.append(_unread(name, line, error))
            return None
        self.notes += [f"{name}: {note}" for note in notes]
        if formula.free and is_query:
            self.notes.append(f"{name}: the query is about everything")
        return universal_closure(formula)

    def meaning(self, statement: Statement) -> Formula:
        match statement:
            case Call():
                return self.atom(statement)
            case Denial(body=body):
                return complement(self.meaning(body))
            case Compound(connective="implies", parts=(left, right)):
                return Implies(self.meaning(left), self.meaning(right))
            case Compound(connective=connective, parts=parts):
                return _joined(connective, [self.meaning(part) for part in parts])
            case _:
                assert_never(statement)

    def atom(self, call: Call) -> Formula:
        truth: bool | None = None
        arguments = list(call.arguments)
        while arguments and arguments[-1].kind == "truth":
            truth = arguments.pop().truth
        terms = [self.term(argument) for argument in arguments]
        atom = predicate(self.predicates.spelled(call.name), *terms)
        return Not(atom) if truth is False else atom

    def term(self, argument: Argument) -> Term:
        if argument.kind == "truth":
            raise ProgramError(f"the truth value '{argument.text}' is not the last argument")
        if argument.kind == "variable" or argument.text.lower() in _PRONOUNS:
            return Variable(argument.text, INDIVIDUAL)
        return constant(self.individuals.spelled(argument.text))

    def identities(self, goal: Premise | None) -> Iterator[Premise]:
        """``Max(max)`` where rules call an individual of the query by a predicate ``Max($x)``."""
        if goal is None:
            return
        unary = {
            symbol.name
            for premise in self.premises
            for symbol in symbols(premise.formula)
            if isinstance(symbol, PredicateSymbol) and symbol.arity == 1
        }
        for symbol in symbols(goal.formula):
            if isinstance(symbol, PredicateSymbol) or symbol.name not in self.predicates:
                continue
            name = self.predicates.spelled(symbol.name)
            if name in unary:
                fact = predicate(name, constant(symbol.name))
                note = f"'{symbol.name}' is called by the predicate '{name}', too"
                self.notes.append(f"goal: {note}; taken to hold of it")
                yield Premise(f"n_{name}", fact, goal.sentence, note, presupposed=True)


def _joined(connective: str, parts: list[Formula]) -> Formula:
    match connective:
        case "and":
            return And(tuple(parts))
        case "or":
            return Or(tuple(parts))
        case _:
            first, *others = parts
            for other in others:
                first = Xor(first, other)
            return first


def _unread(name: str, line: Line, error: ProgramError) -> Untranslated:
    offset = line.start + (0 if error.position is None else error.position.offset)
    span = Span(offset, max(offset + 1, line.start + len(line.formula)))
    return Untranslated(name, line.sentence, span, error.message)
