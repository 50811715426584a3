"""A cap told once below a list of offers: （一）…（二）…, 单个机构累计不超过200万元."""

from __future__ import annotations

import re

from ingest.extract.condition import Passage
from ingest.extract.draft import Given
from ingest.extract.money import sums
from ingest.parse.normalize import parts
from ingest.record import Quantity

__all__ = ["caps_list", "ceiling"]

_WHOM = re.compile(
    r"^(?:以上|上述)?(?P<per>(?:单个|单项|单户|单家|同一|每个|每家|每户|每人)[^，。；\d]{0,10}?)(?:享受|获得|申领|年度|累计|合计|补|奖|资助|每年|总额|$)[^，。；\d]{0,16}$"
)


def ceiling(above: Passage) -> Quantity | None:
    """Return the cap in 元 that the text around the list in `above` sets for all of its items, None without one.

    >>> text = "给予建设补助：\\n单个养老机构享受建设补助累计不超过200万元。"
    >>> found = ceiling(Passage.of(text))
    >>> found.value, found.per
    (2000000.0, '单个养老机构')
    """
    text = above.even.text
    opened = re.search(r"：(?=\n|$)", text)
    if not opened:
        return None
    begin = max(text.rfind("。", 0, opened.start()), text.rfind("\n", 0, opened.start())) + 1
    for part in [*parts(text[: opened.end()], begin), *parts(text, opened.end())]:
        said = text[part.start : part.end]
        if found := _cap(said):
            return found
    return None


def caps_list(text: str, end: int) -> bool:
    """Whether the phrase that ends at `end` caps the list that its colon opens (年度补助总额不超过8万元：).

    >>> caps_list("按标准补助，单个主体年度补助总额不超过8万元：", 22), caps_list("每人补助不超过8万元。", 10)
    (True, False)
    """
    begin = max(text.rfind(mark, 0, end) for mark in "，。；\n") + 1
    return (
        text.startswith("：", end) and not text[end + 1 :].split("\n")[0].strip() and _cap(text[begin:end]) is not None
    )


def _cap(said: str) -> Quantity | None:
    for one in sums(said):
        match = _WHOM.match(said[: one.number].replace("不超过", "").replace("最高", ""))
        capped = one.op == "<=" or re.search("最高|不超过|不高于", said[: one.number])
        if match and capped and not one.rate:
            return Given(one, "<=", None, match["per"]).quantity()
    return None
