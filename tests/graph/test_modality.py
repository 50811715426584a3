"""A sentence answers a question of yes or no by the modality that governs the act, and leaves it open without one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answer.modality import act, verdict


class Evenly:
    """An index to which every word says as much."""

    def rarity(self, field: str, term: str) -> float:
        return 1.0

    def strange(self, text: str) -> float:
        return 0.0


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("景区里可以遛狗吗？", "景区内不得遛狗。", False),
        ("居民可以申请摊位吗？", "居民可以申请摊位。", True),
        ("新建厂房需不需要备案？", "新建厂房应当备案。", True),
        ("改建厂房需要备案吗？", "改建厂房无需备案。", False),
        ("残疾人停车可以不交费吗？", "残疾人免收停车费。", True),
        ("残疾人停车要交费吗？", "残疾人免收停车费。", False),
        ("改建厂房可以不备案吗？", "改建厂房应当备案。", False),
        ("两项资助能重复享受吗", "同一项目不重复资助，不得重复享受。", False),
    ],
)
def test_the_square_of_what_is_allowed_forbidden_ordered_and_waived(question: str, sentence: str, answer: bool) -> None:
    assert verdict(act(question), sentence, "", Evenly()) is answer


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("能开办工厂吗", "未经批准，不得开办工厂。"),  # an exception
        ("能开办工厂吗", "除夜间外，不得开办工厂。"),
        ("能开办工厂吗", "开办工厂应当备案。"),  # across the square
        ("需要备案吗", "企业可以备案。"),
        ("能开办工厂吗", "市区不得开办工厂，郊区可以开办工厂。"),  # two that disagree
        ("能开办工厂吗", "不得携犬乘车，可以步行。"),  # another act
        ("能开办工厂吗", "开办工厂的，由市经信局登记。"),  # no modality
    ],
)
def test_what_a_sentence_does_not_say_stays_open(question: str, sentence: str) -> None:
    assert verdict(act(question), sentence, "", Evenly()) is None


def test_an_exception_may_follow_in_a_sentence_of_its_own() -> None:
    asked = act("能在公园里停车吗")
    assert verdict(asked, "公园里不得停车。", "违者处以罚款。", Evenly()) is False
    assert verdict(asked, "公园里不得停车。", "但救护车可以停车。", Evenly()) is None
    assert verdict(asked, "公园里不得停车；", "执行任务的车辆除外。", Evenly()) is None


@given(st.text(alphabet="开停办厂狗车位登记", min_size=2, max_size=20))
def test_an_act_is_answered_by_what_governs_it_whatever_it_is(words: str) -> None:
    may, leave, must = (act(question) for question in (f"可以{words}吗", f"可以不{words}吗", f"需要{words}吗"))
    says = {operator: f"{operator}{words}。" for operator in ("可以", "不得", "应当", "无需")}
    answers = {
        operator: tuple(verdict(one, text, "", Evenly()) for one in (may, leave, must))
        for operator, text in says.items()
    }
    assert answers == {
        "可以": (True, None, None),
        "不得": (False, None, None),
        "应当": (None, False, True),
        "无需": (None, True, False),
    }
