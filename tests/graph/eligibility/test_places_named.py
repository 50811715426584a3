"""Scopes that are a place and what places it is, told short, and where one is at home while living elsewhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.eligibility.language.thesaurus import key
from graph.eligibility.offers.places_named import places_named
from graph.eligibility.scheme import Place, Requirement
from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 11, 20)
HEAD = "云汀市养老服务补贴办法\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
SCOPE = "第一条 本办法适用于云汀市市区，即云东区、云西区、高新区。\n"
STORES = f"{SCOPE}第二条 对新建冷库的企业，给予10万元补助。\n"
AGED = (
    f"{SCOPE}第二条 对具有市区户籍、年满80周岁的老年人发放高龄津贴。标准为：\n"
    "（一）80周岁至89周岁的，每人每月50元；\n（二）90周岁以上的，每人每月100元。\n"
)
CARE = f"{SCOPE}第二条 对具有市区户籍、年满60周岁的老年人，经老年人能力评估，失能的每人每月发放护理补贴300元。\n"


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (STORES, "我们公司在云东区新建了冷库，给多少？", (True, 100_000)),
        (STORES, "我们公司在云东新建了冷库，给多少？", (True, 100_000)),
        (STORES, "我们公司新建了冷库，给多少？", (None, None)),
        (STORES, {"申请人类型": "企业", "新建冷库": True, "在市区登记注册": True}, (True, 100_000)),
        (STORES, {"申请人类型": "企业", "新建冷库": True, "在市区登记注册": False}, (False, 0)),
        (AGED, "我妈户口在云西，今年92岁，每个月高龄津贴多少？", (True, 100)),
        (AGED, "奶奶85岁，户口还在外县老家，这两年跟我们住在云西，能领高龄津贴吗？", (False, 0)),
        (AGED, {"具有市区户籍": True, "年龄": 85}, (True, 50)),
        (CARE, {"具有市区户籍": True, "年龄": 75, "能力评估结果": "失能"}, (True, 300)),
        (CARE, {"具有市区户籍": True, "年龄": 75}, (None, None)),
    ],
)
def test_where_one_must_be_is_told_by_any_of_the_places(body, told, expected, tmp_path: Path) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected


@pytest.mark.parametrize(
    ("attrs", "left"),
    [
        (("云汀市市区", "即云东区、云西区"), ["云汀市市区（云东区、云西区）"]),
        (("云汀市市区", "包括云东区、云西区和高新区"), ["云汀市市区（云东区、云西区和高新区）"]),
        (("新建冷库", "即云东区、云西区"), ["新建冷库", "即云东区、云西区"]),
        (("云汀市市区", "包括设备购置费、安装费"), ["云汀市市区", "包括设备购置费、安装费"]),
    ],
)
def test_only_places_behind_a_place_say_which_it_is(attrs, left) -> None:
    place = Place("d", "例", "一", "d/一", "例")
    needs = [Requirement(attr, attr, place, "=", True, key=key(attr)) for attr in attrs]
    found, _ = places_named(needs, ("and", tuple(range(1, len(needs) + 1))))
    assert [need.attr for need in found] == left
