"""A question typed in pinyin finds what the store writes; Latin words that are none stay as they are."""

import pytest

from graph.search import Entry, Index
from graph.search.pinyin import syllables


@pytest.fixture(scope="module")
def index() -> Index:
    texts = {"一": "推进工业节能诊断。", "二": "农村公路养护由县级负责。", "三": "发展光伏发电，降低单位GDP能耗。"}
    index = Index.in_memory()
    index.write([Entry(f"urn:p#{path}", "urn:p", "1", "荻浦市方案", path, text) for path, text in texts.items()])
    return index


@pytest.mark.parametrize(
    ("typed", "meant", "path"),
    [
        ("jieneng zhenduan", "节能诊断", "一"),
        ("nongcungongluyanghu", "农村公路养护", "二"),
        ("guāngfú fādiàn", "光伏发电", "三"),
    ],
)
def test_pinyin_with_or_without_spaces_and_tones_finds_the_characters(
    index: Index, typed: str, meant: str, path: str
) -> None:
    assert index.understood(typed) == meant
    assert index.search(typed).hits[0].path == path


@pytest.mark.parametrize("typed", ["GDP", "energy", "节能", "PM2.5", "", "a" * 100_000, "xuexiao"])
def test_what_is_no_pinyin_or_sounds_like_nothing_in_the_store_stays(index: Index, typed: str) -> None:
    assert index.understood(typed) == typed[:2000]


def test_an_apostrophe_parts_syllables_and_a_vowel_begins_none_inside() -> None:
    assert syllables("xi'an") == ["xi", "an"]
    assert syllables("jineng") == ["ji", "neng"]
