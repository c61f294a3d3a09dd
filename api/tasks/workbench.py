"""What a worker keeps warm from one task to the next."""

from __future__ import annotations

from dataclasses import dataclass, field

from api.checkers import Checkers
from api.libraries.shelf import Shelf
from api.model import make_client
from api.service import ProofService
from api.settings import Settings
from translators.llm import Client

__all__ = ["Workbench"]


@dataclass(slots=True)
class Workbench:
    """Z3, Lean, the language model and the libraries of one worker, each when first needed.

    Args:
        settings: how the server is set up.
    """

    settings: Settings
    checkers: Checkers = field(init=False)
    shelf: Shelf = field(default_factory=Shelf)
    _client: Client | None = None

    def __post_init__(self) -> None:
        self.checkers = Checkers(self.settings)

    def service(self, settings: Settings, deadline: float) -> ProofService:
        """The pipeline for one task, with the checkers of the workbench."""
        return ProofService(settings, self.checkers, deadline)

    @property
    def client(self) -> Client:
        """The language model that the settings name.

        Raises:
            InputError: they name none.
            ModelMissing: what it needs is not installed.
        """
        if self._client is None:
            self._client = make_client(self.settings)
        return self._client

    def close(self) -> None:
        """End what runs in the background."""
        self.checkers.close()
