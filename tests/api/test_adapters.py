"""The retrievers for LangChain and LlamaIndex against a real server: both give the clauses that the client finds."""

from __future__ import annotations

import asyncio
import doctest
import sys
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from policygraph.client import ApiError, AsyncClient, Client

QUESTION = "农机购置补贴"
PACKAGES = {"langchain": "langchain_core", "llamaindex": "llama_index.core"}
Row = tuple[str, str, float, dict[str, str]]
Retrieve = Callable[..., list[Row]]


def _retriever(extra: str) -> Any:
    pytest.importorskip(PACKAGES[extra], reason=f"the extra is missing: pip install 'policygraph[{extra}]'")
    return import_module(f"policygraph.client.{extra}").PolicygraphRetriever


@pytest.fixture(scope="module", params=PACKAGES)
def extra(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", params=["blocking", "thread", "asyncio"])
def retrieve(request: pytest.FixtureRequest, extra: str, example_server: str) -> Iterator[Retrieve]:
    """Ask a question in one of the ways, and return iri, words, score and metadata of each clause."""
    make = _retriever(extra)
    with asyncio.Runner() as runner:

        def asked(question: str, limit: int = 2, url: str = example_server, **filters: Any) -> list[Row]:
            site = AsyncClient(url) if request.param == "asyncio" else Client(url)
            size = {"langchain": "k", "llamaindex": "similarity_top_k"}[extra]
            one = make(site=site, **{size: limit}, **filters)
            try:
                if request.param == "blocking":
                    return _rows(one.invoke(question) if extra == "langchain" else one.retrieve(question))
                return _rows(runner.run(one.ainvoke(question) if extra == "langchain" else one.aretrieve(question)))
            finally:
                runner.run(site.close()) if isinstance(site, AsyncClient) else site.close()

        yield asked


def _rows(found: list[Any]) -> list[Row]:
    if found and hasattr(found[0], "node"):
        return [(one.node.node_id, one.node.get_content(), one.score, one.node.metadata) for one in found]
    scores = [one.metadata.pop("score") for one in found]
    return [(one.id, one.page_content, score, one.metadata) for one, score in zip(found, scores, strict=True)]


def test_clauses_come_with_their_words_score_and_place(retrieve: Retrieve, example_server: str) -> None:
    found = retrieve(QUESTION)
    with Client(example_server) as site:
        expected = site.search(QUESTION, limit=2)
        first = site.clause(expected[0].document, expected[0].path)
    assert [(iri, text, score) for iri, text, score, _ in found] == [(one.iri, one.text, one.score) for one in expected]
    assert (first.iri, first.path) == (expected[0].iri, "三/(五)")
    assert found[0][3] == {"document": expected[0].document, "quote": first.text} | {
        name: getattr(first, name) for name in ("title", "path", "iri")
    }


def test_filters_reach_the_search(retrieve: Retrieve, example_server: str) -> None:
    with Client(example_server) as site:
        agency = site.agencies(name="农业农村局")[0]["iri"]
        expected = [one.iri for one in site.search("补助", limit=50, agency=agency)]
    assert [iri for iri, *_ in retrieve("补助", limit=50, agency=agency)] == expected
    assert retrieve(QUESTION, region="鹭汀市", kind="measures", on=date(2024, 1, 1))
    assert not retrieve(QUESTION, kind="plan") and not retrieve(QUESTION, on=date(2020, 1, 1))


def test_a_failure_is_an_error_and_never_an_empty_list(retrieve: Retrieve) -> None:
    assert retrieve("zzzz") == []
    for wrong in ({"region": "无此市"}, {"kind": "无此类"}, {"url": "http://127.0.0.1:9"}):
        with pytest.raises(ApiError) as caught:
            retrieve(QUESTION, **wrong)  # type: ignore[arg-type]
        assert caught.value.remedy and caught.value.status == (None if "url" in wrong else 422)
    with pytest.raises(ApiError):
        retrieve(" ")


def test_what_a_retriever_cannot_take_is_refused(extra: str) -> None:
    make = _retriever(extra)
    with pytest.raises((TypeError, ValueError), match="regoin"):
        make(site=Client("http://a.example"), regoin="鹭汀市")
    one = make(site=AsyncClient("http://a.example", key="secret"))
    with pytest.raises(TypeError, match="Give a Client"):
        one.invoke(QUESTION) if extra == "langchain" else one.retrieve(QUESTION)
    assert "secret" not in repr(one)


def test_a_model_reads_the_place_of_a_node_and_its_words_once(example_server: str) -> None:
    make = _retriever("llamaindex")
    from llama_index.core.schema import MetadataMode

    with Client(example_server) as site:
        (found,) = make(site, similarity_top_k=1).retrieve(QUESTION)
    read = found.node.get_content(MetadataMode.LLM)
    assert "三/(五)" in read and read.count(found.metadata["quote"]) == 1
    assert found.node.ref_doc_id == found.metadata["document"]


def test_the_page_on_agents_runs_as_shown(extra: str, example_server: str) -> None:
    _retriever(extra)
    page = Path(__file__).parents[2] / "docs" / "agents.md"
    (text,) = [one for one in page.read_text("utf-8").split("\n## ") if f"policygraph[{extra}]" in one]
    text = text.replace("http://127.0.0.1:8000", example_server)
    done = doctest.DocTestRunner().run(doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0))
    assert not done.failed and done.attempted == 5


def test_a_missing_package_is_an_error_that_names_the_extra(extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    top = PACKAGES[extra].partition(".")[0]
    for name in [name for name in sys.modules if name.partition(".")[0] == top]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, top, None)
    monkeypatch.delitem(sys.modules, f"policygraph.client.{extra}", raising=False)
    with pytest.raises(ImportError, match=rf"{top}.* is not installed.*'policygraph\[{extra}\]'"):
        import_module(f"policygraph.client.{extra}")
