"""Parts a long deed into the short ones that people tell one by one: 首次来中心城区各类企业、民办非企业单位全职工作.

Where somebody works, with what employer, whether for the first time and whether full-time are told, and filled in,
apart from each other; each becomes a condition of its own, of which `part` says what it asks for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graph.eligibility.kleene import Formula, replaced, without
from graph.eligibility.language.event import events
from graph.eligibility.language.thesaurus import done_here, family, key
from graph.eligibility.matching.timeline import dated
from graph.eligibility.scheme import Requirement, Rules
from ingest.value.number import parse

__all__ = ["EMPLOYER", "FIRST", "FULL_TIME", "LABOUR", "PLACE_OF_HOME", "PLACE_OF_WORK", "short_deeds"]

PLACE_OF_WORK: Final = "place of work"
PLACE_OF_HOME: Final = "place of home"
EMPLOYER: Final = "employer"
FIRST: Final = "first"
FULL_TIME: Final = "full-time"
LABOUR: Final = "labour"

_WHERE: Final = (
    "(?:[本我全该][省市县区州旗]|(?:中心|主)城区|市城区|市辖区|市区|城区|县城|"
    "(?![^，。；、]{0,4}[各类在到来企])[\u4e00-\u9fff]{1,4}?(?:市|县|新区|开发区|高新区|经开区|"
    "(?<![地园社小校片])区))"
    "(?:行政区域|行政辖区|辖区|境|区域|范围)*内?"
)
_BELOW: Final = "(?:县域|乡镇|乡村|农村|基层|村|社区)(?:（[^（）]*）)?(?:所在地|一线|地区|范围)?内?"
_BODY: Final = "(?:企业|单位|机构|组织|公司|学校|医院|幼儿园|院校|合作社|主体)"
_EMPLOYER: Final = (
    f"[^，。；、的在到来首与]{{0,10}}?{_BODY}(?:(?:、|和|或者?|及|以及|与)[^，。；、的在到来首与]{{0,10}}?{_BODY})*"
)
_WORKS: Final = re.compile(
    "(?P<who>[^，。；、\\d]{2,12}?(?:毕业生|军人|士兵|人员|青年|农民工))?(?P<early>全职|专职)?"
    "(?:(?P<left>毕业|离校|退役|返乡)后?(?P<number>\\d+|[一二两三四五六七八九十])(?P<unit>年|个月)(?:以)?内)?"
    "(?P<first>首次|初次|第一次)?新?(?:引进到|招聘到|来到|来|到|赴|去|前往|在|于|进入|入职|受聘于|"
    "受聘到|受聘|留在|回到)?"
    f"(?P<where>{_WHERE})?的?(?P<below>{_BELOW})?的?(?P<employer>{_EMPLOYER})?(?P<again>首次|初次)?"
    "(?:稳定|正式|直接|连续|实际)?(?P<full>全职|专职)?(?:稳定|正式|直接|连续|"
    "实际)?(?P<verb>就业(?:创业)?|工作|任职|任教|上班|从业)(?:的(?:人才|人员|高校毕业生|毕业生))?"
)
_HOMES: Final = re.compile(  # 在中心城区首次购买新建商品住房, 购买市区新建商品住房, 在城区租房居住
    "(?:(?:各类)?人才|申请人|本人|(?P<who>[^，。；、\\d]{2,10}?(?:毕业生|人才|青年|职工|教师|军人|家庭|人员)))?"
    f"(?:(?P<verb>(?:首次)?(?:购买|购置|租赁|租住|"
    f"租用))(?P<in>{_WHERE})的?(?P<thing>[^，。；、的]{{0,12}}(?:房|住宅|公寓)(?:居住)?)"
    f"|(?:在|于)?(?P<first>首次)?(?:在|于)?(?P<where>{_WHERE})(?P<deed>(?:首次|新)?(?:购买|购置|租赁|"
    f"租住|租用)[^，。；、]{{0,14}}(?:房|住宅|公寓|房产)(?:居住)?|(?:首次)?购房|租房(?:居住)?))"
)
_EMPLOYED: Final = re.compile(  # 与市区用人单位建立劳动关系、全职在市区工作
    f"与(?:{_WHERE})?(?:的|各类)*(?:用人单位|企业|单位|用工单位)(?:依法)?(?:建立|签订|存在|具有|形成)了?(?:稳定的?)?"
    "(?:劳动|人事|聘用)(?:（[^（）]*）)?(?:关系|合同)(?:（[^（）]*）)?(?:(?:、|并且?|且|，)(?P<rest>.+))?"
)
_ANY_EMPLOYER: Final = re.compile(
    "(?:各类|各级|有关|相关|所有|本地|[本我][市县区省])*(?:用人单位|单位|企事业单位|企业、事业单位)"
)
_PLAIN: Final = re.compile("^(?:各类|各级|所有|辖区内|区域内|的)+")
_CAME: Final = re.compile("^(?:新)?引进(?:的)?(?:人才)?$")
_CAME_ON: Final = re.compile("引进")


def short_deeds(needs: Sequence[Requirement], formula: Formula, rules: Rules) -> tuple[list[Requirement], Formula]:
    """Return the conditions with long deeds of work parted, and the formula over them.

    That somebody is newly come is left out where a day is set since when one must have come.
    """
    needs, formula = _dated_instead(needs, formula)
    found: list[Requirement] = []
    shapes: dict[int, Formula] = {}
    for order, need in enumerate(needs, 1):
        areas = dict(rules.areas)
        parts = (_of_home(need, areas) or _parts(need, areas)) if need.value is True and not need.implied else ()
        found += parts or (need,)
        last = len(found)
        shapes[order] = ("and", tuple(range(last - len(parts) + 1, last + 1))) if len(parts) > 1 else last
    return found, replaced(formula, shapes)


def _dated_instead(needs: Sequence[Requirement], formula: Formula) -> tuple[list[Requirement], Formula]:
    since = any(dated(need) and need.op == ">=" and _CAME_ON.search(need.attr) for need in needs)
    gone = {order for order, need in enumerate(needs, 1) if need.value is True and _CAME.match(need.attr)}
    left = without(formula, gone) if since and gone else None
    if left is None:
        return list(needs), formula
    return [need for order, need in enumerate(needs, 1) if order not in gone], left


def _parts(need: Requirement, areas: dict[str, str]) -> tuple[Requirement, ...]:
    if employed := _EMPLOYED.fullmatch(need.attr):
        return _employed(need, employed["rest"] or "", areas)
    match = _WORKS.fullmatch(need.attr)
    if match is None:
        return ()
    where, below = match["where"] or "", match["below"] or ""
    found: list[Requirement] = []
    if match["who"]:
        found.append(_told(need, match["who"]))
    if match["left"]:
        words = f"{match['left']}{match['number']}{match['unit']}内"
        found.append(
            replace(
                need, attr=words, text=words, op="<=", value=parse(match["number"]), unit=match["unit"],
                key=key(f"{match['left']}年限"), family=None, since=events(match["left"]), until=events("就业"),
            )
        )  # fmt: skip
    if where or below:
        found.append(_told(need, f"工作地在{_listing(where, areas)}{below}", PLACE_OF_WORK))
    if match["employer"] and not _ANY_EMPLOYER.fullmatch(match["employer"]):
        kinds = "、".join(_PLAIN.sub("", one) for one in re.split("、|和|或者?|以及|及|与", match["employer"]))
        found.append(
            replace(_told(need, "就业单位类型", EMPLOYER), text=kinds, op="in", value=kinds, value_key=key(kinds))
        )
    if match["first"] or match["again"]:
        came = f"首次来{where}就业" if match["first"] and where else "首次就业"
        found.append(_told(need, came, FIRST))
    if match["full"] or match["early"]:
        found.append(_told(need, "全职工作", FULL_TIME))
    asked = [one for one in found if one.part]
    return tuple(found) if len(asked) > 1 or (asked and len(found) > 1) or match["early"] else ()


def _employed(need: Requirement, rest: str, areas: dict[str, str]) -> tuple[Requirement, ...]:
    """Part that somebody is employed from where, and from what else is said of the work."""
    parts = _parts(replace(need, attr=rest), areas) or ((_told(need, rest),) if rest else ())
    place = re.search(_WHERE, need.attr)
    if place and not any(one.part == PLACE_OF_WORK for one in parts):
        parts = (_told(need, f"工作地在{_listing(place[0], areas)}", PLACE_OF_WORK), *parts)
    return (_told(need, "与用人单位建立劳动关系", LABOUR), *parts)


def _of_home(need: Requirement, areas: dict[str, str]) -> tuple[Requirement, ...]:
    """Part where a home is bought or rented from what home it is."""
    match = _HOMES.fullmatch(need.attr)
    if match is None:
        return ()
    where = match["in"] or match["where"]
    done = f"{match['verb']}{match['thing']}" if match["in"] else f"{match['first'] or ''}{match['deed']}"
    deed = "租房" if "租" in done else "购房"
    place = _told(need, f"{deed}地在{_listing(where, areas)}", PLACE_OF_HOME)
    who = (replace(_told(need, match["who"]), text=need.text),) if match["who"] else ()
    rest = () if done in ("租房", "租房居住", "购房", "购买住房", "购置住房") else (_told(need, done),)
    return (*who, place, *rest)


def _listing(where: str, areas: dict[str, str]) -> str:
    """Name with a place the places that the document says it is: 中心城区（东城区、西城区）."""
    named = next((names for name, names in areas.items() if where.startswith(name)), "")
    return f"{where}（{named}）" if named else where


def _told(need: Requirement, attr: str, part: str = "") -> Requirement:
    return replace(
        need, attr=attr, text=attr, op="=", value=True, key=done_here(attr) or key(attr), family=family(attr), part=part
    )
