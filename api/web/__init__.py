"""Pages for people: server-rendered, usable without JavaScript, nothing fetched from elsewhere.

``pages`` has the router; ``asking``, ``proof_page``, ``review``, ``history``, ``libraries`` and
``login`` are its parts; ``errors`` shows problems as pages, ``assets`` the style and the scripts.
"""
