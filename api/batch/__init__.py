"""Many problems, one after the other in a file: ``prover batch``.

``lines`` reads what is asked, ``results`` is the file of answers, ``answering`` does several
at a time and ``run`` all of them, ``figures`` counts.
"""
