"""cvc5 in a process of its own: clauses in, the instances it made out.

Run as ``python -I -S cvc5_child.py FOLDER [OPTION=VALUE …]``, ``FOLDER`` being where the package
cvc5 is, with SMT-LIB declarations and assertions on standard input.  Prints ``unsat`` and a
list of instances, ``sat`` and a model, or ``unknown``.
"""

from __future__ import annotations

import sys
from typing import Any


def main(folder: str, options: list[str]) -> None:
    """Answer the question on standard input."""
    sys.path.append(folder)
    import cvc5

    terms = cvc5.TermManager()
    solver = cvc5.Solver(terms)
    for option in options:
        solver.setOption(*option.split("=", 1))
    parser = cvc5.InputParser(solver)
    text = "(set-logic UF)" + sys.stdin.read()
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "clauses")
    symbols = parser.getSymbolManager()
    while not (command := parser.nextCommand()).isNull():
        command.invoke(solver, symbols)
    found = solver.checkSat()
    print(answer(solver, symbols, found), flush=True)


def answer(solver: Any, symbols: Any, found: Any) -> str:
    """What is printed for a result of cvc5."""
    if found.isUnsat():
        made = solver.getInstantiations().decode()
        return "unsat\n" + ("" if made.strip() == "none" else made)
    if found.isSat():
        model = solver.getModel(symbols.getDeclaredSorts(), symbols.getDeclaredTerms())
        return "sat\n" + (model if isinstance(model, str) else model.decode())
    return "unknown"


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
