/- Everybody has a mother, and who has the same mother is a sibling: are Ben and Ann siblings? -/
theorem ben_and_ann {Person : Type} (mother : Person → Person)
    (Sibling : Person → Person → Prop) (ann ben cleo : Person)
    (same_mother : ∀ x y, x ≠ y ∧ mother x = mother y → Sibling x y)
    (symmetric : ∀ x y, Sibling x y → Sibling y x)
    (of_ann : mother ann = cleo) (of_ben : mother ben = cleo)
    (two : ann ≠ ben) : Sibling ben ann := by
  sorry
