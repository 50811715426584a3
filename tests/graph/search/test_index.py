"""The index finds clauses by their words, and holds nothing of a document that was replaced or removed."""

from datetime import date

import pytest

from graph.search import Entry, Filters, Index
from graph.search.day import Day

WATER = "urn:test:water"
HEAT = "urn:test:heat"


def entry(document: str, path: str, text: str, **more: object) -> Entry:
    known = {"stamp": "1", "title": "荻浦市节水行动方案" if document == WATER else "云泽省供热改造方案", **more}
    return Entry(f"{document}#{path}", document, path=path, text=text, **known)  # type: ignore[arg-type]


@pytest.fixture
def index() -> Index:
    index = Index.in_memory()
    index.write(
        [
            entry(
                WATER,
                "一",
                "到2027年，农田灌溉用水效率明显提高。推广滴灌、喷灌。改造老旧泵站。",
                headings=("总体目标",),
            ),
            entry(WATER, "二", "市水务局牵头推广节水器具，市财政局配合。", facts=("responsibility",), agencies=("a1",)),
            entry(
                HEAT,
                "一",
                "改造老旧供热管网100公里。",
                regions=("990100", "990000"),
                kind="plan",
                issued=date(2024, 3, 1),
            ),
        ]
    )
    return index


def paths(index: Index, text: str, **more: object) -> list[tuple[str, str]]:
    return [(hit.document, hit.path) for hit in index.search(text, filters=Filters(**more)).hits]  # type: ignore[arg-type]


def test_the_clause_that_shares_most_words_comes_first(index: Index) -> None:
    assert paths(index, "谁来牵头推广节水器具？")[0] == (WATER, "二")


def test_a_hit_names_its_document_heading_and_the_words_that_matched(index: Index) -> None:
    hit = index.search("灌溉用水的效率").hits[0]
    assert (hit.title, hit.path, hit.heading) == ("荻浦市节水行动方案", "一", "总体目标")
    assert hit.why == ("灌溉用水效率",)


def test_full_width_and_upper_case_are_the_same_as_plain(index: Index) -> None:
    assert paths(index, "１００公里") == paths(index, "100公里")


def test_a_quoted_phrase_must_stand_there_as_it_is(index: Index) -> None:
    assert paths(index, "“老旧供热管网”改造") == [(HEAT, "一")]
    assert paths(index, "“老旧管网”改造") == []


@pytest.mark.parametrize(
    ("filters", "documents"),
    [
        ({"region": "990000"}, {HEAT}),
        ({"agency": "a1"}, {WATER}),
        ({"kind": "plan"}, {HEAT}),
        ({"kind": "responsibility"}, {WATER}),
        ({"since": date(2024, 3, 1)}, {HEAT}),
        ({"until": date(2024, 2, 29)}, set()),
        ({"document": WATER}, {WATER}),
        ({"among": frozenset({HEAT})}, {HEAT}),
        ({"among": frozenset()}, set()),
    ],
)
def test_filters_narrow(index: Index, filters: dict[str, object], documents: set[str]) -> None:
    assert {document for document, _ in paths(index, "改造推广", **filters)} == documents


def test_what_no_text_settles_stays_among_the_hits_of_a_day_and_says_so(index: Index) -> None:
    day = Day(date(2024, 5, 1), frozenset({WATER, HEAT}), {WATER: "条文未写印发和施行日期"})
    hits = day.told(index.search("改造", filters=day.narrowed(Filters()))).hits
    told = {hit.document: [why for why in hit.why if "是否有效不详" in why] for hit in hits}
    assert told == {WATER: ["2024-05-01是否有效不详：条文未写印发和施行日期"], HEAT: []}


def test_a_document_written_again_replaces_itself(index: Index) -> None:
    index.write([entry(WATER, "一", "全文已换。", stamp="2")])
    assert (WATER, "二") not in paths(index, "节水器具")
    assert index.stamps() == {WATER: "2", HEAT: "1"}


def test_a_removed_document_leaves_nothing(index: Index) -> None:
    index.write([], without=[WATER])
    assert paths(index, "节水器具 滴灌") == []
    assert list(index.stamps()) == [HEAT]


@pytest.mark.parametrize("text", ["", "，。！", "   "])
def test_nothing_to_look_for_finds_nothing(index: Index, text: str) -> None:
    assert index.search(text).hits == ()


def test_paging_goes_on_where_it_stopped(index: Index) -> None:
    first = index.search("改造推广", limit=1)
    rest = index.search("改造推广", limit=5, offset=1)
    assert [first.total, len(rest.hits)] == [3, 2]
    assert first.hits[0].iri not in {hit.iri for hit in rest.hits}


def test_an_index_on_disk_is_there_when_opened_again(tmp_path, index: Index) -> None:
    Index.open(tmp_path).write([entry(WATER, "一", "推广滴灌。")])
    assert paths(Index.open(tmp_path), "滴灌") == [(WATER, "一")]


def test_an_index_of_another_layout_is_thrown_away(tmp_path) -> None:
    import tantivy

    other = tantivy.SchemaBuilder()
    other.add_text_field("old")
    tantivy.Index(other.build(), str(tmp_path))
    assert Index.open(tmp_path).stamps() == {}


def test_the_list_of_goals_comes_before_one_goal_in_passing() -> None:
    """Both name the goal as often; the clause that holds several goals is where goals are set."""
    said = tuple(("target", f"建成泵站{number}座") for number in range(4))
    index = Index.in_memory()
    index.write(
        [
            entry(WATER, "一", "建成泵站10座。其他事项另行通知。", facts=("target",), said=said[:1]),
            entry(WATER, "二", "建成泵站10座。建成闸门20座。", facts=("target",), said=said),
        ]
    )
    assert paths(index, "泵站要建成多少座？")[0] == (WATER, "二")
