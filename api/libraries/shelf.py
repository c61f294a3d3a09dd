"""The libraries that a worker has read, so that a text is read once and not for every question."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import sha256

from api.libraries.opening import Library, library_in
from api.reading.language import Language

__all__ = ["Shelf"]


@dataclass(slots=True)
class Shelf:
    """Libraries by the content of their texts; the ones asked about last are kept.

    Args:
        places: how many are kept.
    """

    places: int = 4
    _libraries: OrderedDict[tuple[bytes, Language], Library] = field(default_factory=OrderedDict)

    def library(self, text: str, language: Language = Language.AUTO) -> Library:
        """The library that ``text`` is, read now or before.

        Raises:
            InputError: it cannot be read.
        """
        key = sha256(text.encode()).digest(), language
        found = self._libraries.get(key)
        if found is None:
            found = self._libraries[key] = library_in(text, language)
        self._libraries.move_to_end(key)
        while len(self._libraries) > self.places:
            self._libraries.popitem(last=False)
        return found
