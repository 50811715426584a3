"""Every search index finds the same clauses in the same order: the embedded one, and Qdrant's local mode.

A server is tried too where POLICYGRAPH_TEST_QDRANT names its URL; the collection is taken away again.
"""

import os
import time
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graph.errors import SearchError
from graph.search import Entry, Filters, Hits, Index, SearchIndex, open_search
from graph.search.feed import entries, rebuild, reconcile

SERVER = os.environ.get("POLICYGRAPH_TEST_QDRANT", "")
QUESTIONS = (
    "公共充电桩补贴标准是多少？", "谁牵头建设监管服务平台", "高速公路服务区充电设施", "2024年底前建成平台",
    "“居住区停车位”充电桩", "苍陵市发展改革委负责什么", "chongdianzhuang butie", "最高100万元", "指导思想",
    "老年人助餐",
)  # fmt: skip
FILTERS = (
    Filters(),
    Filters(kind="incentive"),
    Filters(region="990000"),
    Filters(since=date(2023, 6, 1)),
    Filters(until=date(2023, 6, 1), kind="responsibility"),
    Filters(among=frozenset(["urn:none"])),
)


def found(hits: Hits) -> list[tuple[float, set[str]]]:
    """Return the scores with the clauses that have each, for those of one score may come in any order."""
    rows: list[tuple[float, set[str]]] = []
    for hit in hits.hits:
        if rows and rows[-1][0] == pytest.approx(hit.score, abs=2e-4):
            rows[-1][1].add(f"{hit.iri} {hit.paragraph}")
        else:
            rows.append((hit.score, {f"{hit.iri} {hit.paragraph}"}))
    return [(pytest.approx(score, abs=2e-4), iris) for score, iris in rows]  # type: ignore[misc]


