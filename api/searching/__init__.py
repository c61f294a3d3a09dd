"""Proof search for a person: a goal read, a search run, watched, kept and shown."""
