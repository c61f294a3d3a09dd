"""Premise retrieval: the theorems of a library that may help with a goal.

``index`` keeps a corpus; ``bm25`` ranks it by words, ``overlap`` by symbols, ``dense`` by
embeddings (of sentences, or of bytes as in ``byt5``; ``vectors`` keeps them), ``fusion`` by all
of them; ``quality`` measures a ranking.
"""

from search.premises.access import accessible_for
from search.premises.bm25 import Bm25
from search.premises.byt5 import byte_encoder, marked_code
from search.premises.dense import Dense, Encoder, embed, sentence_encoder
from search.premises.errors import EncoderMissing, IndexUnreadable, WrongToolchain
from search.premises.fusion import Fusion, fuse
from search.premises.index import CorpusKey, PremiseIndex, build_index, load_index, save_index
from search.premises.overlap import SymbolOverlap
from search.premises.premise import Accessible, Premise, Ranked, Retriever, library_premises
from search.premises.quality import mean_reciprocal_rank, recall_at
from search.premises.vectors import kept_vectors

__all__ = [
    "Accessible",
    "Bm25",
    "CorpusKey",
    "Dense",
    "Encoder",
    "EncoderMissing",
    "Fusion",
    "IndexUnreadable",
    "Premise",
    "PremiseIndex",
    "Ranked",
    "Retriever",
    "SymbolOverlap",
    "WrongToolchain",
    "accessible_for",
    "build_index",
    "byte_encoder",
    "embed",
    "fuse",
    "kept_vectors",
    "library_premises",
    "load_index",
    "marked_code",
    "mean_reciprocal_rank",
    "recall_at",
    "save_index",
    "sentence_encoder",
]
