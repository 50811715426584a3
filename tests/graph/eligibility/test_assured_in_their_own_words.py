"""What people add to be on the safe side: that nothing shuts them out, said in one breath and in their own words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.eligibility import Scheme
from graph.eligibility.telling.denial import denials
from tests.graph.eligibility.told import judged, schemes_in

ON = date(2024, 6, 1)
MEASURES = """云溪市促进产业发展若干政策

一、冷链
对新建冷库的企业，给予10万元补助。

二、附则
（一）申报年度上一年内发生较大及以上安全生产事故、突发环境事件，或被列入严重失信主体名单的，不予支持。
（二）近三年内有偷税漏税、拖欠职工工资行为的，不予支持。
（三）受到行政处罚的，不予支持。
"""
CLEAN = [
    "无事故无失信", "没有安全环保事故，没失信", "没出过安全和环境事故，信用也没问题", "没发生过质量安全之类的事",
    "没上失信名单", "没发生过质量、安全、环保上的事，也不在失信名单", "没被罚过", "信用良好", "公司干干净净",
    "不欠税不欠薪", "没有事故和失信记录", "我们近几年没出过任何事故", "没有安全环保事故也没失信",
    "税、工资、社保都没欠过", "事故失信一概没有", "从没被环保部门处罚过", "近两年没有发生安全、质量、环保等事故",
    "近三年没有偷税漏税、拖欠工资，没被处罚过", "没偷税漏税，也没拖欠过工人工资", "处罚没受过，事故没出过",
    "没挨过罚，没进过黑名单", "没有违法违规，没有投诉纠纷", "安全上没出过问题，环保上也没问题",
    "没出过什么事，征信也没毛病", "没有任何负面记录", "从来没有因为环保问题被处罚过",
    "没有发生过任何质量安全事故和环境污染事件",
    "厂里平平安安，没失信", "没有劳资纠纷，没欠农民工工资", "不是失信被执行人", "没有行政处罚和失信记录",
    "没有违法用地",
    "没发生过质量，安全，环保上的事", "没出过大的安全事故，也没失信",
]  # fmt: skip
NOT_SO = [
    "没说没有事故", "不知道有没有失信", "差点出事故", "没想到被列入失信名单", "没注意出了一次较大事故",
    "没有一年不出事故",
    "去年被罚过一次", "没有偷税漏税，可是去年欠过工资", "没有事故，社保欠了两个月，工资也欠着", "可能没有失信",
    "去年出过一起事故", "没有失信，但是去年10月厂里出过一起较大安全生产事故", "处罚还没处理完", "被列入过失信名单",
    "失信还没解除", "听说没有处罚", "安全不合格，被责令停产", "没少被罚", "今年欠着工人工资",
    "隔壁厂和我们都出过事故",
]  # fmt: skip


@pytest.fixture(scope="module")
def schemes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Scheme, ...]:
    return schemes_in(MEASURES, tmp_path_factory.mktemp("measures"))


@pytest.mark.parametrize("said", CLEAN)
def test_an_assurance_keeps_a_yes(schemes: tuple[Scheme, ...], said: str) -> None:
    assert judged(schemes, f"我们公司新建了冷库，{said}", ON) == (True, 100_000)


@pytest.mark.parametrize("said", NOT_SO)
def test_what_only_sounds_like_one_makes_no_yes(schemes: tuple[Scheme, ...], said: str) -> None:
    assert judged(schemes, f"我们公司新建了冷库，{said}", ON)[0] is not True


@pytest.mark.parametrize(
    "said",
    [
        "去年10月厂里出过一起较大安全生产事故", "没上失信名单，但去年出过一起重大安全事故", "去年被处罚过",
        "去年拖欠了工人工资",
        "没有偷税漏税，可是去年欠过职工工资",
    ],
)  # fmt: skip
def test_what_did_happen_in_the_time_asked_for_shuts_out(schemes: tuple[Scheme, ...], said: str) -> None:
    assert judged(schemes, f"我们公司新建了冷库，{said}", ON)[0] is False


@pytest.mark.parametrize("said", ["2019年出过一起较大安全事故", "今年2月出过一起小事故"])
def test_what_happened_at_another_time_or_was_less_leaves_it_open(schemes: tuple[Scheme, ...], said: str) -> None:
    assert judged(schemes, f"我们公司新建了冷库，{said}", ON)[0] is None


def test_a_small_accident_is_not_denied_with_a_great_one(tmp_path: Path) -> None:
    strict = schemes_in(
        "云溪市办法\n\n一、对新建冷库的企业，给予10万元补助。\n二、发生安全事故的，不予支持。\n", tmp_path
    )
    assert judged(strict, "我们公司新建了冷库，没出过事故", ON)[0] is True
    assert judged(strict, "我们公司新建了冷库，没出过大的事故", ON)[0] is None


@pytest.mark.parametrize(
    "said",
    [
        "没有安全生产许可证", "没有欠税证明", "没有处罚决定书", "没有污染处理设备", "没有信用评级",
        "没有质量管理体系", "没有事故调查报告",
        "环保没手续", "不安全事故", "有没有事故", "没有失信吗",
    ],
)  # fmt: skip
def test_papers_and_things_that_are_not_had_are_no_denial_of_misdeeds(said: str) -> None:
    assert denials(said) == ()
