#

# Proof found!
# SZS status Theorem
# SZS output start CNFRefutation
fof(goal, conjecture, ?[X1]:![X2]:(f(X1)=>f(X2)), file('PEL018.p', goal)).
fof(c_0_1, negated_conjecture, ~(?[X1]:![X2]:(f(X1)=>f(X2))), inference(assume_negation,[status(cth)],[goal])).
fof(c_0_2, negated_conjecture, ![X5]:(f(X5)&~f(esk1_0)), inference(shift_quantors,[status(thm)],[inference(skolemize,[status(esa)],[inference(variable_rename,[status(thm)],[inference(shift_quantors,[status(thm)],[inference(fof_nnf,[status(thm)],[c_0_1])])])])])).
cnf(c_0_3, negated_conjecture, (~f(esk1_0)), inference(split_conjunct,[status(thm)],[c_0_2])).
cnf(c_0_4, negated_conjecture, (f(X1)), inference(split_conjunct,[status(thm)],[c_0_2])).
cnf(c_0_5, negated_conjecture, ($false), inference(cn,[status(thm)],[inference(rw,[status(thm)],[c_0_3, c_0_4])]), ['proof']).
# SZS output end CNFRefutation
