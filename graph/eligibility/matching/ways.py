"""Conditions told by one of what they list: 对生产线、装置实施余热利用、绿色照明等节能改造, met by 生产线做了余热利用.

Such a condition is parted at its verbs; of a stretch that lists things one is enough, or what they are all of.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from graph.eligibility.language.listed import with_the_rest
from graph.eligibility.language.thesaurus import coverage, excludes, key
from graph.eligibility.matching.apart import marked

__all__ = ["one_way", "ways"]

_VERB: Final = re.compile(
    "(?:自主|自行|单独)?(?:对(?!外|口|接|标)|实施|开展|进行|采用|采取|用于|利用(?!率)|从事|举办|承办|购置|购买|采购|使用|淘汰|更新|安装)(?![、等或和及]|$)"
)
_HAD: Final = re.compile("取得|具有|具备|持有|签订|缴纳|建立|通过|完成|参加|[无未没不非均都且]|同时")  # all of these
_BETWEEN: Final = re.compile("、|或者?(?!有)")
_BOTH: Final = re.compile("、|或者?(?!有)|和|及|以及|与")
_FOR: Final = frozenset({"用于"})  # whoever spends it on one of two things spends it on what it may be spent on
_SORT: Final = re.compile("等(?P<sort>[^、，。；等]{2,})$")
_NAMES: Final = 4  # letters from which on what things are all of is more than 设备, 产品
_SHARED: Final = re.compile("^(?P<own>[^、]{2,10}?(?P<end>[型式类制级]))(?P<noun>[^、]{2,})$")
_STATUS: Final = "(?:新?(?:招用|录用|入职|招聘)|在岗|在职|转岗|返岗|失业|待业|退役|返乡|下岗|毕业|退休)"
_STATUSES: Final = re.compile(
    f"^(?P<listed>{_STATUS}(?:(?:、|和|及|以及|或者?){_STATUS})+)的?(?:职工|员工|人员|军人|劳动者|从业人员)$"
)
_SHORT: Final = 2
_LONGEST: Final = 60
_TOLD: Final = 0.66  # how much of each stretch must be told
_ALONE: Final = 0.8  # and of one that lists nothing


@lru_cache(maxsize=20_000)
def ways(condition: str) -> tuple[tuple[str, ...], ...]:
    """Return by its stretches what a condition lists, each a key of which one is enough; () where it lists nothing.

    >>> ways("对既有生产线、生产装置实施余热利用、绿色照明等节能改造")
    (('既有生产线', '生产装置'), ('余热利用', '绿色照明', '节能改造'))
    >>> ways("采用效益分享型或者费用托管型合同能源管理模式")
    (('效益分享型合同能源管理模式', '费用托管型合同能源管理模式'),)
    >>> ways("新招用和转岗职工"), ways("取得营业执照、许可证"), ways("在本市新建工厂")
    ((('新招用', '转岗'),), (), ())
    """
    if len(condition) > _LONGEST or _HAD.search(condition) or with_the_rest(condition):
        return ()
    verbs = [match[0] for match in _VERB.finditer(condition)]
    stretches = _VERB.split(condition)
    found = [_items(words, verb in _FOR) for verb, words in zip(["", *verbs], stretches, strict=True)]
    found = [items for items in found if items]
    if not any(len(items) > 1 for items in found) or any(len(one) < _SHORT for items in found for one in items):
        return ()
    return tuple(found)


def one_way(condition: str, said: tuple[str, ...]) -> bool:
    """Tell whether the keys `said` name one thing of each stretch that `condition` is made of.

    >>> one_way("对既有生产线、生产装置实施余热利用、绿色照明等节能改造", ("给既有生产线做余热利用",))
    True
    >>> one_way("对既有生产线、生产装置实施余热利用、绿色照明等节能改造", ("新建生产线",))
    False
    """
    found = ways(condition)
    return bool(found) and all(any(_told(one, said, len(items)) for one in items) for items in found)


def _told(item: str, said: tuple[str, ...], many: int) -> bool:
    enough = _TOLD if many > 1 else _ALONE
    told = coverage(item, said) >= enough and _letters(item, said) >= _TOLD
    return told and marked(item, said) and not any(excludes(item, one) for one in said)


def _letters(item: str, said: tuple[str, ...]) -> float:
    """Return which part of the letters of an item is said in runs of two, words that say little counted in full."""
    pairs = {one[at : at + 2] for one in said for at in range(len(one) - 1)}
    hit = {at + step for at in range(len(item) - 1) if item[at : at + 2] in pairs for step in (0, 1)}
    return len(hit) / len(item)


def _items(words: str, either: bool) -> tuple[str, ...]:
    """Return the keys of what a stretch lists, with what they are all of (等节能改造) and the noun that they share."""
    if statuses := _STATUSES.match(words):  # 新招用和转岗职工 are of either kind: nobody is both
        return tuple(dict.fromkeys(map(key, _BOTH.split(statuses["listed"]))))
    sort = _SORT.search(words)
    listed = [part for part in (_BOTH if either else _BETWEEN).split(words[: sort.start()] if sort else words) if part]
    shared = _SHARED.match(listed[-1]) if len(listed) > 1 else None
    if shared and all(part.endswith(shared["end"]) for part in listed[:-1]):
        listed = [*(part + shared["noun"] for part in listed[:-1]), listed[-1]]
    if sort and len(sort["sort"]) >= _NAMES:
        listed.append(sort["sort"])
    return tuple(dict.fromkeys(filter(None, map(key, listed))))
