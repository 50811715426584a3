"""What kind of person the applicant is: not their kin, not a word that another hides, and only for as long as told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 5, 1)
SOLDIER = "退役军人在本市首次创业的，给予5000元补贴。"
DISABLED = "持证残疾人在本市首次创业的，给予5000元补贴。"
JOBLESS = "登记失业半年以上人员在本市首次创业的，给予5000元补贴。"
WORKER = "取得高级工证书的企业职工，给予2000元奖励。"
BEYOND = "对年营业收入首次突破1亿元的企业，给予10万元奖励。"
PAYS = "在本市就业并缴纳社会保险的高校毕业生，给予3000元补贴。"
CASES = [
    (SOLDIER, "我是退伍兵，在本市第一次创业", True),
    (SOLDIER, "我爸是退伍兵，我在本市第一次创业", None),
    (SOLDIER, "我儿子是退役军人，今年在本市第一次创业", True),
    (SOLDIER, "我爱人是退役军人，但我自己不是，我在本市第一次创业", None),
    (DISABLED, "我有残疾证，在本市第一次创业", True),
    (DISABLED, "我妈有残疾证，我在本市第一次创业", None),
    (JOBLESS, "我失业登记了八个月，后来在本市第一次创业", True),
    (JOBLESS, "我登记失业9个月了，在本市第一次创业", True),
    (JOBLESS, "我失业登记了快半年，在本市第一次创业", None),
    (JOBLESS, "我失业登记了三个月，在本市第一次创业", False),
    (JOBLESS, "我失业了八个月，在本市第一次创业", None),
    (WORKER, "我是企业职工，考出了钳工高级工证书", True),
    (WORKER, "我是企业职工，评下来副高（高级工程师）", None),
    (BEYOND, "我们公司2022年卖了8000万元，2023年卖到1.2亿元，以前从没过过亿", True),
    (BEYOND, "我们公司2023年营业收入1.2亿元，之前从没突破过5000万", True),
    (BEYOND, "我们公司2023年营业收入1.2亿元，之前从没突破过10亿", None),
    (BEYOND, "我们公司2023年营业收入1.2亿元", None),
    (PAYS, "我是高校毕业生，在本市上班，以前没在别处交过社保，现在单位交了社保", True),
]


@pytest.mark.parametrize(("clause", "said", "answer"), CASES, ids=[said for _, said, _ in CASES])
def test_only_what_the_applicant_is_counts(tmp_path: Path, clause: str, said: str, answer: bool | None) -> None:
    got = judged(schemes_in(f"云溪市奖励办法\n\n第二条 {clause}\n", tmp_path), said, ON)[0]
    assert got is answer or (answer is None and got is False)
