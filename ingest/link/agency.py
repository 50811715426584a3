"""Agencies by name: an office is a function in a region, whatever it is called there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.link.authority import Concept, concepts
from ingest.link.place import Place, Places, Seat
from ingest.link.region import COUNTRY, Regions
from ontology import AGENCIES

__all__ = ["Agencies", "AgencyRef"]

# Words before the region in names of branches: 人行温州市中心支行, 国家税务总局杭州市税务局, 共青团温州市委.
_HEADS = (
    "中国人民银行", "人民银行", "人行", "国家税务总局", "国家金融监督管理总局", "金融监管总局", "中国证监会", "证监会",
    "国家统计局", "国家矿山安全监察局", "国家能源局", "国家电网", "国网", "南方电网", "中国民航", "民航", "共青团", "中共",
    "中国共产党", "中国银保监会", "银保监会", "中国银行保险监督管理委员会", "团", "武警",
)  # fmt: skip
_CLASS_WORD = re.compile(
    r"(?:行政|监督|业务|综合|工作|审批|管理)*(?:主管|管理|监管|行政|审批|执法)*(?:部门|机关|系统|机构|单位)(?:（机构）)?$"
)
_BODY = re.compile(
    r"(?:领导小组|协调小组|工作小组|推进小组|联席会议|指挥部|工作专班|专班|协调机制|委员会|工作组|联合会议)(?:办公室|成员单位|各成员单位|（办公室）)?$"
)
_BRACKET = re.compile(r"[（(〔\[][^（(）)〕\]]*[）)〕\]]")
_FRONT = re.compile(r"^(?:由|经|报|请|其他|其它|涉及的?|所在地|属地|当地|上级|相关|有关|对应)+")
_ZONE = re.compile(r"(?:管理?委员会|管委会)$")
_COMMON = {
    "政府", "人民", "街道", "乡镇", "镇街", "街镇", "社区", "总台", "高新区", "经开区", "功能区", "产业集聚区", "铁路局", "版权局",
    "建设局", "学校", "高校", "院校", "党", "海关", "人大", "监察机关", "文化局", "数据中心", "政务中心", "医院管理中心", "党校", "台",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AgencyRef:
    """Which agency a name means.

    `kind` is "national" for a body of the centre, "office" for a function in a region, "body" for a leading group or
    zone that a document sets up by name, "group" for a class of agencies (`level` tells of which regions its members
    are: 各省辖市政府 in Henan has region 410000 and level municipal). `name` is the full name as far as the text gives it.
    """

    id: str
    name: str
    kind: str
    region: str
    function: str | None = None
    level: str | None = None


class Agencies:
    """The functions and the bodies of the centre, by every name they bear."""

    def __init__(self, entries: tuple[Concept, ...], regions: Regions) -> None:
        self._places = Places(regions)
        self._functions: dict[str, Concept] = {}
        self._national: dict[str, Concept] = {}
        self._surface: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        self._national_names: dict[str, str] = {}
        for entry in entries:
            if entry.kind == "Function":
                self._add_function(entry)
            else:
                self._national[entry.id] = entry
                for name in (entry.label, *entry.names):
                    self._national_names.setdefault(name, entry.id)
        self._known: dict[tuple[str, str | None], AgencyRef | None] = {}

    @classmethod
    def load(cls, regions: Regions) -> Agencies:
        return cls(concepts(AGENCIES), regions)

    def _add_function(self, entry: Concept) -> None:
        self._functions[entry.id] = entry
        for name in entry.names:
            self._surface.setdefault(name, entry.id)
        for stem in (entry.label, *entry.values.get("stem", ())):
            self._stems.setdefault(stem, entry.id)

    def functions(self) -> Mapping[str, Concept]:
        """Return every function by id."""
        return self._functions

    def national(self) -> Mapping[str, Concept]:
        """Return every body of the centre by id, abolished ones included."""
        return self._national

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield every name without its region, and every body of the centre, with the id of function or body."""
        for name, body in self._national_names.items():
            yield name, body
        for name, function in self._surface.items():
            kind = self._functions[function].value("functionKind")
            if kind != "group" and len(name) > 1 and name not in _COMMON and name not in self._national_names:
                yield name, function
        for stem, function in self._stems.items():
            if self._functions[function].value("functionKind") in {"government", "vertical", "party"}:
                yield f"{stem}部门", function
                yield f"{stem}主管部门", function

    def resolve(self, name: str, region: str | None) -> AgencyRef | None:
        """Return the agency that `name` means in a document of `region`; None where that is not certain."""
        key = (name, region)
        if key not in self._known:
            self._known[key] = self._resolve(name, self._places.at(region))
        return self._known[key]

    def _resolve(self, name: str, own: Place | None) -> AgencyRef | None:
        for form in _forms(name):
            vague = self._surface.get(form.removeprefix("各"))
            if own is not None and vague and self._functions[vague].value("functionKind") == "group":
                return self._group(own, vague, None, form)
            body = self._national_names.get(form)
            national_here = own is not None and own.level == "national"
            if body and (national_here or form not in self._surface or self._is_central(form, body)):
                return self._body(body)
            for seat in self._seats(form, own):
                found = self._seated(seat, form)
                if found is not None:
                    return found
        return None

    def _is_central(self, form: str, body: str) -> bool:
        """Whether the bare name of a branch means its head office, as 人民银行 does everywhere."""
        function = self._functions[self._surface[form]]
        return function.value("functionKind") == "vertical" and self._national[body].value("function") == function.id

    def _seats(self, form: str, own: Place | None) -> Iterator[Seat]:
        if own is not None and form.startswith("各"):
            yield from (seat for seat in self._places.seats(form, own) if seat.each)
        yield from self._places.seats(form, own)
        for head in _HEADS:
            if form.startswith(head):
                for seat in self._places.seats(form[len(head) :], own):
                    lead = "" if head in {"中共", "中国共产党"} else head
                    yield Seat(seat.place, lead + seat.rest, seat.each)
        if own is not None:
            yield Seat(own, form.removeprefix("各"), prefixed=False)
        for seat in self._places.unlisted(form):
            yield seat

    def _seated(self, seat: Seat, form: str) -> AgencyRef | None:
        """Return what is left of a name, at the place that its front named."""
        rest, place = seat.rest.lstrip("的"), seat.place
        if not rest:
            return self._group(place, "government", seat.each, form) if seat.each else None
        function = self._function(rest)
        if function is not None:
            return self._office(function, seat, rest, form)
        body = _BODY.search(rest)
        if body and seat.each is None and not rest.startswith(("各", "有关")) and len(rest) > 3:
            return AgencyRef(
                f"{place.code}/leading-group/{rest}", _named(place, rest), "body", place.code, "leading-group"
            )
        return None

    def _function(self, rest: str) -> str | None:
        if rest in {"委", "委员会"}:
            return "party-committee"
        for form in (rest, rest.removeprefix("人民"), rest.removeprefix("人民政府"), rest.removeprefix("政府")):
            for start in (form, "委" + form[2:] if form.startswith("党委") else form):
                if start in self._surface:
                    return self._surface[start]
        word = _CLASS_WORD.search(rest)
        return self._stems.get(rest[: word.start()]) if word else None

    def _office(self, function: str, seat: Seat, rest: str, form: str) -> AgencyRef | None:
        place, kind = seat.place, self._functions[function].value("functionKind")
        if seat.each or (_CLASS_WORD.search(rest) and not seat.prefixed) or kind == "group":
            return self._group(place, function, seat.each, form)
        if place.code == COUNTRY:
            return self._at_centre(function)
        if kind == "government-body" and function == "zone-committee" and (zone := _ZONE.sub("", rest)):
            return AgencyRef(f"{place.code}/{function}/{zone}", _named(place, rest), "body", place.code, function)
        return AgencyRef(f"{place.code}/{function}", _named(place, rest), "office", place.code, function)

    def _group(self, place: Place, function: str, each: str | None, form: str) -> AgencyRef:
        vague = self._functions[function].value("functionKind") == "group"
        level = each or ("any" if not vague else None)
        id_ = f"{place.code}/each-{level}/{function}" if level else f"{place.code}/{function}"
        return AgencyRef(id_, f"{place.name}{form.removeprefix(place.name)}", "group", place.code, function, level)

    def _at_centre(self, function: str) -> AgencyRef | None:
        """Return the body of the centre that has this function today; the first in the file where there are several."""
        for entry in self._national.values():
            if entry.value("function") == function and entry.value("ended") is None:
                return self._body(entry.id)
        return None

    def _body(self, body: str) -> AgencyRef:
        entry = self._national[body]
        return AgencyRef(body, entry.label, "national", COUNTRY, entry.value("function"))


def _forms(name: str) -> Iterator[str]:
    """Yield the name cleaned, then without its brackets, then without words that only point at it."""
    clean = (
        re.sub(r"\s+", "", name)
        .translate(str.maketrans("()[]〔〕", "（）（）（）"))
        .removesuffix("等")
        .strip('“”"、，。；：')
    )
    for form in dict.fromkeys((clean, _BRACKET.sub("", clean), _FRONT.sub("", _BRACKET.sub("", clean)))):
        if len(form) > 1:
            yield form


def _named(place: Place, rest: str) -> str:
    return f"{place.name}{rest}"
