"""A task is what there is to do: words that only give a role or a date say nothing."""

from datetime import date

import pytest

from ingest.extract.responsibility import extract
from ingest.record import Clause, Document, Meta, Reading, Source


def read(text, title=""):
    clause = Clause("d", "一", text, title=title)
    document = Document("d", Source("d", "", "text/plain", ()), Meta("方案", region="云泽省", kind="plan"), (clause,))
    return list(extract(Reading(clause, document)))


def tasks(text, **given):
    return [(found.agency, found.task) for found in read(text, **given)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市商务局会同市医保局、市财政局，制定补助目录。", {"制定补助目录"}),
        ("市商务局会同市医保局等部门制定补助目录。", {"制定补助目录"}),
        ("由市教育局牵头，市财政局配合，2025年底前建成平台。", {"2025年底前建成平台"}),
        ("市教育局牵头、市财政局配合，建成平台。", {"建成平台"}),
        ("市教育局牵头建设平台，市财政局、市数据局配合。", {"建设平台"}),
        ("老旧校舍改造由市教育局负责，市财政局参与，2025年12月31日前完成。", {"老旧校舍改造"}),
        ("整修泵站，由市水务局牵头。", {"整修泵站"}),
        ("市水务局要按照轻重缓急，整修泵站。", {"整修泵站"}),
        ("本办法由市医保局负责解释。", {"本办法解释"}),
        ("以上任务均需各区政府落实。", {"以上任务均需各区政府落实"}),
    ],
)
def test_the_task_is_the_first_thing_to_do_in_the_sentence(text, expected):
    assert {task for _, task in tasks(text)} == expected


def test_what_another_agency_does_is_not_ones_own():
    assert tasks("市教育局牵头建设平台，市财政局配合做好资金拨付。") == [
        ("市教育局", "建设平台"),
        ("市财政局", "做好资金拨付"),
    ]


def test_a_sentence_of_roles_alone_takes_the_title_of_its_clause():
    assert tasks("由市教育局牵头，市财政局配合。", title="建设托育平台") == [
        ("市教育局", "建设托育平台"),
        ("市财政局", "建设托育平台"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由市人社局于2025年6月底前建成平台。本意见有效期至2030年12月31日。", [date(2025, 6, 30)]),
        ("由市人社局建成平台。到2028年，覆盖率达到60%。", [None]),
        ("市教育局牵头，市财政局配合，2025年底前建成平台。", [date(2025, 12, 31)] * 2),
        ("市教育局要建成平台，2025年底前完成。", [date(2025, 12, 31)]),
        ("2025年底前，市教育局要建成平台；市民政局要建成食堂。", [date(2025, 12, 31)] * 2),
        ("市教育局于2025年底前建成平台；市民政局于2026年底前建成食堂。", [date(2025, 12, 31), date(2026, 12, 31)]),
        ("市教育局要于2025年底前建成平台，市民政局要建成食堂。", [date(2025, 12, 31), None]),
        ("到2025年建成平台，到2027年建成食堂。（市教育局负责）", [None]),
        ("2025年底前建成平台。（市教育局负责）本方案有效期至2030年12月31日。", [date(2025, 12, 31)]),
        ("2025年底前建成平台。（市教育局负责）\n长期办好食堂。（市民政局负责）", [date(2025, 12, 31), None]),
    ],
)
def test_a_task_is_due_on_the_day_that_its_own_words_set(text, expected):
    assert [found.due for found in read(text)] == expected
