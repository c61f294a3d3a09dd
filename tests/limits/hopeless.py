"""Problems too hard for a second: each family stresses another part of the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from random import Random

__all__ = ["hopeless"]


def hopeless(count: int, seed: int = 0) -> Iterator[tuple[str, str]]:
    """So many TPTP problems, each with the name of its family."""
    random = Random(seed)
    for number in range(count):
        family = _FAMILIES[number % len(_FAMILIES)]
        yield family.__name__.strip("_"), family(random)


def _pigeons(random: Random) -> str:
    """One hole too few: the ground part is hard for resolution."""
    holes = random.randint(12, 16)
    lines = []
    for pigeon in range(holes + 1):
        somewhere = " | ".join(f"in(p{pigeon},h{hole})" for hole in range(holes))
        lines.append(f"fof(p{pigeon}, axiom, {somewhere}).")
    for hole in range(holes):
        for p, q in combinations(range(holes + 1), 2):
            lines.append(f"fof(h{hole}_{p}_{q}, axiom, ~ (in(p{p},h{hole}) & in(p{q},h{hole}))).")
    return "\n".join([*lines, "fof(goal, conjecture, happy(p0))."])


def _group(random: Random) -> str:
    """Groups of an exponent, and a commutator that need not vanish."""
    exponent = random.choice([5, 7, 8, 9])
    power = "X"
    for _ in range(exponent - 1):
        power = f"m(X,{power})"
    return f"""
fof(a, axiom, ! [X,Y,Z] : m(m(X,Y),Z) = m(X,m(Y,Z))).
fof(e, axiom, ! [X] : m(e,X) = X).
fof(i, axiom, ! [X] : m(i(X),X) = e).
fof(exponent, axiom, ! [X] : {power} = e).
fof(goal, conjecture, ! [X,Y] : m(m(X,Y),m(i(X),i(Y))) = e)."""


def _growth(random: Random) -> str:
    """Clauses that breed longer ones."""
    k = random.randint(3, 6)
    rules = "\n".join(
        f"fof(r{n}, axiom, ! [X,Y,Z] : (p(f{n}(X,Y)) | ~ p(X) | ~ q(Y,Z) | p(g(Z,f{n}(Y,X)))))."
        for n in range(k)
    )
    return f"""{rules}
fof(q, axiom, ! [X,Y] : (q(X,f0(Y,X)) | q(g(X,Y),Y))).
fof(start, axiom, p(a) | p(b)).
fof(infinite, axiom, ! [X] : ? [Y] : (less(X,Y) & q(X,Y))).
fof(order, axiom, ! [X,Y,Z] : ((less(X,Y) & less(Y,Z)) => less(X,Z))).
fof(strict, axiom, ! [X] : ~ less(X,X)).
fof(goal, conjecture, p(c))."""


def _wide(random: Random) -> str:
    """Few axioms with very many instances over many constants, no finite model that is small."""
    constants = random.randint(30, 60)
    facts = "\n".join(
        f"fof(f{n}, axiom, r(c{n},c{(n * 7 + 3) % constants}))." for n in range(constants)
    )
    return f"""{facts}
fof(wide, axiom, ! [A,B,C,D,E] :
    ((r(A,B) & r(B,C) & r(C,D) & r(D,E)) => (s(A,B,C,D,E) | r(E,f(A))))).
fof(more, axiom, ! [A,B,C,D,E] : (s(A,B,C,D,E) => (s(E,D,C,B,f(A)) | r(f(E),A)))).
fof(grow, axiom, ! [X] : (less(X,f(X)))).
fof(order, axiom, ! [X,Y,Z] : ((less(X,Y) & less(Y,Z)) => less(X,Z))).
fof(strict, axiom, ! [X] : ~ less(X,X)).
fof(goal, conjecture, r(c0,d))."""


def _combinators(random: Random) -> str:
    """A fixed point combinator from others that hardly make one."""
    depth = random.randint(1, 3)
    target = "a(F,a(Y,F))"
    for _ in range(depth):
        target = f"a(F,{target})"
    return f"""
fof(b, axiom, ! [X,Y,Z] : a(a(a(b,X),Y),Z) = a(X,a(Y,Z))).
fof(w, axiom, ! [X,Y] : a(a(w,X),Y) = a(a(X,Y),Y)).
fof(l, axiom, ! [X,Y] : a(a(l,X),Y) = a(X,a(Y,Y))).
fof(order, axiom, ! [X,Y,Z] : ((less(X,Y) & less(Y,Z)) => less(X,Z))).
fof(grow, axiom, ! [X] : ? [Y] : (less(X,Y) & ~ less(Y,X))).
fof(goal, conjecture, ? [Y] : ! [F] : ({target} = a(Y,a(Y,F)) & ~ less(F,F)))."""


_FAMILIES: tuple[Callable[[Random], str], ...] = (_pigeons, _group, _growth, _wide, _combinators)
