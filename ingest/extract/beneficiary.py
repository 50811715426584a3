"""Who gets what is offered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extract.condition import idle
from ingest.extract.draft import Offer
from ingest.extract.tree import Passage
from ingest.extract.wording import offer_pattern
from ingest.record import Clause

__all__ = ["beneficiary", "who_in"]

_DONE_BY_NOBODY = re.compile("(?:新)?(?:招用|招录|招聘|吸纳|安置|聘用|收住|接收|抚养|赡养)[^，]*的$")  # whom, not who
_BORROWS = re.compile(
    r"(?P<who>[^，。；的\d]{1,20}?(?:企业|合作社|个体工商户|农户|农场|机构|人员|个人|毕业生))(?!贷款)"
)
_TITLED = re.compile(r"列入|认定|评为|获评|获批|批准为|入选|入围|创建|评定|获得|命名|荣获|升级|通过")


def beneficiary(text: str, offer: Offer, words: str, clause: Clause, lead: Passage | None) -> str:
    """Name who gets it: 给予X…, else whom the words on qualification name, else whom the lead or the heading names.

    >>> who_in("对实际投运的分布式储能项目"), who_in("新列入市级绿色工厂的")
    ('分布式储能项目', '新列入市级绿色工厂的企业')
    """
    return next(filter(None, _named(text[offer.start : offer.end], words, clause, lead)), "")


def _named(said: str, words: str, clause: Clause, lead: Passage | None) -> Iterator[str]:
    """Yield whom an offer may be for, the surest first; '' where a place names nobody."""
    yield _who("given-to", said)
    if lead and not re.match("对|凡|给予", offer_pattern("leads").sub("", words)):
        found = (who_in(part) for part in lead.even.text.split("，"))
        yield next((who for who in found if who and not re.search("下列|以下|上述", who)), "")
    yield _who("preferred", said)
    if match := offer_pattern("who-list").search(words):
        yield _whole_list(words, match)
    yield from (who_in(part) for part in words.split("，"))
    yield _who("served", said).rpartition("的")[2]
    yield _who("aimed", said)
    yield _who("relieved", said).rpartition("的")[2]
    for stretch in (lead.even.text if lead else "", clause.title, *reversed(clause.headings)):
        matches = offer_pattern("who").finditer(offer_pattern("leads").sub("", stretch))
        yield next((one for match in reversed(list(matches)) if (one := _bare(match[0]))), "")


def _who(name: str, said: str) -> str:
    match = offer_pattern(name).search(said)
    return match["who"] if match else ""


def _whole_list(words: str, match: re.Match[str]) -> str:
    """Return a list of recipients with the members before the part that the rule finds (地方、金融|机构和企业)."""
    before = re.search(r"[^，。；：的\d]*$", words[: match.start()])
    head = offer_pattern("leads").sub("", before[0]) if before else ""
    head = re.sub(r"^.*?(?:对(?!象)于?|面向|支持|鼓励|给予|为|向)", "", head)
    return head + match[0]


def who_in(part: str) -> str:
    """Read who a phrase speaks of: 对…的分布式光伏项目 · 企业一年内投入… · 新列入国家级绿色工厂的."""
    said = offer_pattern("leads").sub("", part)
    said = re.sub(r"^(?:对(?!口|外(?!资|商|贸))于?|凡是?|面向|支持|其中)|(?:按照[^，]*|按规定|可|再)$", "", said)
    if idle(said) or re.match("单个|同一|每", said) or _DONE_BY_NOBODY.match(said):
        return ""
    if match := re.match(
        r"(?:企业|用人单位|单位|个人|农户|合作社|购房者|消费者)(?=[^的、和等及]{2,}的?$)(?!所得税|单位|数)", said
    ):
        return match[0]
    if who := _acting(said):
        return who
    said = re.sub(r"(?:进行|颁发|授予)(?:[^，]*)$|的[^的，]{0,4}需求$|用于[^，]*$", "", said)
    last = said.rpartition("的")[2]
    if last.endswith("贷款") and (match := _BORROWS.match(said)):
        return match["who"]
    if who := _named_last(said):
        return who
    if said.endswith("的") and _TITLED.search(said):
        return said[:-1] + "的企业" if not re.search(r"(?:企业|项目|单位|园区|基地|平台|人才)的$", said) else said[:-1]
    if said.endswith("的") and (match := re.search(offer_pattern("who").pattern, said)):
        return _bare(match[0])
    return ""


def _acting(said: str) -> str:
    """Name who does what qualifies (科技型中小企业开展研发…), unless the phrase ends in another (…的承接机构)."""
    other = "的" in said and _named_last(said)
    for stretch in said.split("的"):
        match = offer_pattern("does").match(stretch)
        if match and (match["taken"] or not other):
            return match["who"]
    return ""


def _named_last(said: str) -> str:
    """Return the noun for a recipient that ends the phrase: 村卫生室 of 符合条件的村卫生室."""
    last = said.rpartition("的")[2]
    if not re.match("支持|鼓励", last) and (match := offer_pattern("who-last").search(last or said)):
        return match[0]
    if last.endswith("贷款") or not (match := re.search(offer_pattern("who").pattern + r"$", last)):
        return ""
    return (last if len(last) <= 24 or ("、" in last and len(last) <= 60) else match[0]).lstrip("和与及")


def _bare(who: str) -> str:
    return (
        offer_pattern("before-who")
        .sub("", who)
        .lstrip("和与及")
        .removeprefix("对" if not who.startswith(("对口", "对外")) else "")
    )
