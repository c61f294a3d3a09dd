"""Exploring a theory from the command line: read, explore, check, write the book."""
