"""cvc5 asked by induction: a script on standard input, its answer on standard output.

``python -m tests.bench.cvc5_induction MILLISECONDS < script.smt2``
"""

from __future__ import annotations

import sys

import cvc5

_OPTIONS = {"quant-ind": "true", "conjecture-gen": "true", "full-saturate-quant": "true"}


def main() -> None:
    """Read the script, run it, print what cvc5 says."""
    solver = cvc5.Solver()
    solver.setOption("tlimit", sys.argv[1])
    for name, value in _OPTIONS.items():
        solver.setOption(name, value)
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, sys.stdin.read(), "theory")
    while not (command := parser.nextCommand()).isNull():
        print(command.invoke(solver, parser.getSymbolManager()), end="")


if __name__ == "__main__":
    main()
