"""The prover as tools for an assistant: a server of the Model Context Protocol.

``server`` puts it together, ``tools`` are the tools and ``outputs`` what they give, ``desk``
is what they share: who does the work, and the answers given so far.
"""
