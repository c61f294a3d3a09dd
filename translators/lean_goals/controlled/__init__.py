"""Controlled mathematical English: text → sentences → statement → Lean, and English again.

``tokens`` → ``reader`` (``cursor``, the rules, ``lexicon``, ``meanings``) → ``surface`` →
``discourse`` → ``tree`` → ``sorting`` → ``lean`` and ``english``; ``symbols`` has what can be said.
"""
