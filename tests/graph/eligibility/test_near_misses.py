"""What is another's, of another office or kind, nearly so, half done or gone again is never taken for what is asked."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from graph.eligibility.language.segment import segments
from graph.eligibility.telling.seats_told import with_all_seats
from tests.graph.eligibility.told import judged, schemes_in

CLAUSE = "云汀市促进产业发展若干政策\n一、{}，给予10万元奖励。\n"
ON = date(2024, 6, 1)


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("对在本市建设海外仓的企业", "隔壁公司在本市建了海外仓"),
        ("对在本市建设海外仓的企业", "海外仓是租的"),
        ("对在本市建设海外仓的企业", "我们公司差点建成海外仓"),
        ("对在本市建设海外仓的企业", "我们公司做海外仓，一个都没建"),
        ("对完成二期临床试验的企业", "二期临床做了一半"),
        ("对完成二期临床试验的企业", "别家公司二期临床做完了"),
        ("对评定为五星级旅游饭店的企业", "我们给五星酒店供货"),
        ("对评定为五星级旅游饭店的企业", "我们公司旁边有家五星酒店"),
        ("对评定为五星级旅游饭店的企业", "酒店是准五星"),
        ("对新引进的区域总部企业", "把华东区的总部搬走了"),
        ("对新引进的区域总部企业", "跟华东区总部签了合同"),
        ("对获得国家级绿色饭店称号的企业", "我们是五星级酒店，拿了省级绿色饭店"),
        ("对通过绿色食品认证的企业", "我们卖别人的绿色食品"),
        ("对取得有机产品认证证书的企业", "我们有机会拿到证"),
        ("对投保出口信用保险的企业", "我们买的是国内信保"),
        ("对在我市举办展会的企业", "我们参加了一个展会"),
        ("对获得中国质量奖的企业", "我们获得省质量奖"),
        ("对获得中国质量奖的企业", "获得市长质量奖"),
        ("对获得中国质量奖的企业", "入围中国质量奖"),
        ("对获得中国质量奖的企业", "获得中国质量奖提名"),
        ("对建设县级配送中心的企业", "建了镇级配送中心"),
        ("对新购买新能源货车的企业", "买了3辆新能源轿车"),
        ("对稳定就业3个月以上的人员", "失业四个月了"),
        ("注册地和税务关系均在荻浦区的企业", "我们不是荻浦区的企业"),
    ],
)
def test_near_misses_are_no_yes(clause: str, said: str, tmp_path: Path) -> None:
    eligible, _ = judged(schemes_in(CLAUSE.format(clause), tmp_path), said, ON)
    assert eligible is not True


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("对在本市建设海外仓的企业", "我们公司在本市建了海外仓，客户给我们介绍的地"),
        ("对完成二期临床试验的企业", "二期临床做完了"),
        ("对评定为五星级旅游饭店的企业", "酒店今年评上了五星"),
        ("对租用公共海外仓的企业", "租了别人的公共海外仓"),
        ("对获得中国质量奖的企业", "获得了中国质量奖，前年拿过省质量奖"),
        ("注册地和税务关系均在荻浦区的企业", "我们注册和税务都在荻浦区"),
        ("对投保出口信用保险的企业", "我们信保买了"),
        ("对在我市举办展会的企业", "我们在云汀市办了展会"),
    ],
)
def test_what_is_so_stays_so(clause: str, said: str, tmp_path: Path) -> None:
    eligible, _ = judged(schemes_in(CLAUSE.format(clause), tmp_path), said, ON)
    assert eligible is True


def test_long_rows_of_seats_are_read_at_once() -> None:
    started = time.perf_counter()
    list(with_all_seats(segments("注册和纳税和统计和" * 300)))
    assert time.perf_counter() - started < 1
