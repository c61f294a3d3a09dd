"""Words: tokens, base forms, proper names, and the lattice that the parser walks."""
