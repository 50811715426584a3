"""OFD: steps and transforms of text, templates, tables, stamps, and what is refused."""

import pytest

from ingest.errors import EmptyFileError, UnreadableError
from ingest.read import read

PAGE = (
    '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016">{}<ofd:Content><ofd:Layer ID="1">{}</ofd:Layer></ofd:Content>'
    "</ofd:Page>"
)


def text(x, y, chars, size=4.0, code="", more=""):
    return (
        f'<ofd:TextObject Boundary="{x} {y} 180 6" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{size}" {code}>{chars}</ofd:TextCode></ofd:TextObject>'
    )


@pytest.fixture
def ofd(maker, pack):
    """Packs the objects of each page as an OFD."""

    def make(*pages, more=None):
        parts = maker.ofd([([], [])] * len(pages))
        for number, page in enumerate(pages):
            parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = page if "<ofd:Page" in page else PAGE.format("", page)
        return pack("通知.ofd", parts | (more or {}))

    return make


def lines(path):
    return [line for page in read(path).pages for line in page.lines]


def test_steps_stand_singly_or_as_runs(ofd):
    (line,) = lines(ofd(text(20, 30, "到2027年建成", code='DeltaX="4 g 4 2 4 4"')))
    assert line.text == "到2027年建成"
    mm = 72 / 25.4
    assert [round(x0 / mm - 20) for x0, _ in line.chars] == [0, 4, 6, 8, 10, 12, 16, 20]
    assert (line.box.x0, line.box.x1) == pytest.approx((20 * mm, 44 * mm), abs=1)
    assert line.box.top < 34 * mm < line.box.bottom


def test_pieces_of_a_line_are_joined_in_their_place_whatever_their_order(ofd):
    pieces = text(60, 30, "提高12%") + text(20, 30, "一、灌溉水利用系数继") + text(56, 30, "续")
    assert [line.text for line in lines(ofd(pieces))] == ["一、灌溉水利用系数继续提高12%"]


def test_text_printed_twice_to_look_bold_comes_once(ofd):
    assert [line.text for line in lines(ofd(text(20, 30, "通知") + text(20.05, 30, "通知")))] == ["通知"]


def test_a_transform_scales_and_moves(ofd):
    (line,) = lines(ofd(text(10, 10, "通知", 2.0, more='CTM="2 0 0 2 10 0"')))
    mm = 72 / 25.4
    assert (line.text, line.size) == ("通知", pytest.approx(4 * mm, abs=0.2))
    assert line.box.x0 == pytest.approx(20 * mm, abs=0.5)


def test_text_set_askew_comes_last_as_stamps_do(ofd):
    stamp = text(40, 90, "内部资料", 10, more='CTM="0.7 -0.7 0.7 0.7 0 0"')
    assert [line.text for line in lines(ofd(stamp + text(20, 30, "第一条")))] == ["第一条", "内部资料"]


def test_a_template_gives_each_page_what_it_holds(ofd, maker):
    page = PAGE.format('<ofd:Template TemplateID="9" ZOrder="Background"/>', text(20, 60, "正文"))
    path = ofd(page, page, more={"Doc_0/Tpls/Tpl_0/Content.xml": PAGE.format("", text(20, 10, "云泽省水务厅文件"))})
    assert [line.text for line in lines(path)] == ["正文", "正文"]  # no such template: the page stands
    document = maker.ofd([([], [])] * 2)["Doc_0/Document.xml"]
    named = '<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>'
    more = {
        "Doc_0/Document.xml": document.replace("</ofd:CommonData>", named),
        "Doc_0/Tpls/Tpl_0/Content.xml": PAGE.format("", text(20, 10, "云泽省水务厅文件")),
    }
    assert [line.text for line in lines(ofd(page, page, more=more))] == ["云泽省水务厅文件", "正文"] * 2


def test_a_ruled_table_gives_a_line_a_row(ofd):
    path = "<ofd:AbbreviatedData>M 0 0 L {} {}</ofd:AbbreviatedData>"
    rule = f'<ofd:PathObject Boundary="{{}} {{}} {{}} {{}}">{path}</ofd:PathObject>'
    level = "".join(rule.format(20, y, 80, 0, 80, 0) for y in (40, 50, 60))
    upright = "".join(rule.format(x, 40, 0, 20, 0, 20) for x in (20, 60, 100))
    cells = text(22, 42, "指标") + text(62, 42, "目标") + text(22, 52, "用水量下降") + text(62, 52, "12%")
    found = lines(ofd(level + upright + cells + text(20, 70, "后文")))
    assert [line.text for line in found] == ["指标\t目标", "用水量下降\t12%", "后文"]
    assert [len(line.cells) for line in found] == [2, 2, 0]


def test_a_damaged_page_is_named_and_the_rest_is_kept(ofd):
    source = read(ofd(text(20, 30, "第一条"), "<ofd:Page", text(20, 30, "第三条"), ""))
    assert [line.text for page in source.pages for line in page.lines] == ["第一条", "第三条"]
    assert [(notice.code, notice.page) for notice in source.notices] == [
        ("page-unreadable", 2),
        ("page-without-text", 4),
    ]


def test_what_cannot_be_read_is_named(ofd, pack, maker):
    with pytest.raises(UnreadableError, match="no text"):
        read(ofd("", ""))
    with pytest.raises(EmptyFileError, match="no pages"):
        read(ofd())
    with pytest.raises(UnreadableError, match="missing"):
        read(pack("a.ofd", {"OFD.xml": maker.ofd([])["OFD.xml"]}))


def test_wild_numbers_do_not_stumble(ofd):
    wild = 'DeltaX="g 999999999 4 nan inf x"'
    objects = (
        text("a", 30, "甲") + text(20, 40, "乙乙乙", code=wild) + text(20, 50, "丙", "nan") + text(20, 60, "丁", 0)
    )
    assert {"甲", "丙", "丁"} <= set("".join(line.text for line in lines(ofd(objects))))
