"""Make same_notice.{txt,md,html,docx,pdf,ofd}: one invented notice in six forms, each with what its format makes hard.

    python tests/data/make_same_notice.py

The text numbers its clauses at three levels, has a table, and breaks a sentence at the end of the first page. In the
DOCX the numbers are automatic, and the first level takes its from a style; the web page is in GBK, with navigation
around; the OFD steps from character to character by runs. Needs pymupdf for the PDF.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).parent
TITLE = "云泽省水务厅关于印发《云泽省农村供水保障行动方案（2027—2029年）》的通知"
PLAN = "云泽省农村供水保障行动方案（2027—2029年）"
CUT = (
    "到2028年底前，完成老旧管网改造3200公里，建立从水源到水龙头的全过程监管制度，"
    "县级水务部门每季度公布水质检测结果，|"
    "对不达标的工程限期整改，整改期限不超过3个月。"
)
LED = "（省水务厅牵头，省发展改革委、省财政厅配合）"
TABLE = (
    ("指标", "2026年", "2029年", "性质"),
    ("农村自来水普及率（%）", "92", "96", "约束性"),
    ("水质达标率（%）", "85", "93", "约束性"),
    ("规模化供水工程（处）", "", "260", "预期性"),
)
# (level, text): 0 plain, 1 to 3 numbered; "T" a table; "t" title, "c" centred, "r" at the right
PARTS: tuple[tuple[str, str], ...] = (
    ("t", TITLE),
    ("c", "云泽水农〔2027〕6号"),
    ("f", "各市、县水务局："),
    ("0", "现将《云泽省农村供水保障行动方案（2027—2029年）》印发给你们，请结合实际认真贯彻落实。"),
    ("r", "云泽省水务厅"),
    ("r", "2027年3月18日"),
    ("t", PLAN),
    ("0", "为提升农村供水保障水平，依据《云泽省供水条例》，制定本方案。地名、机构和数字均为虚构。"),
    ("1", "总体目标"),
    ("0", "到2029年，全省农村自来水普及率达到96%，规模化供水工程覆盖农村人口比例提高到78%以上。"),
    ("c", "表1 主要指标"),
    ("T", ""),
    ("1", "重点任务"),
    ("2", "完善工程体系"),
    ("3", "推进城乡供水一体化。新建规模化水厂45座，单厂日供水能力不低于5000吨。" + LED),
    ("3", "改造老旧管网。" + CUT + "（责任单位：省水务厅、省卫生健康委）"),
    ("2", "健全水价机制"),
    ("3", "落实分类补助。对水费收缴率达到95%以上的村级供水站，每站每年补助2万元。"),
    ("3", "规范维修养护。省财政厅要将维修养护经费纳入年度预算。"),
    ("1", "保障措施"),
    ("2", "加强组织领导。各市、县人民政府要建立联席会议制度，2027年6月底前制定实施方案。"),
    ("2", "强化监督考核。省水务厅每年组织一次评估，评估结果向社会公布。"),
)  # fmt: skip
HAN = "一二三四五六七八九十"


def labelled() -> Iterator[tuple[str, str]]:
    """Yield the parts with their labels written out."""
    counts = [0, 0, 0]
    for kind, text in PARTS:
        if kind in "123":
            level = int(kind)
            counts[level - 1] += 1
            counts[level:] = [0] * (3 - level)
            label = (HAN[counts[0] - 1] + "、", f"（{HAN[counts[1] - 1]}）", f"{counts[2]}.")[level - 1]
            yield kind, label + text
        else:
            yield kind, text


def plain() -> str:
    """Return the text with a page number between the two halves of the sentence."""
    rows = []
    for kind, text in labelled():
        rows.append("\n".join("\t".join(row) for row in TABLE) if kind == "T" else text.replace("|", "\n\n— 1 —\n\n"))
    return "\n".join(rows) + "\n"


def markdown() -> str:
    """Return the text as Markdown with a pipe table and bold headings."""
    rows = []
    for kind, text in labelled():
        text = text.replace("|", "")
        if kind == "T":
            table = ["| " + " | ".join(row) + " |" for row in TABLE]
            rows.append("\n".join([table[0], "|---" * len(TABLE[0]) + "|", *table[1:]]))
        elif kind == "t":
            rows.append("# " + text)
        elif kind == "1":
            rows.append("## " + text)
        else:
            rows.append(f"**{text}**" if kind == "2" and "。" not in text else text)
    return "\n\n".join(rows) + "\n"


def web() -> bytes:
    """Return a page as publishing systems make it, in GBK."""
    rows = []
    for kind, text in labelled():
        if kind == "T":
            cells = "".join("<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in row) + "</tr>" for row in TABLE)
            rows.append(f"<table border=1>{cells}</table>")
        else:
            align = {"t": "center", "c": "center", "r": "right"}.get(kind, "left")
            indent = "　　" if kind in "0123" else ""
            rows.append(f'<p style="text-align:{align}">{indent}{html.escape(text.replace("|", ""))}</p>')
    links = "".join(f"<li><a href=#>{name}</a></li>" for name in ("首页", "政务公开", "办事服务"))
    return f"""<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{PLAN}_云泽省水务厅</title><style>p {{ margin: 0 }}</style><script>var page = "<p>无</p>";</script></head><body>
