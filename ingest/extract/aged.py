"""Ages in a condition: of applicants, of those whom they serve, of their children; and what stands before the age."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extract.threshold import Found, Relation
from ingest.record import Condition
from ingest.value.unit import measures

__all__ = ["aged"]

_AGE = re.compile(
    r"(?P<below>未满|不满|不到|未到)?(?:年龄)?(?:年满|已满|满)?(?:(?<!\d)(?P<low>\d{1,3})(?:周?岁)?(?:至|到|-|—|－|～|~))?(?P<number>(?<!\d)\d{1,3})(?:周)?岁(?:（含[^）]{0,4}）)?(?:及)?(?P<way>以[上下内])?(?:（含[^）]{0,4}）)?(?:的)?"
)
_HOME = re.compile(r"(?:是|为|具有|拥有|持有|属于)*(?P<place>[^，。；、\d]{0,12}(?:户籍|户口))(?:的)?$")
_HERE = re.compile(r"^(?:本|我)[省市县区](?:的)?$")
_SERVES = re.compile(
    r"^[^，。；\d]*?(?P<deed>收住|入住|收托|招收|接收|接待|服务|吸纳|招用|聘用|照护|照料|为|向|面向)[^，。；、\d]{0,10}$"
)
_CHILDREN = re.compile(  # 第三个子女, 残疾儿童 are more than children
    r"^(?:(?:其|家庭|本人|夫妻|父母|至少|有|一个|一名|以上|的|养育|抚养|未成年)*)(?P<who>子女|孩子|儿童|未成年人)(?:年龄)?$"
)
_SORT = re.compile(r"^(?P<what>[^，。；、\d]{1,8}?(?P<who>子女|孩子|儿童|未成年人))(?:年龄)?$")
_SHARE = re.compile(
    r"(?P<who>[^，。；、的\d]{0,4}(?:老人|老年人|儿童|幼儿|青年|职工|员工|人员))[^，。；\d]{0,8}(?:占比|比例|比重|占)[^，。；\d]{0,20}\d"
)
_DEGREE = "学历或技能等级"
_BRACKETED = re.compile(
    "(?:对|的)?(?P<who>(?:全日制)?(?:博士|硕士|本科|大专|专科)(?:研究生|毕业生|学历|学位)?|高级技师|技师|[高中]级工)（(?:年龄)?"
)
_WHO = re.compile(r"^(?P<who>[^，。；、\d]{2,8}?)(?=连续|累计|达|每|满|不少于|人数|\d)")
_SERVED = re.compile(r"^(?P<who>[^，。；\d提开实送上给进]{2,6})(?P<after>[^，\d]*)$")


def aged(said: str, start: int) -> tuple[list[Found], int | None] | None:
    """Read a phrase that tells an age behind who or what it is the age of, and where what follows it begins.

    None where nothing stands before the age, or other words than those of a home, of service or of children.

    >>> found, rest = aged("具有本市户籍的80周岁以上老年人", 0)
    >>> [(one.attr, one.op, one.value) for one, *_ in found], "具有本市户籍的80周岁以上老年人"[rest:]
    ([('本市户籍', '=', True), ('年龄', '>=', 80.0)], '老年人')
    >>> [(one.attr, one.op, one.value) for one, *_ in aged("至少有一个子女未满18周岁", 0)[0]]
    [('子女年龄', '<', 18.0)]
    >>> [(one.attr, one.value) for one, *_ in aged("年服务本市60周岁以上老年人1万人次以上", 0)[0]]
    [('老年人年龄', 60.0), ('年服务本市老年人', 1.0)]
    """
    match = _AGE.search(said)
    if match is None:
        return None
    before, after = said[: match.start()], said[match.end() :]
    if not before and (share := _SHARE.match(after)):  # 60周岁以上老年人用餐占比不低于50%: how old those are
        return _ages(f"{share['who']}年龄", match, start), match.end()
    if not before:
        return None
    if (whose := _BRACKETED.fullmatch(before)) and after.startswith("）"):  # 博士（45周岁以下）: who, and how old
        who = (Condition(_DEGREE, "", "=", whose["who"]), start, start + whose.end("who"))
        return [who, *_ages("年龄", match, start)], match.end() + 1
    if (serves := _SERVES.match(before)) or (_HERE.match(before) and "提供" in after):
        return list(_served(said, start, match, serves["deed"] if serves else "服务")), None
    if home := _HOME.match(before):
        place = (Condition(home["place"], "", "=", True), start, start + home.end("place"))
        return [place, *_ages("年龄", match, start)], match.end()
    if _HERE.match(before):
        return _ages("年龄", match, start), match.end()
    if (sort := _SORT.match(before)) and not _CHILDREN.match(before):  # 残疾儿童未满7周岁: what they are, and how old
        what = Condition(sort["what"], "", "=", True), start, start + sort.end("what")
        ages = [(age, start, start + match.end()) for age, *_ in _ages(f"{sort['who']}年龄", match, start)]
        return [what, *ages], match.end() if after else None
    if children := _CHILDREN.match(before):
        ages = [(age, start, start + match.end()) for age, *_ in _ages(f"{children['who']}年龄", match, start)]
        return ages, match.end() if after else None
    return None


def _relation(match: re.Match[str]) -> Relation:
    if match["below"]:
        return "<"
    if match["low"]:
        return "<="
    return "<=" if match["way"] in ("以下", "以内") else ">="


def _of_age(name: str, match: re.Match[str], start: int) -> Found:
    a, b = match.span()
    b -= match[0].endswith("的")
    return Condition(name, "", _relation(match), float(match["number"]), "周岁"), start + a, start + b


def _ages(name: str, match: re.Match[str], start: int) -> list[Found]:
    """Return both bounds of 80至89周岁, or the one that is told."""
    last = _of_age(name, match, start)
    if not match["low"]:
        return [last]
    return [(Condition(name, "", ">=", float(match["low"]), "周岁"), *last[1:]), last]


def _served(said: str, start: int, match: re.Match[str], deed: str) -> Iterator[Found]:
    """Read 收住60周岁以上老年人满1个月: how old they are, what is done for them, and how many or how long."""
    before, after = said[: match.start()], said[match.end() :]
    end = start + len(said)
    who = _SERVED.match(after) or _WHO.match(after)
    if match["low"] and who:  # 招收2至3周岁幼儿: not younger, and not older
        yield _ages(f"{who['who']}年龄", match, start)[0]
    if served := _SERVED.match(after):
        yield _of_age(f"{served['who']}年龄", match, start)
        yield Condition(before + served["who"] + served["after"], "", "=", True), start, end
        return
    who = _WHO.match(after)
    number = next(iter(measures(after)), None)
    if who is None or number is None:
        return
    yield _of_age(f"{who['who']}年龄", match, start)
    lasting = number.unit in ("年", "个月", "月", "天", "日")
    name = f"{deed}年限" if lasting else before + who["who"]
    op: Relation = number.op if number.op in ("<=", "<", ">") else ">="  # type: ignore[assignment]
    if lasting:
        yield Condition(before + who["who"], "", "=", True), start, start + match.end() + who.end()
    yield Condition(name, "", op, number.value, number.unit), start + match.end() + who.start(), end
