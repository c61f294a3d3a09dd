"""Small TIP problems that the tests share."""

from __future__ import annotations

LIST = "(declare-datatype list (par (a) ((nil) (cons (head a) (tail (list a))))))\n"
NAT = "(declare-datatype Nat ((Z) (S (pred Nat))))\n"
APPEND = """
(define-fun-rec ++ (par (a) (((x (list a)) (y (list a))) (list a)))
  (match x ((nil y) ((cons z xs) (cons z (++ xs y))))))
"""
APPEND_NIL = LIST + APPEND + "(prove (par (a) (forall ((xs (list a))) (= (++ xs (_ nil a)) xs))))"

# Each is well-formed, and Lean accepts it with the recursion it needs.
EXPORTED = {
    "append": APPEND_NIL,
    "mutual datatypes and functions": """
(declare-datatypes ((Tree 1) (Forest 1))
  ((par (a) ((Node (el a) (kids (Forest a)))))
   (par (a) ((None) (More (first (Tree a)) (rest (Forest a)))))))
(define-funs-rec
  ((tree (par (a) (((x (Tree a))) Int))) (forest (par (a) (((x (Forest a))) Int))))
  ((match x (((Node y ks) (+ 1 (forest ks)))))
   (match x ((None 0) ((More t f) (+ (tree t) (forest f)))))))
(prove (par (a) (forall ((t (Tree a))) (> (tree t) 0))))
""",
    "nested recursion": LIST
    + """
(declare-datatype Rose (par (a) ((R (el a) (kids (list (Rose a)))))))
(define-funs-rec
  ((one (par (a) (((x (Rose a))) Int))) (all (par (a) (((x (list (Rose a)))) Int))))
  ((match x (((R y ks) (+ 1 (all ks)))))
   (match x ((nil 0) ((cons k ks) (+ (one k) (all ks)))))))
(prove (par (a) (forall ((t (Rose a))) (>= (one t) 1))))
""",
    "lexicographic recursion": NAT
    + """
(define-fun-rec ack ((x Nat) (y Nat)) Nat
  (match x ((Z (S y)) ((S z) (match y ((Z (ack z (S Z))) ((S u) (ack z (ack x u)))))))))
(prove (forall ((n Nat)) (distinct (ack n n) Z)))
""",
    "mutual recursion that makes some arguments no smaller": NAT
    + """
(define-funs-rec ((f ((x Nat)) Int) (g ((x Nat) (k Int)) Int))
  ((match x ((Z 0) ((S y) (g x 1))))
   (match x ((Z k) ((S y) (+ k (f y)))))))
(prove (forall ((x Nat)) (= (f x) (g x 0))))
""",
    "a sum of sizes": LIST
    + """
(define-fun-rec interleave (par (a) (((x (list a)) (y (list a))) (list a)))
  (match x ((nil y) ((cons z xs) (cons z (interleave y xs))))))
(prove (par (a) (forall ((xs (list a))) (= (interleave xs (_ nil a)) xs))))
""",
    "one argument or the other": LIST
    + """
(define-fun-rec merge ((x (list Int)) (y (list Int))) (list Int)
  (match x ((nil y) ((cons z xs)
    (match y ((nil x) ((cons u ys)
      (ite (<= z u) (cons z (merge xs y)) (cons u (merge x ys))))))))))
(prove (forall ((xs (list Int))) (= (merge (_ nil Int) xs) xs)))
""",
    "counting down": LIST
    + """
(define-fun-rec replicate (par (a) (((n Int) (x a)) (list a)))
  (ite (<= n 0) (_ nil a) (cons x (replicate (- n 1) x))))
(prove (forall ((x Int)) (= (replicate 1 x) (cons x (_ nil Int)))))
""",
    "equality inside a function": LIST
    + """
(define-fun-rec elem (par (a) (((x a) (y (list a))) Bool))
  (match y ((nil false) ((cons z xs) (or (= x z) (elem x xs))))))
(prove (par (a) (forall ((x a) (xs (list a))) (elem x (cons x xs)))))
""",
    "cases for what is left": """
(declare-datatype T ((A) (B) (C)))
(declare-datatype R ((Fail) (Done) (Atom (at T)) (Seq (left R) (right R))))
(define-fun done ((x R)) Bool (match x ((Done true) (_ false))))
(define-fun-rec step ((x R) (y T)) R
  (match x (((Atom b) (ite (= b y) Done Fail))
            ((Seq p q) (match (step p y) ((Done q) (_ (Seq (step p y) q)))))
            (_ Fail))))
(prove (forall ((x T)) (done (step (Atom x) x))))
""",
    "function values": LIST
    + """
(define-fun-rec map (par (a b) (((f (=> a b)) (y (list a))) (list b)))
  (match y ((nil (_ nil b)) ((cons z xs) (cons (@ f z) (map f xs))))))
(prove (par (a) (forall ((xs (list a))) (= (map (lambda ((x a)) x) xs) xs))))
""",
    "what is declared only": """
(declare-sort sk 0)
(declare-fun op (sk sk) sk)
(declare-const e sk)
(assert (forall ((x sk)) (= (op x e) x)))
(prove (forall ((x sk)) (exists ((y sk)) (= (op x y) x))))
""",
    "selectors, testers, let": """
(declare-datatype pair (par (a b) ((pair2 (fst a) (snd b)))))
(declare-datatype either (par (a b) ((left (l a)) (right (r b)))))
(define-fun swap (par (a b) (((x (pair a b))) (pair b a)))
  (let ((u (fst x)) (v (snd x))) (pair2 v u)))
(define-fun is-pair (par (a b) (((x (pair a b))) Bool)) ((_ is pair2) x))
(define-fun is-left (par (a b) (((x (either a b))) Bool)) ((_ is left) x))
(prove (par (a) (forall ((x a)) (is-left ((_ left a Int) x)))))
""",
    "names that mean something in Lean": LIST
    + """
(define-fun fun ((end Int) (TIP Int) (none Int)) Int (+ end (* 2 TIP) (- none)))
(define-fun decide ((Int Int) (Bool Int) (decide Bool)) Bool (and decide (< Int Bool)))
(define-fun-rec list (par (a) (((a a) (xs (list a))) (list a)))
  (match xs ((nil (cons a (_ nil a))) ((cons rfl none) (cons rfl (list a none))))))
(define-fun |a b| ((x Bool)) Bool (=> x (xor x true)))
(prove (forall ((theorem Int)) (=> (|a b| true) (= (fun theorem 0 0) theorem))))
""",
    "arithmetic": """
(define-fun half ((x Int)) Int (div x 2))
(define-fun even ((x Int)) Bool (= (mod x 2) 0))
(prove (forall ((x Int)) (=> (even x) (< 0 x 9) (= (* 2 (half x)) x))))
""",
}
