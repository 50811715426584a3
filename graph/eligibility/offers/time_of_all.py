"""In which time what a document pays for must lie, where one sentence says so of all it offers.

本办法支持2025年1月1日至2027年12月31日期间发生的业务 · 申报的费用应当发生在2025年1月1日以后 · 申报事项应为上一年度内完成
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from graph.eligibility.language.event import events
from graph.eligibility.offers.window_of_sort import as_day
from graph.eligibility.scheme import Place, Window

__all__ = ["says_no_more", "times_of_all"]

_DATE: Final = r"(?:19|20)\d\d年(?:度|\d{1,2}月(?:\d{1,2}日)?)?"
_BY: Final = "(?:（含[^（）]{0,6}）|\\(含[^()]{0,6}\\))?"
_TIME: Final = re.compile(
    rf"(?P<low>{_DATE}){_BY}(?:(?:至|到|—|－|-|~|～)+(?P<high>{_DATE}){_BY}(?:期间|之间|止)?内?|(?:以后|之后|以来|后|起)(?!施行|实施|执行|生效){_BY})"
)
_LAST: Final = re.compile("(?:上一?个?|前一个?)(?:自然|会计|财政|财务|日历)?年(?:度)?(?:内|期间|全年)?")
_PAID_FOR: Final = (  # what is applied for, whatever it is
    "(?:申[报请](?:单位|主体|人|企业|对象)?|(?:奖补|补助|补贴|支持)对象|奖补|奖励|补贴|补助|支持|扶持|资助|兑现|享受|本[^，。；、\\d]{2,8}?|所|涉及|各[项类]|有关|相关|上述|以上|政策|资金|的|实际)*"
)
_AFFAIRS: Final = (
    "(?:事项|项目|业务|活动|费用|支出|投入|投资额?|行为|业绩|成果|荣誉|内容|数据|发票|合同|奖项|奖励|奖补|补助|补贴)"
)
_MUST: Final = "(?:均|都|一律|统一|原则上|应当?|须|必须|需|要求|限于|仅限|是指|是|为|系|指|属于)*"
_DONE: Final = (
    "(?:实际|新|已)?(?:发生|产生|支付|支出|完成|取得|获得|获评|认定|评定|建成|竣工|投产|投用|投运|验收|实施|开工|立项"
    "|购置|购买|建设|开展|举办|形成|开具|签订|入账|备案)"
)
_OF_ALL: Final = re.compile(
    rf"^(?:企业|单位)?{_PAID_FOR}{_AFFAIRS}?(?:(?:、|和|及|或){_AFFAIRS})*的?(?:{_DONE}|时间|日期|期限)*，?{_MUST}(?:{_DONE})?(?:于|在|自|从|以)?"
    rf"(?:申[报请领](?:当?年度?|年份)的?)?@(?P<rest>(?:{_DONE}|、|和|及|或|并|且|新|的|{_AFFAIRS}|计算|起算|为准|认定|方可[^，。；]{{2,8}}|可以?申[报请])*)$"
)
_NO_LIMIT: Final = re.compile("有效期|施行|废止|解释|印发|公布|截止|受理|申报时间|集中申报")
_STOP: Final = re.compile("[。；\n]")
_LABEL: Final = re.compile(
    r"^\s*(?:第[^，。；\s]{1,6}?条|[（(][^（()）]{1,3}[）)]|[一二三四五六七八九十\d]{1,3}[、.．])\s*"
)
_SAYS_NOTHING: Final = re.compile(
    rf"(?:{_PAID_FOR[:-1]}|{_AFFAIRS}|{_DONE}|本[^，。；、]{{2,4}}?(?:所称)?|适用|应当?|须|在|于|为|年度|申报|和|及|或|、|的|内|{_LAST.pattern}|{_DATE})+"
)


def times_of_all(place: Place) -> Iterator[Window]:
    """Yield the time that each sentence of a clause names for whatever is applied for; none for what names a kind.

    >>> text = "本办法支持2025年1月1日至2027年12月31日期间发生的业务。申报的费用应为上一年度发生。"
    >>> [(one.low, one.high, one.last) for one in times_of_all(Place("d", "例", "一", "d#一", text))]
    [('2025-01-01', '2027-12-31', False), ('', None, True)]
    """
    for told in _STOP.split(place.quote):
        sentence = _LABEL.sub("", told).strip()
        if _NO_LIMIT.search(sentence):
            continue
        for pattern in (_TIME, _LAST):
            match = pattern.search(sentence)
            whole = _OF_ALL.match(f"{sentence[: match.start()]}@{sentence[match.end() :]}") if match else None
            if match is None or whole is None:
                continue
            quoted = replace(place, quote=sentence)
            if pattern is _LAST:
                yield Window("", None, frozenset(), quoted, last=True)
            else:
                yield Window(
                    as_day(match["low"]), as_day(match["high"]) if match["high"] else None, _of(sentence), quoted
                )
            break


def says_no_more(text: str, window: Window) -> bool:
    """Tell whether a condition read from the sentence of a window says nothing beside the time: 事项, 业务."""
    return text in window.place.quote and bool(_SAYS_NOTHING.fullmatch(text))


def _of(sentence: str) -> frozenset[str]:
    """Return the events that must lie in time; none where anything may (发生, 完成, 取得)."""
    told = events(re.sub(_PAID_FOR, "", sentence)) - {"apply"}
    whatever = re.search("发生|产生|完成|实施|开展|取得|获得|计算|起算|为准", sentence)
    return frozenset() if whatever else told
