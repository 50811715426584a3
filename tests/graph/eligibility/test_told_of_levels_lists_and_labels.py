"""Levels told of a title, grades in short, titles of now and then, conditions under their label, measures apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 6, 15)
HEAD = "云汀市促进制造业发展若干措施\n云政发〔2025〕1号\n云汀市人民政府\n2025年1月5日\n"
FOUND = "第一条 对经省级以上认定的首版次软件产品，给予研制企业20万元奖励。\n"
PLAN = "第一条 对列入市级及以上节水改造计划、年度完成设备（含软件）支出300万元以上的企业，奖励15万元。\n"
LABELLED = (
    "第一条 申报条件：1.在我市注册的独立法人企业；2.上年度出口额占营业收入比重不低于10%。奖励标准：给予每家8万元。\n"
)
GRADED = "第一条 重点用水企业首次被评为水效A级的，奖励12万元；首次被评为水效B级的，奖励6万元。\n"
STANDARD = "第一条 对通过信息安全管理体系（GB/T 22080或ISO 27001）认证的企业，奖励3万元。\n"
RAISED = "第一条 对新认定的国家级隐形冠军企业，奖励90万元；对新认定的省级隐形冠军培育企业，奖励20万元。\n"
POWER = "第一条 对“自发自用、余量上网”的分布式光伏项目，按实际发电量，给予每千瓦时0.1元补贴。\n"
EFFICIENT = "一、购买2级及以上能效标准的空调的，每台补贴300元。"
LICENSED = "一、取得船舶拆解资质的企业，奖励5万元。"
REPORTED = "第一条 实名举报非法倾倒固体废物、偷排工业废水，经查证属实的，给予举报人2000元奖励。\n"


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        (FOUND, "我们公司研制的首版次软件产品，省里认定了", (True, 200000.0)),
        (FOUND, "我们公司的首版次软件产品是工信部认定的", (True, 200000.0)),
        (FOUND, "我们公司的首版次软件产品只是市级认定", (False, 0.0)),
        (FOUND, "我们公司的首版次软件产品，省里的认定报上去还没消息", (None, None)),
        (PLAN, "我们公司进了省里的节水改造计划，今年设备支出400万元", (True, 150000.0)),
        (PLAN, "我们公司今年设备支出400万元", (None, None)),
        (LABELLED, "我们是本市注册的独立法人公司，去年营业收入1亿元，出口额2000万元", (True, 80000.0)),
        (LABELLED, "我们是本市注册的独立法人公司，去年营业收入1亿元，出口额500万元", (False, 0.0)),
        (LABELLED, "我们是本市注册的独立法人公司，出口占比没算过", (None, None)),
        (GRADED, "我们是重点用水企业，水效今年第一次评到A", (True, 120000.0)),
        (STANDARD, "我们公司的ISO27001认证已经通过", (True, 30000.0)),
        (RAISED, "我们公司去年评上省级隐形冠军培育企业，今年又新评上国家级隐形冠军企业", (True, 900000.0)),
        (RAISED, "我们公司的国家级隐形冠军企业没评上", (False, 0.0)),
        (POWER, "我们屋顶光伏发的电全部卖给国网，去年发了50万度", (False, 0.0)),
        (REPORTED, "我用真名举报了一家厂偷排工业废水，查实了", (True, 2000.0)),
        (REPORTED, "我匿名举报了一家厂偷排工业废水，查实了", (False, 0.0)),
        (EFFICIENT, "我买了一台1级能效的空调", (True, 300.0)),
        (EFFICIENT, "我买了能效2级的空调", (True, 300.0)),
        (EFFICIENT, "我买了3级能效的空调", (False, 0.0)),
        (EFFICIENT, "我买了一台空调", (None, None)),
        (LICENSED, "我们取得了船舶拆解资质", (True, 50000.0)),
        (LICENSED, "我们公司做船舶拆解", (None, None)),
    ],
)
def test_levels_grades_labels_and_measures(
    tmp_path: Path, text: str, told: str, expected: tuple[bool | None, float | None]
) -> None:
    assert judged(schemes_in(HEAD + text, tmp_path), told, ON) == expected
