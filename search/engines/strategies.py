"""What the engines are told to try, and in which order.

On the TPTP problems that this was fitted to, E alone answers most in its first 0.1 s; Z3 and
cvc5 answer what E does not, as a rule within a second too.  So every strategy gets a short
time, and the next one another kind of search.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from search.engines.engine import Engine

__all__ = ["SCHEDULE", "Strategy"]

_CHILDREN = Path(__file__).parent / "children"


@dataclass(frozen=True, slots=True)
class Strategy:
    """One way to run an engine.

    Attributes:
        engine: the engine's name.
        options: what it is told besides the problem and its limits.
        seconds: CPU time that it may take, of ten seconds for all.
    """

    engine: str
    options: tuple[str, ...]
    seconds: float

    def command(self, engine: Engine, seconds: float, memory_mb: int) -> tuple[str, ...]:
        """The command line; the problem is read from standard input."""
        match self.engine:
            case "e":
                limits = f"--cpu-limit={round(seconds + 0.5)} --memory-limit={memory_mb}"
                return (engine.location, *_E_OUTPUT, *limits.split(), *self.options)
            case "vampire":
                limits = f"--time_limit {seconds:.1f}s --memory_limit {memory_mb}"
                return (engine.location, *_VAMPIRE_OUTPUT, *limits.split(), *self.options)
            case _:
                child = str(_CHILDREN / f"{self.engine}_child.py")
                return (sys.executable, "-I", "-S", child, engine.location, *self.options)


_E_OUTPUT = ("--silent", "--proof-object")
_VAMPIRE_OUTPUT = (
    *("--input_syntax", "tptp", "--proof", "tptp", "--output_axiom_names", "on"),
    *("--avatar", "off", "--statistics", "none"),
)

_AS_GIVEN = (
    "miniscope-quant=off",
    "prenex-quant=none",
    "var-elim-quant=false",
    "quant-alpha-equiv=false",
    "print-inst-full=true",
    "dag-thresh=0",
)
"""cvc5 is to instantiate the clauses as they are, or its instances could not be told apart."""

SCHEDULE: tuple[Strategy, ...] = (
    Strategy("e", ("--auto",), 2.5),
    Strategy("z3", ("produce-proofs=true",), 1.5),
    Strategy("vampire", ("--mode", "casc"), 2.5),
    Strategy("cvc5", (*_AS_GIVEN, "enum-inst=true"), 2.0),
    Strategy("cvc5", (*_AS_GIVEN, "finite-model-find=true", "produce-models=true"), 1.5),
    Strategy("cvc5", (*_AS_GIVEN, "enum-inst=true", "e-matching=false"), 1.5),
    Strategy("cvc5", (*_AS_GIVEN, "enum-inst=true", "enum-inst-interleave=true"), 1.5),
    Strategy("e", ("--autodev",), 4.0),
    Strategy("e", ("--satauto-schedule",), 4.0),
)
"""Engines that are not there are passed over."""
