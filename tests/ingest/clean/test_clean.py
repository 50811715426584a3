"""Lines to paragraphs: what is joined, what stays apart, what is dropped, and that nothing is lost."""

from collections import Counter
from pathlib import Path

import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.clean import clean
from ingest.read import read
from ingest.record import Line, Page, Source

ROOT = Path(__file__).parents[3]
PARAGRAPH = (
    "荻浦市水务局要按照本方案制定年度计划，明确节水目标和工作任务，"
    "到2027年全市用水量下降12%左右，灌溉水利用系数继续提高。"
)
OTHER = "各县区要落实主体责任，完善考核办法，把节水指标纳入年度综合考评，对未完成任务的予以通报，对成效明显的给予奖励。"


def of(text, name="a.txt"):
    lines = tuple(Line(row, number) for number, row in enumerate(text.split("\n"), 1))
    return clean(Source(name, "", "text/plain", (Page(lines),)))


def texts(flow):
    return [block.text for block in flow.blocks]


def reasons(flow):
    return [(drop.text, drop.reason) for drop in flow.dropped]


def ink(text):
    return Counter(char for char in text if not char.isspace())


def assert_nothing_lost(flow):
    lines = sum((ink(line.text) for page in flow.source.pages for line in page.lines), Counter())
    kept = sum((ink(block.text) for block in flow.blocks), Counter())
    assert kept + sum((ink(drop.text) for drop in flow.dropped), Counter()) == lines
    seen = Counter()
    for block in flow.blocks:
        at = 0
        for piece in block.pieces:
            assert piece.start == at < piece.end
            at = piece.end
            for index, char in enumerate(block.text[piece.start : piece.end]):
                if not char.isspace():
                    assert piece.line.text[piece.offset + index] == char
                    seen[piece.line.number, piece.offset + index] += 1
        assert at == len(block.text)
    assert set(seen.values()) <= {1}


# ------------------------------------------------------------------------------------------------------- text files
@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        pytest.param("到2027年建成节水城市。全面贯\n\n彻节水优先方针。", 1, id="word torn by a page"),
        pytest.param("（责任单位：市水务局、\n市财政局）", 1, id="bracket torn by a line"),
        pytest.param("开展节水改造。（责任单位：市水务局、市经信局、\n\n市财政局）", 1, id="bracket torn by a page"),
        pytest.param("推进农田灌溉、工业用水、\n\n城镇供水等重点领域节水。", 1, id="list torn after 、"),
        pytest.param("开展节水改造。\n\n（责任单位：市水务局）", 2, id="assignment in brackets stands alone"),
        pytest.param("三、主要任务\n\n到2027年，建成节水城市。", 2, id="heading without a mark at its end"),
        pytest.param("（一）优化用水结构，提高用水效率\n\n到2027年，建成节水城市。", 2, id="heading with a comma"),
        pytest.param("各县（区）人民政府：\n\n现将方案印发给你们。", 2, id="addressee"),
        pytest.param("请认真贯彻执行。\n\n荻浦市水务局\n2025年3月1日", 3, id="signature and date"),
        pytest.param("荻浦市水务局\n荻浦市财政局\n荻浦市农业农村局", 3, id="names under each other"),
        pytest.param("开展节水改造，提高用水效率和\n\n二、保障措施", 2, id="a label is never joined"),
        pytest.param("1.未按期验收的；\n2.未达到标准的；\n3.其他情形。", 3, id="items"),
        pytest.param("指标\t2027年\n用水量下降\t12%", 2, id="rows with tabs"),
    ],
)
def test_paragraphs_of_a_text(text, blocks):
    flow = of(text)
    assert len(flow.blocks) == blocks, texts(flow)
    assert_nothing_lost(flow)


def test_wrapped_lines_are_joined_and_indented_ones_begin_paragraphs():
    def wrapped(text):
        return [("\u3000\u3000" + text)[at : at + 30] for at in range(0, len(text) + 2, 30)]

    flow = of("\n".join([row for text in (PARAGRAPH, OTHER) * 3 for row in wrapped(text)]))
    assert texts(flow) == [PARAGRAPH, OTHER] * 3


def test_chinese_joins_without_a_space_and_latin_with_one():
    flow = of("建设数据平台。支持采用 power\n\nline 等技术，推广新一代网络。")
    assert texts(flow) == ["建设数据平台。支持采用 power line 等技术，推广新一代网络。"]
    flow = of("建设数据平台。到20\n\n27年建成。")
    assert texts(flow) == ["建设数据平台。到2027年建成。"]


