"""S-expressions into well-sorted terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from translators.tip.fresh import fresh_name
from translators.tip.nested import flattened, is_nested
from translators.tip.scope import Signature, atoms, name_of, read_sort, trees
from translators.tip.sexpr import Atom, Sexpr, Tree, error_at
from translators.tip.sorts import Unifier, instantiate, show_sort
from translators.tip.syntax import (
    BOOL,
    INT,
    Apply,
    Arithmetic,
    Arrow,
    Binder,
    BoolLiteral,
    Case,
    Comparison,
    Connective,
    Data,
    Datatype,
    Distinct,
    Equal,
    If,
    IntLiteral,
    Invoke,
    Lambda,
    Let,
    Match,
    Quantified,
    Quantifier,
    Sort,
    Term,
    Variable,
)

__all__ = ["TermReader", "read_binders"]

Scope = Mapping[str, Sort]
Sorted = tuple[Term, Sort]


def read_binders(
    node: Sexpr, signature: Signature, variables: frozenset[str]
) -> tuple[Binder, ...]:
    """``((x sort) …)``, with names that are all different.

    Raises:
        TipSyntaxError: it is something else.
    """
    binders: list[Binder] = []
    for item in trees(node, "variables with sorts"):
        if len(item.items) != 2:
            raise error_at(item, "expected (variable sort)")
        name = name_of(item.items[0], "a variable")
        if any(binder.name == name.text for binder in binders):
            raise error_at(name, f"{name.text} is bound twice", "rename one of them")
        binders.append(Binder(name.text, read_sort(item.items[1], signature.arities, variables)))
    return tuple(binders)


@dataclass(frozen=True, slots=True)
class TermReader:
    """Reads the terms of one declaration, polymorphic in ``variables``."""

    signature: Signature
    variables: frozenset[str]
    unifier: Unifier

    def read_as(self, node: Sexpr, sort: Sort, scope: Scope) -> Term:
        """The term ``node``, which has to have ``sort``.

        Raises:
            TipSyntaxError: it is not a term, or has another sort.
        """
        term, found = self.read(node, scope)
        if not self.unifier.unify(found, sort):
            expected, has = (show_sort(self.unifier.resolve(s)) for s in (sort, found))
            raise error_at(node, f"expected a term of sort {expected}, this one has sort {has}")
        return term

    def read(self, node: Sexpr, scope: Scope) -> Sorted:
        """The term ``node`` and its sort.

        Raises:
            TipSyntaxError: it is not a term.
        """
        if isinstance(node, Atom):
            return self._atom(node, scope)
        if not node.items:
            raise error_at(node, "expected a term, found ()")
        head = node.items[0]
        if isinstance(head, Tree):
            return self._instance(head, node, scope)
        if head.text in scope:
            hint = "write (@ function argument)"
            raise error_at(head, f"the variable {head.text} cannot be applied", hint)
        if head.text in self.signature.symbols:
            return self._apply(head, node.items[1:], scope, ())
        if (name := head.text.removeprefix("is-")) != head.text and name in self._constructors:
            return self._tester(Atom(name, head.position), node, scope)
        if (reading := _FORMS.get(head.text)) is None:
            hint = "declare it before it is used"
            raise error_at(head, f"{head.text} is not declared", hint)
        return reading(self, node, scope)

    def _atom(self, node: Atom, scope: Scope) -> Sorted:
        if node.text in scope:
            return Variable(node.text), scope[node.text]
        if node.text in self.signature.symbols:
            return self._apply(node, (), scope, ())
        if node.text in {"true", "false"}:
            return BoolLiteral(node.text == "true"), BOOL
        if re.fullmatch(r"-?[0-9]+", node.text):
            return IntLiteral(int(node.text)), INT
        raise error_at(node, f"{node.text} is not declared", "bind it, or declare it before")

    def _instance(self, head: Tree, node: Tree, scope: Scope) -> Sorted:
        """``((_ f sort …) t …)`` and ``((_ is c) t)``."""
        match head.items:
            case (Atom("_"), Atom("is"), Atom() as name) if name.text in self._constructors:
                return self._tester(name, node, scope)
            case (Atom("_"), Atom() as name, *sorts) if name.text in self.signature.symbols:
                return self._apply(name, node.items[1:], scope, sorts)
            case _:
                hint = "write (@ function argument) to apply a function value"
                raise error_at(head, "a list cannot be applied", hint)

    @property
    def _constructors(self) -> Mapping[str, Datatype]:
        return self.signature.constructors

    def _underscore(self, node: Tree, scope: Scope) -> Sorted:
        """``(_ f sort …)``: a constant, instantiated."""
        if len(node.items) < 2:
            raise error_at(node, "expected (_ name sort …)")
        return self._apply(name_of(node.items[1]), (), scope, node.items[2:])

    def _tester(self, name: Atom, node: Tree, scope: Scope) -> Sorted:
        """``((_ is c) t)``, as the match that it abbreviates."""
        self._expect(node, 1, f"((_ is {name.text}) term)")
        datatype = self._constructors[name.text]
        sort = Data(datatype.name, tuple(self.unifier.fresh() for _ in datatype.parameters))
        subject = self.read_as(node.items[1], sort, scope)
        constructor = next(c for c in datatype.constructors if c.name == name.text)
        variables = tuple(binder.name for binder in constructor.fields)
        cases = [Case(name.text, variables, BoolLiteral(True))]
        if len(datatype.constructors) > 1:
            cases.append(Case(None, (), BoolLiteral(False)))
        return Match(subject, sort, tuple(cases)), BOOL

    def _apply(
        self, head: Atom, arguments: Sequence[Sexpr], scope: Scope, given: Sequence[Sexpr]
    ) -> Sorted:
        symbol = self.signature.symbols.get(head.text)
        if symbol is None:
            raise error_at(head, f"{head.text} is not declared", "declare it before it is used")
        if len(arguments) != len(symbol.domain):
            message = f"{head.text} takes {len(symbol.domain)} arguments, not {len(arguments)}"
            hint = "as a value, write (lambda ((x sort)) (f x))" if not arguments else ""
            raise error_at(head, message, hint)
        if given and len(given) != len(symbol.parameters):
            raise error_at(head, f"{head.text} takes {len(symbol.parameters)} sorts")
        sorts: tuple[Sort, ...] = tuple(self.unifier.fresh() for _ in symbol.parameters)
        if given:
            sorts = tuple(read_sort(g, self.signature.arities, self.variables) for g in given)
        values = dict(zip(symbol.parameters, sorts, strict=True))
        domain = [instantiate(sort, values) for sort in symbol.domain]
        terms = tuple(
            self.read_as(argument, sort, scope)
            for argument, sort in zip(arguments, domain, strict=True)
        )
        return Apply(symbol.name, sorts, terms), instantiate(symbol.result, values)

    def _invoke(self, node: Tree, scope: Scope) -> Sorted:
        if len(node.items) < 3:
            raise error_at(node, "expected (@ function argument …)")
        function, sort = self.read(node.items[1], scope)
        arguments: list[Term] = []
        for item in node.items[2:]:
            domain, result = self.unifier.fresh(), self.unifier.fresh()
            if not self.unifier.unify(sort, Arrow(domain, result)):
                shown = show_sort(self.unifier.resolve(sort))
                raise error_at(item, f"a term of sort {shown} cannot be applied to this")
            arguments.append(self.read_as(item, domain, scope))
            sort = result
        return Invoke(function, tuple(arguments)), sort

    def _lambda(self, node: Tree, scope: Scope) -> Sorted:
        self._expect(node, 2, "(lambda ((x sort) …) term)")
        binders = read_binders(node.items[1], self.signature, self.variables)
        inner = {**scope, **{binder.name: binder.sort for binder in binders}}
        body, sort = self.read(node.items[2], inner)
        for binder in reversed(binders):
            sort = Arrow(binder.sort, sort)
        return Lambda(binders, body), sort

    def _quantified(self, node: Tree, scope: Scope) -> Sorted:
        head = name_of(node.items[0])
        self._expect(node, 2, f"({head.text} ((x sort) …) formula)")
        binders = read_binders(node.items[1], self.signature, self.variables)
        inner = {**scope, **{binder.name: binder.sort for binder in binders}}
        body = self.read_as(node.items[2], BOOL, inner)
        return Quantified(Quantifier(head.text), binders, body), BOOL

    def _let(self, node: Tree, scope: Scope) -> Sorted:
        """``let`` binds in parallel; here one after the other, where that is the same."""
        self._expect(node, 2, "(let ((x term) …) term)")
        bindings: list[tuple[str, Term]] = []
        inner = dict(scope)
        bound = tuple(trees(node.items[1], "bindings"))
        for item in bound:
            if len(item.items) != 2:
                raise error_at(item, "expected (variable term)")
            name = name_of(item.items[0], "a variable")
            value, sort = self.read(item.items[1], scope)
            bindings.append((name.text, value))
            inner[name.text] = sort
        body, sort = self.read(node.items[2], inner)
        if len(bindings) > 1 and any(text in scope for text, _ in bindings):
            fresh = [fresh_name(f"{text}'", set(inner)) for text, _ in bindings]
            for (text, _), chosen in zip(reversed(bindings), reversed(fresh), strict=True):
                body = Let(text, Variable(chosen), body)
            bindings = [(chosen, value) for chosen, (_, value) in zip(fresh, bindings, strict=True)]
        for text, value in reversed(bindings):
            body = Let(text, value, body)
        return body, sort

    def _match(self, node: Tree, scope: Scope) -> Sorted:
        self._expect(node, 2, "(match term ((pattern term) …))")
        subject, sort = self.read(node.items[1], scope)
        sort = self.unifier.resolve(sort)
        datatype = self.signature.datatypes.get(sort.name) if isinstance(sort, Data) else None
        if datatype is None or not isinstance(sort, Data):
            raise error_at(node.items[1], f"a term of sort {show_sort(sort)} cannot be matched")
        result: Sort = self.unifier.fresh()
        listed = [_two(item, "(pattern term)") for item in trees(node.items[2], "cases")]
        if _is_default(listed[:1]):
            listed = [*listed[1:], listed[0]]
        if is_nested(listed, self._constructors):
            return self.read(flattened(node, listed, self._constructors), scope)
        missing = [constructor.name for constructor in datatype.constructors]
        cases: list[Case] = []
        for item in listed:
            pattern, body = item.items
            if not missing:
                raise error_at(pattern, "this case is never reached", "remove it")
            name, fields = self._pattern(pattern, missing, datatype, sort)
            missing = [] if name is None else [other for other in missing if other != name]
            inner = {**scope, **fields}
            cases.append(Case(name, tuple(fields), self.read_as(body, result, inner)))
        return Match(subject, sort, tuple(cases)), result

    def _pattern(
        self, pattern: Sexpr, missing: Sequence[str], datatype: Datatype, sort: Data
    ) -> tuple[str | None, dict[str, Sort]]:
        """The constructor of a pattern, and the sorts of its variables."""
        head = pattern if isinstance(pattern, Atom) else name_of(atoms(pattern, "names")[0])
        names = atoms(pattern, "variables")[1:] if isinstance(pattern, Tree) else ()
        if head.text == "_" and not names:
            return None, {}
        if head.text not in missing:
            hint = f"the cases that are left: {', '.join(missing)}"
            raise error_at(head, f"{head.text} is no case here", hint)
        constructor = next(c for c in datatype.constructors if c.name == head.text)
        if len(names) != len(constructor.fields):
            message = f"{head.text} takes {len(constructor.fields)} variables, not {len(names)}"
            raise error_at(pattern, message)
        values = dict(zip(datatype.parameters, sort.arguments, strict=True))
        fields: dict[str, Sort] = {}
        for name, binder in zip(names, constructor.fields, strict=True):
            if name.text in fields:
                raise error_at(name, f"{name.text} is bound twice", "rename one of them")
            fields[name.text] = instantiate(binder.sort, values)
        return head.text, fields

    def _ascribed(self, node: Tree, scope: Scope) -> Sorted:
        """``(as term sort)``, as older problems write it."""
        self._expect(node, 2, "(as term sort)")
        sort = read_sort(node.items[2], self.signature.arities, self.variables)
        return self.read_as(node.items[1], sort, scope), sort

    def _if(self, node: Tree, scope: Scope) -> Sorted:
        self._expect(node, 3, "(ite condition then else)")
        condition = self.read_as(node.items[1], BOOL, scope)
        then, sort = self.read(node.items[2], scope)
        return If(condition, then, self.read_as(node.items[3], sort, scope)), sort

    def _connective(self, node: Tree, scope: Scope) -> Sorted:
        operator = name_of(node.items[0]).text
        arguments = tuple(self.read_as(item, BOOL, scope) for item in node.items[1:])
        if operator == "not":
            self._expect(node, 1, "(not formula)")
            return Connective("not", arguments), BOOL
        if not arguments:
            raise error_at(node, f"{operator} takes formulas")
        if operator == "=>":
            formula = arguments[-1]
            for premise in reversed(arguments[:-1]):
                formula = Connective("=>", (premise, formula))
            return formula, BOOL
        return (arguments[0] if len(arguments) == 1 else Connective(operator, arguments)), BOOL

    def _equation(self, node: Tree, scope: Scope) -> Sorted:
        operator = name_of(node.items[0]).text
        if len(node.items) < 3:
            raise error_at(node, f"{operator} compares two terms at least")
        first, sort = self.read(node.items[1], scope)
        terms = (first, *(self.read_as(item, sort, scope) for item in node.items[2:]))
        if operator == "distinct":
            return Distinct(terms, sort), BOOL
        return _chain([Equal(a, b, sort) for a, b in pairwise(terms)]), BOOL

    def _arithmetic(self, node: Tree, scope: Scope) -> Sorted:
        operator = name_of(node.items[0]).text
        terms = tuple(self.read_as(item, INT, scope) for item in node.items[1:])
        if not terms or (operator in {"div", "mod"} and len(terms) != 2):
            raise error_at(node, f"{operator} does not take {len(terms)} integers")
        if len(terms) == 1 and operator != "-":
            return terms[0], INT
        return Arithmetic(operator, terms), INT

    def _comparison(self, node: Tree, scope: Scope) -> Sorted:
        operator = name_of(node.items[0]).text
        terms = tuple(self.read_as(item, INT, scope) for item in node.items[1:])
        if len(terms) < 2:
            raise error_at(node, f"{operator} compares two integers at least")
        pairs = pairwise(terms)
        return _chain([Comparison(operator, a, b) for a, b in pairs]), BOOL

    def _expect(self, node: Tree, count: int, form: str) -> None:
        if len(node.items) != count + 1:
            raise error_at(node, f"expected {form}")


def _is_default(cases: Sequence[Tree]) -> bool:
    """Whether the case for what is left comes first, as TIP's own tools write it."""
    return any(isinstance(c.items[0], Atom) and c.items[0].text == "_" for c in cases)


def _two(item: Tree, form: str) -> Tree:
    if len(item.items) != 2:
        raise error_at(item, f"expected {form}")
    return item


def _chain(links: Sequence[Term]) -> Term:
    return links[0] if len(links) == 1 else Connective("and", tuple(links))


_FORMS: Mapping[str, Callable[[TermReader, Tree, Scope], Sorted]] = {
    "_": TermReader._underscore,
    "@": TermReader._invoke,
    "lambda": TermReader._lambda,
    "let": TermReader._let,
    "match": TermReader._match,
    "ite": TermReader._if,
    "as": TermReader._ascribed,
    **dict.fromkeys(("forall", "exists"), TermReader._quantified),
    **dict.fromkeys(("and", "or", "xor", "not", "=>"), TermReader._connective),
    **dict.fromkeys(("=", "distinct"), TermReader._equation),
    **dict.fromkeys(("+", "-", "*", "div", "mod"), TermReader._arithmetic),
    **dict.fromkeys(("<", "<=", ">", ">="), TermReader._comparison),
}
