"""The library that a toolchain comes with: modules in the order of their imports."""

from __future__ import annotations

from prover.lean.library import library_modules
from prover.lean.verify import LeanKernel


def test_a_module_comes_after_what_it_imports(lean: LeanKernel) -> None:
    rows = lean.wait(library_modules(lean.pool))
    assert rows[0].name == "Init.Prelude"
    assert rows[-1].name == "Init"
    assert "Init.Core" in rows[-1].imports
    seen: set[str] = set()
    for row in rows:
        assert seen.issuperset(row.imports)
        assert len(set(row.imports)) == len(row.imports)
        seen.add(row.name)
