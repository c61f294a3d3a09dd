"""A small translator of our own: sentences made with their formulas, and a model that learns them.

``words`` invents a vocabulary, ``phrases`` says things of a subject, ``shapes`` are the formulas,
``frames`` the ways to word them; ``pairs`` draws sentence and formula together.  ``tokenizer`` cuts
text into bytes and the notation into its signs, ``train`` fits a T5 to the pairs, ``measure`` says
how well it does.  Only the last two need torch.
"""
