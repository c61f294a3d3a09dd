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
from functools import lru_cache
from itertools import product
from random import Random

from prover.lean.goals import Goal
from search.tactics.context import Context, Weighted
from search.tactics.signatures import Declared, Signature, small_values, substituted

__all__ = ["speculations"]

_MOST_BATCHES = 9
_INSTANCES = 12
_TYPE_VARIABLE = re.compile(r"(?<![\w.])[a-z](?![\w.])")


@dataclass(frozen=True, slots=True)
class _Law:
    """Variables with their types, and what holds of them."""

    variables: tuple[tuple[str, str], ...]
    claim: str


def speculations(goal: Goal, context: Context) -> Iterator[Weighted]:
    """The next laws; those that hold are hypotheses ``l0``, ``l1``, ... after it.

    Laws that nobody needs slow down what comes after, so that a batch may be passed over.
    """
    declared = context.declared
    if declared is None or not any(f.name in goal.text for f in declared.functions):
        return
    batches = _batches(declared)
    passed = max((int(n) + 1 for n in re.findall(r"\btried_(\d+)", goal.text)), default=0)
    for place, batch in enumerate(range(passed, min(len(batches), passed + 3))):
        first = sum(map(len, batches[:batch]))
        steps = [
            _attempt(first + number, law, context) for number, law in enumerate(batches[batch])
        ]
        marked = f"have tried_{batch} : True := trivial"
        yield "\n".join([*steps, marked]), 8.0 * 0.4**place


@lru_cache(maxsize=16)
def _batches(declared: Declared) -> list[list[_Law]]:
    """Laws of one kind, a few at a time."""
    found: list[list[_Law]] = []
    seen: set[_Law] = set()
    for size, kind in _kinds(declared):
        laws = [law for law in dict.fromkeys(kind) if _inductive(law, declared)]
        fresh = [law for law in laws if law not in seen]
        seen.update(fresh)
        found += [fresh[at : at + size] for at in range(0, len(fresh), size)]
    return found[:_MOST_BATCHES]


def _attempt(number: int, law: _Law, context: Context) -> str:
    """The law proved by a short induction, after it was seen to hold of a few small values.

    It is tried without the laws before it, then with them.
    """
    assert context.declared is not None
    first = _inductive(law, context.declared)
    types = sorted({word for _, t in law.variables for word in _TYPE_VARIABLE.findall(t)})
    implicit = "".join(f"∀ {{{type_} : Type}}, " for type_ in types)
    fixed = [variable for variable in law.variables if variable[0].startswith("e")]
    moving = [variable for variable in law.variables if variable not in fixed]
    ordered = [*fixed, *sorted(moving, key=lambda variable: variable[0] != first)]
    binders = " ".join(f"({variable} : {type_})" for variable, type_ in ordered)
    names = " ".join([*("_" for _ in types), *(name for name, _ in fixed), first])
    proofs = _proofs(number, [name for name, _ in ordered[len(fixed) :]], law, context)
    instances = [
        f"    have : {claim} := {'by decide' if '→' in claim else 'rfl'}\n    clear this"
        for claim in _instances(law, context.declared)
    ]
    return "\n".join(
        [
            "try",
            f"  have l{number} : {implicit}∀ {binders}, {law.claim} := by",
            *instances,
            f"    intro {names}",
            f"    first {' '.join(f'| ({proof})' for proof in proofs)}",
        ]
    )


def _proofs(number: int, moving: list[str], law: _Law, context: Context) -> list[str]:
    """Short inductions on the first of the variables, the cheapest first."""
    first, *rest = moving
    simplify = f"simp_all [{', '.join(context.definitions)}]"
    found = [
        f"induction {first} <;> {simplify}; done",
        f"induction {first} <;> intros <;> {simplify} <;> split <;> {simplify}; done",
    ]
    if rest:
        cases = f"intro {rest[0]} <;> cases {rest[0]}"
        found.append(f"induction {first} <;> {cases} <;> {simplify}; done")
    if "→" in law.claim or not rest:
        used = ", ".join(context.definitions)
        found.append(f"induction {first} <;> grind (ematch := 3) (splits := 4) [{used}]")
    alone = "".join(f"(try clear l{n}); " for n in range(number))
    with_others = [found[0], found[-1]] if number else []
    return [f"{alone}{proof}" for proof in found] + with_others


