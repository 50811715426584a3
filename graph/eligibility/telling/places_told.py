"""Where an applicant says to be: regions by name, 本市, 市区, 县里; not where they were once, nor where clients are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.kin import BORN_INTO, CHILD, kin_told
from graph.eligibility.language.segment import Segment
from graph.eligibility.language.thesaurus import alternatives
from graph.eligibility.matching.area import bare, called, known_region, wanted, zone
from graph.eligibility.matching.match import PLACE
from graph.eligibility.matching.place import stated
from graph.eligibility.scheme import Scheme
from graph.eligibility.telling.seats_told import area_said, seat_said, with_all_seats

__all__ = ["places_told"]

_DENIED: Final = re.compile("(?:不|没有?|未|并非)(?:是|都|全)?在?$")
_SEAT: Final = re.compile("^(?:这[里边]|当地)?(?:的)?(?:注册|登记|设立|纳税|交税|缴税|落户|户口|户籍|税|企业|公司|人$)")
_SEAT_BEFORE: Final = re.compile("(?:注册|登记|户口|户籍|税)[^，。；]{0,4}?(?:不|没有?|未|并非)(?:是|都|全)?在?$")
_CLIENT: Final = re.compile(r"(?:给|为|帮|替|向|对)$")
_OWN_BEFORE: Final = re.compile(
    r"(?:在|是|属于?|来自|注册|纳税|位于|于|到|迁|回)(?:了)?(?:[江河湖山路]?(?:对[面岸过]|那边|旁边|隔壁|附近|邻近)(?:的|那个)?)?$"
)
_OTHER_COUNTY: Final = re.compile(  # of measures of a county: 基地都在江对面的和县
    "(?:在|位于|到|是|属于?)(?:了)?(?:[江河湖山路]?(?:对[面岸过]|那边|旁边|隔壁|附近|邻近|相邻)(?:的|那个)?)?"
    "(?P<name>(?![本我全贵该各这那哪两别几]|隔壁|旁边|邻)[\u4e00-\u9fff]{1,3}[县旗])(?!里|内|级|城|域|政府|委|局|人民|医院|一中)"
)
_OWN_AFTER: Final = re.compile(
    r"^(?:的)?(?:[^，。的、]{0,4}(?=公司|企业|旅行社|机构))?(?:旅行社|机构|企业|公司|工厂|厂|注册|户口|户籍|登记|纳税|单位)"
)
_HERE_AFTER: Final = re.compile(
    r"^(?:的)?(?:[^，。]{0,4}?)(?:独立法人|注册|登记|户口|户籍|企业|公司|高企|商户|商家|门店|民宿|旅行社|景区|养老院|工厂|厂|合作社|农场|农户|农民|种|养|人|依法|纳税|交税|缴税|养老|工作|$)"
)
_COMPASS: Final = re.compile("[东西南北]$")
_ELSEWHERE: Final = re.compile(
    r"(?:注册|登记|税|户口|厂|公司|店)[^，。]{0,4}?(?:在|交给|属于)(?P<name>[\u4e00-\u9fff]{2,4}?[县区市旗])(?!里|内|级)"
)
_NEXT_DOOR: Final = re.compile(  # 都在隔壁的江北区
    "(?:隔壁|旁边|邻近|相邻|附近)(?:的|那个)?(?:[\u4e00-\u9fff]{1,4}?)?[县区市省](?!里|内|级|场)"
)
_OUTSIDE: Final = "外地"
_BARE_HERE: Final = re.compile("(?<=在)这(?=$|交|缴|注册|纳)")
_INSIDE: Final = "本地"
_ALL_MOVED: Final = re.compile(  # 工商、税务、统计关系都转过来了, 手续都迁来了
    "(?:工商|注册|登记|税务?|纳税|统计|户管|关系|手续)(?:关系|登记)?(?:也|都|全|均|一起|一并|全部|已经?|统统)*(?:转|迁|搬|挪|办|移|落)?(?:移|户)?了?(?:过来|进来|来|到(?:这[里边儿]|本地|当地))了?(?:$|，)"
)
_OTHERS: Final = re.compile(
    "(?:的)?(?:游客|客人|旅客|客商|代表|团队|观众|人才|产品|客户|老板|股东|投资|资本|资金|投资者|独资|控股|母公司|总部)"
)
_KIND_OF_AREA: Final = re.compile("(?:经济技术|高新技术产业|旅游度假)?(?:新区|开发区|管理区|度假区|新城|[区县市])$")
_SHORTEST: Final = 2
_SAID_SHORT: Final = (
    "(?:^|我们?|咱们?|在|到|于|是|来|家住|回)(?:了)?{name}"
    "(?=的|[这那][边里儿]|本地|户|注册|登记|开|办|建|新|买|租|上班|工作|就业|创业|有|做|养|种|一[家个所]|$)"
)
_HOME_AT: Final = re.compile(  # 户口还在青岚老家: at home there, wherever one lives now
    "户(?:口|籍)(?:还|仍|都|也|一直|依然)*(?:在|是|挂在|落在)(?P<name>[\u4e00-\u9fff]{2,3}?)(?P<home>老家)?(?=$|那[边里]|的|没)"
)
_STATED: Final = re.compile(r"在(?P<name>[\u4e00-\u9fff]{2,4}?)(?=注册|登记注册|交税|纳税|缴税|上税)")
_SOLD: Final = re.compile(
    "(?:也|都|有|只|才|里)*(?:卖|销售|有售|供货|有客户|开分店)"
)  # where goods go, nobody needs to be
_FETCHED: Final = re.compile("(?:来|到|去|向|找|问)$")  # 能来禾川领吗 asks where to go
_BROUGHT: Final = re.compile("(?:带|送|引|拉|组织|把|接|推介?)[^，。]{1,14}(?:来|到|至|往|去|进)$")  # where guests go
_ONCE: Final = re.compile("本来|原来|原先|以前|之前|过去")
_OWN_TRADE: Final = re.compile("外(?:贸|商|资|语|企|卖|来|籍)")
_PASSED_THERE: Final = re.compile(  # 在广州考下证书, 在广西大学读本科: where something was done, no seat
    "[^，。]{0,8}?(?:大学|学院|高校|学校|院校)(?!附|旁|城|科技园)|[^，。]{0,4}?(?:考[了到取下过]|考出|考的|读[了书的本硕博大研]|毕业|念[了书]|上(?:的)?学|打工|务工|工地|当兵|服役|出生|培训|参赛|比赛|拿[了到下]|获[得了]|参展|办的?展|展会|招聘会)"
)
_AWAY: Final = re.compile(  # where someone was once, or has an outlet
    "(?:连着|连续|一直)?(?:打工|打|务工|干|做|上学|读书|工作|当兵|待)(?:了|过)?[^，]{0,6}年"
    "|(?:市|省)?(?:新)?(?:也|都|还|另外)?(?:开|设|办|建)(?:了|设|立|过)?[^，。；]{0,8}(?:直营店|专卖店|展[示销]中心|展销|窗口|办事处|海外仓|体验馆|前置仓|分店)"
)


def places_told(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield every place that the applicant says to be in, in the order of the text."""
    names = {name for scheme in near if scheme.region for name in called(scheme.region)}
    listed = {area for scheme in near for need in scheme.requirements for area in wanted(need.text, scheme.region)}
    told = tuple(replace(part, text=_BARE_HERE.sub("这里", part.text)) for part in with_all_seats(parts))
    for part in map(_with_child, [None, *told], told):
        if _ALL_MOVED.search(part.text) and not part.asks:
            yield _at(part, _INSIDE)
        for match in alternatives("outside").finditer(part.text):
            if _ONCE.search(part.text[: match.start()]) or _OTHERS.match(part.text[match.end() :]):
                continue  # 我们本来是外省的 is where someone came from
            if match[0] in ("市外", "省外") and _OWN_TRADE.match(part.text[match.end() - 1 :]):
                continue  # 本市外贸企业 are in town
            if _PASSED_THERE.match(part.text[match.end() :]):
                continue
            if _OWN_BEFORE.search(part.text[: match.start()]) or _OWN_AFTER.match(part.text[match.end() :]):
                yield _at(part, match[0])
        if (next_door := _NEXT_DOOR.search(part.text)) and _OWN_BEFORE.search(part.text[: next_door.start()]):
            yield _at(part, _OUTSIDE)
        yield from _in_other_county(part, near)
        regions = list(_named_regions(part))
        yield from regions
        for match in alternatives("centre").finditer(_without(part.text, regions)):
            if _CLIENT.search(part.text[: match.start()]):
                continue
            own = _COMPASS.search(part.text[: match.start()]) if match[0] == "城区" else None
            if own and f"{own[0]}城区" in listed:
                continue  # it is named among the places of the document
            centre = f"{own[0]}城区" if own else match[0]  # 南城区 is a district, and no town proper
            yield _at(part, _OUTSIDE if _DENIED.search(part.text[: match.start()]) else centre)
        for match in alternatives("here").finditer(part.text):
            before, after = part.text[: match.start()], part.text[match.end() :]
            if _DENIED.search(before):
                yield from _not_there(part, before, after)
            elif not _CLIENT.search(before) and (_HERE_AFTER.match(after) or before.endswith(("在", "回", "回到"))):
                yield _at(part, match[0])
        yield from _listed(part, {area for area in listed if not zone(area)})
        if (area := area_said(part.text, filter(zone, listed))) and not (part.asks and _FETCHED.search(part.text)):
            yield _at(part, area)
        seat = seat_said(part.text)
        if seat and not any(bare(seat) == bare(str(fact.value)) for fact in regions):
            yield _at(part, seat)
        for name in sorted(names, key=len, reverse=True):
            at = part.text.find(name)
            before, after = part.text[: max(at, 0)], part.text[at + len(name) :]
            if any(name != fact.value and part.text.startswith(str(fact.value), at) for fact in regions if at >= 0):
                continue  # 衡阳县 is no 衡阳
            if at >= 0 and _DENIED.search(before):  # 不在青岚市纳税
                yield from _not_there(part, before, after)
                break
            if at >= 0 and not _CLIENT.search(before) and not _SOLD.match(after):
                if not (part.asks and _FETCHED.search(before)) and not _BROUGHT.search(before):
                    yield _at(part, name)
                break


