"""Measures of other fields, in plain questions: jobs, talent, farming, culture, sport, trade, safety, child care."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from graph.eligibility import Consulted, Scheme, consult, from_documents, is_eligibility_question
from ingest.link import Register
from ingest.pipeline import ingest

DATA = Path(__file__).parent / "data"
DAY = date(2024, 9, 1)
LEAST = 0.85
Case = tuple[str, bool | None, float | None]

OTHERS: tuple[Case, ...] = (
    (
        "我们公司在荻浦注册，独立法人，招了8个下岗半年多的人，签了两年劳动合同，社保也交了七个月，能拿多少？",
        True,
        16000,
    ),
    ("公司在荻浦注册，独立法人，招了3个失业半年以上的人，合同只签了半年，能领补贴吗？", False, 0),
    ("我是毕业两年的大学生，自己开了家公司，正常经营一年半了，带动就业4个人，能领多少创业补贴？", True, 10000),
    ("我博士刚被引进到荻浦，买房补多少？", True, 300000),
    ("我们是高企，去年研发花了800万元，占营收6%，在荻浦注册的独立法人，能补多少？", True, 640000),
    ("我们是高新技术企业，研发投入600万，只占营收的3%，本地独立法人，行不行？", False, 0),
    ("我们不是高企，研发投入800万元，占营收6%，本地独立法人，能补吗？", False, 0),
    ("我们厂今年第一次上规，本地注册独立法人，奖多少？", True, 200000),
    ("我在本市买了辆15万元的电动汽车，牌也上了，补多少？", True, 7500),
    ("我买了辆30万的电动车，在本地上了牌，能补多少", True, 10000),
    ("我们旅行社去年带了1万人次外地游客过来住了一晚，能拿多少？", True, 200000),
    ("旅行社一年接待2500人次市外游客住宿一晚，有奖励吗？", False, 0),
    ("酒店刚评上四星级，奖多少？", True, 1000000),
    ("我家民宿新建了15间客房，经营许可证拿到了，能补多少？", True, 75000),
    ("我们民宿只有8间客房，证齐全，能补吗？", False, 0),
    ("我们办了一场国家级的体育赛事，花了200万元，能补多少？", True, 600000),
    ("办了省级比赛花了400万元，补多少？", True, 500000),
    ("我种了300亩水稻，能补多少？", True, 54000),
    ("我种了60亩水稻，补多少？", True, 7200),
    ("我种了30亩水稻，有补贴吗？", False, 0),
    ("我们养猪场建了粪污处理设施，花了100万元，验收过了，补多少？", True, 400000),
    ("我们养猪场建了粪污处理设施，花了100万元，还没验收，能补吗？", False, 0),
    ("我们公司一年研发投入700万元，能补多少？", None, None),
)
TRADE: tuple[Case, ...] = (
    ("我们公司在荻浦注册，没出过安全事故，信用良好，刚评上4A级物流企业，奖多少？", True, 300000),
    ("我们公司在荻浦注册，没出过安全事故，信用良好，今年买了20辆电动货车，做物流的，能补多少？", True, 160000),
    ("我们公司在荻浦注册，没出过安全事故，信用良好，物流公司，只买了5辆新能源货车，有补贴吗？", False, 0),
    ("我们公司在荻浦注册，没出过安全事故，信用良好，去年出口了1500万美元，能拿多少奖励？", True, 100000),
    ("我们公司在荻浦注册，没出过安全事故，信用良好，买了出口信用保险，交了保费50万元，补多少？", True, 150000),
    ("我们公司在荻浦注册，没出过安全事故，信用良好，做电商的，网上零售额第一次过了6000万元，奖多少？", True, 200000),
    ("我们公司在荻浦注册，没出过安全事故，信用良好，租了3000平方米仓库，租金补多少？", True, 90000),
    ("我们公司在荻浦注册，没出过安全事故，信用良好，租了1500平米仓库，能补吗？", False, 0),
    (
        "我们公司在荻浦注册，没出过安全事故，信用良好，是危化品企业，做了自动化改造，投了800万元，验收通过了，补多少？",
        True,
        1200000,
    ),
    (
        "我们公司在荻浦注册，没出过安全事故，信用良好，是危化品企业，自动化改造投了2000万元，还没通过验收，能补吗？",
        False,
        0,
    ),
    (
        "我们公司在荻浦注册，没出过安全事故，信用良好，建了一个公共充电站，一共800千瓦，接进了市里平台，建设补贴多少？",
        True,
        160000,
    ),
    ("我们公司在荻浦注册，没出过安全事故，信用良好，公共充电站只有400千瓦，接入市级平台，能拿建设补贴吗？", False, 0),
    ("我们公司在荻浦注册，没出过安全事故，信用良好，我们是老字号企业，拿到了中华老字号，奖多少？", True, 500000),
    ("我们托育园在荻浦注册，没有安全事故，信用没问题，新增了30个普惠托位，补多少？", True, 300000),
    ("我们托育园在荻浦注册，没有安全事故，信用没问题，新增了15个普惠托位，能补吗？", False, 0),
    ("我举报了一个重大火灾隐患，查实了，能奖多少？", True, None),
    ("公司在杭州注册，刚评上5A级物流企业，能拿奖励吗？", False, 0),
    ("我们去年发生过一起较大安全事故，在荻浦注册，刚评上5A物流企业，能拿奖吗？", False, 0),
    ("刚评上5A级物流企业，能奖多少？", None, None),
)


@cache
def schemes(*names: str) -> tuple[Scheme, ...]:
    register = Register.load()
    return from_documents(document for name in names for document in ingest(DATA / f"{name}.txt", register))


def asked(of: tuple[Scheme, ...], question: str) -> Consulted | None:
    return consult(of, question, DAY)


@pytest.mark.parametrize(
    ("names", "cases"), [(("jobs_and_talent", "culture_and_farming"), OTHERS), (("trade_and_safety",), TRADE)]
)
def test_most_questions_are_answered_right_and_none_with_a_wrong_yes(
    names: tuple[str, ...], cases: tuple[Case, ...]
) -> None:
    right, wrong = 0, []
    for question, eligible, amount in cases:
        found = asked(schemes(*names), question)
        got = (found.outcome.eligible, found.outcome.amount) if found else (None, None)
        right += got[0] is eligible and (amount is None or got[1] == amount)
        if got[0] is True and eligible is not True:
            wrong.append(question)
    assert not wrong
    assert right / len(cases) >= LEAST


@pytest.mark.parametrize("case", [*OTHERS, *TRADE])
def test_each_of_them_is_known_for_a_case_of_ones_own(case: Case) -> None:
    assert is_eligibility_question(case[0])
