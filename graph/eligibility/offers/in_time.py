"""How long after what day one may still apply, and for which offers: 第三条奖励应当自证书取得之日起12个月内申请."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.event import events
from graph.eligibility.scheme import Limit, Place, Requirement
from ingest.value.number import parse

__all__ = ["TO_APPLYING", "limits", "meant", "told_whether"]

_NUMBER: Final = "(?:\\d+|[一二两三四五六七八九十]+)"
_BOUND: Final = re.compile(
    r"(?P<head>[^。；\n]{0,48}?)(?<![来独亲各])(?:自|从|在|于)(?P<since>(?![^，。；]{0,4}(?:施行|印发|发布|实施))[^，。；]{2,16}?)(?:之日|当日|次日|之次日)(?:起|后)?"
    rf"(?P<number>{_NUMBER})(?P<unit>个月|年|天|日)(?:（含）)?(?:以内|之内|内)(?P<done>[^，。；]{{0,20}}?(?:(?:提出|提交|办理)(?:书面)?(?:申[请报领])?|申[请报领]))"
)
_DEED: Final = re.compile(
    "(?:首次|一次性|及时|可|向[^，。；]{2,20}|通过[^，。；]{2,16})*(?:提出|提交|办理)?(?:书面)?(?:申[请报领])?"
)
_LABEL: Final = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]+条\s+|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、]|[一二三四五六七八九十]{1,3}、)"
)
_REF: Final = re.compile(r"(?P<to>[至到—-])?第(?P<number>[一二三四五六七八九十百\d]+)(?P<kind>[条章])")
_NAMES: Final = re.compile(
    "(?P<name>[^，。；：、（）]{2,12}?(?:补贴|补助|奖励|奖补|资助|津贴|贴息))(?:的申请)?(?:、|和|以及|，|$|(?=应|须|需|可|的|由|申))"
)
_ALL_OF_THEM: Final = re.compile(
    "(?:各项|各类|上述|以上|所有|本[^，。；]{2,4}|申[请报领]|享受|相关|有关|财政|专项)*(?:补贴|补助|奖励|奖补|资助|津贴|贴息)$"
)
_OTHERS: Final = re.compile("^其[他它余]")
TO_APPLYING: Final = "至申请"  # what such a bound is called, behind the day from which it runs
_SAID: Final = re.compile("首次|提出|应当?|须|需|必须|之日|当日|次日|[起自从在于的（）含以，]")
_ONCE: Final = "一次性"
_SUM: Final = re.compile(r"\d\s*(?:[万亿]?元|%|％)")
_QUALIFIED: Final = re.compile("符合[^，。；]{0,6}(?:条件|规定|要求)$")


def limits(place: Place) -> Iterator[Limit]:
    """Yield how long after which day the benefits that a clause names may be applied for; those of all for no names.

    >>> place = Place("d", "例", "五", "d#五", "第二条、第三条奖励应当自证书取得之日起一年内提出申请，逾期不再受理。")
    >>> [(one.articles, one.since, one.value, one.unit) for one in limits(place)]
    [(('第二条', '第三条'), '证书取得', 1.0, '年')]
    """
    for match in _BOUND.finditer(place.quote):
        head, since = _LABEL.sub("", match["head"]), match["since"].rpartition("，")[2]
        if not events(since) or not _DEED.fullmatch(match["done"]):
            continue
        said = re.split("[。；，：\n](?=[^，。；：]*$)", head)[-1] or head
        articles = tuple(_articles(said))
        names = tuple(one["name"] for one in _NAMES.finditer(said)) if not articles else ()
        names = () if any(_ALL_OF_THEM.match(one) for one in names) else names
        if any(_OTHERS.match(one) for one in names):
            continue  # 其他补贴: which those are is told beside
        unit = match["unit"].replace("日", "天")
        quoted = replace(place, quote=_LABEL.sub("", match[0]).lstrip("，"))
        own = bool(_SUM.search(place.quote))
        yield Limit(names, "", since, parse(match["number"]), unit, quoted, articles, own)


def meant(limit: Limit, own: Place, offered: str, said: str) -> bool:
    """Tell whether a limit is asked of the offer at `own`, made in the words `offered`; `said` adds what it asks."""
    if limit.articles:
        return any(step in limit.articles for step in own.path.split("/"))
    if limit.names:
        return any(_gives(name, offered) for name in limit.names)
    if _QUALIFIED.search(limit.since):
        return True
    if limit.place.iri == own.iri:
        return True
    return not limit.own and bool(events(limit.since) & events(said))


def told_whether(need: Requirement, told: Iterable[Fact]) -> Fact | None:
    """Return the fact that says as a whole whether one applied in time: 自符合条件之日起1年内申请: 否."""
    if not need.attr.endswith(TO_APPLYING):
        return None
    asked = _SAID.sub("", need.text)
    for fact in told:
        said = _SAID.sub("", fact.attr)
        if isinstance(fact.value, bool) and re.search(r"\d(?:年|个月|天|日)内?申", said) and said in asked:
            return fact
    return None


def _gives(name: str, offered: str) -> bool:
    """Tell whether an offer is of those called so; 一次性补贴 are all that are paid once.

    >>> _gives("一次性补贴", "给予一次性创业补贴5000元"), _gives("创业补贴", "给予租房补贴500元")
    (True, False)
    """
    bare = re.sub("^(?:申[请报领]|享受|领取|发放)", "", name)
    if not bare.startswith(_ONCE):
        return bare in offered
    return bool(re.search(f"{_ONCE}[^，。；]{{0,8}}{re.escape(bare.removeprefix(_ONCE))}", offered))


def _articles(words: str) -> Iterator[str]:
    """Yield each article or chapter named.

    >>> list(_articles("第十三条至第十五条、第三章奖励"))
    ['第十三条', '第十四条', '第十五条', '第三章']
    """
    last: tuple[str, int] | None = None
    for match in _REF.finditer(words):
        number, kind = int(parse(match["number"])), match["kind"]
        first = last[1] + 1 if match["to"] and last and last[0] == kind else number
        for one in range(first, number + 1):
            yield f"第{match['number'] if one == number else _spoken(one)}{kind}"
        last = kind, number


def _spoken(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else digits[tens] + "十") + (digits[ones] if ones else "")
