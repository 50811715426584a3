"""How fast records become a stored graph, against rdflib doing the same in the same run.

Counts triples a second, from `Document` objects to disk, each document one transaction, and new ones together; then how
long the named queries take on it. Run: python bench/store.py [documents]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from graph import iri
from graph.intake import Intake
from graph.jsonld import document_json
from graph.query import table
from graph.store import Store, open_store
from graph.triples import context, quads, triples
from ingest.record import Clause, Deadline, Document, Evidence, Meta, Record, Responsibility, Source, Target

LEAD, HELP = "省工业和信息化厅", "省财政厅"


def build(number: int, clauses: int = 120) -> Document:
    """An invented plan: each clause sets a target with a deadline and names two agencies."""
    meta = Meta(
        f"云泽省第{number}号节能方案",
        f"云政发〔2023〕{number}号",
        ("云泽省人民政府",),
        date(2023, 1, 1),
        kind="plan",
        region_id="990000",
    )
    made: list[Clause] = []
    records: list[Record] = []
    for order in range(clauses):
        words = f"到2027年，第{order}类重点行业单位产品能耗下降{order % 30}.5%，完成一批节能改造项目并通过验收。"
        text = f"（{order}）推进改造。{words}（牵头单位：省工业和信息化厅；配合单位：省财政厅）"
        clause = Clause("x", f"一/({order})", text, 2, "推进改造", headings=("主要任务",))
        at, bracket = text.index("到2027年"), text.index("（牵头")
        who = Evidence(clause, bracket, len(text), "responsibility/bracket")
        aim = Evidence(clause, at, text.index("，完成"), "target/change")
        day = date(2027, 12, 31)
        made.append(clause)
        records += [
            Target(aim, f"第{order}类重点行业单位产品能耗", order % 30 + 0.5, "%", change="decrease", by=day),
            Deadline(Evidence(clause, at, at + 6, "deadline/by-year"), "by", end=day),
            Responsibility(who, LEAD, LEAD, "lead", "bracket", agency_id="990000/industry-information"),
            Responsibility(who, HELP, HELP, "support", "bracket", agency_id="990000/finance"),
        ]  # fmt: skip
    source = Source(f"{number}.txt", f"{number:064x}", "text/plain", ())
    return Document("x", source, meta, tuple(made), tuple(records))


def timed(name: str, triples: int, *works: Callable[[], object]) -> None:
    """Print the best time of some works that do the same."""
    taken = float("inf")
    for work in works:
        began = time.perf_counter()
        work()
        taken = min(taken, time.perf_counter() - began)
    print(f"{name:<60}{triples / taken:>12,.0f} triples/s {taken:8.2f} s", flush=True)


def put(store: Store, documents: Iterable[Document]) -> None:
    for document in documents:
        store.replace(iri.document(document.meta), triples(document))


def take_in(store: Store, documents: Iterable[Document]) -> None:
    """Write new documents as `policygraph ingest` does."""
    intake = Intake(store, at_once=100_000)
    for document in documents:
        intake.put(Path(document.source.name), [document])
    intake.flush()


def main() -> None:
    documents = [build(number) for number in range(int(sys.argv[1]) if len(sys.argv) > 1 else 10)]
    total = sum(len(list(triples(document))) for document in documents)
    print(f"{len(documents)} documents, {total:,} triples")
    made = [lambda: [list(triples(each)) for each in documents]] * 3
    timed("records to triples", total, *made)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        stores = [opened.enter_context(open_store(Path(folder) / str(number))) for number in range(6)]
        timed("records to disk, new documents together", total, *(partial(take_in, s, documents) for s in stores[::2]))
        timed("records to disk, new documents one by one", total, *(partial(put, s, documents) for s in stores[1::2]))
        store = stores[1]
        timed("records to disk, unchanged documents", total, partial(put, store, documents))
        half = [replace(document, records=document.records[::2]) for document in documents]
        timed("records to disk, half of each document changed", total, partial(put, store, half))
        put(store, documents)
        for name, values in (
            ("agency_tasks", {"agency": iri.agency("990000/finance")}),
            ("deadlines", {"since": "2027-01-01", "until": "2027-12-31"}),
            ("due_in_year", {"year": 2027}),
            ("intensity_table", {}),
            ("clauses_of_document", {"document": iri.document(documents[0].meta)}),
        ):
            began = time.perf_counter()
            rows = len(table(store, name, **values))
            print(f"query {name:<30}{rows:>8} rows {1000 * (time.perf_counter() - began):10.1f} ms")
    peer(documents[: max(1, len(documents) // 10)])


def peer(documents: list[Document]) -> None:
    """The same by rdflib, in memory: its JSON-LD reader, and plain additions to its graph."""
    import json

    from rdflib import Dataset, URIRef

    nodes = [document_json(document) for document in documents]
    total = sum(len(quads(node, node["@id"])) for node in nodes)
    graph = Dataset()

    def read() -> None:
        for node in nodes:
            text = json.dumps(context() | node, ensure_ascii=False)
            graph.graph(URIRef(node["@id"])).parse(data=text, format="json-ld")

    timed("rdflib, JSON-LD to memory", total, read)


if __name__ == "__main__":
    main()
