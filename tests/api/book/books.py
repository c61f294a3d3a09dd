"""Books to look at: one with everything, one with hostile names, one that is large."""

from __future__ import annotations

from dataclasses import replace

from api.book import Book, Entry, Status
from prover.certificate import Certificate, Checker
from prover.logic.syntax import Equality, Formula, FunctionSymbol, Implies, Variable
from prover.logic.walk import universal_closure
from prover.proof import Proof, Rule, Step
from prover.theory import Axiom, Development, Theorem, Theory
from tests.prover.theory.peano_by_hand import DEVELOPMENT, NAT, PLUS, ZERO, plus, successor

__all__ = ["HOSTILE", "by_hand", "closed", "hostile", "large", "x", "y", "z"]

x, y, z = (Variable(name, NAT) for name in "xyz")
HOSTILE = "</script><img src=x onerror=alert(1)>{{ 7*7 }}"
LEAN = '-- why\ntheorem t : "</script>" ≠ "" := by decide\n'


def closed(formula: Formula) -> Formula:
    """``formula`` for all values of its variables."""
    return universal_closure(formula)


def by_hand() -> Book:
    """Two essential theorems and a corollary, one statement left open, one refuted."""
    tops = [theorem for theorem in DEVELOPMENT.theorems if not theorem.part_of]
    entries = [
        Entry(
            theorem.name,
            theorem.statement,
            Status.COROLLARY if theorem.name == "succ_add" else Status.ESSENTIAL,
            seconds=0.25,
        )
        for theorem in tops
    ]
    zero = Implies(Equality(plus(x, y), ZERO), Equality(x, ZERO))
    entries.append(Entry("zero", closed(zero), Status.OPEN, reason="no proof within 2 s"))
    false = Equality(plus(x, y), x)
    entries.append(Entry("false", closed(false), Status.REFUTED, witness="x = 0, y = 1"))
    return Book(
        DEVELOPMENT,
        entries,
        {theorem.name: _certificates(theorem) for theorem in DEVELOPMENT.theorems},
        {theorem.name: LEAN for theorem in tops},
        "-- all of it\n",
        {"enumerated": 1234, "refuted": 1, "proved": 3, "kernel_accepted": 3, "seconds": 2.5},
    )


def _certificates(theorem: Theorem) -> tuple[Certificate, ...]:
    reasons = {step.name: "follows (Z3)" for step in theorem.proof.steps}
    own = Certificate(Checker.PROOF_CHECKER, "the proof holds", True, reasons, milliseconds=2)
    notes = {"toolchain": "Lean 4.28"}
    return own, Certificate(Checker.LEAN_KERNEL, "accepted", True, notes=notes, milliseconds=90)


def hostile() -> Book:
    """A book whose names, witnesses, reasons and Lean sources all try to be code."""
    nasty = FunctionSymbol(HOSTILE, (NAT,), NAT)
    variable = Variable(f"<b>{HOSTILE}", NAT)
    theory = Theory(
        HOSTILE,
        datatypes=DEVELOPMENT.theory.datatypes,
        open_symbols=(nasty,),
        axioms=(Axiom(HOSTILE, _applied(nasty, variable)),),
    )
    formula = theory.facts[HOSTILE]
    leaf = Step(HOSTILE, formula, Rule.PREMISE)
    last = Step(f"s{HOSTILE}", formula, Rule.INFERENCE, (HOSTILE,))
    names = (f"a{HOSTILE}", f"A{HOSTILE}", "con", "../up", "+", "≤", "+.1")
    theorems = tuple(Theorem(name, formula, Proof(formula, (leaf, last))) for name in names)
    entries = [Entry(name, formula, Status.ESSENTIAL) for name in names]
    entries.append(Entry("r", formula, Status.REFUTED, witness=HOSTILE))
    entries.append(Entry("o", formula, Status.OPEN, reason=HOSTILE))
    certificate = Certificate(
        Checker.PROOF_CHECKER, "", False, rejections={last.name: f"rejected: {HOSTILE}"}
    )
    return Book(
        Development(theory, theorems),
        entries,
        dict.fromkeys(names, (certificate,)),
        dict.fromkeys(names, f"-- {HOSTILE}\ntheorem {HOSTILE} := by\n"),
        f"-- {HOSTILE}\n",
    )


def _applied(symbol: FunctionSymbol, variable: Variable) -> Formula:
    from prover.logic.syntax import Application

    return closed(Equality(Application(symbol, (variable,)), variable))


def large(copies: int, open_statements: int) -> Book:
    """``copies`` of the theorems by hand, each resting on the one before, and open statements."""
    book = by_hand()
    theorems: list[Theorem] = []
    for copy in range(copies):
        theorems += (_renamed(theorem, copy) for theorem in DEVELOPMENT.theorems)
    entries = [
        Entry(theorem.name, theorem.statement, Status.ESSENTIAL)
        for theorem in theorems
        if not theorem.part_of
    ]
    term = x
    for number in range(open_statements):
        term = successor(term) if number % 7 else plus(x, y)
        statement = closed(Equality(plus(term, y), term))
        entries.append(Entry(f"open {number}", statement, Status.OPEN, reason="no proof yet"))
    return replace(
        book, development=Development(DEVELOPMENT.theory, tuple(theorems)), entries=entries
    )


def _renamed(theorem: Theorem, copy: int) -> Theorem:
    """``theorem`` of another copy; what it rests on is of that copy, too."""
    own = {other.name for other in DEVELOPMENT.theorems}

    def name(old: str) -> str:
        return f"{old}.{copy}" if old in own else old

    steps = tuple(
        replace(step, name=name(step.name), parents=tuple(map(name, step.parents)))
        for step in theorem.proof.steps
    )
    proof = Proof(theorem.proof.claim, steps)
    part_of = name(theorem.part_of) if theorem.part_of else ""
    return Theorem(name(theorem.name), theorem.statement, proof, part_of)


assert PLUS.name == "+"
