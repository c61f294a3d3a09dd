"""Logic programs that a language model writes: asked for, read, decided."""
