"""`mcp`: the tools for agents, over standard input and output."""

from __future__ import annotations

from importlib.util import find_spec

from api.commands.options import Data, existing, settings

__all__ = ["mcp"]


def mcp(data: Data = None) -> None:
    """接智能体：Serve the tools for agents (Model Context Protocol) over standard input and output."""
    from api.errors import PackageError

    if find_spec("mcp") is None:
        raise PackageError("the package mcp is not installed. Install it: pip install 'policygraph[mcp]'")
    from api.agent.held import opened
    from api.agent.server import server

    site = existing(settings(data))
    server(lambda: opened(site)).run()
