"""Jobs that are not lost: a durable queue with leases, its results, and who works on them.

``tables`` and ``store`` keep jobs, results, libraries and keys in a database; ``engine`` takes
requests, gives them to the workers of :mod:`api.tasks` and tells who waits what happens.
"""
