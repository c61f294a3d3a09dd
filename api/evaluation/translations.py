"""``prover eval --translations``: recorded translations replayed, whatever their format."""

from __future__ import annotations

from pathlib import Path

from api.recorded.records import read_records
from api.recorded.replay import Plan
from api.recorded.run import run_replay
from api.sampled.linc import is_linc
from api.sampled.run import run_sampled_replay

__all__ = ["replay_translations"]


def replay_translations(
    path: Path,
    dataset: Path | None,
    plan: Plan,
    limit: int | None,
    rows: Path | None,
    as_json: bool,
) -> float:
    """Replay ``path``, print what came out, and return the accuracy.

    Several replies for one text are voted over (``api.sampled``); programs that stand for their
    question are executed as they are (``api.recorded``).

    Raises:
        InputError: the file cannot be read, or holds no records of a known format.
    """
    if is_linc(read_records(path, 1)[0]):
        sampled = run_sampled_replay(
            path,
            plan.settings,
            k=plan.k,
            limit=limit,
            jobs=plan.jobs,
            rows_path=rows,
            as_json=as_json,
        )
        return sampled.summary.accuracy
    return run_replay(path, dataset, plan, limit, rows, as_json).summary.accuracy
