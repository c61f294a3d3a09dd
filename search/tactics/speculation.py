"""Lemmas that might hold of the functions of a statement, proved beside the goal.

The laws are those that inductive proofs most often lack (Bundy et al., "Rippling", 2005; the
templates of IsaCoSy and Hipster): what a function does to a constructor on the side where it is
not defined by cases, associativity, commutativity, distribution, involution, and what orders
satisfy.  Each is tried with a short induction; those that hold become hypotheses, and those
that do not vanish.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from prover.lean.goals import Goal
from search.tactics.context import Context, Weighted
from search.tactics.signatures import Declared, Signature, small_values

__all__ = ["speculations"]

_BATCH = 6
_MOST_BATCHES = 5
_INSTANCES = 4
_TYPE_VARIABLE = re.compile(r"(?<![\w.])[a-z](?![\w.])")


@dataclass(frozen=True, slots=True)
class _Law:
    """Variables with their types, and what holds of them."""

    variables: tuple[tuple[str, str], ...]
    claim: str


def speculations(goal: Goal, context: Context) -> Iterator[Weighted]:
    """The next laws not yet tried; those that hold are hypotheses ``l1``, ``l2``, ... after it."""
    declared = context.declared
    if declared is None or not any(f.name in goal.text for f in declared.functions):
        return
    batch = len(set(re.findall(r"\btried_\d+", goal.text)))
    laws = [law for law in dict.fromkeys(_laws(declared)) if _inductive(law, declared)]
    chosen = laws[batch * _BATCH : (batch + 1) * _BATCH]
    if chosen and batch < _MOST_BATCHES:
        steps = [
            _attempt(f"l{batch}{number}", law, context)
            for number, law in enumerate(chosen)
        ]
        yield "\n".join([*steps, f"have tried_{batch} : True := trivial"]), 4.0


def _attempt(name: str, law: _Law, context: Context) -> str:
    """The law proved by a short induction, after it was seen to hold of a few small values."""
    assert context.declared is not None
    first = _inductive(law, context.declared)
    rest = [variable for variable, _ in law.variables if variable != first]
    used = ", ".join(context.definitions)
    types = sorted({word for _, t in law.variables for word in _TYPE_VARIABLE.findall(t)})
    implicit = "".join(f"∀ {{{type_} : Type}}, " for type_ in types)
    ordered = sorted(law.variables, key=lambda variable: variable[0] != first)
    binders = " ".join(f"({variable} : {type_})" for variable, type_ in ordered)
    names = " ".join([*("_" for _ in types), first])
    proofs = [f"(induction {first} <;> simp_all [{used}]; done)"]
    if rest:
        cases = f"intro {rest[0]} <;> cases {rest[0]}"
        proofs.append(f"(induction {first} <;> {cases} <;> simp_all [{used}]; done)")
    proofs.append(f"(induction {first} <;> grind [{used}])")
    instances = [f"    have : {claim} := by decide" if "→" in claim else f"    have : {claim} := rfl"
        for claim in _instances(law, context.declared)]
    return "\n".join(
        [
            "try",
            f"  have {name} : {implicit}∀ {binders}, {law.claim} := by",
            *instances,
            f"    intro {names}",
            f"    first {' '.join(f'| {proof}' for proof in proofs)}",
        ]
    )


def _inductive(law: _Law, declared: Declared) -> str:
    """The first variable whose type has constructors; none is empty."""
    return next((name for name, t in law.variables if declared.constructors_of(t)), "")


def _instances(law: _Law, declared: Declared) -> Iterator[str]:
    """The claim for small values; a false law seldom survives a few of them."""
    choices = [(name, small_values(type_, declared)) for name, type_ in law.variables]
    if not all(values for _, values in choices):
        return
    for turn in range(_INSTANCES):
        chosen = {
            name: values[(turn * (place + 1) + place) % len(values)]
            for place, (name, values) in enumerate(choices)
        }
        yield re.sub(r"(?<![\w.«])\w+(?![\w.»])", lambda m: chosen.get(m[0], m[0]), law.claim)


def _laws(declared: Declared) -> Iterator[_Law]:
    """The simplest first: later ones are proved with those that came before."""
    functions = declared.functions
    binary = [f for f in functions if len(f.arguments) == 2]
    for f in binary:
        yield from _against_constructors(f, declared)
    for f in functions:
        if f.result == "Bool":
            yield from _orders(f, declared)
    for f in binary:
        if f.arguments[0] == f.arguments[1] == f.result:
            (x, y, z), t = "xyz", f.result
            yield _Law(((x, t), (y, t), (z, t)), f"{f(f(x, y), z)} = {f(x, f(y, z))}")
            yield _Law(((x, t), (y, t)), f"{f(x, y)} = {f(y, x)}")
    for g, f in product(functions, binary):
        yield from _distributions(g, f, binary)
    for g, u in product(functions, functions):
        yield from _compositions(g, u)


def _against_constructors(f: Signature, declared: Declared) -> Iterator[_Law]:
    """What the second argument does where the first decides the cases."""
    t, s = f.arguments
    for c in declared.constructors_of(s):
        if not c.arguments:
            yield _Law((("x", t),), f"{f('x', c.name)} = x" if t == f.result else f"{f('x', c.name)} = {c.name}")
            if t == f.result and s == f.result:
                yield _Law((("x", t),), f"{f('x', c.name)} = {c.name}")
        elif s == f.result and s in c.arguments:
            extra = [(f"e{n}", a) for n, a in enumerate(c.arguments) if a != s]
            inner = [f"e{n}" if a != s else "y" for n, a in enumerate(c.arguments)]
            outer = [f"e{n}" if a != s else f("x", "y") for n, a in enumerate(c.arguments)]
            if c.arguments.count(s) == 1:
                left = f("x", c(*inner))
                yield _Law((("x", t), ("y", s), *extra), f"{left} = {c(*outer)}")


def _orders(r: Signature, declared: Declared) -> Iterator[_Law]:
    """Reflexive or not, total, transitive, and beside a successor."""
    if len(r.arguments) != 2 or r.arguments[0] != r.arguments[1] or r.arguments[0] == "Bool":
        return
    t = r.arguments[0]
    x, y, z = (name for name in "xyz")
    for value in ("true", "false"):
        yield _Law(((x, t),), f"{r(x, x)} = {value}")
    for c in declared.constructors_of(t):
        if c.arguments == (t,):
            yield _Law(((x, t),), f"{r(x, c(x))} = true")
            yield _Law(((x, t),), f"{r(c(x), x)} = false")
    yield _Law(((x, t), (y, t)), f"{r(x, y)} = false → {r(y, x)} = true")
    yield _Law(((x, t), (y, t)), f"{r(x, y)} = {r(y, x)}")
    chain = f"{r(x, y)} = true → {r(y, z)} = true → {r(x, z)} = true"
    yield _Law(((x, t), (y, t), (z, t)), chain)


def _distributions(g: Signature, f: Signature, binary: Iterable[Signature]) -> Iterator[_Law]:
    """``g (f x y)`` is some ``h`` of ``g x`` and ``g y``, in either order."""
    t = f.result
    if f.arguments != (t, t) or t not in g.arguments:
        return
    at = g.arguments.index(t)
    extra = [(f"e{n}", a) for n, a in enumerate(g.arguments) if n != at]

    def applied(term: str) -> str:
        return g(*(term if n == at else f"e{n}" for n in range(len(g.arguments))))

    if g == f:
        return
    for h in binary:
        if h.arguments == (g.result, g.result) and h.result == g.result:
            left = applied(f("x", "y"))
            for x, y in (("x", "y"), ("y", "x")):
                claim = f"{left} = {h(applied(x), applied(y))}"
                yield _Law((("x", t), ("y", t), *extra), claim)


def _compositions(g: Signature, u: Signature) -> Iterator[_Law]:
    """``g (u x)`` is ``g x``, or ``x``; what ``g`` says is kept by ``u``."""
    t = u.result
    if g.arguments != (t,) or t not in u.arguments or u.arguments.count(t) != 1:
        return
    inner = u(*("x" if a == t else f"e{n}" for n, a in enumerate(u.arguments)))
    variables = (("x", t), *((f"e{n}", a) for n, a in enumerate(u.arguments) if a != t))
    if g == u:
        yield _Law(variables, f"{g(inner)} = x")
    yield _Law(variables, f"{g(inner)} = {g('x')}")
    if g.result == "Bool":
        yield _Law(variables, f"{g('x')} = true → {g(inner)} = true")