def _in_other_county(part: Segment, near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield that the applicant is elsewhere where the measures are of a county and another one is named."""
    own = {scheme.region for scheme in near if scheme.region}
    match = _OTHER_COUNTY.search(part.text) if len(own) == 1 and next(iter(own)).endswith(("县", "旗")) else None
    if (
        match is None
        or any(bare(region) in match["name"] for region in own)
        or (len(match["name"]) > _SHORTEST and known_region(match["name"]))
    ):
        return
    before = part.text[: match.start()]
    if not _DENIED.search(before) and not _ONCE.search(before) and stated(part.text):
        yield _at(part, "外县")


def _with_child(before: Segment | None, part: Segment) -> Segment:
    """Put the child of whom the words before speak with the words on its register: 二宝8月出生，9月落了本市户口."""
    named = before and CHILD in kin_told(before.text) and BORN_INTO.search(part.text)
    if before is None or not named or CHILD in kin_told(part.text) or "我" in part.text:
        return part
    return replace(part, text=f"{before.text}，{part.text}")


def _listed(part: Segment, areas_of: set[str]) -> Iterator[Fact]:
    """Yield the area in which the applicant says to be, of those that conditions list or another."""
    for area in sorted(areas_of, key=len, reverse=True):
        at = part.text.find(area) if area in part.text else part.text.find(area.removeprefix("市"))
        if at >= 0 and _DENIED.search(part.text[:at]):
            yield from _not_there(part, part.text[:at], part.text[at + len(area) :])
            return
        if at >= 0 and not _CLIENT.search(part.text[:at]) and not (part.asks and _FETCHED.search(part.text[:at])):
            yield _at(part, area)
            return
    for area in areas_of:  # 在樊城: people leave out what kind of area it is
        short = _KIND_OF_AREA.sub("", area)
        if len(short) >= _SHORTEST and re.search(_SAID_SHORT.replace("{name}", re.escape(short)), part.text):
            yield _at(part, area)
            return
    if areas_of and (match := _ELSEWHERE.search(part.text)):
        yield _at(part, match["name"])


def _without(text: str, regions: Sequence[Fact]) -> str:
    """Blank out the names of regions: 鹿城区 is no 城区."""
    for fact in regions:
        text = text.replace(str(fact.value), "＊" * len(str(fact.value)))
    return text


def _named_regions(part: Segment) -> Iterator[Fact]:
    """Yield the regions of the authority files in which the applicant says to be; those of clients are none."""
    from ingest.link import Register

    for mark in Register.load().find_regions(part.text):
        before, after = part.text[: mark.start], part.text[mark.end :]
        if _CLIENT.search(before) or not (_OWN_BEFORE.search(before) or _OWN_AFTER.match(after)):
            continue
        if _AWAY.match(after) or _PASSED_THERE.match(after):
            continue  # 在广东干了五年 is where someone was
        if _DENIED.search(before):
            yield from _not_there(part, before, after)
            continue
        region = known_region(mark.id or part.text[mark.start : mark.end])
        if region is not None and region.level != "national":  # 在全国碳市场 is nowhere
            yield _at(
                part,
                part.text[mark.start : mark.end] if known_region(part.text[mark.start : mark.end]) else region.name,
            )
    for match in _STATED.finditer(part.text):  # 在白银注册: people leave out what kind of region it is
        region = next((one for end in "市县区" if (one := known_region(match["name"] + end))), None)
        if region is not None:
            yield _at(part, region.name)
    if (home := _HOME_AT.search(part.text)) and not known_region(home["name"]):
        region = next((one for end in "市县区" if (one := known_region(home["name"] + end))), None)
        if region is not None or home["home"]:
            yield _at(part, region.name if region else _OUTSIDE)
    for match in re.finditer(r"(?:在|是)(?P<name>[\u4e00-\u9fff]{2,6}?(?:区|县|市))", part.text):
        region = known_region(match["name"])
        if region is not None and region.level == "county":
            yield _at(part, region.name)


def _not_there(part: Segment, before: str, after: str) -> Iterator[Fact]:
    """Yield that the seat is elsewhere, where that is what is denied: 注册不在本市, but not 没在本市参保."""
    if _SEAT.match(after) or (not after and _SEAT_BEFORE.search(before)):
        yield _at(part, _OUTSIDE)


def _at(part: Segment, where: str) -> Fact:
    stated = re.search(r"注册|登记|纳税|税|户", part.text)
    assumed = "" if stated or "法人" in part.text else "按注册地和纳税地都在这里理解，若不同请更正"
    return Fact.of(PLACE, where, words=part.text, start=part.start, assumed=assumed)
