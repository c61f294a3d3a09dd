"""Our engines and our peers on a folder of TPTP problems with known statuses, in one run.

``python -m tests.bench.tptp FOLDER`` runs it on any folder with an ``index.jsonl``, whose rows
have a ``file`` and a ``status``; what is done already is not done again.
"""
