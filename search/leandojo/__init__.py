"""LeanDojo: its benchmark format read and written, its measure, and repositories it can trace.

``rows`` and ``files`` are the format; ``corpus`` says what is accessible where, ``retrieval``
measures a retriever; ``library`` and ``proofs`` write what we have in the same format;
``tracing`` has lean-dojo itself trace a repository.
"""

from search.leandojo.corpus import Corpus
from search.leandojo.errors import BenchmarkUnreadable, LeanDojoMissing, TraceFailed
from search.leandojo.files import read_corpus, read_theorems, write_corpus, write_theorems
from search.leandojo.library import LEAN_URL, library_files, module_path
from search.leandojo.proofs import traced_theorem
from search.leandojo.retrieval import Quality, Question, measure, questions
from search.leandojo.rows import (
    Place,
    Provenance,
    SourceFile,
    SourcePremise,
    TracedTactic,
    TracedTheorem,
)
from search.leandojo.tracing import trace_repository

__all__ = [
    "LEAN_URL",
    "BenchmarkUnreadable",
    "Corpus",
    "LeanDojoMissing",
    "Place",
    "Provenance",
    "Quality",
    "Question",
    "SourceFile",
    "SourcePremise",
    "TraceFailed",
    "TracedTactic",
    "TracedTheorem",
    "library_files",
    "measure",
    "module_path",
    "questions",
    "read_corpus",
    "read_theorems",
    "trace_repository",
    "traced_theorem",
    "write_corpus",
    "write_theorems",
]
