r"""A Python client of the service; it shares its models with the server.

    with ProverClient() as prover:
        job = prover.prove("All men are mortal.\nAda is a man.\nTherefore: Ada is mortal.")
        print(job.verdict)

``AsyncProverClient`` has the same methods, to be awaited.  What they share, requests and how
replies are understood, is in :mod:`api.client.calls`.
"""

from api.client.asynchronous import AsyncProverClient
from api.client.calls import ApiError, Unreachable
from api.client.synchronous import ProverClient

__all__ = ["ApiError", "AsyncProverClient", "ProverClient", "Unreachable"]
