"""Problems as people and programs write them, read into :class:`prover.problem.Problem`."""
