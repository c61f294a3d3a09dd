"""TIP problems as theories: what they say stays the same."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from prover.logic.printers import to_unicode
from prover.theory import Theory
from prover.theory.notation import Notation
from tests.translators.tip.agreement import compared
from tests.translators.tip.problems import APPEND, EXPORTED, LIST, NAT
from translators.tip import NotExportable, laws_of_integers, read_tip, to_theory
from translators.tip.syntax import Arrow

SHARED = Path(__file__).parents[4] / "shared" / "data" / "tip" / "isaplanner"

PLUS = """
(define-fun-rec plus ((x Nat) (y Nat)) Nat (match x ((Z y) ((S z) (S (plus z y))))))
"""
MAP = """
(define-fun-rec map (par (a b) (((f (=> a b)) (y (list a))) (list b)))
  (match y ((nil (_ nil b)) ((cons z xs) (cons (@ f z) (map f xs))))))
"""

TRANSLATED = {
    "captured variables": NAT
    + LIST
    + PLUS
    + MAP
    + """
(define-fun add ((n Nat) (xs (list Nat))) (list Nat) (map (lambda ((x Nat)) (plus x n)) xs))
(define-fun twice ((n Nat) (xs (list Nat))) (list Nat)
  (map (lambda ((n Nat)) (plus n n)) (map (lambda ((y Nat)) (plus n y)) xs)))
""",
    "a functional argument that captures in recursion": NAT
    + LIST
    + PLUS
    + """
(define-fun-rec foldl (par (a b) (((f (=> b (=> a b))) (z b) (y (list a))) b))
  (match y ((nil z) ((cons x xs) (foldl f (@ f z x) xs)))))
(define-fun sum ((k Nat) (xs (list Nat))) Nat
  (foldl (lambda ((s Nat) (x Nat)) (plus s (plus x k))) Z xs))
""",
    "functions that return functions": NAT
    + LIST
    + PLUS
    + MAP
    + """
(define-fun compose (par (a b c) (((f (=> b c)) (g (=> a b))) (=> a c)))
  (lambda ((x a)) (@ f (@ g x))))
(define-fun adder ((n Nat)) (=> Nat Nat)
  (match n ((Z (lambda ((x Nat)) x)) ((S m) (lambda ((x Nat)) (S (plus m x)))))))
(define-fun-rec times ((f (=> Nat Nat)) (n Nat)) (=> Nat Nat)
  (match n ((Z (lambda ((x Nat)) x)) ((S m) (compose f (times f m))))))
(define-fun both ((n Nat) (xs (list Nat))) (list Nat)
  (map (compose (adder n) (times (adder (S Z)) n)) xs))
(define-fun chosen ((b Bool) (n Nat)) Nat (@ (ite b (adder n) (lambda ((x Nat)) x)) n))
""",
    "truth values as data": NAT
    + LIST
    + MAP
    + """
(define-fun-rec even ((n Nat)) Bool (match n ((Z true) ((S m) (not (even m))))))
(define-fun evens ((xs (list Nat))) (list Bool) (map (lambda ((x Nat)) (even x)) xs))
(define-fun-rec all ((xs (list Bool))) Bool
  (match xs ((nil true) ((cons y ys) (and y (all ys))))))
(define-fun-rec alternating ((b Bool) (n Nat)) (list Bool)
  (match n ((Z (_ nil Bool)) ((S m) (cons b (alternating (not b) m))))))
(define-fun-rec count ((b Bool) (xs (list Bool))) Nat
  (match xs ((nil Z) ((cons y ys) (ite (= b y) (S (count b ys)) (count b ys))))))
(define-fun-rec toggled ((b Bool) (n Nat)) Nat
  (match n ((Z (ite b Z (S Z))) ((S m) (ite b (toggled false m) (S (toggled true m)))))))
(define-fun implies ((x Bool) (y Bool)) Bool (=> x (xor x (distinct x y))))
(define-fun odd ((n Nat)) Bool (implies (even n) false))
""",
    "matches on calls, in conditions, under constructors": NAT
    + LIST
    + APPEND
    + """
(declare-datatype maybe (par (a) ((none) (some (the a)))))
(define-fun-rec find ((n Nat) (xs (list Nat))) (maybe (list Nat))
  (match xs ((nil (_ none (list Nat)))
             ((cons y ys) (ite (= n y) (some ys) (find n ys))))))
