"""``prover prove-by-induction``: goals of a theory decided, and what decides them checked.

``reading`` → ``deciding`` (``refuting``, the induction prover, ``tactics``) → ``checking`` →
``document`` and ``shown``.
"""
