"""Z3 in a process of its own: clauses in, the instances of its proof out.

Run as ``python -I -S z3_child.py LIBRARY [OPTION=VALUE …]`` with SMT-LIB declarations and
assertions on standard input.  Prints ``unsat`` and a list of instances, ``sat`` and a model, or
``unknown``.  The library is called directly: importing Z3's Python package takes longer than
most of the answers.
"""

from __future__ import annotations

import ctypes
import re
import sys
from collections.abc import Iterator
from typing import Any

_TOKEN = re.compile(r"[()]|\|[^|]*\||[^\s()]+")
_LONGEST_PROOF = 20_000_000
_LONGEST_TERM = 10_000

Tree = Any  # a list of trees, or a token


def solver(library: str) -> Any:
    """A function from SMT-LIB commands to what Z3 prints."""
    z3 = ctypes.CDLL(library)
    z3.Z3_mk_config.restype = ctypes.c_void_p
    z3.Z3_mk_context.restype = ctypes.c_void_p
    z3.Z3_mk_context.argtypes = [ctypes.c_void_p]
    z3.Z3_eval_smtlib2_string.restype = ctypes.c_char_p
    z3.Z3_eval_smtlib2_string.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    context = z3.Z3_mk_context(z3.Z3_mk_config())
    return lambda text: z3.Z3_eval_smtlib2_string(context, text.encode()).decode()


def parsed(text: str) -> tuple[list[list[Tree]], dict[str, Tree]]:
    """All lists in ``text``, and what its ``let`` names stand for (Z3 never uses one twice)."""
    lists: list[list[Tree]] = []
    bound: dict[str, Tree] = {}
    stack: list[list[Tree]] = [[]]
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token == "(":
            stack.append([])
        elif token == ")":
            closed = stack.pop()
            stack[-1].append(closed)
            lists.append(closed)
            if len(stack) > 1 and stack[-1] == [closed] and stack[-2][:1] == ["let"]:
                bound[closed[0]] = closed[1]
        else:
            stack[-1].append(token)
    return lists, bound


def instances(proof: str) -> Iterator[str]:
    """The instances of quantifiers in a proof, each as the lists that cvc5 prints."""
    lists, bound = parsed(proof)
    written: dict[int, str] = {}

    def resolved(tree: Tree) -> Tree:
        while isinstance(tree, str) and tree in bound:
            tree = bound[tree]
        return tree

    def text(tree: Tree) -> str:
        tree = resolved(tree)
        if isinstance(tree, str):
            return tree
        if id(tree) not in written:
            whole = f"({' '.join([text(each) for each in tree])})"
            written[id(tree)] = whole if len(whole) < _LONGEST_TERM else "too-long"
        return written[id(tree)]

    for each in lists:
        if not each or not isinstance(each[0], list) or each[0][:2] != ["_", "quant-inst"]:
            continue
        quantifier = resolved(resolved(resolved(each[1])[1])[1])
        if quantifier[:1] != ["forall"]:
            continue
        name = quantifier[2][quantifier[2].index(":qid") + 1]
        places = [int(binder[0].rpartition("x")[2]) for binder in quantifier[1]]
        terms = dict(zip(places, map(text, each[0][2:]), strict=True))
        row = " ".join([terms.get(place, "any") for place in range(int(name.rpartition(".")[2]))])
        yield f"(instantiations {name} ({row}))"


def main(library: str, options: list[str]) -> None:
    """Answer the question on standard input."""
    evaluate = solver(library)
    settings = [f"(set-option :{option.replace('=', ' ')})" for option in options]
    answer = evaluate("".join(settings) + sys.stdin.read() + "(check-sat)").strip()
    print(answer, flush=True)
    if answer == "unsat":
        proof = evaluate("(get-proof)")
        if len(proof) > _LONGEST_PROOF:
            sys.exit("the proof is too long")
        for line in dict.fromkeys(instances(proof)):
            print(line)
    elif answer == "sat":
        print(evaluate("(get-model)"))


if __name__ == "__main__":
    sys.setrecursionlimit(20_000)
    main(sys.argv[1], sys.argv[2:])
