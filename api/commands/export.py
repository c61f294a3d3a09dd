"""``prover export``: an answer that was kept as JSON, in every other form."""

from __future__ import annotations

from typing import Annotated

import typer

from api.commands.options import AsOutput
from prover.errors import InputError

__all__ = ["export_command"]


def export_command(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="from `prover solve --json`")],
    html: AsOutput = None,
    dot: AsOutput = None,
    markdown: AsOutput = None,
    tstp: AsOutput = None,
    lean: AsOutput = None,
) -> None:
    """Write an exported answer as a page, graph, text, TSTP or Lean file.

    Its evidence is checked first: a verdict that its evidence does not support is bad input.
    """
    from api.checkers import Checkers
    from api.reading.files import load_text
    from api.recheck import certificates_for, document_in
    from api.settings import load_settings
    from api.shown.exports import write_exports
    from prover.export import answer_from_document

    wanted = {"html": html, "dot": dot, "markdown": markdown, "tstp": tstp, "lean": lean}
    if not any(wanted.values()):
        raise InputError("in which form?", hint="--html PATH, --markdown PATH, --lean PATH …")
    settings = load_settings()
    document = document_in(load_text(file, settings))
    answer = answer_from_document(document)
    if answer.verdict.is_decided:
        certificates = certificates_for(document, Checkers(settings), lean=False)
        if not certificates or not all(c.accepted for c in certificates):
            raise InputError(
                f"the answer is not {answer.verdict} by its evidence", hint="prover check says why"
            )
    write_exports(answer, wanted)