def test_markdown_marks_are_dropped_and_kept_in_the_list():
    table = "| 指标 | 2027年 |\n|---|:--:|\n| 用水量<br>下降 | 12% |"
    flow = of("# 荻浦市节水方案\n\n**工业节水。**推广循环用水。\n\n" + table + "\n- 市水务局")
    assert texts(flow) == ["荻浦市节水方案", "工业节水。推广循环用水。", "指标\t2027年", "用水量下降\t12%", "市水务局"]
    assert [block.kind for block in flow.blocks] == ["text", "text", "row", "row", "text"]
    assert {reason for _, reason in reasons(flow)} == {"markup"}
    assert_nothing_lost(flow)


def test_a_break_in_a_cell_keeps_numbers_apart_and_an_escaped_bar_is_text():
    flow = of("| 指标 | 用水\\|供水 |\n|---|---|\n| 5<br>6 | 甲<br>乙 |")
    assert texts(flow) == ["指标\t用水|供水", "5 6\t甲乙"]
    assert_nothing_lost(flow)


def test_tags_split_paragraphs_and_a_torn_one_is_joined():
    flow = of("专栏 节水工程\n<p>工业节水。推广循环用水。</p> <p>农业节水。推广高效节水灌</p>\n\n溉技术。")
    assert texts(flow) == ["专栏 节水工程", "工业节水。推广循环用水。", "农业节水。推广高效节水灌溉技术。"]


def test_markdown_headings_are_never_joined():
    lines = (Line("# 荻浦市推进农业、工业、", 1, heading=1), Line("# 城镇节水的方案", 2, heading=1))
    flow = clean(Source("a.md", "", "text/markdown", (Page(lines),)))
    assert [(block.text, block.heading) for block in flow.blocks] == [
        ("荻浦市推进农业、工业、", 1),
        ("城镇节水的方案", 1),
    ]


def test_page_numbers_in_a_text_are_dropped_and_years_are_not():
    flow = of("建成节水城市。完善节\n\n— 2 —\n\n水制度。\n\n第3页 共9页\n\n2027\n\n二、保障")
    assert texts(flow) == ["建成节水城市。完善节水制度。", "2027", "二、保障"]
    assert reasons(flow) == [("— 2 —", "page-number"), ("第3页 共9页", "page-number")]


def test_a_running_head_beside_page_numbers_is_dropped():
    pages = ("荻浦公报 2024年第3期", "— 1 —", "一、完善制度", "荻浦公报 2024年第3期", "— 2 —", "制定用水限额。")
    flow = of("\n\n".join(pages))
    assert texts(flow) == ["一、完善制度", "制定用水限额。"]
    assert [reason for _, reason in reasons(flow)] == ["running-head", "page-number"] * 2


def test_a_box_title_repeated_after_a_page_break_is_dropped():
    flow = of("专栏 5 节水工程\n\n推广循环用水。完善节\n\n专栏5 节水工程\n\n水制度。")
    assert texts(flow) == ["专栏 5 节水工程", "推广循环用水。完善节水制度。"]
    assert reasons(flow) == [("专栏5 节水工程", "repeated-heading")]


MARKS = [
    "#",
    "**",
    "|",
    "<p>",
    "</p>",
    "\t",
    "  ",
    "\n",
    "\n\n",
    "— 3 —",
    "\u3000\u3000",
    "- ",
    "|---|",
    "（",
    "）",
    "<td>",
]
WORDS = [
    "一、",
    "（一）",
    "1.",
    "全面贯",
    "彻执行。",
    "到2027年，",
    "下降12%",
    "责任单位：",
    "专栏1 工程",
    "power",
    "\U0002b8f5",
]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(MARKS + WORDS), max_size=40))
def test_no_character_is_lost_whatever_the_text(words):
    assert_nothing_lost(of("".join(words)))


@settings(max_examples=50)
@given(st.text(max_size=80))
def test_no_character_is_lost_of_any_text_at_all(text):
    assert_nothing_lost(of(text))


@pytest.mark.parametrize("path", sorted((ROOT / "corpus" / "documents").glob("*.*")), ids=lambda path: path.name)
def test_no_character_of_the_corpus_is_lost(path):
    flow = clean(read(path))
    assert_nothing_lost(flow)
    assert "\ufffd" not in "".join(texts(flow))


