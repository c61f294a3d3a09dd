"""Ordered rewriting of the logic's own terms: what exploration and induction have in common.

Orders on terms, rules that equations give under an order, and overlaps of rules.  Saturation has
its own of each, because its terms are coded as integers and its rules live in a discrimination
tree: an order there is asked millions of times in a search, here thousands of times.
"""
