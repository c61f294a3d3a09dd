"""Translators: sentences in, formulas (with their back-translation) out."""
