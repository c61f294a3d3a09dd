; False: nothing is said about the head of nil.
(declare-datatype list (par (a) ((nil) (cons (head a) (tail (list a))))))
(prove (forall ((x (list Int))) (= (head (_ nil Int)) 0)))
