"""Names of a problem as names of Lean that mean nothing else there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from translators.tip.syntax import TipProblem
from translators.word_lists import word_set

__all__ = ["NAMESPACE", "LeanNames", "identifier", "last_part", "local"]

NAMESPACE = "TIP"

# What the printed text itself uses by short names, so that nothing else may take them.
_PRINTED = frozenset({NAMESPACE, "Bool", "Int", "Classical", "decide", "sizeOf", "True", "False"})
# What Lean adds to the namespace of an inductive type.
_GENERATED = word_set(
    """
    below binductionOn brecOn casesOn ctorElim ctorElimType ctorIdx ind injEq mk noConfusion
    noConfusionType rec recOn sizeOf_spec toCtorIdx
    """
)
# Constructors that Lean knows without their type, so that no pattern may bind them.
_PATTERNS = frozenset({"none", "some", "true", "false", "rfl"})
_KEYWORDS = word_set(
    """
    abbrev at attribute axiom break by calc catch class continue declare_syntax_cat decreasing_by
    def deriving do elab else end example exists extends finally for forall from fun have
    haveI hiding if import in include inductive infix infixl infixr instance let letI local macro
    macro_rules match meta module mut mutual namespace nofun nomatch noncomputable notation omit
    open opaque partial postfix prefix private protected public renaming return scoped section
    set_option show Sort structure suffices syntax termination_by then theorem this throw Prop
    try Type unif_hint universe unless unsafe until using variable where while with
    """
)
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_']*")


def identifier(name: str) -> str:
    """``name`` as one component of a Lean name, in «» unless it can stand alone."""
    if _PLAIN.fullmatch(name) and name not in _KEYWORDS:
        return name
    return "«" + re.sub(r"[«»\s]", "_", name) + "»"


def _fresh(name: str, taken: Set[str]) -> str:
    """``name``, with as many primes as it takes to be new."""
    while name in taken:
        name += "'"
    return name


def local(name: str, sort_variables: Iterable[str] = ()) -> str:
    """A bound variable; sort variables are in the same scope in Lean, but not in TIP.

    Names that differ stay different: one that is reserved up to primes gets one more.
    """
    reserved = _PATTERNS.union(_PRINTED, sort_variables)
    return identifier(name + "'" if name.rstrip("'") in reserved else name)


class LeanNames:
    """The names that the declarations of ``problem`` get in Lean.

    Sorts and functions have one scope in Lean and two in TIP: a function that is called like a
    sort gets a prime.
    """

    def __init__(self, problem: TipProblem) -> None:
        self._sorts: dict[str, str] = {}
        self._symbols: dict[str, str] = {}
        taken = set(_PRINTED | _PATTERNS)
        for sort, _ in problem.sorts:
            self._sorts[sort] = identifier(self._take(sort, taken))
        for datatype in problem.datatypes:
            name = identifier(self._take(datatype.name, taken))
            self._sorts[datatype.name] = f"{NAMESPACE}.{name}"
        for datatype in problem.datatypes:
            inside = set(_GENERATED)
            for constructor in datatype.constructors:
                name = identifier(self._take(constructor.name, inside))
                self._symbols[constructor.name] = f"{self._sorts[datatype.name]}.{name}"
                for field in constructor.fields:
                    name = identifier(self._take(field.name, taken))
                    self._symbols[field.name] = f"{NAMESPACE}.{name}"
        for constant in problem.uninterpreted:
            self._symbols[constant.name] = identifier(self._take(constant.name, taken))
        for function in problem.functions:
            name = identifier(self._take(function.name, taken))
            self._symbols[function.name] = f"{NAMESPACE}.{name}"

    def sort(self, name: str) -> str:
        """A datatype's full name; a declared sort is a variable of the theorem."""
        return self._sorts.get(name, name)

    def symbol(self, name: str) -> str:
        """A function's or constructor's full name; a declared one is a variable."""
        return self._symbols[name]

    @staticmethod
    def _take(name: str, taken: set[str]) -> str:
        found = _fresh(re.sub(r"[«»\s]", "_", name), taken)
        taken.add(found)
        return found


def last_part(name: str) -> str:
    """What is declared inside the namespace: ``name`` without it."""
    return name.removeprefix(f"{NAMESPACE}.")
