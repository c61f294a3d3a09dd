"""The TIP format: a text into a problem."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from translators.tip.scope import Signature, Symbol, atoms, name_of, read_sort, trees
from translators.tip.sexpr import Atom, Sexpr, Tree, error_at, read_sexprs
from translators.tip.sorts import Unifier
from translators.tip.spellings import respelt
from translators.tip.syntax import (
    BOOL,
    Binder,
    Connective,
    Constructor,
    Datatype,
    Formula,
    Function,
    Sort,
    TipProblem,
    Uninterpreted,
)
from translators.tip.terms import TermReader, read_binders

__all__ = ["read_tip"]

_IGNORED = frozenset({"set-logic", "set-info", "set-option", "check-sat", "exit"})


def read_tip(text: str) -> TipProblem:
    """The problem that ``text`` states.

    Raises:
        TipSyntaxError: at the first place where it is no TIP problem.
    """
    reader = _Reader()
    for command in read_sexprs(text):
        if isinstance(command, Atom) or not command.items:
            raise error_at(command, "expected a command in parentheses")
        head = name_of(command.items[0], "the name of a command")
        if head.text in _IGNORED:
            continue
        if (read := _COMMANDS.get(head.text)) is None:
            hint = f"TIP has {', '.join(_COMMANDS)}"
            raise error_at(head, f"{head.text} is not a command of TIP", hint)
        _refuse_strings(command)
        read(reader, respelt(command))
    return reader.problem()


@dataclass(frozen=True, slots=True)
class _Header:
    """The first line of a function, and where its body stands."""

    parameters: tuple[str, ...]
    binders: tuple[Binder, ...]
    result: Sort


@dataclass(slots=True)
class _Reader:
    signature: Signature = field(default_factory=Signature)
    sorts: list[tuple[str, int]] = field(default_factory=list)
    datatypes: list[Datatype] = field(default_factory=list)
    uninterpreted: list[Uninterpreted] = field(default_factory=list)
    functions: list[Function] = field(default_factory=list)
    assertions: list[Formula] = field(default_factory=list)
    goals: list[Formula] = field(default_factory=list)

    def problem(self) -> TipProblem:
        assertions, goals = tuple(self.assertions), tuple(self.goals)
        if not goals:
            assertions, goals = _denied(assertions)
        return TipProblem(
            tuple(self.sorts),
            tuple(self.datatypes),
            tuple(self.uninterpreted),
            tuple(self.functions),
            assertions,
            goals,
        )

    def declare_sort(self, node: Tree) -> None:
        _, name, *rest = _parts(node, (2, 3), "(declare-sort name arity)")
        arity = _arity(rest[0]) if rest else 0
        self.signature.declare_sort(name_of(name), arity)
        self.sorts.append((name_of(name).text, arity))

    def declare_datatype(self, node: Tree) -> None:
        _, name, definition = _parts(node, (3,), "(declare-datatype name constructors)")
        parameters, constructors = _under_par(definition)
        self.signature.declare_sort(name_of(name), len(parameters))
        self._datatype(name_of(name), parameters, constructors)

    def declare_datatypes(self, node: Tree) -> None:
        form = "(declare-datatypes ((name arity) …) (constructors …))"
        _, heads, bodies = _parts(node, (3,), form)
        if isinstance(bodies, Atom) or isinstance(heads, Atom):
            raise error_at(node, f"expected {form}")
        if len(heads.items) != len(bodies.items):
            raise error_at(node, "as many lists of constructors as names are needed")
        names: list[Atom] = []
        for head in trees(heads, "names with arities"):
            name, arity = _parts(head, (2,), "(name arity)")
            self.signature.declare_sort(name_of(name), _arity(arity))
            names.append(name_of(name))
        for name, body in zip(names, bodies.items, strict=True):
            parameters, constructors = _under_par(body)
            if len(parameters) != self.signature.arities[name.text]:
                raise error_at(body, f"{name.text} was said to have another number of sorts")
            self._datatype(name, parameters, constructors)

    def _datatype(self, name: Atom, parameters: tuple[str, ...], body: Sexpr) -> None:
        constructors: list[Constructor] = []
        for item in trees(body, "constructors"):
            if not item.items:
                raise error_at(item, "expected (constructor (selector sort) …)")
            head = name_of(item.items[0], "a constructor")
            fields = Tree(item.items[1:], item.position)
            binders = read_binders(fields, self.signature, frozenset(parameters))
            constructors.append(Constructor(head.text, binders))
        if not constructors:
            raise error_at(body, f"{name.text} has no constructor", "use declare-sort")
        datatype = Datatype(name.text, parameters, tuple(constructors), name.position)
        self.signature.add_datatype(datatype, name)
        self.datatypes.append(datatype)

    def declare_function(self, node: Tree) -> None:
        form = "(declare-fun name (par (a …) ((sort …) sort)))"
        _, name, *rest = _parts(node, (3, 4), form)
        parameters, body = (
            _under_par(rest[0]) if len(rest) == 1 else ((), Tree(tuple(rest), node.position))
        )
        domain, result = _parts(body, (2,), form)
        if isinstance(domain, Atom):
            raise error_at(domain, f"expected {form}")
        variables = frozenset(parameters)
        sorts = tuple(read_sort(s, self.signature.arities, variables) for s in domain.items)
        self._uninterpreted(name, parameters, sorts, result)

    def declare_constant(self, node: Tree) -> None:
        _, name, body = _parts(node, (3,), "(declare-const name sort)")
        parameters, result = _under_par(body)
        self._uninterpreted(name, parameters, (), result)

    def _uninterpreted(
        self, name: Sexpr, parameters: tuple[str, ...], domain: tuple[Sort, ...], result: Sexpr
    ) -> None:
        sort = read_sort(result, self.signature.arities, frozenset(parameters))
        text = name_of(name).text
        self.signature.declare(Symbol(text, parameters, domain, sort), name)
        self.uninterpreted.append(Uninterpreted(text, parameters, domain, sort))

    def define_function(self, node: Tree) -> None:
        """``define-fun`` and ``define-fun-rec``; only the second is in its own scope."""
        head, name, *rest = _parts(node, (4, 5, 3), "(define-fun name ((x sort) …) sort term)")
        parameters: tuple[str, ...] = ()
        if len(rest) == 2:
            parameters, signature = _under_par(rest[0])
            rest = [*_parts(signature, (2,), "(((x sort) …) sort)"), rest[1]]
        if len(rest) == 1:
            parameters, whole = _under_par(rest[0])
            rest = list(_parts(whole, (3,), "(((x sort) …) sort term)"))
        header = self._header(parameters, rest[0], rest[1])
        is_recursive = name_of(head).text == "define-fun-rec"
        if is_recursive:
            self._announce(name_of(name), header)
        self._body(name_of(name), header, rest[2])
        if not is_recursive:
            self._announce(name_of(name), header)

    def define_functions(self, node: Tree) -> None:
        form = "(define-funs-rec ((name ((x sort) …) sort) …) (term …))"
        _, heads, bodies = _parts(node, (3,), form)
        if isinstance(bodies, Atom) or isinstance(heads, Atom):
            raise error_at(node, f"expected {form}")
        if len(heads.items) != len(bodies.items):
            raise error_at(node, "as many terms as functions are needed")
        announced: list[tuple[Atom, _Header]] = []
        for item in trees(heads, "functions"):
            parameters: tuple[str, ...] = ()
            name, *rest = _parts(item, (2, 3), "(name ((x sort) …) sort)")
            if len(rest) == 1:
                parameters, signature = _under_par(rest[0])
                rest = list(_parts(signature, (2,), "(((x sort) …) sort)"))
            header = self._header(parameters, rest[0], rest[1])
            self._announce(name_of(name), header)
            announced.append((name_of(name), header))
        for (atom, header), body in zip(announced, bodies.items, strict=True):
            self._body(atom, header, body)

    def _header(self, parameters: tuple[str, ...], binders: Sexpr, result: Sexpr) -> _Header:
        variables = frozenset(parameters)
        read = read_binders(binders, self.signature, variables)
        return _Header(parameters, read, read_sort(result, self.signature.arities, variables))

    def _announce(self, name: Atom, header: _Header) -> None:
        domain = tuple(binder.sort for binder in header.binders)
        self.signature.declare(Symbol(name.text, header.parameters, domain, header.result), name)

    def _body(self, name: Atom, header: _Header, node: Sexpr) -> None:
        unifier = Unifier()
        reader = TermReader(self.signature, frozenset(header.parameters), unifier)
        scope = {binder.name: binder.sort for binder in header.binders}
        body = unifier.finish(reader.read_as(node, header.result, scope))
        self.functions.append(
            Function(
                name.text, header.parameters, header.binders, header.result, body, name.position
            )
        )

    def assertion(self, node: Tree) -> None:
        self.assertions.append(self._formula(node))

    def prove(self, node: Tree) -> None:
        self.goals.append(self._formula(node))

    def _formula(self, node: Tree) -> Formula:
        _, body = _parts(node, (2,), "one formula")
        parameters, body = _under_par(body)
        unifier = Unifier()
        reader = TermReader(self.signature, frozenset(parameters), unifier)
        return Formula(parameters, unifier.finish(reader.read_as(body, BOOL, {})), node.position)


def _denied(
    assertions: tuple[Formula, ...],
) -> tuple[tuple[Formula, ...], tuple[Formula, ...]]:
    """A problem without goals, as SMT-LIB asks it: what is denied last is to be proved."""
    match assertions:
        case (*others, Formula(parameters, Connective("not", (body,)), position)):
            return tuple(others), (Formula(parameters, body, position),)
        case _:
            return assertions, ()


def _refuse_strings(node: Sexpr) -> None:
    if isinstance(node, Tree):
        for item in node.items:
            _refuse_strings(item)
    elif node.text.startswith('"'):
        raise error_at(node, "unexpected string", "strings are not part of TIP")


def _parts(node: Sexpr, counts: Sequence[int], form: str) -> tuple[Sexpr, ...]:
    if isinstance(node, Atom) or len(node.items) not in counts:
        raise error_at(node, f"expected {form}")
    return node.items


def _arity(node: Sexpr) -> int:
    text = name_of(node, "a number").text
    if not text.isdecimal():
        raise error_at(node, f"expected a number, found {text!r}")
    return int(text)


def _under_par(node: Sexpr) -> tuple[tuple[str, ...], Sexpr]:
    """``(par (a …) body)`` taken apart; anything else has no parameters."""
    match node:
        case Tree((Atom("par"), variables, body)):
            return tuple(name.text for name in atoms(variables, "sort variables")), body
        case _:
            return (), node


_COMMANDS: Mapping[str, Callable[[_Reader, Tree], None]] = {
    "declare-sort": _Reader.declare_sort,
    "declare-datatype": _Reader.declare_datatype,
    "declare-datatypes": _Reader.declare_datatypes,
    "declare-fun": _Reader.declare_function,
    "declare-const": _Reader.declare_constant,
    "define-fun": _Reader.define_function,
    "define-fun-rec": _Reader.define_function,
    "define-funs-rec": _Reader.define_functions,
    "assert": _Reader.assertion,
    "assert-not": _Reader.prove,
    "prove": _Reader.prove,
}
