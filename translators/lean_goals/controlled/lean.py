"""Statements in Lean 4, of the core library only.

A set of ``α`` is a predicate ``α → Prop``, and what is said of sets is written out for their
elements; so are primes, *exactly one* and *at most one*, which the core library does not have.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from translators.lean_goals.controlled.sorts import Basic, Carrier, ListOf, SetOf, Sort, Unknown
from translators.lean_goals.controlled.symbols import ATOMIC, Form
from translators.lean_goals.controlled.tree import (
    Apply,
    Atom,
    Binder,
    Cast,
    Connected,
    Connective,
    Negated,
    Numeral,
    Proposition,
    Quantified,
    Quantifier,
    Related,
    Statement,
    Term,
    Variable,
    binders_of,
    substituted,
    terms_of,
)

__all__ = ["lean_statement", "notes_of"]

_NAME = "goal"

_CONNECTIVES = {
    Connective.AND: ("∧", 35, 36, 35),
    Connective.OR: ("∨", 30, 31, 30),
    Connective.IMPLIES: ("→", 25, 26, 25),
    Connective.IFF: ("↔", 20, 21, 21),
}
"""Sign, level of the whole, and the levels its parts need."""


def lean_statement(statement: Statement) -> str:
    """``theorem goal (binders) (hypotheses) : claim``."""
    names = {b.name for b in statement.binders}
    names |= {b.name for p in statement.propositions for b in binders_of(p)}
    printer = _Printer(names)
    parts = ["theorem", _NAME]
    parts += [f"{{{carrier} : Type}}" for carrier in _carriers(statement)]
    parts += [f"[{needs}]" for needs in _instances(statement)]
    parts += _grouped(statement.binders)
    for hypothesis in statement.hypotheses:
        parts.append(f"({printer.fresh('h')} : {printer.proposition(hypothesis, 0)})")
    return " ".join(parts) + f" : {printer.proposition(statement.conclusion, 0)}"


def notes_of(statement: Statement) -> tuple[str, ...]:
    """What Lean's functions do that a reader may not expect."""
    notes = {
        term.form.note: None
        for proposition in statement.propositions
        for term in terms_of(proposition)
        if isinstance(term, Apply) and term.form is not None and term.form.note
    }
    return tuple(notes)


def type_of(sort: Sort, level: int = 0) -> str:
    """The sort as a type."""
    match sort:
        case Basic.NATURAL | Basic.NUMERAL:
            return "Nat"
        case Basic.INTEGER:
            return "Int"
        case Basic.PROPOSITION:
            return "Prop"
        case Carrier(name):
            return name
        case ListOf(element):
            return _in(f"List {type_of(element, 1)}", level)
        case SetOf(element):
            return _in(f"{type_of(element, 1)} → Prop", level)
        case Unknown():
            raise AssertionError("sorts are known when a statement is printed")


def _in(text: str, level: int) -> str:
    return f"({text})" if level else text


def _grouped(binders: tuple[Binder, ...]) -> list[str]:
    """Neighbours of one sort share their brackets."""
    groups: list[tuple[list[str], Sort]] = []
    for binder in binders:
        if groups and groups[-1][1] == binder.sort:
            groups[-1][0].append(binder.name)
        else:
            groups.append(([binder.name], binder.sort))
    return [f"({' '.join(names)} : {type_of(sort)})" for names, sort in groups]


def _all_binders(statement: Statement) -> Iterator[Binder]:
    yield from statement.binders
    for proposition in statement.propositions:
        yield from binders_of(proposition)


def _carriers(statement: Statement) -> list[str]:
    return list(dict.fromkeys(c for b in _all_binders(statement) for c in _carriers_in(b.sort)))


def _carriers_in(sort: Sort) -> Iterator[str]:
    match sort:
        case Carrier(name):
            yield name
        case ListOf(element) | SetOf(element):
            yield from _carriers_in(element)
        case _:
            return


def _instances(statement: Statement) -> list[str]:
    """Instances that functions need of carriers."""
    needed = {
        term.form.needs
        for proposition in statement.propositions
        for term in terms_of(proposition)
        if isinstance(term, Apply) and term.form is not None and term.form.needs
    }
    return [f"{need} {carrier}" for need in sorted(needed) for carrier in _carriers(statement)]


