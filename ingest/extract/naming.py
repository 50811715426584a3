"""Of which offers a sentence speaks: by words of headings (购房补贴), by articles (第二条第（一）至（三）项)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extract.running import items_run_on
from ingest.record import Document

__all__ = ["named_offers"]

_DIGITS = "一二三四五六七八九十"
_ARTICLE = re.compile(
    rf"""(?x)
    第[（(]?(?P<label>[{_DIGITS}百\d]+)[）)]?(?P<kind>条|章|项|部分)
    (?P<items>
        (?:[至到—、和及-]?第?(?:[（(][{_DIGITS}\d]+[）)](?![条章])项?|[{_DIGITS}\d]++项))+  # 第（一）项至第（四）项
      | 第[^第；，。]{{1,24}}?项
    )?
    """
)
_RUN = re.compile(rf"第(?P<labels>[{_DIGITS}\d]+(?:[、和及与][{_DIGITS}\d]+)+)(?P<kind>条|章|部分)")  # 第二、三部分
_ITEMS = re.compile(
    rf"[（(]?(?P<first>[{_DIGITS}\d]+)[）)]?(?:项)?(?:(?P<to>至|到|-|—|、|和|及)第?[（(]?(?P<last>[{_DIGITS}\d]+)[）)]?)?"
)
_DOTTED = re.compile(  # 三、（二）1: a part, an item of it, and items of that
    rf"(?P<part>[{_DIGITS}]+)、[（(](?P<item>[{_DIGITS}\d]+)[）)](?P<below>\d{{1,2}}(?:[、和及]\d{{1,2}}(?![\d.]))*)?"
)
_WITHIN = re.compile('[”"]中的?(?P<names>[^，。；”]{2,})$')
_BENEFIT = "奖励|补助|补贴|奖补|资助|津贴|贴息|扶持|支持"
_OF_THE_TEXT = re.compile(
    r"^(?:本[^、和及]{2,4}?(?:规定|明确|所列)?的?|上述|相关|有关|各项|其他|一次性|财政|市级|区级|县级)+"
)
_COMMON = re.compile(f"^(?:同类|同等|相应|各类|各项|资金|政策|专项|项目|财政|[省市区县]级)?(?:{_BENEFIT}|资金|政策)*$")
_OFFERS = re.compile(r"\d\s*(?:[万亿]?元|%|％)|给予|发放|申领|享受|标准")
_OTHER_AID = re.compile(
    r"(?:[与和同]|已经?(?:领取|享受|获得)|此前|停发|停止发放|不再?享受|扣除|不重复)[^，。；]*|[^，。；]*可以?(?:同时|叠加)享受"
)


def named_offers(document: Document, words: str, speaker: str) -> frozenset[str]:
    """Return the paths of the clauses that the clause at `speaker` names by `words`; none where it names no offer.

    >>> from ingest.record import Clause, Meta, Source
    >>> clauses = (Clause("d", "第二条", "第二条 发放租房补贴。"), Clause("d", "第三条", "第三条 给予生活补贴。"))
    >>> document = Document("d", Source("例", "", "", ()), Meta("例"), clauses)
    >>> sorted(named_offers(document, "本细则规定的租房补贴", "")), sorted(named_offers(document, "第二条至第三条", ""))
    (['第二条'], ['第三条', '第二条'])
    >>> sorted(named_offers(document, "本细则第二、三条政策", ""))
    ['第三条', '第二条']
    """
    words = _RUN.sub(_one_by_one, words)
    if dotted := list(_dotted(words)):
        under = frozenset(one.path for one in document.clauses if any(_below(one.path, path) for path in dotted))
        inside = _WITHIN.search(words)
        return (named_offers(document, inside["names"], speaker) & under or under) if inside else under
    if places := list(_places(words)):
        runs = items_run_on(one.path for one in document.clauses)
        return frozenset(one.path for one in document.clauses if any(_at(one.path, *place, runs) for place in places))
    found: set[str] = set()
    for name in re.split("、|以及|和|及|与", re.sub("（[^（）]*）", "", words)):
        bare = _OF_THE_TEXT.sub("", name)
        stem = re.sub(f"(?:{_BENEFIT})+$", "", bare)
        if len(stem) < 2 or _COMMON.match(bare):
            return frozenset()  # the words mean any benefit
        found |= _titled(document, stem) | _giving(document, stem)
    return frozenset(path for path in found if path != speaker and not path.startswith(speaker + "/"))


def _one_by_one(match: re.Match[str]) -> str:
    return "、".join(f"第{label}{match['kind']}" for label in re.split("[、和及与]", match["labels"]))


def _dotted(words: str) -> Iterator[str]:
    """Yield the paths that references by labels of parts name.

    >>> list(_dotted("技术改造类项目（指本指南三、（一），三、（二）1和2）"))
    ['三/(一)', '三/(二)/1', '三/(二)/2']
    """
    for match in _DOTTED.finditer(words):
        path = f"{match['part']}/({match['item']})"
        yield from (f"{path}/{one}" for one in re.split("[、和及]", match["below"])) if match["below"] else (path,)


def _below(path: str, above: str) -> bool:
    return f"{path}/".startswith(f"{above}/")


def _places(words: str) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield each article or chapter named, with the items of it that alone are meant."""
    matches = list(_ARTICLE.finditer(words))
    for one, before in zip(matches, [None, *matches], strict=False):
        if one["kind"] == "项" and not one["items"]:
            yield "项", one["label"], frozenset()
            continue
        if before and re.fullmatch("至|到", words[before.end() : one.start()]) and before["kind"] == one["kind"]:
            for label in _between(before["label"], one["label"]):
                yield one["kind"], label, frozenset()
            continue
        items: set[str] = set()
        for match in _ITEMS.finditer((one["items"] or "")[1:]):
            last = match["last"] or match["first"]
            items |= (
                set(_between(match["first"], last)) if match["to"] in ("至", "到", "-", "—") else {match["first"], last}
            )
        yield one["kind"], one["label"], frozenset(items)


