"""Logic programs as language models write them: formulas, rules, constraints.

Each kind has its own reader.  A text is only ever parsed, never run; every repair is a note,
and what cannot be read is listed with its place.
"""