<div class="header"><ul>{links}</ul></div><div class="position">当前位置：<a>首页</a> &gt; <a>政策文件</a></div>
<div class="wrap"><div class="info">发布时间：2027-03-20　来源：云泽省水务厅　浏览次数：311　字体：[大 中 小]</div>
<div class="TRS_Editor">{"".join(rows)}</div><div class="share">分享到：</div>
<div class="xgwj"><h3>相关文件</h3><ul><li><a>云泽省供水条例</a></li><li><a>方案解读</a></li></ul></div></div>
<div class="footer">主办单位：云泽省水务厅　版权所有　云ICP备2027000号</div></body></html>""".encode("gb18030")


# --------------------------------------------------------------------------------------------------------------- DOCX
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))


def word_parts(body: str, numbering: str, styles: str) -> dict[str, str]:
    """Return the parts of a DOCX around a body."""
    kinds = ("document.main", "numbering", "styles")
    names = ("document", "numbering", "styles")
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>'
        for name, kind in zip(names, kinds, strict=True)
    )
    relations = "".join(f'<Relationship Id="r{n}" Type="{TYPE}/{n}" Target="{n}.xml"/>' for n in names[1:])
    package = "http://schemas.openxmlformats.org/package/2006"
    return {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" '
        f'Type="{TYPE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>",
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
    }


def word() -> dict[str, str]:
    """Return the notice as DOCX parts; no label stands in its text."""
    rows = []
    for kind, text in PARTS:
        if kind == "T":
            cells = (
                "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) + "</w:tr>"
                for row in TABLE
            )
            rows.append(f"<w:tbl>{''.join(cells)}</w:tbl>")
            continue
        listed = f'<w:numPr><w:ilvl w:val="{int(kind) - 1}"/><w:numId w:val="1"/></w:numPr>' if kind in "23" else ""
        style = '<w:pStyle w:val="H1"/>' if kind == "1" else ""
        runs = '<w:br w:type="page"/>'.join(
            f'<w:t xml:space="preserve">{html.escape(one)}</w:t>' for one in text.split("|")
        )
        rows.append(f"<w:p><w:pPr>{style}{listed}</w:pPr><w:r>{runs}</w:r></w:p>")
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'{"<w:pStyle w:val=" + chr(34) + "H1" + chr(34) + "/>" if at == 0 else ""}<w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(LEVELS)
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    )
    return word_parts("".join(rows), numbering, styles)


# ---------------------------------------------------------------------------------------------------- pages: PDF, OFD
WIDTH, HEIGHT, LEFT, TOP, SIZE, STEP, EMS = 420.0, 700.0, 54.0, 70.0, 12.0, 20.0, 26
Placed = tuple[float, float, float, str]  # x, baseline, size, text
Ruled = tuple[float, float, float, float]


def pages() -> list[tuple[list[Placed], list[Ruled]]]:
    """Set the notice on pages: lines of 26 characters, a ruled table, a page number at each foot."""
    sheets: list[tuple[list[Placed], list[Ruled]]] = [([], [])]
    y = TOP
    for kind, text in labelled():
        if kind == "T":
            xs = [LEFT, LEFT + 140, LEFT + 190, LEFT + 240, LEFT + 312]
            ys = [y - 14 + 20 * row for row in range(len(TABLE) + 1)]
            sheets[-1][1].extend([(x, ys[0], x, ys[-1]) for x in xs] + [(xs[0], line, xs[-1], line) for line in ys])
            for line, row in zip(ys, TABLE, strict=False):
                sheets[-1][0].extend((x + 4, line + 14, 10.0, cell) for x, cell in zip(xs, row, strict=False) if cell)
            y = ys[-1] + 24
            continue
        for first, half in ((at == 0, half) for at, half in enumerate(text.split("|"))):
            if not first:
                sheets.append(([], []))
                y = TOP
            for indent, line in wrapped(half, kind, first):
                size = 15.0 if kind == "t" else SIZE
                x = LEFT + indent * size
                if kind in "tc":
                    x = (WIDTH - len(line) * size) / 2
                elif kind == "r":
                    x = WIDTH - LEFT - len(line) * size
                sheets[-1][0].append((x, y, size, line))
                y += STEP * (1.3 if kind == "t" else 1)
    for number, (placed, _) in enumerate(sheets, 1):
        placed.append((WIDTH / 2 - 14, HEIGHT - 30, 10.0, f"— {number} —"))
    return sheets


def wrapped(text: str, kind: str, first: bool) -> list[tuple[float, str]]:
    """Break a paragraph into full lines, the first set in by two characters."""
    wide = 20 if kind == "t" else EMS
    indent = 2 if kind in "0123" and first else 0
    lines: list[tuple[float, str]] = []
    while text:
        room, at = wide - indent, 0
        while at < len(text) and room >= breadth(text[at]):
            room -= breadth(text[at])
            at += 1
        lines.append((indent, text[:at]))
        text, indent = text[at:], 0
    return lines


def breadth(char: str) -> float:
    """Return the width of a character in ems."""
    return 0.5 if char.isascii() else 1.0


def pdf(sheets: Sequence[tuple[list[Placed], list[Ruled]]]) -> bytes:
    """Print the pages as PDF."""
    import pymupdf

    file = pymupdf.open()
    for placed, ruled in sheets:
        page = file.new_page(width=WIDTH, height=HEIGHT)
        for x0, y0, x1, y1 in ruled:
            page.draw_line((x0, y0), (x1, y1), width=0.7)
        for x, y, size, text in placed:
            for chars in re.findall(r"[ -~]|[^ -~]+", text):  # Latin ones one by one, each half an em wide
                font = "helv" if chars.isascii() else "china-s"
                page.insert_text((x, y), chars, fontname=font, fontsize=size * (0.9 if chars.isascii() else 1))
                x += size * sum(map(breadth, chars))
    return bytes(file.tobytes(deflate=True, garbage=4, no_new_id=True))


OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
MM = 25.4 / 72


def ofd(
    sheets: Sequence[tuple[list[Placed], list[Ruled]]], width: float = WIDTH, height: float = HEIGHT
) -> dict[str, str]:
    """Return the pages as the parts of an OFD, in millimetres."""
    box = f"<ofd:PhysicalBox>0 0 {width * MM:.3f} {height * MM:.3f}</ofd:PhysicalBox>"
    listed = "".join(f'<ofd:Page ID="{n + 1}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(sheets)))
    parts = {
        "OFD.xml": f'<ofd:OFD {OFD} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>'
        "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {OFD}><ofd:CommonData><ofd:PageArea>{box}</ofd:PageArea></ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for number, (placed, ruled) in enumerate(sheets):
        objects = [ofd_rule(*rule) for rule in ruled] + [ofd_text(*item) for item in placed]
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f'<ofd:Page {OFD}><ofd:Content><ofd:Layer ID="100">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'
        )
    return parts


def ofd_text(x: float, y: float, size: float, text: str) -> str:
    """Return a text object whose steps stand as runs (`g 3 4.2`) where characters are equally wide."""
    steps, at = [], 0
    while at < len(text) - 1:
        end = at
        while end < len(text) - 1 and breadth(text[end]) == breadth(text[at]):
            end += 1
        step = f"{breadth(text[at]) * size * MM:.4f}"
        steps.append(f"g {end - at} {step}" if end - at > 1 else step)
        at = end
    box = f"{x * MM:.3f} {(y - size) * MM:.3f} 200 {1.2 * size * MM:.3f}"
    return (
        f'<ofd:TextObject Boundary="{box}" Size="{size * MM:.4f}">'
        f'<ofd:TextCode X="0" Y="{size * MM:.4f}" DeltaX="{" ".join(steps)}">{html.escape(text)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def ofd_rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """Return a drawn line."""
    wide, high = (x1 - x0) * MM, (y1 - y0) * MM
    return (
        f'<ofd:PathObject Boundary="{x0 * MM:.3f} {y0 * MM:.3f} {wide:.3f} {high:.3f}" LineWidth="0.25">'
        f"<ofd:AbbreviatedData>M 0 0 L {wide:.3f} {high:.3f}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def packed(target: Path, parts: dict[str, str]) -> None:
    """Write parts as a ZIP container, the same bytes every time."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            head = '<?xml version="1.0" encoding="UTF-8"?>'
            package.writestr(zipfile.ZipInfo(name, (2027, 3, 18, 0, 0, 0)), head + text, zipfile.ZIP_DEFLATED)


def main() -> None:
    """Write the notice in all its forms."""
    (HERE / "same_notice.txt").write_text(plain(), "utf-8")
    (HERE / "same_notice.md").write_text(markdown(), "utf-8")
    (HERE / "same_notice.html").write_bytes(web())
    packed(HERE / "same_notice.docx", word())
    (HERE / "same_notice.pdf").write_bytes(pdf(pages()))
    packed(HERE / "same_notice.ofd", ofd(pages()))


if __name__ == "__main__":
    main()
