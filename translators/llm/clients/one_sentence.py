"""A model that translates one sentence at a time, asked like one that translates a text.

Prompts for a text have its sentences as a numbered list between fences and ask for a ``TEXT`` and
a ``FOL`` line for each.  A small model reads neither: it is given the bare sentence, writes a
formula under the grammar, and the reply is put together here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from translators.llm.conversation import Client, Completion, Finish, Message, Request, Role, Sample
from translators.llm.errors import ContextOverflow
from translators.llm.grammar import formula_grammar

__all__ = ["ONE_SENTENCE", "READS", "OneSentence", "reads_one_sentence"]

READS, ONE_SENTENCE = "reads", "one sentence"
"""What the configuration of such a model says."""

_BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_ITEM = re.compile(r"^\d+\. (.+)$", re.MULTILINE)


def reads_one_sentence(folder: Path) -> bool:
    """Whether the model in ``folder`` says that it has to be asked this way."""
    try:
        config = json.loads((folder / "config.json").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(config, dict) and config.get(READS) == ONE_SENTENCE


@dataclass(frozen=True, slots=True)
class OneSentence:
    """Asks ``client`` for each sentence of a request by itself."""

    client: Client

    @property
    def name(self) -> str:
        """The model's."""
        return self.client.name

    def complete(self, request: Request) -> Completion:
        """As many replies as the model gives formulas for each sentence.

        A request without a numbered list is passed on as it is.  A sentence that is too long
        for the model has a ``TEXT`` line only.

        Raises:
            ModelError: as the model does.
        """
        sentences = _sentences(request.messages[0].text)
        if not sentences:
            return self.client.complete(request)
        answers = [self._formulas(request, sentence) for sentence in sentences]
        count = min((len(a.samples) for a in answers if a.samples), default=0)
        if not count:
            raise ContextOverflow(f"every sentence is too long for {self.name}")
        return Completion(
            tuple(_reply(sentences, answers, number) for number in range(count)),
            sum(answer.prompt_tokens for answer in answers),
            next((answer.missing for answer in answers if answer.missing), ""),
        )

    def _formulas(self, request: Request, sentence: str) -> Completion:
        asked = replace(
            request, messages=(Message(Role.USER, sentence),), grammar=formula_grammar()
        )
        try:
            return self.client.complete(asked)
        except ContextOverflow:
            return Completion(())


def _sentences(prompt: str) -> list[str]:
    """The numbered lines of the last fenced block that has any; examples come before it."""
    lists = [_ITEM.findall(block) for block in _BLOCK.findall(prompt)]
    return next((found for found in reversed(lists) if found), [])


def _reply(sentences: Sequence[str], answers: Sequence[Completion], number: int) -> Sample:
    lines: list[str] = []
    used: list[Sample] = []
    for sentence, answer in zip(sentences, answers, strict=True):
        lines.append(f"TEXT: {sentence}")
        if answer.samples:
            used.append(answer.samples[number])
            lines.append(f"FOL: {used[-1].text}")
    told = [sample.log_prob for sample in used if sample.log_prob is not None]
    is_cut = any(sample.finish is Finish.LENGTH for sample in used)
    return Sample(
        "\n".join(lines),
        Finish.LENGTH if is_cut else Finish.STOP,
        sum(sample.tokens for sample in used),
        sum(told) if len(told) == len(used) else None,
        sum(sample.log_prob_tokens for sample in used),
    )
