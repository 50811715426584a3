"""What a document says of all whom it is for goes with what is told of an offer, and never with what is denied."""

from datetime import date

import pytest

from graph.eligibility import evaluate, understand
from tests.graph.eligibility.told import judged, schemes_in

ON = date(2025, 6, 1)
OPEN, YES = (None, None), (True, 50_000)
SHED = "第三条 新建钢架大棚10亩以上的，奖励5万元。\n"
BUILT = {"新建钢架大棚": True, "钢架大棚面积": "12亩"}


def _schemes(scope: str, folder, offer: str = SHED):
    return schemes_in(f"云汀市若干措施\n\n第一条 {scope}\n{offer}", folder)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"本市登记注册": True}, YES),
        ({"注册地在本市": True}, YES),
        ({"本市登记注册": False}, OPEN),
        ({}, OPEN),
        ({"本市登记注册": True, "在本市从事农业生产经营": False}, (False, 0)),
    ],
)
def test_who_is_registered_here_is_active_here(told, expected, tmp_path) -> None:
    schemes = _schemes("本措施适用于在本市行政区域内从事农业生产经营的企业。", tmp_path)
    assert judged(schemes, {**told, **BUILT, "申请人类型": "企业"}, ON) == expected


@pytest.mark.parametrize("asked", ["在本市纳税", "具有本市户籍", "在本市缴纳社会保险"])
def test_but_is_not_taxed_or_at_home_here_for_it(asked, tmp_path) -> None:
    schemes = _schemes(f"本措施适用于{asked}的农业经营者。", tmp_path)
    assert judged(schemes, {"本市登记注册": True, **BUILT}, ON)[0] is None


def test_those_named_before_are_nobody_else(tmp_path) -> None:
    schemes = schemes_in(
        "云汀市若干措施\n\n第一条 本细则适用于在本市登记注册的企业（以下统称用人单位），"
        "以及上述用人单位引进、培养的各类人才。\n"
        "第二条 取得博士学位的人才，每人一次性奖励5万元。\n",
        tmp_path,
    )
    asked = [need.text for scheme in schemes for need in scheme.requirements]
    assert asked and not any("上述" in text for text in asked)


CASE = "第四条 已享受市政府“一事一议”政策的招商引资项目，不再享受本措施补助。\n"


@pytest.mark.parametrize(("said", "clear"), [("领过另一笔补贴", True), ("当初招商时谈的是一事一议", False)])
def test_what_was_settled_by_itself_is_told_as_such(said, clear, tmp_path) -> None:
    schemes = _schemes("本措施适用于本市农业经营者。", tmp_path, SHED + CASE)
    verdicts = evaluate(schemes, understand(f"新建钢架大棚12亩，{said}", schemes), on=ON)
    checks = [check for verdict in verdicts for check in verdict.checks if "一事一议" in check.need.text]
    assert checks and all((check.verdict is True) is clear for check in checks)


BEFORE = "第四条 建设类项目应当开工前备案，未备案的项目不予补助。\n"


@pytest.mark.parametrize(
    ("filed", "expected"), [({}, False), ({"开工前备案": False}, False), ({"开工前备案": True}, True)]
)
def test_what_is_denied_as_a_fact_comes_near_to_an_exclusion(filed, expected, tmp_path) -> None:
    found = judged(_schemes("本措施适用于本市农业经营者。", tmp_path, SHED + BEFORE), {**BUILT, **filed}, ON)
    assert (found[0] is True) is expected
