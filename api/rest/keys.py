"""The API keys that open the server: sent in a header, compared in constant time."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass

from api.rest.errors import KeyMissing

__all__ = ["KeyRing", "digest_of", "sent_secret"]


def digest_of(secret: str) -> str:
    """What is kept of a key (see :mod:`api.jobs.api_keys`)."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys that open the server.

    Attributes:
        owners: the owner and digest of each key that is not revoked.
        required: whether a request needs one.
    """

    owners: tuple[tuple[str, str], ...] = ()
    required: bool = False

    @staticmethod
    def of(owners: Iterable[tuple[str, str]], *, required: bool) -> KeyRing:
        """A ring of (owner, digest) pairs."""
        return KeyRing(tuple(owners), required)

    def owner(self, authorization: str) -> str:
        """Who sends this ``Authorization`` header; nobody in particular is ``""``.

        Raises:
            KeyMissing: a key is required, and this is none.
        """
        if not self.required:
            return ""
        digest = digest_of(sent_secret(authorization))
        found = ""
        for owner, known in self.owners:  # all of them, whichever it is
            if hmac.compare_digest(digest, known):
                found = owner
        if not found:
            raise KeyMissing(
                "this server needs an API key" if not authorization else "this key is not known",
                hint="send Authorization: Bearer KEY; `prover keys add NAME` makes one",
                field="Authorization",
                headers={"WWW-Authenticate": 'Bearer realm="prover", Basic realm="prover"'},
            )
        return found


def sent_secret(authorization: str) -> str:
    """The key in the header: a bearer token, or the password of a browser's own dialogue."""
    scheme, _, value = authorization.partition(" ")
    match scheme.lower():
        case "bearer":
            return value.strip()
        case "basic":
            try:
                pair = base64.b64decode(value.strip(), validate=True).decode("utf-8")
            except (binascii.Error, ValueError):
                return ""
            return pair.partition(":")[2]
        case _:
            return ""
