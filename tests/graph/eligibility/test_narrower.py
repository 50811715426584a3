"""What a document tells apart is not met by what people run together."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.eligibility import choose, consult, evaluate, from_mapping
from graph.eligibility.language.narrower import Narrower, left_wide, narrower
from tests.graph.eligibility.told import schemes_in

ON = date(2026, 5, 10)


@pytest.mark.parametrize("kind", narrower(), ids=lambda kind: kind.id)
def test_a_kind_is_named_as_its_examples_say(kind: Narrower) -> None:
    assert [one for one in kind.yes if left_wide(one[0], [one[1]])] == []
    assert [one for one in kind.no if not left_wide(one[0], [one[1]])] == []


@pytest.mark.parametrize(
    ("text", "said", "other"),
    [
        ("对种植双季稻的农户，每亩补贴150元。", "我家种了20亩双季稻", "我家种了20亩水稻"),
        (
            "对招用登记失业人员的企业，每人给予5000元补助。",
            "我们企业招了3个登记失业人员",
            "我们企业招了3个失业在家的人",
        ),
        ("对获评省级称号的小微企业，给予5万元补助。", "我们是小微企业，获评省级称号", "我们是中型企业，获评省级称号"),
    ],
)
def test_only_the_kind_that_is_asked_for_gets_it(tmp_path: Path, text: str, said: str, other: str) -> None:
    schemes = schemes_in(f"云溪市奖励办法\n\n第二条 {text}\n", tmp_path)
    for words, eligible in ((said, True), (other, None)):
        found = consult(schemes, f"{words}，能补多少？", ON)
        assert found is not None
        assert found.outcome.eligible is eligible


@pytest.mark.parametrize(("told", "eligible"), [("双季稻", True), ("水稻", None)])
def test_facts_are_held_to_it_too(tmp_path: Path, told: str, eligible: bool | None) -> None:
    schemes = schemes_in("云溪市奖励办法\n\n第二条 对种植双季稻的农户，每亩补贴150元。\n", tmp_path)
    facts = from_mapping({f"种植{told}": True, f"{told}种植面积": 20.0, "农户": True}, schemes)
    found = choose(evaluate(schemes, facts, on=ON))
    assert found is not None
    assert found.eligible is eligible
