"""Who is left out of some articles alone, however the sentence is turned, and where items run on through the parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.graph.eligibility.told import schemes_in

HEAD = "云汀市促进青年就业若干措施\n"
TWO = "第一条 企业招用高校毕业生的，每人补贴1000元。\n第二条 高校毕业生到乡镇就业的，奖励3000元。\n第三条 "


def shut_out(text: str, folder: Path) -> dict[str, set[str]]:
    """Return whom each article shuts out, by its path."""
    found: dict[str, set[str]] = {}
    for one in schemes_in(HEAD + text, folder):
        found.setdefault(one.place.path, set()).update(need.attr for need in one.requirements if need.value is False)
    return found


@pytest.mark.parametrize(
    ("said", "whom"),
    [
        ("机关事业单位在编人员不享受第二条规定的奖励。", {"机关事业单位在编人员"}),
        ("机关事业单位在编人员、劳务派遣人员不适用第二条。", {"机关事业单位在编人员", "劳务派遣人员"}),
        ("第二条规定的奖励不适用于机关事业单位在编人员。", {"机关事业单位在编人员"}),
        ("公务员、事业单位工作人员不属于第二条补贴对象。", {"公务员", "事业单位工作人员"}),
        ("第二条补贴对象不包括机关事业单位在编人员和公务员。", {"机关事业单位在编人员", "公务员"}),
        ("第二条奖励不包括个人应缴纳部分。", set()),
    ],
)
def test_of_one_article_alone(said: str, whom: set[str], tmp_path: Path) -> None:
    assert shut_out(f"{TWO}{said}\n", tmp_path) == {"第一条": set(), "第二条": whom}


def test_items_that_run_on_through_the_parts_are_the_articles(tmp_path: Path) -> None:
    text = (
        "一、就业\n（一）吸纳补贴。企业招用高校毕业生的，每人补贴1000元。\n"
        "二、安居\n（二）就业奖励。高校毕业生到乡镇就业的，奖励3000元。\n"
        "三、附则\n（三）机关事业单位在编人员不享受第二条规定的补贴和奖励。劳务派遣单位不适用第一条。\n"
    )
    assert shut_out(text, tmp_path) == {"一/(一)": {"劳务派遣单位"}, "二/(二)": {"机关事业单位在编人员"}}