@pytest.fixture(params=["embedded", "local", "server"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "embedded":
        yield "embedded"
        return
    client = pytest.importorskip("qdrant_client", reason="the extra is missing: pip install 'policygraph[qdrant]'")
    if request.param == "local":
        yield f"qdrant:{tmp_path / 'qdrant'}"
        return
    if not SERVER:
        pytest.skip("POLICYGRAPH_TEST_QDRANT names no server")
    name = f"test-{uuid.uuid4().hex[:8]}"
    yield f"{SERVER}#{name}"
    for one in (name, f"{name}-documents"):
        client.QdrantClient(url=SERVER).delete_collection(one)


@pytest.fixture
def index(where: str, tmp_path: Path) -> SearchIndex:
    return open_search(where, tmp_path / "index")


def clause(document: str, path: str, text: str, stamp: str = "1") -> Entry:
    return Entry(f"{document}#{path}", document, stamp, "荻浦市方案", path, text)


def crowd() -> list[Entry]:
    """Clauses enough that most are no candidates, of lengths that differ."""
    matters = ("充电桩", "滴灌", "古籍修复", "供热管网", "老旧小区")
    return [
        clause(
            f"urn:crowd:{n % 20}", str(n), f"第{n}项：推进{matters[n % 5]}建设{'，加快改造' * (n % 17)}。{n * 7}万元"
        )
        for n in range(320)
    ]


def test_the_questions_find_the_same_in_the_same_order(charging, index: SearchIndex) -> None:
    embedded = Index.in_memory()
    assert rebuild(index, charging) == rebuild(embedded, charging) > 10
    answered = 0
    for filters in FILTERS:
        for text in QUESTIONS:
            want, got = embedded.search(text, 20, filters), index.search(text, 20, filters)
            assert found(got) == found(want), (text, filters)
            assert got.total == want.total, (text, filters)
            assert index.understood(text) == embedded.understood(text)
            assert index.strange(text) == pytest.approx(embedded.strange(text))
            answered += bool(want.hits)
    assert answered > 30
    assert index.stamps() == embedded.stamps()
    assert index.rarity("grams", "充电") == pytest.approx(embedded.rarity("grams", "充电"))


def test_among_more_clauses_than_candidates_the_same_come_first(index: SearchIndex) -> None:
    embedded = Index.in_memory()
    assert index.write(crowd()) == embedded.write(crowd()) == 320
    for text in ("充电桩建设加快改造", "古籍修复 第7项", "700万元", "老旧小区改造"):
        want, got = embedded.search(text, 10), index.search(text, 10)
        assert found(got) == found(want), text
        assert got.total == want.total > 60


def test_a_document_replaced_and_one_removed_leave_nothing(index: SearchIndex) -> None:
    index.write(
        [clause("urn:a", "一", "推广滴灌。"), clause("urn:a", "二", "改造泵站。"), clause("urn:b", "一", "修复古籍。")]
    )
    index.write([clause("urn:a", "一", "建设充电桩。", "2")], without=["urn:b"])
    assert [hit.path for hit in index.search("充电桩").hits] == ["一"]
    assert not any(index.search(text).hits for text in ("滴灌", "泵站", "古籍"))
    assert index.stamps() == {"urn:a": "2"}
    index.clear()
    assert index.search("充电桩") == Hits()
    assert index.stamps() == {}


def test_what_was_written_is_there_when_opened_again(charging, where: str, tmp_path: Path) -> None:
    index = open_search(where, tmp_path / "index")
    rebuild(index, charging)
    want = index.search("充电桩补贴")
    if server := getattr(index, "server", None):
        server.client.close()  # the local mode holds its folder
    del index
    again = open_search(where, tmp_path / "index")
    assert reconcile(again, charging) == 0
    assert again.search("充电桩补贴") == want


def test_a_write_that_broke_off_is_made_good(charging, index: SearchIndex) -> None:
    rebuild(index, charging)
    want = found(index.search("充电桩补贴"))

    def broken() -> Iterator[Entry]:
        yield from list(entries(charging))[:3]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.write(broken())
    reconcile(index, charging)
    assert found(index.search("充电桩补贴")) == want


def test_another_process_sees_what_was_written_within_a_second(tmp_path: Path) -> None:
    pytest.importorskip("qdrant_client", reason="the extra is missing: pip install 'policygraph[qdrant]'")
    from graph.search.qdrant import QdrantIndex

    writer = QdrantIndex.open("qdrant::memory:")
    reader = QdrantIndex(replace(writer.server))
    writer.write([clause("urn:a", "一", "推广滴灌。"), clause("urn:b", "一", "修复古籍。")])
    assert reader.search("滴灌").hits
    writer.write([clause("urn:c", "一", "建设充电桩。")], without=["urn:a"])
    time.sleep(1.1)
    assert (reader.search("充电桩").total, reader.search("滴灌").total) == (1, 0)
    assert reader.statistics.holding == writer.statistics.holding


def test_collections_lost_with_a_server_are_made_again(tmp_path: Path) -> None:
    pytest.importorskip("qdrant_client", reason="the extra is missing: pip install 'policygraph[qdrant]'")
    from graph.search.qdrant import QdrantIndex

    index = QdrantIndex.open("qdrant::memory:")
    index.write([clause("urn:a", "一", "推广滴灌。")])
    for name in ("policygraph", "policygraph-documents"):
        index.server.client.delete_collection(name)
    with pytest.raises(SearchError):
        index.stamps()
    assert index.stamps() == {}


def test_a_server_that_is_not_there_is_one_clear_error_and_opening_needs_none(tmp_path: Path) -> None:
    pytest.importorskip("qdrant_client", reason="the extra is missing: pip install 'policygraph[qdrant]'")
    index = open_search("http://127.0.0.1:9", tmp_path)
    for call in (lambda: index.search("充电桩"), index.stamps, index.clear, lambda: index.write([], ["urn:a"])):
        with pytest.raises(SearchError, match=r"http://127\.0\.0\.1:9 does not answer .*see that Qdrant runs"):
            call()


def test_an_address_of_nothing_known_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("qdrant_client", reason="the extra is missing: pip install 'policygraph[qdrant]'")
    with pytest.raises(SearchError, match="give embedded"):
        open_search("elastic", tmp_path)
