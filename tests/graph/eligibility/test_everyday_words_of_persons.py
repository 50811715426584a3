"""What workers, families and those who employ them say in everyday words, against whole clauses; what sounds near."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 6, 1)
HEAD = "云汀市促进就业和人才若干政策\n"
YES: list[tuple[str, str]] = [
    ("对离校2年内未就业高校毕业生", "去年毕业到现在还没找到工作"),
    ("企业招用就业困难人员并为其缴纳社会保险的", "厂里招了两个4050人员，社保都给交了"),
    ("参加创业培训并取得合格证书的", "创业培训班结业，合格证发下来了"),
    ("与职工签订劳动合同并缴纳职工养老保险的", "跟工人签了合同，养老保险也给上了"),
    ("认定为市级创业孵化示范基地的", "市里评我们是创业孵化示范基地"),
    ("认定为市级创业孵化示范基地的", "今年申报的市级创业孵化示范基地批下来了"),
    ("对上年度未裁员的企业", "去年一个人都没裁"),
    ("高校毕业生灵活就业并缴纳社会保险的", "我大学毕业，现在跑外卖，社保自己交"),
    ("获得省级技能竞赛一等奖的", "全省技能大赛得了一等奖"),
    ("企业招用自主就业退役士兵，签订1年以上劳动合同的", "公司招了2个退伍兵，合同签了三年"),
    ("持有残疾人证的", "办了残疾证的"),
    ("安置残疾人就业的", "我们公司收了三个残疾人干活"),
    ("对特困供养人员", "我是五保户"),
    ("对监测对象", "我家是防返贫监测户"),
    ("对遭遇重大疾病的职工", "我得了大病，在厂里上班"),
    ("对子女考入全日制本科的困难家庭", "家里困难，孩子考上了全日制本科"),
    ("为员工缴纳工伤保险的", "给员工上了工伤险"),
    ("缴纳城乡居民养老保险的", "居民养老一直在交"),
    ("对领取失业保险金的人员", "我现在吃失业金"),
    ("领取失业保险金期满仍未就业的", "失业金领完了还没找到活"),
    ("以灵活就业身份缴纳社会保险的", "自己去交的灵活就业社保"),
]
NOT: list[tuple[str, str]] = [
    ("对离校2年内未就业高校毕业生", "去年毕业就去厂里上班了"),
    ("租赁场地创办企业的", "开公司，用的自家房子"),
    ("参加职业技能培训并取得证书的", "参加了技能培训，证还没发"),
    ("与职工签订劳动合同并缴纳职工养老保险的", "员工都签了劳动合同，职工养老没交"),
    ("认定为市级创业孵化示范基地的", "今年去申报市级创业孵化示范基地"),
    ("认定为市级创业孵化示范基地的", "申报市级创业孵化示范基地没成"),
    ("认定为市级创业孵化示范基地的", "市级创业孵化示范基地的材料交了，等结果"),
    ("连续缴纳社会保险6个月以上的", "社保断断续续交了10个月"),
    ("在本市缴纳社会保险满12个月的", "社保在外地交了14个月"),
    ("设立技能大师工作室的", "想建一个技能大师工作室"),
    ("为员工缴纳工伤保险的", "员工的工伤保险没买"),
    ("对领取失业保险金的人员", "失业金还没领上"),
    ("缴纳城乡居民养老保险的", "我交的是职工养老"),
    ("以灵活就业身份缴纳社会保险的", "社保是单位给交的"),
    ("取得营业执照的", "营业执照想去办"),
    ("签订就业协议的", "就业协议准备签"),
    ("取得高级职业资格证书的", "报考了高级职业资格证书"),
    ("完成消防验收的", "下个月做消防验收"),
]


def _eligible(clause: str, told: str, folder: Path) -> bool | None:
    return judged(schemes_in(f"{HEAD}一、{clause}，给予10万元奖励。\n", folder), told, ON)[0]


@pytest.mark.parametrize(("clause", "told"), YES)
def test_everyday_words_are_taken_for_those_of_the_clause(clause: str, told: str, tmp_path: Path) -> None:
    assert _eligible(clause, told, tmp_path) is True


@pytest.mark.parametrize(("clause", "told"), NOT)
def test_what_only_sounds_near_is_no_yes(clause: str, told: str, tmp_path: Path) -> None:
    assert _eligible(clause, told, tmp_path) is not True
