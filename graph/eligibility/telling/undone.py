"""What is not done: what shuts out by that (没办手续 of 未办理手续的，不予补贴), and degrees not yet taken."""

from __future__ import annotations

import re
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.thesaurus import key

__all__ = ["lacking", "left_undone", "studying", "told_undone"]

_UNDONE: Final = re.compile(
    "^(?:[^，。；、]{0,12}?(?:年度?内?|个月内?|期间|单位|企业|人员|项目|者))?(?:仍|尚|均|都|曾|从)*"
    "(?:未(?!来|成年|婚|满|遂)|没有?|拒不|拒绝|不(?!良|正当|合理|法|实|诚|合格|端|当|属|是|在)|无(?!照|证|序|故|正当))"
)
_NO: Final = re.compile("没有?|未(?!来|成年|婚|满)|从未|不(?!良|久|仅|止|但|错|只)|无(?!故)|拒")
_LACKS: Final = re.compile(
    "^(?:但是?|可是?|不过|就是|只是|只有|目前|现在|我们|的)*(?P<thing>[^，。；、没未还不]{3,14}?)(?:还|都|一直|到现在|目前|暂时|也|根本)*"
    "(?:没有?|未)(?:来得及|能|去)?(?:建|装|配|上|做|办|弄|买|搞|修|设|取得|拿|完成|落实|到位|开始|批|开工|着落)[^，。；]{0,4}$"
)
_TWICE: Final = re.compile(  # 没有未办理的情况, 不存在没交的
    "(?:没有?|不存在|并非|不是|无|从未|从不|从来不|绝不)[^，。；]{0,6}?(?:未|没|不|拒|漏)"
)
_PARTLY: Final = re.compile("只|才|部分|一半|有的|有些|个别|漏|断|欠|几个|刚|准备|打算|正在|还在|补")
_DEGREE: Final = re.compile("博士|硕士|研究生|本科|大专|专科|大学|高校毕业生")
_STUDYING: Final = re.compile(
    "在读|肄业|(?:还|尚|都|也)?[没未]有?(?:毕业|拿到学位|拿到毕业证)|(?:准备|打算|想|正在?|在)[考读](?!过|了)|备考|退学|辍学"
)


def studying(fact: Fact) -> bool:
    """Tell whether a fact gives somebody a degree for which they only study, or that they never took.

    >>> told = Fact.of("学历", "博士", words="我是博士在读")
    >>> studying(told), studying(Fact.of("学历", "博士", words="我博士毕业"))
    (True, False)
    >>> studying(Fact.of("申请人类型", "在读博士", words="我是在读博士"))
    False
    """
    called = fact.value if isinstance(fact.value, str) else fact.attr if fact.value is True else ""
    if not fact.words or not _DEGREE.search(called) or re.search("在读|在校|就读|学生|应届|毕业年度|未", called):
        return False
    return bool(_STUDYING.search(fact.words))


def left_undone(condition: str) -> bool:
    """Tell whether what shuts out is that a thing was not done.

    >>> left_undone("未办理土地流转手续"), left_undone("近两年内拒不履行判决"), left_undone("发生安全事故")
    (True, True, False)
    >>> left_undone("不良信用记录"), left_undone("被列入名单未移出")
    (False, False)
    """
    return bool(_UNDONE.match(condition))


def lacking(condition: str, said: str) -> bool:
    """Tell whether the very thing that a condition asks to be had or built is said not to be there yet.

    >>> lacking("配套建有粪污处理设施", "但是粪污处理设施还没建"), lacking("配套建有粪污处理设施", "围墙还没建")
    (True, False)
    >>> lacking("新建标准化养猪场", "粪污处理设施还没建"), lacking("取得食品经营许可证", "食品经营许可证也没办下来")
    (False, True)
    """
    match = _LACKS.match(said)
    thing = key(match["thing"]) if match else ""
    return len(thing) > 2 and key(condition).endswith(thing)


def told_undone(window: str, wanted: str) -> bool | None:
    """Tell whether the stretches on the thing `wanted` say that it was not done; None where some of it was.

    >>> wanted = "未办理土地流转手续"
    >>> told_undone("没办土地流转手续", wanted), told_undone("没有未办理流转手续的情况", wanted)
    (True, False)
    >>> told_undone("没有失信，土地流转手续都办了", wanted), told_undone("土地流转手续才办了一半", wanted)
    (False, None)
    """
    pairs = {wanted[at : at + 2] for at in range(len(wanted) - 1)}
    told = [part for part in window.split("，") if any(pair in part for pair in pairs)]
    twice = [bool(_TWICE.search(part)) for part in told]
    if any(_NO.search(part) and not two for part, two in zip(told, twice, strict=True)):
        return True
    return None if any(_PARTLY.search(part) for part in told) and not all(twice) else False
