"""What others did, what came to nothing, or what is said of another thing or place is no deed of the applicant."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.eligibility.telling.deeds_said import said_of
from tests.graph.eligibility.told import judged, schemes_in

ON = date(2026, 5, 10)
CASES = [
    ("对企业技术成果在本市实施转化的，给予20万元奖励。", "我们的技术成果在本市投产了",
     ["我们的技术成果在老家那边投产了", "我们的技术成果放在合作方那里转化", "我们的技术成果已经产业化了"]),
    ("对注册地迁入我市的企业，给予50万元奖励。", "我们公司注册地迁来了",
     ["公司注册地迁到隔壁市了", "公司注册地迁到广州了", "我们企业注册资本转进来了"]),
    ("对获得股权投资的企业，给予30万元奖励。", "我们公司拿到A轮融资",
     ["我们公司拿到了银行融资", "我们公司谈风投入股没谈成"]),
    ("对购买市外先进技术成果的企业，给予10万元补助。", "我们企业从北京一家研究所买了项先进技术",
     ["我们企业从北京买了一批设备"]),
    ("对上市申请获沪深北交易所受理的企业，奖励100万元。", "深交所受理了我们公司的上市申请",
     ["我们公司拿到受理通知书", "我们公司的补贴申请受理了"]),
    ("对成功上市的企业，给予300万元奖励。", "我们公司在北交所敲钟了",
     ["我们公司的母公司成功上市", "我们参股的公司上市了", "我们公司的新药成功上市",
      "老板一直做股票交易", "我们公司上市失败了"]),
    ("对在新三板挂牌的企业，给予50万元奖励。", "我们公司上了新三板",
     ["我们公司上了新三板培训课", "我们公司新三板没挂成"]),
    ("对以专利权质押方式获得银行贷款的企业，给予5万元补助。", "我们公司专利押给银行借了200万",
     ["我们公司拿专利去银行质押，被拒了", "我们公司专利质押贷款没批下来", "供应商拿专利押给银行贷了款"]),
    ("对取得流动资金贷款的企业，给予5万元补助。", "我们公司从银行借了流动资金60万",
     ["我们公司流动资金贷款被拒", "我们公司向银行借流动资金，银行没批"]),
    ("对按期还本付息的企业，给予5万元补助。", "我们公司贷款按期还清了",
     ["我们公司贷款还清了，晚了三个月", "我们公司贷款过了半年才还清", "我们公司被银行起诉后还清了贷款"]),
    ("对完成数据资产入表的企业，给予20万元奖励。", "我们公司数据资产记进了资产负债表",
     ["我们公司提交了财务报表数据", "我们公司数据还没入表"]),
    ("对企业业务系统上云的，给予5万元补助。", "我们公司的系统搬到了云上",
     ["我们公司帮客户把系统搬到了云上"]),
    ("对引荐市外投资者来我市投资的个人，给予1万元奖励。", "我引荐外省老板来投资建厂",
     ["我介绍外地老乡来厂里打工"]),
    ("对作为第一完成单位获得市科技进步奖的企业，奖励10万元。", "我们公司获得市科技进步奖，是第一完成单位",
     ["我们公司获得市科技进步奖，销量排名第一"]),
    ("对技术合同经认定登记的企业，给予2万元奖励。", "我们公司技术合同做了认定登记",
     ["我们公司的合同在市场监管局登记过"]),
    ("对孵化器运营机构给予10万元补助。", "我们运营一家孵化器",
     ["我们入驻了孵化器", "孵化器运营方让我们来问"]),
    ("见习人员留用率100%的单位，给予5万元奖励。", "我们单位带了10个见习生，都留下了",
     ["我们单位带了10个见习生，走了6个，剩下的都留任了"]),
    ("揭榜方为市外高校院所或企业的项目，给予10万元补助。", "我们的项目市外研究院揭了榜",
     ["我们的项目市外高校没揭榜"]),
    ("年龄60周岁以上的居民，每月发放津贴100元。", "我是居民，本人63",
     ["我是居民，家里老人75，我45", "我是居民，我45，老人75"]),
    ("月工资不低于3000元的职工，给予补贴500元。", "我是职工，每月工资3500",
     ["我是职工，每月扣款3500", "我是职工，每月罚款3500"]),
    ("对在重点商圈开设首店的企业，给予10万元奖励。", "我们公司在重点商圈开设首店",
     ["我们公司在离重点商圈两公里的地方开设首店"]),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "done", "others"), CASES, ids=[clause for clause, _, _ in CASES])
def test_only_what_the_applicant_did_makes_a_yes(tmp_path: Path, clause: str, done: str, others: list[str]) -> None:
    schemes = schemes_in(f"云溪市奖励办法\n\n第二条 {clause}\n", tmp_path)
    assert judged(schemes, done, ON)[0] is True
    assert [said for said in others if judged(schemes, said, ON)[0] is True] == []


def test_what_is_on_no_list_is_not_made_so_by_advice(tmp_path: Path) -> None:
    schemes = schemes_in("云溪市奖励办法\n\n第二条 对参加目录内境外展会的企业，给予3万元补助。\n", tmp_path)
    for said in ("我们公司参加了朋友推荐的境外展会", "我们公司参加了指南里的境外展会"):
        assert judged(schemes, said, ON)[0] is not True


@pytest.mark.parametrize("who", ["母公司", "隔壁厂", "帮客户", "替别人", "供应商", "亲戚家", "合作方", "参股的企业"])
def test_somebody_else_before_the_deed_did_it(who: str) -> None:
    assert said_of("股改", f"{who}完成了股改") is None
    assert said_of("股改", "我们完成了股改") is True
    assert said_of("股改", "跟合作方一起完成了股改") is True


@pytest.mark.parametrize("end", ["被拒了", "没批", "没办成", "没成", "银行不肯", "失败了"])
def test_a_denial_behind_the_deed_counts(end: str) -> None:
    assert said_of("知识产权质押融资", f"拿商标去质押{end}") is False
