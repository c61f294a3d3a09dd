; False: sorting gives one list, not every sorted one.
(declare-datatype list (par (a) ((nil) (cons (head a) (tail (list a))))))
(define-fun-rec ordered ((x (list Int))) Bool
  (match x ((nil true) ((cons y z) (match z ((nil true) ((cons y2 xs) (and (<= y y2) (ordered z)))))))))
(define-fun-rec insert ((x Int) (y (list Int))) (list Int)
  (match y ((nil (cons x (_ nil Int))) ((cons z xs) (ite (<= x z) (cons x y) (cons z (insert x xs)))))))
(define-fun-rec isort ((x (list Int))) (list Int)
  (match x ((nil (_ nil Int)) ((cons y xs) (insert y (isort xs))))))
(prove (forall ((x (list Int)) (y (list Int))) (=> (ordered x) (= (isort y) x))))
