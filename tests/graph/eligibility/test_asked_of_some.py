"""What a clause for all asks of one kind is asked of nobody else; who may have one offer alone is out of the others."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from graph.eligibility.language.sorts import Sort, of_the_sort, sorts
from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 6, 1)
TEXT = (
    "青岚县扶持办法\n\n第一条 本办法适用于在青岚县登记注册的企业、合作社和社会组织。\n"
    "第二条 羊场。新建存栏500头以上肉羊养殖场的，按设施投资额的10%给予补助，最高20万元。\n"
    "第三条 剧场。剧场年演出100场以上的，给予补贴5万元。\n"
    "第四条 {said}\n"
)
SHEEP = "我们合作社在青岚县登记注册，新建了存栏800头的肉羊养殖场，设施投资100万元"
STAGE = "我们剧场在青岚县登记注册，去年演出120场"
SPARED = [  # what is asked of others, and who is not asked
    ("剧场应当取得营业性演出许可证。", SHEEP),
    ("剧场应当取得营业性演出许可证，且无重大投诉。", SHEEP),
    ("畜禽养殖场应当取得动物防疫条件合格证。", STAGE),
    ("使用国有水域的，应当取得养殖证。", SHEEP),
    ("社会组织申报的，应当年检合格。", STAGE),
    ("剧场座位数应不少于300个。", SHEEP),
    ("申报项目应当符合下列条件：（一）畜禽养殖场取得动物防疫条件合格证；（二）从事运输的取得道路运输许可证。", STAGE),
    ("申请养殖类项目的，应当符合下列条件：（一）用地手续完备；（二）有专职兽医。", STAGE),
    ("居民家庭仅适用本办法第二条。", STAGE),
    ("本办法所称剧场，不含露天舞台。", STAGE),
]
FAILED = [  # who is meant, and does not meet it
    ("剧场应当取得营业性演出许可证。", f"{STAGE}，没有取得营业性演出许可证"),
    ("剧场应当取得营业性演出许可证，且无重大投诉。", f"{STAGE}，没有营业性演出许可证"),
    ("畜禽养殖场应当取得动物防疫条件合格证。", f"{SHEEP}，没有取得动物防疫条件合格证"),
    ("使用国有水域的，应当取得养殖证。", f"{SHEEP}，用的是国有水域，没有取得养殖证"),
    ("剧场座位数应不少于300个。", f"{STAGE}，座位数120个"),
    ("社会组织申报的，应当年检合格。", "我们是社会组织，在青岚县登记注册，剧场去年演出120场，年检不合格"),
    ("居民家庭仅适用本办法第二条。", "我们是居民家庭，在青岚县登记注册，剧场去年演出120场"),
]


@pytest.mark.parametrize(("said", "told"), SPARED)
def test_what_is_asked_of_others_leaves_nothing_open(said: str, told: str, tmp_path: Path) -> None:
    assert judged(schemes_in(TEXT.format(said=said), tmp_path), told, ON)[0] is True


@pytest.mark.parametrize(("said", "told"), FAILED)
def test_who_is_meant_and_fails_gets_no_yes(said: str, told: str, tmp_path: Path) -> None:
    assert judged(schemes_in(TEXT.format(said=said), tmp_path), told, ON)[0] is not True


def test_an_offer_to_those_who_are_exempt_asks_nothing_of_them(tmp_path: Path) -> None:
    schemes = schemes_in(TEXT.format(said="除剧场外，申报企业应当符合国家中小企业划型标准。"), tmp_path)
    assert judged(schemes, STAGE, ON)[0] is True
    assert judged(schemes, f"{SHEEP}，我们是中小企业", ON)[0] is True
    assert judged(schemes, SHEEP, ON)[0] is not True


@pytest.mark.parametrize("sort", sorts(), ids=lambda sort: sort.id)
def test_a_sort_is_found_as_its_examples_say(sort: Sort) -> None:
    assert [one for one in sort.yes if not re.search(sort.says, one)] == []
    assert [one for one in sort.no if re.search(sort.says, one)] == []
    assert of_the_sort("毫不相干", sort.yes[0]) is None


@pytest.mark.parametrize(
    ("said", "told", "eligible"),
    [
        ("养殖类项目不得位于禁养区内。", SHEEP, True),
        ("养殖类项目不得位于禁养区内。", STAGE, True),
        ("养殖类项目不得位于禁养区内。", f"{SHEEP}，羊场在禁养区里", False),
        ("申报项目应当符合下列条件：（一）不在禁养区内；（二）用地手续完备。", f"{SHEEP}，用地手续完备", True),
    ],
)
def test_where_nothing_may_lie_shuts_out(said: str, told: str, eligible: bool, tmp_path: Path) -> None:
    assert judged(schemes_in(TEXT.format(said=said), tmp_path), told, ON)[0] is eligible
