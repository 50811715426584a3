"""Saved web pages: the text is told from the page around it, tables keep their cells, nothing makes it stumble."""

import time

import pytest

from ingest.errors import EmptyFileError, IngestError, UnreadableError
from ingest.read import read

PARAGRAPHS = "".join(
    f"<p>　　{text}</p>"
    for text in (
        "各区水务局：",
        "为推进全市节约用水，制定本方案，请认真组织实施。",
        "一、到2027年，用水量下降12%左右，再生水利用率达到35%以上。",
    )
)
SIGNED = '<div style="text-align:right">荻浦市水务局<br>2027年3月1日</div>'
TITLE = "荻浦市水务局关于印发《荻浦市节水方案》的通知"
FACTS = (
    "<table><tr><td>索引号：</td><td>0012/2027-01</td><td>发文机关：</td><td>荻浦市水务局</td></tr><tr><td>发文字号：</td>"
    "<td>荻水发〔2027〕3号</td><td>成文日期：</td><td>2027-03-01</td></tr></table>"
)
TEXT = [
    "各区水务局：",
    "为推进全市节约用水，制定本方案，请认真组织实施。",
    "一、到2027年，用水量下降12%左右，再生水利用率达到35%以上。",
]


def page(body, around=""):
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>节水方案_荻浦市人民政府</title>
    <script>document.write("<p>脚本</p>")</script></head><body><div class="header"><ul><li><a href="/">首页</a></li>
    <li><a>政务公开</a></li><li><a>办事服务</a></li></ul></div><div class="position">当前位置：<a>首页</a></div>
    <div class="main"><h1>{TITLE}</h1><p class="info">发布时间：2027-03-02 来源：市水务局 浏览次数：12</p>{around}{body}
    <div class="share">分享到：<a>微信</a></div><div class="xgwj"><ul><li><a>某办法</a></li><li><a>某解读</a></li>
    <li><a>某图解</a></li></ul></div></div><div class="footer">主办：市政府办 云ICP备2027000号</div></body></html>"""


def lines(path):
    return [line for one in read(path).pages for line in one.lines]


def texts(path):
    return [line.text for line in lines(path) if not line.aside]


@pytest.mark.parametrize(
    "opening",
    [
        '<div class="TRS_Editor">',
        '<div id="UCAP-CONTENT">',
        '<div class="article-content">',
        '<div class="pages_content mhide">',
        '<div id="zoom">',
        '<div class="vsb_content_2" id="v">',
        '<div class="x1">',
        '<table><tr><td class="x2">',
    ],
)
def test_the_text_is_told_from_the_page(file, opening):
    assert texts(file("a.html", page(f"{opening}{PARAGRAPHS}{SIGNED}").encode())) == [
        TITLE, *TEXT, "荻浦市水务局", "2027年3月1日",
    ]  # fmt: skip


def test_what_stands_around_is_aside_not_lost(file):
    found = lines(file("a.html", page(f'<div class="TRS_Editor">{PARAGRAPHS}</div>').encode()))
    aside = [line.text for line in found if line.aside]
    assert {line.aside for line in found} == {None, "page-frame"}
    assert aside == [
        "首页", "政务公开", "办事服务", "当前位置：首页", "发布时间：2027-03-02 来源：市水务局 浏览次数：12",
        "分享到：微信", "某办法", "某解读", "某图解", "主办：市政府办 云ICP备2027000号",
    ]  # fmt: skip


def test_number_issuer_and_day_come_from_the_facts_where_the_text_has_none(file):
    found = texts(file("a.html", page(f'<div class="TRS_Editor">{PARAGRAPHS}</div>', FACTS).encode()))
    assert found == [TITLE, "荻水发〔2027〕3号", *TEXT, "2027年3月1日"]
    found = texts(file("b.html", page(f'<div class="TRS_Editor">{PARAGRAPHS}{SIGNED}</div>', FACTS).encode()))
    assert found == [TITLE, "荻水发〔2027〕3号", *TEXT, "荻浦市水务局", "2027年3月1日"]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("gb18030", "gb2312"), ("gb18030", ""), ("utf-8", "utf-8"), ("utf-8", "gb2312"), ("utf-16", "")],
)
def test_encodings_declared_or_not_or_wrongly(file, encoding, declared):
    text = page(PARAGRAPHS).replace('<meta charset="utf-8">', f'<meta charset="{declared}">' if declared else "")
    assert TEXT[1] in texts(file("a.html", text.encode(encoding)))


def test_a_table_keeps_its_cells_merged_ones_where_they_begin(file):
    table = (
        "<table><tr><th rowspan=2>指标</th><th colspan='2'>年份</th></tr><tr><td>2026年</td><td>2027年</td></tr>"
        "<tr><td>用水量<p>（%）</p></td><td></td><td>12&nbsp;</td></tr></table>"
    )
    found = lines(file("a.html", f"<html><body><p>一、{TEXT[1]}</p>{table}</body></html>".encode()))
    assert [line.text for line in found if line.row] == ["指标\t年份\t", "\t2026年\t2027年", "用水量 （%）\t\t12"]


def test_a_table_that_lays_out_the_page_is_text(file):
    nested = f"<table><tr><td><table><tr><td>{PARAGRAPHS}</td></tr></table></td></tr></table>"
    assert texts(file("a.html", f"<html><body>{nested}</body></html>".encode())) == TEXT


def test_no_words_of_a_table_are_lost(file):
    cells = "<tr><td>指标</td><td>年</td></tr><tr><td>用水</td><td>5</td></tr>"
    found = lines(file("a.html", body(f"<table><caption>表1 <b>主要指标</b></caption>{cells}</table>")))[1:]
    assert [(line.text, line.row) for line in found] == [("表1 主要指标", False), ("指标\t年", True), ("用水\t5", True)]
    torn = (
        "<tr><td>甲</td><td rowspan=2>乙</td></tr><tr><td colspan=2>丙</td></tr>" + "<tr><form><td>丁</td></form></tr>"
    )
    assert "".join(texts(file("b.html", body(f"<table>{torn}</table>")))[1:]).replace("\t", "") == "甲乙丙丁"


def test_a_long_cell_makes_a_table_without_a_head_one_that_lays_out_the_page(file):
    long = f"<p>{TEXT[1] * 40}</p><p>{TEXT[2]}</p>"
    head = "<tr><td>序号</td><td>条件</td></tr>"
    found = [
        [line.row for line in lines(file("a.html", body(f"<table>{rows}</table>")))][1:]
        for rows in (
            f"{head}<tr><td>1</td><td>{long}</td></tr>",
            f"<tr><td>栏目</td><td>{long}</td></tr><tr><td>甲</td><td>乙</td></tr>",
            f"{head}<tr><td colspan=2>{long}</td></tr>",
        )
    ]
    assert found == [[True, True], [False] * 5, [False] * 4]


def test_hidden_and_script_text_is_none_and_entities_are_read(file):
    hidden = "<span style='display: none'>隐</span><span hidden>去</span><style>p{}</style><!-- 注 -->"
    body = f"<p>甲&middot;乙&#x2014;丙{hidden}&lt;p&gt;</p>"
    assert texts(file("a.html", f"<html><body>{body}</body></html>".encode())) == ["甲·乙—丙<p>"]


def test_links_to_annexes_are_text(file):
    links = "<li><a>附件1：任务分工表</a></li><li><a>附件2：名单</a></li><li><a>附件3：图</a></li>"
    body = f"<div class='TRS_Editor'>{PARAGRAPHS}<ul>{links}</ul></div>"
    assert "附件2：名单" in texts(file("a.html", page(body).encode()))


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 10_000 + "市水务局负责" + "</div>" * 10_000,
        "市水务局负责" + "<b><i>" * 10_000,
        "<table>" * 3_000 + "市水务局负责",
        "<table><tr>" + "<td colspan=9999 rowspan=9999>市水务局负责" * 2_000,
        "<p>市水务局负责<p></div></td><table><p>" * 2_000,
        "<p>市水务局负责" + "<a href='" * 10_000 + "</p>",
    ],
    ids=["deep", "unclosed", "deep-tables", "wide-cells", "broken-nesting", "torn-tags"],
)
def test_wild_pages_are_read_in_time(file, body):
    start = time.perf_counter()
    assert any("市水务局负责" in text for text in texts(file("a.html", f"<html><body>{body}</body></html>".encode())))
    assert time.perf_counter() - start < 5


def test_a_page_without_text_is_refused(file):
    with pytest.raises(EmptyFileError):
        read(file("a.html", b"<!DOCTYPE html><html><body><script>1</script></body></html>"))
    with pytest.raises(IngestError):
        read(file("a.html", b"\x00\x01\x02"))
    with pytest.raises(UnreadableError, match="limit"):
        read(file("a.html", b"<html>" + b"a" * 33 * 1024 * 1024))


@pytest.mark.parametrize("charset", ["", '; charset="gb18030"'])
def test_a_page_saved_as_a_single_file_is_that_page(file, charset):
    import quopri

    text = page(f'<div class="TRS_Editor">{PARAGRAPHS}</div>').encode("gb18030" if charset else "utf-8")
    head = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
    kind = b"--x\r\nContent-Type: text/html" + charset.encode() + b"\r\n"
    coded = b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + quopri.encodestring(text)
    held = head + kind + coded + b"\r\n--x\r\nContent-Type: image/png\r\n\r\nPNG\r\n--x--\r\n"
    assert texts(file("a.mhtml", held)) == [TITLE, *TEXT]
    assert texts(file("b.doc", held)) == [TITLE, *TEXT]


def test_markdown_that_begins_with_a_tag_stays_markdown(file):
    assert read(file("a.md", "<div>\n\n## 一、目标\n\n</div>".encode())).media_type == "text/markdown"
    for piece in ("<p>一、目标</p>", "<style>p { margin: 0 }</style>一、目标", "一、目标<br/>"):
        assert texts(file("a.html", piece.encode())) == ["一、目标"]


def body(inside):
    return f"<html><body><div class='TRS_Editor'><p>{TEXT[1]}</p>{inside}</div></body></html>".encode()


def test_an_ordered_list_shows_the_labels_that_a_browser_gives(file):
    inner = "<ol type=a><li>甲厂</li><li><p>乙厂</p></li></ol>"
    more = "<ol start=3 style='list-style: cjk-ideographic'><li>总体要求</li><li value=7>保障</li></ol>"
    plain = "<ol style='list-style-type:none'><li>丙厂</li></ol><ul><li>丁厂</li></ul><ol><li>（一）戊厂</li></ol>"
    found = texts(file("a.html", body(f"<ol><li>推进改造</li><li>新建水厂{inner}</li></ol>{more}{plain}")))
    assert found[1:] == [
        "1. 推进改造", "2. 新建水厂", "a. 甲厂", "b. 乙厂", "三、总体要求", "七、保障", "丙厂", "丁厂", "（一）戊厂",
    ]  # fmt: skip
    bare = b"<style>ul, ol { margin: 0; list-style: none }</style>" + body("<ol><li>推进改造</li></ol>")
    assert texts(file("b.html", bare))[1:] == ["推进改造"]


def test_a_table_in_a_cell_keeps_its_rows_behind_the_row_that_holds_it(file):
    inner = "<table><tr><td>甲厂</td><td>2027年</td></tr><tr><td>乙厂</td><td>2028年</td></tr></table>"
    one = "<table><tr><td>丙厂</td></tr></table>"
    rows = ("序号</td><td>任务", f"1</td><td>改造{inner}等", f"2</td><td>新建{one}")
    outer = "<table>" + "".join(f"<tr><td>{row}</td></tr>" for row in rows) + "</table>"
    found = lines(file("a.html", body(outer)))
    assert [line.text for line in found if line.row] == [
        "序号\t任务", "1\t改造 等", "甲厂\t2027年", "乙厂\t2028年", "2\t新建 丙厂",
    ]  # fmt: skip


def test_hidden_elements_of_a_cell_are_no_text(file):
    hidden = "<b style='display:none'>隐</b><script>1</script><svg><text>图</text></svg><i hidden>去</i>"
    table = f"<table><tr><td>指标{hidden}<br>名称</td><td>年</td></tr></table>"
    assert texts(file("a.html", body(table)))[1:] == ["指标 名称\t年"]


def test_line_breaks_count_where_the_page_shows_them(file):
    set_lines = (
        "<pre>一、总体要求\n  节水优先。\r\n\r\n二、任务</pre><p style='white-space: pre-line'>甲\n乙</p><p>丙\n丁</p>"
    )
    assert texts(file("a.html", body(set_lines)))[1:] == ["一、总体要求", "节水优先。", "二、任务", "甲", "乙", "丙 丁"]


def test_characters_that_take_no_room_tear_no_words(file):
    assert texts(file("a.html", body("<p>下&#8203;降&shy;12&#x2060;%&#xFEFF;</p>")))[1:] == ["下降12%"]


def test_a_page_whose_text_is_elsewhere_says_where(file):
    frames = b"<html><frameset><frame src='left.html'><frame src='text.html'></frameset></html>"
    with pytest.raises(EmptyFileError, match=r"in frames \(left.html, text.html\)"):
        read(file("a.html", frames))
    with pytest.raises(EmptyFileError, match="its scripts fetch it"):
        read(file("b.html", b"<html><body><div id=app></div><script src=app.js></script></body></html>"))
    held = "<html><body><h1>节水方案</h1>{}</body></html>"
    codes = [
        [notice.code for notice in read(file("c.html", held.format(more).encode())).notices]
        for more in ("<iframe src='text.html'></iframe>", "<script>load()</script>", "<p>节水。</p>")
    ]
    assert codes == [["text-in-frame"], ["text-by-script"], []]


def test_a_page_that_is_hidden_until_its_scripts_run_is_read(file):
    body = "<p>一、总体要求</p><p>到2027年，用水量下降12%左右。</p><p hidden>不显示的话</p>"
    for shown in ('<body style="visibility: hidden">', '<body><div style="display:none">'):
        source = read(file("a.html", f"<html>{shown}{body}<script>show()</script></html>".encode()))
        assert [line.text for line in source.pages[0].lines] == ["一、总体要求", "到2027年，用水量下降12%左右。"]


def test_a_day_signed_in_chinese_numerals_of_either_century_is_not_said_twice(file):
    facts = "<table><tr><td>成文日期：</td><td>1996年02月09日</td></tr></table>"
    text = f"<p>关于黄金政策的复函</p>{'<p>正文内容说明。</p>' * 9}<p>一九九六年二月九日</p>"
    page = f"{facts}<div class='TRS_Editor'>{text}</div>"
    source = read(file("a.html", f"<html><body>{page}</body></html>".encode()))
    assert "1996年2月9日" not in [line.text for line in source.pages[0].lines]


def test_the_facts_of_a_page_are_a_line_each_and_none_is_lost(file):
    facts = "<tr><td>索 引 号：</td><td>0001</td><td>主题分类：</td><td>水利</td></tr><tr><td>标题：</td><td></td></tr>"
    text = f"<div class='TRS_Editor'><p>关于节水的通知</p>{'<p>正文内容说明。</p>' * 9}</div>"
    source = read(file("a.html", f"<html><body><table>{facts}</table>{text}</body></html>".encode()))
    found = [line.text for line in source.pages[0].lines if line.aside == "page-facts"]
    assert found == ["索 引 号：0001", "主题分类：水利", "标题："]
