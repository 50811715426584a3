"""What grew from year to year, sums added up from parts, and heads counted by grade or by how long they stayed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 6, 1)
HEAD = "云汀市促进产业发展若干措施\n云政发〔2024〕1号\n云汀市人民政府\n2024年1月5日\n"
Told = dict[str, Any] | str

GROWN = "一、企业研发费用较上年度增长的，按增量部分的10%给予补助，单个企业最高200万元。\n"
OUTPUT = "一、工业企业年度产值1亿元以上且同比增长15%以上的，按产值增量的1‰给予奖励，单个企业最高50万元。\n"
INSURED = (
    "一、小微企业招用离校2年内未就业高校毕业生并签订1年以上劳动合同的，按企业为其实际缴纳的基本养老保险费、"
    "医疗保险费和失业保险费给予补贴，不包括个人缴纳部分。\n"
)
FREELANCE = "一、对离校2年内未就业高校毕业生实现灵活就业的，按其实际缴纳社会保险费的2/3给予补贴。\n"
TALENT = "一、对新引进的博士、硕士，分别给予用人单位每人5万元、2万元引才补贴。\n"
NIGHTS = (
    "一、旅行社组织外地游客来我市旅游，住宿1晚按每人20元、住宿2晚及以上按每人40元给予奖励，单家旅行社每年最高50万元。\n"
)
STUDY = "一、研学机构组织市外中小学生开展研学活动，一日研学按每人5元、二日及以上研学按每人15元给予奖励。\n"
SOLDIERS = "一、用人单位招用退役军人并签订1年以上劳动合同的，按每招用1人3000元给予补贴，同一单位每年最多不超过50人。\n"
PART_INSURED = {
    "小微企业": True,
    "招用离校2年内未就业高校毕业生": True,
    "劳动合同年限": 3,
    "单位缴纳养老保险费": 19200,
    "单位缴纳医疗保险费": 8400,
    "单位缴纳工伤保险费": 300,
}


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (GROWN, "我们公司去年研发费用1500万元，前年1100万元", (True, 400_000)),
        (GROWN, "我们公司研发费用比上年度多了400万元", (True, 400_000)),
        (OUTPUT, {"工业企业": True, "年度产值": 6e8, "上年度产值": 4e8, "同比增长": 50}, (True, 200_000)),
        (OUTPUT, {"工业企业": True, "年度产值": 6e8, "上年度利润": 4e7, "同比增长": 50}, (True, None)),
        (INSURED, {**PART_INSURED, "单位缴纳失业保险费": 600}, (True, 28_200)),
        (INSURED, PART_INSURED, (True, None)),  # nothing is told of one of the three
        (
            INSURED,
            "我们小微企业招了2个离校2年内未就业的大学生，合同3年，单位交的养老19200元、医疗8400元、失业600元、工伤300元",
            (True, 28_200),
        ),
        (FREELANCE, {"离校2年内未就业高校毕业生": True, "灵活就业": True, "实际缴纳社会保险费": 9600}, (True, 6400)),
        (TALENT, "我们公司今年新引进了2名博士、7名硕士", (True, 240_000)),
        (TALENT, {"新引进博士人数": 2, "新引进硕士人数": 7}, (True, 240_000)),
        (TALENT, "我们公司今年新引进了7名硕士", (True, 140_000)),
        (NIGHTS, "我们旅行社今年组织外地游客来市里，2600人住了一晚，1400人住了两晚", (True, 108_000)),
        (
            NIGHTS,
            {"旅行社": True, "组织外地游客": True, "住宿1晚人数": 2600, "住宿2晚及以上人数": 1400},
            (True, 108_000),
        ),
        (STUDY, {"研学机构": True, "市外中小学生": True, "研学人数": 240, "研学天数": 2}, (True, 3600)),
        (SOLDIERS, {"招用退役军人人数": 60, "劳动合同年限": 2}, (True, 150_000)),
        (SOLDIERS, {"招用退役军人人数": 30, "劳动合同年限": 2}, (True, 90_000)),
    ],
)
def test_sum_is_reckoned_from_what_is_told_of_each_part(
    body: str, told: Told, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected


OFFICES = (
    "一、对新入驻的总部企业租赁办公用房自用的，第一年、第二年按实际租金的100%、第三年按实际租金的50%给予补贴，"
    "面积不超过1000平方米，补贴标准最高不超过每月每平方米30元。\n"
)
STORES = "一、电商企业租赁仓库的，按实际租金的50%给予补贴，最高不超过每平方米每月10元，单个企业每年最高20万元。\n"
LET = {"新入驻总部企业": True, "租赁办公用房自用": True, "租赁月数": 12, "租赁年度": "第一年"}
STORED = {"电商企业": True, "租赁仓库": True, "租赁月数": 12, "每平方米每月租金": 30}


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (OFFICES, {**LET, "租赁面积": 800, "每月每平方米实际租金": 35}, (True, 288_000)),
        (OFFICES, {**LET, "租赁面积": 1500, "每月每平方米实际租金": 35}, (True, 360_000)),
        (OFFICES, {**LET, "租赁面积": 800, "全年实际租金": 240_000}, (True, 240_000)),
        (OFFICES, {**LET, "每月每平方米实际租金": 35}, (True, None)),  # how much was let is not told
        (STORES, {**STORED, "租赁面积": 1000}, (True, 120_000)),
        (STORES, {**STORED, "租赁面积": 5000}, (True, 200_000)),
        (STORES, "我们电商企业租了仓库，一年租金30万元，2000平方米", (True, 150_000)),
    ],
)
def test_rent_of_a_square_metre_is_paid_for_as_many_as_were_let(
    body: str, told: Told, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected


FAIRS = "一、企业参加境外展会的，按展位费的50%给予补贴，单个展会最高3万元，单个企业年度最高10万元。\n"
ABROAD = (
    "一、获得美国、日本、欧洲专利授权的发明专利，每个国家（地区）奖励2万元，同一发明创造最多奖励2个国家（地区）。\n"
)


@pytest.mark.parametrize(
    ("body", "told", "expected"),
    [
        (FAIRS, "我们公司今年参加了4个境外展会，每个展会展位费4万元", (True, 80_000)),
        (FAIRS, "我们参加了5场境外展会，每场展位费7万元", (True, 100_000)),
        (FAIRS, "我们公司参加1个境外展会，展位费8万元", (True, 30_000)),
        (FAIRS, "我们公司参加境外展会，租了4个展位，展位费一共20万元", (True, 30_000)),
        (FAIRS, {"参加境外展会": True, "境外展会数": 2, "每个展会展位费": 80_000}, (True, 60_000)),
        (ABROAD, "我们同一项发明在美国、日本、欧洲都授权了", (True, 40_000)),
        (ABROAD, "我们公司一件发明专利今年获得美国专利授权", (True, 20_000)),
        (ABROAD, {"获得授权的国家": "美国、日本、欧洲", "发明专利": True}, (True, 40_000)),
    ],
)
def test_bound_on_each_thing_holds_for_each_and_the_bound_on_all_for_all(
    body: str, told: Told, expected: tuple[bool | None, float | None], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{body}", tmp_path), told, ON) == expected
