"""Proof terms: the part of Lean's term language that certificates are written in.

Terms are built by functions that simplify as they go: a function applied to its argument is
replaced by what it says (β), ``fun h => f h`` by ``f`` (η), the first part of a pair by that
part.  What is used once is written where it is used; :func:`have` names the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from prover.logic.syntax import Formula, FunctionSymbol, Term, constant
from prover.logic.walk import symbols

__all__ = [
    "BY_CONTRADICTION",
    "EXCLUDED_MIDDLE",
    "EXISTS_ELIM",
    "FALSE_ELIM",
    "IFF_OF_FALSE",
    "IFF_OF_TRUE",
    "OR_ELIM",
    "TRUE_INTRO",
    "Abstraction",
    "Apply",
    "Element",
    "Function",
    "Have",
    "Local",
    "Name",
    "Pair",
    "Part",
    "ProofTerm",
    "Proposition",
    "apply",
    "assume",
    "by_contradiction",
    "function",
    "have",
    "occurrences",
    "part",
]

Free = frozenset["Local | FunctionSymbol"]
_CLOSED: Free = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """A theorem of Lean's library, a premise or an earlier step."""

    text: str

    @property
    def free(self) -> Free:
        """What is bound outside of the term, here and in the classes that follow."""
        return _CLOSED


@dataclass(frozen=True, slots=True, eq=False)
class Local:
    """A hypothesis that the term itself introduces; each object is another one."""

    @property
    def free(self) -> Free:
        """The hypothesis."""
        return frozenset((self,))


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """A term of the logic, as the argument of a universal statement."""

    term: Term
    free: Free = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "free", frozenset(symbols(self.term)))


@dataclass(frozen=True, slots=True, eq=False)
class Proposition:
    """A formula as an argument: ``Classical.em (P a)``."""

    formula: Formula
    free: Free = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "free", frozenset(symbols(self.formula)))


@dataclass(frozen=True, slots=True, eq=False)
class Abstraction:
    """``fun z => body`` where ``body`` is a term or formula of the logic about ``hole``."""

    hole: FunctionSymbol
    body: Formula | Term
    free: Free = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "free", frozenset(symbols(self.body)) - {self.hole})


