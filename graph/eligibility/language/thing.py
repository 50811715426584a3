"""Things that are named by one noun and are no such thing as the other: 充电站 and 换电站, 综合型 and 职能型总部."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["other_thing"]

_THING: Final = re.compile("(?:[充换储变光风水火]电站|加[油氢气]站|[货客叉卡罐]车|公交车|渔船|货船|客船|[冷仓粮油]库)$")
_THING_SAID: Final = re.compile("[充换储变光风水火]电站|加[油氢气]站|[货客叉卡罐]车|公交车|渔船|货船|客船|[冷仓粮油]库")
_SORT: Final = re.compile(
    "(?P<sort>[\u4e00-\u9fff]{2})[型类性](?P<noun>总部|企业|机构|基地|平台|中心|园区|人才|项目|组织)"
)


def other_thing(one: str, other: str) -> bool:
    """Tell whether `other` names a thing by the noun of `one`, and another such thing: 充电站 and 换电站.

    >>> other_thing("换电站", "投运公共充电站"), other_thing("换电站", "换电站"), other_thing("充电站", "投运")
    (True, False, False)
    >>> other_thing("新能源客车", "更新一辆货车"), other_thing("医院", "我们卫生院")
    (True, False)
    >>> other_thing("综合型总部企业", "认定的职能型总部"), other_thing("科技型企业", "我们企业")
    (True, False)
    """
    if _other_sort(one, other):
        return True
    mine, theirs = _THING.search(one), {match[0] for match in _THING_SAID.finditer(other)}
    alike = {thing for thing in theirs if mine and thing[-1] == mine[0][-1] and len(thing) == len(mine[0])}
    return bool(mine and alike) and mine[0] not in other  # type: ignore[index]


def _other_sort(one: str, other: str) -> bool:
    """Tell whether both name sorts of one noun, and none of the same."""
    mine, theirs = ({(match["noun"], match["sort"]) for match in _SORT.finditer(text)} for text in (one, other))
    return bool({noun for noun, _ in mine} & {noun for noun, _ in theirs}) and not mine & theirs
