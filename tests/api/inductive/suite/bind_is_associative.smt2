; The list monad: function values inside function values.
(declare-datatype list (par (a) ((nil) (cons (head a) (tail (list a))))))
(define-fun-rec ++ (par (a) (((x (list a)) (y (list a))) (list a)))
  (match x ((nil y) ((cons z xs) (cons z (++ xs y))))))
(define-fun-rec bind (par (a b) (((x (list a)) (f (=> a (list b)))) (list b))) (match x ((nil (_ nil b)) ((cons y xs) (++ (@ f y) (bind xs f))))))
(prove (par (a b c) (forall ((m (list a)) (f (=> a (list b))) (g (=> b (list c)))) (= (bind (bind m f) g) (bind m (lambda ((x a)) (bind (@ f x) g)))))))
