"""What every route works with: the store, the index, the settings, and how things are named on this site."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from secrets import token_hex
from threading import Event
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends, Request

from api.changes import Changes
from api.errors import not_found, unprocessable
from api.figures import Metrics
from api.keys import Keys
from api.memory import Memory
from api.settings import Settings
from api.watches.watch import Watches
from graph.describe import KINDS
from graph.iri import encode
from graph.query import table
from graph.search import SearchIndex
from graph.search.day import Day
from graph.store import Store
from graph.validity import standing
from graph.vocab import AUTHORITY

__all__ = ["Here", "Site", "here"]

_AGENCY = f"{AUTHORITY}agency/"
_REGION = f"{AUTHORITY}region/"
_NO_IRI = re.compile(r'[\s<>"{}|^`\\\x00-\x20]')
_SAFE = "/()（）,;:@&=+$!*'~-._%"  # an IRI is percent-encoded where it must be already


@dataclass(frozen=True, slots=True)
class Site:
    """One running server's belongings; opened at its start, closed at its end."""

    settings: Settings
    store: Store
    index: SearchIndex
    metrics: Metrics = field(default_factory=Metrics)
    memory: Memory = field(default_factory=lambda: Memory(seconds=0.0))
    opened: str = field(default_factory=lambda: token_hex(8))
    behind: Event = field(default_factory=Event)  # set while the index does not hold what the store holds
    pictures: Memory = field(default_factory=lambda: Memory(seconds=None, most=64))

    @property
    def keys(self) -> Keys:
        return self.settings.holders

    def address(self, request: Request) -> str:
        """Return where visitors reach the site, with a slash at its end."""
        return f"{(self.settings.url or str(request.base_url)).rstrip('/')}/"

    def here(self, request: Request) -> str:
        """Return the address of a request as visitors write it."""
        return str(request.url).replace(str(request.base_url), self.address(request), 1)

    def page_of(self, request: Request, iri: str) -> str:
        """Return the address of a document's page as visitors write it."""
        return f"{self.address(request)}{(self.local(iri) or '').lstrip('/')}"

    @property
    def changes(self) -> Changes:
        return self.settings.changes

    @property
    def watches(self) -> Watches:
        return self.settings.watches

    def document(self, id: str) -> str:
        """Return the IRI of a document from its id, which is the end of that IRI."""
        return f"{self.settings.base}document/{encode(id)}"

    def document_id(self, iri: str) -> str:
        return iri.removeprefix(f"{self.settings.base}document/")

    def agency(self, id: str) -> str:
        return f"{_AGENCY}{id}"

    def agency_id(self, iri: str) -> str:
        return iri.removeprefix(_AGENCY)

    def known_agency(self, id: str | None) -> str | None:
        """Return `id` if the store knows such an agency; a problem with the field named where it does not."""
        iri = self.known_agency_iri(id)
        return self.agency_id(iri) if iri else None

    def known_agency_iri(self, id: str | None, missing: int = 422) -> str | None:
        if id is None:
            return None
        rows = table(self.store, "agency", agency=_iri(self.agency(id), "agency"))
        if any(row["label"] or row["names"] for row in rows):
            return self.agency(id)
        if missing == 404:
            raise not_found(f"An agency with the id {id}")
        raise unprocessable("agency", f"no agency has the id {id!r}; see /api/agencies")

    def known_document(self, id: str | None, name: str = "document") -> str | None:
        """Return the IRI of the document `id`; a problem with the field named where there is none."""
        if id is None:
            return None
        if not table(self.store, "document", document=_iri(self.document(id), name)):
            raise unprocessable(name, f"no document has the id {id!r}; see /api/documents")
        return self.document(id)

    def local(self, iri: str | None) -> str | None:
        """Return where `iri` opens on this site, whatever host it names; None for what this site knows no page of."""
        if iri and iri.startswith(self.settings.base):
            return f"/id/{quote(iri.removeprefix(self.settings.base), safe=_SAFE)}"
        if iri and iri.startswith(_AGENCY):
            return f"/agencies/{quote(self.agency_id(iri), safe=_SAFE)}"
        if iri and iri.startswith(AUTHORITY) and iri.removeprefix(AUTHORITY).partition("/")[0] in KINDS:
            return f"/{quote(iri.removeprefix(AUTHORITY), safe=_SAFE)}"
        return None

    def table(self, name: str, /, **values: Any) -> list[dict[str, Any]]:
        """Return the rows of a named query, kept until the store changes; not to be altered."""
        return self.memory.get((name, *sorted(values.items())), lambda: table(self.store, name, **values))

    def region(self, text: str | None, name: str = "region") -> str | None:
        """Return the IRI of the region of this code or name; a problem with the field named where there is none."""
        if not text:
            return None
        for row in table(self.store, "region_named", name=text):
            return str(row["region"])
        raise unprocessable(name, f"no region is called {text!r}; give a GB/T 2260 code or a name such as 温州市")

    def within(self, region: str | None) -> list[str] | None:
        """Return the IRIs of a region and of those that lie in it; None for None."""
        return None if region is None else [row["region"] for row in self.table("regions_within", within=region)]

    def stands(self, on: date | None) -> Callable[[Mapping[str, Any]], bool]:
        """Return what tells whether the document of a row stands on `on`; all do where no day is given."""
        if on is None:
            return lambda row: True
        known = standing(self.store, on)
        return lambda row: row["document"] in known

    def day(self, on: date | None) -> Day | None:
        """Return which documents stand on `on`, kept until the store changes; None for None."""
        return None if on is None else self.memory.get(("day", on), lambda: Day.of(self.store, on))

    def checked(self, iri: str, name: str) -> str:
        """Return `iri` if it can be one; a problem with the field named where it holds what no IRI does."""
        return _iri(iri, name)

    def indicator(self, text: str) -> str:
        """Return the IRI of the indicator of this name or id; a problem with the field named where there is none."""
        for row in table(self.store, "indicator_named", name=text.strip()):
            return str(row["indicator"])
        raise unprocessable("indicator", f"no indicator is called {text!r}; /api/targets shows those that are set")

    def function(self, id: str | None) -> str | None:
        """Return the IRI of what an office is for, from its id; None for None."""
        return None if id is None else f"{AUTHORITY}function/{_iri(id, 'function')}"

    def region_code(self, text: str | None) -> str | None:
        iri = self.region(text)
        return iri.removeprefix(_REGION) if iri else None


def _iri(text: str, field: str) -> str:
    if _NO_IRI.search(text):
        raise unprocessable(field, "it holds characters that no id has")
    return text


async def here(request: Request) -> Site:  # async: a plain function would cost a hop to another thread
    """Return the site that a request is for."""
    site = request.app.state.site
    assert isinstance(site, Site)
    return site


Here = Annotated[Site, Depends(here)]
