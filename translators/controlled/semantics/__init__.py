"""Meaning: from syntax trees to formulas, by way of discourse representation structures."""
