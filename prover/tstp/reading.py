"""Reading anybody's TSTP derivation: TPTP statements that say where they come from."""

from __future__ import annotations

from collections.abc import Iterator

from prover.logic.syntax import FormulaTooDeep
from prover.logic.tptp import TptpSyntaxError
from prover.logic.tptp.annotations import annotations_at
from prover.logic.tptp.errors import Misplaced
from prover.logic.tptp.formulas import FormulaParser
from prover.logic.tptp.statement import behind_header
from prover.logic.tptp.tokens import error_in_statement, statements, tokens
from prover.logic.tptp.vocabulary import Vocabulary, name_of
from prover.problem import Span
from prover.tstp.derivation import Block, TstpDerivation, TstpStep
from prover.tstp.errors import TstpSyntaxError
from prover.tstp.outputs import Output, outputs, status_in
from prover.tstp.sources import source_of

__all__ = ["read_derivation"]

_LARGEST_STATEMENT = 10_000_000
"""Characters that one statement may have."""


def read_derivation(text: str) -> TstpDerivation:
    """The derivation in ``text``, its formulas over one signature.

    Args:
        text: what a prover printed, or the derivation alone.

    Raises:
        TstpSyntaxError: it is no derivation; the error says where.
    """
    vocabulary = Vocabulary(interprets=False)
    try:
        blocks = tuple(
            Block(block.kind, tuple(_steps(text, block, vocabulary))) for block in outputs(text)
        )
    except TptpSyntaxError as error:
        raise TstpSyntaxError(
            error.message, position=error.position, hint=error.hint, excerpt=error.excerpt
        ) from None
    return TstpDerivation(status_in(text), blocks)


def _steps(text: str, block: Output, vocabulary: Vocabulary) -> Iterator[TstpStep]:
    names: set[str] = set()
    for start, end in statements(text, block.start, block.end):
        if end - start > _LARGEST_STATEMENT:
            hint = f"a statement has at most {_LARGEST_STATEMENT:,} characters"
            raise TstpSyntaxError.at(text, start, "this statement is too long", hint)
        try:
            step = _step(tokens(text, start, end), Span(start, end), vocabulary)
            if step.name in names:
                message = f"a second step is called '{step.name}'"
                raise Misplaced(2, message, "every step needs a name of its own")
        except FormulaTooDeep as error:
            fault = Misplaced(6, error.message, error.hint)
            raise error_in_statement(text, start, end, fault) from None
        except Misplaced as fault:
            raise error_in_statement(text, start, end, fault) from None
        names.add(step.name)
        yield step


def _step(found: list[str], span: Span, vocabulary: Vocabulary) -> TstpStep:
    """``language(name, role, formula, source, useful information).``"""
    parser = FormulaParser(found, behind_header(found, ("fof", "cnf")), vocabulary, flat=True)
    formula = parser.closed_formula()
    source = source_of(annotations_at(found, parser.at))
    return TstpStep(name_of(found[2]), found[0], found[4], formula, source, span)
