"""Who may apply at all: places in brackets, words that a document defines, duties of law, and what is only vague."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

Told = dict[str, Any] | str
ON = date(2025, 6, 1)
RENTS = {"学历": "本科", "在我市用人单位就业": True, "连续缴纳社会保险": 8, "用人单位所在地": "岑港市"}
HEAD = "岑港市支持企业和青年若干措施\n岑政发〔2024〕1号\n岑港市人民政府\n2024年1月5日\n"

IN_THE_CITY = """第一条 对年度购置设备100万元以上的工业企业，给予5万元补助。
第二条 本措施适用于在岑港市区（东屿区、西屿区、岑港经济技术开发区、岑港高新技术产业开发区）注册、具有法人资格的企业。
"""
EMPLOYERS = """一、适用对象
（一）青年人才。本办法所称青年人才，是指年龄不超过35周岁、具有本科以上学历的人员。
（二）用人单位。本办法所称用人单位，是指在岑港市行政区域内登记注册、依法参加社会保险的企业，不包括机关事业单位。
二、支持措施
（一）租房补贴。青年人才在我市用人单位就业并连续缴纳社会保险满6个月的，按照每月500元给予租房补贴。
（二）购房补贴。青年人才首次购买新建商品住房的，给予补贴：本科、高级工、技师3万元，硕士、高级技师5万元。
"""
VAGUE = """第一条 对符合要求的节水改造项目，按照项目投资额的10%给予补助。
"""
SCOPE = """第一条 对本县收购农产品100吨以上的经营主体，给予2万元奖励。
第二条 本措施适用于在本县行政区域内从事农业生产、加工、流通和服务的企业和合作社。
"""
FLEXIBLE = """第一条 灵活就业补贴。残疾人灵活就业的，给予每月200元补贴。
已办理营业执照的，不享受灵活就业补贴。
第二条 岗位补贴。企业招用残疾人3人以上的，给予2万元补贴。
"""
TRAINEES = """第一条 对见习单位按规定组织学生见习、按月支付生活费并为其办理人身意外伤害保险的，给予1万元补助。
"""
GLOSSED = """第一条 本措施所称数字企业，是指主要从事软件、大数据、云计算等业务的企业。
第二条 对首次入库的数字企业，给予10万元奖励。
"""
ZONE = """第一条 对年度购置设备100万元以上的企业，给予5万元补助。
第二条 本措施适用于工商注册地、税务征管关系及统计关系均在经开区范围内的企业。
"""
BOUGHT = {"购置设备": 1_200_000, "工商注册地在经开区": True, "税务征管关系在经开区": True}
POINTED = """第一条 对下列人员给予一次性创业补贴5000元：
（一）退役军人；
（二）残疾人。
第二条 下列人员在本市首次创办企业的，给予1万元补贴：退役军人，残疾人，登记失业人员。
第三条 企业招用下列人员并签订1年以上劳动合同的，按每人2000元给予补贴：
（一）登记失业半年以上人员；
（二）脱贫人口。
"""
LICENSED = """第一条 本办法所称家政企业，是指持有家政服务许可的企业。
第二条 对购买设备的家政企业，给予10万元补贴。
"""
ALL_OF_IT = """第一条 对下列人员给予1000元补贴：在本市就业、参保满1年的高校毕业生。
"""
LISTED = """第一条 对下列人员给予1000元补贴：
（一）本市户籍；
（二）连续缴纳社会保险满1年。
"""
STEADY = """第一条 企业招用脱贫人口，稳定就业3个月以上的，给予企业2万元补贴。
"""
GROWN = """第一条 对上年度研发费用较前一年度增长20%以上的企业，按增量部分的10%给予补助。
"""
PRIZE = """第一条 对取得产品碳足迹证书的企业，给予2万元奖励。
"""
GAMES = """第一条 本市输送的运动员在全运会、省运会获得第一名的，分别奖励20万元、3万元。
第二条 本市企业在新三板基础层、创新层挂牌的，分别给予50万元、80万元奖励。
"""
WORKS = {"见习单位": True, "按月支付生活费": True}


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        (IN_THE_CITY, "我们是市区注册的工业企业，独立法人，今年买设备花了120万元，能补多少？", True),
        (IN_THE_CITY, "我们公司注册在东屿区，独立法人工业企业，今年买设备花了120万元，能补多少？", True),
        (IN_THE_CITY, "我们注册在云石县，独立法人工业企业，今年买设备花了120万元，能补吗？", False),
        (EMPLOYERS, RENTS | {"年龄": 28}, True),
        (EMPLOYERS, RENTS | {"年龄": 38}, False),
        (VAGUE, "我们做了节水改造项目，符合要求，项目投资200万元，能补多少？", True),
        (VAGUE, "我们做了节水改造项目，不符合要求，项目投资200万元，能补多少？", False),
        (VAGUE, "我们做了节水改造项目，项目投资200万元，能补多少？", None),
        (SCOPE, {"收购农产品": 120, "申请人类型": "合作社"}, True),
        (FLEXIBLE, "我们公司已办理营业执照，招用了5名残疾人，问岗位补贴", True),
        (TRAINEES, WORKS | {"办理人身意外伤害保险": True}, True),
        (TRAINEES, WORKS, None),
        (ZONE, "我们公司注册和纳税都在市里，只是在经开区租了间办公室，今年买设备120万元", None),
        (ZONE, "我们公司注册和纳税都在经开区，今年买设备120万元", True),
        (ZONE, BOUGHT | {"统计关系在经开区": False}, False),
        (POINTED, "我是退役军人，问一次性创业补贴", True),
        (POINTED, "我在企业上班，问一次性创业补贴", None),
        (POINTED, "我是残疾人，在本市第一次办了个公司", True),
        (POINTED, "我在本市第一次办了个公司", None),
        (POINTED, "我们公司招用了3个脱贫人口，签了2年合同", True),
        (POINTED, "我们公司招用了3个人，签了2年合同", None),
        (LICENSED, "我们是家政企业，没有家政服务许可，购买设备了", False),
        (ALL_OF_IT, "我是高校毕业生，在本市就业，刚入职没参保", None),
        (LISTED, "我是本市户籍，问1000元补贴", None),
        (STEADY, "我们公司招用了脱贫人口，都稳稳干了四个月", True),
        (STEADY, "我们公司招用了脱贫人口，才干了两个月", False),
        (STEADY, "我们公司招用了脱贫人口，合同签了四个月", None),
        (GROWN, "我们公司研发前年400万，去年600万", True),
        (GROWN, "我们公司研发前年500万，去年550万", False),
        (PRIZE, "我们公司取得了产品碳足迹证书", True),
        (PRIZE, "我们公司做了产品碳足迹，证书下没下来还没问", None),
        (GAMES, "孩子是本市输送的运动员，在省运会得了第五名", False),
        (GAMES, "孩子是本市输送的运动员，在省运会获得第一名", True),
        (GAMES, "我们是本市企业，请券商辅导上新三板", None),
        (GLOSSED, "我们是数字企业，今年首次入库", True),
    ],
)  # fmt: skip
def test_who_may_apply(tmp_path: Path, text: str, told: Told, expected: bool | None) -> None:
    assert judged(schemes_in(HEAD + text, tmp_path), told, ON)[0] is expected


@pytest.mark.parametrize(("degree", "amount"), [("本科", 30000.0), ("技师", 30000.0), ("高级技师", 50000.0)])
def test_one_of_a_list_of_degrees_is_enough(tmp_path: Path, degree: str, amount: float) -> None:
    told = {
        "年龄": 30,
        "学历": degree,
        "首次购买新建商品住房": True,
        "具有本科以上学历": True,
        "用人单位所在地": "岑港市",
    }
    assert judged(schemes_in(HEAD + EMPLOYERS, tmp_path), told, ON) == (True, amount)
