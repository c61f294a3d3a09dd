; Formulas with their negations pushed inwards, under an assignment.
(declare-datatype list (par (a) ((nil) (cons (head a) (tail (list a))))))
(declare-datatype Form ((& (f1 Form) (f2 Form)) (Not (nf Form)) (Var (vn Int))))
(declare-datatype asg ((As (an Int) (ab Bool))))
(define-fun-rec look ((x Int) (y (list asg))) Bool (match y ((nil false) ((cons z ys) (match z (((As n b) (ite (= n x) b (look x ys)))))))))
(define-fun-rec holds ((m (list asg)) (f Form)) Bool (match f (((& p q) (and (holds m p) (holds m q))) ((Not p) (not (holds m p))) ((Var n) (look n m)))))
(define-fun-rec nnf ((b Bool) (f Form)) Form (match f (((& p q) (ite b (& (nnf true p) (nnf true q)) (Not (& (nnf true p) (nnf true q))))) ((Not p) (nnf (not b) p)) ((Var n) (ite b f (Not f))))))
(prove (forall ((m (list asg)) (f Form)) (= (holds m (nnf false f)) (not (holds m f)))))
