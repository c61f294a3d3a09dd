"""From settings to a language model, and from its client to what the search asks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path

from api.settings import Settings
from prover.errors import InputError
from search.tactics.sampler import Sampled, Samples
from translators.llm import Client, ModelError, Request, Sampling
from translators.llm.clients.one_sentence import OneSentence, reads_one_sentence
from translators.llm.errors import ModelMissing
from translators.llm.patience import Patience

__all__ = ["ModelSampler", "make_client", "prompt_text"]


def make_client(settings: Settings) -> Client:
    """The client of the model that ``settings`` name, recorded where they say so.

    Raises:
        InputError: they name none, or something that is no model.
        ModelMissing: what it needs is not installed.
    """
    kind, _, name = settings.model.partition(":")
    client: Client
    match kind:
        case "openai" if name:
            client = _server(name, settings)
        case "hf" if name:
            from translators.llm.clients.hugging_face import HuggingFaceModel

            client = HuggingFaceModel(name, settings.model_device, settings.model_dtype)
            if reads_one_sentence(Path(name)):
                client = OneSentence(client)
        case "cassette" if name:
            from translators.llm.clients.cassette import Player

            return Player.load(Path(name))
        case _:
            raise InputError(
                f"{settings.model!r} is no model" if settings.model else "there is no model",
                hint="--model or PROVER_MODEL: openai:NAME, hf:FOLDER or cassette:FILE",
            )
    if settings.model_record is None:
        return client
    from translators.llm.clients.cassette import Recorder

    return Recorder(client, settings.model_record)


def _server(name: str, settings: Settings) -> Client:
    if find_spec("openai") is None or find_spec("httpx2") is None:
        raise ModelMissing(
            "model servers need the package openai",
            hint="pip install 'neurosymbolic-prover[llm-client]'",
        )
    from translators.llm.clients.openai_server import GrammarField, OpenAiServer

    return OpenAiServer(
        name,
        settings.model_url,
        settings.model_key.get_secret_value(),
        seconds=settings.model_timeout,
        grammar_field=GrammarField(settings.model_grammar),
        patience=Patience(tries=settings.model_tries),
    )


@dataclass(slots=True)
class ModelSampler:
    """A client as the search asks it: prompts as single questions.

    A model that cannot be asked, or whose first answer is none, is an error; a later question
    that it has no answer to (it is too long, or the reply is no reply) gives no samples.
    """

    client: Client
    sampling: Sampling
    _has_answered: bool = field(default=False, init=False)

    def sample(self, prompt: str, n: int, seed: int) -> Samples:
        """As :class:`search.tactics.sampler.Sampler` says.

        Raises:
            ModelError: the model cannot be asked.
        """
        request = replace(Request.of(prompt, n, seed), sampling=self.sampling)
        try:
            completion = self.client.complete(request)
        except ModelError as error:
            if error.is_final or not self._has_answered:
                raise
            return Samples(())
        self._has_answered = True
        replies = tuple(Sampled(sample.text, sample.log_prob) for sample in completion.samples)
        return Samples(replies, completion.tokens)


def prompt_text(name: str) -> str:
    """The prompt of this name and version: inside the installed package, or in a checkout."""
    here = Path(__file__).parent
    shipped = here / "prompts"
    folder = shipped if shipped.is_dir() else here.parent / "data" / "prompts"
    return (folder / f"{name}.md").read_text("utf-8")
