"""Clauses of several documents that say the same stand under the best of them; numbers that differ part them."""

from graph.search import Entry, Index
from graph.search.alike import same

TEXT = "对新建公共充电桩的企业，按设备投资额的10%给予一次性补助，补助资金由市财政局会同市发展改革委审核后拨付到账。"


def index_of(*texts: str) -> Index:
    index = Index.in_memory()
    index.write(
        [Entry(f"urn:d{n}#一", f"urn:d{n}", "1", f"荻浦市第{n}号方案", "一", text) for n, text in enumerate(texts)]
    )
    return index


def test_the_same_clause_of_another_document_stands_under_the_hit() -> None:
    hits = index_of(TEXT, TEXT.replace("市财政局", "县财政局")).search("充电桩补助").hits
    assert len(hits) == 1
    assert [one.document for one in hits[0].also] == [({"urn:d0", "urn:d1"} - {hits[0].document}).pop()]
    assert any(why.startswith("同文另见《荻浦市第") for why in hits[0].as_json()["why"])


def test_a_clause_with_another_number_stands_for_itself() -> None:
    hits = index_of(TEXT, TEXT.replace("10%", "12%")).search("充电桩补助").hits
    assert len(hits) == 2
    assert not any(hit.also for hit in hits)


def test_short_formulas_are_never_the_same() -> None:
    assert not same("本办法自发布之日起施行", "本办法自发布之日起施行")


def test_two_clauses_of_one_document_are_two_hits() -> None:
    index = Index.in_memory()
    index.write([Entry(f"urn:d#{path}", "urn:d", "1", "荻浦市方案", path, TEXT) for path in ("一", "二")])
    assert len(index.search("充电桩补助").hits) == 2
