"""TPTP problem files (``fof``, ``cnf``, ``include``), as the TPTP language v9 defines them.

Offsets in a file survive: comments are blanked out, not removed, so every formula knows
where it stands.  ``cnf`` clauses and open ``fof`` formulas are closed by ∀.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from lark import Lark
from lark.exceptions import UnexpectedToken

from prover.errors import InputError
from prover.logic.reader.errors import FormulaSyntaxError, error_at, unexpected
from prover.logic.reader.resolve import Resolver, spelled
from prover.logic.reader.tokens import Style, Token, mark, scan_raw
from prover.logic.reader.tree import TokenLexer, TreeBuilder, grammar, grammar_text
from prover.logic.syntax import FALSE, And, ForAll, Formula
from prover.problem import Premise, Problem, Sentence, Span

__all__ = [
    "AnnotatedFormula",
    "IncludeError",
    "TptpSyntaxError",
    "parse_tptp",
    "read_tptp",
    "tptp_problem",
]

_COMMENT = re.compile(
    # What is not closed reaches to the end, so that no text is scanned twice.
    r"""'(?:[^'\\]|\\.)*(?:'|\Z)|"(?:[^"\\]|\\.)*(?:"|\Z)|(%[^\n]*|/\*.*?(?:\*/|\Z))""",
    re.DOTALL,
)
_GOAL_ROLES = frozenset({"conjecture", "question"})
_PREMISE_ROLES = frozenset(
    {"axiom", "hypothesis", "definition", "assumption", "lemma", "theorem", "corollary"}
    | {"negated_conjecture", "plain"}
)


class TptpSyntaxError(FormulaSyntaxError):
    """A file is not TPTP; ``path`` is the file, None for a text from elsewhere."""

    code = "tptp-syntax"
    path: Path | None = None

    def __str__(self) -> str:
        return f"{self.path}: {super().__str__()}" if self.path else super().__str__()


class IncludeError(InputError):
    """An included file is missing, forbidden, or includes itself."""

    code = "tptp-include"


@dataclass(frozen=True, slots=True)
class AnnotatedFormula:
    """One ``fof`` or ``cnf`` statement: its name, role and closed formula.

    ``span`` is the whole statement in ``source``, the text of the file at ``path``.
    """

    name: str
    role: str
    formula: Formula
    span: Span
    source: str
    path: Path | None = None

    @property
    def text(self) -> str:
        """The statement as its author wrote it."""
        return self.source[self.span.start : self.span.end]


def read_tptp(path: Path) -> tuple[AnnotatedFormula, ...]:
    """The formulas of the file at ``path``, includes expanded in place.

    An include is looked for beside the including file, beside ``path``, then in ``$TPTP``.
    Raises :class:`TptpSyntaxError`, :class:`IncludeError` and
    :class:`~prover.logic.syntax.FormulaTooDeep`; OSError if ``path`` cannot be read.
    """
    library = os.environ.get("TPTP")
    roots = (path.parent, Path(library)) if library else (path.parent,)
    return parse_tptp(path.read_text(encoding="utf-8"), path=path, roots=roots)


def parse_tptp(
    text: str, *, path: Path | None = None, roots: Sequence[Path] = ()
) -> tuple[AnnotatedFormula, ...]:
    """The formulas of a TPTP ``text``.

    Includes are looked for beside ``path`` and in ``roots``; without either they are
    refused, which is what a service that reads strangers' files wants.
    """
    opened = (path.resolve(),) if path else ()
    return tuple(_FileReader(text, path, tuple(roots), opened).formulas())


def tptp_problem(formulas: Iterable[AnnotatedFormula]) -> Problem:
    """The question a TPTP file asks.

    Several conjectures make one goal, their conjunction.  Without a conjecture the goal is
    ⊥: are the premises (negated conjectures among them) inconsistent?  ``text`` is the
    file, or empty if the formulas come from several: each sentence carries its own words.
    """
    premises: list[Premise] = []
    goals: list[Premise] = []
    warnings: list[str] = []
    taken: dict[str, int] = {}
    sources: set[str] = set()
    for each in formulas:
        sources.add(each.source)
        if each.role not in _GOAL_ROLES and each.role not in _PREMISE_ROLES:
            warnings.append(f"'{each.name}' has the role '{each.role}' and is left out")
            continue
        count = taken[each.name] = taken.get(each.name, 0) + 1
        name = each.name if count == 1 else f"{each.name}#{count}"
        premise = Premise(name, each.formula, Sentence(each.text, each.span))
        (goals if each.role in _GOAL_ROLES else premises).append(premise)
    text = sources.pop() if len(sources) == 1 else ""
    return Problem(tuple(premises), _goal(goals), text, warnings=tuple(warnings))


def _goal(goals: list[Premise]) -> Premise:
    if not goals:
        return Premise("goal", FALSE, Sentence("", Span(0, 0)))
    if len(goals) == 1:
        return goals[0]
    text = "\n".join(goal.sentence.text for goal in goals)
    span = Span(goals[0].sentence.span.start, goals[-1].sentence.span.end)
    conjunction = And(tuple(goal.formula for goal in goals))
    return Premise("goal", conjunction, Sentence(text, span))


