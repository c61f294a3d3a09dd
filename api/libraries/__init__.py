"""Premise libraries: a policy or theory that is read once and asked about often."""
