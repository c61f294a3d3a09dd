"""Limits of time and memory, and Ctrl-C, on problems that nobody answers in time."""
