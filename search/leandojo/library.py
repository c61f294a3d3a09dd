"""Our extraction of a Lean library as a LeanDojo corpus.

The tactic server knows the theorems of each compiled module and what the module imports, but
not where in its source a theorem stands.  So each theorem has a line of its own, in the order
of the compiled module (which is not that of the source), with ``theorem NAME : TYPE`` for its
code.  What is accessible between files is exact; within one file it is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from prover.lean.wire import LibraryModule, LibraryTheorem
from search.leandojo.rows import SourceFile, SourcePremise

__all__ = ["LEAN_URL", "library_files", "module_path"]

LEAN_URL = "https://github.com/leanprover/lean4"
"""Where LeanDojo says that Lean's own library is from."""

_FOLDER = ".lake/packages/lean4/src/lean"
"""Where a lake project that LeanDojo has traced keeps Lean's own sources."""


def module_path(module: str) -> str:
    """The file of a module of Lean's own library, as LeanDojo names it."""
    return f"{_FOLDER}/{module.replace('.', '/')}.lean"


def library_files(
    modules: Iterable[LibraryModule], theorems: Iterable[LibraryTheorem]
) -> tuple[SourceFile, ...]:
    """One file for each module, in the order in which the modules were imported."""
    by_module: dict[str, list[LibraryTheorem]] = defaultdict(list)
    for theorem in theorems:
        by_module[theorem.module].append(theorem)
    return tuple(
        SourceFile(
            module_path(module.name),
            tuple(map(module_path, module.imports)),
            tuple(_premise(row, line) for line, row in enumerate(by_module[module.name], 1)),
        )
        for module in modules
    )


def _premise(theorem: LibraryTheorem, line: int) -> SourcePremise:
    code = f"theorem {theorem.name} : {theorem.type}"
    return SourcePremise(theorem.name, code, (line, 1), (line, len(code) + 1), "commanddeclaration")
