"""Work in child processes: what is to be done, who does it, and how it is stopped.

``task`` says what travels between the processes, ``perform`` does it, ``worker`` is the child
and ``pool`` its keeper.
"""
