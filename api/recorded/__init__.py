"""Recorded translations of language models, replayed through the readers and provers.

``formats`` says what a recorded format is, with one module for each; ``records`` reads files
and finds the data set they belong to; ``solving`` answers one sample; ``replay`` runs a file
and sums it up.
"""
