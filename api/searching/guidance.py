"""What guides a search in Lean's tactic states: policies, values, and what was learned before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from rich.console import Console

from api.lean.premises import Library, open_library, premise_texts, retriever
from api.model import ModelSampler, make_client, prompt_text
from api.searching.guidance_options import GuidanceOptions, PolicyName, PromptName
from api.settings import Settings
from prover.lean.goals import Goal
from prover.lean.verify import LeanKernel
from search.premises import accessible_for
from search.tactics.critic import Critic
from search.tactics.language_model import ChatPrompt, LanguageModel, Prompt, reprover_prompt
from search.tactics.learned import Experience, Learned
from search.tactics.learned_value import LearnedValue, StateModel
from search.tactics.ledger import Ledger
from search.tactics.mixture import Mixture
from search.tactics.policy import HandWritten
from search.tactics.prove import LeanGoal, Opening, Tree
from search.tactics.remembered import Memory, Remembered
from search.tactics.sampler import Metered, Sampler
from search.tactics.sketch import Sketches
from search.tactics.space import Policy, Value
from search.tactics.value import goal_value
from translators.llm import Sampling

__all__ = ["Guidance", "guide"]

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Guidance:
    """What :func:`search.tactics.prove.prove` is given, and what grows when it has found one."""

    policy: Policy
    value: Value
    opening: Opening | None
    ledger: Ledger
    widens: bool
    options: GuidanceOptions
    experience: Experience = field(default_factory=Experience)
    model: StateModel = field(default_factory=StateModel)
    memory: Memory = field(default_factory=Memory)

    def learn(self, tree: Tree) -> None:
        """Take in a finished proof, and keep what was learned.

        Raises:
            InputError: a file cannot be written.
        """
        if (path := self.options.experience) is not None:
            self.experience.learn(tree)
            self.experience.save(path)
            self.model.learn(tree)
            self.model.save(_value_file(path))
        if self.options.memory is not None:
            self.memory.learn(tree)
            self.memory.save(self.options.memory)


def guide(
    goal: LeanGoal,
    options: GuidanceOptions,
    settings: Settings,
    kernel: LeanKernel,
    console: Console,
) -> Guidance:
    """Everything that ``options`` ask for.

    Raises:
        InputError: a file is none of ours, or a model is needed and there is none.
        ModelError: the model cannot be loaded.
        LeanError: the library's theorems cannot be listed.
        EncoderMissing: the settings ask for embeddings, and the encoder is not there.
    """
    ledger = Ledger()
    policy_name = options.policy or (PolicyName.MIXED if settings.model else PolicyName.HAND)
    sampler: Sampler | None = None
    if options.critic or options.sketches or policy_name is not PolicyName.HAND:
        sampling = Sampling(settings.model_temperature, settings.model_tokens)
        sampler = Metered(ModelSampler(make_client(settings), sampling), ledger)
    library = open_library(settings, kernel, console) if options.premises else None
    experience = _loaded(options.experience, Experience.load, Experience)
    memory = _loaded(options.memory, Memory.load, Memory)
    value_file = _value_file(options.experience) if options.experience else None
    model = _loaded(value_file, StateModel.load, StateModel)
    policy = _policy(goal, options, sampler, library)
    if options.experience:
        policy = Learned(policy, experience)
    if options.memory:
        policy = Remembered(policy, memory)
    return Guidance(
        policy,
        _value(options, sampler, model),
        _opening(options, sampler),
        ledger,
        sampler is not None and options.policy is not PolicyName.HAND,
        options,
        experience,
        model,
        memory,
    )


def _policy(
    goal: LeanGoal, options: GuidanceOptions, sampler: Sampler | None, library: Library | None
) -> Policy:
    """Rules, a model, or both: by default both where there is a model."""
    hand = HandWritten(goal.definitions)
    accessible = None
    if library is not None:
        if goal.is_library:
            accessible = accessible_for(library.premises, goal.statement)
        hand = replace(hand, retrieve=retriever(library, options.premises, accessible))
    if sampler is None or options.policy is PolicyName.HAND:
        return hand
    model = LanguageModel(sampler, _prompt(options), samples=options.samples, seed=options.seed)
    if library is not None:
        texts: Callable[[Goal], Sequence[str]] = premise_texts(
            library, options.premises, accessible
        )
        model = replace(model, premises=texts)
    return model if options.policy is PolicyName.MODEL else Mixture(((model, 1.0), (hand, 1.0)))


def _prompt(options: GuidanceOptions) -> Prompt:
    if options.prompt is PromptName.REPROVER:
        return reprover_prompt
    return ChatPrompt(prompt_text("lean_tactic.v1"))


def _value(options: GuidanceOptions, sampler: Sampler | None, model: StateModel) -> Value:
    value: Value = LearnedValue(model) if options.experience else goal_value
    if options.critic and sampler is not None:
        return Critic(sampler, prompt_text("lean_critic.v1"), value)
    return value


def _opening(options: GuidanceOptions, sampler: Sampler | None) -> Opening | None:
    if not options.sketches or sampler is None:
        return None
    template = prompt_text("lean_proof.v1")
    return Sketches(sampler, template, options.sketches, seed=options.seed)


def _value_file(experience: Path) -> Path:
    """The learned value lies beside the learned policy."""
    return experience.with_suffix(".value.json")


def _loaded(path: Path | None, load: Callable[[Path], Kept], empty: Callable[[], Kept]) -> Kept:
    return load(path) if path is not None and path.exists() else empty()
