; Testers and selectors; what the head of nil is stays open.
(declare-datatype list (par (a) ((nil) (cons (head a) (tail (list a))))))
(define-fun-rec length (par (a) (((x (list a))) Int))
  (match x ((nil 0) ((cons y xs) (+ 1 (length xs))))))
(prove (par (a) (forall ((x (list a))) (=> (is-cons x) (= x (cons (head x) (tail x)))))))
