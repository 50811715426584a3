"""What shuts out and is denied by its own words is far; promises to stay are made by whoever asks for aid."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.graph.eligibility.told import judged, schemes_in

DAY = date(2024, 6, 1)
PATENTS = """青岚市促进知识产权发展若干措施
一、对获得国内发明专利授权的企业，每件奖励3000元。
二、有下列情形之一的，不予奖补：1.被列入经营异常名录或严重违法失信名单且尚未移出的；2.上年度存在非正常专利申请行为且未主动撤回的。
"""
FUNDS = """青岚市金融支持实体经济若干措施
第一条 对新设立的证券营业部，奖励20万元。
第二条 享受落户奖励的企业须承诺自享受之日起5年内不迁出青岚市，违反承诺的应予退还。
"""


@pytest.mark.parametrize(
    ("said", "comes"),
    [
        ("没有失信异常，也没有非正常专利申请", True),
        ("没被列入经营异常名录，没有非正常申请", True),
        ("没想到被列入经营异常名录", None),
        ("没有失信，但是上年度有非正常专利申请", None),
        ("还没有移出经营异常名录", None),
    ],
)
def test_what_is_denied_by_its_own_words_keeps_nothing_open(said: str, comes: bool | None, tmp_path: Path) -> None:
    told = f"我们公司获得国内发明专利授权2件，{said}"
    found = judged(schemes_in(PATENTS, tmp_path), told, DAY)[0]
    assert found is comes if comes else found is not True


@pytest.mark.parametrize(
    ("said", "comes"), [("", True), ("，承诺5年内不迁出", True), ("，说不好以后会不会迁出青岚市", None)]
)
def test_a_promise_to_stay_is_made_by_who_asks(said: str, comes: bool | None, tmp_path: Path) -> None:
    found = judged(schemes_in(FUNDS, tmp_path), f"我们新设立的证券营业部{said}", DAY)[0]
    assert found is comes
