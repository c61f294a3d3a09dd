"""``prover mcp``: the tools of the prover for an assistant."""

from __future__ import annotations

from typing import Annotated

import typer

from prover.errors import ProverError

__all__ = ["McpMissing", "mcp_command"]


class McpMissing(ProverError):
    """The package that speaks the Model Context Protocol is not installed."""

    code = "mcp-missing"


def mcp_command(
    http: Annotated[
        bool, typer.Option("--http", help="serve http://127.0.0.1:PORT/mcp instead of a pipe")
    ] = False,
    port: Annotated[int, typer.Option(min=1, max=65535, help="with --http")] = 8765,
) -> None:
    """Serve the prover's tools to an assistant (Model Context Protocol).

    Standard input and output carry the protocol, so an assistant starts this command itself.
    With --http the server listens on this machine only.
    """
    from api.settings import load_settings

    try:
        from api.mcp.server import create_server
    except ModuleNotFoundError as error:
        raise McpMissing(
            f"{error.name} is not installed", hint="pip install 'neurosymbolic-prover[mcp]'"
        ) from None
    server = create_server(load_settings())
    if http:
        server.run("streamable-http", host="127.0.0.1", port=port)
    else:
        server.run("stdio")
