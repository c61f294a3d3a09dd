; The spelling of TIP before 2018.
; old TIP syntax
(declare-datatypes (a) ((list (nil) (cons (head a) (tail (list a))))))
(define-fun-rec (par (a) (append ((x (list a)) (y (list a))) (list a)
  (match x (case nil y) (case (cons z xs) (cons z (append xs y)))))))
(assert-not (par (a) (forall ((x (list a))) (= (append x (as nil (list a))) x))))
(check-sat)
