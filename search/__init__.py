"""Finding proofs and models; :mod:`prover.check` looks at whatever comes out."""