# ------------------------------------------------------------------------------------------------------------- PDF
def test_a_page_in_one_column(press, file):
    page = press.page("荻浦市人民政府公报", "— 1 —")
    y = press.lines(
        page, [(3, "云泽省荻浦市人民政府办公室"), (1.5, "关于印发《荻浦市节水行动方案》"), (7.2, "的通知")], size=16
    )
    y = press.lines(page, [(8, "荻政办发〔2025〕7号")], y=y + 10)
    body = press.wrap(PARAGRAPH)
    head = [(0, "各县（区）人民政府，市政府各部门："), (2, "一、总体要求"), (2, "（一）指导思想")]
    press.lines(page, [*head, *press.wrap(OTHER), *body[:2]], y=y)
    page = press.page("荻浦市人民政府公报", "— 2 —")
    y = press.lines(page, [*body[2:], (2, "（二）主要目标"), *press.wrap(OTHER)])
    press.lines(page, [(12, "荻浦市水务局"), (12, "荻浦市财政局"), (12, "2025年3月1日")], y=y + 20)
    flow = clean(read(file("a.pdf", press.bytes())))
    assert texts(flow) == [
        "云泽省荻浦市人民政府办公室关于印发《荻浦市节水行动方案》的通知",
        "荻政办发〔2025〕7号",
        "各县（区）人民政府，市政府各部门：",
        "一、总体要求",
        "（一）指导思想",
        OTHER,
        PARAGRAPH,
        "（二）主要目标",
        OTHER,
        "荻浦市水务局",
        "荻浦市财政局",
        "2025年3月1日",
    ]
    assert reasons(flow) == [
        ("荻浦市人民政府公报", "running-head"),
        ("— 1 —", "page-number"),
        ("荻浦市人民政府公报", "running-head"),
        ("— 2 —", "page-number"),
    ]
    assert_nothing_lost(flow)


def test_issuers_above_a_title_keep_a_space(press, file):
    page = press.page()
    title = [(6, "荻浦市水务局"), (6, "荻浦市财政局"), (1.5, "关于印发《荻浦市节水办法》的通知")]
    y = press.lines(page, title, size=16)
    press.lines(page, press.wrap(PARAGRAPH), y=y + 20)
    flow = clean(read(file("a.pdf", press.bytes())))
    assert texts(flow) == ["荻浦市水务局 荻浦市财政局关于印发《荻浦市节水办法》的通知", PARAGRAPH]
    assert_nothing_lost(flow)


def test_a_paragraph_over_two_columns(press, file):
    page = press.page()
    column = press.wrap(PARAGRAPH, 12) + press.wrap(OTHER, 12)
    half = len(press.wrap(PARAGRAPH, 12)) - 2
    press.lines(page, column[:half])
    press.lines(page, column[half:], x=210)
    assert texts(clean(read(file("a.pdf", press.bytes())))) == [PARAGRAPH, OTHER]


def test_running_heads_that_take_turns_are_dropped_and_titles_that_do_not_stay(press, file):
    press.page(foot="I")
    for number, head in enumerate(["荻浦市节水方案", "荻浦市水务局"] * 2, 2):
        press.lines(press.page(head=head, foot=str(number)), [(2, f"第{number}页的内容。")])
    press.page(head="附表", foot="6")
    flow = clean(read(file("a.pdf", press.bytes())))
    assert texts(flow) == [*(f"第{number}页的内容。" for number in range(2, 6)), "附表"]
    assert [reason for _, reason in reasons(flow)].count("running-head") == 4


def test_a_heading_cut_by_a_page(press, file):
    page = press.page()
    press.lines(page, press.wrap(PARAGRAPH) * 3)
    press.lines(page, [(2, "（三）完善节水奖励政策，加大对节水型企业的支持")], y=500)
    press.lines(press.page(), [(0, "力度"), *press.wrap(OTHER)])
    found = texts(clean(read(file("a.pdf", press.bytes()))))
    assert found == [PARAGRAPH] * 3 + ["（三）完善节水奖励政策，加大对节水型企业的支持力度", OTHER]


def test_a_table_over_two_pages_stays_in_order(press, file):
    xs = [50, 200, 270, 350]
    page = press.page()
    y = press.lines(page, [*press.wrap(PARAGRAPH), (0, "表1 主要指标")])
    press.grid(page, xs, [y, y + 34, y + 56], [["指标名称", "2027年\n目标值", "性质"], ["用水量下降", "12%", "约束性"]])
    page = press.page()
    press.grid(page, xs, [60, 82, 104], [["再生水利用率", "35%", "预期性"], ["节水型企业（家）", "150", "预期性"]])
    press.lines(page, press.wrap(OTHER), y=140)
    flow = clean(read(file("a.pdf", press.bytes())))
    assert [(block.kind, block.text) for block in flow.blocks] == [
        ("text", PARAGRAPH),
        ("text", "表1 主要指标"),
        ("row", "指标名称\t2027年目标值\t性质"),
        ("row", "用水量下降\t12%\t约束性"),
        ("row", "再生水利用率\t35%\t预期性"),
        ("row", "节水型企业（家）\t150\t预期性"),
        ("text", OTHER),
    ]
    assert_nothing_lost(flow)


