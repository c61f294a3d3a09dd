"""English sentences put before a language model: k samples, each given a chance to mend itself.

Self-refinement is Logic-LM's (Pan et al. 2023): what the parser says about a formula goes back to
the model that wrote it.  What is believed of a reply is its formulas and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from prover.logic.syntax import FunctionSymbol, PredicateSymbol
from prover.logic.walk import symbols
from translators.llm.conversation import Client, Message, Request, Role, Sampling
from translators.llm.errors import ModelError
from translators.llm.samples import SampleReading, read_sample

__all__ = ["Draft", "Drafts", "ModelTranslator", "Prompts", "filled"]

_FENCE = "```"


@dataclass(frozen=True, slots=True)
class Prompts:
    """The texts that a model is asked with.

    ``translate`` has a place for ``sentences``, ``declared`` for ``symbols``, too, ``refine`` for
    ``errors``.  Without ``declared`` every sample makes up its own names.
    """

    translate: str
    refine: str
    declared: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One sample: the reply that is used, how often it was refined, what was said about that."""

    reply: str
    rounds: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drafts:
    """All samples, and why there are fewer than were asked for."""

    drafts: tuple[Draft, ...]
    tokens: int = 0
    missing: str = ""


@dataclass(slots=True)
class ModelTranslator:
    """Asks a model for translations of one text.

    Args:
        client: the model.
        prompts: how it is asked.
        sampling: how samples are drawn.
        rounds: how often a sample with unreadable formulas is sent back, at most.
        seed: the same seed, the same samples, as far as the model keeps to it.
    """

    client: Client
    prompts: Prompts
    sampling: Sampling = field(default_factory=Sampling)
    rounds: int = 1
    seed: int = 0
    _tokens: int = field(default=0, init=False)

    def drafts(self, sentences: Sequence[str], k: int) -> Drafts:
        """At most ``k`` samples, at least one.

        Raises:
            ModelError: the model gives none at all.
        """
        self._tokens = 0
        prompt = filled(self.prompts.translate, {"sentences": _numbered(sentences)})
        first = 1 if self.prompts.declared and k > 1 else k
        found, missing = self._ask((Message(Role.USER, prompt),), first)
        drafts = [self._refined(prompt, reply, sentences) for reply in found]
        if first < k:
            known = {"sentences": _numbered(sentences), "symbols": _vocabulary(drafts, sentences)}
            prompt = filled(self.prompts.declared, known)
            try:
                found, missing = self._ask((Message(Role.USER, prompt),), k - 1)
            except ModelError as error:
                found, missing = (), str(error)
            drafts += [self._refined(prompt, reply, sentences) for reply in found]
        return Drafts(tuple(drafts), self._tokens, missing)

    def _ask(self, messages: tuple[Message, ...], n: int) -> tuple[tuple[str, ...], str]:
        completion = self.client.complete(Request(messages, n, self.sampling, seed=self.seed))
        self._tokens += completion.tokens
        return tuple(sample.text for sample in completion.samples), completion.missing

    def _refined(self, prompt: str, reply: str, sentences: Sequence[str]) -> Draft:
        """The reply, or a later one that leaves fewer sentences without a formula."""
        best, reading = Draft(reply), read_sample(reply, sentences)
        for number in range(1, self.rounds + 1):
            if not reading.unread:
                break
            errors = filled(self.prompts.refine, {"errors": _errors(reading, sentences)})
            messages = (
                Message(Role.USER, prompt),
                Message(Role.ASSISTANT, best.reply),
                Message(Role.USER, errors),
            )
            try:
                found, _ = self._ask(messages, 1)
            except ModelError as error:
                return replace(best, notes=(*best.notes, f"round {number}: {error}"))
            again = read_sample(found[0], sentences)
            note = (
                f"round {number}: {len(reading.unread)} sentences unread, then {len(again.unread)}"
            )
            if len(again.unread) < len(reading.unread):
                best, reading = Draft(found[0], number, best.notes), again
            best = replace(best, notes=(*best.notes, note))
        return best


def filled(prompt: str, values: Mapping[str, str]) -> str:
    """``prompt`` with ``{{name}}`` replaced, all at once; no value can close a fence.

    What a value says in double braces stays what it is.
    """
    parts = prompt.split("{{")
    text = parts[0]
    for part in parts[1:]:
        name, closed, rest = part.partition("}}")
        if closed and name in values:
            text += values[name].replace(_FENCE, "'''") + rest
        else:
            text += "{{" + part
    return text


def _numbered(sentences: Sequence[str]) -> str:
    flat = (" ".join(sentence.split()) for sentence in sentences)
    return "\n".join(f"{number}. {sentence}" for number, sentence in enumerate(flat, start=1))


def _errors(reading: SampleReading, sentences: Sequence[str]) -> str:
    lines = []
    for unread in reading.unread:
        lines.append(f"{unread.sentence + 1}. {' '.join(sentences[unread.sentence].split())}")
        if unread.text:
            lines.append(f"   you wrote: {unread.text}")
        lines.append(f"   {unread.reason}")
    return "\n".join(lines)


def _vocabulary(drafts: Sequence[Draft], sentences: Sequence[str]) -> str:
    """The names that the first sample uses, predicates with their number of arguments."""
    found: dict[str, None] = {}
    for draft in drafts:
        for formula in read_sample(draft.reply, sentences).formulas:
            for symbol in () if formula is None else symbols(formula):
                if isinstance(symbol, PredicateSymbol) or symbol.arity:
                    found.setdefault(f"{symbol.name}/{symbol.arity}")
                elif isinstance(symbol, FunctionSymbol):
                    found.setdefault(symbol.name)
    return "\n".join(found)
