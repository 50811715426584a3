"""What comes near to an exclusion are the applicant's own words, and a remark on one of a list is no part of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 6, 1)
MEASURES = """云溪县促进农业发展若干政策

一、扶持对象
在本县登记注册的农业企业、农民专业合作社、家庭农场、种粮大户等农业经营主体（种粮大户不要求登记注册）。
二、扶持内容
（一）新建冷库的，给予10万元补助。
三、附则
（一）县经济开发区农业项目实行“一事一议”，不适用本政策。
"""


def test_words_of_the_measures_themselves_are_not_said_by_the_applicant(tmp_path: Path) -> None:
    schemes = schemes_in(MEASURES, tmp_path)
    assert judged(schemes, "我们农场在云溪登记，新建了冷库", ON) == (True, 100_000)
    assert judged(schemes, "我们合作社在云溪登记，新建了冷库", ON) == (True, 100_000)
    assert judged(schemes, "我们建材公司在云溪登记，新建了冷库", ON)[0] is not True
    assert judged(schemes, "我们农场在县经济开发区，在云溪登记，新建了冷库", ON)[0] is not True
