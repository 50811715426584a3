"""Line breaks lost and added: the clauses stay, as the numbering of the document tells where they begin."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ingest.clean import clean
from ingest.clean.opening import opens
from ingest.read import text as reader
from ingest.record import Block, Source
from ingest.rules import load
from ingest.structure import structure
from ingest.structure.label import label
from ingest.structure.lost_break import restore

DOCUMENTS = [
    path
    for path in sorted((Path(__file__).parents[3] / "corpus" / "documents").glob("*.txt"))
    if "gazette" not in path.name  # its running heads stand between the lines
]
HEADING = 60  # characters: a line that breaks off earlier may be a heading
LINE = 15  # characters that a line of print has at least


def clauses(text: str) -> Counter[tuple[str, str, str]]:
    pages, _ = reader.read("文件.txt", text.encode())
    found = structure(clean(Source("文件.txt", "", "text/plain", pages)))
    return Counter((one.path, one.title, re.sub(r"\s", "", one.text)) for document in found for one in document.clauses)


@cache
def lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def first_label(rows: list[str]) -> int:
    return next((at for at, row in enumerate(rows) if label(row) and label(row).kind != "annex"), len(rows))


def kinds(rows: list[str]) -> set[str]:
    return {found.kind for row in rows if (found := label(row))}


def joins(rows: list[str]) -> list[int]:
    """Lines that may run on with the one before: they open with a number, and neither is of a table.

    The first of a list stays: "条件：（一）…；（二）…" on one line is a list within its sentence.
    """
    sections = {"part", "chapter", "section", "article", "han", "han-paren", "arabic", "arabic-paren"}
    return [
        at
        for at in range(first_label(rows) + 1, len(rows))
        if "\t" not in rows[at - 1] + rows[at]
        and rows[at - 1].rstrip()[-1] not in "：:"
        and (found := label(rows[at]))
        and found.kind in sections
    ]


def breaks(rows: list[str]) -> list[tuple[int, int]]:
    """Places within a line's sentences, past the length of a heading, that no label follows."""
    inner = load("lost_break")["inner-label"].regex
    return [
        (row, at)
        for row in range(first_label(rows), len(rows))
        if "\t" not in rows[row]
        for at in range(HEADING, len(rows[row]) - 1)
        if rows[row][at - 1] not in "。；：！？）”)" and not opens(rows[row][at:]) and not inner.match(rows[row][at:])
    ]


@st.composite
def variants(draw, rows):
    """The same lines, some run on with the one before and some broken off within."""
    rows = list(rows)
    joined = draw(st.sets(st.sampled_from(joins(rows)))) if joins(rows) else set()
    broken = sorted(draw(st.sets(st.sampled_from(breaks(rows)), max_size=12))) if breaks(rows) else []
    apart = [
        place
        for n, place in enumerate(broken)
        if not n or place[1] - LINE >= broken[n - 1][1] or place[0] != broken[n - 1][0]
    ]
    for row, at in reversed(apart):
        rows[row] = f"{rows[row][:at]}\n{rows[row][at:]}"
    return "".join(("" if at in joined or not at else "\n") + row for at, row in enumerate(rows))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_lines_joined_and_split_at_random_give_the_same_clauses(path, data):
    rows = lines(path)
    assert clauses(data.draw(variants(rows))) == clauses("\n".join(rows))


HAN = [tens + ones for tens in ("", "十", "二十") for ones in ("", *"一二三四五六七八九")][1:]
STYLES = {
    "chapter": lambda n: f"第{HAN[n - 1]}章 ",
    "article": lambda n: f"第{n}条 ",
    "han": lambda n: f"{HAN[n - 1]}、",
    "han-paren": lambda n: f"（{HAN[n - 1]}）",
    "arabic": lambda n: f"{n}.",
    "arabic-paren": lambda n: f"（{n}）",
    "circled": lambda n: "①②③④"[n - 1],
}
SENTENCES = (
    "支持企业开展节水改造，对符合条件的项目给予补助", "由市水务局会同市财政局组织实施，每年评估一次",
    "完善用水计量设施，推动重点用水单位在线监测", "建立健全考核机制，将结果纳入年度综合评价",
)  # fmt: skip
HEADINGS = ("推进节水改造", "完善政策体系", "加强监督检查", "强化科技支撑", "扩大宣传引导")


@st.composite
def plans(draw, styles, running):
    """The lines of a plan whose items count on through its sections, or begin anew, with lists between."""
    outer, inner, item, entry = styles
    say, head = st.sampled_from(SENTENCES), st.sampled_from(HEADINGS)
    rows, number = ["荻浦市节水行动方案", "为推进节水工作，制定本方案。"], 0
    for section in range(1, draw(st.integers(2, 3)) + 1):
        rows.append(STYLES[outer](section) + draw(head))
        number = number if running else 0
        for part in range(1, draw(st.integers(2, 3)) + 1 if inner else 2):
            if inner:
                rows.append(STYLES[inner](part) + draw(head))
                number = number if running else 0
            for _ in range(draw(st.integers(1 if running else 2, 3))):
                number += 1
                listed = draw(st.booleans())
                announced = "重点做好以下工作：" if listed and draw(st.booleans()) else ""
                rows.append(f"{STYLES[item](number)}{draw(head)}。{draw(say)}。{announced}")
                entries = [draw(say) for _ in range(draw(st.integers(2, 4)))] if listed else []
                marks = ["；"] * (len(entries) - 1) + ["。"]
                rows += [
                    f"{STYLES[entry](at)}{text}{mark}"
                    for at, (text, mark) in enumerate(zip(entries, marks, strict=False), 1)
                ]
    return rows