(define-fun after ((n Nat) (xs (list Nat))) (list Nat)
  (match (find n xs) ((none xs) ((some ys) (cons n (match ys ((nil xs) (_ ys))))))))
(define-fun is-there ((n Nat) (xs (list Nat))) Bool
  (match (find n xs) ((none false) ((some ys) true))))
(define-fun longer ((xs (list Nat)) (ys (list Nat))) (list Nat)
  (cons (match xs ((nil Z) ((cons z zs) z)))
        (ite (match ys ((nil true) (_ (is-there Z xs)))) ys (++ ys (ite (= xs ys) xs ys)))))
(define-fun-rec zipped ((xs (list Nat)) (ys (list Nat))) (list Nat)
  (match (match xs ((nil ys) ((cons z zs) (++ zs ys))))
    ((nil xs) ((cons u us) (match us ((nil us) ((cons v vs) (cons v (cons u vs)))))))))
(define-fun looked ((n Nat) (xs (list Nat))) Bool
  (match (find n xs)
    ((none (= n Z)) ((some ys) (match ys ((nil (= n (S Z))) ((cons z zs) (= z n))))))))
""",
    "what is left, three constructors": """
(declare-datatype T ((A) (B) (C (arg T) (other T))))
(define-fun-rec f ((x T) (y T)) T
  (match x ((A (match y ((C u v) (C v A)) (_ y))) ((C u v) (C (f u y) v)) (_ (f y A)))))
""".replace("((C u v) (C v A)) (_ y)", "(((C u v) (C v A)) (_ y))").replace("(_ (f y A))", "(_ y)"),
    "shadowing": NAT
    + LIST
    + PLUS
    + MAP
    + """
(define-fun-rec f ((x Nat) (y Nat)) Nat
  (match x ((Z y) ((S y) (match y ((Z x) ((S x) (plus x (f y x)))))))))
(define-fun g ((x Nat) (z (list Nat))) (list Nat)
  (let ((y (plus x x))) (map (lambda ((x Nat)) (let ((x (plus x y))) (plus x x))) z)))
(define-fun h ((z Nat) (ys (list Nat))) (list Nat) (map (lambda ((xs Nat)) (plus xs z)) ys))
""",
    "recursion through a data structure": NAT
    + LIST
    + MAP
    + PLUS
    + """
(declare-datatype Rose (par (a) ((R (el a) (kids (list (Rose a)))))))
(define-fun-rec sum ((xs (list Nat))) Nat (match xs ((nil Z) ((cons y ys) (plus y (sum ys))))))
(define-fun-rec size (par (a) (((x (Rose a))) Nat))
  (match x (((R y ks) (S (sum (map (lambda ((k (Rose a))) (size k)) ks)))))))
""",
    "integers": LIST
    + """
(define-fun f ((x Int) (y Int)) Int (ite (< x y) (- (* x y) 3) (+ x (- y) 2)))
(define-fun g ((x Int) (y Int)) Bool (and (<= x y) (=> (> x 1) (>= y (* 2 x)))))
(define-fun-rec sum ((xs (list Int))) Int (match xs ((nil 0) ((cons y ys) (+ y (sum ys))))))
(define-fun-rec from ((x Int) (xs (list Int))) (list Bool)
  (match xs ((nil (_ nil Bool)) ((cons y ys) (cons (= x y) (from (+ x 1) ys))))))
""",
    "integers that count down": LIST
    + """
(define-fun-rec replicate (par (a) (((n Int) (x a)) (list a)))
  (ite (<= n 0) (_ nil a) (cons x (replicate (- n 1) x))))
(define-fun-rec drop (par (a) (((n Int) (xs (list a))) (list a)))
  (ite (< 0 n) (match xs ((nil xs) ((cons y ys) (drop (- n 1) ys)))) xs))
(define-fun-rec take (par (a) (((m Int) (n (list a))) (list a)))
  (match n ((nil n) ((cons x xs) (ite (>= 0 m) (_ nil a) (cons x (take (- m 1) xs)))))))
(define-fun-rec sum ((n Int) (k Int)) Int (ite (> n 0) (+ n (sum (- n 1) (+ n k))) (- k n)))
""",
    "selectors": NAT
    + """
