"""Provers that share nothing with ours, asked in one and the same way.

A question is whether some formulas contradict each other.  ``solvers`` has Z3 and cvc5 (in this
process, by text), ``casc`` the programs that read TPTP and print an SZS status, ``ours`` the
engines of this project.  Each is a function from a question and seconds to what it :class:`Said`.
"""
