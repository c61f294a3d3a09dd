"""Reading anybody's TSTP derivation."""

from __future__ import annotations

from collections.abc import Iterator

from prover.logic.syntax import FormulaTooDeep
from prover.problem import Span
from prover.tstp.derivation import Block, TstpDerivation, TstpStep
from prover.tstp.formulas import FormulaReader
from prover.tstp.outputs import outputs, status_in
from prover.tstp.sources import General, general_terms, source_of
from prover.tstp.tokens import END, Statement, WrongToken, statements, unquoted

__all__ = ["read_derivation"]


def read_derivation(text: str) -> TstpDerivation:
    """The derivation in ``text``, its formulas over one signature.

    Args:
        text: what a prover printed, or the derivation alone.

    Raises:
        TstpSyntaxError: it is no derivation; the error says where.
    """
    reader = FormulaReader()
    blocks = tuple(
        Block(found.kind, tuple(_steps(text, found.start, found.end, reader)))
        for found in outputs(text)
    )
    return TstpDerivation(status_in(text), blocks)


def _steps(text: str, start: int, end: int, reader: FormulaReader) -> Iterator[TstpStep]:
    names: set[str] = set()
    for statement in statements(text, start, end):
        step = _step(statement, reader)
        if step.name in names:
            hint = "every step needs a name of its own"
            raise statement.error(2, f"a second step is called '{step.name}'", hint)
        names.add(step.name)
        yield step


def _step(statement: Statement, reader: FormulaReader) -> TstpStep:
    tokens = statement.tokens
    language = tokens[0]
    if language not in ("fof", "cnf"):
        typed = language in ("tff", "thf", "tcf")
        message = f"{language} is not read" if typed else f"'{language[:40]}' starts no statement"
        raise statement.error(0, message, "a derivation is made of fof( and cnf( statements")
    try:
        return _annotated(statement, reader)
    except WrongToken as error:
        raise statement.error(error.index, error.message, error.hint) from None
    except FormulaTooDeep as error:
        raise statement.error(6, error.message, error.hint) from None


def _annotated(statement: Statement, reader: FormulaReader) -> TstpStep:
    """``language(name, role, formula, source, useful information)``."""
    tokens = statement.tokens
    _sign(tokens, 1, "(")
    name = _word(tokens, 2)
    _sign(tokens, 3, ",")
    role = _word(tokens, 4)
    _sign(tokens, 5, ",")
    formula, at = reader.read(tokens, 6)
    terms: list[General] = []
    if at < len(tokens) and tokens[at] == ",":
        terms, at = general_terms(tokens, at + 1)
    _sign(tokens, at, ")")
    _sign(tokens, at + 1, END)
    span = Span(statement.start, statement.end)
    return TstpStep(name, tokens[0], role, formula, source_of(terms), span)


def _word(tokens: list[str], at: int) -> str:
    token = tokens[at] if at < len(tokens) else END
    if not (token[:1].isalnum() or token[:1] == "'"):
        raise _expected(tokens, at, "a name is expected here")
    return unquoted(token)


def _sign(tokens: list[str], at: int, sign: str) -> None:
    if (tokens[at] if at < len(tokens) else END) != sign:
        raise _expected(tokens, at, f"'{sign or '.'}' is expected here")


def _expected(tokens: list[str], at: int, hint: str) -> WrongToken:
    token = tokens[at] if at < len(tokens) else END
    message = f"'{token[:40]}' is out of place" if token else "the statement is incomplete"
    return WrongToken(at, message, hint)
