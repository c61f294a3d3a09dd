"""What schemathesis has to be told about our interface: how JSON lines are written."""

from __future__ import annotations

import json
from typing import Any

import schemathesis


@schemathesis.serializer("application/jsonl")
def json_lines(_: Any, value: Any) -> dict[str, bytes]:
    lines = value if isinstance(value, list) else [value]
    return {"data": "\n".join(json.dumps(line) for line in lines).encode()}
