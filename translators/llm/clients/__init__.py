"""Ways to ask a language model: a server, a local model, a recorded conversation.

Each module is imported where its client is made, since what they need is optional.
"""
