"""What is somebody else's, only planned, given up or in doubt never makes an applicant qualify."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 6, 1)
HEAD = "云汀市促进高质量发展若干措施\n\n"
TAIL = "\n\n本措施自2024年1月1日起施行，有效期至2028年12月31日。\n"

MOVED = "对从市外迁入的制造业企业，给予100万元奖励。"
HIRED = "对与市区用人单位建立劳动关系、全职在市区工作的全日制硕士，每月给予1000元补贴。"
TAKEN_ON = "对新招用高校毕业生人数达到现有职工人数10%以上的企业，给予10万元补贴。"
DISABLED = "对残疾人占职工总数10%以上的企业，给予10万元补贴。"
BEDS = "对护理型床位占比达到60%以上的养老机构，给予10万元补贴。"
RESEARCH = "对研发人员占职工总数20%以上的科技企业，给予7万元补贴。"
CLASS = "对C类以上人才，每人给予3000元补贴。"
MIND = "对人工智能企业，给予100万元奖励。"
BEGUN = "对初创企业，给予10万元奖励。"
LOAN = "对首次获得银行贷款的企业，给予2万元奖励。"
TAXED = "对应税销售收入增长30%以上的企业，给予10万元奖励。"
WHOLESALE = "对年销售额1亿元以上的限上批发企业，给予10万元奖励。"
NEW = "对新注册的软件企业，给予10万元奖励。"
NEW_ABROAD = "对新设立的外资企业，给予10万元奖励。"


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        (MOVED, "我们是制造业企业，设备是从上海搬来的，公司本来就在本市"),
        (MOVED, "我们是制造业企业，设备是从上海搬来的"),
        (MOVED, "隔壁公司从上海搬来了，我们是本地制造业企业"),
        (MOVED, "我们是制造业企业，从上海搬来后又搬走了"),
        (MOVED, "我们是制造业企业，仓库从上海搬来"),
        (MOVED, "我们是制造业企业，我们的客户从上海搬来了"),
        (MOVED, "我们是制造业企业，老板从上海搬来的"),
        (MOVED, "我们是制造业企业，只把分公司从上海搬来"),
        (MOVED, "我们是制造业企业，正在从上海迁入，手续没办完"),
        (HIRED, "全日制硕士，在市区签了租房合同，还没找到工作"),
        (HIRED, "全日制硕士，在市区签了租房合同"),
        (HIRED, "全日制硕士，老公在市区上班签了合同，我在家带孩子"),
        (HIRED, "全日制硕士，老公在市区上班签了合同"),
        (HIRED, "全日制硕士，签了合同下个月去市区上班"),
        (HIRED, "全日制硕士，劳务派遣在市区工作"),
        (TAKEN_ON, "公司职工50人，今年新招农民工6人"),
        (DISABLED, "我们公司职工100人，残疾人家属12人"),
        (DISABLED, "我们公司职工100人，残疾人岗位空着12个"),
        (BEDS, "我们养老机构有100张床位，打算改60张护理型床位"),
        (RESEARCH, "科技企业，职工100人，研发人员最多的时候25人，现在12人"),
        (RESEARCH, "科技企业，职工100人，研发中心保洁25人"),
        (RESEARCH, "科技企业，职工100人，外包研发人员25人"),
        (CLASS, "我是B类人才办的工作人员"),
        (CLASS, "我是B类人才候选人"),
        (CLASS, "我被列为B类人才后备人选"),
        (CLASS, "单位给我按B类人才待遇"),
        (MIND, "我们的客户是AI公司"),
        (MIND, "我们是卖AI公司软件的代理商"),
        (BEGUN, "我们是创业公司，开了10年了"),
        (LOAN, "我们企业首贷下来了吗还不知道"),
        (LOAN, "我是公司会计，老板拿到了首贷"),
        (TAXED, "我们公司不开票的销售涨了四成"),
        (TAXED, "同行开票销售涨了四成，我们没涨"),
        (WHOLESALE, "限上批发企业，计划今年销售额2亿"),
        (WHOLESALE, "限上批发企业，今年目标销售额2亿"),
    ],
)
def test_what_is_not_the_applicants_own_never_qualifies(clause: str, told: str, tmp_path: Path) -> None:
    assert judged(schemes_in(f"{HEAD}{clause}{TAIL}", tmp_path), told, ON)[0] is not True


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        (NEW, "我们是软件企业，2019年注册"),
        (NEW, "我们是软件企业，2018年注册，2024年变更注册地址"),
        (NEW_ABROAD, "我们是外资企业，2019年成立"),
        (NEW_ABROAD, "我们是外资企业，2018年注册，2024年变更注册地址"),
    ],
)
def test_a_firm_founded_before_the_measures_is_not_new(clause: str, told: str, tmp_path: Path) -> None:
    assert judged(schemes_in(f"{HEAD}{clause}{TAIL}", tmp_path), told, ON)[0] is False


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        (MOVED, "我们是制造业企业，去年从上海搬来的"),
        (MOVED, "我们是制造业企业，公司2024年从上海整体搬来"),
        (HIRED, "全日制硕士，在市区上班，签了三年劳动合同"),
        (TAKEN_ON, "公司职工50人，今年新招高校毕业生6人"),
        (TAKEN_ON, "公司职工50人，今年新招了6个大学毕业生"),
        (DISABLED, "我们公司职工100人，残疾人12人"),
        (BEDS, "我们养老机构有100张床位，60张是护理型床位"),
        (RESEARCH, "科技企业，职工100人，搞研发的25人"),
        (CLASS, "我是B类人才"),
        (MIND, "我们是AI公司"),
        (LOAN, "公司去年拿到了首贷"),
        (TAXED, "我们开票销售涨了四成"),
        (WHOLESALE, "限上批发企业，今年销售额2亿"),
        (NEW, "我们是软件企业，2024年注册的"),
        (NEW_ABROAD, "我们是外资企业，2024年新设立的"),
    ],
)
def test_what_is_the_applicants_own_still_qualifies(clause: str, told: str, tmp_path: Path) -> None:
    assert judged(schemes_in(f"{HEAD}{clause}{TAIL}", tmp_path), told, ON)[0] is True
