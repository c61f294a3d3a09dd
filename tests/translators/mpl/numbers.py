"""Numbers in MPL, written for the tests: a configuration with its definitions."""

from __future__ import annotations

import json
from collections.abc import Mapping

FUNCTION, OPERATION = "P(x(1)(1))", "P(x(1)(x(1)(1)))"

DEFINITIONS: Mapping[str, str] = {
    "map.mpl": """
(&
  (>[a,b] (in2[a,b,g]) (& (in[a,A]) (in[b,B])))
  (&
    (>[a] (in[a,A]) !(>[b] (in[b,B]) !(in2[a,b,g])))
    (>[a] (in[a,A]) (>[b,c] (& (in2[a,b,g]) (in2[a,c,g])) (=[b,c])))))
""",
    "operation.mpl": """
(&
  (>[a,b,c] (in3[a,b,c,g]) (& (in[a,A]) (& (in[b,A]) (in[c,A]))))
  (&
    (>[a,b] (& (in[a,A]) (in[b,A])) !(>[c] (in[c,A]) !(in3[a,b,c,g])))
    (>[a,b] (& (in[a,A]) (in[b,A]))
      (>[c,d] (& (in3[a,b,c,g]) (in3[a,b,d,g])) (=[c,d])))))
""",
    "Counting.mpl": """
(&
  (& (in[o,M]) (map[t,M,M]))
  (&
    (>[k] (in[k,M]) !(in2[k,o,t]))
    (>[k,l,m] (& (in2[k,m,t]) (in2[l,m,t])) (=[k,l]))))
""",
    "Sums.mpl": """
(& (operation[plus,M])
   (& (>[k] (in[k,M]) (in3[o,k,k,plus]))
      (>[k,l,m] (in3[k,l,m,plus])
        (>[k1,m1] (& (in2[k,k1,t]) (in2[m,m1,t])) (in3[k1,l,m1,plus])))))
""",
    "AnchorCount.mpl": "(& (Counting[M,o,t]) (& (Sums[M,o,t,plus]) (in2[o,one,t])))",
    "below.mpl": "!(>[d] (in[d,M]) !(in3[k,d,l,plus]))",
    "some.mpl": "!(>[S] (in[k,S]) !(in[k,M]))",
}


def entry(short: str, sets: list[str], full: str) -> dict[str, object]:
    numbered = {str(number): [text, True] for number, text in enumerate(sets, start=1)}
    return {"short_mpl": short, "definition_sets": numbered, "full_mpl": full}


CONFIGURATION = json.dumps(
    {
        "in": entry("(in[1,2])", ["(1)", "P(1)"], "(in[1,2])"),
        "=": entry("(=[1,2])", ["(1)", "(1)"], "(=[1,2])"),
        "in2": entry("(in2[1,2,3])", ["(1)", "(1)", FUNCTION], "(in2[1,2,3])"),
        "in3": entry("(in3[1,2,3,4])", ["(1)", "(1)", "(1)", OPERATION], "(in3[1,2,3,4])"),
        "map": entry("(map[g,A,B])", [FUNCTION, "P(1)", "P(1)"], "map.mpl"),
        "operation": entry("(operation[g,A])", [OPERATION, "P(1)"], "operation.mpl"),
        "Counting": entry("(Counting[M,o,t])", ["P(1)", "(1)", FUNCTION], "Counting.mpl"),
        "Sums": entry("(Sums[M,o,t,plus])", ["P(1)", "(1)", FUNCTION, OPERATION], "Sums.mpl"),
        "below": entry("(below[M,plus,k,l])", ["P(1)", OPERATION, "(1)", "(1)"], "below.mpl"),
        "some": entry("(some[M,k])", ["P(1)", "(1)"], "some.mpl"),
        "AnchorCount": entry(
            "(AnchorCount[M,o,t,plus,one])",
            ["P(1)", "(1)", FUNCTION, OPERATION, "(1)"],
            "AnchorCount.mpl",
        ),
        "parameters": {"max_number_simple_expressions": 5},
    }
)
