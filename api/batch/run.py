"""A whole batch: what the file of answers lacks is answered and added to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import aclosing
from pathlib import Path

from api.batch.answering import Batch, answers
from api.batch.figures import Figures
from api.batch.lines import BatchItem, read_items
from api.batch.results import ResultFile
from api.tasks.executor import Executor

__all__ = ["run_batch"]


async def run_batch(
    source: Path,
    results: ResultFile,
    executor: Executor,
    figures: Figures,
    stopping: Callable[[], bool],
    watch: Callable[[], None],
) -> None:
    """Answer the problems of ``source`` that ``results`` has no line for.

    Args:
        source: a file of JSON lines, or a folder of problems.
        results: where the answers go, in the order of the problems.
        executor: does the work, under settings that are the defaults of the problems.
        figures: counts what comes out.
        stopping: asked before each problem; those under way are finished.
        watch: called after each result.

    Raises:
        InputError: the problems cannot be read, the answers cannot be written, or they answer
            something else.
        ClusterUnreachable: the executor is Ray, and there is no cluster.
    """

    settings = executor.settings

    def still_open() -> Iterator[BatchItem]:
        for item in read_items(source, settings):
            if earlier := results.earlier(item):
                figures.skip(earlier)
                watch()
            else:
                yield item

    async with executor:
        batch = Batch(executor, settings, settings.workers, stopping)
        async with aclosing(answers(still_open(), batch)) as found:
            async for result in found:
                results.add(result)
                figures.add(result)
                watch()
