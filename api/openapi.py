"""The OpenAPI description, with what the framework cannot see: errors as problems, other formats, keys, addresses."""

from __future__ import annotations

from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.errors import PROBLEM
from api.schemas import Problem
from api.sheets import XLSX

__all__ = ["describe"]

Json = dict[str, Any]

_PROBLEM: Final = {"schema": {"$ref": "#/components/schemas/Problem"}}
_MEDIA: Final = {"csv": "text/csv", "xlsx": XLSX, "svg": "image/svg+xml", "png": "image/png"}
_RESULTS: Final = (
    "application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values",
    "text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml", "application/trig",
    "application/n-quads", "application/json", "application/xml", "text/xml", "text/plain",
)  # fmt: skip
_QUERY: Final[list[Json]] = [
    {
        "name": "query",
        "in": "query",
        "required": False,
        "description": "SPARQL 1.1 query; without it the service is described",
        "schema": {"type": "string", "examples": ["ASK { ?s ?p ?o }"]},
    },
    *(
        {"name": name, "in": "query", "required": False, "schema": {"type": "array", "items": {"type": "string"}}}
        for name in ("default-graph-uri", "named-graph-uri")
    ),
    *(
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": "Format where no Accept is sent: json, xml, csv, tsv, turtle, nt or a media type",
            "schema": {"type": "string", "examples": ["json"]},
        }
        for name in ("format", "output", "results")
    ),
]
_KEYS: Final = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "A key of `policygraph key add`"},
}


def describe(app: FastAPI, url: str) -> None:
    """Let `app` describe itself at its `openapi_url`: made at the first request and kept.

    `url` is the address of the site, "" for the one that is asked.
    """

    def openapi() -> Json:
        if app.openapi_schema is None:
            found = get_openapi(
                title=app.title,
                version=app.version,
                description=app.description,
                routes=app.routes,
                servers=[{"url": url or "/"}],
            )
            app.openapi_schema = _completed(found)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _completed(found: Json) -> Json:
    components = found.setdefault("components", {})
    components["securitySchemes"] = dict(_KEYS)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    components.setdefault("schemas", {})["Problem"] = problem
    for path, item in found["paths"].items():
        for method, operation in item.items():
            _formats(operation)
            _errors(operation)
            if path == "/sparql":
                _sparql(operation, method)
    return found


def _errors(operation: Json) -> None:
    """Every error is a problem; one that needs a key says so."""
    responses = operation["responses"]
    responses.setdefault("4XX", {"description": "What is wrong with the request"})
    responses.setdefault("5XX", {"description": "What keeps the service from answering"})
    for status, response in responses.items():
        if status[0] in "45":
            response["content"] = {PROBLEM: _PROBLEM}
    # The server itself answers what is no HTTP, as a request whose head has no end, in plain text.
    responses["4XX"]["content"] |= {"text/plain": {}}
    if "401" in responses:
        operation["security"] = [{name: []} for name in _KEYS]


def _formats(operation: Json) -> None:
    """A list that takes `format` comes in each of its formats."""
    for parameter in operation.get("parameters", ()):
        if parameter["name"] == "format":
            schemas = [parameter["schema"], *parameter["schema"].get("anyOf", ())]
            kinds = [kind for schema in schemas for kind in schema.get("enum", ()) if kind in _MEDIA]
            operation["responses"]["200"].setdefault("content", {}).update({_MEDIA[kind]: {} for kind in kinds})


def _sparql(operation: Json, method: str) -> None:
    operation["responses"]["200"]["content"] = {media: {} for media in _RESULTS}
    operation["parameters"] = _QUERY if method == "get" else _QUERY[1:]
