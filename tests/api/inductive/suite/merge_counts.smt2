; What merging two lists counts: an induction inside an induction.
(declare-datatype Nat ((Z) (S (p Nat))))
(declare-datatype list (par (a) ((nil) (cons (head a) (tail (list a))))))
(define-fun-rec count (par (a) (((x a) (y (list a))) Nat))
  (match y ((nil Z) ((cons z ys) (ite (= x z) (S (count x ys)) (count x ys))))))
(define-fun-rec plus ((x Nat) (y Nat)) Nat (match x ((Z y) ((S z) (S (plus z y))))))
(define-fun-rec leq ((x Nat) (y Nat)) Bool
  (match x ((Z true) ((S z) (match y ((Z false) ((S u) (leq z u))))))))
(define-fun-rec merge ((x (list Nat)) (y (list Nat))) (list Nat)
  (match x ((nil y) ((cons z x2) (match y ((nil x) ((cons x3 x4) (ite (leq z x3) (cons z (merge x2 y)) (cons x3 (merge x x4))))))))))
(define-funs-rec ((evens ((x (list Nat))) (list Nat)) (odds ((x (list Nat))) (list Nat)))
 ((match x ((nil (_ nil Nat)) ((cons y xs) (cons y (odds xs)))))
  (match x ((nil (_ nil Nat)) ((cons y xs) (evens xs))))))
(prove (forall ((n Nat) (x (list Nat)) (y (list Nat))) (= (count n (merge x y)) (plus (count n x) (count n y)))))
