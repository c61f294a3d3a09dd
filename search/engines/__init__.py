"""Other provers that race beside our own engine; what they find becomes our proof or model.

``race`` is what users call, ``engine`` says which provers there are, ``strategies`` what they
are told.  Out go clauses (``naming``, ``cnf``, ``smtlib``), to processes (``child``,
``children``); back come derivations (``refutations``, ``steps``), instances of clauses
(``instances``, ``elimination``) and models (``models``), sorted out by ``answers``.
"""
