"""White that stands for line breaks: no character is lost, and time grows with the text."""

from __future__ import annotations

from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from ingest.clean.part import Bit, Part
from ingest.clean.white import broken_at_white
from ingest.record import Line

WORDS = st.sampled_from(
    [
        "一、总体要求",
        "（一）节水。",
        "第一条",
        "某市办法",
        "各单位：",
        "2027年3月1日",
        "节水",
        "附件",
        "1",
        "。",
        "附 则",
    ]
)
WHITE = st.sampled_from(["", " ", "　", "　　", "    "])


def part(text: str) -> Part:
    return Part((Bit(Line(text, 1), 0, len(text)),))


@given(st.lists(st.tuples(WORDS, WHITE), min_size=1, max_size=60))
def test_every_character_but_white_stands_in_one_part(words):
    text = "".join(word + white for word, white in words).strip()
    cut = list(broken_at_white([part(text)]))
    assert "".join("".join(one.text for one in cut).split()) == "".join(text.split())
    assert [bit.start for one in cut for bit in one.bits] == sorted(bit.start for one in cut for bit in one.bits)


def test_twice_the_white_takes_about_twice_the_time():
    def seconds(count: int) -> float:
        whole = part("水务 节约" * count)
        begun = perf_counter()
        list(broken_at_white([whole]))
        return perf_counter() - begun

    assert min(seconds(16_000) for _ in range(3)) < 3 * min(seconds(8_000) for _ in range(3))
