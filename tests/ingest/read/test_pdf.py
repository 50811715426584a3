"""PDF with a text layer: places of characters, columns, tables, turned pages, and what is refused."""

import pymupdf
import pytest

from ingest.errors import EmptyFileError, UnreadableError
from ingest.read import read
from ingest.read.layout import spans
from ingest.read.run import Glyph, Run

PARAGRAPH = (
    "荻浦市水务局要按照本方案制定年度计划，明确节水目标和工作任务，"
    "到2027年全市用水量下降12%左右，灌溉水利用系数继续提高。"
)
OTHER = "各县区要落实主体责任，完善考核办法，把节水指标纳入年度综合考评，对未完成任务的予以通报，对成效明显的给予奖励。"


def texts(path):
    return [line.text for page in read(path).pages for line in page.lines]


def test_each_character_has_its_place(press, file):
    page = press.page()
    press.lines(page, [(2, "到2027年建成")])
    source = read(file("a.pdf", press.bytes()))
    (line,) = source.pages[0].lines
    assert (line.text, line.page, line.size, len(line.chars)) == ("到2027年建成", 1, 12.0, 8)
    assert line.chars[0] == pytest.approx((74, 86), abs=0.5)
    assert line.box.x0 == pytest.approx(74, abs=0.5)
    assert 60 < line.box.top < 72 < 80 < line.box.bottom < 90
    assert (source.pages[0].width, source.pages[0].height) == (400, 560)


def test_two_columns_are_read_one_after_the_other(press, file):
    page = press.page()
    y = press.lines(page, [(3, "荻浦市节水行动方案")], size=16)
    left, right = press.wrap(PARAGRAPH, 12), press.wrap(OTHER, 12)
    press.lines(page, left, y=y + 10)
    press.lines(page, right, x=210, y=y + 17)  # the columns' lines need not stand level
    foot = press.lines(page, [], y=y + 17 + 20 * max(len(left), len(right)))
    press.lines(page, [(0, "这一行横贯两栏，写在两栏之下，不属于其中任何一栏。")], y=foot + 10)
    found = texts(file("a.pdf", press.bytes()))
    assert found == ["荻浦市节水行动方案", *(t for _, t in left), *(t for _, t in right), found[-1]]
    assert found[-1].startswith("这一行横贯两栏")


def test_a_page_of_one_column_beside_one_of_two(press, file):
    page = press.page()
    press.lines(page, press.wrap(PARAGRAPH, 12))
    press.lines(page, press.wrap(OTHER, 12), x=210)
    page = press.page()
    press.lines(page, press.wrap(OTHER))
    expected = [t for _, t in (*press.wrap(PARAGRAPH, 12), *press.wrap(OTHER, 12), *press.wrap(OTHER))]
    assert texts(file("a.pdf", press.bytes())) == expected


def test_three_columns_are_read_one_after_the_other(press, file):
    page = press.page()
    y = press.lines(page, [(6, "荻浦市节水公报")], size=16)
    columns = [press.wrap(text, 9) for text in (PARAGRAPH, OTHER, PARAGRAPH + OTHER)]
    for x, column in zip((25, 150, 275), columns, strict=True):
        press.lines(page, column, x=x, y=y + 10)
    lines = read(file("a.pdf", press.bytes())).pages[0].lines
    assert [line.text for line in lines] == ["荻浦市节水公报", *(text for column in columns for _, text in column)]
    assert lines[-1].margins == pytest.approx((275, 383), abs=1)


def test_three_columns_of_short_cells_are_a_table(press, file):
    page = press.page()
    for at in range(8):
        for x, cell in zip((25, 150, 275), (f"指标{at}", f"2027年目标{at}%", "约束性"), strict=True):
            press.put(page, x, 90 + 20 * at, cell)
    assert all(len(line.cells) == 3 for line in read(file("a.pdf", press.bytes())).pages[0].lines)


def test_a_ruled_table_gives_one_line_a_row(press, file):
    page = press.page()
    y = press.lines(page, [(0, "表1 主要指标")])
    rows = [["指标名称", "2027年\n目标值", "性质"], ["用水量下降", "12%", "约束性"], ["新增用户（户）", "", "预期性"]]
    press.grid(page, [50, 200, 270, 350], [y, y + 34, y + 56, y + 78], rows)
    press.lines(page, press.wrap(OTHER), y=y + 120)
    lines = read(file("a.pdf", press.bytes())).pages[0].lines
    table = [line for line in lines if line.cells]
    assert [line.text for line in table] == [
        "指标名称\t2027年目标值\t性质",
        "用水量下降\t12%\t约束性",
        "新增用户（户）\t\t预期性",
    ]
    assert [len(line.cells) for line in table] == [3, 3, 3]
    assert table[0].cells[1].x0 == pytest.approx(200, abs=1)
    assert all(len(line.chars) == len(line.text) for line in table)
    assert "".join(line.text for line in lines).count("约束性") == 1
    assert [line.cells != () for line in lines] == [False, True, True, True, *[False] * (len(lines) - 4)]


