"""Proof search over Lean's tactic states.

``space`` makes the tactic states of a Lean server a space that the strategies can walk;
``proposers`` and ``policy`` say which tactics to try, ``value`` how promising a state is, and
``prove`` searches, shortens what was found, and has it judged by the kernel afresh.

A language model (``sampler``) proposes tactics (``language_model``), whole proofs to be repaired
(``sketch``) and values (``critic``); ``replies`` cleans what it says and ``mixture`` puts its
proposals beside others.  ``learned``, ``learned_value`` and ``remembered`` keep what earlier
searches have found out.
"""
