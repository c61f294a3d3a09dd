#

# Proof found!
# SZS status Theorem
# SZS output start CNFRefutation
fof(t44_funct_2, conjecture, ![X1, X2, X3, X4]:((v1_funct_1(X4)&(v1_funct_2(X4,X1,X2)&m1_subset_1(X4,k1_zfmisc_1(k2_zfmisc_1(X1,X2)))))=>r1_tarski(k7_relset_1(X1,X2,X4,X3),X2)), file('funct_2__t44_funct_2.p', t44_funct_2)).
fof(t3_subset, axiom, ![X1, X2]:(m1_subset_1(X1,k1_zfmisc_1(X2))<=>r1_tarski(X1,X2)), file('funct_2__t44_funct_2.p', t3_subset)).
fof(dt_k7_relset_1, axiom, ![X1, X2, X3, X4]:(m1_subset_1(X3,k1_zfmisc_1(k2_zfmisc_1(X1,X2)))=>m1_subset_1(k7_relset_1(X1,X2,X3,X4),k1_zfmisc_1(X2))), file('funct_2__t44_funct_2.p', dt_k7_relset_1)).
fof(c_0_3, negated_conjecture, ~(![X1, X2, X3, X4]:((v1_funct_1(X4)&(v1_funct_2(X4,X1,X2)&m1_subset_1(X4,k1_zfmisc_1(k2_zfmisc_1(X1,X2)))))=>r1_tarski(k7_relset_1(X1,X2,X4,X3),X2))), inference(assume_negation,[status(cth)],[t44_funct_2])).
fof(c_0_4, negated_conjecture, ((v1_funct_1(esk4_0)&(v1_funct_2(esk4_0,esk1_0,esk2_0)&m1_subset_1(esk4_0,k1_zfmisc_1(k2_zfmisc_1(esk1_0,esk2_0)))))&~r1_tarski(k7_relset_1(esk1_0,esk2_0,esk4_0,esk3_0),esk2_0)), inference(skolemize,[status(esa)],[inference(variable_rename,[status(thm)],[inference(fof_nnf,[status(thm)],[c_0_3])])])).
fof(c_0_5, plain, ![X69, X70]:((~m1_subset_1(X69,k1_zfmisc_1(X70))|r1_tarski(X69,X70))&(~r1_tarski(X69,X70)|m1_subset_1(X69,k1_zfmisc_1(X70)))), inference(variable_rename,[status(thm)],[inference(fof_nnf,[status(thm)],[t3_subset])])).
cnf(c_0_6, negated_conjecture, (~r1_tarski(k7_relset_1(esk1_0,esk2_0,esk4_0,esk3_0),esk2_0)), inference(split_conjunct,[status(thm)],[c_0_4])).
cnf(c_0_7, plain, (r1_tarski(X1,X2)|~m1_subset_1(X1,k1_zfmisc_1(X2))), inference(split_conjunct,[status(thm)],[c_0_5])).
fof(c_0_8, plain, ![X65, X66, X67, X68]:(~m1_subset_1(X67,k1_zfmisc_1(k2_zfmisc_1(X65,X66)))|m1_subset_1(k7_relset_1(X65,X66,X67,X68),k1_zfmisc_1(X66))), inference(variable_rename,[status(thm)],[inference(fof_nnf,[status(thm)],[dt_k7_relset_1])])).
cnf(c_0_9, negated_conjecture, (~m1_subset_1(k7_relset_1(esk1_0,esk2_0,esk4_0,esk3_0),k1_zfmisc_1(esk2_0))), inference(spm,[status(thm)],[c_0_6, c_0_7])).
cnf(c_0_10, plain, (m1_subset_1(k7_relset_1(X2,X3,X1,X4),k1_zfmisc_1(X3))|~m1_subset_1(X1,k1_zfmisc_1(k2_zfmisc_1(X2,X3)))), inference(split_conjunct,[status(thm)],[c_0_8])).
cnf(c_0_11, negated_conjecture, (m1_subset_1(esk4_0,k1_zfmisc_1(k2_zfmisc_1(esk1_0,esk2_0)))), inference(split_conjunct,[status(thm)],[c_0_4])).
cnf(c_0_12, negated_conjecture, ($false), inference(cn,[status(thm)],[inference(rw,[status(thm)],[inference(spm,[status(thm)],[c_0_9, c_0_10]), c_0_11])]), ['proof']).
# SZS output end CNFRefutation
