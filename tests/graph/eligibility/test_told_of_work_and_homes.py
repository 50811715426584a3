"""What workers, newcomers and those who hire them tell: terms, contributions, classes, homes not owned."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 5, 20)
HEAD = "云汀市就业和人才若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
Told = dict[str, Any] | str

HIRED = (
    "一、吸纳补贴\n企业招用登记失业人员，与其签订1年以上期限劳动合同并缴纳社会保险满6个月的，"
    "按每人2000元的标准给予补贴。\n"
)
SKILLS = (
    "一、技能补贴\n企业在职职工累计缴纳失业保险费满12个月，取得高级工职业技能等级证书的，给予2000元技能提升补贴。\n"
)
RENTS = (
    "一、租房补贴\n新引进的全职D、E类人才，本人及配偶、未成年子女在我市无自有住房，"
    "且未入住公共租赁住房或用人单位提供的免费住房的，给予每月1000元租房补贴。\n"
)
SHARED = (
    "一、租房补贴\n到本市企业就业的博士、硕士毕业生，本人及配偶在本市无自有住房的，"
    "分别按每月2000元、1000元给予租房补贴。\n"
)
NEWCOMER = {"新引进": True, "全职": True, "本人及配偶、未成年子女在我市无自有住房": True}
AT_WORK = {"到本市企业就业": True, "本人及配偶在本市无自有住房": True}
HOUSED = {"入住公共租赁住房或用人单位提供的免费住房": False}


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (HIRED, "我们公司招了3个登记失业人员，合同都签了两年，社保交满7个月", (True, 6_000)),
        (HIRED, "我们公司招了3个登记失业人员，合同只签了半年，社保交满7个月", (False, 0)),
        (HIRED, {"招用登记失业人员": 3, "劳动合同期限_年": 2, "缴纳社会保险_月": 7}, (True, 6_000)),
        (HIRED, {"招用登记失业人员": 3, "劳动合同期限_年": 0.5, "缴纳社会保险_月": 7}, (False, 0)),
        (SKILLS, "我在厂里上班，失业保险交了快三年，拿到了高级工职业技能等级证书", (True, 2_000)),
        (SKILLS, "我在厂里上班，失业保险到现在连续交满11个月，拿到了高级工职业技能等级证书", (False, 0)),
        (SKILLS, "我在厂里上班，失业保险交了1年2个月，在广州考下了高级工职业技能等级证书", (True, 2_000)),
        (RENTS, {**NEWCOMER, **HOUSED, "人才类别": "E类", "租住月数": 6}, (True, 6_000)),
        (RENTS, {**NEWCOMER, **HOUSED, "人才类别": "C类", "租住月数": 6}, (False, 0)),
        (RENTS, {**HOUSED, "全职": True, "人才类别": "E类"}, (None, None)),
        (SHARED, {**AT_WORK, "学历": "硕士", "月数_月": 6}, (True, 6_000)),
    ],
)  # fmt: skip
def test_terms_told(body: str, told: Told, expected: tuple[bool | None, float | None], tmp_path: Path) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected


GROUP = (
    "第一条 本办法所称重点群体，是指下列人员：\n（一）毕业5年内的高校毕业生；\n（二）退役军人；\n"
    "（三）脱贫人口和残疾人。\n"
    "第二条 创业补贴。重点群体人员在本市首次创办小微企业，正常经营满1年的，可以申请创业补贴。补贴标准为：\n"
    "（一）注册在城区的，给予10000元；\n（二）注册在农村的，给予15000元。\n"
)
FOUNDED = {"在本市首次创办小微企业": True, "正常经营年限": "2年", "注册在农村": True}
EITHER = (
    "第一条 企业招用毕业2年内未就业的高校毕业生或者登记失业的16至24岁青年，签订1年以上劳动合同的，"
    "按每招用1人1500元给予补贴。\n"
)
RISING = (
    "第一条 带动就业补贴。创业主体招用员工（法定代表人除外）并签订1年以上劳动合同的，按招用人数给予补贴。"
    "招用3人及以下的，每人2000元；招用3人以上的，从第4人起每增加1人给予3000元。\n"
)
BESIDES = (
    "第一条 高校毕业生在本市首次创办企业的，给予创业补贴1万元；吸纳3人以上就业的，再给予带动就业补贴，"
    "标准为每带动1人2000元。\n"
)
EACH_MORE = "第一条 企业招用失业人员3人以上的，补贴6000元；每多招用1人，增加2000元；每户最高30000元。\n"
LENT = "第一条 退役军人创办企业，可以申请最高30万元的创业担保贷款，贷款期限最长3年，按实际支付利息的50%给予贴息。\n"
APPRENTICES = {"开展新型学徒制培训": True, "劳动合同期限": "2年"}
TRAINED = (
    "第一条 企业对签订1年以上劳动合同的技能岗位职工开展新型学徒制培训，培训期满取得相应职业技能等级证书的，"
    "按高级工每人6000元给予补贴。\n"
)


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (GROUP, {**FOUNDED, "退役军人": True}, (True, 15_000)),
        (GROUP, {**FOUNDED, "重点群体人员": True}, (True, 15_000)),
        (GROUP, {**FOUNDED, "高校毕业生": True, "毕业年限": "3年"}, (True, 15_000)),
        (GROUP, FOUNDED, (None, None)),  # of which group the founder is, nobody presumes
        (GROUP, {"注册在农村": True}, (None, None)),
        (EITHER, "我们企业招了5个毕业一年没就业的大学生，合同签了两年", (True, 7_500)),
        (EITHER, {"招用人数": 4, "登记失业": True, "年龄": "20岁", "青年": True, "劳动合同期限": "1年"}, (True, 6_000)),
        (RISING, {"创业主体": True, "招用人数": 5, "劳动合同期限": "2年"}, (True, 12_000)),
        (RISING, {"创业主体": True, "招用人数": 2, "劳动合同期限": "2年"}, (True, 4_000)),
        (BESIDES, {"高校毕业生": True, "在本市首次创办企业": True, "吸纳就业人数": 5}, (True, 20_000)),
        (BESIDES, {"高校毕业生": True, "在本市首次创办企业": True, "吸纳就业人数": 2}, (True, 10_000)),
        (EACH_MORE, {"招用失业人员人数": 5}, (True, 10_000)),
        (LENT, {"退役军人": True, "创办企业": True, "实际支付利息": "8000元"}, (True, 4_000)),
        (TRAINED, {**APPRENTICES, "证书等级": "高级工", "取证人数": 8}, (True, 48_000)),
    ],
)  # fmt: skip
def test_groups_and_counts_told(
    body: str, told: Told, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected


HIGHER = "第一条 企业引进博士满1年的，给予奖励。奖励标准为：A类每人2万元，B类每人1万元。\n"
INTERVIEW = (
    "第一条 应届毕业生来我市参加面试的，按以下标准给予一次性补贴，每人限享受一次：省内高校300元，省外高校800元。\n"
)
COUPLES = "第一条 新引进硕士购买首套住房的，给予购房补贴5万元。夫妻双方均符合条件的，由一方申领，另一方不再享受。\n"
PAID_IN = {"缴费月数": 10}
CONTRIBUTIONS = "第一条 经认定的就业困难人员灵活就业的，按实际缴费额的60%补贴，每月最高600元。\n"
CERTIFIED = "第一条 在职职工取得技师证书的，给予3000元补贴。申请应当自证书核发之日起12个月内提出。\n"
SCARCE = "第一条 在职职工取得高级工证书，工种列入我市当年度急需紧缺职业（工种）目录的，给予2600元补贴。\n"
CARE = "第一条 企业开展学徒培训的，按每人5000元给予补贴。未取得证书的学徒不予补贴。\n"


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (HIGHER, {"人才类别": "A类", "引进博士年限": "2年", "引进人数": 1}, (True, 20_000)),
        (HIGHER, {"人才类别": "A类"}, (None, None)),  # what stands before a list of sums is asked of each
        (INTERVIEW, {"应届毕业生": True, "来我市参加面试": True, "省外高校": True}, (True, 800)),
        (COUPLES, {"新引进": True, "学历": "硕士", "购买首套住房": True, "夫妻双方均符合条件": True}, (True, 50_000)),
        (CONTRIBUTIONS, {"就业困难人员": True, "灵活就业": True, "每月实际缴费额": 1100, **PAID_IN}, (True, 6_000)),
        (CERTIFIED, "我是在职职工，技师证是14个月前发的", (False, 0)),
        (CERTIFIED, "我是在职职工，技师证是三个月前发的", (True, 3_000)),
        (SCARCE, {"在职职工": True, "证书等级": "高级工", "列入急需紧缺职业（工种）目录": True}, (True, 2_600)),
        (CARE, {"开展学徒培训": True, "学徒培训人数": 6, "未取得证书的学徒": True}, (True, 30_000)),
    ],
)  # fmt: skip
def test_sums_by_the_month_and_rules_of_payment_told(
    body: str, told: Told, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected


CLASSED = """第一条 本办法所称全职，是指与用人单位签订3年以上劳动合同。
第二条 人才按以下标准分类：
| 类别 | 对象 |
| --- | --- |
| D类 | 博士研究生，或具有正高级职称人员 |
| E类 | 全日制硕士研究生，或具有副高级职称人员 |
第三条 生活补贴。新引进的全职E类人才，年龄不超过40周岁的，按每人每月1500元给予生活补贴，发放期限累计不超过36个月。
"""
HELD = {"新引进": True, "劳动合同期限": "3年", "月数": "6个月"}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({**HELD, "学历": "硕士", "年龄": "38周岁"}, (True, 9_000)),
        ({**HELD, "人才类别": "E类", "年龄": "38周岁"}, (True, 9_000)),
        ({**HELD, "学历": "本科", "年龄": "38周岁"}, (None, None)),  # a rank would do as well
        ({**HELD, "学历": "硕士", "年龄": "43周岁"}, (False, 0)),
        ({**HELD, "人才类别": "E类", "年龄": "30周岁", "劳动合同期限": "1年"}, (False, 0)),
        ({**HELD, "年龄": "30周岁"}, (None, None)),  # one of several ways to be of a class goes not without saying
        ({"学历": "硕士", "年龄": "30周岁"}, (None, None)),
    ],
)
def test_classes_are_shown_by_what_their_table_says(
    told: Told, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{CLASSED}", tmp_path), told, ON) == expected