(declare-datatype pair (par (a b) ((pair2 (fst a) (snd b)))))
(define-fun swap (par (a b) (((x (pair a b))) (pair b a))) (pair2 (snd x) (fst x)))
(define-fun turned ((x (pair Nat (pair Nat Nat)))) Nat (fst (swap (snd x))))
""",
    "division": """
(define-fun quotient ((x Int) (y Int)) Int (ite (= y 0) (- 7) (div x y)))
(define-fun rest ((x Int) (y Int)) Int (ite (= y 0) 7 (mod x y)))
(define-fun third ((x Int)) Int (+ (* 10 (div x 3)) (mod x 3)))
(define-fun below ((x Int)) Int (+ (* 10 (div x -3)) (mod x -3)))
""",
    "patterns inside patterns": NAT
    + LIST
    + """
(define-fun-rec half ((x Nat)) Nat (match x ((Z Z) ((S Z) Z) ((S (S y)) (S (half y))))))
(define-fun order ((x Nat) (xs (list Nat))) Nat
  (match xs (((cons Z (cons y ys)) y) ((cons (S x) nil) x) ((cons y (cons x zs)) (S y)) (u x))))
(define-fun shadowed ((y Nat) (xs (list Nat))) Nat
  (match xs (((cons y (cons Z zs)) y) ((cons x (cons z zs)) (S y)) (z (half y)))))
(define-fun first ((x Nat)) Bool (match x ((_ false) (Z true))))
(define-fun swapped ((x Nat) (y Nat)) Nat
  (let ((x y) (y x)) (match x ((Z (S y)) ((S z) z)))))
""",
}


@pytest.mark.parametrize("text", TRANSLATED.values(), ids=list(TRANSLATED))
def test_functions_compute_what_they_did(text: str) -> None:
    problem = read_tip(text)
    for function in problem.functions:
        if not isinstance(function.result, Arrow):
            assert all(compared(problem, function, seed) > 5 for seed in range(3))


def test_sorts_and_functions_of_a_goal_are_open() -> None:
    theory = to_theory(
        read_tip(
            LIST
            + APPEND
            + MAP
            + """
(prove (par (a b) (forall ((f (=> a b)) (p (=> b Bool)) (xs (list a)) (ys (list a)))
  (=> (forall ((y b)) (@ p y)) (= (map f (++ xs ys)) (++ (map f xs) (map f ys)))))))"""
        )
    )
    assert [sort.name for sort in theory.sorts] == ["a", "b"]
    assert [symbol.name for symbol in theory.open_symbols] == ["f", "p"]
    assert goal_of(theory) == (
        "∀xs:list_a ∀ys:list_a (∀y:b p(y) → map('++_a'(xs, ys)) = '++_b'(map(xs), map(ys)))"
    )


def test_definitions_are_conditional_equations() -> None:
    theory = to_theory(
        read_tip(
            NAT
            + LIST
            + """
(define-fun-rec delete ((x Nat) (y (list Nat))) (list Nat)
  (match y ((nil (_ nil Nat))
            ((cons z xs) (let ((left (delete x xs))) (ite (= x z) left (cons z left)))))))
(prove (forall ((x Nat) (xs (list Nat))) (= (delete x (delete x xs)) (delete x xs))))"""
        )
    )
    assert facts_of(theory, "delete") == [
        "∀x:Nat (delete(x, nil) = nil)",
        "∀x:Nat ∀z:Nat ∀xs:list (x = z → delete(x, cons(z, xs)) = delete(x, xs))",
        "∀x:Nat ∀z:Nat ∀xs:list (x ≠ z → delete(x, cons(z, xs)) = cons(z, delete(x, xs)))",
    ]


def test_truth_values_of_functions_are_equivalences() -> None:
    theory = to_theory(
        read_tip(
            NAT
            + """
(define-fun && ((x Bool) (y Bool)) Bool (ite x y false))
(define-fun-rec <=2 ((x Nat) (y Nat)) Bool
  (match x ((Z true) ((S z) (match y ((Z false) ((S x2) (<=2 z x2))))))))
