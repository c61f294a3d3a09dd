"""``prover serve``, and ``prover keys`` for those who may use a server that others can reach."""

from __future__ import annotations

import json
from importlib.util import find_spec
from typing import Annotated

import typer

from api.commands.engine_option import EngineOption
from api.commands.options import AsJson, leave, print_json
from prover.errors import ProverError

__all__ = ["ServerMissing", "keys_app", "require_server", "serve_command"]

_NEEDED = ("fastapi", "prometheus_client", "sqlalchemy", "sse_starlette", "uvicorn")

Store = Annotated[
    str | None, typer.Option(metavar="URL", help="sqlite:///FILE or postgresql://USER@HOST/NAME")
]

keys_app = typer.Typer(
    name="keys",
    no_args_is_help=True,
    help="API keys: make, list and revoke them.",
)


class ServerMissing(ProverError):
    """The packages of the server are not installed."""

    code = "server-missing"


def serve_command(
    host: Annotated[str | None, typer.Option(help="where to listen; loopback by default")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="which port; 0 takes a free one")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="processes that look for proofs")
    ] = None,
    reload: Annotated[
        bool, typer.Option("--reload", help="start again when the code changes; for development")
    ] = False,
    engine: EngineOption = None,
    store: Store = None,
    json_logs: Annotated[
        bool, typer.Option("--json-logs", help="log every request as a line of JSON")
    ] = False,
) -> None:
    """Serve the REST interface and the web pages until interrupted.

    On SIGTERM no new work is accepted; what is not done within 10 s goes back to the queue.
    """
    require_server()
    from api.commands.settings_given import settings_given
    from api.rest.serving import serve, serve_reloading

    given = {"host": host, "port": port, "workers": workers, "store": store}
    given["engine"] = engine and engine.value
    settings = settings_given(**given)
    if reload:
        serve_reloading(settings, given, json_logs=json_logs)
    else:
        serve(settings, json_logs=json_logs)


@keys_app.command()
def add(
    name: Annotated[str, typer.Argument(help="who or what will use the key")],
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Make a key and show it: this once, since only its hash is kept."""
    require_server()
    from api.commands.settings_given import settings_given
    from api.jobs.store import JobStore

    made = JobStore(settings_given(store=store).store).api_keys.add(name)
    if as_json:
        print(json.dumps({"id": made.key.id, "name": made.key.name, "key": made.secret}))
    else:
        print(made.secret)


@keys_app.command(name="list")
def list_keys(store: Store = None, as_json: AsJson = False) -> None:
    """Show all keys, never their secrets."""
    require_server()
    from api.commands.settings_given import settings_given
    from api.jobs.store import JobStore

    known = JobStore(settings_given(store=store).store).api_keys.all()
    rows = [
        {
            "id": key.id,
            "name": key.name,
            "created": key.created.isoformat(timespec="seconds"),
            "revoked": key.revoked and key.revoked.isoformat(timespec="seconds"),
        }
        for key in known
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        state = f"revoked {row['revoked']}" if row["revoked"] else "valid"
        print(f"{row['id']}  {row['created']}  {state}  {row['name']}")


@keys_app.command()
def revoke(
    key: Annotated[str, typer.Argument(metavar="ID", help="as `prover keys list` shows it")],
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Have a key refused from now on; a running server notices within seconds.

    Exit code 1: there is no valid key of this id.
    """
    require_server()
    from api.commands.settings_given import settings_given
    from api.jobs.store import JobStore

    revoked = JobStore(settings_given(store=store).store).api_keys.revoke(key)
    if as_json:
        print(json.dumps({"id": key, "revoked": revoked}))
    else:
        print(f"✓ {key} is revoked" if revoked else f"✗ no valid key has the id {key}")
    raise leave(revoked)


def require_server() -> None:
    """Say what to install, where it is missing.

    Raises:
        ServerMissing: the extra is not installed.
    """
    missing = [package for package in _NEEDED if find_spec(package) is None]
    if missing:
        raise ServerMissing(
            f"the server needs {', '.join(missing)}",
            hint="pip install 'neurosymbolic-prover[server]'",
        )
