"""Which sort everything has, which form each symbol takes, and where natural numbers are cast.

Sorts are found by unification (Hindley and Milner): every use of a variable narrows its sort
down, over and over until nothing changes.  Where a natural number meets an integer the whole
calculation is one of integers, with casts at its leaves, as Lean does it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from prover.errors import Position
from prover.problem import Span
from translators.lean_goals.controlled.sorts import (
    Basic,
    Carrier,
    ListOf,
    SetOf,
    Sort,
    Unknown,
    is_number,
    phrase,
    unknowns,
)
from translators.lean_goals.controlled.symbols import Form, Symbol
from translators.lean_goals.controlled.tree import (
    Apply,
    Atom,
    Binder,
    Cast,
    Connected,
    Negated,
    Numeral,
    Proposition,
    Quantified,
    Related,
    Statement,
    Term,
    Variable,
    binders_of,
    subterms,
)
from translators.lean_goals.errors import NotUnderstood

__all__ = ["sorted_statement"]

_ROUNDS = 8


def sorted_statement(text: str, statement: Statement) -> Statement:
    """``statement`` with all sorts, forms and casts.

    Elements of which nothing is known get a carrier of their own.

    Raises:
        NotUnderstood: something does not fit, or the sort of a variable cannot be told.
    """
    inner = [b for p in statement.propositions for b in binders_of(p)]
    binders = [*statement.binders, *inner]
    sorting = _Sorting(text, {binder.name: binder.sort for binder in binders})
    for sorting.guesses in (False, True):
        for _ in range(_ROUNDS):
            known = dict(sorting.found)
            for proposition in statement.propositions:
                sorting.look(proposition)
            if known == sorting.found:
                break
    sorting.settle(binders)
    return Statement(
        tuple(sorting.binder(binder) for binder in statement.binders),
        tuple(sorting.rebuilt(hypothesis) for hypothesis in statement.hypotheses),
        sorting.rebuilt(statement.conclusion),
    )


@dataclass(slots=True)
class _Sorting:
    text: str
    variables: dict[str, Sort]
    found: dict[Unknown, Sort] = field(default_factory=dict)
    guesses: bool = False
    _fresh: int = 0

    # Finding sorts

    def look(self, proposition: Proposition) -> None:
        """Learn from how variables are used."""
        match proposition:
            case Related(symbol, arguments, span):
                self._applied(symbol, arguments, span)
            case Atom(name, span):
                if not self._unify(self.variables[name], Basic.PROPOSITION):
                    raise self._error(
                        f"{name} is {self._say(self.variables[name])}, not a proposition", span
                    )
            case Negated(body) | Quantified(_, _, body):
                self.look(body)
            case Connected(_, left, right):
                self.look(left)
                self.look(right)

    def _sort_of(self, term: Term) -> Sort:
        match term:
            case Variable(name):
                return self._resolved(self.variables[name])
            case Numeral():
                return Basic.NUMERAL
            case Cast():
                return Basic.INTEGER
            case Apply(symbol, arguments, span):
                return self._applied(symbol, arguments, span)

    def _applied(self, symbol: Symbol, arguments: Sequence[Term], span: Span) -> Sort:
        """The sort of a symbol's value, as far as its arguments tell."""
        sorts = [self._sort_of(argument) for argument in arguments]
        fitting = [form for form in symbol.forms if self._fits(form, sorts)]
        if not fitting:
            raise self._misfit(symbol, sorts, span)
        if len(fitting) == 1 or all(not self._is_open(sort) for sort in sorts):
            return self._at(fitting[0], sorts)
        if self.guesses and self._is_likely(fitting[0], sorts):
            return self._at(fitting[0], sorts)
        results = {form.result for form in fitting}
        if len(results) == 1 and isinstance(result := results.pop(), Basic):
            return result
        if all(is_number(form.result) for form in fitting):
            known = [sort for sort in sorts if sort is Basic.INTEGER]
            return Basic.INTEGER if known else Basic.NUMERAL
        return Unknown(self._number())

    def _is_likely(self, form: Form, sorts: Sequence[Sort]) -> bool:
        """Whether an unknown argument may be taken to be what the form wants.

        It may where another argument is known, and where only sets and lists come into question.
        """
        is_of_elements = any(isinstance(sort, ListOf | SetOf) for sort in form.arguments)
        is_known = any(not self._is_open(s) and s is not Basic.NUMERAL for s in sorts)
        return is_of_elements or is_known

    def _at(self, form: Form, sorts: Sequence[Sort]) -> Sort:
        """The form's result at these arguments; unknown ones are told what they are."""
        carriers: dict[str, Sort] = {}
        for wanted, sort in zip(form.arguments, sorts, strict=True):
            self._unify(self._instance(wanted, carriers), sort)
        if is_number(form.result) and all(sort is Basic.NUMERAL for sort in sorts) and sorts:
            return Basic.NUMERAL
        return self._resolved(self._instance(form.result, carriers))

    def _fits(self, form: Form, sorts: Sequence[Sort]) -> bool:
        """Whether the form takes such arguments, perhaps cast."""
        before = dict(self.found)
        carriers: dict[str, Sort] = {}
        fits = all(
            self._unify(self._instance(wanted, carriers), sort)
            for wanted, sort in zip(form.arguments, sorts, strict=True)
        )
        self.found = before
        return fits

    def _unify(self, wanted: Sort, given: Sort) -> bool:
        """Make the sorts equal if that can be; a number may stand for one of a wider sort."""
        wanted, given = self._resolved(wanted), self._resolved(given)
        if wanted == given:
            return True
        if isinstance(given, Unknown):
            return self._bind(given, wanted)
        if isinstance(wanted, Unknown):
            return self._bind(wanted, given)
        match wanted, given:
            case ListOf(a), ListOf(b):
                return self._unify(a, b)
            case SetOf(a), SetOf(b):
                return self._unify(a, b)
            case Basic.INTEGER, Basic.NATURAL:
                return True
            case _:
                return is_number(wanted) and given is Basic.NUMERAL

    def _bind(self, unknown: Unknown, sort: Sort) -> bool:
        if unknown in unknowns(sort):
            return False
        if sort is not Basic.NUMERAL:
            self.found[unknown] = sort
        return True

    def _resolved(self, sort: Sort) -> Sort:
        match sort:
            case Unknown():
                return self._resolved(self.found[sort]) if sort in self.found else sort
            case ListOf(element):
                return ListOf(self._resolved(element))
            case SetOf(element):
                return SetOf(self._resolved(element))
            case _:
                return sort

    def _instance(self, sort: Sort, carriers: dict[str, Sort]) -> Sort:
        """A form's sort with unknowns for its carriers."""
        match sort:
            case Carrier(name):
                return carriers.setdefault(name, Unknown(self._number()))
            case ListOf(element):
                return ListOf(self._instance(element, carriers))
            case SetOf(element):
                return SetOf(self._instance(element, carriers))
            case _:
                return sort

    def _number(self) -> int:
        self._fresh -= 1  # the discourse's unknowns count upwards
        return self._fresh

    def _is_open(self, sort: Sort) -> bool:
        return isinstance(self._resolved(sort), Unknown)

    # Settling

    def settle(self, binders: Sequence[Binder]) -> None:
        """Carriers for elements that are left unknown; a variable may not be.

        Raises:
            NotUnderstood: nothing tells what a variable is.
        """
        inside = {
            unknown
            for binder in binders
            if not isinstance(sort := self._resolved(binder.sort), Unknown)
            for unknown in unknowns(sort)
        }
        for binder in binders:
            sort = self._resolved(binder.sort)
            if isinstance(sort, Unknown) and sort not in inside:
                raise self._error(
                    f"nothing tells what {binder.name} is", binder.span, f"Let {binder.name} be …"
                )
            for unknown in unknowns(sort):
                if unknown not in self.found:
                    self.found[unknown] = Carrier(self._carrier_name(binder))

    def _carrier_name(self, binder: Binder) -> str:
        for name in "αβγδεζηθ":
            taken = {s.name for s in self.found.values() if isinstance(s, Carrier)}
            if name not in taken and name not in self.variables:
                return name
        raise self._error("there are too many kinds of things", binder.span)

    def binder(self, binder: Binder) -> Binder:
        """The binder with its sort."""
        return replace(binder, sort=self._resolved(binder.sort))

    # Rebuilding

    def rebuilt(self, proposition: Proposition) -> Proposition:
        """The proposition with forms and casts."""
        match proposition:
            case Related(symbol, arguments, span):
                form = self._form(symbol, arguments, span)
                terms = self._wanted(form, arguments)
                return Related(symbol, terms, span, form)
            case Atom():
                return proposition
            case Negated(body):
                return Negated(self.rebuilt(body))
            case Connected(connective, left, right):
                return Connected(connective, self.rebuilt(left), self.rebuilt(right))
            case Quantified(quantifier, binder, body):
                return Quantified(quantifier, self.binder(binder), self.rebuilt(body))

    def _form(
        self, symbol: Symbol, arguments: Sequence[Term], span: Span, result: Sort | None = None
    ) -> Form:
        """The first form that fits, with the result that is wanted if there is one."""
        sorts = [self._sort_of(argument) for argument in arguments]
        fitting = [form for form in symbol.forms if self._fits(form, sorts)]
        if not fitting:
            raise self._misfit(symbol, sorts, span)
        form = next((form for form in fitting if form.result is result), fitting[0])
        carriers: dict[str, Sort] = {}
        for wanted, sort in zip(form.arguments, sorts, strict=True):
            self._unify(self._instance(wanted, carriers), sort)
        instances = tuple(self._resolved(self._instance(s, carriers)) for s in form.arguments)
        if open_ := [unknown for sort in instances for unknown in unknowns(sort)]:
            if not any(isinstance(t, Numeral) for a in arguments for t in subterms(a)):
                raise self._error("nothing tells what the elements are", span)
            before = dict(self.found)
            self.found |= dict.fromkeys(open_, Basic.NATURAL)  # as Lean takes numerals
            instances = tuple(self._resolved(sort) for sort in instances)
            self.found = before
        return replace(form, arguments=instances)

    def _wanted(self, form: Form, arguments: Sequence[Term]) -> tuple[Term, ...]:
        """The arguments at the sorts that the form has them."""
        return tuple(map(self._term, arguments, form.arguments))

    def _term(self, term: Term, wanted: Sort) -> Term:
        """``term`` at the sort ``wanted``: calculations move over to the integers whole."""
        match term:
            case Apply(symbol, arguments, span):
                form = self._form(symbol, arguments, span, wanted)
                whole = Apply(symbol, self._wanted(form, arguments), span, form)
                needs_cast = wanted is Basic.INTEGER and form.result is Basic.NATURAL
                return Cast(whole, span) if needs_cast else whole
            case Variable(name, span):
                sort = self._resolved(self.variables[name])
                needs_cast = wanted is Basic.INTEGER and sort is Basic.NATURAL
                return Cast(term, span) if needs_cast else term
            case _:
                return term

    # Errors

    def _say(self, sort: Sort) -> str:
        return _with_article(self._resolved(sort))

    def _misfit(self, symbol: Symbol, sorts: Sequence[Sort], span: Span) -> NotUnderstood:
        had = " and ".join(self._say(sort) for sort in sorts)
        wanted = " or ".join(
            dict.fromkeys(
                " and ".join(_with_article(sort) for sort in f.arguments) for f in symbol.forms
            )
        )
        pattern = symbol.english.format(*"…" * len(sorts)).strip()
        return self._error(f"“{pattern}” cannot be said of {had}", span, f"it is for {wanted}")

    def _error(self, message: str, span: Span, hint: str = "say what it is") -> NotUnderstood:
        position = Position.of(self.text, span.start)
        return NotUnderstood(message, position=position, hint=hint)


def _with_article(sort: Sort) -> str:
    words = phrase(sort)
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
