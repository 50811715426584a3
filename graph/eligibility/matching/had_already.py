"""Aid had already that a document rules out in so many words: 已享受上级财政补助的项目不重复享受.

What only says that the higher of two is paid (就高不重复) leaves it to the office what becomes of who has had one.
"""

from __future__ import annotations

import re
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.pairs import pairs
from graph.eligibility.language.thesaurus import coverage, key
from graph.eligibility.scheme import Scheme

__all__ = ["excepted", "ruled_out"]

_ALREADY: Final = re.compile(
    "已经?(?:享受|获得?|取得|得到|领取)过?(?P<what>[^，。；]{2,24}?(?:补助|补贴|奖励|奖补|资金|支持|扶持|贴息|资助))[^，。；]{0,10}?，?"
    "(?:一律|均|原则上)?不(?:再|予|得|能|可)*(?:重复)?(?:享受|支持|补助|补贴|奖励|申[报请]|扶持|资助)"
)
_BUT: Final = re.compile(
    "第(?P<items>[^，。；（）]{1,12})[项条款](?:[^，。；（）]{0,6})?除外|除第(?P<besides>[^，。；（）]{1,12})[项条款][^，。；]{0,6}外"
)
_ABOVE: Final = re.compile("上级|中央|国家|省级?|各级")
_FROM_ABOVE: Final = re.compile("省(?!钱|电|油|水|工|下|了)|国家|中央|部里")
_PLAIN: Final = re.compile("建设|项目|补助|补贴|奖励|资金|政策|已经|享受|给予")
_SAME: Final = 0.8


def ruled_out(scheme: Scheme, rule: str, had: Fact) -> bool:
    """Tell whether aid had rules an offer out: told by the words of the rule, or to be from above and for the same."""
    match = _ALREADY.search(rule)
    if match is None:
        return False
    if not had.words:
        asked = key(f"享受{match['what']}")
        return min(coverage(asked, (had.key,)), coverage(had.key, (key(match[0]),))) >= _SAME
    if not (_ABOVE.search(match["what"]) and _FROM_ABOVE.search(had.words)):
        return False
    told, offered = (_PLAIN.sub("，", text) for text in (had.words, scheme.place.quote))
    return bool({one for one in pairs(told) & pairs(offered) if "，" not in one})


def excepted(scheme: Scheme, rule: str) -> bool:
    """Tell whether the rule excepts an offer by the number of its clause: 第2项除外."""
    last = scheme.place.path.rpartition("/")[2].strip("()（）第条项款")
    return any(
        last in re.split("[、和及]", (match["items"] or match["besides"]).strip("（）()"))
        for match in _BUT.finditer(rule)
    )
