"""What every store holds to, over each kind of location."""

from __future__ import annotations

import io
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from graph import iri
from graph.errors import QueryError, QueryTimeoutError, StoreError, StoreInUseError
from graph.query import load, names, table
from graph.store import Dataset, Store, open_store
from graph.store.authority import PREFIX
from graph.triples import triples
from ingest.record import Document

G = "https://a.example/document/x"


def triple(number: int, text: str = "能耗") -> Triple:
    return Triple(NamedNode(f"https://a.example/{number}"), NamedNode("https://a.example/p"), Literal(text))


SERVERS = ["oxigraph", "virtuoso"]


@pytest.fixture(params=["memory", "folder", "file url", *SERVERS])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path | None:
    if request.param in SERVERS:
        url: str = request.getfixturevalue(request.param)
        with open_store(url) as store:
            for name in store.graphs():
                if not name.startswith(PREFIX):
                    store.remove(name)
        return url
    return {"memory": None, "folder": tmp_path / "store", "file url": f"file://{tmp_path}/store"}[request.param]


@pytest.fixture
def opened(place: str | Path | None) -> Iterator[Store]:
    with open_store(place) as store:
        yield store


def held(store: Store, graph: str = G) -> set[Triple]:
    return set(store.triples(graph))


def test_replace_leaves_nothing_of_the_old_graph(opened: Store) -> None:
    assert opened.replace(G, [triple(1), triple(2)])
    assert opened.replace(G, [triple(2), triple(3, '引号"与\\斜线\n换行')])
    assert held(opened) == {triple(2), triple(3, '引号"与\\斜线\n换行')}


def test_replacing_with_the_same_changes_nothing(opened: Store) -> None:
    opened.replace(G, [triple(1)])
    assert not opened.replace(G, [triple(1), triple(1)])


@pytest.mark.parametrize("size", [3, 3000])  # the latter goes by the bulk loader where there is one
def test_new_graphs_are_added_together(opened: Store, size: int) -> None:
    opened.replace(G, [triple(1)])
    new = {f"{G}/{n}": {triple(number, f"{n}之{number}") for number in range(size)} for n in (1, 2)}
    opened.extend(new)
    assert {name: held(opened, name) for name in new} == new and held(opened) == {triple(1)}


def test_several_graphs_are_replaced_together_and_one_of_none_goes(opened: Store) -> None:
    opened.extend({G: [triple(1), triple(2)], f"{G}/2": [triple(3)], f"{G}/3": [triple(4)]})
    opened.replace_all({G: [triple(2), triple(5)], f"{G}/2": [], f"{G}/4": [triple(6)], f"{G}/3": [triple(4)]})
    assert held(opened) == {triple(2), triple(5)} and held(opened, f"{G}/4") == {triple(6)}
    assert held(opened, f"{G}/3") == {triple(4)} and f"{G}/2" not in opened.graphs()


def test_replace_touches_one_graph_only(opened: Store) -> None:
    opened.replace(G, [triple(1)])
    opened.replace(G + "2", [triple(1)])
    opened.replace(G, [])
    assert not held(opened) and held(opened, G + "2") == {triple(1)}


def test_a_large_graph_is_replaced_whole_by_one_that_is_little_different_or_quite_another(opened: Store) -> None:
    one = {triple(number, f"第{number}条") for number in range(2500)}
    for new in (one, one - {triple(7, "第7条")} | {triple(7, "改")}, {triple(number, "另") for number in range(2100)}):
        assert opened.replace(G, new) and held(opened) == new
    assert len(list(opened.query("SELECT ?s { GRAPH ?g { ?s <https://a.example/p> '另' } }"))) == 2100


def test_values_come_back_as_they_were_given(opened: Store) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    values = {"boolean": "true", "decimal": "13.5", "integer": "2027", "date": "2027-12-31", "gYear": "2024"}
    terms = {Literal(text, datatype=NamedNode(xsd + kind)) for kind, text in values.items()}
    terms |= {Literal("节能", language="zh"), Literal("10%；'引'\"号\"\\\n\t"), NamedNode("https://a.example/三/(二)")}
    new = {Triple(NamedNode("https://a.example/s"), NamedNode(f"urn:p:{n}"), term) for n, term in enumerate(terms)}
    opened.replace(G, new)
    assert held(opened) == new
    rows = opened.query("SELECT ?o { <https://a.example/s> ?p ?o }")
    assert {row["o"] for row in rows} == terms


