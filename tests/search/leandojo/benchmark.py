"""A small benchmark of our own making, in LeanDojo's format."""

from __future__ import annotations

from search.leandojo import (
    Place,
    Provenance,
    SourceFile,
    SourcePremise,
    TracedTactic,
    TracedTheorem,
)


def lemma(name: str, statement: str, line: int) -> SourcePremise:
    code = f"theorem {name} {statement}"
    return SourcePremise(name, code, (line, 1), (line + 1, 7), "commanddeclaration")


BASIC = SourceFile(
    "Toy/Basic.lean",
    (),
    (
        lemma("Toy.add_comm", "(a b : Nat) : a + b = b + a", 3),
        lemma("Toy.mul_comm", "(a b : Nat) : a * b = b * a", 6),
        SourcePremise(None, "deriving instance Repr for Foo", (9, 1), (9, 31), "other"),
    ),
)
LISTS = SourceFile(
    "Toy/Lists.lean",
    ("Toy/Basic.lean",),
    (lemma("Toy.length_append", "(xs ys : List α) : (xs ++ ys).length = …", 5),),
)
MAIN = SourceFile(
    "Toy/Main.lean",
    ("Toy/Lists.lean",),
    (
        lemma("Toy.first", "(a b : Nat) : a + b + 0 = b + a", 4),
        lemma("Toy.second", "(a b : Nat) : a * b = b * a", 8),
    ),
)
ASIDE = SourceFile("Toy/Aside.lean", ("Toy/Basic.lean",), (lemma("Toy.aside", ": True", 1),))
FILES = (BASIC, LISTS, MAIN, ASIDE)


def using(path: str, place: Place, name: str) -> TracedTactic:
    """A tactic that rewrites with a premise."""
    return TracedTactic(
        f"rw [{name}]",
        (f"rw [<a>{name}</a>]", (Provenance(name, path, place, (place[0], place[1] + 8)),)),
        "a b : Nat\n⊢ a * b = b * a",
        "no goals",
    )


SECOND = TracedTheorem(
    "https://example.org/toy",
    "0" * 40,
    "Toy/Main.lean",
    "Toy.second",
    (8, 1),
    (9, 7),
    (
        using("Toy/Basic.lean", (6, 9), "mul_comm"),
        TracedTactic("rfl", ("rfl", ()), "⊢ b * a = b * a", "no goals"),
    ),
)
BY_TERM = TracedTheorem(
    "https://example.org/toy", "0" * 40, "Toy/Aside.lean", "Toy.aside", (1, 1), (2, 7), ()
)
