"""Ten thousand generated problems through our engines and through others: do they disagree?

``kinds`` makes problems at random, ``variants`` others of them that must have the same answer,
``judging`` asks everybody, ``campaign`` runs it all; ``python -m tests.soundness --help``.
"""
