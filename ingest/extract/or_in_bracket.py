"""What else is enough, told in a bracket: 硕士（高级技师）, 30人以上（山区为20人以上）."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Either", "OtherBound", "either_grade", "other_bound"]

_GRADE = (
    "(?:(?:全日制|普通高校)*(?:博士后?|硕士|本科|大专|专科|中专)(?:研究生|毕业生|学历|学位|生)*(?:及?以上(?:学历学位|学历|学位)?)?"
    "|(?:特级技师|首席技师|高级技师|技师|[高中初]级工)(?:国家)?(?:职业资格|职业技能等级|技能等级)?(?:证书)?(?:及?以上)?"
    "|(?:(?:正高|副高|高|中|初)级|正高|副高)(?:专业)?(?:技术)?(?:职称|职务|任职资格|资格)?(?:及?以上)?(?:职称)?"
    "|(?:教授|副教授|研究员|院士|主任医师|副主任医师|高级工程师|工程师))"
)
_EITHER = re.compile(
    rf"(?P<head>[^，。；、（）\d]{{0,12}}?)(?P<one>{_GRADE})（(?:或者?)?(?P<two>{_GRADE}(?:(?:、|或者?|和){_GRADE})*)）(?!及?以上)(?P<rest>[^（）]*)$"
)
_OTHER_BOUND = re.compile(  # of the same unit, and of those who may be so: （展厅面积不低于200平方米） is asked besides
    r"(?P<head>[^（）]*\d(?P<unit>[^（）\d以]{1,4})(?:及?以[上下])?)（(?:对于?)?(?P<group>(?!含|其中|不含|包括)"
    r"(?:[^（）。；，\d]{2,14}?\d[\d.]*[^（）。；，\d]{0,4}(?:及?以[上下])的?(?:企业|单位|机构|公司|合作社|项目|家庭)?"
    r"|[^（）\d，。；]{1,22}?(?:[省市县区镇乡村州]|[地山库老]区|企业|单位|机构|公司|合作社|项目|[^种分]类|人员|家庭|户|者|行业)))的?"
    r"，?(?P<again>[^（）\d，。；]{0,10}?)(?:应当?|须|可)?(?=为|[不达]|放宽|降低|提高|调整)(?:为|达到?|(?:放宽|降低|提高|调整)[至到为])?"
    r"(?P<bound>(?:不[高低少]于|不超过)?\d[\d.]*(?P=unit)(?:及?以[上下])?)）的?(?P<rest>[^（）]*)$"
)
_BETWEEN = re.compile("、|或者?|和")


class Either(NamedTuple):
    """What is told of both, each of the sorts, and what is told behind them."""

    head: tuple[int, int]
    sorts: tuple[tuple[int, int], ...]
    rest: tuple[int, int]


class OtherBound(NamedTuple):
    """What is asked of all, the group that may reach another bound, that bound, and what is told behind."""

    head: tuple[int, int]
    group: tuple[int, int]
    bound: tuple[int, int]
    rest: tuple[int, int]


def other_bound(text: str, start: int, end: int) -> OtherBound | None:
    """Return the bound that a bracket sets for a place or group, where it does.

    >>> text = "在岗人数30人以上（山区为20人以上）的企业"
    >>> one = other_bound(text, 0, len(text))
    >>> [text[a:b] for a, b in one]
    ['在岗人数30人以上', '山区', '20人以上', '企业']
    >>> text = "裁员率不高于5.5%（职工30人以下的企业，裁员率不高于20%）的企业"
    >>> [text[a:b] for a, b in other_bound(text, 0, len(text))]
    ['裁员率不高于5.5%', '职工30人以下的企业', '不高于20%', '企业']
    >>> [other_bound(text, 0, len(text)) for text in ("期限3年以上（含3年）", "1000人次（每次服务时长不低于30分钟）")]
    [None, None]
    """
    match = _OTHER_BOUND.match(text, start, end)
    if match is None or match["again"] not in match["head"]:  # what is bounded may be named again, nothing else
        return None
    return OtherBound(*(match.span(name) for name in OtherBound._fields))


def either_grade(text: str, start: int, end: int) -> Either | None:
    """Return the grades of which a bracket tells the second, where it does; a gloss tells no other.

    >>> text = "新引进的硕士研究生（高级技师、副高级职称）购房"
    >>> one = either_grade(text, 0, len(text))
    >>> text[slice(*one.head)], [text[a:b] for a, b in one.sorts], text[slice(*one.rest)]
    ('新引进的', ['硕士研究生', '高级技师', '副高级职称'], '购房')
    >>> [either_grade(text, 0, len(text)) for text in ("高级工（三级）", "硕士（含同等学力）", "技师（以下简称甲）")]
    [None, None, None]
    """
    match = _EITHER.match(text, start, end)
    if match is None:
        return None
    first, last = match.span("two")
    cuts = [first, *(at for cut in _BETWEEN.finditer(text, first, last) for at in cut.span()), last]
    sorts = (match.span("one"), *zip(cuts[::2], cuts[1::2], strict=True))
    return Either(match.span("head"), sorts, match.span("rest"))
