"""Tools that list facts: tasks, targets, what is due, regions side by side, what each level made of the level above."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import Field

from api.agent.held import Asker, Here
from api.agent.names import agency_id, document_id
from api.agent.shape import Document, Limit, Offset, On, Region, Since, Until, check_span, listed, listing, page, plain
from api.errors import unprocessable
from api.routes import agencies, cascade, compare, facts
from graph.endpoint import Question

__all__ = ["carried_out", "compared", "due", "find_targets", "sparql", "tasks_of_agency"]

Indicator = Annotated[str, Field(max_length=200, description="A name of the indicator, its id or its IRI")]


def tasks_of_agency(
    site: Here,
    agency: Annotated[str, Field(max_length=200, description="Name or id of an agency, as 水利局")],
    role: Literal["lead", "responsible", "support"] | None = None,
    document: Document = None,
    on: On = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> dict[str, Any]:
    """List every task in which an agency takes part: role, due day, targets, who else, and the clause."""
    chosen = document and document_id(site, document)
    answer = agencies.tasks(site, listing(limit, offset), agency_id(site, agency), role, chosen, on)
    return listed(answer, limit, offset)


def find_targets(
    site: Here,
    indicator: Annotated[str | None, Field(max_length=200, description="Words of the indicator's name")] = None,
    region: Region = None,
    document: Document = None,
    since: Since = None,
    until: Until = None,
    on: On = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> dict[str, Any]:
    """List the quantitative goals; `since` and `until` bound the day by which they are to be reached."""
    check_span(since, until)
    chosen = document and document_id(site, document)
    filters = facts.filters_of(site, region, chosen, since, until, on)
    return listed(facts.targets(site, listing(limit, offset), filters, indicator), limit, offset)


def due(
    site: Here,
    agency: Annotated[str | None, Field(max_length=200, description="Who takes part in it: name or id")] = None,
    region: Region = None,
    document: Document = None,
    since: Since = None,
    until: Until = None,
    on: On = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> dict[str, Any]:
    """List what is due, the soonest first; `since` and `until` bound its last day."""
    check_span(since, until)
    office, chosen = agency and agency_id(site, agency), document and document_id(site, document)
    filters = facts.filters_of(site, region, chosen, since, until, on)
    return listed(facts.deadlines(site, listing(limit, offset), filters, office), limit, offset)


def compared(
    site: Here,
    indicator: Indicator,
    regions: Annotated[list[str], Field(max_length=50, description="Names or codes, the first held against all")] = [],  # noqa: B006
    on: On = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> dict[str, Any]:
    """Lay the goals of regions for one indicator side by side, in one unit, and explain each difference."""
    found = plain(compare.comparison(site, listing(limit, offset), indicator, ",".join(regions) or None, on))
    head = {name: found[name] for name in ("label", "unit", "missing")}
    return {"indicator": found["indicator"]} | head | page(found["items"], limit, offset)


def carried_out(
    site: Here,
    indicator: Annotated[str | None, Field(max_length=200, description="A name of the indicator, id or IRI")] = None,
    kind: Literal["target", "task", "scheme"] | None = None,
    region: Region = None,
    document: Annotated[str | None, Field(max_length=1000, description="Document at the lower end: id or IRI")] = None,
    on: On = None,
    limit: Limit = 10,
    offset: Offset = 0,
) -> dict[str, Any]:
    """List which goal, task or scheme carries out which one of a level above, and what changed on the way."""
    chosen = document and document_id(site, document)
    answer = cascade.steps(site, listing(limit, offset), indicator, kind, region, chosen, on)
    return listed(answer, limit, offset)


async def sparql(
    site: Here,
    visitors: Asker,
    query: Annotated[str, Field(description="SELECT, ASK, CONSTRUCT or DESCRIBE; it only reads")],
    limit: Limit = 20,
    offset: Offset = 0,
) -> dict[str, Any]:
    """Run a SPARQL query that reads, within the bounds of the site's endpoint, and give a page of what it finds."""
    longest = site.settings.query_length
    if len(query) > longest:
        raise unprocessable("query", f"it has {len(query)} characters; at most {longest}")
    found = await visitors.ask(Question(query, "json", "nt", limit=site.settings.query_rows))
    body = b"".join([piece async for piece in found.body]).decode("utf-8")
    if found.form == "graph":
        lines = [line for line in body.splitlines() if not line.startswith("#")]  # the last says that some are left out
        return page(lines, limit, offset, "triples") | {"cut": "\n#" in body}
    rows = json.loads(body)
    if "boolean" in rows:
        return {"boolean": rows["boolean"]}
    shown = [{name: term["value"] for name, term in row.items()} for row in rows["results"]["bindings"]]
    return page(shown, limit, offset) | {"variables": rows["head"]["vars"], "cut": "truncated" in rows}
