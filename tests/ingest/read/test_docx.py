"""DOCX: the labels a reader sees, tables, text boxes, notes, fields, changes, and what is refused."""

import pytest

from ingest.errors import IngestError, UnreadableError
from ingest.read import read

NUM = '<w:num w:numId="{}"><w:abstractNumId w:val="{}"/>{}</w:num>'


def level(at, form, text, more=""):
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def p(text="", properties="", runs=None):
    runs = runs if runs is not None else f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def numbered(text, at=0, number=1, style=""):
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return p(text, f'{style}<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')


def cell(text, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def row(*cells, properties=""):
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


@pytest.fixture
def docx(maker, pack):
    """Reads a body as a DOCX; `parts` are added, with a relation of their kind."""

    def make(body, numbering="", styles="", parts=None):
        found = maker.word_parts(body, numbering, styles)
        relations = found["word/_rels/document.xml.rels"]
        for kind, (name, text) in (parts or {}).items():
            found[f"word/{name}.xml"] = text
            relation = f'<Relationship Id="{name}" Type="{maker.TYPE}/{kind}" Target="{name}.xml"/></Relationships>'
            relations = relations.replace("</Relationships>", relation)
        found["word/_rels/document.xml.rels"] = relations
        return read(pack("通知.docx", found))

    return make


def texts(source):
    return [line.text for line in source.pages[0].lines if not line.aside]


def asides(source):
    return [(line.aside, line.text) for line in source.pages[0].lines if line.aside]


def abstract(*levels, number=0):
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


LIST = abstract(level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3."))


def test_labels_count_on_and_start_anew_below_a_higher_level(docx):
    body = "".join(numbered("甲", at) for at in (0, 1, 2, 2, 1, 2, 0, 1))
    labels = [text.rstrip("甲").strip() for text in texts(docx(body, LIST + NUM.format(1, 0, "")))]
    assert labels == ["一、", "（一）", "1.", "2.", "（二）", "1.", "二、", "（一）"]


def test_articles_count_on_over_chapters(docx):
    levels = (
        level(0, "chineseCountingThousand", "第%1章"),
        level(1, "japaneseCounting", "第%2条", '<w:lvlRestart w:val="0"/>'),
    )
    body = numbered("总则", 0) + numbered("为了", 1) + numbered("适用", 1) + numbered("管理", 0) + numbered("申请", 1)
    found = texts(docx(body, abstract(*levels) + NUM.format(1, 0, "")))
    assert found == ["第一章 总则", "第一条 为了", "第二条 适用", "第二章 管理", "第三条 申请"]


def test_lists_that_share_a_definition_count_on_unless_told_to_start_anew(docx):
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = LIST + NUM.format(1, 0, "") + NUM.format(2, 0, "") + NUM.format(3, 0, override)
    body = "".join(numbered("甲", 0, number) for number in (1, 2, 3, 3))
    assert texts(docx(body, numbering)) == ["一、甲", "二、甲", "五、甲", "六、甲"]


def test_numbers_come_through_styles_and_what_they_are_based_on(docx):
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="标题 1"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr>"
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    levels = abstract(
        level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", '<w:pStyle w:val="C"/><w:isLgl/>')
    )
    without = '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        p("甲", '<w:pStyle w:val="B"/>')
        + p("乙", '<w:pStyle w:val="C"/>')
        + p("丙", without)
        + p("丁", '<w:pStyle w:val="A"/>')
    )
    source = docx(body, levels + NUM.format(1, 0, ""), styles)
    assert texts(source) == ["一、甲", "1.1 乙", "丙", "二、丁"]
    assert [line.heading for line in source.pages[0].lines] == [1, 2, 1, 1]


def test_bullets_give_no_label_and_unknown_lists_none(docx):
    assert texts(
        docx(numbered("甲") + numbered("乙", 0, 9), abstract(level(0, "bullet", "\uf06c")) + NUM.format(1, 0, ""))
    ) == ["甲", "乙"]


def test_a_table_gives_a_line_a_row_with_merged_cells_where_they_begin(docx):
    down = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = (
        row(cell("指标"), cell("目标", '<w:gridSpan w:val="2"/>'))
        + row(cell("用水", down[0]), cell("总量"), cell("5"))
        + row(cell("", down[1]), cell(p("下降") + p("比例")), cell("12%"))
        + row(cell("删"), cell("去"), cell("行"), properties="<w:del/>")
        + row(cell("乙"), properties='<w:gridBefore w:val="1"/>')
    )
    source = docx(p("表1") + f"<w:tbl>{table}</w:tbl>")
    assert texts(source) == ["表1", "指标\t目标\t", "用水\t总量\t5", "\t下降 比例\t12%", "\t乙"]
    assert [line.row for line in source.pages[0].lines] == [False, True, True, True, True]


def test_a_frame_of_one_cell_is_text_and_numbers_in_cells_are_kept(docx):
    numbering = LIST + NUM.format(1, 0, "")
    frame = f"<w:tbl>{row(cell(p('专栏1 重点工程') + p('新建水厂。')))}</w:tbl>"
    table = f"<w:tbl>{row(cell(numbered('', 2)), cell('甲'))}{row(cell(numbered('', 2)), cell('乙'))}</w:tbl>"
    assert texts(docx(frame + table, numbering)) == ["专栏1 重点工程", "新建水厂。", "1.\t甲", "2.\t乙"]


def test_a_table_in_a_cell_keeps_its_rows_behind_the_row_that_holds_it(docx):
    inner = f"<w:tbl>{row(cell('年份'), cell('用水量'))}{row(cell('2027年'), cell('5亿'))}</w:tbl>"
    framed = f"<w:tbl>{row(cell(p('框一') + p('框二')))}</w:tbl>"
    outer = (
        row(cell("目标"), cell(p("见下：") + inner + p("以上。")))
        + row(cell("保障"), cell(framed + p("资金")))
        + row(cell(inner), cell(""))
    )
    source = docx(f"<w:tbl>{outer}</w:tbl>" + p("正文"))
    nested = ["年份\t用水量", "2027年\t5亿"]
    assert texts(source) == ["目标\t见下： 以上。", *nested, "保障\t框一 框二 资金", *nested, "正文"]
    assert [line.row for line in source.pages[0].lines] == [True] * 6 + [False]


def test_a_text_box_comes_once(docx, maker):
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    box = f"<w:txbxContent>{p('框中文字')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent {spaces}><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx>"
        f"</w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    old = f"<w:r><w:pict><v:textbox {spaces}>{box}</v:textbox></w:pict></w:r>"
    run = "<w:r><w:t>正文</w:t></w:r>"
    assert texts(docx(p(runs=run + both) + p(runs=old))) == ["正文", "框中文字", "框中文字"]


def test_changes_are_read_as_accepted(docx):
    runs = (
        "<w:r><w:t>下降</w:t></w:r><w:del><w:r><w:delText>10</w:delText></w:r></w:del><w:ins><w:r><w:t>12</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:r><w:t>%</w:t></w:r>"
    )
    joined = p("前半句", "<w:rPr><w:del/></w:rPr>") + p("后半句")
    source = docx(p(runs=runs) + joined)
    assert texts(source) == ["下降12%", "前半句后半句"]
    assert [notice.code for notice in source.notices] == ["tracked-changes"]


def field(code, result=""):
    def mark(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    shown = mark("separate") + f"<w:r><w:t>{result}</w:t></w:r>" if result else ""
    return f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{shown}{mark('end')}"


def test_fields_show_their_result_and_page_numbers_none(docx):
    runs = "<w:r><w:t>见</w:t></w:r>" + field(" REF a ", "附件") + field(" PAGE ", "3") + field(r"eq \o\ac(○,3)")
    link = "<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>"
    link += '<w:fldSimple w:instr="NUMPAGES"><w:r><w:t>9</w:t></w:r></w:fldSimple>'
    assert texts(docx(p(runs=runs + link))) == ["见附件③链接"]


def test_a_box_to_tick_shows_whether_it_is_ticked(docx):
    def box(inside):
        data = f"<w:ffData><w:checkBox>{inside}</w:checkBox></w:ffData>"
        return field(" FORMCHECKBOX ").replace('"begin"/>', f'"begin">{data}</w:fldChar>')

    ticks = ("<w:default w:val='0'/><w:checked/>", "<w:default w:val='1'/>", "<w:checked w:val='0'/>", "")
    runs = "".join(box(tick) + f"<w:r><w:t>{name}</w:t></w:r>" for tick, name in zip(ticks, "甲乙丙丁", strict=True))
    assert texts(docx(p(runs=runs))) == ["☑甲☑乙☐丙☐丁"]


def test_a_line_of_contents_shows_its_leader(docx):
    style = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    runs = "<w:r><w:t>一、总体要求</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>2</w:t></w:r>"
    assert texts(docx(p("", '<w:pStyle w:val="T"/>', runs), "", style)) == ["一、总体要求…………2"]


def test_breaks_signs_and_symbols(docx):
    runs = (
        "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>丁</w:t></w:r>"
        '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>5，</w:t><w:br w:type="page"/><w:t>戊</w:t></w:r>'
    )
    assert texts(docx(p(runs=runs))) == ["甲", "乙 丙-丁≥5，戊"]


def test_characters_that_take_no_room_tear_no_words(docx):
    assert texts(docx(p("下\u200b降12\u2060%，节\u00ad水"))) == ["下降12%，节水"]


def test_notes_running_heads_and_hidden_text_are_aside(docx, maker):
    note = f'<w:footnote w:type="separator" w:id="0"/><w:footnote w:id="2">{p("指规模以上企业")}</w:footnote>'
    note = f"<w:footnotes {maker.W}>{note}</w:footnotes>"
    head = f"<w:hdr {maker.W}>{p('内部资料')}{p(runs=field('PAGE', '1'))}</w:hdr>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐去</w:t></w:r>"
    runs = '<w:r><w:t>企业</w:t><w:footnoteReference w:id="2"/></w:r><w:r><w:t>。</w:t></w:r>' + hidden
    source = docx(p(runs=runs), parts={"footnotes": ("footnotes", note), "header": ("header1", head)})
    assert texts(source) == ["企业。"]
    assert asides(source) == [("hidden-text", "隐去"), ("footnote", "指规模以上企业"), ("running-head", "内部资料")]


def test_what_cannot_be_read_is_named(maker, pack, file):
    good = maker.word_parts(p("甲"), "", "")
    entity = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + good["word/document.xml"].replace("甲", "&x;")
    bomb = good["word/document.xml"].replace("甲", " " * 30_000_000)
    data = pack("good.docx", good).read_bytes()
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 2000
    cases = [
        (pack("a.docx", good | {"word/document.xml": entity}), "declares entities"),
        (pack("b.docx", good | {"word/document.xml": bomb}), "would unpack"),
        (pack("c.docx", good | {"word/document.xml": "<w:document"}), "damaged"),
        (file("d.docx", data[: len(data) // 2]), "cut off or damaged"),
        (file("e.docx", locked), "password"),
    ]
    for path, words in cases:
        with pytest.raises(UnreadableError, match=words) as caught:
            read(path)
        assert str(caught.value).startswith(path.name)
    with pytest.raises(IngestError):
        read(pack("f.docx", good | {"word/document.xml": f"<w:document {maker.W}><w:body/></w:document>"}))
