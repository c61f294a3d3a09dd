"""Names get their meaning: bound variable, free variable, constant, function, predicate."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from prover.logic.reader.tokens import Style, Token
from prover.logic.reader.tree import Binder, Raw
from prover.logic.syntax import (
    FALSE,
    INDIVIDUAL,
    TRUE,
    And,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Iff,
    Implies,
    Not,
    Or,
    PredicateSymbol,
    Sort,
    Term,
    Variable,
    Xor,
)

__all__ = ["COMPARISONS", "Resolver", "SymbolUse", "spelled"]

SymbolUse = tuple[str, str, int]
"""Name, ``predicate`` or ``function``, arity: what tells one symbol from another."""

COMPARISONS = {"<": "<", ">": ">", "≤": "≤", "≥": "≥", "<=": "≤", "=<": "≤", ">=": "≥"}
"""How a comparison sign is called as a predicate."""

_FREE = {
    Style.ANY: re.compile(r"[u-z]\d*"),
    Style.NLTK: re.compile(r"[a-z]\d*"),
    Style.PROVER9: re.compile(r"[u-z].*", re.DOTALL),
    Style.TPTP: re.compile(r"[A-Z].*", re.DOTALL),
}
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_SPELLED_OUT = re.compile(r"_([0-9a-f]{1,8})_")
_CODE_POINT = re.compile(r"\\u\{([0-9a-f]{0,8})\}")


class Resolver:
    """Turns the raw trees of one theory into formulas.

    After each formula, ``uses`` maps the symbols in it to their first place, ``free`` and
    ``free_places`` name its free variables, ``escaped`` pairs tight quantifiers with an
    occurrence of their variable behind their scope, and ``vacuous`` lists the bound names
    that do not occur.
    """

    def __init__(self, style: Style, default_sort: Sort = INDIVIDUAL) -> None:
        self.style = style
        self.default_sort = default_sort
        self._free_name = _FREE[style].fullmatch
        self._scope: dict[str, Variable] = {}
        self._begin()
        self._actions: dict[str, Callable[[Raw], Formula]] = {
            "proposition": self._proposition,
            "truth": lambda raw: TRUE if _is_true(raw.token) else FALSE,
            "equality": self._equality,
            "inequality": lambda raw: Not(self._equality(raw)),
            "comparison": self._comparison,
            "not": lambda raw: Not(self._formula(raw.parts[0])),
            "and": lambda raw: And(tuple([self._formula(part) for part in raw.parts])),
            "or": lambda raw: Or(tuple([self._formula(part) for part in raw.parts])),
            "implies": self._implication,
            "implied": lambda raw: Implies(*reversed(self._both(raw))),
            "iff": lambda raw: Iff(*self._both(raw)),
            "xor": lambda raw: Xor(*self._both(raw)),
            "nand": lambda raw: Not(And(self._both(raw))),
            "nor": lambda raw: Not(Or(self._both(raw))),
            "wide": self._quantified,
            "tight": self._quantified,
        }

    def _begin(self) -> None:
        self.uses: dict[SymbolUse, Token] = {}
        self.free: dict[str, Variable] = {}
        self.free_places: dict[str, Token] = {}
        self.escaped: list[tuple[Token, Token]] = []
        self.vacuous: list[Token] = []
        self._closed: dict[str, list[Token]] = {}

    def formula(self, raw: Raw) -> Formula:
        """The formula of ``raw``; free variables stay free."""
        self._begin()
        return self._formula(raw)

    def _formula(self, raw: Raw) -> Formula:
        return self._actions[raw.kind](raw)

    def _both(self, raw: Raw) -> tuple[Formula, Formula]:
        left, right = raw.parts
        return self._formula(left), self._formula(right)

    def _implication(self, raw: Raw) -> Formula:
        left, right = raw.parts
        if self.style is Style.NLTK:  # where a -> b -> c is (a -> b) -> c
            chain = self._formula(left)
            while right.kind == "implies" and not right.bracketed:
                chain = Implies(chain, self._formula(right.parts[0]))
                right = right.parts[1]
            return Implies(chain, self._formula(right))
        return Implies(self._formula(left), self._formula(right))

    def _proposition(self, raw: Raw) -> Formula:
        inner: Raw = raw.parts[0]
        arguments = tuple([self._term(part) for part in inner.parts])
        name = spelled(inner.token, self.style)
        self._note(name, "predicate", len(arguments), inner.token)
        return Atom(PredicateSymbol(name, tuple([a.sort for a in arguments])), arguments)

    def _equality(self, raw: Raw) -> Formula:
        left, right = raw.parts
        return Equality(self._term(left), self._term(right))

    def _comparison(self, raw: Raw) -> Formula:
        name = COMPARISONS[raw.token.value]
        arguments = (self._term(raw.parts[0]), self._term(raw.parts[1]))
        self._note(name, "predicate", 2, raw.token)
        return Atom(PredicateSymbol(name, tuple([a.sort for a in arguments])), arguments)

    def _term(self, raw: Raw) -> Term:
        token = raw.token
        name = token.value
        if not raw.parts and (token.type == "NAME" or token.type == "BACKQUOTED"):
            variable = self._scope.get(name)
            if variable is not None:
                return variable
            # A quantifier is paired with the nearest occurrence only; the others are as far.
            for quantifier in self._closed.pop(name, ()):
                self.escaped.append((quantifier, token))
            if self._free_name(name) or token.type == "BACKQUOTED":
                return self._free_variable(name, token)
        arguments = tuple([self._term(part) for part in raw.parts])
        name = spelled(token, self.style)
        self._note(name, "function", len(arguments), token)
        sorts = tuple([a.sort for a in arguments])
        return Application(FunctionSymbol(name, sorts, self.default_sort), arguments)

    def _free_variable(self, name: str, token: Token) -> Variable:
        variable = self.free.get(name)
        if variable is None:
            variable = Variable(spelled(token, self.style), self.default_sort)
            self.free[name] = variable
            self.free_places[name] = token
        return variable

    def _note(self, name: str, kind: str, arity: int, token: Token) -> None:
        self.uses.setdefault((name, kind, arity), token)

    def _quantified(self, raw: Raw) -> Formula:
        scope = self._scope
        body = raw.parts[-1]
        variables: list[Variable] = []
        hidden: list[tuple[str, Variable | None]] = []
        for binder in raw.parts[:-1]:
            variable = self._variable(binder)
            name = binder.name.value
            hidden.append((name, scope.get(name)))
            scope[name] = variable
            variables.append(variable)
        formula = self._formula(body)
        for binder, variable in zip(raw.parts, variables, strict=False):
            if variable not in formula.free:
                self.vacuous.append(binder.name)
        for name, outer in reversed(hidden):
            if outer is None:
                scope.pop(name, None)
            else:
                scope[name] = outer
            if raw.kind == "tight":
                self._closed.setdefault(name, []).append(raw.token)
        return _quantify(raw.token, variables, formula)

    def _variable(self, binder: Binder) -> Variable:
        sort = self.default_sort
        if binder.sort is not None:
            sort = Sort(spelled(binder.sort, self.style))
        return Variable(spelled(binder.name, self.style), sort)


def _quantify(token: Token, variables: list[Variable], body: Formula) -> Formula:
    maker: Any = ForAll if token.type == "FORALL" else Exists
    for variable in reversed(variables):
        body = maker(variable, body)
    return Not(body) if token.type == "NONE" else body


def _is_true(token: Token) -> bool:
    return token.type == "TRUE"


def spelled(token: Token, style: Style) -> str:
    """The name a token spells: quotes removed, escapes undone."""
    text = token.value
    mark = text[0]
    if mark in "'`":
        return _unescaped(text[1:-1])
    if mark == '"':
        if style is Style.PROVER9:
            return _unescaped(text[1:-1])
        return f'"{_unescaped(text[1:-1])}"'
    if mark == "“":
        return f'"{text[1:-1]}"'
    if style is Style.NLTK and text.startswith("z__"):
        return _SPELLED_OUT.sub(_character, text[3:])
    return text


def _unescaped(text: str) -> str:
    """Undo ``\\\\`` and ``\\'`` as TPTP has them, then the code points TPTP cannot write."""
    if "\\" not in text:
        return text
    return _CODE_POINT.sub(_character, _ESCAPE.sub(r"\1", text))


def _character(match: re.Match[str]) -> str:
    """The character of a code point; what is no code point stays as it stands."""
    code = int(match[1], 16) if match[1] else None
    if code is None:
        return ""
    return chr(code) if code < 0xD800 or 0xDFFF < code <= 0x10FFFF else match[0]
