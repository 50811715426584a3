"""What the editor of queries offers: prefixes, and the terms of the graph with Chinese and English names."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from graph.vocab import PREFIXES

__all__ = ["terms"]


@cache
def terms() -> bytes:
    """Return the prefixes and the terms as JSON; a term is its name, kind, Chinese, English and definition.

    >>> found = json.loads(terms())
    >>> found["prefixes"]["pg"]
    'https://w3id.org/policygraph/ontology#'
    >>> next(term[:3] for term in found["terms"] if term[0] == "pg:Target")
    ['pg:Target', 'class', '目标']
    """
    found = {"prefixes": PREFIXES, "terms": [*_own(), *_borrowed()]}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def _own() -> Iterator[tuple[str, ...]]:
    from graph.vocabulary import vocabulary

    known = vocabulary()
    for kind, named in (("class", known.classes), ("property", known.properties)):
        for term in named:
            yield f"pg:{term.name}", kind, term.label, term.english, term.definition


def _borrowed() -> Iterator[tuple[str, ...]]:
    """Yield the terms of others' vocabularies, whose definitions are theirs."""
    listed = tomllib.loads((files("api.page") / "borrowed.toml").read_text("utf-8"))["terms"]
    for name, (chinese, english) in listed.items():
        kind = "class" if name.partition(":")[2][0].isupper() or name.startswith("xsd:") else "property"
        yield name, kind, chinese, english, ""