def _inductive(law: _Law, declared: Declared) -> str:
    """The first variable to do induction on, if any; those called ``e0``, ... stay as they are."""
    moving = [(name, t) for name, t in law.variables if not name.startswith("e")]
    return next((name for name, t in moving if declared.constructors_of(t)), "")


def _instances(law: _Law, declared: Declared) -> Iterator[str]:
    """The claim for small values; a false law seldom survives a few of them."""
    choices = [(name, small_values(type_, declared)) for name, type_ in law.variables]
    if not all(values for _, values in choices):
        return
    names = [name for name, _ in choices]
    combined = list(product(*(values for _, values in choices)))
    for values in Random(0).sample(combined, min(len(combined), _INSTANCES)):
        yield substituted(law.claim, dict(zip(names, values, strict=True)))


def _kinds(declared: Declared) -> Iterator[tuple[int, Iterator[_Law]]]:
    """The simplest first, for later ones are proved with them; how many are tried at once."""
    functions = declared.functions
    binary = [f for f in functions if len(f.arguments) == 2]
    yield 8, (law for f in binary for law in _against_constructors(f, declared))
    yield 4, (law for f in binary for law in _rearrangements(f))
    yield 4, (law for g, f in product(functions, binary) for law in _distributions(g, f, binary))
    yield 6, (law for f in binary for law in _orders(f, declared))
    yield 4, (law for g, u in product(functions, functions) for law in _compositions(g, u))
    yield 1, (law for f in binary for law in _chains(f))


def _rearrangements(f: Signature) -> Iterator[_Law]:
    """Associative and commutative."""
    t = f.result
    if f.arguments == (t, t):
        x, y, z = "xyz"
        yield _Law(((x, t), (y, t)), f"{f(x, y)} = {f(y, x)}")
        yield _Law(((x, t), (y, t), (z, t)), f"{f(f(x, y), z)} = {f(x, f(y, z))}")


def _against_constructors(f: Signature, declared: Declared) -> Iterator[_Law]:
    """What the second argument does where the first decides the cases."""
    t, s = f.arguments
    for c in declared.constructors_of(s):
        if not c.arguments:
            yield from (
                _Law((("x", t),), f"{f('x', c.name)} = {value}")
                for value, type_ in (("x", t), (c.name, s))
                if type_ == f.result
            )
        elif s == f.result and s in c.arguments:
            extra = [(f"e{n}", a) for n, a in enumerate(c.arguments) if a != s]
            inner = [f"e{n}" if a != s else "y" for n, a in enumerate(c.arguments)]
            outer = [f"e{n}" if a != s else f("x", "y") for n, a in enumerate(c.arguments)]
            if c.arguments.count(s) == 1:
                left = f("x", c(*inner))
                yield _Law((("x", t), ("y", s), *extra), f"{left} = {c(*outer)}")


def _orders(r: Signature, declared: Declared) -> Iterator[_Law]:
    """Reflexive or not, total, symmetric, and beside a successor."""
    if r.result != "Bool" or len(r.arguments) != 2:
        return
    if r.arguments[0] != r.arguments[1] or r.arguments[0] == "Bool":
        return
    t = r.arguments[0]
    x, y = "xy"
    for value in ("true", "false"):
        yield _Law(((x, t),), f"{r(x, x)} = {value}")
    for c in declared.constructors_of(t):
        if c.arguments == (t,):
            yield _Law(((x, t),), f"{r(x, c(x))} = true")
            yield _Law(((x, t),), f"{r(c(x), x)} = false")
    yield _Law(((x, t), (y, t)), f"{r(x, y)} = false → {r(y, x)} = true")
    yield _Law(((x, t), (y, t)), f"{r(x, y)} = {r(y, x)}")


def _chains(r: Signature) -> Iterator[_Law]:
    """Transitive."""
    t, (x, y, z) = r.arguments[0], "xyz"
    if r.arguments == (t, t) and r.result == "Bool" != t:
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
