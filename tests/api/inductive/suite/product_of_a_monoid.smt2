; A declared sort with axioms, and a fold over it.
(declare-sort U 0) (declare-const e U) (declare-fun f (U U) U)
(assert (forall ((x U)) (= (f e x) x)))
(assert (forall ((x U) (y U) (z U)) (= (f x (f y z)) (f (f x y) z))))
(declare-datatype list (par (a) ((nil) (cons (head a) (tail (list a))))))
(define-fun-rec ++ (par (a) (((x (list a)) (y (list a))) (list a)))
  (match x ((nil y) ((cons z xs) (cons z (++ xs y))))))
(define-fun-rec prod ((x (list U))) U (match x ((nil e) ((cons y ys) (f y (prod ys))))))
(prove (forall ((x (list U)) (y (list U))) (= (prod (++ x y)) (f (prod x) (prod y)))))
