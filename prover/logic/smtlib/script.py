"""The commands of a script, carried out up to the first ``check-sat``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from prover.logic.arithmetic import is_interpreted
from prover.logic.smtlib.cases import BOOLEAN, Cases, Value
from prover.logic.smtlib.expressions import Expression, Listed, Written, Wrong, expressions, leaves
from prover.logic.smtlib.terms import Definition, Scope, elaborate, sort_of
from prover.logic.syntax import FALSE, FunctionSymbol, PredicateSymbol, Sort, Symbol
from prover.problem import Premise, Problem, Sentence, Span

__all__ = ["parse_smtlib"]

_DATATYPES = "`prover prove-by-induction FILE` reads it; or declare a sort, and assert its laws"
_IGNORED = frozenset(
    {"set-logic", "set-info", "set-option", "echo", "get-info", "get-option", "get-model"}
    | {"get-value", "get-proof", "get-unsat-core", "get-assertions", "get-assignment"}
)
_RECURSIVE = "define-fun-rec"
_NOT_READ = {
    "define-fun-rec": "declare the function and assert its equations",
    "define-funs-rec": "declare the functions and assert their equations",
    "declare-datatypes": _DATATYPES,
    "declare-datatype": _DATATYPES,
    "check-sat-assuming": "assert the assumptions",
}
_RESERVED = "the name is reserved for arithmetic; choose another"


def parse_smtlib(text: str, *, path: Path | None = None) -> Problem:
    """The question that a script asks: do its assertions contradict each other?

    The premises are what is asserted at the first ``check-sat``; the goal is ⊥, so that
    ``inconsistent`` means unsat, and ``satisfiable`` sat.

    Args:
        text: the script.
        path: its file, for error messages.

    Raises:
        SmtlibError: with the place and a hint.
        FormulaTooDeep: a term nests too deep.
    """
    script = _Script(text)
    try:
        for command in expressions(text, path):
            if script.is_over:
                script.left_over(command)
            else:
                script.carry_out(command)
    except Wrong as wrong:
        raise wrong.in_script(text, path) from None
    return script.problem()


class _Script:
    def __init__(self, text: str) -> None:
        self.text = text
        self.is_over = False
        self.scope = Scope()
        self.assertions: list[Premise] = []
        self.warnings: list[str] = []
        self.saved: list[tuple[Scope, int]] = []
        self._commands: dict[str, Callable[[Listed], None]] = {
            "declare-sort": self._declare_sort,
            "define-sort": self._define_sort,
            "declare-fun": self._declare_function,
            "declare-const": self._declare_constant,
            "define-fun": self._define_function,
            "define-const": self._define_constant,
            "assert": self._assert,
            "push": self._push,
            "pop": self._pop,
            "check-sat": self._end,
            "exit": self._end,
        }

    def problem(self) -> Problem:
        """The question."""
        goal = Premise("goal", FALSE, Sentence("", Span(0, 0)))
        return Problem(
            tuple(self.assertions),
            goal,
            self.text,
            warnings=tuple(self.warnings),
            asks_consequence=True,
        )

    def carry_out(self, command: Expression) -> None:
        """Do what ``command`` says."""
        if not isinstance(command, Listed) or not command.head:
            raise Wrong(command, "a command is expected", "as in (assert (p a))")
        act = self._commands.get(command.head)
        if act is not None:
            act(command)
        elif command.head not in _IGNORED:
            hint = _NOT_READ.get(command.head, "remove it")
            raise Wrong(command, f"'{command.head}' is not read", hint)

    def left_over(self, command: Expression) -> None:
        """Note what is asked after the first question."""
        if isinstance(command, Listed) and command.head == "check-sat" and not self.warnings:
            self.warnings.append("only the first check-sat is answered")

    # --- commands ----------------------------------------------------------------------

    def _declare_sort(self, command: Listed) -> None:
        name = _name(command, 1)
        arity = command.items[2] if len(command.items) > 2 else None
        if isinstance(arity, Written) and arity.token != "0":
            raise Wrong(arity, "a sort with arguments", "declare one sort for each use")
        if name.name.startswith("$") or name.name in ("Bool", "Int", "Real"):
            raise Wrong(name, f"'{name.name}' cannot be declared", "choose another name")
        self.scope.sorts[name.name] = Sort(name.name)

    def _define_sort(self, command: Listed) -> None:
        name, parameters, body = _name(command, 1), _part(command, 2), _part(command, 3)
        if not isinstance(parameters, Listed) or parameters.items:
            raise Wrong(parameters, "a sort with arguments", "define one sort for each use")
        self.scope.sorts[name.name] = sort_of(body, self.scope)

    def _declare_function(self, command: Listed) -> None:
        arguments = _part(command, 2)
        if not isinstance(arguments, Listed):
            raise Wrong(arguments, "a list of sorts is expected", "(declare-fun f (Int Int) Int)")
        self._declare(_name(command, 1), arguments.items, _part(command, 3))

    def _declare_constant(self, command: Listed) -> None:
        self._declare(_name(command, 1), (), _part(command, 2))

    def _declare(
        self, name: Written, arguments: tuple[Expression, ...], result: Expression
    ) -> None:
        self._check_new(name)
        sorts = [sort_of(argument, self.scope) for argument in arguments]
        if BOOLEAN in sorts:
            at = arguments[sorts.index(BOOLEAN)]
            raise Wrong(at, "an argument of sort Bool", "write both cases out")
        sort = sort_of(result, self.scope)
        symbol: Symbol = FunctionSymbol(name.name, tuple(sorts), sort)
        if sort is BOOLEAN:
            symbol = PredicateSymbol(name.name, tuple(sorts))
        if is_interpreted(symbol):
            raise Wrong(name, f"'{name.name}' cannot be declared so", _RESERVED)
        self.scope.symbols[name.name] = symbol

    def _check_new(self, name: Written) -> None:
        scope = self.scope
        if name.name in scope.symbols or name.name in scope.definitions:
            raise Wrong(name, f"'{name.name}' has been declared before", "use another name")

    def _define_function(self, command: Listed) -> None:
        name, parameters = _name(command, 1), _part(command, 2)
        if not isinstance(parameters, Listed):
            raise Wrong(parameters, "a list of parameters is expected", "as in ((x Int))")
        found: list[tuple[str, Sort]] = []
        for pair in parameters.items:
            if not isinstance(pair, Listed) or len(pair.items) != 2:
                raise Wrong(pair, "a parameter has a name and a sort", "as in (x Int)")
            found.append((_name(pair, 0).name, sort_of(pair.items[1], self.scope)))
        self._check_new(name)
        sort, body = sort_of(_part(command, 3), self.scope), _part(command, 4)
        for written in leaves(body):
            if written.name == name.name and name.name not in dict(found):
                raise Wrong(written, f"'{name.name}' is defined by itself", _NOT_READ[_RECURSIVE])
        self.scope.definitions[name.name] = Definition(tuple(found), sort, body)

    def _define_constant(self, command: Listed) -> None:
        name, sort, body = _name(command, 1), _part(command, 2), _part(command, 3)
        self._check_new(name)
        self.scope.definitions[name.name] = Definition((), sort_of(sort, self.scope), body)

    def _assert(self, command: Listed) -> None:
        stated = _part(command, 1)
        formula = elaborate(stated, self.scope)
        if isinstance(formula, Cases):
            hint = f"this is of sort {formula.sort.name}"
            raise Wrong(stated, "a formula is expected here", hint)
        name = self._named(stated, formula)
        span = Span(command.start, command.end)
        sentence = Sentence(self.text[span.start : span.end], span)
        self.assertions.append(Premise(name, formula, sentence))

    def _named(self, stated: Expression, formula: Value) -> str:
        """The name of an assertion: its own, or the next number."""
        taken = {premise.name for premise in self.assertions}
        if isinstance(stated, Listed) and stated.head == "!":
            for key, value in zip(stated.items[2:], stated.items[3:], strict=False):
                if isinstance(key, Written) and key.token == ":named":
                    if not isinstance(value, Written) or value.name in taken:
                        raise Wrong(value, "a new name is expected", "names are unique")
                    self.scope.named[value.name] = formula
                    return value.name
        number = len(self.assertions) + 1
        while f"a{number}" in taken:
            number += 1
        return f"a{number}"

    def _push(self, command: Listed) -> None:
        for _ in range(_levels(command)):
            self.saved.append((self.scope.copy(), len(self.assertions)))

    def _pop(self, command: Listed) -> None:
        for _ in range(_levels(command)):
            if not self.saved:
                raise Wrong(command, "there is nothing to pop", "push comes first")
            self.scope, count = self.saved.pop()
            del self.assertions[count:]

    def _end(self, _: Listed) -> None:
        self.is_over = True


def _part(command: Listed, index: int) -> Expression:
    if index >= len(command.items):
        raise Wrong(command, f"'{command.head}' is incomplete", "see the SMT-LIB standard")
    return command.items[index]


def _name(command: Listed, index: int) -> Written:
    name = _part(command, index)
    if not isinstance(name, Written) or not name.name or name.token[0] in '0123456789:"':
        raise Wrong(name, "a name is expected")
    return name


_MAX_LEVELS = 1000


def _levels(command: Listed) -> int:
    """How many levels a push or pop is about."""
    if len(command.items) < 2:
        return 1
    count = command.items[1]
    if isinstance(count, Written) and count.token.isdecimal() and len(count.token) < 5:
        return min(int(count.token), _MAX_LEVELS)
    raise Wrong(count, "a number is expected")