@pytest.mark.parametrize("goes_on", [None, "续表", "表1 主要指标（续）"])
def test_the_head_of_a_table_that_a_page_repeats_is_dropped(press, file, goes_on):
    head, rows = ["指标名称", "2025年", "2027年"], [["用水总量", "12.5", "12.0"], ["灌溉系数", "0.58", "0.60"]]
    page = press.page(foot="— 1 —")
    y = press.lines(page, [(0, "表1 主要指标")])
    press.grid(page, [50, 200, 270, 350], [y, y + 22, y + 44], [head, rows[0]])
    page = press.page(foot="— 2 —")
    y = press.lines(page, [(0, goes_on)] if goes_on else [])
    press.grid(page, [50, 200, 270, 350], [y, y + 22, y + 44], [head, rows[1]])
    flow = clean(read(file("a.pdf", press.bytes())))
    assert texts(flow) == ["表1 主要指标", *("\t".join(row) for row in (head, *rows))]
    again = ([goes_on] if goes_on else []) + ["\t".join(head)]
    assert [text for text, reason in reasons(flow) if reason == "repeated-heading"] == again
    assert_nothing_lost(flow)


@pytest.mark.parametrize(
    ("above", "below", "rows"),
    [
        (
            ["2", "实施工业节水减\n排改造并支持企", "市工业和信息"],
            ["", "业建中水设施", "化局"],
            ["2\t实施工业节水减排改造并支持企业建中水设施\t市工业和信息化局"],
        ),
        (
            ["2", "实施工业节水减\n排改造并支持企", "市水务局"],
            ["", "业建中水设施", ""],
            ["2\t实施工业节水减排改造并支持企业建中水设施\t市水务局"],
        ),
        (["工业", "改造管网", "市经信局"], ["", "推广中水", "市水务局"], None),
        (["2", "实施工业节水减\n排改造并支持企", "市工业和信息"], ["3", "业建中水设施", "化局"], None),
    ],
    ids=["two cells go on", "one cell goes on", "a row below a wide cell", "a row with a number"],
)
def test_a_row_that_a_page_tears_is_made_whole(press, file, above, below, rows):
    """The second row of the table stands at the foot of one page and goes on at the head of the next."""
    xs, head = [50, 80, 158, 226], ["序号", "任务", "责任单位"]
    press.grid(press.page(foot="— 1 —"), xs, [440, 462, 500], [head, above])
    press.grid(press.page(foot="— 2 —"), xs, [70, 92], [below])
    flow = clean(read(file("a.pdf", press.bytes())))
    told = rows or ["\t".join(row).replace("\n", "") for row in (above, below)]
    assert texts(flow) == ["\t".join(head), *told]
    assert_nothing_lost(flow)


def test_two_tables_with_one_head_keep_both(press, file):
    head = ["指标名称", "2025年", "2027年"]
    for title, row in (("表1 用水指标", ["用水总量", "12.5", "12.0"]), ("表2 供水指标", ["供水总量", "9.5", "9.9"])):
        page = press.page()
        y = press.lines(page, [(0, title)])
        press.grid(page, [50, 200, 270, 350], [y, y + 22, y + 44], [head, row])
    assert texts(clean(read(file("a.pdf", press.bytes())))).count("\t".join(head)) == 2


def test_a_footnote_below_the_left_column_is_set_apart(press, file):
    page = press.page(foot="3")
    rows = press.wrap("一、节约用水①，" + PARAGRAPH.replace("一、", "") * 2, 11)
    press.lines(page, rows[:8], x=50)
    press.lines(page, rows[8:], x=215)
    press.put(page, 50, 500, "①指取用新水。", 8)
    flow = clean(read(file("a.pdf", press.bytes())))
    assert texts(flow) == ["".join(text for _, text in rows)]
    assert ("①指取用新水。", "footnote") in reasons(flow)


