"""What a page says of a document beside its text: the table over it (标题, 发文字号), the head of a clipper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from ingest.rules import load

__all__ = ["day_of", "page_facts"]

_SITE = re.compile(r"\s*[-_—|–]+\s*[^-_—|–]{2,20}(?:网|网站|平台|政府)\s*$")


def page_facts(lines: Iterable[str]) -> Mapping[str, str]:
    """Return title, number, issuers and issued as the first of the lines that names each says them.

    >>> page_facts(["索引号：0001", "标　　题：云泽省节水办法", "[发文字号] 云政发〔2027〕5号"])
    {'title': '云泽省节水办法', 'number': '云政发〔2027〕5号'}
    >>> page_facts(["Title: 关于节水的通知-云泽省人民政府门户网站"])
    {'title': '关于节水的通知'}
    """
    found: dict[str, str] = {}
    rule = load("head")["page-fact"].regex
    for line in lines:
        if len(line) < 300 and (match := rule.match(line)):
            name = next(key for key in ("title", "number", "issuers", "issued") if match[key])
            value = _SITE.sub("", match["value"]) if name == "title" else match["value"]
            if not re.fullmatch(r"[-—无/ ]+", value):
                found.setdefault(name, value)
    return found


def day_of(text: str) -> date | None:
    """Return the day that a fact names, in any form: 2018年12月18日, 2018-12-18.

    >>> day_of("2018-12-18"), day_of("2018年12月")
    (datetime.date(2018, 12, 18), None)
    """
    match = re.search(r"((?:19|20)\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})", text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