def test_a_dataset_that_is_given_goes_before_that_of_the_query(opened: Store) -> None:
    for number in (1, 2, 3):
        opened.replace(f"{G}{number}", [triple(number)])
    plain, inside = (
        "SELECT ?s { ?s <https://a.example/p> ?o }",
        "SELECT ?s { GRAPH ?g { ?s <https://a.example/p> ?o } }",
    )
    for text, dataset, expected in (
        (plain, Dataset((f"{G}1", f"{G}2")), [1, 2]),
        (f"SELECT ?s FROM <{G}3> {{ ?s <https://a.example/p> ?o }}", Dataset((f"{G}1",)), [1]),
        (f"SELECT ?s FROM <{G}3> {{ ?s <https://a.example/p> ?o }}", None, [3]),
        (inside, Dataset((f"{G}1",), (f"{G}2", f"{G}3")), [2, 3]),
    ):
        rows = opened.query(text, dataset=dataset)
        assert sorted(row["s"].value for row in rows) == [f"https://a.example/{n}" for n in expected], (text, dataset)


def test_readers_see_a_graph_as_it_was_or_as_it_became_never_a_mix(opened: Store) -> None:
    states = [[triple(number, text) for number in range(size)] for text, size in (("旧", 1500), ("新", 1200))]
    expected = {(text, size) for text, size in (("旧", 1500), ("新", 1200))}
    opened.replace(G, states[0])
    seen, done = set(), threading.Event()

    def read() -> None:
        while not done.is_set():
            rows = opened.query(f"SELECT ?o {{ GRAPH <{G}> {{ ?s ?p ?o }} }}")
            seen.add(tuple(sorted(Counter(row["o"].value for row in rows).items())))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        for turn in range(1, 9):
            opened.replace(G, states[turn % 2])
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert seen and seen <= {(state,) for state in expected}


def test_remove_tells_whether_the_graph_was_there(opened: Store) -> None:
    opened.replace(G, [triple(1)])
    assert opened.remove(G) and not opened.remove(G)
    assert G not in opened.graphs()


def test_a_failing_source_of_triples_leaves_the_old_graph(opened: Store) -> None:
    def broken() -> Iterator[Triple]:
        yield triple(2)
        raise RuntimeError("the reader broke")

    opened.replace(G, [triple(1)])
    with pytest.raises(RuntimeError):
        opened.replace(G, broken())
    assert held(opened) == {triple(1)}


def test_queries_ask_over_the_union_of_all_graphs(opened: Store) -> None:
    opened.replace(G, [triple(1)])
    opened.replace(G + "2", [triple(2)])
    rows = opened.query("SELECT ?s ?missing { ?s <https://a.example/p> ?o } ORDER BY ?s")
    assert rows.variables == ("s", "missing")
    assert [row["s"].value for row in rows] == ["https://a.example/1", "https://a.example/2"]
    assert opened.ask("ASK { GRAPH ?g { ?s <https://a.example/p> ?o } }")
    assert len(list(opened.construct("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o . FILTER(?p = <https://a.example/p>) }"))) == 2


def test_bindings_are_terms(opened: Store) -> None:
    opened.replace(G, [triple(1), triple(2, '"} x')])
    (row,) = opened.query("SELECT ?s ?o { ?s <https://a.example/p> ?o }", {"o": Literal('"} x')})
    assert row["s"].value == "https://a.example/2"


@pytest.mark.parametrize("text", ["SELECT ?x {", "ASK { ?s ?p ?o }", "DROP ALL"])
def test_what_is_no_select_is_refused(opened: Store, text: str) -> None:
    with pytest.raises(QueryError):
        opened.query(text)


def test_a_query_past_its_time_is_given_up(opened: Store) -> None:
    opened.replace(G, [triple(number) for number in range(120)])
    p = "<https://a.example/p>"  # only these: the engine goes on in its thread, and should not do so for long
    long = (
        f"SELECT (COUNT(*) AS ?n) {{ ?a {p} ?b . ?c {p} ?d . ?e {p} ?f . "
        "FILTER(CONTAINS(CONCAT(STR(?a), STR(?c), STR(?e)), 'none')) }"
    )
    began = time.monotonic()
    with pytest.raises(QueryTimeoutError, match=r"0\.2 s"):
        list(opened.query(long, timeout=0.2))
    assert time.monotonic() - began < 5


def test_a_query_within_its_time_answers(opened: Store) -> None:
    opened.replace(G, [triple(1)])
    assert len(list(opened.query("SELECT ?s { ?s <https://a.example/p> ?o }", timeout=30))) == 1
    with pytest.raises(QueryError):
        opened.query("SELECT ?s {", timeout=30)


