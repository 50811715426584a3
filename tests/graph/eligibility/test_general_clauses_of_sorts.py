"""What a general clause asks of each sort of applicants that it names, and what of it an offer need not meet."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.eligibility import Scheme
from tests.graph.eligibility.told import judged, schemes_in

ON = date(2023, 6, 1)
HEAD = "云汀市促进就业产业若干办法\n云政发〔2022〕1号\n云汀市人民政府\n2022年1月5日\n第一章 总则\n"
OFFERS = (
    "第三条 用人单位招用失业人员，签订1年以上劳动合同的，给予补贴2000元。\n"
    "第四条 就业困难人员实现灵活就业的，给予补贴500元。\n"
)
TWO = (
    "第二条 本办法适用于在市区（甲海区、乙东区、云汀新城）范围内依法登记注册的企业、个体工商户、农民专业合作社"
    "（以下统称用人单位）和符合条件的劳动者。\n"
)


def read(rule: str, tmp_path: Path, offers: str = OFFERS) -> dict[str, Scheme]:
    return {one.place.path.rpartition("/")[2]: one for one in schemes_in(f"{HEAD}{rule}{offers}", tmp_path)}


def asked(scheme: Scheme) -> str:
    return "，".join(f"{one.attr}{one.value if one.value is not True else ''}" for one in scheme.requirements)


def test_a_scope_of_two_sorts_asks_each_of_its_own(tmp_path: Path) -> None:
    found = read(TWO, tmp_path)
    firm, person = asked(found["第三条"]), asked(found["第四条"])
    assert "登记注册" in firm and "登记注册" not in person
    assert "符合条件" not in firm + person


@pytest.mark.parametrize(
    ("told", "eligible"),
    [
        ({"注册地": "甲海区"}, True),
        ({"注册地": "云汀新城"}, True),
        ({"在市区登记注册": True}, True),
        ({"在市区登记注册": False}, False),
    ],
)
def test_the_place_of_a_scope_is_one_condition(told: dict[str, Any], eligible: bool, tmp_path: Path) -> None:
    facts = {"用人单位": True, "招用失业人员": True, "劳动合同期限": "2年", **told}
    assert judged(schemes_in(f"{HEAD}{TWO}{OFFERS}", tmp_path), facts, ON)[0] is eligible


@pytest.mark.parametrize(
    ("scope", "of_firms", "of_persons"),
    [
        ("本办法适用于我市范围内依法登记注册的市场主体和重点群体", "登记注册", ""),
        ("本办法适用于依法参保缴费的企业及其引进的人才", "参保缴费", "引进"),
        ("本办法适用于具备独立法人资格的企业、高等学校以及其全职引进的人才（团队）", "独立法人资格", "全职引进"),
        ("本办法所称扶持对象，是指在本区注册纳税的企业及其新引进的人才", "注册纳税", "新引进"),
    ],
)
def test_persons_behind_firms_are_asked_nothing_that_firms_are(
    scope: str, of_firms: str, of_persons: str, tmp_path: Path
) -> None:
    offers = "第三条 企业新建实验室的，给予补贴2000元。\n第四条 个人购买住房的，给予补贴500元。\n"
    found = read(f"第二条 {scope}。\n", tmp_path, offers)
    firm, person = asked(found["第三条"]), asked(found["第四条"])
    assert of_firms in firm and of_firms not in person
    assert of_persons in person and (not of_persons or of_persons not in firm)


def test_who_works_at_a_firm_must_work_at_such_a_one(tmp_path: Path) -> None:
    rule = "第二条 本办法适用于在本市参加失业保险的企业及其职工。\n"
    offers = "第三条 企业不裁员的，给予补贴2000元。\n第四条 职工取得技师证书的，给予补贴500元。\n"
    found = read(rule, tmp_path, offers)
    assert all("参加失业保险" in asked(one) and "及其" not in asked(one) for one in found.values())


FARM = (
    "第三条 新购置烘干机，并已享受中央农机购置补贴的，给予累加补贴3000元。\n"
    "第四条 新建冷库的，补助8000元。\n"
    "第五条 对获得省级奖励的项目，按省级奖励资金1:1配套。\n"
)
AID = "第九条 同一项目已享受中央、省、市财政资金补助的，除本办法另有规定外，不再享受本办法。\n"


def test_an_offer_that_builds_on_other_aid_is_not_shut_out_by_it(tmp_path: Path) -> None:
    found = read(AID, tmp_path, FARM)
    shut = {path for path, one in found.items() if any("已享受中央、省" in need.text for need in one.requirements)}
    assert shut == {"第四条"}
    assert "享受中央农机购置补贴" in asked(found["第三条"])


@pytest.mark.parametrize(
    ("rule", "each"),
    [
        ("近三年内有偷税漏税、拖欠工资、骗取财政资金等行为的，不予补助", ("偷税漏税", "拖欠工资", "骗取财政资金")),
        ("申报单位近两年内有提供虚假材料、骗取专项资金行为的，不予受理", ("提供虚假材料", "骗取专项资金")),
        ("曾骗取财政补贴资金、被列入失信名单的，不享受本政策", ("骗取财政补贴资金", "失信名单")),
        ("劳务派遣单位、人力资源服务机构不适用本办法", ("劳务派遣单位", "人力资源服务机构")),
        ("中央、省属企业，以及已享受专项政策的企业不适用本办法", ("省属企业", "享受专项政策")),
        ("本办法不适用于劳务派遣单位和机关事业单位", ("劳务派遣单位", "机关事业单位")),
    ],
)
def test_nothing_of_a_list_of_those_shut_out_is_lost(rule: str, each: tuple[str, ...], tmp_path: Path) -> None:
    found = read(f"第二条 {rule}。\n", tmp_path)
    shut = [one.attr for one in found["第三条"].requirements if one.value is False]
    assert all(any(word in one for one in shut) for word in each) and len(shut) >= len(each)


def test_what_befalls_those_who_cheat_is_asked_of_nobody(tmp_path: Path) -> None:
    found = read("第二条 提供虚假材料骗取补贴的，追回补贴，三年内不得申报。\n", tmp_path)
    assert all(one.value is not False for scheme in found.values() for one in scheme.requirements)


def test_whom_an_offer_is_for_is_no_title(tmp_path: Path) -> None:
    offers = (
        "第三条 市城区企业在职职工，参保12个月以上，新取得高级技师、技师证书的，分别奖励2000元、1000元。\n"
        "第四条 省属企业职工新获得全国技术能手称号的，奖励5000元。\n"
    )
    schemes = schemes_in(f"{HEAD}{offers}", tmp_path)
    assert not [one for scheme in schemes for one in scheme.requirements if "职工" in str(one.value)]
    assert all(any("城区" in one.attr or "省属" in one.attr for one in scheme.requirements) for scheme in schemes)


POSTS = "第二条 机关事业单位在编人员、劳务派遣人员不适用本办法。\n"
TALENT = "第三条 新引进的硕士，给予补贴2000元。\n"


@pytest.mark.parametrize(
    ("told", "eligible"),
    [
        ("不是派遣也没编制", True),
        ("不是编制内也不是派遣", True),
        ("不是在编也不是派遣", True),
        ("编外的，也不是派遣工", True),
        ("既不在编，也不属于派遣人员", True),
        ("我爱人没编制，我不是派遣", None),
        ("不知道是不是派遣，没编制", None),
        ("是在编的，不是派遣", False),
        ("没编制，我是派遣过来的", None),
    ],
)
def test_posts_that_shut_out_are_denied_as_people_say_it(told: str, eligible: bool | None, tmp_path: Path) -> None:
    schemes = schemes_in(f"{HEAD}{POSTS}{TALENT}", tmp_path)
    assert judged(schemes, f"我是今年新引进的硕士，{told}", ON)[0] is eligible


LEVELS = "第三条 对新认定的国家级、省级绿色工厂，分别奖励100万元、30万元。\n第四条 新建冷库的，补助8000元。\n"
HIGHEST = "第九条 同一企业获得同类不同级别认定的，按最高级别奖励，已获得低级别奖励的补足差额。\n"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"新认定国家级绿色工厂": True, "已获省级绿色工厂奖励": 300_000}, (True, 700_000)),
        ({"新认定国家级绿色工厂": True, "已获奖励": 300_000}, (True, 700_000)),
        ({"新认定国家级绿色工厂": True, "已获企业技术中心奖励": 300_000}, (True, 1_000_000)),
        ({"新认定国家级绿色工厂": True}, (True, 1_000_000)),
        ("我们厂前年评上省级绿色工厂，30万元已经到账，今年3月又评上了国家级绿色工厂", (True, 700_000)),
    ],
)
def test_a_general_clause_pays_the_difference_to_a_higher_level(
    told: dict[str, Any] | str, expected: tuple[bool, float], tmp_path: Path
) -> None:
    assert judged(schemes_in(f"{HEAD}{LEVELS}{HIGHEST}", tmp_path), told, ON) == expected


def test_what_is_settled_by_itself_is_presumed_not_to_be(tmp_path: Path) -> None:
    rule = "第九条 开发区农业项目实行“一事一议”的，不适用本办法。\n"
    schemes = schemes_in(f"{HEAD}{LEVELS}{rule}", tmp_path)
    assert judged(schemes, "我们搞农业的，今年新建了冷库", ON)[0] is True
    assert judged(schemes, "我们在开发区的农业项目走的一事一议，新建了冷库", ON)[0] is not True
