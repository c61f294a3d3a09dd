; Division of integers by a numeral.
(prove (forall ((x Int)) (= (+ (* 2 (div x 2)) (mod x 2)) x)))
