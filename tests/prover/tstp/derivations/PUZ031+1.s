#

# Proof found!
# SZS status Theorem
# SZS output start CNFRefutation
fof(pel47_13, axiom, ![X1, X3]:((bird(X1)&snail(X3))=>~(eats(X1,X3))), file('PUZ031+1.p', pel47_13)).
fof(pel47_7, axiom, ![X1]:(animal(X1)=>(![X3]:(plant(X3)=>eats(X1,X3))|![X4]:(((animal(X4)&much_smaller(X4,X1))&?[X5]:(plant(X5)&eats(X4,X5)))=>eats(X1,X4)))), file('PUZ031+1.p', pel47_7)).
fof(pel47_8, axiom, ![X1, X3]:((bird(X3)&(snail(X1)|caterpillar(X1)))=>much_smaller(X1,X3)), file('PUZ031+1.p', pel47_8)).
fof(pel47_3_1, axiom, ![X1]:(bird(X1)=>animal(X1)), file('PUZ031+1.p', pel47_3_1)).
fof(pel47_5_1, axiom, ![X1]:(snail(X1)=>animal(X1)), file('PUZ031+1.p', pel47_5_1)).
fof(pel47_14, axiom, ![X1]:((caterpillar(X1)|snail(X1))=>?[X3]:(plant(X3)&eats(X1,X3))), file('PUZ031+1.p', pel47_14)).
fof(pel47_6_2, axiom, ![X2]:(grain(X2)=>plant(X2)), file('PUZ031+1.p', pel47_6_2)).
fof(pel47_6_1, axiom, ?[X1]:grain(X1), file('PUZ031+1.p', pel47_6_1)).
fof(pel47_5_2, axiom, ?[X2]:snail(X2), file('PUZ031+1.p', pel47_5_2)).
fof(pel47_9, axiom, ![X1, X3]:((bird(X1)&fox(X3))=>much_smaller(X1,X3)), file('PUZ031+1.p', pel47_9)).
fof(pel47_2_1, axiom, ![X1]:(fox(X1)=>animal(X1)), file('PUZ031+1.p', pel47_2_1)).
fof(pel47_3_2, axiom, ?[X2]:bird(X2), file('PUZ031+1.p', pel47_3_2)).
fof(pel47, conjecture, ?[X1, X3]:((animal(X1)&animal(X3))&?[X5]:((grain(X5)&eats(X3,X5))&eats(X1,X3))), file('PUZ031+1.p', pel47)).
fof(pel47_2_2, axiom, ?[X2]:fox(X2), file('PUZ031+1.p', pel47_2_2)).
fof(pel47_11, axiom, ![X1, X3]:((wolf(X1)&(fox(X3)|grain(X3)))=>~(eats(X1,X3))), file('PUZ031+1.p', pel47_11)).
fof(pel47_10, axiom, ![X1, X3]:((fox(X1)&wolf(X3))=>much_smaller(X1,X3)), file('PUZ031+1.p', pel47_10)).
fof(pel47_1_1, axiom, ![X1]:(wolf(X1)=>animal(X1)), file('PUZ031+1.p', pel47_1_1)).
fof(pel47_1_2, axiom, ?[X2]:wolf(X2), file('PUZ031+1.p', pel47_1_2)).
fof(c_0_18, plain, ![X1, X3]:((bird(X1)&snail(X3))=>~eats(X1,X3)), inference(fof_simplification,[status(thm)],[pel47_13])).
fof(c_0_19, plain, ![X51, X52, X53, X54]:(~animal(X51)|(~plant(X52)|eats(X51,X52)|(~animal(X53)|~much_smaller(X53,X51)|(~plant(X54)|~eats(X53,X54))|eats(X51,X53)))), inference(shift_quantors,[status(thm)],[inference(variable_rename,[status(thm)],[inference(fof_nnf,[status(thm)],[pel47_7])])])).
fof(c_0_20, plain, ![X55, X56]:((~snail(X55)|~bird(X56)|much_smaller(X55,X56))&(~caterpillar(X55)|~bird(X56)|much_smaller(X55,X56))), inference(distribute,[status(thm)],[inference(variable_rename,[status(thm)],[inference(fof_nnf,[status(thm)],[pel47_8])])])).
fof(c_0_21, plain, ![X43]:(~bird(X43)|animal(X43)), inference(variable_rename,[status(thm)],[inference(fof_nnf,[status(thm)],[pel47_3_1])])).
fof(c_0_22, plain, ![X47]:(~snail(X47)|animal(X47)), inference(variable_rename,[status(thm)],[inference(fof_nnf,[status(thm)],[pel47_5_1])])).
fof(c_0_23, plain, ![X65, X66]:(~bird(X65)|~snail(X66)|~eats(X65,X66)), inference(variable_rename,[status(thm)],[inference(fof_nnf,[status(thm)],[c_0_18])])).
cnf(c_0_24, plain, (eats(X1,X2)|eats(X1,X3)|~animal(X1)|~plant(X2)|~animal(X3)|~much_smaller(X3,X1)|~plant(X4)|~eats(X3,X4)), inference(split_conjunct,[status(thm)],[c_0_19])).
cnf(c_0_25, plain, (much_smaller(X1,X2)|~snail(X1)|~bird(X2)), inference(split_conjunct,[status(thm)],[c_0_20])).
cnf(c_0_26, plain, (animal(X1)|~bird(X1)), inference(split_conjunct,[status(thm)],[c_0_21])).
cnf(c_0_27, plain, (animal(X1)|~snail(X1)), inference(split_conjunct,[status(thm)],[c_0_22])).
cnf(c_0_28, plain, (~bird(X1)|~snail(X2)|~eats(X1,X2)), inference(split_conjunct,[status(thm)],[c_0_23])).
fof(c_0_29, plain, ![X67]:(((plant(esk7_1(X67))|~caterpillar(X67))&(eats(X67,esk7_1(X67))|~caterpillar(X67)))&((plant(esk7_1(X67))|~snail(X67))&(eats(X67,esk7_1(X67))|~snail(X67)))), inference(distribute,[status(thm)],[inference(skolemize,[status(esa)],[inference(variable_rename,[status(thm)],[inference(fof_nnf,[status(thm)],[pel47_14])])])])).
fof(c_0_30, plain, ![X50]:(~grain(X50)|plant(X50)), inference(variable_rename,[status(thm)],[inference(fof_nnf,[status(thm)],[pel47_6_2])])).
fof(c_0_31, plain, grain(esk6_0), inference(skolemize,[status(esa)],[inference(variable_rename,[status(thm)],[pel47_6_1])])).
cnf(c_0_32, plain, (eats(X1,X2)|~eats(X3,X4)|~plant(X4)|~plant(X2)|~snail(X3)|~bird(X1)), inference(csr,[status(thm)],[inference(csr,[status(thm)],[inference(csr,[status(thm)],[inference(spm,[status(thm)],[c_0_24, c_0_25]), c_0_26]), c_0_27]), c_0_28])).
cnf(c_0_33, plain, (eats(X1,esk7_1(X1))|~snail(X1)), inference(split_conjunct,[status(thm)],[c_0_29])).
cnf(c_0_34, plain, (plant(esk7_1(X1))|~snail(X1)), inference(split_conjunct,[status(thm)],[c_0_29])).
cnf(c_0_35, plain, (plant(X1)|~grain(X1)), inference(split_conjunct,[status(thm)],[c_0_30])).
cnf(c_0_36, plain, (grain(esk6_0)), inference(split_conjunct,[status(thm)],[c_0_31])).
cnf(c_0_37, plain, (eats(X1,X2)|~plant(X2)|~snail(X3)|~bird(X1)), inference(csr,[status(thm)],[inference(spm,[status(thm)],[c_0_32, c_0_33]), c_0_34])).
cnf(c_0_38, plain, (plant(esk6_0)), inference(spm,[status(thm)],[c_0_35, c_0_36])).
fof(c_0_39, plain, snail(esk5_0), inference(skolemize,[status(esa)],[inference(variable_rename,[status(thm)],[pel47_5_2])])).
fof(c_0_40, plain, ![X57, X58]:(~bird(X57)|~fox(X58)|much_smaller(X57,X58)), inference(variable_rename,[status(thm)],[inference(fof_nnf,[status(thm)],[pel47_9])])).
fof(c_0_41, plain, ![X41]:(~fox(X41)|animal(X41)), inference(variable_rename,[status(thm)],[inference(fof_nnf,[status(thm)],[pel47_2_1])])).
cnf(c_0_42, plain, (eats(X1,esk6_0)|~snail(X2)|~bird(X1)), inference(spm,[status(thm)],[c_0_37, c_0_38])).
cnf(c_0_43, plain, (snail(esk5_0)), inference(split_conjunct,[status(thm)],[c_0_39])).
fof(c_0_44, plain, bird(esk3_0), inference(skolemize,[status(esa)],[inference(variable_rename,[status(thm)],[pel47_3_2])])).
fof(c_0_45, negated_conjecture, ~(?[X1, X3]:((animal(X1)&animal(X3))&?[X5]:((grain(X5)&eats(X3,X5))&eats(X1,X3)))), inference(assume_negation,[status(cth)],[pel47])).
cnf(c_0_46, plain, (much_smaller(X1,X2)|~bird(X1)|~fox(X2)), inference(split_conjunct,[status(thm)],[c_0_40])).
cnf(c_0_47, plain, (animal(X1)|~fox(X1)), inference(split_conjunct,[status(thm)],[c_0_41])).
cnf(c_0_48, plain, (eats(X1,esk6_0)|~bird(X1)), inference(spm,[status(thm)],[c_0_42, c_0_43])).
cnf(c_0_49, plain, (bird(esk3_0)), inference(split_conjunct,[status(thm)],[c_0_44])).
fof(c_0_50, negated_conjecture, ![X69, X70, X71]:(~animal(X69)|~animal(X70)|(~grain(X71)|~eats(X70,X71)|~eats(X69,X70))), inference(shift_quantors,[status(thm)],[inference(variable_rename,[status(thm)],[inference(fof_nnf,[status(thm)],[c_0_45])])])).
fof(c_0_51, plain, fox(esk2_0), inference(skolemize,[status(esa)],[inference(variable_rename,[status(thm)],[pel47_2_2])])).
fof(c_0_52, plain, ![X1, X3]:((wolf(X1)&(fox(X3)|grain(X3)))=>~eats(X1,X3)), inference(fof_simplification,[status(thm)],[pel47_11])).
cnf(c_0_53, plain, (eats(X1,X2)|eats(X1,X3)|~eats(X3,X4)|~plant(X4)|~plant(X2)|~bird(X3)|~fox(X1)), inference(csr,[status(thm)],[inference(csr,[status(thm)],[inference(spm,[status(thm)],[c_0_24, c_0_46]), c_0_47]), c_0_26])).
cnf(c_0_54, plain, (eats(esk3_0,esk6_0)), inference(spm,[status(thm)],[c_0_48, c_0_49])).
cnf(c_0_55, negated_conjecture, (~animal(X1)|~animal(X2)|~grain(X3)|~eats(X2,X3)|~eats(X1,X2)), inference(split_conjunct,[status(thm)],[c_0_50])).
cnf(c_0_56, plain, (animal(esk3_0)), inference(spm,[status(thm)],[c_0_26, c_0_49])).
cnf(c_0_57, plain, (fox(esk2_0)), inference(split_conjunct,[status(thm)],[c_0_51])).
fof(c_0_58, plain, ![X59, X60]:(~fox(X59)|~wolf(X60)|much_smaller(X59,X60)), inference(variable_rename,[status(thm)],[inference(fof_nnf,[status(thm)],[pel47_10])])).
fof(c_0_59, plain, ![X39]:(~wolf(X39)|animal(X39)), inference(variable_rename,[status(thm)],[inference(fof_nnf,[status(thm)],[pel47_1_1])])).
fof(c_0_60, plain, ![X61, X62]:((~fox(X62)|~wolf(X61)|~eats(X61,X62))&(~grain(X62)|~wolf(X61)|~eats(X61,X62))), inference(distribute,[status(thm)],[inference(variable_rename,[status(thm)],[inference(fof_nnf,[status(thm)],[c_0_52])])])).
cnf(c_0_61, plain, (eats(X1,esk3_0)|eats(X1,X2)|~plant(X2)|~fox(X1)), inference(cn,[status(thm)],[inference(rw,[status(thm)],[inference(rw,[status(thm)],[inference(spm,[status(thm)],[c_0_53, c_0_54]), c_0_38]), c_0_49])])).
cnf(c_0_62, negated_conjecture, (~eats(X1,esk3_0)|~animal(X1)), inference(cn,[status(thm)],[inference(rw,[status(thm)],[inference(rw,[status(thm)],[inference(spm,[status(thm)],[c_0_55, c_0_54]), c_0_36]), c_0_56])])).
cnf(c_0_63, plain, (animal(esk2_0)), inference(spm,[status(thm)],[c_0_47, c_0_57])).
cnf(c_0_64, plain, (much_smaller(X1,X2)|~fox(X1)|~wolf(X2)), inference(split_conjunct,[status(thm)],[c_0_58])).
cnf(c_0_65, plain, (animal(X1)|~wolf(X1)), inference(split_conjunct,[status(thm)],[c_0_59])).
cnf(c_0_66, plain, (~fox(X1)|~wolf(X2)|~eats(X2,X1)), inference(split_conjunct,[status(thm)],[c_0_60])).
cnf(c_0_67, plain, (eats(X1,esk6_0)|eats(X1,esk3_0)|~fox(X1)), inference(spm,[status(thm)],[c_0_61, c_0_38])).
cnf(c_0_68, negated_conjecture, (~eats(esk2_0,esk3_0)), inference(spm,[status(thm)],[c_0_62, c_0_63])).
cnf(c_0_69, plain, (eats(X1,X2)|~eats(X3,X4)|~plant(X4)|~plant(X2)|~fox(X3)|~wolf(X1)), inference(csr,[status(thm)],[inference(csr,[status(thm)],[inference(csr,[status(thm)],[inference(spm,[status(thm)],[c_0_24, c_0_64]), c_0_65]), c_0_47]), c_0_66])).
cnf(c_0_70, plain, (eats(esk2_0,esk6_0)), inference(sr,[status(thm)],[inference(spm,[status(thm)],[c_0_67, c_0_57]), c_0_68])).
cnf(c_0_71, plain, (eats(X1,X2)|~plant(X2)|~wolf(X1)), inference(cn,[status(thm)],[inference(rw,[status(thm)],[inference(rw,[status(thm)],[inference(spm,[status(thm)],[c_0_69, c_0_70]), c_0_38]), c_0_57])])).
fof(c_0_72, plain, wolf(esk1_0), inference(skolemize,[status(esa)],[inference(variable_rename,[status(thm)],[pel47_1_2])])).
cnf(c_0_73, plain, (eats(X1,esk6_0)|~wolf(X1)), inference(spm,[status(thm)],[c_0_71, c_0_38])).
cnf(c_0_74, plain, (wolf(esk1_0)), inference(split_conjunct,[status(thm)],[c_0_72])).
cnf(c_0_75, plain, (~grain(X1)|~wolf(X2)|~eats(X2,X1)), inference(split_conjunct,[status(thm)],[c_0_60])).
cnf(c_0_76, plain, (eats(esk1_0,esk6_0)), inference(spm,[status(thm)],[c_0_73, c_0_74])).
cnf(c_0_77, plain, ($false), inference(cn,[status(thm)],[inference(rw,[status(thm)],[inference(rw,[status(thm)],[inference(spm,[status(thm)],[c_0_75, c_0_76]), c_0_36]), c_0_74])]), ['proof']).
# SZS output end CNFRefutation
