; A lemma assumed for all sorts.
(declare-datatype list (par (a) ((nil) (cons (head a) (tail (list a))))))
(define-fun-rec ++ (par (a) (((x (list a)) (y (list a))) (list a)))
  (match x ((nil y) ((cons z xs) (cons z (++ xs y))))))
(assert :lemma (par (a) (forall ((x (list a))) (= (++ x (_ nil a)) x))))(define-fun-rec rev (par (a) (((x (list a))) (list a)))
  (match x ((nil (_ nil a)) ((cons y xs) (++ (rev xs) (cons y (_ nil a)))))))
(prove (par (a) (forall ((x (list a)) (y (list a))) (= (rev (++ x y)) (++ (rev y) (rev x))))))
