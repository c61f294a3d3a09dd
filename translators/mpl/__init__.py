"""MPL, the definitions of Generative Logic: read, and turned into theories.

``reader`` → ``syntax`` → ``configuration`` (what the names mean) → ``expansion`` (definitions put
in) → ``rules`` (first-order logic) → ``functions`` (relations that are functions) → ``theory``.
"""

from translators.mpl.errors import MplSyntaxError, NotFirstOrder
from translators.mpl.theory import read_mpl

__all__ = ["MplSyntaxError", "NotFirstOrder", "read_mpl"]
