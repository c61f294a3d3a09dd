"""Formulas as text, one module for each syntax.

====================  =========================================  ==================
function              for                                        read back with
====================  =========================================  ==================
:func:`to_unicode`    people                                     ``Style.ANY``
:func:`to_prover9`    Prover9 and Mace4                          ``Style.PROVER9``
:func:`to_nltk`       NLTK                                       ``Style.NLTK``
:func:`to_tptp`       TPTP files (:class:`TptpTheory`, :func:`cnf`)  ``Style.TPTP``
:func:`to_latex`      papers
:func:`to_smtlib`     Z3, cvc5 (a whole script)
:func:`to_lean`       Lean 4 (:class:`LeanTheory`: with binders)
====================  =========================================  ==================
"""

from prover.logic.printers.core import NotExpressibleError
from prover.logic.printers.latex import to_latex
from prover.logic.printers.lean import LeanTheory, to_lean
from prover.logic.printers.nltk import to_nltk
from prover.logic.printers.prover9 import to_prover9
from prover.logic.printers.smtlib import to_smtlib
from prover.logic.printers.tptp import TptpTheory, cnf, fof, to_tptp
from prover.logic.printers.unicode import to_unicode

__all__ = [
    "LeanTheory",
    "NotExpressibleError",
    "TptpTheory",
    "cnf",
    "fof",
    "to_latex",
    "to_lean",
    "to_nltk",
    "to_prover9",
    "to_smtlib",
    "to_tptp",
    "to_unicode",
]
