"""What became of every number."""

import pytest

from ingest.extract.account import account
from ingest.extract.scene import Passed
from ingest.extract.target import judge


def accounted(source):
    found = list(judge(source))
    records = [item for item in found if not isinstance(item, Passed)]
    passed = [item for item in found if isinstance(item, Passed)]
    return {
        n.clause.text[n.start : n.end]: n.by.get("kind") or n.reason
        for n in account(source.document, source.clause, records, passed)
    }


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("1.到2025年，覆盖率达到60%。", "60", "target"),
        ("1.到2025年，覆盖率达到60%。", "1", "label"),
        ("根据市政发〔2021〕178号文件。", "178", "document number"),
        ("按GB/T 24001执行。", "24001", "standard number"),
        ("治理PM2.5污染。", "2.5", "name"),
        ("落实《“双碳”方案（2021-2023）》。", "2021", "title"),
        ("近年来，新增就业12万人。", "12", "past fact"),
        ("年用水量20万立方米以上企业自查。", "20", "threshold"),
        ("咨询电话：021-88886666。", "88886666", "contact"),
        ("构建“2+6+6”体系。", "2", "name"),
    ],
)
def test_a_number_has_its_record_or_its_reason(reading, text, number, reason):
    assert accounted(reading(text))[number] == reason


def test_what_nothing_explains_is_shown(reading):
    assert accounted(reading("其中甲类（备用）47丙。")) == {"47": None}
