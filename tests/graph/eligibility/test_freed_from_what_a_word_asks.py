"""Who bears a word that the document explains must be all that it says, but what the document spares some of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.eligibility import choose, evaluate, from_documents, from_mapping
from ingest.link import Register
from ingest.pipeline import ingest

TEXT = """东屿县教师若干措施
一、适用范围
（一）新入职教师。指2023年1月1日以后首次来东屿县学校任教，签订3年以上聘用合同，且连续缴纳社会保险满6个月的教师。应届毕业生不受“连续缴纳社会保险满6个月”的限制。
二、生活补贴
（一）新入职的硕士，给予1万元补贴。
（二）修缮灯塔的村集体，给予2万元补助。
"""
TEACHER = {"首次来东屿县学校任教": True, "到岗时间": "2024-03-01", "聘用合同年限": 3, "学历": "硕士"}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({**TEACHER, "连续缴纳社会保险月数": 7}, True),
        ({**TEACHER, "连续缴纳社会保险月数": 2}, None),
        ({**TEACHER, "连续缴纳社会保险月数": 2, "申请人类型": "应届毕业生"}, True),
        ({**TEACHER, "连续缴纳社会保险月数": 7, "聘用合同年限": 2}, False),
        ({**TEACHER, "连续缴纳社会保险月数": 7, "到岗时间": "2022-03-01"}, False),
        ({"学历": "硕士"}, None),
    ],
)
def test_who_is_spared_need_not_meet_it(facts: dict[str, object], expected: bool | None, tmp_path: Path) -> None:
    path = tmp_path / "例.txt"
    path.write_text(TEXT, encoding="utf-8")
    schemes = [one for one in from_documents(ingest(path, Register.load())) if one.place.path == "二/(一)"]
    outcome = choose(evaluate(schemes, from_mapping(facts, schemes), on=date(2024, 12, 1)))
    assert outcome.eligible is expected
