"""Lists of conditions side by side, each for the benefit that its item names: 建设补贴…条件：… 运营补贴…条件：…"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ingest.extract.general import General
from ingest.extract.reach import offering
from ingest.record import Clause, Document
from ingest.rules import load

__all__ = ["for_own_benefit"]

_LABEL = (
    r"(?:第[一二三四五六七八九十百零\d]+条|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、．](?!\d))?\s*"
)
_NAMED = re.compile(  # （一）支持充电设施建设项目。… · 困难残疾人生活补贴对象为…
    rf"\s*{_LABEL}(?P<verb>(?:支持|申[请报领]|享受|获得|领取)*)(?P<name>(?!有|具|符合|满足)[^，。：；]{{2,20}}?)"
    r"(?P<aid>补[助贴]|奖[励补]|资助|津贴|贴息|项目)?(?:的|对象|人员|应|须|需|[，。：]|$)"
)
_COMMON = re.compile("补[助贴]|奖[励补]|资助|津贴|项目|资金|企业|单位|机构|人员|对象|申[请报]|支持")


def for_own_benefit(document: Document, lists: Iterable[General]) -> Iterator[General]:
    """Spare the offers of a benefit what the list beside the one for it asks.

    An offer is of the benefit that its own first sentence names, or that of the nearest clause above it; where that
    names several or none, all lists hold.

    >>> from ingest.extract.condition import Tree
    >>> from ingest.record import Meta, Source
    >>> text = {"一/(一)": "（一）申请建设补贴应符合以下条件：", "一/(二)": "（二）申请运营补贴应符合以下条件：",
    ...        "二": "二、建设补贴每千瓦200元。", "三": "三、运营补贴每千瓦时0.1元。"}
    >>> document = Document("d", Source("例", "", "", ()), Meta("例"), tuple(Clause("d", *one) for one in text.items()))
    >>> lists = [General("", None, Tree(), path) for path in ("一/(一)", "一/(二)")]
    >>> [sorted(one.spared) for one in for_own_benefit(document, lists)]
    [['一/(二)', '三'], ['一/(一)', '二']]
    """
    clauses = {one.path: one for one in document.clauses}
    every = [_of_its_part(one, clauses) for one in lists]
    for parent in {_above(one.path) for one in every if "/" in one.path}:
        names = _names(clauses, {one.path for one in every if _above(one.path) == parent})
        if len(names) > 1:
            benefits = {path: _benefits(clauses, path, names) for path in clauses}
            every = [_spared(one, names, benefits) for one in every]
    yield from every


def _of_its_part(one: General, clauses: Mapping[str, Clause]) -> General:
    """Ask what is asked of those of a benefit of the part that is named for it, and gives it: 第四章 服务资助."""
    path = one.path
    while one.name and (path := _above(path)):
        named = path in clauses and re.search(f"{one.name}(?:补[助贴]|奖[励补]|资助|津贴|贴息)$", clauses[path].title)
        if named and any(at.startswith(f"{path}/") and offering(clause.text) for at, clause in clauses.items()):
            return replace(one, prefix=f"{path}/", name="")
    return one


def _spared(one: General, names: Iterable[str], benefits: Mapping[str, frozenset[str]]) -> General:
    """Spare the offers of the other benefits what a list asks, or an item of it."""
    own = next((path for path in names if f"{one.path}/".startswith(f"{path}/")), None)
    others = {at for at, some in benefits.items() if own and some and own not in some}
    return replace(one, spared=one.spared | others)


def _names(clauses: Mapping[str, Clause], paths: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return for each item that opens a list the pairs of letters in the name of its benefit that no other has."""
    rule = load("condition")["list"].regex
    found = {}
    for path in sorted(paths):
        text = re.sub(r"\s", "", clauses[path].text)
        if rule.search(text) and (match := _NAMED.match(text)) and (match["verb"] or match["aid"]):
            found[path] = _pairs(match["name"])
    apart = {
        path: pairs - frozenset().union(*(other for at, other in found.items() if at != path))
        for path, pairs in found.items()
    }
    return apart if all(apart.values()) else {}


def _benefits(clauses: Mapping[str, Clause], path: str, names: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the items whose benefit the clause at `path` names, or the nearest above it that names any."""
    while path:
        if path in names:
            return frozenset((path,))
        words = re.split("[。；]", re.sub(r"\s", "", clauses[path].text))[0] if path in clauses else ""
        if found := frozenset(at for at, pairs in names.items() if pairs & _pairs(words)):
            return found
        path = _above(path)
    return frozenset()


def _pairs(words: str) -> frozenset[str]:
    return frozenset(
        part[at : at + 2] for part in _COMMON.split(re.sub(r"[^一-鿿]", "，", words)) for at in range(len(part) - 1)
    )


def _above(path: str) -> str:
    return path.rpartition("/")[0]
