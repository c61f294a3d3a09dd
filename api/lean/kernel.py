"""From settings to a Lean kernel, and from an answer to one that the kernel has seen."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from time import perf_counter

from api.settings import Settings
from prover.answer import Answer
from prover.evidence import Evidence
from prover.export.lean import NotExportable
from prover.lean.certify import certify_in_lean
from prover.lean.errors import LeanError
from prover.lean.options import LeanOptions
from prover.lean.toolchain import Toolchain, find_toolchain
from prover.lean.verify import LeanKernel

__all__ = ["evidence_of", "lean_options", "not_asked", "open_kernel", "toolchain_of", "with_kernel"]


def lean_options(settings: Settings) -> LeanOptions:
    """How Lean is run under ``settings``."""
    return LeanOptions(
        choice=settings.lean,
        cache=settings.lean_cache.expanduser(),
        project=settings.lean_project,
        imports=settings.lean_imports,
        seconds=settings.lean_timeout,
        heartbeats=settings.lean_heartbeats,
        memory_mb=settings.lean_memory_mb,
        unsafe_no_sandbox=not settings.lean_sandbox,
    )


def toolchain_of(settings: Settings) -> Toolchain:
    """The Lean that ``settings`` choose.

    Raises:
        LeanMissing: there is none, with what to do about it.
    """
    options = lean_options(settings)
    return find_toolchain(options.choice, options.cache, options.project)


def open_kernel(settings: Settings) -> LeanKernel:
    """A kernel to ask; its server starts with the first question.

    Raises:
        LeanMissing: there is no Lean, with what to do about it.
    """
    return LeanKernel(toolchain_of(settings), lean_options(settings))


def with_kernel(answer: Answer, kernel: LeanKernel, deadline: float = inf) -> Answer:
    """``answer`` with the kernel's certificates, or with a warning that it was not asked.

    Args:
        answer: a decided answer.
        kernel: the Lean to ask.
        deadline: value of :func:`time.monotonic` after which it is not waited for.
    """
    start = perf_counter()
    sentences = {premise.name: premise.sentence.text for premise in answer.problem.premises}
    try:
        certificates = certify_in_lean(evidence_of(answer), kernel, sentences, deadline)
    except (LeanError, NotExportable) as error:
        return not_asked(answer, str(error))
    elapsed = (perf_counter() - start) * 1000
    return replace(
        answer,
        certificates=(*answer.certificates, *certificates),
        timings={**answer.timings, "lean_ms": elapsed},
    )


def evidence_of(answer: Answer) -> Evidence:
    """What ``answer`` offers in support of its verdict."""
    problem = answer.problem
    return Evidence(
        answer.verdict,
        answer.semantics,
        {premise.name: premise.formula for premise in problem.premises},
        problem.goal.formula if problem.goal else None,
        answer.proof,
        answer.witnesses,
        answer.core,
        answer.fixpoint,
    )


def not_asked(answer: Answer, why: str) -> Answer:
    """``answer`` with the note that the kernel has had no say in it."""
    note = f"the Lean kernel has not been asked: {why}"
    return replace(answer, warnings=(*answer.warnings, note))
