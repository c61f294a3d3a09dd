"""A local model behind OpenAI's protocol: ``python -m translators.llm.serve FOLDER``.

Enough of ``/v1/chat/completions`` for our own client and for others to try a model with: samples,
temperature, seed, stop texts, a grammar, log-probabilities.  It listens on this machine only and
answers one question after the other; for anything more there is vLLM.
"""

from __future__ import annotations

import argparse
import json
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from pydantic import BaseModel, Field, ValidationError

from translators.llm.clients.hugging_face import HuggingFaceModel
from translators.llm.conversation import Client, Completion, Message, Request, Role, Sampling
from translators.llm.errors import ContextOverflow, ModelError, ModelMissing, RequestRefused

__all__ = ["ModelServer"]

_MOST_BYTES = 1_000_000
_PATH = "/v1/chat/completions"


class _Turn(BaseModel):
    role: Role
    content: str


class _Question(BaseModel):
    """The fields of OpenAI's request that are understood; others are ignored, as servers do."""

    messages: list[_Turn] = Field(min_length=1)
    n: int = Field(default=1, ge=1, le=256)
    temperature: float = Field(default=1.0, ge=0)
    max_tokens: int = Field(default=512, ge=1, le=4096)
    stop: list[str] = []
    seed: int = 0
    guided_grammar: str = ""
    grammar: str = ""
    structured_outputs: dict[str, str] = {}

    def request(self) -> Request:
        """As clients are asked."""
        return Request(
            tuple(Message(turn.role, turn.content) for turn in self.messages),
            self.n,
            Sampling(self.temperature, self.max_tokens, tuple(self.stop)),
            self.guided_grammar or self.grammar or self.structured_outputs.get("grammar", ""),
            self.seed,
        )


class ModelServer(ThreadingHTTPServer):
    """Serves one model on the loopback interface; port 0 takes a free one."""

    def __init__(self, client: Client, port: int = 0) -> None:
        self.client = client
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def url(self) -> str:
        """What a client is told."""
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: ModelServer
    timeout = 30

    def do_POST(self) -> None:
        """Answer one question."""
        length = int(self.headers.get("Content-Length") or 0)
        if self.path != _PATH:
            self._send(404, _error("there is only " + _PATH))
        elif length > _MOST_BYTES:
            self._send(413, _error("the question is too long"))
        else:
            self._send(*self._answer(self.rfile.read(length)))

    def _answer(self, body: bytes) -> tuple[int, object]:
        try:
            question = _Question.model_validate_json(body)
            return 200, _reply(self.server.client, question.request())
        except ValidationError as error:
            first = error.errors()[0]
            return 400, _error(f"{'.'.join(map(str, first['loc']))}: {first['msg']}")
        except ContextOverflow as error:  # as OpenAI words it, so that clients understand
            return 400, _error(f"maximum context length exceeded: {error}")
        except RequestRefused as error:
            return 400, _error(str(error))
        except ModelMissing as error:
            return 404, _error(str(error))
        except ModelError as error:
            return 500, _error(str(error))

    def _send(self, status: int, value: object) -> None:
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- as it is declared
        """Questions are nobody's business."""


def _error(message: str) -> object:
    return {"error": {"message": message}}


def _reply(client: Client, request: Request) -> object:
    completion = client.complete(request)
    written = sum(sample.tokens for sample in completion.samples)
    return {
        "object": "chat.completion",
        "model": client.name,
        "choices": _choices(completion),
        "usage": {
            "prompt_tokens": completion.prompt_tokens,
            "completion_tokens": written,
            "total_tokens": completion.prompt_tokens + written,
        },
    }


def _choices(completion: Completion) -> list[object]:
    """the samples; of their log-probability we have the sum, so each token gets its share."""
    choices: list[object] = []
    for index, sample in enumerate(completion.samples):
        choice: dict[str, object] = {
            "index": index,
            "message": {"role": "assistant", "content": sample.text},
            "finish_reason": sample.finish.value,
        }
        if sample.log_prob is not None:
            share = sample.log_prob / max(1, sample.log_prob_tokens)
            entry = {"token": "", "logprob": share, "top_logprobs": []}
            choice["logprobs"] = {"content": [entry] * sample.log_prob_tokens}
        choices.append(choice)
    return choices


def main() -> None:
    """Serve until interrupted, after one line that says where."""
    parser = argparse.ArgumentParser(prog="python -m translators.llm.serve", description=__doc__)
    parser.add_argument("folder", help="the model")
    parser.add_argument("--port", type=int, default=8000, help="0 takes a free one")
    parser.add_argument("--device", default="cpu")
    given = parser.parse_args()
    with ModelServer(HuggingFaceModel(given.folder, given.device), given.port) as server:
        print(server.url, flush=True)
        with suppress(KeyboardInterrupt):
            server.serve_forever()


if __name__ == "__main__":
    main()
