"""A real Lean 4 behind an asynchronous client: verdicts of its kernel, proofs tactic by tactic.

``toolchain`` finds a Lean, ``install`` fetches the embedded one, ``sandbox`` confines it;
``server`` is one process, ``pool`` keeps several, ``session`` explores proof states, and
``verify`` asks for a kernel's judgement.  The program on the other side is in ``lean/``.
"""
