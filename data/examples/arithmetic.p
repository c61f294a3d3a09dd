% TFF with integers: whoever is born later is younger.
tff(person_type, type, person: $tType).
tff(born_type, type, born: person > $int).
tff(age_type, type, age: (person * $int) > $int).
tff(anna_type, type, anna: person).
tff(ben_type, type, ben: person).

tff(age_in_a_year, axiom, ! [P: person, Y: $int] : age(P, Y) = $difference(Y, born(P))).
tff(anna_born, axiom, born(anna) = 1969).
tff(ben_born, axiom, $greater(born(ben), $sum(born(anna), 20))).

tff(ben_is_younger, conjecture, ! [Y: $int] : $less(age(ben, Y), $difference(age(anna, Y), 20))).
