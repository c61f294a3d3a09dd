"""English mathematics, by whoever reads it, as one statement that Lean has examined."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.text import Text

from api.lean.kernel import open_kernel
from api.model import make_client, prompt_text
from api.settings import Settings
from translators.lean_goals import Formalized, NotUnderstood, formalize
from translators.lean_goals.attempts import Attempts
from translators.lean_goals.candidates import Examined, Flag
from translators.lean_goals.formalization import (
    Agreement,
    Formalization,
    agreed,
    examine,
    proposed,
)
from translators.lean_goals.sampling import PROMPT, ModelFormalizer
from translators.llm import Client, Sampling

__all__ = [
    "FormalizeOptions",
    "FormalizedText",
    "formalization_document",
    "formalization_view",
    "formalize_text",
]

_CONTROLLED = "controlled"


@dataclass(frozen=True, slots=True)
class FormalizeOptions:
    """Who reads: see ``prover formalize --help``."""

    by_grammar: bool = True
    by_model: bool = False
    samples: int = 5
    rounds: int = 2
    seed: int = 0


@dataclass(frozen=True, slots=True)
class FormalizedText:
    """What was made of a text.

    Attributes:
        text: as it came.
        found: the candidates, compared.
        controlled: what controlled English makes of it, if that was asked and is anything.
        not_understood: why controlled English makes nothing of it.
    """

    text: str
    found: Formalization
    controlled: Formalized | None
    not_understood: str = ""

    @property
    def is_sound(self) -> bool:
        """All candidates agree, and nothing worse than *trivial* is known of the statement."""
        flags = {warned.flag for warned in self.found.examined.flags}
        agrees = self.found.agreement is Agreement.AGREED
        return agrees and not flags & {Flag.VACUOUS, Flag.REFUTED}


def formalize_text(text: str, options: FormalizeOptions, settings: Settings) -> FormalizedText:
    """The statement that ``text`` makes, as most candidates have it.

    Raises:
        NotUnderstood: it is no controlled English, and no model was to be asked.
        NoCandidate: Lean takes none of the candidates.
        ProverError: Lean or the model cannot be asked.
    """
    controlled, why = None, ""
    if options.by_grammar:
        try:
            controlled = formalize(text)
        except NotUnderstood as error:
            if not options.by_model:
                raise
            why = str(error)
    client = make_client(settings) if options.by_model else None
    with open_kernel(settings) as kernel:
        attempts = Attempts(kernel)
        examined: list[Examined] = []
        if controlled is not None:
            examined.append(examine(proposed(controlled.statement, _CONTROLLED), attempts))
        if client is not None:
            examined += _by_model(text, client, options, settings, attempts)
        return FormalizedText(text, agreed(examined, attempts), controlled, why)


def _by_model(
    text: str,
    client: Client,
    options: FormalizeOptions,
    settings: Settings,
    attempts: Attempts,
) -> tuple[Examined, ...]:
    sampling = Sampling(settings.model_temperature, settings.model_tokens)
    formalizer = ModelFormalizer(
        client,
        prompt_text(PROMPT),
        options.samples,
        options.rounds,
        sampling,
        options.seed,
    )
    return formalizer.candidates(text, attempts)


def formalization_document(made: FormalizedText) -> dict[str, object]:
    """All of it, ready for JSON."""
    found = made.found
    document: dict[str, object] = {
        "text": made.text,
        "statement": found.chosen.theorem,
        "agreement": found.agreement.value,
        "english": made.controlled.english if made.controlled else "",
        "notes": list(made.controlled.notes) if made.controlled else [],
        "not_understood": made.not_understood,
        "classes": [
            {
                "votes": one.votes,
                "candidates": [_examined_document(member) for member in one.members],
                "equivalences": [
                    {
                        "left": shown.left.theorem,
                        "right": shown.right.theorem,
                        "script": shown.proof.script,
                        "certificate": shown.proof.judged.model_dump(mode="json"),
                    }
                    for shown in one.proofs
                ],
            }
            for one in found.classes
        ],
        "discarded": [_examined_document(one) for one in found.discarded],
    }
    return document


def _examined_document(one: Examined) -> dict[str, object]:
    statement = one.candidate.statement
    return {
        "source": one.candidate.source,
        "statement": statement.theorem if statement else "",
        "text": one.candidate.text,
        "round": one.candidate.round,
        "votes": one.votes,
        "outcome": one.outcome.value,
        "message": one.message,
        "flags": [
            {
                "flag": warned.flag.value,
                "theorem": warned.theorem,
                "script": warned.script,
                "certificate": warned.judged.model_dump(mode="json"),
            }
            for warned in one.flags
        ],
    }


_WARNINGS = {
    Flag.TRIVIAL: "trivial: it holds by mere calculation or repetition",
    Flag.VACUOUS: "vacuous: its hypotheses contradict each other",
    Flag.REFUTED: "false: its negation is provable",
}


def formalization_view(made: FormalizedText) -> RenderableType:
    """The statement, what it says in English, and what is doubtful about it."""
    found = made.found
    lines = [Text(found.chosen.theorem)]
    is_controlled = found.examined.candidate.source == _CONTROLLED
    if made.controlled is not None and is_controlled:
        lines.append(Text(f"  {made.controlled.english}", style="dim"))
        lines += [Text(f"  note: {note}", style="yellow") for note in made.controlled.notes]
    for warned in found.examined.flags:
        lines.append(Text(f"  {_WARNINGS[warned.flag]} (by {warned.script})", style="yellow"))
    if found.agreement is Agreement.AMBIGUOUS:
        lines.append(Text("ambiguous: other candidates say something else", style="yellow"))
        for other in found.classes[1:]:
            statement = other.members[0].candidate.statement
            assert statement is not None
            lines.append(Text(f"  {other.votes} × {statement.theorem}"))
    for one in found.discarded:
        lines.append(Text(f"  {one.outcome.value}: {one.message.splitlines()[0]}", style="dim"))
    return Group(*lines)
