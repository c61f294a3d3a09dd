"""Small corpora that the tests share, and premises for hypothesis to make up."""

from __future__ import annotations

from hypothesis import strategies as st

from search.premises import CorpusKey, Premise

KEY = CorpusKey("abc123", ("Init",))

LISTS = (
    Premise("Nat.add_comm", "∀ (n m : Nat), n + m = m + n", "Init.Nat"),
    Premise("Nat.mul_comm", "∀ (n m : Nat), n * m = m * n", "Init.Nat"),
    Premise("Nat.dvd_of_mod_eq_zero", "∀ {k n : Nat}, n % k = 0 → k ∣ n", "Init.Nat"),
    Premise(
        "List.append_assoc",
        "∀ {α : Type u} (as bs cs : List α), as ++ bs ++ cs = as ++ (bs ++ cs)",
        "Init.List",
    ),
    Premise(
        "List.length_append",
        "∀ {α : Type u} {as bs : List α}, (as ++ bs).length = as.length + bs.length",
        "Init.List",
    ),
    Premise(
        "List.reverse_reverse", "∀ {α : Type u} (as : List α), as.reverse.reverse = as", "Init.List"
    ),
    Premise("and_comm", "∀ {a b : Prop}, a ∧ b ↔ b ∧ a", "Init.Core"),
)

_atoms = st.sampled_from(["Nat.succ", "List.map", "x", "+", "++", "= 0", "∣", "Bool.true", "f y"])
statements = st.lists(_atoms, max_size=6).map(" ".join)
premises = st.lists(
    st.builds(Premise, st.sampled_from(["Nat.a", "List.b_c", "d"]), statements, st.just("M")),
    max_size=12,
)
