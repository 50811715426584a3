"""Of which benefit a statement or an offer speaks, where a document gives several: 申请租房补贴的…, 建设补贴…条件：…"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from ingest.extract.reach import offering
from ingest.extract.statement import Statement
from ingest.record import Clause, Document
from ingest.rules import load

__all__ = ["gives", "of_benefits"]

_AID = "补[贴助]|奖[励补]|资助|津贴|贴息"
_SHORT = 2
_OTHER_AID = re.compile(r"(?:[与和同]|已经?(?:领取|享受|获得)|此前|停发|停止发放|不再享受|扣除|不重复)[^，。；]*")
_SEVERAL = re.compile("[、和及与]")  # of a title: 建设补贴和运营补贴实施办法
_NAMED = load("incentive")["named-aid"].regex  # （一）支持充电设施建设项目。… · 困难残疾人生活补贴对象为…
_COMMON = re.compile(f"{_AID}|项目|资金|企业|单位|机构|人员|对象|申[请报]|支持")


@lru_cache(maxsize=1024)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(f"{re.escape(name)}[^，。；]{{0,4}}(?:{_AID}|扶持|支持|资金|政策)")


def gives(name: str, text: str) -> bool:
    """Tell whether a text gives the benefit called `name`, and does not only say how it goes with another.

    A short name counts only with what it is the name of: 建设补贴, not 建设数量.

    >>> gives("租房", "租房补贴按月计算。"), gives("租房", "发放购房补贴，可以与租房补贴同时享受。")
    (True, False)
    """
    said = _OTHER_AID.sub("", text)
    return bool(_pattern(name).search(said)) if len(name) <= _SHORT else name in said


def of_benefits(document: Document, found: Iterable[Statement]) -> Iterator[Statement]:
    """Keep from the offers of a benefit what the list beside the one for it asks.

    An offer is of the benefit that its own first sentence names, or that of the nearest clause above it; where that
    names several or none, all lists hold. What is asked of the one benefit that a document is about is asked of all.

    >>> from ingest.extract.tree import Tree
    >>> from ingest.record import Meta, Source
    >>> text = {"一/(一)": "（一）申请建设补贴应符合以下条件：", "一/(二)": "（二）申请运营补贴应符合以下条件：",
    ...        "二": "二、建设补贴每千瓦200元。", "三": "三、运营补贴每千瓦时0.1元。"}
    >>> document = Document("d", Source("例", "", "", ()), Meta("例"), tuple(Clause("d", *one) for one in text.items()))
    >>> lists = [Statement("", None, Tree(), path) for path in ("一/(一)", "一/(二)")]
    >>> [sorted(one.but) for one in of_benefits(document, lists)]
    [['一/(二)', '三'], ['一/(一)', '二']]
    """
    clauses = {one.path: one for one in document.clauses}
    every = [_of_its_part(one, clauses, document.meta.title) for one in found]
    for parent in {_above(one.path) for one in every if "/" in one.path}:
        names = _names(clauses, {one.path for one in every if _above(one.path) == parent})
        if len(names) > 1:
            benefits = {path: _benefits(clauses, path, names) for path in clauses}
            every = [_apart(one, names, benefits) for one in every]
    yield from every


def _of_its_part(one: Statement, clauses: Mapping[str, Clause], title: str) -> Statement:
    """Ask what is asked of those of a benefit of the part that is named for it, and gives it: 第四章 服务资助."""
    if one.name in title and re.search(_AID, title) and not _SEVERAL.search(title):
        return replace(one, name="")
    path = one.path
    while one.name and (path := _above(path)):
        named = path in clauses and re.search(f"{one.name}(?:{_AID})$", clauses[path].title)
        if named and any(at.startswith(f"{path}/") and offering(clause.text) for at, clause in clauses.items()):
            return replace(one, prefix=f"{path}/", name="")
    return one


def _apart(one: Statement, names: Iterable[str], benefits: Mapping[str, frozenset[str]]) -> Statement:
    own = next((path for path in names if f"{one.path}/".startswith(f"{path}/")), None)
    others = {at for at, some in benefits.items() if own and some and own not in some}
    return replace(one, but=one.but | others)


def _names(clauses: Mapping[str, Clause], paths: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return for each item that opens a list the pairs of letters in the name of its benefit that no other has."""
    rule, found = load("condition")["list"].regex, {}
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
