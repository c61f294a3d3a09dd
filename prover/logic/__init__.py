"""First-order logic: syntax, reading and writing, normal forms, clauses, unification."""
