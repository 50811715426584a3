"""The list of documents for search engines, by the protocol of sitemaps.org."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from xml.sax.saxutils import escape

__all__ = ["MOST", "sitemap"]

MOST: Final = 50_000
"""Addresses that one list may hold."""
_SPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(addresses: Sequence[str], own: str, page: int | None = None) -> str | None:
    """Return the list of `addresses`; of more than `MOST` an index of its pages, which are `own` with `?page=1` and on.

    None for a page that is not there.

    >>> sitemap(["https://policy.example/id/document/x"], "https://policy.example/sitemap.xml").splitlines()[2]
    '<url><loc>https://policy.example/id/document/x</loc></url>'
    """
    pages = -(-len(addresses) // MOST)
    if page is None and pages > 1:
        return _written("sitemapindex", "sitemap", (f"{own}?page={number + 1}" for number in range(pages)))
    first = ((page or 1) - 1) * MOST
    if page is not None and not 0 <= first < len(addresses):
        return None
    return _written("urlset", "url", addresses[first : first + MOST])


def _written(root: str, item: str, addresses: Iterable[str]) -> str:
    lines = "".join(f"<{item}><loc>{escape(address)}</loc></{item}>\n" for address in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_SPACE}">\n{lines}</{root}>\n'
