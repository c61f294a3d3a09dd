"""Language models behind one small protocol.

``conversation`` says what is asked and what comes back, ``errors`` what can go wrong, ``clients``
ask servers, local models and recorded conversations.  Nothing that a model says is believed
here or run: replies are text.
"""

from translators.llm.conversation import (
    Client,
    Completion,
    Finish,
    Message,
    Request,
    Role,
    Sample,
    Sampling,
)
from translators.llm.errors import ModelError

__all__ = [
    "Client",
    "Completion",
    "Finish",
    "Message",
    "ModelError",
    "Request",
    "Role",
    "Sample",
    "Sampling",
]
