"""What is like a condition and does not meet it: other rooms, other homes, others' work, a class let off by none."""

from __future__ import annotations

from datetime import date

import pytest

from graph.eligibility import consult, from_documents
from ingest.link import Register
from ingest.pipeline import ingest

ON = date(2025, 6, 1)
HEAD = "云汀市促进发展若干措施\n\n第一条 "
FORCE = "\n\n第九条 本措施自2024年1月1日起施行，有效期至2028年12月31日。"
CLASSES = "对E类人才、博士研究生、正高级职称人才给予30万元购房补贴。申请人须具有本市户籍，博士研究生不受户籍限制。"
LED = "对新认定的创新平台给予50万元奖励。依托单位成立应满3年。"
RAISED = "对引进的博士，给予20万元安家补贴。\n\n第二条 符合安家补贴条件的人才到乡镇工作的，补贴标准上浮20%。"
ROOMS = "对租用园区内标准厂房自用的企业，给予10万元补助。"
HOME = "对首次购买新建商品住房的家庭，给予2万元补贴。"
GLASS = "新建用于蔬菜种植的智能温室5亩以上，每亩3万元补助。"
BEGUN = "对年内新开工的工业项目给予50万元奖励。"
OWN = "对自建厂房建筑面积5000平方米以上的企业，给予50万元奖励。"
NIGHTS = "对年接待过夜游客1万人次以上的旅行社，给予10万元奖励。"
LOAN = "获得一年期以上银行贷款的农场，给予5万元补贴。"
PENS = "新建养殖设施的，按以下标准补助：\n1.标准化牛舍每平方米100元；\n2.羊舍每平方米60元。"


def _asked(tmp_path, text, words):
    path = tmp_path / "measure.txt"
    path.write_text(HEAD + text + FORCE, encoding="utf-8")
    consulted = consult(from_documents(ingest(path, Register.load())), words, ON)
    return (consulted.outcome.eligible, consulted.outcome.amount) if consulted else (None, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (CLASSES, "我是正高级职称，外地户籍，购房补贴多少？"),
        (CLASSES, "我是E类人才，外地户籍，购房补贴多少？"),
        (LED, "新认定的创新平台，成立1年，奖励多少？"),
        (RAISED, "我是本地的博士不是引进的，到乡镇工作，安家补贴多少？"),
        (ROOMS, "租了厂房自己生产，离园区2公里，能补多少？"),
        (ROOMS, "租了园区的标准厂房自己生产，合同到期搬走了，能补吗？"),
        (ROOMS, "子公司租了园区的标准厂房自己生产，我们能补吗？"),
        (HOME, "买了新房装修材料，能补多少？"),
        (HOME, "去年买了新房今年退了，能补吗？"),
        (HOME, "我儿子网签了套新楼盘，能补多少？"),
        (GLASS, "租了8亩智能温室种西红柿，补多少？"),
        (GLASS, "盖了8亩普通大棚种西红柿，补多少？"),
        (GLASS, "买了8亩二手温室种西红柿，补多少？"),
        (GLASS, "盖了8亩智能温室养菜籽油菜花，补多少？"),
        (BEGUN, "工业项目今年刚开工就停了，能奖多少？"),
        (OWN, "正在建8000平方米厂房，能奖多少？"),
        (NIGHTS, "旅行社，三年一共来了1.5万过夜游客，能奖多少？"),
        (NIGHTS, "旅行社，去年民宿接待了1.5万游客，能奖多少？"),
        (LOAN, "农场，借了银行贷款，能补多少？"),
        (PENS, "新建普通牛舍500平方米，补多少？"),
        (PENS, "买了标准化牛舍500平方米，补多少？"),
        (PENS, "改造标准化牛舍500平方米，补多少？"),
    ],
)
def test_what_is_only_like_a_condition_does_not_meet_it(tmp_path, text, words):
    assert _asked(tmp_path, text, words)[0] is not True


@pytest.mark.parametrize(
    ("text", "words", "amount"),
    [
        (CLASSES, "我是博士，外地户籍，购房补贴多少？", 300_000),
        (CLASSES, "我是正高级职称，本市户籍，购房补贴多少？", 300_000),
        (RAISED, "我是引进的博士，到乡镇工作，安家补贴多少？", 240_000),
        (ROOMS, "我们租了园区的标准厂房自己生产，能补多少？", 100_000),
        (HOME, "去年首次买了套新房，能补多少？", 20_000),
        (GLASS, "盖了8亩智能温室种西红柿，补多少？", 240_000),
        (BEGUN, "工业项目今年刚开工，能奖多少？", 500_000),
        (OWN, "自己盖了8000平方米厂房，能奖多少？", 500_000),
        (NIGHTS, "旅行社，去年接待了1.5万过夜游客，能奖多少？", 100_000),
        (LOAN, "农场，从银行借了两年期的贷款，能补多少？", 50_000),
        (PENS, "新建标准化牛舍500平方米，补多少？", 50_000),
        (PENS, "新建了羊舍500平方米，补多少？", 30_000),
    ],
)
def test_what_meets_a_condition_is_still_heard(tmp_path, text, words, amount):
    assert _asked(tmp_path, text, words) == (True, amount)


def test_the_work_of_a_spouse_raises_nothing(tmp_path):
    assert _asked(tmp_path, RAISED, "我是引进的博士，老婆到乡镇工作，安家补贴多少？")[1] in (200_000, None)
