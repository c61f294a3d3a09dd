"""Answers, translations and programs as people read them: on a terminal, in words, in notation."""