@pytest.mark.parametrize("running", [True, False])
@pytest.mark.parametrize(
    "styles",
    [
        ("han", "han-paren", "arabic", "arabic-paren"), ("han", "han-paren", "arabic", "circled"),
        ("han", None, "han-paren", "arabic-paren"), ("han", None, "arabic", "arabic-paren"),
        ("chapter", "han", "han-paren", "arabic-paren"), ("chapter", None, "article", "han-paren"),
    ],
)  # fmt: skip
@settings(max_examples=25)
@given(data=st.data())
def test_items_that_count_on_through_sections_with_lists_between_keep_their_clauses(styles, running, data):
    """Where the file has one list's entries in paragraphs of their own: else a list may stand in its sentence."""
    rows = data.draw(plans(styles, running))
    told = data.draw(variants(rows))
    assume(kinds(told.split("\n")) >= kinds(rows) & {styles[-1]})
    assert clauses(told) == clauses("\n".join(rows))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_break_before_a_number_may_be_lost_at_once(path):
    rows = lines(path)
    lost = set(joins(rows))
    told = "".join(("" if at in lost else "\n") + row for at, row in enumerate(rows)).strip()
    assert clauses(told) == clauses("\n".join(rows))


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["一、申请条件：（1）在本县注册；（2）已投产。", "二、程序"],
        ["第一条 按照第三条第二款、第五条规定办理。", "第二条 本办法由市水务局解释。", "第三条 施行日期另定。"],
        ["（一）组织领导。由市水务局牵头，按照（二）执行。", "（二）监督检查。每年一次。", "（三）宣传。"],
        ["一、修改决定。将第五条改为：“申请补助的，应当具备条件。六、附则”。", "二、其他修改"],
        ["1.用水定额。严于国家标准2.5个百分点。2025年前完成。", "2.监测。"],
    ],
)
def test_lists_and_references_in_a_sentence_stay_in_it(paragraphs):
    assert [block.text for block in restore([Block(text, ()) for text in paragraphs])] == paragraphs


@pytest.mark.parametrize(
    ("told", "parts"),
    [
        (
            ["第一章 总则第一条 为了节水，制定本办法。第二条 本市适用。"],
            ["第一章 总则", "第一条 为了节水，制定本办法。", "第二条 本市适用。"],
        ),
        (
            ["应当具备下列条件：（一）在本县注册；", "（二）已投产。"],
            ["应当具备下列条件：", "（一）在本县注册；", "（二）已投产。"],
        ),
        (["1.甲工程。2.乙工程。3.丙工程。", "4.丁工程。"], ["1.甲工程。", "2.乙工程。", "3.丙工程。", "4.丁工程。"]),
        (
            ["三、保障。附 则1.本措施由市水务局解释。", "2.本措施有效期3年。"],
            ["三、保障。", "附 则", "1.本措施由市水务局解释。", "2.本措施有效期3年。"],
        ),
    ],
)  # fmt: skip
def test_a_label_that_the_numbering_calls_for_begins_a_paragraph(told, parts):
    assert [block.text for block in restore([Block(text, ()) for text in told])] == parts


@pytest.mark.parametrize(
    "paragraphs",
    [
        [
            "（一）经济指标。做到三个坚持：一、坚持党的领导；二、坚持质量第一；三、坚持底线思维。",
            "（二）民生指标。增收。",
            "二、重点任务",
            "三、保障",
        ],
        ["（一）骗取资金的；", "（二）存在第一条（一）（二）（三）所列情形的。", "第二条 附件另发。"],
        ["1.做到两个确保：1．确保安全。2．确保质量。", "2．抓好招商。", "3．抓好落实。"],
        ["（一）条件：（1）注册；（2）投产。", "（二）按公式（1）和公式（2）计算。", "（1）水量。", "（2）定额。"],
    ],
)  # fmt: skip
def test_a_list_whose_first_number_opens_no_clause_stays_in_its_sentence(paragraphs):
    assert [block.text for block in restore([Block(text, ()) for text in paragraphs])] == paragraphs


@pytest.mark.parametrize(
    ("above", "below"),
    [("联系电话：85023456", "12月31日前报送总结材料。"), ("2023年实际完成投资2000", "20年以上老旧小区改造提速。")],
)
def test_numbers_of_two_lines_are_not_made_one(above, below):
    text = f"某市节水方案\n一、任务\n（一）总结。\n{above}\n{below}\n二、保障\n"
    pages, _ = reader.read("文件.txt", text.encode())
    blocks = [block.text for block in clean(Source("文件.txt", "", "text/plain", pages)).blocks]
    assert blocks[3:5] == [above, below]


@pytest.mark.parametrize("words", ["一、节水（一）。", "第一条节水。", "（1）水；", "1.节水。"])
def test_twice_the_labels_in_a_line_take_about_twice_the_time(words):
    def seconds(count: int) -> float:
        whole = [Block(words * count, ())]
        begun = process_time()
        restore(whole)
        return process_time() - begun

    assert min(seconds(4_000) for _ in range(3)) < 3 * min(seconds(2_000) for _ in range(3))
