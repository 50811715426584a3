"""Writes the answers of SPARQL queries in the W3C's formats: JSON, XML, CSV and TSV for rows, RDF for triples."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, serialize

from graph.compact import compact
from graph.formats.xmltext import xml_text
from graph.sparql import Answer
from graph.store import Term
from graph.vocab import PREFIXES, XSD

__all__ = ["GRAPH_FORMATS", "ROW_FORMATS", "write_graph", "write_rows"]

_STRING: Final = XSD + "string"


def write_rows(answer: Answer, format: str) -> str:
    """Return rows or a truth value as `json`, `xml`, `csv` or `tsv`; KeyError for another format.

    >>> write_rows(Answer("ASK", truth=True), "json")
    '{"head": {}, "boolean": true}'
    """
    return ROW_FORMATS[format](answer)


def write_graph(answer: Answer, format: str) -> bytes:
    """Return triples as `ttl`, `nt`, `rdf`, `jsonld`, `trig` or `nq`; KeyError for another format."""
    named = GRAPH_FORMATS[format]
    if named is RdfFormat.JSON_LD:
        return compact(answer.triples)
    prefixes = PREFIXES if named in (RdfFormat.TURTLE, RdfFormat.TRIG) else {}
    return serialize(answer.triples, format=named, prefixes=prefixes) or b""


def _json(answer: Answer) -> str:
    if answer.truth is not None:
        return json.dumps({"head": {}, "boolean": answer.truth})
    found: dict[str, Any] = {"head": {"vars": list(answer.variables)}}
    if answer.cut:
        found["truncated"] = len(answer.rows)
    found["results"] = {"bindings": [{key: _json_term(term) for key, term in row.items()} for row in answer.rows]}
    return json.dumps(found, ensure_ascii=False)


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, Literal):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {key: _json_term(part) for key, part in parts.items()}}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != _STRING:
        found["datatype"] = term.datatype.value
    return found


def _xml(answer: Answer) -> str:
    out = ['<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>']
    out += [f"<variable name={quoteattr(name)}/>" for name in answer.variables]
    out.append("</head>")
    if answer.truth is not None:
        out.append(f"<boolean>{str(answer.truth).lower()}</boolean></sparql>")
        return "".join(out)
    if answer.cut:
        out.append(f"<!-- truncated after {len(answer.rows)} rows -->")
    out.append("<results>")
    for row in answer.rows:
        bindings = (f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>" for name, term in row.items())
        out.append(f"<result>{''.join(bindings)}</result>")
    out.append("</results></sparql>")
    return "".join(out)


def _xml_term(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{escape(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{escape(term.value)}</bnode>"
    if not isinstance(term, Literal):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return f"<triple>{''.join(f'<{key}>{_xml_term(part)}</{key}>' for key, part in parts.items())}</triple>"
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{_xml_text(term.value)}</literal>"
    typed = "" if term.datatype.value == _STRING else f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{typed}>{_xml_text(term.value)}</literal>"


def _xml_text(text: str) -> str:
    """Escape `text`; characters that XML 1.0 cannot hold at all become U+FFFD."""
    return escape(xml_text(text, "\ufffd"), {"\r": "&#13;"})


def _csv(answer: Answer) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if answer.truth is not None:
        return str(answer.truth).lower() + "\r\n"
    writer.writerow(answer.variables)
    for row in answer.rows:
        writer.writerow([_csv_term(row.get(name)) for name in answer.variables])
    return out.getvalue()


def _csv_term(term: Term | None) -> str:
    if term is None:
        return ""
    return f"_:{term.value}" if isinstance(term, BlankNode) else getattr(term, "value", None) or str(term)


def _tsv(answer: Answer) -> str:
    if answer.truth is not None:
        return str(answer.truth).lower() + "\n"
    lines = ["\t".join(f"?{name}" for name in answer.variables)]
    for row in answer.rows:
        terms = (row.get(name) for name in answer.variables)
        lines.append("\t".join("" if term is None else str(term).replace("\t", "\\t") for term in terms))
    return "\n".join(lines) + "\n"


ROW_FORMATS: Final[Mapping[str, Callable[[Answer], str]]] = {"json": _json, "xml": _xml, "csv": _csv, "tsv": _tsv}
GRAPH_FORMATS: Final = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
}
