"""Makes conditions finer than the text was read: which event a day is of, from when a span runs, whom a bound is for,
and of what those shut out are the grade."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Final

from graph.eligibility.kleene import Formula, replaced
from graph.eligibility.language.event import events, span
from graph.eligibility.language.quantity import dimension
from graph.eligibility.language.thesaurus import done_here, family, key, ladders
from graph.eligibility.matching.timeline import WINDOW, dated
from graph.eligibility.scheme import Requirement

__all__ = ["eased", "refined"]

_GRADED_OUT: Final = re.compile(  # 最近一次评价结果为D类, 信用等级为C级及以下, 被评为不合格
    r"^(?:最近一次|上一?年度|近[一二两三\d]年(?:内|来)?|当年)?(?P<name>[^，。；]{2,20}?(?:结果|等级|评价|评级|信用|绩效|类型|学历|级别|类别|等次|考核|评定))(?:被)?(?:评定|评|认定|确定|列|定)?(?:为|是|属于)(?P<value>[^，。；、]{1,8}?(?:[类级等档]|不合格|基本合格|较差|差|红牌|黄牌|红色|黑色|黄色)(?:(?:、|和|或|或者)[^，。；、]{1,6}?(?:[类级等档]|不合格|较差|差|红牌|黄牌))*)(?:及?以[上下])?(?:企业|单位)?$"
)
_SINCE: Final = re.compile(r"^(?:自|从)[^，。；]{2,10}之日起(?=.{2})|^截至[^，。；]{2,8}之日(?=.{2})")
_HAD_FROM: Final = re.compile(
    r"^(?P<done>(?:从|向|由)[^，。；]{3,20}?(?:取得|获得|借入|申请|承租|租用|租赁))(?P<name>期限|期|租期|金额|面积)$"
)
_THINGS: Final = frozenset({"贷款", "借款", "融资", "房屋", "厂房", "场地", "设备"})
_CHECKED: Final = re.compile("验收|检测|检查|评审|备案$")
_SIGNED: Final = re.compile(r"^(?P<name>[^，。；]{2,16}?)(?P<sign>不高于|不超过|不低于|不少于)每[^，。；\d]{1,8}$")
_BARE_GRADE: Final = re.compile(r"^(?:经?被?(?:评定|评|认定|定|确定)为)(?P<value>[^，。；]{1,4}[级类等档])$")
_WHO_AGED: Final = re.compile(r"^(?:申[请报]时|申[请报]人|其中)*")
_DEGREE_AND_AGE: Final = re.compile(
    "(?P<degree>博士|硕士|研究生|本科|大专|专科|高中|中专)[^，。；、]{0,3}(?:及以上|以上)(?:学历|学位)?"
)
_RESIDENT: Final = re.compile("(?:户籍|户口|常住|居民|居住)$")
_DEED_AND_THING: Final = re.compile(  # 购买市区新建商品住房, and not 竣工投产, 首次申请
    "^(?:在[本我]?[^，。；]{0,4}[省市县区内])?(?:新?购[买置]?|新?购入|登记|租[赁用]?|承租|办理|签订|取得|注册|迁入|缴纳|缴清)(?![买置]?$|登记$|投产$|申请$)[^，。；]{3,}$"
)
_OF_ANOTHER: Final = re.compile(  # 距强制报废期满1年: until what is to come, not since it was done
    "合同|距|(?:贷款|借款|授信|租赁|承租|租)期"
)
_OPENED: Final = re.compile("^.*（(?=[^（）]*$)")
_BIRTH: Final = re.compile("生育|出生|分娩")
_ENROLLED: Final = re.compile(
    "^(?:在|于)?[本我][省市县区](?:行政区域|辖区)?内?(?:办理)?(?:落户|入户|(?:登记|申报|上)户[口籍])(?:登记|手续)?$"
)
_WHO_LEFT: Final = re.compile(
    "^(?P<who>[^，。；、]{2,14}?(?:士兵|军人|毕业生|人员|人才|农民工|学生|青年|职工|劳动者|残疾人))(?P<left>毕业|离校|退役|返乡|离职|失业|复员|转业)$"
)
_UNNAMED: Final = "时间"
_OF_SOME: Final = re.compile("年龄（(?P<who>[^（）]+?)(?:可至)?）")
_AND: Final = re.compile("、|和|及(?!以)|或者?(?!以)|以及")
_DEGREE: Final = "学历或技能等级"
_IN_FORCE: Final = re.compile(  # 在本细则施行后购买住房
    r"^(?:在|于|自)?本[^，。；、]{0,6}?(?:施行|实施|印发|发布|出台|生效|执行)(?:之日|之后|以后|后|起)+，?(?P<done>.{2,})$"
)

_GRANTED: Final = re.compile("(?:新|首次)?(?:取得|获得|获评|获批|通过)(?:的)?")
_GRANT: Final = "认定"


def refined(
    needs: Sequence[Requirement], formula: Formula, offered: str, effective: date | None = None
) -> tuple[list[Requirement], Formula]:
    """Return the conditions made finer, and the formula over them.

    `offered` are the words of the offer, `effective` is the day from which its document is in force.
    """
    found: list[Requirement] = []
    shapes: dict[int, Formula] = {}
    for order, need in enumerate(needs, 1):
        need = _of_child(need, needs[: order - 1])
        if whose := _for_some(need):
            found += whose
            who: Formula = len(found) - 1 if need.attr.endswith("可至）") else ("not", (len(found) - 1,))
            shapes[order] = ("and" if isinstance(who, int) else "or", (who, len(found)))
            continue
        if parts := _done_by_someone(need) or _aged(need) or _since_in_force(need, effective) or _done_in_time(need):
            found += parts
            shapes[order] = ("and", tuple(range(len(found) - len(parts) + 1, len(found) + 1)))
            continue
        if parts := _of_what(need, needs):
            found += parts
            shapes[order] = ("and", (len(found) - 1, len(found)))
            continue
        found.append(_finer(need, needs, needs[order:], offered))
        shapes[order] = len(found)
    return found, replaced(formula, shapes)


def eased(needs: Sequence[Requirement], formula: Formula) -> tuple[list[Requirement], Formula]:
    """Return the conditions and the formula where a bound that is laxer for some is asked so of them alone.

    裁员率不高于5.5%，30人以下的企业裁员率不高于20%: the first bound, or both others.
    """
    found, shapes = list(needs), dict[int, Formula]()
    for order, (whom, laxer) in enumerate(pairwise(needs), 1):
        stricter = next((at for at, need in enumerate(needs[: order - 1], 1) if _stricter(need, laxer)), None)
        if stricter is None or not whom.numeric or whom.key == laxer.key or whom.place.path != laxer.place.path:
            continue
        attr = _OPENED.sub("", whom.attr)
        found[order - 1] = replace(whom, attr=attr, key=key(attr), family=family(attr))
        ways: Formula = ("or", (stricter, ("and", (order, order + 1))))
        shapes |= {stricter: ways, order: ways, order + 1: ways}
    return found, replaced(formula, shapes) if shapes else formula


def _of_child(need: Requirement, before: Sequence[Requirement]) -> Requirement:
    """Ask of the child that it be put on the register here, where that is asked of a birth: 生育二孩并在本市落户."""
    born = any(one.place.path == need.place.path and _BIRTH.search(one.attr) for one in before)
    if not born or need.value is not True or not _ENROLLED.match(need.attr):
        return need
    attr = f"新生儿{need.attr}"
    return replace(need, attr=attr, text=attr, key=done_here(attr), family=family(attr))


def _stricter(need: Requirement, other: Requirement) -> bool:
    """Tell whether two bounds of one clause are of one thing, the first asking for more."""
    same = (need.key, need.op, need.unit, need.place.path) == (other.key, other.op, other.unit, other.place.path)
    if not same or not isinstance(need.value, float) or not isinstance(other.value, float):
        return False
    return need.value < other.value if need.op in ("<=", "<") else need.op in (">=", ">") and need.value > other.value


def _finer(
    need: Requirement, beside: Sequence[Requirement], behind: Sequence[Requirement], offered: str
) -> Requirement:
    if need.value is False:
        return _graded_out(need, beside)
    if dated(need):
        if need.attr == WINDOW:
            return need
        return _of_event(need, behind, offered)
    if need.op == "=" and need.numeric and (each := _SIGNED.match(need.attr)):
        op = "<=" if each["sign"] in ("不高于", "不超过") else ">="
        return replace(need, attr=each["name"], op=op, key=key(each["name"]), family=family(each["name"]))
    if isinstance(need.value, str) and need.value in ("合格", "通过") and _CHECKED.search(need.attr):
        attr = f"{need.attr}{need.value}"
        return replace(need, attr=attr, value=True, value_key="", key=key(attr), family=family(attr))
    if need.value is True and (set_ := _spanned(need.attr)):
        return _in_time(need, *set_)
    if (
        need.numeric
        and dimension(need.unit) == "Time"
        and (begun := events(need.attr))
        and not _OF_ANOTHER.search(need.attr)
    ):
        attr = _SINCE.sub("", need.attr) or need.attr
        return replace(need, attr=attr, key=key(attr), family=family(attr), since=begun)
    return need


def _since_in_force(need: Requirement, effective: date | None) -> tuple[Requirement, ...] | None:
    """Part what is to be done from when its document is in force: by that day, and what is to be done.

    Where only 取得 is said, of a title that the offer names, there is nothing to do besides.
    """
    match = _IN_FORCE.match(need.attr) if need.value is True and effective else None
    done = match["done"] if match else ""
    granted = events(_GRANT) if _GRANTED.fullmatch(done) else frozenset[str]()
    if not effective or not (granted or events(done)):
        return None
    day = replace(
        need, attr=f"{done[:8]}时间", op=">=", value=effective.isoformat(), key=key(f"{done[:8]}时间"),
        family=None, until=granted or events(done),
    )  # fmt: skip
    return (day,) if granted else (day, replace(need, attr=done, key=key(done), family=family(done)))


def _of_what(need: Requirement, beside: Sequence[Requirement]) -> tuple[Requirement, Requirement] | None:
    """Part from whom a thing was had from how long it runs: 从合作银行取得期限6个月以上 of a 贷款."""
    match = _HAD_FROM.match(need.attr) if need.numeric else None
    if match is None:
        return None
    thing = next((one.attr for one in beside if one.place.path == need.place.path and one.attr in _THINGS), "")
    done, name = f"{match['done']}{thing}", f"{thing}{match['name']}"
    told = replace(need, attr=done, op="=", value=True, unit=None, key=key(done), family=family(done))
    return told, replace(need, attr=name, key=key(name), family=family(name))


def _in_time(need: Requirement, since: str, value: float, unit: str, until: str) -> Requirement:
    attr = f"{since}至{until}" if until else f"{since}年限"
    return replace(
        need, attr=need.attr, op="<=", value=value, unit=unit, key=key(attr), family=None,
        since=events(since), until=events(until) or events("申请"),
    )  # fmt: skip


def _done_by_someone(need: Requirement) -> tuple[Requirement, Requirement, Requirement] | None:
    """Part who from how long ago they left and what they did since: 退役士兵退役5年内首次在本市创业."""
    set_ = _spanned(need.attr) if need.value is True else None
    who = _WHO_LEFT.match(set_[0]) if set_ else None
    if set_ is None or who is None or not set_[3]:
        return None
    _, value, unit, done = set_
    left = f"{who['left']}{value:g}{unit}内"
    span = _in_time(replace(need, attr=left, text=left), who["left"], value, unit, done)
    span = replace(span, key=key(f"{who['left']}年限"))
    told = (
        replace(need, attr=one, text=one, op="=", value=True, unit=None, key=done_here(one), family=family(one))
        for one in (who["who"], done)
    )
    first, last = told
    return first, span, last


def _done_in_time(need: Requirement) -> tuple[Requirement, Requirement] | None:
    """Part in what time a thing is to be done from what it is: 在生育后两年内购买市区新建商品住房 asks for both."""
    set_ = _spanned(need.attr) if need.value is True else None
    what = set_[3] if set_ else ""
    if set_ is None or not _DEED_AND_THING.match(what):
        return None
    child = "新生儿" if need.attr.startswith("新生儿") else ""  # of whom the rest is said too
    done = replace(need, attr=child + what, text=child + what, key=done_here(child + what), family=family(what))
    words = need.attr[: need.attr.find(what)]
    return replace(_in_time(need, *set_), attr=words, text=words), done


@lru_cache(maxsize=20_000)
def _spanned(attr: str) -> tuple[str, float, str, str] | None:
    found = span(attr)
    return (found.since, found.value, found.unit, found.until) if found else None


def _of_event(need: Requirement, behind: Sequence[Requirement], offered: str) -> Requirement:
    """Name the event that a day is of: by its own name, by what stands behind it in the text, by what is asked next."""
    own = events(need.attr) or events(need.text)
    if not own and need.attr == _UNNAMED:  # 新建时间 says itself of what the day is
        at = offered.find(need.text)
        rest = re.split("[，。；]", offered[at + len(need.text) :])[0][:24] if at >= 0 and need.text else ""
        beside = next((one for one in behind if one.place.path == need.place.path and not dated(one)), None)
        own = events(rest) or (events(beside.attr) | events(beside.text) if beside else frozenset())
    return replace(need, until=own)


def _graded_out(need: Requirement, beside: Sequence[Requirement]) -> Requirement:
    """Read a grade that shuts out as the answer to what it is the grade of: itself names it, or an offer beside it."""
    if bare := _BARE_GRADE.match(need.attr):
        asked = [one for one in beside if isinstance(one.value, str) and one.value[-1:] == bare["value"][-1:]]
        near = [one for one in asked if one.place.path == need.place.path and one.attr not in ("称号", "称号级别")]
        if not near:
            return need
        name, value = near[0].attr, bare["value"]
    elif match := _GRADED_OUT.match(need.attr):
        name, value = match["name"], match["value"]
    else:
        return need
    return replace(
        need, attr=name, op="!=", value=value, key=key(name), value_key=key(value), family=family(name)
    )  # fmt: skip


def _aged(need: Requirement) -> tuple[Requirement, Requirement] | None:
    """Part a degree from an age that are both asked for: 本科以上学历、年龄35周岁以下."""
    if need.numeric and "岁" in (need.unit or "") and _RESIDENT.search(need.attr):  # 本市户籍80至89周岁
        who = replace(need, text=need.attr, op="=", value=True, unit=None, key=key(need.attr), family=family(need.attr))
        return who, replace(need, attr="年龄", key=key("年龄"), family="age")
    match = _DEGREE_AND_AGE.search(need.attr) if need.numeric and "岁" in (need.unit or "") else None
    if not match:
        return None
    value = f"{match['degree']}以上"
    degree = replace(
        need, attr=_DEGREE, text=match[0], op="=", value=value, unit=None, key=key(_DEGREE), value_key=key(value),
        family="schooling",
    )  # fmt: skip
    return degree, replace(need, attr="年龄", key=key("年龄"), family="age")


def _of_some(need: Requirement, who: str) -> tuple[Requirement, Requirement]:
    """Part the age of some alone from who they are: 年龄（硕士及以上）, 年龄（高级技师）."""
    degree = any(word in who for word in (*ladders()["schooling"], *ladders()["worker"], "专科", "研究生"))
    value = "以上".join(one for one in re.split("(?:及|或)?以上", who)) if "以上" in who else who
    several = "、".join(one for one in _AND.split(value) if one)
    asked = replace(need, text=who, unit=None, op="=", value=True, attr=who, key=key(who), family=family(who))
    if degree:
        asked = replace(
            asked, attr=_DEGREE, op="in" if "、" in several else "=", value=several, key=key(_DEGREE),
            value_key=key(several), family="schooling",
        )  # fmt: skip
    return asked, replace(need, attr="年龄", key=key("年龄"), family="age")


def _for_some(need: Requirement) -> tuple[Requirement, Requirement] | None:
    """Part a bound on the age of those of one degree from who is of it: 硕士研究生不超过40周岁."""
    if not need.numeric or dimension(need.unit) not in ("Age", "Time") or "岁" not in (need.unit or ""):
        return None
    if of_some := _OF_SOME.fullmatch(need.attr):
        return _of_some(need, of_some["who"])
    who = _WHO_AGED.sub("", need.attr)
    named = [word for word in (*ladders()["schooling"], "专科") if word in who]
    if not named or re.search("(?:及以上|以上)(?:学历|学位|文化)?", who):  # 本科以上学历、35周岁以下 asks for both
        return None
    several = len(named) > 1
    value = "、".join(named)
    degree = replace(
        need, attr=_DEGREE, op="in" if several else "=", value=value, unit=None, key=key(_DEGREE),
        value_key=key(value), family="schooling",
    )  # fmt: skip
    return degree, replace(need, attr="年龄", key=key("年龄"), family="age")
