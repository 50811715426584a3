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
