"""Vertical text: columns from right to left, in a text layer and in a scan."""

from io import BytesIO

import pymupdf
import pypdfium2
import pytest

from ingest.clean import clean
from ingest.pipeline import ingest
from ingest.read import read

TITLE = "荻浦市节水行动方案"
FIRST = "荻浦市水务局要按照本方案制定年度计划，明确节水目标和工作任务，到二〇二七年全市用水量下降百分之十二左右。"
SECOND = "各县区要落实主体责任，完善考核办法，把节水指标纳入年度综合考评，对未完成任务的予以通报。"
TEXT = [TITLE, "一、总体要求", FIRST, "二、主要任务", SECOND]
PITCH, COLUMN, TOP, TALL = 15.0, 24.0, 70.0, 24  # points from character to character and to the next column; ems


def column(press, page, x, text, indent=0):
    """Set characters one under the other; two digits in a row stand side by side."""
    y = TOP + 12 + PITCH * indent
    rest = text
    while rest:
        taken = rest[:2] if rest[:2].isdigit() and rest[:2].isascii() else rest[:1]
        press.put(page, x, y, taken, 12 / len(taken))
        rest, y = rest[len(taken) :], y + PITCH


def paragraphs(press, page, x=350.0, texts=TEXT):
    for number, text in enumerate(texts):
        first = TALL - (5 if number == 0 else 2)
        for at, part in enumerate([text[:first], *(text[i : i + TALL] for i in range(first, len(text), TALL))]):
            column(press, page, x, part, (0 if at else TALL - first))
            x -= COLUMN
    return x


def blocks(path):
    return [block.text for block in clean(read(path)).blocks]


def test_columns_are_read_from_right_to_left(press, file, register):
    paragraphs(press, press.page(foot="— 2 —"))
    path = file("a.pdf", press.bytes())
    assert blocks(path) == TEXT
    assert [(drop.text, drop.reason) for drop in clean(read(path)).dropped] == [("— 2 —", "page-number")]
    (document,) = ingest(path, register)
    assert (document.meta.title, [clause.path for clause in document.clauses]) == (TITLE, ["", "一", "二"])


def test_what_is_set_across_the_columns_is_read_above_or_below_them(press, file):
    more = ["三、保障措施", FIRST, SECOND]
    pages = [("汇编说明", "1", TEXT, "图1 用水总量"), ("实施意见", "— 2 —", more, "图2 供水能力")]
    for title, foot, rest, caption in pages:
        page = press.page(foot=foot)
        press.put(page, 120, 45, title, 18)
        paragraphs(press, page, texts=rest)
        press.put(page, 60, 470, caption, 10)
        stamp = pymupdf.Point(250, 430), pymupdf.Matrix(40)
        page.insert_text((250, 430), "内部资料", fontname="china-s", fontsize=30, morph=stamp)
    flow = clean(read(file("a.pdf", press.bytes())))
    told = ["汇编说明", *TEXT, "图1 用水总量", "实施意见", *more, "图2 供水能力"]
    assert [block.text for block in flow.blocks] == told
    found = [("1", "page-number"), ("内部资料", "watermark"), ("— 2 —", "page-number"), ("内部资料", "watermark")]
    assert [(drop.text, drop.reason) for drop in flow.dropped] == found


def test_the_page_is_turned_until_its_columns_lie_level(press, file):
    column(press, press.page(), 300, "节约用水人人有责任在")
    (page,) = read(file("a.pdf", press.bytes())).pages
    (line,) = page.lines
    assert (page.width, page.height) == (560, 400)
    assert line.size == pytest.approx(12)
    assert (line.box.top, line.box.bottom) == pytest.approx((400 - 312, 400 - 300), abs=0.5)
    assert line.chars[0] == pytest.approx((line.box.x0, line.box.x0 + 12), abs=0.5)
    assert line.chars[-1][0] - line.chars[0][0] == pytest.approx(9 * PITCH, abs=0.5)


def test_marks_of_vertical_text_and_digits_side_by_side(press, file):
    column(press, press.page(), 300, "按照︽节水条例︾︵试行︶到20年节水12亿吨︒")
    assert blocks(file("a.pdf", press.bytes())) == ["按照《节水条例》（试行）到20年节水12亿吨。"]


def test_a_font_that_writes_downwards(press, file):
    page = press.page()
    for x, text in ((300, FIRST[:24]), (276, FIRST[24:])):
        page.insert_text((x, TOP), text, fontname="china-s", fontsize=12)
    for xref in range(1, press.file.xref_length()):
        if "-H" in (thing := press.file.xref_object(xref)):
            press.file.update_object(xref, thing.replace("-H", "-V"))
    assert blocks(file("a.pdf", press.bytes())) == [FIRST]


def test_narrow_cells_of_a_level_page_are_not_vertical_text(press, file):
    page = press.page()
    rows = [
        ["重\n点\n领\n域", "荻浦市水务局要按照本方案制定年度计划，明确节水目标"],
        ["保\n障", "各县区要落实主体责任"],
    ]
    press.grid(page, [50, 80, 350], [80, 150, 200], rows)
    assert blocks(file("a.pdf", press.bytes())) == [
        "重点领域\t荻浦市水务局要按照本方案制定年度计划，明确节水目标",
        "保障\t各县区要落实主体责任",
    ]


def scan(press):
    """Draw the first page of a press as a scanner sees it."""
    kept = BytesIO()
    with pypdfium2.PdfDocument(press.bytes()) as drawn:
        drawn[0].render(scale=200 / 72).to_pil().save(kept, "PNG", dpi=(200, 200))
    return kept.getvalue()


@pytest.mark.parametrize("scanned", [False, True])
def test_a_form_with_words_down_its_narrow_cells_stays_level(press, file, scanned):
    page = press.page()
    labels = ["主\n管\n单\n位\n审\n核\n意\n见", "财\n政\n机\n关\n审\n批\n意\n见"]
    rows = [["单\n位", "荻浦市节水公司"], [labels[0], "（盖章）"], [labels[1], "（盖章）"]]
    press.grid(page, [50, 80, 350], [80, 120, 250, 380], rows)
    found = [[cell.replace("\n", "") for cell in row] for row in rows]
    told = blocks(file("a.png", scan(press)) if scanned else file("a.pdf", press.bytes()))
    assert told == ["\t".join(row) for row in found]


def test_a_scan_of_columns_is_read_from_right_to_left(press, file):
    paragraphs(press, press.page())
    assert blocks(file("a.png", scan(press))) == TEXT
