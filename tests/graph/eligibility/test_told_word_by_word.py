"""A condition is held word by word against what people say: in other words, as its contrary, or of another thing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.eligibility.language.concept import Concept, concepts, told_in
from graph.eligibility.telling.contraries_said import Contrary, contraries, contrary_to
from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 6, 1)
OFFER = "苍陵市若干措施\n一、云帆奖励。对{}，给予云帆奖励10万元。"


def said(clause: str, told: str, folder: Path) -> bool | None:
    return judged(schemes_in(OFFER.format(clause), folder), f"{told}，云帆奖励能拿多少？", ON)[0]


@pytest.mark.parametrize("one", concepts(), ids=lambda one: one.id)
def test_a_concept_is_told_by_its_examples_and_by_no_counter_example(one: Concept) -> None:
    assert all(one.asked.search(condition) and told_in(one.id, words) for condition, words in one.yes)
    assert not any(told_in(one.id, words) for _, words in one.no)


@pytest.mark.parametrize("one", contraries(), ids=lambda one: one.id)
def test_a_contrary_is_told_by_its_examples_and_by_no_counter_example(one: Contrary) -> None:
    assert all(one.asked.search(condition) and contrary_to(condition, words) for condition, words in one.yes)
    assert not any(contrary_to(condition, words) for condition, words in one.no)


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        ("以专利权质押取得贷款并办理质押登记的企业", "我们公司拿专利押给银行借了80万，登记手续也办了"),
        ("开展知识产权维权并胜诉的企业", "我们公司去年告人家侵权，官司打赢了"),
        ("取得危险化学品经营许可证的企业", "我们公司危化品经营的证去年就办下来了"),
        ("建立职工食堂并对外开放的企业", "我们厂有自己的食堂，外面的人也能来吃"),
        ("设置残疾人就业岗位的企业", "我们厂招了两个聋哑人"),
        ("安装污水处理设施并正常运行的养殖场", "我们养殖场装了污水处理的设备，一直在用"),
        ("开设夜间门诊的医疗机构", "我们医院晚上也开门诊"),
        ("盘活闲置厂房用于出租的企业", "我们公司把空着的旧厂房收拾出来租出去了"),
        ("完成老旧电梯更新的小区", "我们小区的旧电梯换成新的了"),
    ],
)
def test_what_is_told_in_other_words_is_heard(clause: str, told: str, tmp_path: Path) -> None:
    assert said(clause, told, tmp_path) is True


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        ("新购置数控机床的企业", "我们公司去年买了台二手数控机床"),
        ("建设公共充电桩的企业", "我们公司装的充电桩只给自己单位的车用"),
        ("使用国产操作系统的企业", "我们公司用的操作系统是进口的"),
        ("自建标准厂房的企业", "我们公司厂房是租来的"),
        ("牵头承担国家重点研发计划项目的企业", "我们公司参与了国家重点研发计划项目，牵头的是一所大学"),
        ("聘用退役军人的企业", "我们公司一个退伍兵都没招"),
        ("在职职工取得技师证书", "我去年下岗了，现在没工作，刚拿到技师证"),
        ("中标政府采购项目的企业", "我们公司投了标没中"),
    ],
)
def test_who_tells_the_contrary_has_told_that_it_is_not_so(clause: str, told: str, tmp_path: Path) -> None:
    assert said(clause, told, tmp_path) is False


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        ("通过清洁生产审核的企业", "我们公司请了家咨询公司做清洁生产审核，报告还在写"),
        ("建成屋顶光伏的工业企业", "我们厂房顶租给别人装了光伏"),
        ("组建创新联合体的企业", "我们公司参加过创新联合体的座谈会"),
        ("从事家政服务的企业", "我们公司请了家政阿姨打扫"),
        ("开展节能诊断的企业", "我们公司装了节能灯"),
        ("流转耕地种植粮食的经营主体", "我流转了100亩地"),
        ("取得食品生产许可证的企业", "我们公司只有食品经营许可证"),
        ("新购置数控机床的企业", "我们公司把二手数控机床卖了"),
        ("免费向公众开放的博物馆", "我们博物馆以前收门票，现在不收了"),
    ],
)
def test_what_only_comes_near_leaves_it_open(clause: str, told: str, tmp_path: Path) -> None:
    assert said(clause, told, tmp_path) is not True


def test_a_sort_that_begins_with_non_denies_nothing_else(tmp_path: Path) -> None:
    assert said("养老机构", "我们民营企业自己盖楼办的非营利养老院", tmp_path) is True


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        ("见习期3至12个月的见习单位", "我们见习单位带了5名离校两年内的毕业生见习6个月"),
        ("签订1年以上劳动合同的企业", "我们公司跟她签了3年合同，产假6个月里工资照发"),
    ],
)
def test_a_spell_told_by_its_own_noun_is_no_other(clause: str, told: str, tmp_path: Path) -> None:
    assert said(clause, told, tmp_path) is True


def test_trade_with_abroad_is_no_place_out_of_town(tmp_path: Path) -> None:
    clause = "在本市注册并为本市外贸企业提供服务的企业"
    assert said(clause, "我们公司在苍陵市注册，帮8家本市外贸企业提供服务", tmp_path) is True
