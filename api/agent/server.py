"""The server of tools: what it offers, and how what goes wrong is put to an agent: the field and the remedy."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from importlib.metadata import version
from typing import Any, Final

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError, UnexpectedResourceError
from mcp_types import ToolAnnotations
from pydantic import ValidationError

from api.agent import applying, facts, texts
from api.agent.held import Held
from api.agent.prompts import PROMPTS
from api.agent.resources import RESOURCES
from api.errors import ProblemError
from graph.errors import GraphError

__all__ = ["Agent", "server"]

TOOLS: Final = (
    ("search", texts.find_clauses),
    ("get_clause", texts.get_clause),
    ("get_document", texts.get_document),
    ("tasks_of_agency", facts.tasks_of_agency),
    ("find_targets", facts.find_targets),
    ("due", facts.due),
    ("compare", facts.compared),
    ("cascade", facts.carried_out),
    ("schemes", applying.schemes),
    ("questionnaire", applying.questionnaire),
    ("evaluate_eligibility", applying.evaluate_eligibility),
    ("validity", texts.validity),
    ("verify_citation", texts.verify_citation),
    ("sparql", facts.sparql),
    ("proof", texts.prove),
)
_READS: Final = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_ABOUT: Final = (
    "Chinese policy documents as facts, each with the clause that proves it. Cite title, path and quote of a result, "
    "and check what you cite with verify_citation. What no document states is unknown: neither no nor zero."
)
_HERE: Final = (
    ("GET /api/schemes/{id}", "the tool `questionnaire`"),
    ("/api/documents", "the tool `validity`"),
    ("/api/schemes", "the tool `schemes`"),
    ("/api/targets", "the tool `find_targets`"),
)
"""Where the HTTP API sends those who look for an id, and where an agent finds it."""


class Agent(MCPServer[Held]):
    """The SDK's server, whose errors name the field and the remedy; arguments that no tool takes are errors too."""

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Context[Held] | None = None) -> Any:
        schema = self._tool_input_schema(name)
        if schema is None:
            raise ToolError(f"There is no tool {name[:80]!r}; there are {', '.join(known for known, _ in TOOLS)}.")
        for given in arguments:
            if given not in schema["properties"]:
                raise ToolError(f"{given[:80]}: there is no such argument; known are {', '.join(schema['properties'])}")
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            if (sentence := _sentence(error.__cause__)) is None:
                raise
            raise ToolError(sentence) from None

    async def read_resource(self, uri: Any, context: Context[Held] | None = None) -> Any:
        try:
            return await super().read_resource(uri, context)
        except UnexpectedResourceError as error:
            cause = error.__cause__.__cause__ if error.__cause__ else None
            if (sentence := _sentence(error.__cause__) or _sentence(cause)) is None:
                raise
            raise ResourceNotFoundError(sentence) from None


def _sentence(error: BaseException | None) -> str | None:
    """Return what an agent reads of an error that was to be expected; None for any other."""
    if isinstance(error, ValidationError):
        wrong = ((".".join(map(str, one["loc"])), one["msg"]) for one in error.errors(include_url=False))
        return "; ".join(f"{field}: {message}" for field, message in wrong)
    if not isinstance(error, ProblemError | GraphError):
        return None
    text = str(error)
    for path, tool in _HERE:
        text = text.replace(path, tool)
    return text


def server(opened: Callable[[], AbstractAsyncContextManager[Held]]) -> Agent:
    """Return a server of tools, resources and prompts over what `opened` yields while it runs."""
    made = Agent(
        "policygraph",
        title="policygraph 政策图谱",
        instructions=_ABOUT,
        version=version("policygraph"),
        log_level="WARNING",
        lifespan=lambda _: opened(),
        subscriptions=False,  # nothing here changes that a client would have to be called back for
    )
    for name, tool in TOOLS:
        made.add_tool(tool, name, annotations=_READS)
    for uri, resource in RESOURCES:
        made.resource(uri, mime_type="text/markdown")(resource)
    for prompt in PROMPTS:
        made.prompt()(prompt)
    return made
