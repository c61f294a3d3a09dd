"""Laws with names: one catalogue, and the instances of its templates in a theory."""

from __future__ import annotations

from search.laws.catalogue import Law, conjectured, laws
from search.laws.instances import Instance, instances, stated

__all__ = ["Instance", "Law", "conjectured", "instances", "laws", "stated"]
