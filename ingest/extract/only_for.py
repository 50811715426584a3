"""Who may have some offers alone: 居民家庭仅适用第四条第（二）项. Of all others they are shut out; nobody else is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.extract.condition import Passage, Tree
from ingest.extract.faults import faults
from ingest.extract.general import General
from ingest.extract.naming import named_offers
from ingest.record import Condition, Document

__all__ = ["only_for", "without_only_for"]

_LABEL = (
    r"(?:第[一二三四五六七八九十百零\d]+条|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．](?!\d)|[一二三四五六七八九十]{1,3}、)?+"
    r"\s*(?:其中，?)?"
)
_ONLY = re.compile(
    rf"""(?x)
    (?:^|(?<=[。；，\n])){_LABEL}(?:对(?!象)于?|凡)?
    (?P<who>(?!本|上述|同一|单个|每)[^，。；：\d“”（）]{{2,24}}?)(?:的|，)?
    (?:仅|只)(?:可以?|能|限于?|得)?(?:适用|享受|申[报请领]|领取|获得)
    (?P<names>(?!于)[^，。；：\n]{{2,40}})
    """
)
_ANYBODY = re.compile(
    "(?:(?:申[报请领]|各|有关|相关|符合|条件|的|个)*(?:企业|单位|主体|项目|人|者|机构|对象|人员)|[^，。；]*(?:申[报请]|符合|享受)[^，。；]*)"
)
_TIMES = re.compile("(?<![第（])[一二两三\\d]+(?:次|项|年|个月|种|套|类|条|家)|其中|其一|最高|较高|差额|择")


def only_for(document: Document, passage: Passage) -> Iterator[General]:
    """Yield who is shut out of all offers but those named.

    >>> from ingest.record import Clause, Meta, Source
    >>> clauses = tuple(Clause("d", path, path) for path in ("第一条", "第二条", "第三条"))
    >>> document = Document("d", Source("例", "", "", ()), Meta("例"), clauses)
    >>> one = next(only_for(document, Passage.of("（二）居民家庭仅适用本措施第三条。")))
    >>> one.tree.parts[0].attr, one.tree.parts[0].value, sorted(one.spared)
    ('居民家庭', False, ['第三条'])
    """
    for match in _found(passage):
        if paths := named_offers(document, match["names"], passage.path or ""):
            shut = (
                passage.condition(Condition(one, "", "=", False), *match.span("who")) for one in faults(match["who"])
            )
            yield General("", None, Tree(tuple(shut)), passage.path or "", own=True, spared=paths)


def without_only_for(passage: Passage) -> Passage:
    """Blank who may have some offers alone, so that the rest may be read: same length, offsets hold."""
    text = passage.even.text
    for match in _found(passage):
        start, end = match.start("who"), match.end()
        text = text[:start] + "。" * (end - start) + text[end:]
    return replace(passage, even=replace(passage.even, text=text))


def _found(passage: Passage) -> Iterator[re.Match[str]]:
    for match in _ONLY.finditer(passage.even.text):
        if not _ANYBODY.fullmatch(match["who"]) and not _TIMES.search(match["names"]):
            yield match
