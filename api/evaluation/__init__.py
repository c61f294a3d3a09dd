"""Whole data sets answered and measured against their gold labels."""