def test_footnotes_are_set_apart_and_the_paragraph_goes_on_over_them(press, file):
    marked = PARAGRAPH.replace("系数", "系数①") + OTHER
    rows, notes = press.wrap(marked), ["① 指灌入田间可被作物利用的水量", "与总取水量之比。"]
    page = press.page(foot="— 1 —")
    press.lines(page, rows[:4])
    press.lines(page, [(0, note) for note in notes], y=500, size=8)
    press.lines(press.page(foot="— 2 —"), rows[4:])
    flow = clean(read(file("a.pdf", press.bytes())))
    assert texts(flow) == [marked]
    assert [text for text, reason in reasons(flow) if reason == "footnote"] == notes
    assert_nothing_lost(flow)


def test_a_list_in_small_type_at_the_foot_of_a_page_is_text(press, file):
    page = press.page()
    press.lines(page, press.wrap(PARAGRAPH))
    press.lines(page, [(0, "① 改造老旧管网320公里。"), (0, "② 建设再生水厂3座。")], y=500, size=8)
    flow = clean(read(file("a.pdf", press.bytes())))
    assert texts(flow)[-2:] == ["① 改造老旧管网320公里。", "② 建设再生水厂3座。"]


@pytest.mark.parametrize("form", ["－ 一 －", "第{}页", "共12页 第{}页", "- iv -", "第{}頁", "— １ —"])
def test_odd_page_numbers(press, file, form):
    for number, text in ((1, PARAGRAPH), (2, OTHER)):
        press.lines(press.page(foot=form.format(number)), press.wrap(text))
    assert [reason for _, reason in reasons(clean(read(file("a.pdf", press.bytes()))))] == ["page-number"] * 2


def test_text_in_a_frame_keeps_its_paragraphs(press, file):
    page = press.page()
    y = press.lines(page, press.wrap(PARAGRAPH))
    page.draw_rect((48, y, 355, y + 110))
    press.lines(page, [(6, "专栏1 节水工程"), *press.wrap(OTHER, 23)], x=60, y=y + 18)
    press.lines(page, press.wrap(PARAGRAPH), y=y + 140)
    assert texts(clean(read(file("a.pdf", press.bytes())))) == [PARAGRAPH, "专栏1 节水工程", OTHER, PARAGRAPH]


def test_paragraphs_set_apart_by_white_only(press, file):
    page = press.page()
    y = press.lines(page, press.wrap(PARAGRAPH, indent=0))
    y = press.lines(page, press.wrap(OTHER, indent=0), y=y + 14)
    press.lines(page, press.wrap(PARAGRAPH, indent=0), y=y + 14)
    assert texts(clean(read(file("a.pdf", press.bytes())))) == [PARAGRAPH, OTHER, PARAGRAPH]


def test_an_item_whose_lines_hang(press, file):
    page = press.page()
    y = press.lines(page, press.wrap(PARAGRAPH))
    press.put(page, 50, y, "1.")
    press.lines(page, [(2, text) for _, text in press.wrap(OTHER, 23, 0)], y=y)
    assert texts(clean(read(file("a.pdf", press.bytes()))))[1].replace(" ", "") == "1." + OTHER


def test_a_stamp_set_askew_is_dropped(press, file):
    for text in (PARAGRAPH, OTHER):
        page = press.page()
        press.lines(page, press.wrap(text))
        writer = pymupdf.TextWriter(page.rect)
        writer.append((100, 300), "内部资料", font=pymupdf.Font("china-s"), fontsize=40)
        writer.write_text(page, morph=(pymupdf.Point(200, 300), pymupdf.Matrix(45)), opacity=0.2)
    flow = clean(read(file("a.pdf", press.bytes())))
    assert texts(flow) == [PARAGRAPH, OTHER]
    assert reasons(flow) == [("内部资料", "watermark")] * 2


def test_a_span_over_two_pages_has_a_box_on_each(press, file):
    body = press.wrap(PARAGRAPH)
    press.lines(press.page(), [*press.wrap(OTHER), *body[:1]])
    press.lines(press.page(), body[1:])
    block = clean(read(file("a.pdf", press.bytes()))).blocks[1]
    assert block.text == PARAGRAPH
    assert [piece.line.page for piece in block.pieces] == [1, 2, 2]


def test_links_pictures_and_comments_of_markdown_are_markup():
    texts = (
        '见[管理办法](http://a.cn/b "c")和[须知](javascript:void(0))。',
        "![图](a.png)扫码",
        "<!-- INFO END -->",
        "[注]（一）目标",
    )
    page = Page(tuple(Line(text, number) for number, text in enumerate(texts, 1)))
    flow = clean(Source("a.md", "", "text/markdown", (page,)))
    assert "".join(block.text for block in flow.blocks) == "见管理办法和须知。扫码[注]（一）目标"
    assert {drop.reason for drop in flow.dropped} == {"markup"}
