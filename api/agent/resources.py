"""Documents and clauses as resources: Markdown that an agent may put before a reader."""

from __future__ import annotations

from mcp.server.mcpserver import Context

from api.agent.held import Held, site_of
from api.agent.names import document_id
from api.agent.texts import clause_of
from api.routes import documents
from graph.iri import clause as clause_iri

__all__ = ["RESOURCES"]


def document(id: str, ctx: Context[Held]) -> str:
    """A document: its head, and all of its text, each clause after its path."""
    site = site_of(ctx)
    found = documents.document(site, document_id(site, id))
    head = [f"# {found['title']}", "\n".join(f"- {name}: {found[name]}" for name in _HEAD if found[name])]
    return "\n\n".join([*head, *(_section(one["path"], one["text"], one["clause"]) for one in found["clauses"])])


def clause(id: str, path: str, ctx: Context[Held]) -> str:
    """One clause: its document's title, its path, its whole text."""
    site = site_of(ctx)
    row = clause_of(site, clause_iri(site.document(id), "" if path == "_" else path))
    return f"# {row['title']}\n\n{_section(row['path'], row['text'], row['clause'])}"


_HEAD = ("number", "issuers", "issued", "effective", "expires", "region", "kind", "iri")


def _section(path: str | None, text: str, iri: str) -> str:
    return f"## {path or '（文首）'}\n\n{text}\n\n<{iri}>"


RESOURCES = (("policygraph://document/{id}", document), ("policygraph://clause/{id}/{+path}", clause))
