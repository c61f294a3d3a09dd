"""One line of a file of JSON lines, read with a position for what is wrong with it."""

from __future__ import annotations

import json
from typing import Any

from prover.errors import InputError, Position

__all__ = ["json_object"]


def json_object(line: str, number: int, kind: str) -> dict[str, Any]:
    """The JSON object that is written in ``line``.

    Args:
        line: the text.
        number: which line of the file it is, from one.
        kind: what the file is made of, for the message: "row" or "record".

    Raises:
        InputError: it is no JSON object, or one that is nested too deeply.
    """
    try:
        found = json.loads(line)
    except json.JSONDecodeError as error:
        position = Position(number, error.colno, error.pos)
        raise InputError(f"not JSON: {error.msg}", position=position) from None
    except RecursionError:
        raise InputError("JSON nested too deeply", position=Position(number, 1, 0)) from None
    if not isinstance(found, dict):
        raise InputError(f"a {kind} must be a JSON object", position=Position(number, 1, 0))
    return found
