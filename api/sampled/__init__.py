"""Several translations of one problem, answered each by the prover and voted over.

``problem`` makes problems of a sample's readings, ``answering`` asks the prover, ``voting``
weighs the answers, ``disagreement`` names the sentences that voters differ on.  ``linc`` reads
recorded samples, ``replay`` and ``run`` measure them.
"""
