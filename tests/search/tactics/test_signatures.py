"""What a preamble declares."""

from __future__ import annotations

from search.tactics.signatures import Signature, read_declarations, small_values

PREAMBLE = """\
namespace T

inductive N where
  | zero
  | succ (n : T.N)

inductive L (a : Type) where
  | nil
  | cons (head : a) (tail : T.L a)

def add (x : T.N) (y : T.N) : T.N :=
  match x with
  | T.N.zero => y
  | T.N.succ n => T.N.succ (T.add n y)

def keep {a : Type} (p : a → Bool) (x : T.L a) : T.L a :=
  match x with
  | T.L.nil => T.L.nil
  | T.L.cons h t => if p h then T.L.cons h (T.keep p t) else T.keep p t

def half : N → N
  | n => n

end T
"""


def test_functions_have_the_types_that_are_written() -> None:
    add, keep, half = read_declarations(PREAMBLE).functions
    assert add == Signature("T.add", ("T.N", "T.N"), "T.N")
    assert keep == Signature("T.keep", ("a → Bool", "T.L a"), "T.L a")
    assert half == Signature("T.half", ("T.N",), "T.N")


def test_constructors_belong_to_their_type() -> None:
    declared = read_declarations(PREAMBLE)
    assert [c.name for c in declared.constructors_of("T.N")] == ["T.N.zero", "T.N.succ"]
    assert declared.constructors_of("T.L a")[1].arguments == ("a", "T.L a")
    assert declared.constructors_of("Bool") == ()


def test_small_values_are_closed_and_differ() -> None:
    declared = read_declarations(PREAMBLE)
    lists = small_values("T.L a", declared)
    assert lists[0] == "(T.L.nil : T.L Bool)"
    assert len(set(lists)) == len(lists) >= 3
    assert small_values("a → Bool", declared)
    assert small_values("Missing", declared) == ()


def test_a_preamble_that_is_not_understood_declares_nothing() -> None:
    assert read_declarations("open Nat\nvariable (n : Nat)").functions == ()
