"""Times as whole days."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.value.date import Reference, last_day, periods, plan_years

ISSUED = Reference(issued=date(2022, 3, 15), years=(2021, 2023))


def read(text, reference=ISSUED):
    return [(p.kind, p.first and p.first.isoformat(), p.last and p.last.isoformat()) for p in periods(text, reference)]


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("到2025年，", "by", None, "2025-12-31"),
        ("到 2025 年底", "by", None, "2025-12-31"),
        ("2022年6月底前", "by", None, "2022-06-30"),
        ("2024年2月底前", "by", None, "2024-02-29"),
        ("2022年6月前", "by", None, "2022-05-31"),
        ("2023年6月30日前", "by", None, "2023-06-30"),
        ("2030年前碳达峰", "by", None, "2029-12-31"),
        ("2021年年底以前", "by", None, "2021-12-31"),
        ("二〇二五年底前", "by", None, "2025-12-31"),
        ("2024年上半年前", "by", None, "2024-06-30"),
        ("“十四五”时期", "during", "2021-01-01", "2025-12-31"),
        ("“十五五”期间", "during", "2026-01-01", "2030-12-31"),
        ("到“十四五”末", "by", None, "2025-12-31"),
        ("2022—2023年", "during", "2022-01-01", "2023-12-31"),
        ("2022年3月至2023年2月", "during", "2022-03-01", "2023-02-28"),
        ("自2022年1月1日起施行", "from", "2022-01-01", None),
        ("自印发之日起施行", "from", "2022-03-15", None),
        ("自发布之日起30日后施行", "from", "2022-04-14", None),
        ("有效期至2025年6月30日", "until", None, "2025-06-30"),
        ("有效期5年", "until", None, "2027-03-14"),
        ("试行两年", "until", None, "2024-03-14"),
        ("执行至2026年底", "until", None, "2026-12-31"),
        ("每季度", "every", None, None),
        ("每两年", "every", None, None),
        ("今年年底前", "by", None, "2022-12-31"),
        ("9月底前", "by", None, "2022-09-30"),
        ("三年任务两年完成", "by", None, "2022-12-31"),
        ("应在15个工作日内", "by", None, None),
        ("用三年时间建成", "by", None, "2025-03-15"),
        ("不得超过2025年12月31日", "by", None, "2025-12-31"),
    ],
)
def test_time_words_stand_for_whole_days(text, kind, first, last):
    assert (kind, first, last) in read(text)


def test_two_plans_are_two_periods():
    assert [p[2] for p in read("“十四五”、“十五五”期间")] == ["2025-12-31", "2030-12-31"]


def test_a_day_without_a_year_stays_open_where_the_document_has_no_date():
    assert read("自5月1日起施行", Reference()) == [("from", None, None)]


@pytest.mark.parametrize("text", ["2022年2月30日前", "13月底前", "第三季", "2021〕178号", "比例", "十四五规划纲要"])
def test_what_is_no_time_gives_none_of_its_own(text):
    assert all(last != "2022-02-30" for *_, last in read(text))
    assert not [p for p in read(text) if p[0] == "by" and p[2] is None]


@given(st.text(alphabet="0123456789二十五四年月日底前到至自起每“”期间、— "))
def test_any_text_gives_ordered_periods_inside_it(text):
    found = periods(text, ISSUED)
    assert all(0 <= p.start < p.end <= len(text) for p in found)
    assert [p.start for p in found] == sorted(p.start for p in found)


@given(st.integers(1900, 2099), st.integers(1, 12))
def test_the_last_day_of_a_month_is_followed_by_the_first_of_the_next(year, month):
    day = last_day(year, month)
    assert date.fromordinal(day.toordinal() + 1).day == 1


def test_plans_follow_each_other_without_a_gap():
    ordinals = ["十一", "十二", "十三", "十四", "十五", "十六"]
    years = [plan_years(ordinal) for ordinal in ordinals]
    assert all(before[1] + 1 == after[0] for before, after in pairwise(years))