def test_a_dump_can_be_loaded_again(opened: Store) -> None:
    opened.replace(G, [triple(1)])
    for format in ("trig", "nq"):
        output = io.BytesIO()
        opened.dump(output, format)
        with open_store() as other:
            other.load(io.BytesIO(output.getvalue()), format)
            assert held(other) == {triple(1)} and other.graphs() == opened.graphs()
    with pytest.raises(StoreError, match="no format"):
        opened.dump(io.BytesIO(), "doc")


def test_authority_files_lie_in_graphs_of_their_own(opened: Store) -> None:
    assert {f"{PREFIX}regions", f"{PREFIX}agencies", f"{PREFIX}policy"} <= set(opened.graphs())
    assert f"{PREFIX}shapes" not in opened.graphs()


def test_a_changed_authority_graph_is_written_again(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.replace(f"{PREFIX}regions", [triple(1)])
        store.replace(f"{PREFIX}gone", [triple(1), Triple(NamedNode(f"{PREFIX}gone"), *list(_digest())[1:])])
    with open_store(tmp_path) as store:
        assert len(held(store, f"{PREFIX}regions")) > 1000
        assert f"{PREFIX}gone" not in store.graphs()


def _digest() -> Triple:
    return Triple(NamedNode("x:x"), NamedNode("http://purl.org/dc/terms/identifier"), Literal("sha256:00"))


def test_a_store_keeps_what_was_written(tmp_path: Path, document: Document) -> None:
    name = iri.document(document.meta)
    with open_store(tmp_path) as store:
        store.replace(name, triples(document))
    with open_store(tmp_path) as store:
        assert held(store, name) == {quad.triple for quad in triples(document)}
        assert not store.replace(name, triples(document))


def test_named_queries_answer_alike_in_every_store(opened: Store, document: Document) -> None:
    name = iri.document(document.meta)
    opened.replace(name, triples(document))
    here = open_store()
    here.replace(name, triples(document))
    asked = {"clause": iri.clause(name, "一/(一)"), "agency": iri.agency("990100/finance")}
    kinds = {"iri": name, "date": date(2024, 1, 1), "string": "市", "integer": 2027, "decimal": 1}
    for query in names():
        needed = [one for one in load(query).parameters.values() if one.required]
        given = {one.name: asked.get(one.name, kinds[one.kind]) for one in needed}
        there, expected = (sorted(map(told, table(store, query, **given))) for store in (opened, here))
        assert there == expected, query


def told(row: dict[str, object]) -> str:
    """What a row says; SPARQL leaves open in which order a store joins words, and what it makes of none."""
    words = {key: sorted(re.split("[、； ]", value)) if isinstance(value, str) else value for key, value in row.items()}
    return str({key: None if value == [""] else value for key, value in words.items()})


def test_what_a_server_cuts_is_an_error_and_no_answer(virtuoso: str) -> None:
    with open_store(virtuoso) as store:
        store.replace(G, [triple(number) for number in range(200)])
        p = "<https://a.example/p>"
        assert len(list(store.query(f"SELECT ?a ?b {{ ?a {p} ?x . ?b {p} ?y }} LIMIT 19999"))) == 19999
        with pytest.raises(StoreError, match="cuts answers at 20000 rows"):
            store.query(f"SELECT ?a ?b {{ ?a {p} ?x . ?b {p} ?y }}")


def test_a_store_open_for_reading_takes_no_writing(oxigraph: str) -> None:
    open_store(oxigraph).close()
    with open_store(oxigraph, read_only=True) as store, pytest.raises(StoreError, match="reading only"):
        store.replace(G, [triple(1)])


def test_what_is_no_endpoint_names_where_it_was_looked_for(oxigraph: str) -> None:
    with pytest.raises(StoreError, match=r"no queries by the SPARQL 1\.1 Protocol at .*none/query"):
        open_store(f"{oxigraph}none")


def test_a_server_that_is_not_there_names_the_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
    with pytest.raises(StoreError, match="Start the server there"):
        open_store(url)


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        store.graphs()


def test_an_unknown_kind_of_url_names_the_remedy() -> None:
    with pytest.raises(StoreError, match="give the path of a folder"):
        open_store("ftp://a.example/store")


def test_a_file_in_the_place_of_the_folder_names_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("x", "utf-8")
    with pytest.raises(StoreError, match="Give a folder"):
        open_store(tmp_path / "store")


HOLD = """
import sys
from graph.store import open_store
store = open_store(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


def test_a_second_process_is_told_who_is_in_the_way(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == "open\n"
        with pytest.raises(StoreInUseError, match="another process has this store open"):
            open_store(tmp_path)
        other.communicate("")
    open_store(tmp_path).close()


INGEST = """
import itertools, sys
sys.path.insert(0, sys.argv[2])
from conftest import build
from graph import iri
from graph.store import open_store
from graph.triples import triples
from dataclasses import replace
documents = [build(f"荻浦市第{number}号方案", None) for number in range(6)]
with open_store(sys.argv[1]) as store:
    print("open", flush=True)
    for turn in itertools.count():
        for document in documents:
            kept = document if turn % 2 else replace(document, records=document.records[:4], notices=())
            store.replace(iri.document(document.meta), triples(kept))
"""


def test_sigkill_at_any_moment_leaves_whole_documents_only(tmp_path: Path) -> None:
    from dataclasses import replace

    sys.path.insert(0, str(Path(__file__).parent))
    try:
        from conftest import build
    finally:
        sys.path.pop(0)
    documents = [build(f"荻浦市第{number}号方案", None) for number in range(6)]
    whole = {
        iri.document(document.meta): [
            {quad.triple for quad in triples(document)},
            {quad.triple for quad in triples(replace(document, records=document.records[:4], notices=()))},
        ]
        for document in documents
    }
    moments = random.Random(7)
    for _ in range(5):
        command = [sys.executable, "-c", INGEST, str(tmp_path / "store"), str(Path(__file__).parent)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None and writer.stdout.readline() == "open\n"
            time.sleep(moments.uniform(0.0, 0.15))
            os.kill(writer.pid, signal.SIGKILL)
        with open_store(tmp_path / "store") as store:
            for name in store.graphs():
                if not name.startswith(PREFIX):
                    assert held(store, name) in whole[name]


EXTEND = """
import itertools, sys
from pyoxigraph import Literal, NamedNode, Triple
from graph.store import open_store
p = NamedNode("https://a.example/p")
def graph(turn, number):
    name = f"https://a.example/{turn}/{number}"
    return name, [Triple(NamedNode(f"{name}#{n}"), p, Literal(str(n))) for n in range(1500)]
with open_store(sys.argv[1]) as store:
    turns = int(sys.argv[2])
    print("open", flush=True)
    for turn in itertools.count(turns):
        store.extend(dict(graph(turn, number) for number in range(4)))
        print("added", flush=True)
"""


def test_sigkill_at_any_moment_leaves_graphs_that_were_added_together_all_or_none(tmp_path: Path) -> None:
    moments = random.Random(11)
    for turn in range(5):
        command = [sys.executable, "-c", EXTEND, str(tmp_path / "store"), str(turn * 1000)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            assert [writer.stdout.readline() for _ in range(2)] == ["open\n", "added\n"]
            time.sleep(moments.uniform(0.0, 0.5))
            os.kill(writer.pid, signal.SIGKILL)
        with open_store(tmp_path / "store") as store:
            rows = store.query("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s <https://a.example/p> ?o } } GROUP BY ?g")
            sizes = {row["g"].value: int(row["n"].value) for row in rows}
            turns = Counter(name.rpartition("/")[0] for name in sizes)
        assert set(sizes.values()) <= {1500} and set(turns.values()) <= {4}
        assert len(turns) > turn


class Full:
    """A store as RocksDB leaves it once a write has failed: it takes nothing more until it is opened anew."""

    def __init__(self, store) -> None:
        self.store = store

    def __len__(self) -> int:
        return len(self.store)

    def __getattr__(self, name: str):
        if name in ("extend", "bulk_extend", "update", "remove_graph"):
            raise OSError("No space left on device")
        return getattr(self.store, name)


def test_after_a_full_disk_the_store_is_written_to_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name, kind = "https://a.example/g", NamedNode("https://a.example/T")
    item = Triple(NamedNode("https://a.example/s"), NamedNode("https://a.example/p"), kind)
    with open_store(tmp_path / "store") as store:
        before = len(store)
        store._store = Full(store._store)
        with monkeypatch.context() as patch:
            patch.setattr("graph.store.embedded.ROOM", 1 << 60)
            for _ in range(2):
                with pytest.raises(StoreError, match="room"):
                    store.replace(name, [item])
            assert store.failed and len(store) == before
        assert store.replace(name, [item]) and not store.failed
        assert list(store.triples(name)) == [item]
