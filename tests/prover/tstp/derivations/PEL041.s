#

# Proof found!
# SZS status Theorem
# SZS output start CNFRefutation
fof(ax1, axiom, ![X1]:?[X2]:![X3]:(f(X3,X2)<=>(f(X3,X1)&~(f(X3,X3)))), file('PEL041.p', ax1)).
fof(goal, conjecture, ~(?[X1]:![X3]:f(X3,X1)), file('PEL041.p', goal)).
fof(c_0_2, plain, ![X1]:?[X2]:![X3]:(f(X3,X2)<=>(f(X3,X1)&~f(X3,X3))), inference(fof_simplification,[status(thm)],[ax1])).
fof(c_0_3, negated_conjecture, ~(~(?[X1]:![X3]:f(X3,X1))), inference(assume_negation,[status(cth)],[goal])).
fof(c_0_4, plain, ![X9, X11, X12]:(((f(X11,X9)|~f(X11,esk1_1(X9)))&(~f(X11,X11)|~f(X11,esk1_1(X9))))&(~f(X12,X9)|f(X12,X12)|f(X12,esk1_1(X9)))), inference(distribute,[status(thm)],[inference(shift_quantors,[status(thm)],[inference(skolemize,[status(esa)],[inference(variable_rename,[status(thm)],[inference(shift_quantors,[status(thm)],[inference(fof_nnf,[status(thm)],[c_0_2])])])])])])).
fof(c_0_5, negated_conjecture, ![X14]:f(X14,esk2_0), inference(skolemize,[status(esa)],[inference(variable_rename,[status(thm)],[inference(fof_nnf,[status(thm)],[c_0_3])])])).
cnf(c_0_6, plain, (f(X1,X1)|f(X1,esk1_1(X2))|~f(X1,X2)), inference(split_conjunct,[status(thm)],[c_0_4])).
cnf(c_0_7, negated_conjecture, (f(X1,esk2_0)), inference(split_conjunct,[status(thm)],[c_0_5])).
cnf(c_0_8, plain, (~f(X1,X1)|~f(X1,esk1_1(X2))), inference(split_conjunct,[status(thm)],[c_0_4])).
cnf(c_0_9, negated_conjecture, (f(X1,esk1_1(esk2_0))|f(X1,X1)), inference(spm,[status(thm)],[c_0_6, c_0_7])).
cnf(c_0_10, negated_conjecture, (f(esk1_1(X1),esk1_1(esk2_0))), inference(csr,[status(thm)],[inference(spm,[status(thm)],[c_0_8, c_0_9]), c_0_9])).
cnf(c_0_11, negated_conjecture, (~f(esk1_1(X1),esk1_1(X1))), inference(spm,[status(thm)],[c_0_8, c_0_10])).
cnf(c_0_12, negated_conjecture, ($false), inference(spm,[status(thm)],[c_0_11, c_0_10]), ['proof']).
# SZS output end CNFRefutation
