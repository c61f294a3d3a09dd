; Merging sorted lists of integers: recursion on one argument or the other.
(declare-datatype list (par (a) ((nil) (cons (head a) (tail (list a))))))
(define-fun-rec ordered ((x (list Int))) Bool
  (match x ((nil true) ((cons y z) (match z ((nil true) ((cons y2 xs) (and (<= y y2) (ordered z)))))))))
(define-fun-rec lmerge ((x (list Int)) (y (list Int))) (list Int)
  (match x ((nil y) ((cons z xs) (match y ((nil x) ((cons u ys)
   (ite (<= z u) (cons z (lmerge xs y)) (cons u (lmerge x ys))))))))))
(prove (forall ((x (list Int)) (y (list Int))) (=> (and (ordered x) (ordered y)) (ordered (lmerge x y)))))
