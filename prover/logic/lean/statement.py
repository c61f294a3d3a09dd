"""The commands of a Lean file, and the problem that they state."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from prover.logic.lean.formulas import formula_of
from prover.logic.lean.scope import Scope, declared, is_universe, unbracketed
from prover.logic.lean.tokens import LeanStatementError, Wrong, tokens
from prover.logic.lean.trees import Applied, Binder, Bound, Name, Tree, TreeParser
from prover.logic.syntax import FunctionSymbol, PredicateSymbol
from prover.problem import Premise, Problem, Sentence, Span

__all__ = ["parse_lean"]

_THEOREMS = frozenset({"theorem", "lemma", "example"})
_IGNORED = frozenset(
    {"attribute", "end", "import", "namespace", "noncomputable", "open", "private", "protected"}
    | {"section", "set_option", "universe", "universes", "unsafe"}
)
_INHABITED = frozenset({"Nonempty", "Inhabited"})
_DEFINING = "state what it satisfies as an axiom; `prover search` takes definitions"


def parse_lean(text: str, *, path: Path | None = None) -> Problem:
    """The problem that a Lean file states: its last theorem, from its axioms and hypotheses.

    Types, functions and predicates are parameters of the theorem, ``variable``s, or ``axiom``s;
    whatever else is assumed in these ways is a premise of that name.  Proofs are not looked at.

    Args:
        text: the file; ``theorem t (p q : Prop) (h : p ∧ q) : q := by sorry``.
        path: its place, for error messages.

    Raises:
        LeanStatementError: with the place and a hint.
        FormulaTooDeep: a term nests too deep.
    """
    try:
        return _File(text).problem()
    except Wrong as wrong:
        raise LeanStatementError.at(text, wrong.offset, wrong.message, wrong.hint, path) from None


class _File:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = tuple(tokens(text))
        self._parser = TreeParser(self._tokens)
        self._scope = Scope()
        self._inhabited: set[str] = set()
        self._premises: list[Premise] = []
        self._declaring: dict[str, Callable[[], None]] = {
            "variable": self._variable,
            "variables": self._variable,
            "axiom": self._axiom,
            "constant": self._axiom,
            "opaque": self._axiom,
        }

    def problem(self) -> Problem:
        """The question of the last theorem.

        Raises:
            Wrong: a command is not read, or there is no theorem.
        """
        commands = [token for token in self._tokens if token.kind == "command"]
        theorems = [token for token in commands if token.text in _THEOREMS]
        if not theorems:
            raise Wrong(0, "there is no theorem", "state one: theorem name (binders) : formula")
        while (command := self._parser.take()) is not theorems[-1]:
            if command.text in self._declaring:
                self._declaring[command.text]()
            elif command.text not in _IGNORED | _THEOREMS | {"@["}:
                hint = _DEFINING if command.kind == "command" else "as in theorem t (p : Prop) : p"
                raise Wrong(command.start, f"'{command.text}' is not read here", hint)
            self._skip()
        others = ("only the last theorem is asked about",) if len(theorems) > 1 else ()
        return self._theorem(others, named=command.text != "example")

    def _skip(self) -> None:
        """Leave out a proof, or what else is left of a command."""
        while self._parser.token.kind not in ("end", "command"):
            self._parser.take()

    # --- commands ------------------------------------------------------------------------

    def _variable(self) -> None:
        self._declare(self._parser.binders())
        self._end_of_command()

    def _axiom(self) -> None:
        name = self._name()
        binders = self._parser.binders()
        self._parser.expect(":", "an axiom has a name and a type: axiom socrates : Person")
        type_ = self._parser.term()
        self._end_of_command()
        if binders:
            type_ = Bound("∀", binders, type_, binders[0].start, type_.end)
        self._declare([Binder((name,), type_, "", name.start)])

    def _theorem(self, warnings: tuple[str, ...], *, named: bool) -> Problem:
        if named:
            self._name()
        self._declare(self._parser.binders())
        self._parser.expect(":", "binders are in brackets, then comes a colon")
        goal = self._with_parameters(self._parser.term())
        if not self._parser.sees(":="):
            self._end_of_command()
        asked = Premise("goal", formula_of(goal, self._scope), self._sentence(goal))
        bare = [name for name in self._scope.sorts if name not in self._inhabited]
        warnings += tuple(
            f"{name} is taken to have an element; in Lean that needs [Nonempty {name}]"
            for name in bare
        )
        return Problem(tuple(self._premises), asked, self._text, warnings=warnings)

    def _name(self) -> Name:
        token = self._parser.take()
        if token.kind != "name":
            raise Wrong(token.start, f"a name is expected, not '{token.text}'")
        return Name(token.text, token.start, token.end)

    def _end_of_command(self) -> None:
        token = self._parser.token
        if token.kind not in ("end", "command") and not self._parser.sees("@["):
            raise Wrong(token.start, f"'{token.text}' is not expected here")

    # --- what is declared and assumed ----------------------------------------------------

    def _declare(self, binders: Iterable[Binder]) -> None:
        for binder in binders:
            if binder.opening == "[":
                self._instance(binder)
            elif binder.type is None:
                at = binder.names[0]
                raise Wrong(at.start, f"the type of {at.name} is missing", f"({at.name} : …)")
            elif is_universe(binder.type):
                for name in binder.names:
                    self._scope = self._scope.with_sort(name.name)
            else:
                self._declare_of(binder.names, binder.type)

    def _declare_of(self, names: tuple[Name, ...], type_: Tree) -> None:
        """Declare symbols, or assume a formula under the names given."""
        for name in names:
            symbol = declared(name.name, type_, self._scope)
            if symbol is None:
                formula = formula_of(type_, self._scope)
                premise = Premise(self._free_name(name.name), formula, self._sentence(type_))
                self._premises.append(premise)
                continue
            self._scope = self._scope.with_symbol(symbol)
            if isinstance(symbol, FunctionSymbol) and not symbol.arity:
                self._inhabited.add(symbol.sort.name)

    def _free_name(self, name: str) -> str:
        """``name``, or the next number where that is ``_``, taken, or the goal's."""
        taken = {premise.name for premise in self._premises} | {"goal", "_"}
        number = len(self._premises) + 1
        while name in taken:
            name, number = f"h{number}", number + 1
        return name

    def _instance(self, binder: Binder) -> None:
        """``[Nonempty α]`` is noted; other instances say nothing that logic needs."""
        assert binder.type is not None
        type_ = unbracketed(binder.type)
        if isinstance(type_, Applied) and isinstance(type_.head, Name):
            of = unbracketed(type_.arguments[0])
            if type_.head.name in _INHABITED and isinstance(of, Name):
                self._inhabited.add(of.name)

    def _with_parameters(self, goal: Tree) -> Tree:
        """``goal`` without the leading ∀ over types, predicates and functions: they are declared.

        ``∀ (α : Type) (p : α → Prop) (a : α), p a`` is said of every α, p and a.
        """
        while isinstance(inner := unbracketed(goal), Bound) and inner.quantifier == "∀":
            count = _parameters(inner.binders, self._scope)
            if not count:
                return goal
            self._declare(inner.binders[:count])
            rest = inner.binders[count:]
            goal = replace(inner, binders=rest) if rest else inner.body
        return goal

    def _sentence(self, tree: Tree) -> Sentence:
        return Sentence(self._text[tree.start : tree.end], Span(tree.start, tree.end))


def _parameters(binders: tuple[Binder, ...], scope: Scope) -> int:
    """How many of ``binders`` there are up to the last that no first-order variable stands for."""
    count = 0
    for number, binder in enumerate(binders, start=1):
        if binder.type is None or binder.opening == "[":
            count = number if binder.opening == "[" else count
            continue
        if is_universe(binder.type):
            count = number
            for name in binder.names:
                scope = scope.with_sort(name.name)
            continue
        for name in binder.names:
            symbol = declared(name.name, binder.type, scope)
            if symbol is not None:
                scope = scope.with_symbol(symbol)
                if isinstance(symbol, PredicateSymbol) or symbol.arity:
                    count = number
    return count