def _between(first: str, last: str) -> tuple[str, ...]:
    if first in _DIGITS and last in _DIGITS:
        return tuple(_DIGITS[_DIGITS.index(first) : _DIGITS.index(last) + 1])
    return (first, last)


def _at(path: str, kind: str, label: str, items: frozenset[str], runs: bool = False) -> bool:
    """Tell whether a clause stands in the article named: 第二条 is an article, or the second part (第二部分) of all.

    Where the items run on through the parts, it is the item （二）.
    """
    steps = path.split("/")
    bare = [step.strip("()（）") for step in steps]
    if runs and kind == "条":
        return bare[1:2] == [label]
    if kind == "项":
        return label in bare[1:]
    whole = f"第{label}{kind}"
    index = steps.index(whole) if whole in steps else 0 if kind in ("条", "部分") and bare[0] == label else -1
    return index >= 0 and (not items or bool(items & set(bare[index + 1 : index + 2])))


def _titled(document: Document, stem: str) -> set[str]:
    """Return the clauses at and below the lowest headings that hold `stem`."""
    heads = {one.path for one in document.clauses if one.path and stem in one.title and len(one.title) <= 20}
    lowest = {path for path in heads if not any(other.startswith(path + "/") for other in heads)}
    return {one.path for one in document.clauses if any((one.path + "/").startswith(path + "/") for path in lowest)}


def _giving(document: Document, stem: str) -> set[str]:
    """Return the clauses whose words give the benefit, and those below them; who only administers it gives none."""
    gives = re.compile(f"{re.escape(stem)}(?:一次性)?(?:{_BENEFIT})")
    texts = (
        (one.path, _OTHER_AID.sub("", one.text))
        for one in document.clauses
        if stem in one.text and _OFFERS.search(one.text)
    )
    paths = {path for path, text in texts if gives.search(text)}
    return {one.path for one in document.clauses if any((one.path + "/").startswith(path + "/") for path in paths)}
