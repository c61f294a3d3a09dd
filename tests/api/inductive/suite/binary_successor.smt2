; The successor of a binary number.
(declare-datatype Nat ((Z) (S (p Nat))))
(define-fun-rec plus ((x Nat) (y Nat)) Nat (match x ((Z y) ((S z) (S (plus z y))))))
(declare-datatype Bin ((One) (ZeroAnd (ZeroAnd_0 Bin)) (OneAnd (OneAnd_0 Bin))))
(define-fun-rec s ((x Bin)) Bin (match x ((One (ZeroAnd One)) ((ZeroAnd xs) (OneAnd xs)) ((OneAnd ys) (ZeroAnd (s ys))))))
(define-fun-rec bplus ((x Bin) (y Bin)) Bin
  (match x ((One (s y)) ((ZeroAnd z) (match y ((One (s x)) ((ZeroAnd ys) (ZeroAnd (bplus z ys))) ((OneAnd xs) (OneAnd (bplus z xs))))))
   ((OneAnd x2) (match y ((One (s x)) ((ZeroAnd zs) (OneAnd (bplus x2 zs))) ((OneAnd ys2) (ZeroAnd (s (bplus x2 ys2)))))))))) 
(define-fun-rec times ((x Bin) (y Bin)) Bin (match x ((One y) ((ZeroAnd xs) (ZeroAnd (times xs y))) ((OneAnd xs) (bplus (ZeroAnd (times xs y)) y)))))
(define-fun-rec toNat ((x Bin)) Nat (match x ((One (S Z)) ((ZeroAnd xs) (plus (toNat xs) (toNat xs))) ((OneAnd ys) (S (plus (toNat ys) (toNat ys)))))))
(prove (forall ((n Bin)) (= (toNat (s n)) (S (toNat n)))))
