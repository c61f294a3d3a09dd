#

# Proof found!
# SZS status Unsatisfiable
# SZS output start CNFRefutation
cnf(distributivity1, axiom, (add(X1,multiply(X2,X3))=multiply(add(X1,X2),add(X1,X3))), file('BOO003-4.p', distributivity1)).
cnf(additive_inverse1, axiom, (add(X1,inverse(X1))=multiplicative_identity), file('BOO003-4.p', additive_inverse1)).
cnf(multiplicative_id1, axiom, (multiply(X1,multiplicative_identity)=X1), file('BOO003-4.p', multiplicative_id1)).
cnf(multiplicative_inverse1, axiom, (multiply(X1,inverse(X1))=additive_identity), file('BOO003-4.p', multiplicative_inverse1)).
cnf(additive_id1, axiom, (add(X1,additive_identity)=X1), file('BOO003-4.p', additive_id1)).
cnf(commutativity_of_multiply, axiom, (multiply(X1,X2)=multiply(X2,X1)), file('BOO003-4.p', commutativity_of_multiply)).
cnf(distributivity2, axiom, (multiply(X1,add(X2,X3))=add(multiply(X1,X2),multiply(X1,X3))), file('BOO003-4.p', distributivity2)).
cnf(commutativity_of_add, axiom, (add(X1,X2)=add(X2,X1)), file('BOO003-4.p', commutativity_of_add)).
cnf(prove_a_times_a_is_a, negated_conjecture, (multiply(a,a)!=a), file('BOO003-4.p', prove_a_times_a_is_a)).
cnf(c_0_9, axiom, (add(X1,multiply(X2,X3))=multiply(add(X1,X2),add(X1,X3))), distributivity1).
cnf(c_0_10, axiom, (add(X1,inverse(X1))=multiplicative_identity), additive_inverse1).
cnf(c_0_11, axiom, (multiply(X1,multiplicative_identity)=X1), multiplicative_id1).
cnf(c_0_12, plain, (add(X1,multiply(X2,inverse(X1)))=add(X1,X2)), inference(rw,[status(thm)],[inference(spm,[status(thm)],[c_0_9, c_0_10]), c_0_11])).
cnf(c_0_13, axiom, (multiply(X1,inverse(X1))=additive_identity), multiplicative_inverse1).
cnf(c_0_14, axiom, (add(X1,additive_identity)=X1), additive_id1).
cnf(c_0_15, axiom, (multiply(X1,X2)=multiply(X2,X1)), commutativity_of_multiply).
cnf(c_0_16, plain, (add(X1,X1)=X1), inference(rw,[status(thm)],[inference(spm,[status(thm)],[c_0_12, c_0_13]), c_0_14])).
cnf(c_0_17, plain, (multiply(multiplicative_identity,X1)=X1), inference(spm,[status(thm)],[c_0_11, c_0_15])).
cnf(c_0_18, plain, (multiply(X1,add(X1,X2))=add(X1,multiply(X1,X2))), inference(spm,[status(thm)],[c_0_9, c_0_16])).
cnf(c_0_19, axiom, (multiply(X1,add(X2,X3))=add(multiply(X1,X2),multiply(X1,X3))), distributivity2).
cnf(c_0_20, plain, (add(X1,multiplicative_identity)=multiplicative_identity), inference(rw,[status(thm)],[inference(spm,[status(thm)],[c_0_12, c_0_17]), c_0_10])).
cnf(c_0_21, axiom, (add(X1,X2)=add(X2,X1)), commutativity_of_add).
cnf(c_0_22, plain, (add(X1,multiply(X1,X1))=multiply(X1,X1)), inference(spm,[status(thm)],[c_0_18, c_0_16])).
cnf(c_0_23, plain, (add(X1,multiply(X1,X2))=X1), inference(rw,[status(thm)],[inference(rw,[status(thm)],[inference(rw,[status(thm)],[inference(spm,[status(thm)],[c_0_19, c_0_11]), c_0_20]), c_0_11]), c_0_21])).
cnf(c_0_24, negated_conjecture, (multiply(a,a)!=a), prove_a_times_a_is_a).
cnf(c_0_25, plain, (multiply(X1,X1)=X1), inference(rw,[status(thm)],[c_0_22, c_0_23])).
cnf(c_0_26, negated_conjecture, ($false), inference(cn,[status(thm)],[inference(rw,[status(thm)],[c_0_24, c_0_25])]), ['proof']).
# SZS output end CNFRefutation
