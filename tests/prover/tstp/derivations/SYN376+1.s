#

# Proof found!
# SZS status Theorem
# SZS output start CNFRefutation
fof(x2127, conjecture, (?[X1]:![X2]:(big_p(X2)<=>big_p(X1))=>(![X1]:big_p(X1)|![X1]:~(big_p(X1)))), file('SYN376+1.p', x2127)).
fof(c_0_1, negated_conjecture, ~((?[X1]:![X2]:(big_p(X2)<=>big_p(X1))=>(![X1]:big_p(X1)|![X1]:~big_p(X1)))), inference(fof_simplification,[status(thm)],[inference(assume_negation,[status(cth)],[x2127])])).
fof(c_0_2, negated_conjecture, ![X8]:(((~big_p(X8)|big_p(esk1_0))&(~big_p(esk1_0)|big_p(X8)))&(~big_p(esk2_0)&big_p(esk3_0))), inference(shift_quantors,[status(thm)],[inference(skolemize,[status(esa)],[inference(variable_rename,[status(thm)],[inference(fof_nnf,[status(thm)],[c_0_1])])])])).
cnf(c_0_3, negated_conjecture, (big_p(esk1_0)|~big_p(X1)), inference(split_conjunct,[status(thm)],[c_0_2])).
cnf(c_0_4, negated_conjecture, (big_p(esk3_0)), inference(split_conjunct,[status(thm)],[c_0_2])).
cnf(c_0_5, negated_conjecture, (big_p(X1)|~big_p(esk1_0)), inference(split_conjunct,[status(thm)],[c_0_2])).
cnf(c_0_6, negated_conjecture, (big_p(esk1_0)), inference(spm,[status(thm)],[c_0_3, c_0_4])).
cnf(c_0_7, negated_conjecture, (~big_p(esk2_0)), inference(split_conjunct,[status(thm)],[c_0_2])).
cnf(c_0_8, negated_conjecture, (big_p(X1)), inference(cn,[status(thm)],[inference(rw,[status(thm)],[c_0_5, c_0_6])])).
cnf(c_0_9, negated_conjecture, ($false), inference(cn,[status(thm)],[inference(rw,[status(thm)],[c_0_7, c_0_8])]), ['proof']).
# SZS output end CNFRefutation