@dataclass(slots=True)
class _Printer:
    """Prints with names that are new wherever it binds a variable of its own."""

    names: set[str] = field(default_factory=set)

    def fresh(self, wished: str) -> str:
        """A name like ``wished`` that nothing has yet."""
        name, number = wished, 0
        while name in self.names or (wished == "h" and not number):
            number += 1
            name = f"{wished}{number}"
        self.names.add(name)
        return name

    def proposition(self, proposition: Proposition, level: int) -> str:
        """The proposition, in brackets unless it binds at least as tightly as ``level``."""
        match proposition:
            case Related(symbol) if symbol.name == "equal" and _is_set(proposition):
                return self._for_elements(proposition, "↔", 20, level)
            case Related():
                return self._related(proposition, level)
            case Atom(name):
                return name
            case Negated(Related(symbol, (left, right)) as body) if (
                symbol.name == "equal" and not _is_set(body)
            ):
                return _bracketed(f"{self.term(left, 51)} ≠ {self.term(right, 51)}", 50, level)
            case Negated(body):
                return _bracketed(f"¬{self.proposition(body, 1024)}", 40, level)
            case Connected(connective, left, right):
                sign, own, first, second = _CONNECTIVES[connective]
                text = f"{self.proposition(left, first)} {sign} {self.proposition(right, second)}"
                return _bracketed(text, own, level)
            case Quantified():
                return _bracketed(self._quantified(proposition), 0, level)

    def _quantified(self, proposition: Quantified) -> str:
        binder, body = proposition.binder, proposition.body
        name, type_ = binder.name, type_of(binder.sort)
        match proposition.quantifier:
            case Quantifier.ALL:
                return f"∀ {name} : {type_}, {self.proposition(body, 0)}"
            case Quantifier.SOME:
                return f"∃ {name} : {type_}, {self.proposition(body, 0)}"
            case Quantifier.EXACTLY_ONE:
                other = self.fresh(name)
                again = self.proposition(substituted(body, name, other), 26)
                return (
                    f"∃ {name} : {type_}, {self.proposition(body, 36)} ∧ "
                    f"∀ {other} : {type_}, {again} → {self._equal(other, name, binder.sort)}"
                )
            case Quantifier.AT_MOST_ONE:
                other = self.fresh(name)
                again = self.proposition(substituted(body, name, other), 26)
                return (
                    f"∀ {name} {other} : {type_}, {self.proposition(body, 26)} → {again} → "
                    f"{self._equal(name, other, binder.sort)}"
                )

    def _equal(self, left: str, right: str, sort: Sort) -> str:
        """That two variables are the same; of sets, that they have the same elements."""
        if isinstance(sort, SetOf):
            x = self.fresh("x")
            return f"∀ {x} : {type_of(sort.element)}, {left} {x} ↔ {right} {x}"
        return f"{left} = {right}"

    def _related(self, relation: Related, level: int) -> str:
        form = relation.form
        assert form is not None
        match relation.symbol.name, relation.arguments:
            case "prime", (n,):
                return self._prime(n, level)
            case "member", (element, container) if isinstance(form.arguments[1], SetOf):
                return self._in_set(self.term(element, ATOMIC), container, level)
            case "subset", _ if _is_set(relation):
                return self._for_elements(relation, "→", 25, level)
            case "disjoint", (left, right):
                x, each = self._element(form)
                both = f"{self._in_set(x, left, 36)} ∧ {self._in_set(x, right, 35)}"
                return _bracketed(f"{each}¬({both})", 0, level)
            case "empty", (only,) if _is_set(relation):
                x, each = self._element(form)
                return _bracketed(f"{each}¬{self._in_set(x, only, 1024)}", 0, level)
        terms = [self.term(t, n) for t, n in zip(relation.arguments, form.levels, strict=True)]
        return _bracketed(form.lean.format(*terms), form.level, level)

    def _prime(self, n: Term, level: int) -> str:
        """At least 2, and divided only by 1 and itself."""
        m = self.fresh("m")
        number, factor = self.term(n, 51), f"∀ {m} : Nat, {m} ∣ "
        text = f"2 ≤ {number} ∧ {factor}{number} → {m} = 1 ∨ {m} = {number}"
        return _bracketed(text, 35 if level <= 35 else 0, level)

    # Sets

    def _element(self, form: Form) -> tuple[str, str]:
        """A variable for the elements of the sets in question, and *for all* of it."""
        of = form.arguments[0]
        assert isinstance(of, SetOf)
        x = self.fresh("x")
        return x, f"∀ {x} : {type_of(of.element)}, "

    def _for_elements(self, relation: Related, sign: str, own: int, level: int) -> str:
        """That ``sign`` holds between being in the one set and in the other."""
        assert relation.form is not None
        left, right = relation.arguments
        x, each = self._element(relation.form)
        first, second = self._in_set(x, left, own + 1), self._in_set(x, right, own + 1)
        return _bracketed(f"{each}{first} {sign} {second}", 0, level)

    def _in_set(self, x: str, term: Term, level: int) -> str:
        """What it means that ``x`` is in the set ``term``."""
        match term:
            case Variable(name):
                return f"{name} {x}"
            case Apply(symbol, arguments):
                return self._in_operation(x, symbol.name, arguments, level)
            case _:
                raise AssertionError("numbers are no sets")

    def _in_operation(self, x: str, name: str, parts: tuple[Term, ...], level: int) -> str:
        match name:
            case "union":
                text = f"{self._in_set(x, parts[0], 31)} ∨ {self._in_set(x, parts[1], 30)}"
                return _bracketed(text, 30, level)
            case "intersection":
                text = f"{self._in_set(x, parts[0], 36)} ∧ {self._in_set(x, parts[1], 35)}"
                return _bracketed(text, 35, level)
            case "difference" | "minus":
                text = f"{self._in_set(x, parts[0], 36)} ∧ ¬{self._in_set(x, parts[1], 1024)}"
                return _bracketed(text, 35, level)
            case "complement":
                return _bracketed(f"¬{self._in_set(x, parts[0], 1024)}", 40, level)
            case "singleton":
                return _bracketed(f"{x} = {self.term(parts[0], 51)}", 50, level)
            case _:
                return "False"

    # Terms

    def term(self, term: Term, level: int) -> str:
        """The term, in brackets unless it binds at least as tightly as ``level``."""
        match term:
            case Variable(name):
                return name
            case Numeral(value):
                return str(value)
            case Cast(inner):
                return f"({self.term(inner, 0)} : Int)"
            case Apply(_, arguments, _, form):
                assert form is not None
                levels = zip(arguments, form.levels, strict=True)
                text = form.lean.format(*(self.term(t, n) for t, n in levels))
                return _bracketed(text, form.level, level)


def _is_set(relation: Related) -> bool:
    return relation.form is not None and isinstance(relation.form.arguments[0], SetOf)


def _bracketed(text: str, own: int, level: int) -> str:
    return text if own >= level else f"({text})"