(prove (forall ((x Nat) (y Nat)) (=> (&& (<=2 x y) (<=2 y x)) (= x y))))"""
        )
    )
    assert facts_of(theory, "≤") == [
        "∀y:Nat (Z ≤ y)",
        "∀z:Nat ¬(S(z) ≤ Z)",
        "∀z:Nat ∀x2:Nat (S(z) ≤ S(x2) ↔ z ≤ x2)",
    ]
    assert goal_of(theory) == "∀x:Nat ∀y:Nat (x ≤ y ∧ y ≤ x → x = y)"


def test_integers_are_a_datatype_with_laws_worth_proving() -> None:
    problem = read_tip("(prove (forall ((x Int) (y Int)) (=> (< x y) (<= x (+ y 1)))))")
    theory = to_theory(problem)
    assert [datatype.sort.name for datatype in theory.datatypes] == ["Natural", "Integer"]
    said = Notation(theory).formula(theory.goals[0].formula)
    assert said == "∀x ∀y (¬(y ≤ x) → x ≤ y + pos(1))"
    laws = to_theory(replace(problem, goals=laws_of_integers(problem))).goals
    assert "∀x ∀y (x + y = y + x)" in [Notation(theory).formula(law.formula) for law in laws]


def test_a_value_that_no_case_gives_is_open() -> None:
    theory = to_theory(
        read_tip(
            NAT
            + LIST
            + """
(define-fun-rec last (par (a) (((xs (list a))) a))
  (match xs (((cons x ys) (match ys ((nil x) ((cons y zs) (last ys))))))))
(prove (par (a) (forall ((x a)) (= (head (cons x (_ nil a))) (last (cons x (_ nil a)))))))"""
        )
    )
    assert {symbol.name for symbol in theory.open_symbols} == {"head_nil", "last_nil"}
    assert facts_of(theory, "last")[0] == "last(nil) = last_nil(nil)"
    assert facts_of(theory, "head") == [
        "head(nil) = head_nil(nil)",
        "∀field1:a ∀field2:list (head(cons(field1, field2)) = field1)",
    ]


def test_recursion_that_is_not_seen_to_end_is_assumed() -> None:
    text = "(define-fun-rec f ((x Nat)) Nat (match x ((Z Z) ((S y) (f (S (f y)))))))"
    theory = to_theory(read_tip(NAT + text + "(prove (forall ((x Nat)) (= (f x) Z)))"))
    assert not theory.definitions
    assert [symbol.name for symbol in theory.open_symbols] == ["f"]
    assert [(axiom.name, to_unicode(axiom.formula)) for axiom in theory.axioms] == [
        ("f.1", "f(Z) = Z"),
        ("f.2", "∀y:Nat (f(S(y)) = f(S(f(y))))"),
    ]


def test_what_is_assumed_for_all_sorts_is_assumed_for_those_in_use() -> None:
    text = """
(assert :lemma (par (a) (forall ((x (list a))) (= (++ x (_ nil a)) x))))
(prove (par (a) (forall ((x (list a))) (= (++ (++ x x) (_ nil a)) (++ x x)))))"""
    theory = to_theory(read_tip(LIST + APPEND + text))
    assert [to_unicode(axiom.formula) for axiom in theory.axioms] == ["∀x:list ('++'(x, nil) = x)"]


def test_a_definition_that_quantifies_is_what_it_says() -> None:
    text = """
(define-fun le ((x Nat) (y Nat)) Bool (exists ((z Nat)) (= (plus x z) y)))
(prove (forall ((x Nat)) (le x (S x))))"""
    theory = to_theory(read_tip(NAT + PLUS + text))
    assert goal_of(theory) == "∀x:Nat ∃z:Nat (plus(x, z) = S(x))"


@pytest.mark.parametrize("name", EXPORTED)
def test_problems_are_theories_or_refused(name: str) -> None:
    with suppress(NotExportable):
        assert to_theory(read_tip(EXPORTED[name])).goals


@pytest.mark.parametrize("name", ["what is declared only", "cases for what is left"])
def test_declared_symbols_stay_open(name: str) -> None:
    theory = to_theory(read_tip(EXPORTED[name]))
    assert len(theory.goals) == 1


REFUSED = {
    "a large numeral": ("(prove (forall ((x Int)) (< x 1000)))", "1000 is too large"),
    "a function in a list": (
        LIST + "(prove (par (a) (forall ((f (list (=> a a)))) (= f f))))",
        "functions",
    ),
    "a functional argument that grows": (
        NAT
        + """
(define-fun-rec f ((g (=> Nat Nat)) (n Nat)) Nat
  (match n ((Z (@ g Z)) ((S m) (f (lambda ((x Nat)) (@ g (@ g x))) m)))))
