"""Proof search over Lean's tactic states.

``space`` makes the tactic states of a Lean server a space that the strategies can walk;
``proposers`` and ``policy`` say which tactics to try, ``value`` how promising a state is, and
``prove`` searches, shortens what was found, and has it judged by the kernel afresh.
"""
