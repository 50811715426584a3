"""For whom an offer is: for persons, for firms and other bodies, or for bodies of the public."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.extract.recipient import subject_of
from ingest.parse.sentence import begin_of, end_of
from ingest.rules import load

__all__ = ["PUBLIC", "party"]

PUBLIC = "公共机构"
_BODY = re.compile(
    "公共机构|(?:党政|行政|节约型)?机关(?!单位工作)|事业单位|公办(?:机构|学校|医院|幼儿园)|乡镇政府|街道办"
)
_RULES = load("party")
_PERSON = _RULES.pattern("%{person}")
_NUMBERED = re.compile(
    r"^(?:第[一二三四五六七八九十百零\d]+条|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十\d]{1,3}[、.．])?\s*(?:（[^（）]{2,12}）)?"
)
_ACTOR = _RULES.pattern(  # who the sentence begins with: 高校毕业生与企业签订…, 经认定的见习基地组织…
    r"^(?:对|凡|其中，?)?(?:(?:经|符合)[^，。；]{0,16}?的)?(?!取得|获得?|购|新[建购评获]|招|吸|引|聘|培|在|到|由|与|为|向|按|给)"
    r"[^，。；：的在到为向由与从经]{0,16}?(?P<who>%{firm}|%{person})(?=(?P<next>.))"
)
_TAKES_ON = _RULES.pattern(
    r"^(?:对|凡)?[^，。；的]{0,6}?(?:招用|吸纳|聘用|招聘|录用|招收|招录|接收|安置|带动)[^，。；的]{0,8}?(?:%{person})"
)
_SERVED = re.compile("(?:为|向|面向|服务|收住|收托|接收|吸纳|招用|招收|招聘|聘用|组织|培训|安置|带动)$")
_SERVES = re.compile("服务|收住|收托|接收|吸纳|招用|招收|培训|安置|带动")  # 年服务60周岁以上老年人的
_COUNTED = re.compile(r"(?:总?人?数|总量|数量|规模)?(?:占|比例|达到?|超过|不[少低]于|满意|在)?[^，。；、的\d]{0,8}\d")
_HEADCOUNT = re.compile(r"\d(?:人|名|位|户|%)")
_MADE_UP = re.compile("的企业$")


def party(beneficiary: str, text: str, at: int, beside: Iterable[str] = ()) -> str | None:
    """Tell for whom the offer at `at` of `text` is: 个人, 企业 (any body), 公共机构; None where it cannot be told.

    Who begins its sentence has it, unless `beneficiary` is a person whom a firm does not merely serve; where neither
    says it, the sentence that the clause begins with, and what stands above it (`beside`), may.

    >>> text = "高校毕业生与企业签订合同，由用人单位缴纳社会保险的，给予补贴。"
    >>> party("用人单位", text, 27), party("老年人", "助餐点为老年人提供送餐服务的，给予补贴。", 14)
    ('个人', '企业')
    """
    begin = begin_of(text, at)
    acting = _acting(text[begin:].partition("。")[0])
    who = _MADE_UP.sub("", beneficiary) if beneficiary not in text else beneficiary
    own = PUBLIC if _BODY.search(who) else subject_of(who)
    if acting == "企业" and own == "个人":
        found = text.find(who)
        served = found >= 0 and bool(re.search(_SERVED.pattern[:-1] + "[^，。；]{0,12}$", text[:found]))
        return "企业" if served else "个人"
    if _TAKES_ON.match(_NUMBERED.sub("", text[begin:])):
        return "企业"  # 对新招用高校毕业生的，按每人2000元给予补助 pays who takes them on
    if acting or own:
        return acting or own
    first = text[: end_of(text, 0)]
    return next((kind for words in (first, *beside) if (kind := _acting(words) or subject_of(words))), None)


def _acting(sentence: str) -> str | None:
    said = _NUMBERED.sub("", sentence)
    match = _ACTOR.match(said)
    counted = match and (_COUNTED.match(said, match.end()) or _HEADCOUNT.search(match[0]))
    if match and counted and _PERSON.fullmatch(match["who"]):
        return None  # 对专职教师20人以上的学校: they are counted, and nobody who acts
    if not match or match["next"] in "中内里的、和及或":
        phrase = _SERVES.split(said.partition("，")[0])[0]
        return subject_of(phrase.removesuffix("的")) if match or "的" in phrase else None
    if _BODY.search(match[0]):
        return PUBLIC
    if not _PERSON.fullmatch(match["who"]):
        return "企业"
    return None if _SERVES.search(match[0][: match.start("who") - match.start()]) else "个人"