(prove (forall ((g (=> Nat Nat)) (n Nat)) (= (f g n) (f g n))))""",
        "grow without end",
    ),
    "sorts that grow": (
        NAT
        + """
(declare-datatype pair (par (a) ((pair2 (fst a) (snd a)))))
(define-fun-rec f (par (a) (((x a) (n Nat)) Nat)) (match n ((Z Z) ((S m) (f (pair2 x x) m)))))
(prove (forall ((n Nat)) (= (f n n) Z)))""",
        "grow without end",
    ),
    "a quantifier inside recursion": (
        NAT
        + """
(define-fun-rec f ((x Nat)) Bool
  (match x ((Z true) ((S y) (exists ((z Nat)) (and (= z y) (f y)))))))
(prove (forall ((x Nat)) (f x)))""",
        "quantifies",
    ),
    "a function that exists": (
        "(prove (par (a) (exists ((f (=> a a))) (forall ((x a)) (= (@ f x) x)))))",
        "quantified",
    ),
    "a sort without elements": (
        "(declare-datatype S ((More (rest S)))) (prove (forall ((x S)) (= x x)))",
        "no element",
    ),
    "an assertion about sorts that no goal uses": (
        "(declare-fun f (par (a) ((a) a))) (assert (par (a) (forall ((x a)) (= (f x) x))))"
        "(prove (forall ((x Int)) (= x x)))",
        "for all sorts",
    ),
    "a datatype that recurs at larger sorts": (
        """
(declare-datatype pair (par (a) ((pair2 (fst a) (snd a)))))
(declare-datatype Nest (par (a) ((None) (More (first a) (rest (Nest (pair a)))))))
(prove (par (a) (forall ((x (Nest a))) (= x x))))""",
        "grow without end",
    ),
}


TREE = "(declare-datatype T ((L) (P (left T) (right T))))"
DOUBLED = "(let ((x (P x x)))" * 40 + " x" + ")" * 40
ASKED = " ".join(f"(ite (= x {'(S ' * n}y{')' * n}) x y)" for n in range(20))
FIELDS = " ".join(f"(a{n} Nat)" for n in range(20))
MATCHED = "(match " * 40 + "x" + " ((L y) ((P a b) (match y ((L a) ((P c d) b))))))" * 40
SUCCESSORS = "(S " * 190 + "x" + ")" * 190
GROWING = {
    "lets that double": f"{TREE} (define-fun f ((x T)) T {DOUBLED})"
    "(prove (forall ((x T)) (= (f x) x)))",
    "arguments that each distinguish cases": f"{NAT} (declare-datatype W ((w {FIELDS})))"
    f"(define-fun f ((x Nat) (y Nat)) W (w {ASKED}))"
    "(prove (forall ((x Nat)) (= (f x x) (f x x))))",
    "matches on matches": f"{TREE} (define-fun f ((x T) (y T)) T {MATCHED})"
    "(prove (forall ((x T)) (= (f x x) x)))",
    "deep nesting": f"{NAT} (define-fun f ((x Nat)) Nat {SUCCESSORS})"
    "(prove (forall ((x Nat)) (= (f x) x)))",
}


@pytest.mark.parametrize("text", GROWING.values(), ids=list(GROWING))
def test_what_would_grow_without_bound_is_refused_at_once(text: str) -> None:
    with pytest.raises(NotExportable):
        to_theory(read_tip(text))


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=list(REFUSED))
def test_what_a_theory_cannot_say_is_refused(text: str, message: str) -> None:
    with pytest.raises(NotExportable, match=message) as refused:
        to_theory(read_tip(text))
    assert refused.value.hint


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs shared/data/tip")
@pytest.mark.parametrize("path", sorted(SHARED.glob("*.smt2")), ids=lambda path: path.stem)
def test_isaplanner_functions_compute_what_they_did(path: Path) -> None:
    problem = read_tip(path.read_text("utf-8"))
    assert to_theory(problem).goals
    for function in problem.functions:
        assert compared(problem, function, seed=1) > 5


def facts_of(theory: Theory, symbol: str) -> list[str]:
    """The cases of a definition, as they are printed."""
    return [to_unicode(f) for name, f in theory.facts.items() if name.startswith(f"{symbol}.")]


def goal_of(theory: Theory) -> str:
    """The goal, as it is printed."""
    return to_unicode(theory.goals[0].formula)