@dataclass(frozen=True, slots=True, eq=False)
class Apply:
    """A function with its arguments."""

    function: ProofTerm
    arguments: tuple[ProofTerm, ...]
    free: Free = field(init=False)

    def __post_init__(self) -> None:
        inner = (a.free for a in self.arguments)
        object.__setattr__(self, "free", self.function.free.union(*inner))


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A field of a structure: ``h.1``, ``h.mp``."""

    whole: ProofTerm
    name: str
    free: Free = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "free", self.whole.free)


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """``⟨a, b⟩``: a conjunction, an equivalence, or a witness with its proof."""

    left: ProofTerm
    right: ProofTerm
    free: Free = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "free", self.left.free | self.right.free)


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """``fun x => body``: ``parameter`` is a hypothesis or a thing."""

    parameter: Local | FunctionSymbol
    body: ProofTerm
    free: Free = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "free", self.body.free - {self.parameter})


@dataclass(frozen=True, slots=True, eq=False)
class Have:
    """``have local : formula := value; body``."""

    local: Local
    formula: Formula
    value: ProofTerm
    body: ProofTerm
    free: Free = field(init=False)

    def __post_init__(self) -> None:
        stated = frozenset(symbols(self.formula))
        inner = self.body.free - {self.local}
        object.__setattr__(self, "free", self.value.free | inner | stated)


ProofTerm = (
    Name | Local | Element | Proposition | Abstraction | Apply | Part | Pair | Function | Have
)


BY_CONTRADICTION = Name("Classical.byContradiction")
TRUE_INTRO = Name("True.intro")
FALSE_ELIM = Name("False.elim")
EXCLUDED_MIDDLE = Name("Classical.em")
IFF_OF_TRUE = Name("iff_of_true")
IFF_OF_FALSE = Name("iff_of_false")
OR_ELIM = Name("Or.elim")
EXISTS_ELIM = Name("Exists.elim")


def apply(function: ProofTerm, *arguments: ProofTerm) -> ProofTerm:
    """``function`` applied to ``arguments``."""
    for argument in arguments:
        if isinstance(function, Function) and isinstance(function.parameter, Local):
            function = substitute(function.body, function.parameter, argument)
        elif isinstance(function, Apply):
            function = Apply(function.function, (*function.arguments, argument))
        else:
            function = Apply(function, (argument,))
    return function


def function(parameter: Local | FunctionSymbol, body: ProofTerm) -> ProofTerm:
    """``fun parameter => body``, or what it only calls."""
    if not isinstance(body, Apply):
        return Function(parameter, body)
    last = body.arguments[-1]
    same = last is parameter or (
        isinstance(last, Element)
        and isinstance(parameter, FunctionSymbol)
        and last.term is constant(parameter.name, parameter.sort)
    )
    rest = body.arguments[:-1]
    shorter = Apply(body.function, rest) if rest else body.function
    if same and parameter not in shorter.free:
        return shorter
    return Function(parameter, body)


def assume(make: Callable[[ProofTerm], ProofTerm]) -> ProofTerm:
    """``fun h => …`` where ``make`` says what follows from ``h``."""
    local = Local()
    return function(local, make(local))


def part(whole: ProofTerm, name: str) -> ProofTerm:
    """``whole.name``."""
    if isinstance(whole, Pair):
        return whole.left if name in ("1", "mp") else whole.right
    return Part(whole, name)


def have(local: Local, formula: Formula, value: ProofTerm, body: ProofTerm) -> ProofTerm:
    """``body`` with ``value`` named where it is used more than once."""
    if local not in body.free:
        return body
    if _is_small(value):
        return substitute(body, local, value)
    if _states_itself(value) and occurrences(local, body) == 1:
        return substitute(body, local, value)
    return Have(local, formula, value, body)


def _is_small(term: ProofTerm) -> bool:
    while isinstance(term, Part):
        term = term.whole
    return isinstance(term, Name | Local | Element)


def _states_itself(term: ProofTerm) -> bool:
    """Whether Lean finds out what ``term`` proves without being told (or it is a function,
    and simplified away where it would be called)."""
    head = term.function if isinstance(term, Apply) else term
    return head is not BY_CONTRADICTION


def occurrences(local: Local, term: ProofTerm) -> int:
    """How often ``local`` stands in ``term``."""
    if local not in term.free:
        return 0
    if term is local:
        return 1
    return sum(occurrences(local, child) for child in _children(term))


def _children(term: ProofTerm) -> Sequence[ProofTerm]:
    match term:
        case Apply(function=called, arguments=arguments):
            return (called, *arguments)
        case Part(whole=whole):
            return (whole,)
        case Pair(left=left, right=right):
            return (left, right)
        case Function(body=body):
            return (body,)
        case Have(value=value, body=body):
            return (value, body)
        case _:
            return ()


def substitute(term: ProofTerm, local: Local, value: ProofTerm) -> ProofTerm:
    """``term`` with ``value`` in place of ``local``, simplified again."""
    if local not in term.free:
        return term
    match term:
        case Local():
            return value
        case Apply(function=called, arguments=arguments):
            changed = [substitute(a, local, value) for a in arguments]
            return apply(substitute(called, local, value), *changed)
        case Part(whole=whole, name=name):
            return part(substitute(whole, local, value), name)
        case Pair(left=left, right=right):
            return Pair(substitute(left, local, value), substitute(right, local, value))
        case Function(parameter=parameter, body=body):
            return Function(parameter, substitute(body, local, value))
        case Have(local=named, formula=formula, value=inner, body=body):
            inner = substitute(inner, local, value)
            return have(named, formula, inner, substitute(body, local, value))
        case _:
            return term


def by_contradiction(denied: Local, absurdity: ProofTerm) -> ProofTerm:
    """What ``denied`` denies, because of ``absurdity``; direct where that is easy."""
    direct = contradiction_to_proof(absurdity, denied)
    return direct or apply(BY_CONTRADICTION, Function(denied, absurdity))


def contradiction_to_proof(absurdity: ProofTerm, denied: Local) -> ProofTerm | None:
    """A proof of what ``denied`` denies, if ``absurdity`` only ever says that it is proved.

    The cases of ``absurdity`` must end in ``denied p``, which becomes ``p``, or not use
    ``denied`` at all.
    """
    if denied not in absurdity.free:
        return apply(FALSE_ELIM, absurdity)
    match absurdity:
        case Apply(function=called, arguments=(proof,)) if called is denied:
            return None if denied in proof.free else proof
        case Apply(function=called, arguments=(cases, *branches)) if called in _CASES:
            direct = [_direct_branch(branch, _CASES[called], denied) for branch in branches]
            if denied in cases.free or None in direct:
                return None
            return Apply(called, (cases, *[d for d in direct if d is not None]))
        case Have(local=local, formula=formula, value=value, body=body):
            inner = contradiction_to_proof(body, denied)
            if denied in value.free or inner is None:
                return None
            return Have(local, formula, value, inner)
        case _:
            return None


_CASES = {OR_ELIM: 1, EXISTS_ELIM: 2}
"""Case distinctions, and how many things each of their branches is a function of."""


def _direct_branch(branch: ProofTerm, binders: int, denied: Local) -> ProofTerm | None:
    """A branch of a case distinction, with a proof in place of the falsity it ends in."""
    if not binders:
        return contradiction_to_proof(branch, denied)
    if not isinstance(branch, Function):
        local = Local()
        branch = Function(local, apply(branch, local))
    inner = _direct_branch(branch.body, binders - 1, denied)
    return None if inner is None else Function(branch.parameter, inner)
