"""Whether the applicant stands on a list that an offer names: 在强制性审核名单上, 不在重点排放单位名录里."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.segment import Segment
from graph.eligibility.scheme import Scheme

__all__ = ["enlisted_said"]

_LIST: Final = re.compile(
    "^(?:被|已|已被)*(?:列入|纳入|进入|入选)(?P<what>[^，。；]{2,24}?)(?P<list>名单|名录|目录|项目库|清单)(?:企业|单位|的)?$"
)
_LEVEL: Final = re.compile("^(?:国家|省|市|县|区|全国|全省|全市|本市|我市|年度|当年|上年度)+级?(?:及?以上)?的?")
_CORE: Final = 2  # letters by which a list is known among those of one offer
_OFF: Final = "(?:不|没有?|未|非|从没|移出|退出|除名)"
_OUT: Final = re.compile(
    "(?:名[单录]|目录|项目库|库|清单)(?:里头?|上|中|内)?(?:也|都|还|却|根本)*(?:没有?|不见|找不到|查不到|查无)"
)
_ALIKE: Final = {"名录": "名[单录]", "名单": "名[单录]", "目录": "目录", "项目库": "库", "清单": "清单|名单"}


def enlisted_said(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield whether the applicant is on each list that a condition names, by the word that it begins with."""
    needs = {need.key: need for scheme in near for need in scheme.requirements if isinstance(need.value, bool)}
    for need in needs.values():
        asked = _LIST.match(need.attr)
        core = _LEVEL.sub("", asked["what"])[:_CORE] if asked else ""
        for part in parts if asked and len(core) == _CORE else ():
            if asked and not part.asks and (on := _stands(part.text, core, asked["list"])) is not None:
                yield Fact.of(need.attr, on, words=part.text, start=part.start)
                break


def _stands(said: str, core: str, kind: str) -> bool | None:
    """Tell whether a stretch says to be on the list that begins with `core`; None where it says neither."""
    if core not in said or not re.search(_ALIKE[kind], said):
        return None
    if _OUT.search(said) or re.search(f"{_OFF}(?:被)?(?:在|进|列|纳|上|属|是|入|{core})", said):
        return False
    placed = re.search("在|进[了入]|列[入进]|纳入|上了|名[单录]上|属于|入选|里头?有|上有|中有", said)
    return True if placed else None
