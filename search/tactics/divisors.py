"""Products that are a number: every factor divides it, so there are few cases.

A product shows itself as a common factor of all terms (``x ^ 2 * y + x * y ^ 2 = 880``), as a
product that was written (``(n - 1) * n = 30``), or after completing it (``x * y + x + y = 80``
is ``(x + 1) * (y + 1) = 81``, "Simon's favourite factoring trick").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from prover.lean.goals import Goal
from search.tactics.context import Context, Weighted, assumptions, variables
from search.tactics.exhaustion import all_values, natural_member
from search.tactics.polynomials import Polynomial, equations_in, names_in

__all__ = ["divisors", "exponents"]

_LARGEST = 2_500


@dataclass(frozen=True, slots=True)
class _Factored:
    """``factor * cofactor = number`` follows from the hypothesis ``source``."""

    source: str
    factor: Polynomial
    cofactor: Polynomial
    number: int


def divisors(goal: Goal, context: Context) -> Iterator[Weighted]:
    """A case for every divisor that a variable, or it and a constant, can be."""
    types = dict(variables(goal))
    for name, left, right in equations_in(assumptions(goal)):
        sorts = {types.get(atom, "") for atom in (left - right).atoms}
        for found in _factored(name, left - right):
            if abs(found.number) > _LARGEST:
                continue
            if len(types) == 1 and sorts <= {"Nat", "Int"}:
                yield _one_unknown(goal, found, *sorts), 4.0
            elif sorts == {"Nat"} and not _is_negative(found):
                yield _split(found, is_natural=True), 4.0
            elif sorts == {"Int"}:
                yield _split(found), 4.0
                yield _split(found, is_signed=True), 2.0


def exponents(goal: Goal, context: Context) -> Iterator[Weighted]:
    """Bounds for exponents, where a product of powers is a number (``2 ^ x * 3 ^ y = 1296``)."""
    for name, left, right in equations_in(assumptions(goal)):
        powers = [
            found
            for found in _factored(name, left - right)
            if " ^ " in found.factor.atoms[0] and not _is_negative(found)
        ]
        if not powers or "hb_" in goal.text:
            continue
        facts = "\n".join(map(_exponent_bound, powers))
        bounded = dict(_bounded(found) for found in powers)
        if set(bounded) == {variable for variable, _ in variables(goal)}:
            members = {x: f"{natural_member(x, b)}\nclear hb_{x}" for x, b in bounded.items()}
            yield f"{facts}\n{all_values(goal, members)}", 4.0
        yield facts, 2.0


def _bounded(found: _Factored) -> tuple[str, int]:
    """The exponent, and the first value for which its power is too large."""
    base, exponent = found.factor.atoms[0].split(" ^ ")
    large = range(found.number.bit_length() + 1)
    return exponent, next(k for k in large if int(base) ** k > found.number)


def _exponent_bound(found: _Factored) -> str:
    """A power that divides a number is not larger, and so its exponent is bounded."""
    exponent, bound = _bounded(found)
    return (
        f"have hb_{exponent} : {exponent} < {bound} := by\n"
        f"  have hg : {found.factor} * ({found.cofactor}) = {found.number} := by grind\n"
        "  refine Nat.lt_of_not_le fun hn => absurd (Nat.le_trans (Nat.pow_le_pow_right (by decide)"
        " hn) (Nat.le_of_dvd (by decide) ⟨_, hg.symm⟩)) (by decide)"
    )


def _one_unknown(goal: Goal, found: _Factored, type_: str) -> str:
    """An equation for one number: all divisors, and for integers their negatives, are tried."""
    (name,) = found.factor.atoms
    given = [h for h, text in assumptions(goal) if name in names_in(text)]
    product = f"have hg : {name} * ({found.cofactor}) = {found.number} := by grind"
    if type_ == "Nat":
        cases = [*_member(name, found.number, "⟨_, hg.symm⟩"), "clear hd hg"]
    else:
        divides = "Int.natAbs_dvd_natAbs.mpr ⟨_, hg.symm⟩"
        cases = [
            *_member(f"{name}.natAbs", found.number, divides),
            f"clear hd hg\nobtain ⟨m, hm | hm⟩ := Int.eq_nat_or_neg {name}",
            "all_goals subst hm",
            "all_goals simp only [Int.natAbs_neg, Int.natAbs_natCast] at hw",
        ]
        name = "m"
    reverted = [f"all_goals revert {h}" for h in (" ".join(given), "hw", name)]
    return "\n".join([product, *cases, *reverted, "all_goals decide +kernel"])


def _member(term: str, number: int, divides: str) -> list[str]:
    """``hw``: a natural that divides the number is one of its divisors."""
    size = abs(number)
    values = [d for d in range(1, size + 1) if size % d == 0]
    filtered = f"(List.range {size + 1}).filter (fun k => {size} % k == 0)"
    bounded = "List.mem_range.mpr (Nat.lt_succ_of_le (Nat.le_of_dvd (by decide) hd))"
    return [
        f"have hd : {term} ∣ {size} := {divides}",
        f"have hw : {term} ∈ {filtered} :=",
        f"  List.mem_filter.mpr ⟨{bounded}, beq_iff_eq.mpr (Nat.mod_eq_zero_of_dvd hd)⟩",
        f"rw [show {filtered} = {values} from by decide +kernel] at hw",
    ]


def _is_negative(found: _Factored) -> bool:
    parts = (*found.factor.terms.values(), *found.cofactor.terms.values(), found.number)
    return min(parts) < 0


def _factored(name: str, difference: Polynomial) -> Iterator[_Factored]:
    """What ``difference = 0`` says of products."""
    number = -difference.constant_term
    rest = {monomial: c for monomial, c in difference.terms.items() if monomial}
    if rest and all(c < 0 for c in rest.values()):
        number, rest = -number, {monomial: -c for monomial, c in rest.items()}
    for atom in Polynomial(rest).atoms if number else ():
        powers = [(dict(monomial), c) for monomial, c in rest.items()]
        if set(rest) != {((atom, 1),)} and all(atom in power for power, _ in powers):
            quotient = Polynomial({_less(power, atom): c for power, c in powers})
            yield _Factored(name, Polynomial.atom(atom), quotient, number)
    yield from _completed(name, rest, number)


def _less(powers: dict[str, int], atom: str) -> tuple[tuple[str, int], ...]:
    return tuple((a, e - (a == atom)) for a, e in sorted(powers.items()) if e > (a == atom))


def _completed(
    name: str, rest: dict[tuple[tuple[str, int], ...], int], number: int
) -> Iterator[_Factored]:
    """``x * y + b * x + c * y = n`` is ``(x + c) * (y + b) = n + b * c``."""
    mixed = [monomial for monomial in rest if len(monomial) == 2]
    if len(mixed) != 1 or abs(rest[mixed[0]]) != 1:
        return
    sign = rest[mixed[0]]
    (x, e), (y, f) = mixed[0]
    linear = {monomial: sign * c for monomial, c in rest.items() if monomial != mixed[0]}
    if (e, f) != (1, 1) or not linear or not set(linear) <= {((x, 1),), ((y, 1),)}:
        return
    b, c = linear.get(((x, 1),), 0), linear.get(((y, 1),), 0)
    left = Polynomial.atom(x) + Polynomial.number(c)
    right = Polynomial.atom(y) + Polynomial.number(b)
    total = sign * number + b * c
    if total:
        yield _Factored(name, left, right, total)
        yield _Factored(name, right, left, total)


def _split(found: _Factored, *, is_natural: bool = False, is_signed: bool = False) -> str:
    """The cases, with the values of the variables put in as far as the divisor decides them."""
    factor, size = f"({found.factor})", abs(found.number)
    absolute = factor if is_natural else f"{factor}.natAbs"
    divides = "⟨_, hg.symm⟩" if is_natural else "Int.natAbs_dvd_natAbs.mpr ⟨_, hg.symm⟩"
    cases = [d for d in range(1, size + 1) if size % d == 0]
    lines = []
    if not is_natural and not is_signed:
        lines.append(f"have hs := Int.natAbs_of_nonneg (show 0 ≤ {factor} by omega)")
    lines += [
        f"have hg : {factor} * ({found.cofactor}) = {found.number} := by grind",
        *_member(absolute, found.number, divides),
        "simp only [List.mem_cons, List.not_mem_nil, or_false] at hw",
        "clear hd",
        f"rcases hw with {' | '.join(['hw'] * len(cases))}",
    ]
    if is_signed:
        cases = [sign * case for case in cases for sign in (1, -1)]
        lines.append(f"all_goals rcases Int.natAbs_eq {factor} with hs | hs")
    if not is_natural:
        lines.append("all_goals rw [hw] at hs" + ("" if is_signed else "; replace hs := hs.symm"))
    return "\n".join(lines + [_case(found, case, is_natural) for case in cases])


_CLOSE = "first | (simp_all; done) | omega"


def _case(found: _Factored, case: int, is_natural: bool) -> str:
    """The values of the variables put in, as far as the divisor decides them."""
    own, other = _value(found.factor, case), _value(found.cofactor, found.number // case)
    if found.factor.atoms == found.cofactor.atoms:
        other = None
    if is_natural and ((own or 0) < 0 or (other or 0) < 0):
        return "· omega"
    if own is None:
        return f"· {_CLOSE}"
    type_ = "Nat" if is_natural else "Int"
    equation = "hw" if is_natural else "hs"
    steps = [_solved(found.factor, own, type_, equation)]
    if other is not None:
        nonzero = f"0 < {case}" if is_natural else f"({case} : Int) ≠ 0"
        steps.append(
            f"have hv : ({found.cofactor}) = {found.number // case} := "
            f"{type_}.eq_of_mul_eq_mul_left (show {nonzero} by decide) hg"
        )
        steps.append(_solved(found.cofactor, other, type_, "hv"))
    return "· " + "\n  ".join([*steps, _CLOSE])


def _solved(linear: Polynomial, value: int, type_: str, equation: str) -> str:
    """The value put in for the variable, from what it and a constant are."""
    name, added = linear.atoms[0], linear.constant_term
    proof = equation if not added else "by omega"
    if added > 0 and type_ == "Nat":
        proof = f"Nat.add_right_cancel (show {name} + {added} = {value} + {added} from {equation})"
    return f"obtain rfl : {name} = {value} := {proof}"


def _value(linear: Polynomial, value: int) -> int | None:
    """What the variable is, where it and a constant are ``value``."""
    if len(linear.atoms) != 1 or linear.terms.get(((linear.atoms[0], 1),)) != 1:
        return None
    return value - linear.constant_term if len(linear.terms) <= 2 else None
