"""Networks for other programs: agencies and their tasks, documents and what they cite (GraphML, GEXF, Neo4j)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from graph.formats.rows import documents, rows
from graph.formats.sheets import safe
from graph.formats.xmltext import xml_text
from graph.iri import encode
from graph.store.protocol import Store

__all__ = ["write_gexf", "write_graphml", "write_neo4j"]

_Row = dict[str, Any]
_DOCUMENT: Final = ("number", "kind", "level", "regionName", "issued", "effective", "expires")
_NODES: Final[Mapping[str, tuple[str, ...]]] = {
    "Document": ("name", "held:boolean", "number", "kind", "level", "regionName", "issued:date", "effective:date",
                 "expires:date"),
    "Agency": ("name", "linked:boolean"),
    "Task": ("name", "path", "document"),
}  # fmt: skip
_TIES: Final[Mapping[str, tuple[str, ...]]] = {
    "CITES": ("relation", "path", "quote", "record"),
    "HAS_TASK": ("role", "task", "due:date", "quote", "record", "confidence:double"),
    "PART_OF": (),
}
"""What Neo4j is given of each label and type, as its import tool names types."""


def write_graphml(store: Store, folder: Path) -> None:
    """Write `agencies.graphml` and `citations.graphml`."""
    import networkx as nx

    for name, graph in _graphs(store):
        nx.write_graphml(graph, folder / f"{name}.graphml")


def write_gexf(store: Store, folder: Path) -> None:
    """Write `agencies.gexf` and `citations.gexf`."""
    import networkx as nx

    for name, graph in _graphs(store):
        nx.write_gexf(graph, folder / f"{name}.gexf")


def write_neo4j(store: Store, folder: Path) -> None:
    """Write one file a label of nodes and one a type of relationships, for `neo4j-admin database import full`."""
    tasks, cites = list(_tasks(store)), list(_cites(store))
    nodes = {
        "documents": ("Document", _documents(store, cites)),
        "agencies": ("Agency", _agencies(tasks)),
        "tasks": ("Task", _clauses(tasks)),
    }
    for name, (label, found) in nodes.items():
        lines = ([id, *_values(row, _NODES[label]), label] for id, row in found.items())
        _csv(folder / f"{name}.csv", ["iri:ID", *_NODES[label], ":LABEL"], lines)
    parts = [{"source": row["clause"], "target": row["document"]} for row in _first(tasks).values()]
    for kind, ties in (("CITES", cites), ("HAS_TASK", tasks), ("PART_OF", parts)):
        lines = ([tie["source"], *_values(tie, _TIES[kind]), tie["target"], kind] for tie in ties)
        _csv(folder / f"{kind.lower()}.csv", [":START_ID", *_TIES[kind], ":END_ID", ":TYPE"], lines)


def _csv(path: Path, head: list[str], lines: Iterable[list[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as output:
        writer = csv.writer(output)
        writer.writerow(head)
        writer.writerows(lines)


def _values(row: _Row, columns: Iterable[str]) -> Iterator[Any]:
    """Yield one line's values; the import tool takes one line a record, true and false in small letters."""
    for column in columns:
        value = row.get(column.partition(":")[0])
        if isinstance(value, bool):
            yield str(value).lower()
        else:
            yield safe(" ".join(value.split())) if isinstance(value, str) else value


def _tasks(store: Store) -> Iterator[_Row]:
    """Yield each agency's part in a task; an office that no file names is one of its document only."""
    for row in rows(store, "responsibilities"):
        source = row["linked"] or f"{row['document']}/agency/{encode(row['agencyName'])}"
        yield {**row, "source": source, "target": row["clause"]}


def _cites(store: Store) -> Iterator[_Row]:
    for row in rows(store, "citations"):
        yield {**row, "source": row["document"], "target": row["cited"] or f"《{row['citedTitle']}》"}


def _documents(store: Store, cites: Iterable[_Row]) -> dict[str, _Row]:
    """Return every document, and what is cited without being held, under its title."""
    found: dict[str, _Row] = {}
    for row in documents(store):
        about = {key: row[key] for key in _DOCUMENT}
        found[row["document"]] = {"name": row["title"], "held": True, **about}
    for row in cites:
        found.setdefault(row["target"], {"name": row["citedTitle"], "held": False})
    return found


def _agencies(tasks: Iterable[_Row]) -> dict[str, _Row]:
    found: dict[str, _Row] = {}
    for row in tasks:
        found.setdefault(row["source"], {"name": row["agencyName"], "linked": bool(row["linked"])})
    return found


def _first(tasks: Iterable[_Row]) -> dict[str, _Row]:
    found: dict[str, _Row] = {}
    for row in tasks:
        found.setdefault(row["clause"], row)
    return found


def _clauses(tasks: Iterable[_Row]) -> dict[str, _Row]:
    return {
        clause: {"name": row["task"] or row["path"], "path": row["path"], "document": row["document"]}
        for clause, row in _first(tasks).items()
    }


def _graphs(store: Store) -> Iterator[tuple[str, Any]]:
    """Yield both networks: ties between the same two are one, whose `weight` counts them."""
    tasks, cites = list(_tasks(store)), list(_cites(store))
    yield "agencies", _graph(_with("agency", _agencies(tasks)) | _with("task", _clauses(tasks)), tasks, "role")
    yield "citations", _graph(_with("document", _documents(store, cites)), cites, "relation")


def _with(type: str, nodes: Mapping[str, _Row]) -> dict[str, _Row]:
    return {id: {**row, "type": type} for id, row in nodes.items()}


def _graph(nodes: Mapping[str, _Row], ties: Iterable[_Row], kind: str) -> Any:
    import networkx as nx

    graph: Any = nx.DiGraph()
    for id, row in nodes.items():
        shown = {key: _plain(value) for key, value in row.items() if value is not None and key != "name"}
        graph.add_node(xml_text(id), label=xml_text(row["name"]), **shown)
    for tie in ties:
        source, target = xml_text(tie["source"]), xml_text(tie["target"])
        if graph.has_edge(source, target):
            graph[source][target]["weight"] += 1
            words = graph[source][target][kind].split("|")
            graph[source][target][kind] = "|".join(dict.fromkeys([*words, tie[kind]]))
        else:
            graph.add_edge(source, target, weight=1, **{kind: tie[kind]})
    return graph


def _plain(value: Any) -> Any:
    return value if isinstance(value, bool) else xml_text(str(value))
