; A function that has no value for nil.
(declare-datatype Nat ((Z) (S (p Nat))))
(declare-datatype list (par (a) ((nil) (cons (head a) (tail (list a))))))
(define-fun-rec lst (par (a) (((x (list a))) a)) (match x (((cons y z) (match z ((nil y) ((cons u w) (lst z))))))))(define-fun-rec ++ (par (a) (((x (list a)) (y (list a))) (list a)))
  (match x ((nil y) ((cons z xs) (cons z (++ xs y))))))
(prove (par (a) (forall ((x (list a)) (y a)) (= (lst (++ x (cons y (_ nil a)))) y))))
