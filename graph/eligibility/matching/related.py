"""Whether those who deal with each other belong together: 无关联关系 as it is asked, 全资子公司 as it is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.segment import Segment
from graph.eligibility.language.thesaurus import done_here, family, key
from graph.eligibility.matching.check import Check, ruled
from graph.eligibility.scheme import Requirement, Scheme

__all__ = ["RELATED", "by_relation", "relation_said", "unrelated"]

RELATED: Final = "存在关联关系"
_OF_WHOM: Final = (
    "(?:(?:与|和|同|跟)[^，。；]{0,12}?|(?:供需|委托|交易|买卖|合作|供求)?双方|两家)?(?:之间)?(?:均|都|且)*"
)
_KINDS: Final = "(?:直接|间接|投资|控股|股权|资产|任何|等|、|和|或|及)*"
_NO_RELATION: Final = re.compile(f"{_OF_WHOM}(?:不存在|不具有|没有|无|非){_KINDS}关联(?:关系|性)?的?")
_SHUT_OUT: Final = re.compile("关联(?:关系|方|企业|单位|公司|交易)")
_LISTS: Final = re.compile("[、，]|或者?")
_LEFT_OVER: Final = re.compile("(?:向|为|与|和|给|促成|面向)$")
_DEED: Final = 6  # letters of what is left of a phrase that still asks for something
_KIN: Final = re.compile(
    "(?:子|孙|母|总|分|兄弟|姐妹|关联)(?:公司|企业|单位|厂)|关联(?:关系|方|交易)|(?:全资|控股|参股)(?:的|公司|企业|厂)"
    "|集团(?:公司)?(?:内部?|下面|旗下|下属|里头?)|同一个?(?:老板|集团|法人|实际控制人|实控人|股东|控制人|母公司)|(?:老板|股东|法人|实控人|董事长)(?:都|也|就)*是(?:同)?一个"
    "|(?:老板|股东|法人|实控人|董事长|总经理|我)(?:自己|本人|他?的?(?:老婆|妻子?|丈夫|老公|儿子|女儿|弟弟?|哥哥?|姐姐?|妹妹?|亲戚|家人|父亲|爱人))[^，。；]{0,6}(?:开的|办的|控股|名下|持股)"
    "|[有存在](?:股权|投资|控股)关系|(?:占|持)股(?=\\d|[一二三四五六七八九十]|$)"
)
_NO_KIN: Final = re.compile(
    "(?:没有?|无|非|不是|不存在|不属于)[^，。；]{0,8}(?:关联|股权关系|投资关系|子公司|母公司|集团)|没有?(?:任何|什么|半点|一点)?(?:关系|瓜葛|牵连)|不沾亲|互不相干|毫无关系"
)
_OWN_STANDING: Final = re.compile(  # 我们是外地集团的子公司 says of nobody else
    "^(?:我们|咱们?|本|我)?(?:公司|企业|厂|单位)?(?:是|属于|作为)(?![^，。；]{0,8}(?:我们|咱们?|自己)的)"
)


def unrelated(need: Requirement) -> list[Requirement] | None:
    """Part that nobody of one's own may be dealt with from what else is asked; None where nothing of the kind is.

    >>> from graph.eligibility.scheme import Place
    >>> need = Requirement("采购本市无关联关系企业生产", "", Place("d", "", "一", "d#一", ""), "=", True)
    >>> [(one.attr, one.value) for one in unrelated(need)]
    [('采购本市企业生产', True), ('存在关联关系', False)]
    """
    apart = replace(need, attr=RELATED, op="=", value=False, unit=None, key=key(RELATED), family=None)
    if need.value is False:
        return [apart] if _SHUT_OUT.search(need.attr) and not _LISTS.search(need.attr) else None
    match = _NO_RELATION.search(need.attr) if need.value is True or need.numeric else None
    if match is None:
        return None
    rest = _LEFT_OVER.sub("", need.attr[: match.start()] + need.attr[match.end() :])
    if len(rest) < _DEED:
        return [apart]
    return [replace(need, attr=rest, key=done_here(rest), family=family(rest)), apart]


def relation_said(parts: Iterable[Segment], near: Iterable[Scheme]) -> Iterator[Fact]:
    """Yield whether the applicant says to deal with their own kind, where an offer rules that out."""
    if not any(need.attr == RELATED for scheme in near for need in scheme.requirements):
        return
    for part in parts:
        if part.asks:
            continue
        apart = _NO_KIN.search(part.text)
        if apart or (_KIN.search(part.text) and not _OWN_STANDING.match(part.text)):
            yield Fact.of(RELATED, not apart, words=part.text, start=part.start)
            return


def by_relation(need: Requirement, told: Iterable[Fact]) -> Check:
    """Hold that nobody of one's own may be dealt with against what is told: 与供货方无关联关系, 供货方: 全资子公司."""
    for fact in told:
        if isinstance(fact.value, bool) and "关联" in fact.attr:
            return ruled(need, fact, fact.value is bool(_NO_RELATION.search(fact.attr)))
        if (
            isinstance(fact.value, str)
            and not fact.words
            and (apart := _NO_KIN.search(fact.value) or _KIN.search(fact.value))
        ):
            return ruled(need, fact, bool(_NO_KIN.search(apart[0])))
    return Check(need, None)
