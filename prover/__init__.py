"""Logic, proofs, models, their checkers, and their export."""
