"""Classes that a document defines: what shows of which one is, bounds by class, and who of them is let off what."""

from __future__ import annotations

from datetime import date

import pytest

from graph.eligibility import consult, from_documents
from ingest.link import Register
from ingest.pipeline import ingest

ON = date(2025, 6, 1)
HEAD = "云汀市引才办法\n\n"
FORCE = "\n\n第九条 本办法自2024年1月1日起施行，有效期至2028年12月31日。"
LETTERS = (
    "第一条 本办法所称人才分为以下类别：\n（一）A类：国内外顶尖人才；\n"
    "（二）B类：博士研究生，或者具有正高级职称的人才；\n"
    "（三）C类：硕士研究生，或者具有副高级职称、高级技师职业资格的人才；\n（四）D类：本科毕业生。\n\n"
)
SETTLED = LETTERS + (
    "第二条 对新引进的人才，按以下标准给予一次性安家补贴：\n（一）A类人才100万元；\n（二）B类人才20万元；\n"
    "（三）C类人才8万元；\n（四）D类人才3万元。"
)
AGED = LETTERS + (
    "第二条 对新引进的B类、C类、D类人才分别给予20万元、8万元、3万元安家补贴。"
    "申请时B类人才年龄不超过50周岁，C类人才不超过40周岁，D类人才不超过35周岁。"
)
INSURED = LETTERS + (
    "第二条 对新引进的B类、C类、D类人才分别给予20万元、8万元、3万元安家补贴。\n\n"
    "第三条 申请安家补贴的，应当在本市连续缴纳社会保险6个月以上，B类以上人才不受社会保险缴纳时间限制。"
)
LAYERS = (
    "第一条 高层次人才分为四个层次：第一层次为国际顶尖人才；第二层次为省级领军人才；第三层次为博士研究生；"
    "第四层次为硕士研究生或副高级职称人才。\n\n"
    "第二条 新引进的高层次人才，按第一层次每月8000元、第二层次每月5000元、第三层次每月3000元、"
    "第四层次每月1000元的标准发放生活津贴。"
)
BRACKETS = (
    "第一条 本办法所称人才分为A类（国际顶尖人才）、B类（博士研究生或正高级职称）、"
    "C类（硕士研究生）、D类（本科毕业生）。\n\n"
    "第二条 高层次人才（A—B类）子女入学的，给予每人5000元教育补贴。"
)
AREAS = (
    "第一条 本措施所称规模经营主体分为两档：一档为种植面积200亩以上的；二档为种植面积50亩以上不足200亩的。\n\n"
    "第二条 对种植水稻的规模经营主体给予补贴，一档每亩150元，二档每亩80元。"
)
HELP = (
    "第一条 本办法所称救助对象分为以下类别：\n（一）一类对象：特困人员；\n（二）二类对象：最低生活保障对象。\n\n"
    "第二条 对救助对象给予临时生活补贴：一类对象每人1500元，二类对象每人1000元。"
)
EASED = (
    "第一条 对工业企业技术改造项目，设备投资200万元以上的，按设备投资的10%给予补助，最高100万元，"
    "专精特新企业不受投资额限制。"
)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (SETTLED, "我是新引进的硕士，安家补贴多少？", (True, 80_000)),
        (SETTLED, "我是新引进的博士，安家补贴多少？", (True, 200_000)),
        (SETTLED, "我有正高级职称，今年新引进的，安家补贴多少？", (True, 200_000)),
        (SETTLED, "我是新引进的高级技师，安家补贴多少？", (True, 80_000)),
        (SETTLED, "我是D类人才，今年新引进的，安家补贴多少？", (True, 30_000)),
        (SETTLED, "我大专毕业，今年新引进来的，安家补贴有吗？", (None, None)),
        (SETTLED, "我是新引进的硕士，能拿B类人才那20万元安家补贴吗？", (True, 80_000)),
        (AGED, "新引进的硕士，39岁，安家补贴多少？", (True, 80_000)),
        (AGED, "新引进的硕士，41岁，安家补贴能领吗？", (False, 0)),
        (AGED, "新引进的博士，48岁，安家补贴多少？", (True, 200_000)),
        (AGED, "我是新引进的C类人才，37岁，安家补贴多少？", (True, 80_000)),
        (INSURED, "新引进的博士，社保才交了1个月，安家补贴多少？", (True, 200_000)),
        (INSURED, "新引进的硕士，社保才交了1个月，安家补贴多少？", (False, 0)),
        (INSURED, "新引进的硕士，社保连续交了8个月，安家补贴多少？", (True, 80_000)),
        (LAYERS, "新引进的硕士，生活津贴每月多少？", (True, 1000)),
        (LAYERS, "我被认定为第二层次人才，新引进的，生活津贴每月多少？", (True, 5000)),
        (BRACKETS, "我是B类人才，孩子今年入学，教育补贴多少？", (True, 5000)),
        (BRACKETS, "我是C类人才，孩子今年入学，教育补贴多少？", (False, 0)),
        (AREAS, "我种了300亩水稻，补多少？", (True, 45_000)),
        (AREAS, "我只种了20亩水稻，有补贴吗？", (False, 0)),
        (HELP, "我家吃低保，临时生活补贴多少？", (True, 1000)),
        (EASED, "我们是工业企业，也是专精特新企业，技术改造设备投了100万元，补多少？", (True, 100_000)),
        (EASED, "我们是工业企业，技术改造设备投了100万元，补多少？", (False, 0)),
        (EASED, "我们是工业企业，技术改造设备投了300万元，补多少？", (True, 300_000)),
    ],
)
def test_a_class_is_shown_by_what_the_document_says_of_it(tmp_path, text, words, expected):
    path = tmp_path / "measure.txt"
    path.write_text(HEAD + text + FORCE, encoding="utf-8")
    consulted = consult(from_documents(ingest(path, Register.load())), words, ON)
    assert consulted is not None
    assert (consulted.outcome.eligible, consulted.outcome.amount) == expected
