"""Bounds that stand within a deed or beside the offer: none is lost, and none is glued to what it does not bound."""

import pytest

from ingest.extract.condition import idle
from ingest.record import Clause
from tests.ingest.extract.told import offers, read


def asked(text):
    return [(one.attr, one.op, one.value) for one in read(text)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("举办展览面积1万平方米以上的农机展会", [("举办农机展会", "=", True), ("展览面积", ">=", 1)]),
        (
            "举办展览面积1万平方米以上、展期3天以上的茶叶展会",
            [("举办茶叶展会", "=", True), ("展览面积", ">=", 1), ("展期", ">=", 3)],
        ),
        ("首次购买90平方米以下新建公寓的", [("首次购买新建公寓", "=", True), ("新建公寓面积", "<=", 90)]),
        ("购买10千瓦以上抽水泵的农户", [("购买抽水泵", "=", True), ("抽水泵功率", ">=", 10)]),
        ("租用100平方米以上冷库的茶企业", [("租用冷库", "=", True), ("冷库面积", ">=", 100), ("茶企业", "=", True)]),
        ("拍摄投资500万元以上的渔歌电影", [("拍摄渔歌电影", "=", True), ("投资", ">=", 5_000_000)]),
        ("开设营业面积200平方米以上的书店", [("开设书店", "=", True), ("营业面积", ">=", 200)]),
    ],
)
def test_a_deed_around_a_bound_is_one_with_its_thing(text, expected):
    assert asked(text) == expected


def test_either_of_two_deeds_around_a_bound_is_enough():
    conditions, logic = read("新购或租赁5吨以上运鱼车的渔业公司")
    assert [one.attr for one in conditions] == ["新购运鱼车", "租赁运鱼车", "运鱼车吨位", "渔业公司"]
    assert logic == "(c1 or c2) and c3 and c4"


@pytest.mark.parametrize(
    "text", ["购置2级及以上能效的空调", "购置2015年底前生产的叉车", "租用仓库200平方米以上的企业", "购置10辆以上货车"]
)
def test_what_is_no_bound_of_a_thing_is_read_as_before(text):
    assert not any(one.attr.endswith(("面积", "吨位", "功率")) for one in read(text)[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建或改扩建年设计出栏3000头以上的羊场", [("新建或改扩建", "=", True), ("年设计出栏", ">=", 3000)]),
        ("新建或者改建床位50张以上的", [("新建或者改建", "=", True), ("床位", ">=", 50)]),
        ("年度停靠24个航次以上的", [("年度停靠", ">=", 24)]),
        (
            "首次发行债券用于绿色渔港、发行额1亿元以上的",
            [("首次发行债券用于绿色渔港", "=", True), ("发行额", ">=", 1e8)],
        ),
        ("铁路进出渔港、年发运量500标箱以上的", [("铁路进出渔港", "=", True), ("年发运量", ">=", 500)]),
        ("招收2至3周岁幼儿", [("幼儿年龄", ">=", 2), ("幼儿年龄", "<=", 3), ("招收幼儿", "=", True)]),
        (
            "接待游客1000人次以上，其中住宿2晚以上的不少于300人次",
            [("接待游客", ">=", 1000), ("住宿2晚以上", ">=", 300)],
        ),
    ],
)
def test_each_bound_says_what_it_bounds(text, expected):
    assert asked(text)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("累计缴纳失业保险费12个月以上", True),
        ("单站充电桩不少于10个", True),
        ("每期培训不少于5天", True),
        ("每班收托10人以上", True),
        ("开展技能培训500人次以上", True),
        ("合计累计投资达到1亿元", True),
        ("累计不超过12个月", False),
        ("单个企业不超过2台", False),
        ("每增加10人以上", False),
        ("每亩不低于500元", False),
        ("单个项目补助不低于10万元", False),
        ("期限最长3年", False),
        ("自起租之日起三年内", False),
        ("自投产次年起两年内", False),
        ("自登记之日起3年内的", True),
        ("自获奖之日起1年内在本市登记", True),
    ],
)
def test_a_bound_beside_the_offer_asks_unless_it_bounds_what_is_given(said, asks):
    assert idle(said) is not asks


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("对接入市级平台的站点", "接入市级平台"),
        ("对接纳残疾人的作坊", "接纳残疾人"),
        ("对外资渔业公司", "外资渔业公司"),
        ("对标准化渔场", "标准化渔场"),
        ("对接会参展的渔场", "对接会参展"),
        ("对口帮扶的渔场", "对口帮扶"),
        ("对外投资的渔场", "对外投资"),
    ],
)
def test_the_word_that_points_at_them_is_no_part_of_what_they_do(said, kept):
    assert read(said)[0][0].attr == kept


def test_a_rate_that_is_asked_for_is_not_given():
    found = offers(Clause("d", "一", "渔保机构年化担保费率不超过1%、单户担保额500万元以下的业务，按担保额的0.5%补助。"))
    assert [one.rate.value for one in found] == [0.5]
    assert "单户担保额" in {one.attr for one in found[0].conditions}


@pytest.mark.parametrize(
    ("text", "logic", "last"),
    [
        ("其他家庭中有80周岁以上或者中度以上失能老年人的", "c1 or c2", "中度以上失能老年人"),
        ("承担保种任务的羊场，经年度考核合格", "c1 and c2 and c3", "经年度考核"),
        (
            "经认定的见习基地接收离校2年内未就业毕业生和16至24岁失业青年",
            "c1 and c2 and c3 and ((c4 and c5) or (c6 and c7 and c8))",
            "失业青年",
        ),
    ],
)
def test_the_other_way_and_the_yearly_check_are_kept(text, logic, last):
    conditions, joined = read(text)
    assert (conditions[-1].attr, joined) == (last, logic)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("其他作坊年产值100万元以上", ["其他作坊年产值"]),
        ("对外承包渔港工程完成营业额100万元以上", ["对外承包渔港工程完成营业额"]),
        ("自船舶登记之日起6个月内招用3人以上", ["自船舶登记之日起6个月内招用", "招用"]),
        ("60周岁以上的失能老人和残疾人入住的", ["年龄", "失能老人", "残疾人", "入住"]),
        ("60周岁以上老年人用餐占比不低于50%", ["老年人年龄", "老年人用餐占比"]),
    ],
)
def test_no_letter_is_cut_off_and_no_bound_becomes_a_name(text, names):
    assert [one.attr for one in read(text)[0]] == names