def test_a_table_without_rules_is_told_by_its_columns(press, file):
    page = press.page()
    y = press.lines(page, press.wrap(PARAGRAPH))
    for row in (("指标名称", "2027年", "性质"), ("用水量下降", "12%", "约束性"), ("再生水利用率", "35%", "预期性")):
        for x, cell in zip((60, 200, 290), row, strict=True):
            press.put(page, x, y, cell)
        y += 20
    press.lines(page, press.wrap(OTHER), y=y)
    rows = [line.text for line in read(file("a.pdf", press.bytes())).pages[0].lines if line.cells]
    assert rows == ["指标名称\t2027年\t性质", "用水量下降\t12%\t约束性", "再生水利用率\t35%\t预期性"]


def test_a_frame_around_text_is_no_table(press, file):
    page = press.page()
    page.draw_rect((48, 60, 355, 200))
    press.lines(page, press.wrap(PARAGRAPH, 22), x=60)
    assert not any(line.cells for line in read(file("a.pdf", press.bytes())).pages[0].lines)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_reads_upright(press, file, turn):
    page = press.page()
    press.lines(page, press.wrap(PARAGRAPH))
    page.set_rotation(turn)
    assert texts(file("a.pdf", press.bytes())) == [text for _, text in press.wrap(PARAGRAPH)]


def test_sideways_text_is_turned(press, file):
    page = press.page()
    for number, (ems, text) in enumerate(press.wrap(PARAGRAPH)):
        page.insert_text((80 + 20 * number, 500 - 12 * ems), text, fontname="china-s", fontsize=12, rotate=90)
    source = read(file("a.pdf", press.bytes()))
    assert [line.text for line in source.pages[0].lines] == [text for _, text in press.wrap(PARAGRAPH)]
    assert (source.pages[0].width, source.pages[0].height) == (560, 400)


def test_a_table_that_lies_on_its_side_is_turned(press, file):
    page = press.page()
    rows = [
        ("序号", "任务", "责任单位"),
        ("1", "推进农业节水增效", "市农业农村局"),
        ("2", "改造城镇管网", "市住房城乡建设局"),
    ]
    xs, ys = (50, 100, 330, 500), (90, 112, 134, 156)  # as on a page turned a quarter to the left
    for x in xs:
        page.draw_line((400 - ys[0], x), (400 - ys[-1], x), width=0.7)
    for y in ys:
        page.draw_line((400 - y, xs[0]), (400 - y, xs[-1]), width=0.7)
    for y, cells in zip(ys, rows, strict=False):
        for x, cell in zip(xs, cells, strict=False):
            page.insert_text((400 - y - 14, x + 4), cell, fontname="china-s", fontsize=10, rotate=270)
    assert texts(file("a.pdf", press.bytes())) == ["\t".join(row) for row in rows]


def test_a_page_without_text_among_others_is_a_notice(press, file):
    press.lines(press.page(), press.wrap(PARAGRAPH))
    press.page()
    source = read(file("a.pdf", press.bytes()))
    assert [(notice.code, notice.page) for notice in source.notices] == [("page-without-text", 2)]


def test_a_file_owner_may_lock_editing_only(press, file):
    press.lines(press.page(), [(0, "第一条 总则")])
    data = press.bytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="secret")
    assert texts(file("a.pdf", data)) == ["第一条 总则"]


def test_a_pdf_under_another_name_is_a_pdf(press, file):
    press.lines(press.page(), [(0, "第一条 总则")])
    assert read(file("a.txt", press.bytes())).media_type == "application/pdf"


NO_PAGES = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
    b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n97\n%%EOF\n"
)


def test_what_cannot_be_read_is_named(press, file):
    press.lines(press.page(), press.wrap(PARAGRAPH))
    good = press.bytes()
    locked = press.bytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="a", owner_pw="b")
    cases = [
        (b"\x00\xff junk" * 50, UnreadableError, "is no PDF"),
        (locked, UnreadableError, "password"),
        (good[: len(good) * 2 // 3], UnreadableError, "cut off"),
        (good[:-20], UnreadableError, "cut off"),
        (b"%PDF-1.4\nhello\n%%EOF\n", UnreadableError, "damaged"),
        (NO_PAGES, EmptyFileError, "no pages"),
    ]
    for data, error, words in cases:
        with pytest.raises(error, match=words) as caught:
            read(file("文件.pdf", data))
        assert str(caught.value).startswith("文件.pdf: ") and "\n" not in str(caught.value)


def test_pages_of_nothing_that_can_be_read_are_named(press, file):
    page = press.page()
    page.draw_rect((10, 10, 100, 100), fill=(0, 0, 0))
    with pytest.raises(EmptyFileError, match=r"no text was found.*page 1"):
        read(file("a.pdf", press.bytes()))


def test_letters_set_apart_to_fill_a_line_are_no_words():
    def row(text):
        letters = [Glyph(letter, 16 * at, 0, 16 * at + 12, 12) for at, letter in enumerate(text)]
        return [one for letter in letters for one in (letter, Glyph(" ", letter.x1, 0, letter.x1, 12))][:-1]

    assert [span.text for span in spans([Run.of(row("（二）登录节水公报的网站"))])] == ["（二）登录节水公报的网站"]
    assert [span.text for span in spans([Run.of(row("主编"))])] == ["主 编"]
