"""One formula, or all formulas of a theory: :func:`parse_formula`, :func:`parse_formulas`.

What is read, and how doubtful cases are decided:

* ``formula.lark`` lists the notations and how strongly the connectives bind.
* ``∀x. A``, ``all x. A``, ``forall x, A`` reach as far right as they can; ``∀x A`` and
  TPTP's ``! [X] : A`` only over the next operand.  If ``x`` occurs unbound behind that
  operand, the wide reading is taken, with a warning.
* A name bound by a quantifier is a variable.  Unbound names are constants, except ``u`` to
  ``z`` with or without digits (other styles: their prover's rule), which are free
  variables, closed by ∀ around the whole formula with a warning.  A name in single quotes
  is never a variable.
* ``P`` with two arguments and ``P`` with one are two predicates; ``p`` as a predicate and
  ``p`` as a term are two symbols.  A warning names both places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prover.errors import Position
from prover.logic.reader.errors import FormulaSyntaxError
from prover.logic.reader.repair import ReadingWarning, group_ends, repaired, widened
from prover.logic.reader.resolve import Resolver, SymbolUse
from prover.logic.reader.sorts import UNKNOWN, with_sorts
from prover.logic.reader.tokens import Style, Token, scan
from prover.logic.reader.tree import Raw, parse_tokens
from prover.logic.syntax import INDIVIDUAL, ForAll, Formula

__all__ = ["Reading", "parse_formula", "parse_formulas"]

MAX_LENGTH = 1_000_000
"""Longest text, in characters, that is read as one formula."""

_MAX_WIDENINGS = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """The formulas of a theory, all closed, and what had to be decided to read them."""

    formulas: tuple[Formula, ...]
    warnings: tuple[ReadingWarning, ...] = ()


def parse_formula(text: str, *, style: Style = Style.ANY, tolerant: bool = False) -> Formula:
    """The closed formula that ``text`` denotes.

    ``style`` settles what notations disagree on; ``tolerant`` allows repairs (see
    :func:`parse_formulas`).  Raises :class:`FormulaSyntaxError`, :class:`SortConflictError` and
    :class:`~prover.logic.syntax.FormulaTooDeep`.
    """
    return parse_formulas((text,), style=style, tolerant=tolerant).formulas[0]


def parse_formulas(
    texts: Sequence[str], *, style: Style = Style.ANY, tolerant: bool = False
) -> Reading:
    """The closed formulas of one theory, one for each text, and the warnings about them.

    With ``tolerant``, a text that is no formula is read after balancing its brackets and
    taking commas between formulas for ∧, with a warning for each change; by default it is
    an error.  Raises what :func:`parse_formula` raises; ``error.formula`` is the index.
    """
    reader = _TheoryReader(texts, style, tolerant)
    for index in range(len(texts)):
        try:
            reader.read(index)
        except FormulaSyntaxError as error:
            error.formula = index
            raise
    return reader.reading()


class _TheoryReader:
    def __init__(self, texts: Sequence[str], style: Style, tolerant: bool) -> None:
        self.texts = texts
        self.style = style
        self.tolerant = tolerant
        self.formulas: list[Formula] = []
        self.warnings: list[ReadingWarning] = []
        self.names: dict[str, dict[SymbolUse, tuple[int, Token]]] = {}
        self.tokens = [_tokens(i, text, style) for i, text in enumerate(texts)]
        self.sorted = any(t.type == "SORT" for tokens in self.tokens for t in tokens)
        self.resolver = Resolver(style, UNKNOWN if self.sorted else INDIVIDUAL)

    def read(self, index: int) -> None:
        """Read the formula at ``index``."""
        text, tokens = self.texts[index], self.tokens[index]
        resolver = self.resolver
        raw, tokens = self._parsed(index, text, tokens)
        formula = resolver.formula(raw)
        for _ in range(_MAX_WIDENINGS if self.style is Style.ANY and resolver.escaped else 0):
            escaped = _capturable(tokens, resolver.escaped)
            if not escaped:
                break
            for quantifier, place in escaped.items():
                self._warn("scope-widened", _widening(quantifier, place), index, place)
            tokens = widened(tokens, escaped)
            formula = resolver.formula(parse_tokens(text, tokens))
        for name, variable in reversed(resolver.free.items()):
            formula = ForAll(variable, formula)
            if self.style is not Style.TPTP:
                message = f"'{name}' is not bound; read as 'for all {name}'"
                self._warn("free-variable", message, index, resolver.free_places[name])
        for token in resolver.vacuous:
            message = f"'{token.value}' is bound but does not occur"
            self._warn("vacuous-quantifier", message, index, token)
        self._note_symbols(index, resolver.uses)
        self.formulas.append(formula)

    def reading(self) -> Reading:
        """All that was read."""
        formulas = tuple(self.formulas)
        if self.sorted:
            formulas = with_sorts(formulas)
        self.warnings.sort(key=lambda w: (w.formula, w.position.offset))
        return Reading(formulas, tuple(self.warnings))

    def _parsed(self, index: int, text: str, tokens: list[Token]) -> tuple[Raw, list[Token]]:
        try:
            return parse_tokens(text, tokens), tokens
        except FormulaSyntaxError as strict:
            if not self.tolerant:
                raise
            mended, notes = repaired(tokens)
            try:
                raw = parse_tokens(text, mended)
            except FormulaSyntaxError:
                raise strict from None
            for offset, message in notes:
                position = Position.of(text, offset)
                self.warnings.append(ReadingWarning("repaired", message, index, position))
            return raw, mended

    def _note_symbols(self, index: int, uses: dict[SymbolUse, Token]) -> None:
        for use, token in uses.items():
            known = self.names.setdefault(use[0], {})
            if use in known:
                continue
            for other, place in known.items():
                self._warn("same-name", self._clash(use, other, place), index, token)
                break
            known[use] = index, token

    def _clash(self, use: SymbolUse, other: SymbolUse, place: tuple[int, Token]) -> str:
        index, token = place
        position = Position.of(self.texts[index], token.start)
        return (
            f"'{use[0]}' is {_described(use)} here but {_described(other)} in formula "
            f"{index + 1}, line {position.line}, column {position.column}; "
            "the two are kept apart"
        )

    def _warn(self, code: str, message: str, index: int, token: Token) -> None:
        position = Position.of(self.texts[index], token.start)
        self.warnings.append(ReadingWarning(code, message, index, position))


def _tokens(index: int, text: str, style: Style) -> list[Token]:
    try:
        if len(text) > MAX_LENGTH:
            hint = f"at most {MAX_LENGTH:,} characters are read as one formula"
            message = f"the text has {len(text):,} characters"
            raise FormulaSyntaxError.at(text[:MAX_LENGTH], 0, message, hint)
        return scan(text, style)
    except FormulaSyntaxError as error:
        error.formula = index
        raise


def _capturable(
    tokens: Sequence[Token], escaped: Sequence[tuple[Token, Token]]
) -> dict[Token, Token]:
    """The tight quantifiers whose wide reading would reach an escaped occurrence."""
    ends = group_ends(tokens)
    found: dict[Token, Token] = {}
    for quantifier, place in escaped:
        if quantifier.start < place.start < ends[quantifier.start]:
            found.setdefault(quantifier, place)
    return found


def _widening(quantifier: Token, place: Token) -> str:
    return (
        f"'{place.value}' stands behind the scope of '{quantifier.value}{place.value}'; "
        "the scope is read as reaching to it"
    )


def _described(use: SymbolUse) -> str:
    _, kind, arity = use
    if arity == 0:
        return "a proposition" if kind == "predicate" else "a constant"
    return f"a {kind} of {arity} argument{'s' if arity > 1 else ''}"
