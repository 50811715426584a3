"""Facts by name and value, cut otherwise than the condition: what they meet, what they contradict, what stays open."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.eligibility import evaluate, from_mapping
from graph.eligibility.language.opposite import opposed, opposites
from tests.graph.eligibility.told import schemes_in

ON = date(2025, 6, 15)
HEAD = "云汀市促进高质量发展若干措施\n云政发〔2025〕1号\n云汀市人民政府\n2025年1月5日\n第一条 "
CHILD = "对生育三孩及以上的家庭，给予8000元补贴。"
HOME = "对二孩及以上家庭购买商品住房的，给予2万元补贴。"
LAUNCH = "举办新品首发活动，并经市商务局事先备案的，给予5万元补助。"
PATENT = "对在国家知识产权局办理专利权转让登记的企业，给予3万元补助。"
FARM = "养殖场不在畜禽禁养区内的，给予5万元补助。"
STORE = "对新建农产品产地仓的，给予20万元补助。项目开工前未备案的，不予补助。"
STANDARD = "企业主导制定国家标准的，给予10万元奖励。"
LEADER = "企业作为项目牵头单位承担国家重点研发计划项目的，给予50万元奖励。"
SHIP = "企业以购置方式取得货船的，给予30万元补助。"
NO_LEASE = "对新建或购置渔船的企业，给予30万元补助。以融资租赁方式取得的渔船除外。"
COLD = "对改扩建公共型冷库的，给予20万元补助。"
ROOMS = "对利用自有用房举办的民办养老机构，给予10万元补贴。"
CARE = "对非营利性养老机构给予10万元补贴。"
SCHOOL = "公办幼儿园开设托班的，给予4万元补助。"
FAIR = "参加境外展会的企业，给予3万元补助。"
DIGITAL = "企业的数字化水平达到三级以上的，给予20万元奖励。"
HIRED = "用人单位招用失业人员的，给予1500元补贴。机关、事业单位和劳务派遣单位不适用本条。"
TRADE = "零售企业年零售额增长10%以上的，给予10万元奖励。石油、烟草、汽车销售企业不享受。"
HERE = "对在市区登记注册的物流企业，给予20万元奖励。"
SKILL = "职工取得高级技师职业资格证书的，给予3000元补贴。"
ENERGY = "对采用合同能源管理模式实施节能改造的企业，给予20万元奖励。"
BUILT = "项目竣工验收合格的，给予30万元补助。"
GUEST = "企业以柔性方式引进D类以上人才的，给予5万元补助。"
ROOM = "企业购买园区内研发用房自用的，给予100万元补助。"
LINE = "对在澜港新开辟集装箱班轮航线的企业，给予50万元奖励。"
RACE = "获得前三名的运动员，给予3万元奖励。"
PRIZE = "在全国青年创业大赛中获得第一名的，给予10万元奖励。"
SHOP = "对采取直营方式开设的便利店，给予2万元补助。"
WORK = "设施建成并投入运行的，给予30万元补助。"
CLOUD = "中小微企业上云的，给予2万元补助。"
TALK = "举办国际性学术会议的单位，给予20万元补助。"
PATENTS = "企业获得发明专利授权的，给予5000元奖励。"
PARKING = "企业建设停车场的，给予10万元补助。财政资金投资建设的不予补助。"
DRUG = "1类新药取得临床试验批件的，每个品种奖励100万元。"


def verdict(text: str, told: dict[str, object], tmp_path: Path) -> bool | None:
    schemes = schemes_in(HEAD + text + "\n", tmp_path)
    statuses = {one.status for one in evaluate(schemes, from_mapping(told, schemes), on=ON)}
    return True if "eligible" in statuses else False if statuses == {"not_eligible"} else None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (CHILD, {"孩次": 3}),
        (CHILD, {"孩次": 4}),
        (HOME, {"孩次": 2, "购买商品住房": True}),
        (LAUNCH, {"活动类型": "新品首发", "事先备案": True}),
        (PATENT, {"办理专利权转让登记": True}),
        (FARM, {"在禁养区内": False}),
        (STORE, {"新建农产品产地仓": True, "开工前备案": True}),
        (STANDARD, {"承担角色": "主导", "标准类型": "国家标准", "主体类型": "企业"}),
        (LEADER, {"项目牵头单位": True, "项目类别": "国家重点研发计划项目"}),
        (SHIP, {"取得方式": "购置", "船舶类型": "货船", "主体类型": "企业"}),
        (NO_LEASE, {"取得方式": "购置", "船舶类型": "渔船", "主体类型": "企业"}),
        (DIGITAL, {"数字化水平": 4}),
        (GUEST, {"引进方式": "柔性", "人才类别": "B类", "主体类型": "企业"}),
        (ROOM, {"房屋用途": "研发用房", "自用": True, "购房合同价款": 5000000}),
        (LINE, {"新开辟集装箱班轮航线": True, "航线类型": "外贸近洋航线"}),
        (RACE, {"名次": 2, "人员类别": "运动员"}),
        (PRIZE, {"赛事": "全国青年创业大赛", "名次": 1}),
        (SHOP, {"开店方式": "直营", "门店类型": "便利店"}),
        (WORK, {"建成": True, "投入运行": True}),
    ],
)
def test_a_condition_is_met_however_it_is_cut_into_names_and_values(text, told, tmp_path: Path):
    assert verdict(text, told, tmp_path) is True


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (CHILD, {"孩次": 2}),
        (HOME, {"孩次": 1, "购买商品住房": True}),
        (LAUNCH, {"活动类型": "新品首发", "事先备案": False}),
        (FARM, {"在禁养区内": True}),
        (STORE, {"新建农产品产地仓": True, "开工前备案": False}),
        (STANDARD, {"承担角色": "参与", "标准类型": "国家标准"}),
        (LEADER, {"项目牵头单位": False, "项目类别": "国家重点研发计划项目"}),
        (SHIP, {"取得方式": "光船租赁", "船舶类型": "货船", "主体类型": "企业"}),
        (NO_LEASE, {"取得方式": "融资租赁", "主体类型": "企业"}),
        (COLD, {"改扩建": True, "冷库类型": "自用冷库"}),
        (ROOMS, {"用房性质": "租赁", "机构类型": "民办养老机构"}),
        (CARE, {"机构性质": "营利性", "养老机构": True}),
        (SCHOOL, {"办园性质": "民办", "开设托班": True}),
        (FAIR, {"展会类型": "境内展会", "参展": True}),
        (DIGITAL, {"数字化水平": 2}),
        (HIRED, {"招用失业人员": True, "劳务派遣单位": True}),
        (TRADE, {"企业类型": "汽车销售", "零售企业": True, "年零售额增长": 15}),
        (HERE, {"登记注册地": "县", "企业类型": "物流企业"}),
        (SKILL, {"证书等级": "技师", "证书类型": "职业资格证书"}),
        (ENERGY, {"改造类型": "节能改造", "实施模式": "自行投资"}),
        (BUILT, {"竣工验收结果": "不合格"}),
        (BUILT, {"竣工验收": "未通过"}),
        (RACE, {"名次": 5, "人员类别": "运动员"}),
        (PRIZE, {"赛事": "全国青年创业大赛", "名次": 2}),
        (SHOP, {"开店方式": "加盟", "门店类型": "便利店"}),
        (CLOUD, {"企业规模": "大型", "上云": True}),
        (PATENTS, {"专利类型": "实用新型专利", "授权": True, "主体类型": "企业"}),
        (PARKING, {"资金来源": "财政资金", "建设停车场": True}),
    ],
)
def test_a_fact_that_says_the_contrary_is_a_no(text, told, tmp_path: Path):
    assert verdict(text, told, tmp_path) is False


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (COLD, {"改扩建": True, "冷库库容": 3000}),
        (COLD, {"改扩建": True, "建设地点": "开发区"}),
        (SCHOOL, {"开设托班": True}),
        (FAIR, {"参展": True, "展会类型": "专业展"}),  # what sort of fair it is tells not where it is
        (ROOMS, {"机构类型": "民办养老机构"}),
        (ENERGY, {"改造类型": "节能改造"}),
        (STANDARD, {"标准类别": "国家标准", "主体类型": "企业"}),
        (ROOM, {"房屋用途": "研发用房", "自用": True, "租赁面积": 300}),  # let, not sold
        (GUEST, {"引进方式": "柔性", "主体类型": "企业"}),
        (BUILT, {"竣工时间": "2025-03"}),
        (CHILD, {"生育时间": "2025-03"}),
        (CLOUD, {"上云": True}),  # of what size the firm is makes the difference
        (TALK, {"会议类型": "学术会议", "举办": True}),
    ],
)
def test_what_is_not_told_stays_open(text, told, tmp_path: Path):
    assert verdict(text, told, tmp_path) is None


def test_the_thing_in_few_words_is_not_the_class_of_it_that_is_asked_for(tmp_path: Path):
    assert verdict(DRUG, {"新药类别": "3类", "取得临床试验批件": True, "品种数": 1}, tmp_path) is not True


def test_who_denies_one_way_of_being_here_is_not_here_by_the_other(tmp_path: Path):
    text = "对工商注册地、税务征管关系均在望汀区的企业，给予3万元补助。"
    assert verdict(text, {"工商注册地在望汀区": True, "税务征管关系在望汀区": False}, tmp_path) is False


@pytest.mark.parametrize("question", opposites(), ids=lambda one: one.id)
def test_each_question_parts_its_answers_and_nothing_else(question):
    assert all(opposed(told, asked) for told, asked in question.yes)
    assert not any(opposed(told, asked) for told, asked in question.no)


@pytest.mark.parametrize(
    ("told", "asked", "name"),
    [
        ("外贸企业", "内贸航线", "企业类型"),
        ("市外", "在本市注册", "游客来源"),
        ("新建商品住房", "购买住房", "住房类型"),
    ],
)
def test_the_value_of_another_thing_contradicts_nothing(told, asked, name):
    assert not opposed(told, asked, name, near=False)


SPAN = "对自开工之日起24个月内竣工投产的项目，给予10万元奖励。"
PENSION = "创业者本人在创业实体连续缴纳企业职工基本养老保险费6个月以上的，给予1万元补贴。"
REFIT = "改造投资50万元以上（不含房屋租金）的，给予5万元补助。"
AT_WORK = "人才每年在本区工作累计不少于60天的，给予5万元补助。"


@pytest.mark.parametrize(
    ("text", "told", "holds"),
    [
        (SPAN, {"竣工投产时间": 20}, True),
        (SPAN, {"竣工投产时间": 30}, False),
        (PENSION, {"连续缴纳企业职工基本养老保险费": 8}, True),
        (PENSION, {"连续缴纳企业职工基本养老保险费": 2}, False),
        (REFIT, {"改造投资（不含房屋租金）": 960000}, True),
        (REFIT, {"改造投资（不含房屋租金）": 240000}, False),
        (AT_WORK, {"每年在本区工作天数": 80}, True),
        (AT_WORK, {"每年在本区工作天数": 45}, False),
        (AT_WORK, {"每年工作报酬": 800000}, None),
        (SPAN, {"质保时间": 20}, None),
    ],
)
def test_a_number_is_heard_by_a_part_of_the_name_that_is_bounded(text, told, holds, tmp_path: Path):
    assert verdict(text, told, tmp_path) is holds