class _Builder(TreeBuilder):
    """The semantic actions of ``tptp.lark``."""

    def annotated(self, children: list[Any]) -> list[Any]:
        return children

    def include(self, children: list[Any]) -> list[Token]:
        return [token for token in children if token.type in ("INCLUDE", "NAME", "QUOTED")]


@lru_cache(maxsize=1)
def _grammar() -> Lark:
    own = Path(__file__).with_name("tptp.lark").read_text(encoding="utf-8")
    return Lark(
        grammar_text() + "\n" + own,
        start="statement",
        parser="lalr",
        lexer=TokenLexer,
        transformer=_Builder(),
        maybe_placeholders=False,
    )


class _FileReader:
    def __init__(
        self, text: str, path: Path | None, roots: tuple[Path, ...], opened: tuple[Path, ...]
    ) -> None:
        self.source = text
        self.path = path
        self.roots = roots
        self.opened = opened
        self.text = _COMMENT.sub(_blank, text) if "%" in text or "/*" in text else text

    def formulas(self) -> Iterator[AnnotatedFormula]:
        """The formulas of the file in order, included ones in place."""
        try:
            for tokens in _statements(self.text):
                children = self._parsed(tokens)
                if children[0].type == "INCLUDE":
                    yield from self._included(children)
                else:
                    yield self._annotated(children, tokens)
        except FormulaSyntaxError as error:
            if isinstance(error, TptpSyntaxError):
                raise
            raise self._located(error) from None

    def _located(self, error: FormulaSyntaxError) -> TptpSyntaxError:
        located = TptpSyntaxError(
            error.message, position=error.position, hint=error.hint, excerpt=error.excerpt
        )
        located.path = self.path
        return located

    def _parsed(self, tokens: list[Token]) -> list[Any]:
        first = tokens[0]
        if first.value not in ("fof", "cnf", "include"):
            hint = "a statement starts with fof(, cnf( or include("
            if first.value in ("tff", "thf", "tcf", "tpi"):
                hint = f"{first.value} is not read, only fof and cnf"
            raise error_at(self.text, first.start, f"'{first.value}' starts no statement", hint)
        first.type = "INCLUDE" if first.value == "include" else "LANGUAGE"
        if tokens[-1].type != "MARK":
            hint = "a statement ends with a full stop"
            raise error_at(self.text, tokens[-1].end, "the last statement is not ended", hint)
        marked = mark(tokens[:-1], Style.TPTP)
        try:
            children: list[Any] = _grammar().parse(marked)  # type: ignore[assignment]
        except UnexpectedToken as error:
            at = next((i for i, t in enumerate(marked) if t is error.token), len(marked))
            raise unexpected(self.text, marked, at) from None
        return children

    def _annotated(self, children: list[Any], tokens: list[Token]) -> AnnotatedFormula:
        resolver = Resolver(Style.TPTP)
        formula = resolver.formula(children[6])
        for variable in reversed(resolver.free.values()):
            formula = ForAll(variable, formula)
        span = Span(tokens[0].start, tokens[-1].end)
        name = spelled(children[2], Style.TPTP)
        return AnnotatedFormula(name, children[4].value, formula, span, self.source, self.path)

    def _included(self, children: list[Token]) -> Iterator[AnnotatedFormula]:
        name = spelled(children[1], Style.TPTP)
        path = self._find(name, children[1])
        if path.resolve() in self.opened:
            chain = " → ".join(p.name for p in (*self.opened, path))
            raise self._include_error(children[1], f"a file includes itself: {chain}", "break it")
        text = path.read_text(encoding="utf-8")
        reader = _FileReader(text, path, self.roots, (*self.opened, path.resolve()))
        if len(children) == 2:
            yield from reader.formulas()
            return
        wanted = {spelled(token, Style.TPTP): token for token in children[2:]}
        found = [f for f in reader.formulas() if f.name in wanted]
        for missing in wanted.keys() - {f.name for f in found}:
            message = f"'{name}' has no formula named '{missing}'"
            raise self._include_error(wanted[missing], message, "check the list of names")
        yield from found

    def _find(self, name: str, token: Token) -> Path:
        places = (self.path.parent, *self.roots) if self.path else self.roots
        for place in places:
            if (place / name).is_file():
                return place / name
        if places:
            looked = ", ".join(str(place) for place in dict.fromkeys(places))
            hint = f"looked in {looked}; set TPTP to the folder that holds Axioms/"
        else:
            hint = "includes are not followed here; put the formulas into one file"
        raise self._include_error(token, f"cannot include '{name}'", hint)

    def _include_error(self, token: Token, message: str, hint: str) -> IncludeError:
        at = error_at(self.text, token.start, message, hint)
        where = f"{self.path}: " if self.path else ""
        return IncludeError(where + message, position=at.position, hint=hint, excerpt=at.excerpt)


def _statements(text: str) -> Iterator[list[Token]]:
    """The tokens of each statement, its full stop included."""
    statement: list[Token] = []
    depth = 0
    for token in scan_raw(text, grammar(), Style.TPTP):
        statement.append(token)
        if token.type == "LPAR":
            depth += 1
        elif token.type == "RPAR":
            depth -= 1
        elif depth <= 0 and token.type == "MARK" and token.value == ".":
            yield statement
            statement, depth = [], 0
    if statement:
        yield statement


def _blank(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[0]
    return re.sub(r"[^\n]", " ", match[0])
