; Patterns inside patterns.
(declare-datatype Nat ((Z) (S (p Nat))))
(define-fun-rec half ((x Nat)) Nat (match x ((Z Z) ((S Z) Z) ((S (S y)) (S (half y))))))(define-fun-rec double ((x Nat)) Nat (match x ((Z Z) ((S y) (S (S (double y)))))))
(prove (forall ((x Nat)) (= (half (double x)) x)))
