"""Agencies by name: an office is a function in a region, whatever it is called there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.link.authority import Concept
from ingest.link.place import Place, Places, Seat
from ingest.link.region import COUNTRY, Regions
from ingest.rules import load

__all__ = ["Agencies", "AgencyRef"]

_BRACKET = re.compile(r"[（(〔\[][^（(）)〕\]]*[）)〕\]]")
_WIDE = str.maketrans("()[]〔〕", "（）（）（）")
_EACH = {
    "provincial": "各省级", "municipal": "各市级", "county": "各县级", "direct-county": "各省直管县",
    "township": "各乡镇级", "any": "各级",
}  # fmt: skip
_CONCERNED = re.compile(r"^各(?:有关|相关)(?=[^、]{0,6}[省市县区州盟旗乡镇])")  # 各有关区县 are 各区县
_CITY = re.compile(r"(?<=[县地])级城市")
_SEATED = re.compile(r"^(?P<body>[^、]{4,}?局)(?P<at>[一-龥]{2,6})局$")  # 国家矿山安全监察局山西局
_ZONE = re.compile(r"([^、，和与]{2,})(?:管理委员会|管委会)$")


@dataclass(frozen=True, slots=True)
class AgencyRef:
    """Which agency a name means.

    `kind` is "national" for a body of the centre, "office" for a function in a region, "body" for a leading group or
    zone that a document sets up by name, "group" for a class of agencies (`level` tells of which regions its members
    are: 各省辖市政府 in Henan has region 410000 and level municipal). `name` is as full as the text gives it.
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
        self._class_word, self._body_rule = load("office")["class-word"].regex, load("office")["body"].regex
        self._located = load("office")["located"].regex
        self._organ = load("office")["organ"].regex
        self._pointer = load("office").pattern("^(?:%{pointer})+")
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
        common = set(load("office").words["common"])
        for name, body in self._national_names.items():
            yield name, body
        for name, function in self._surface.items():
            kind = self._functions[function].value("functionKind")
            if kind != "group" and len(name) > 1 and name not in common and name not in self._national_names:
                yield name, function
        for stem, function in self._stems.items():
            if self._functions[function].value("functionKind") in {"government", "vertical", "party"}:
                yield f"{stem}部门", function
                yield f"{stem}主管部门", function

    def describe(self, id_: str) -> AgencyRef | None:
        """Return what an id of ours stands for, named from the authority files; None for an id of no known form."""
        if id_ in self._national:
            return self._body(id_)
        code, _, rest = id_.partition("/")
        place, parts = self._places.at(code), rest.split("/")
        level = parts.pop(0).removeprefix("each-") if parts[0].startswith("each-") else None
        function = self._functions.get(parts[0]) if parts else None
        if place is None or function is None:
            return None
        group = bool(level) or function.value("functionKind") == "group"
        office = "部门" if function.value("functionKind") == "government" else ""
        qualifier = parts.pop() if level and len(parts) > 1 else ""
        own = parts[1] if len(parts) > 1 else function.label + office
        name = f"{place.name}{qualifier}{_EACH.get(level or '', '')}{own}"
        kind = "group" if group else "body" if len(parts) > 1 else "office"
        return AgencyRef(id_, name, kind, code, function.id, level)

    def today(self, id_: str) -> tuple[str, ...]:
        """Return the ids of those that carry on the agency's work today; its own where it still stands."""
        if id_ in self._national:
            after = self._national[id_].values.get("successor", ())
            return tuple(dict.fromkeys(last for next_ in after for last in self.today(next_))) or (id_,)
        front, _, function = id_.rpartition("/")
        entry = self._functions.get(function)
        successor = entry.value("successor") if entry else None
        return (f"{front}/{successor}",) if successor else (id_,)

    def resolve(self, name: str, region: str | None) -> AgencyRef | None:
        """Return the agency that `name` means in a document of `region`; None where that is not certain."""
        key = (name, region)
        if key not in self._known:
            self._known[key] = self._resolve(name, self._places.at(region))
        return self._known[key]

    def _resolve(self, name: str, own: Place | None) -> AgencyRef | None:
        for form in self._forms(name):
            vague = self._surface.get(form.removeprefix("各"))
            if own is not None and vague and self._functions[vague].value("functionKind") == "group":
                return self._group(own, vague, None, form)
            body = self._national_names.get(form)
            national_here = own is not None and own.level == "national"
            if body and (national_here or form not in self._surface or self._is_central(form, body)):
                return self._body(body)
            for organs in (False, True):  # a part of an office only where no office has the whole name
                for seat in self._seats(form, own):
                    found = self._seated(seat, form, organs)
                    if found is not None:
                        return self._qualified(found, name)
        return None

    def _qualified(self, found: AgencyRef, name: str) -> AgencyRef:
        """Keep apart from all counties those where something lies: 各园区所在县（区）人民政府."""
        located = self._located.match(re.sub(r"\s+", "", name).translate(_WIDE))
        if found.kind != "group" or located is None:
            return found
        id_ = f"{found.id}/{located[0].removeprefix('各').removesuffix('地')}"
        return self.describe(id_) or found

    def _forms(self, name: str) -> Iterator[str]:
        """Yield the name cleaned, then without its brackets, then without words that only point at it."""
        clean = re.sub(r"\s+", "", name).translate(_WIDE).removesuffix("等").strip('“”"、，。；：')
        plain = _BRACKET.sub("", clean)
        if (branch := _SEATED.match(plain)) and branch["body"] in self._national_names:
            yield branch["at"] + branch["body"].removeprefix("国家")
        bare = _CITY.sub("级市", _CONCERNED.sub("各", plain))
        for form in dict.fromkeys((clean, plain, self._pointer.sub("", plain), self._located.sub("", clean), bare)):
            if len(form) > 1:
                yield form

    def _is_central(self, form: str, body: str) -> bool:
        """Whether the bare name of a branch means its head office, as 人民银行 does everywhere."""
        function = self._functions[self._surface[form]]
        return function.value("functionKind") == "vertical" and self._national[body].value("function") == function.id

    def _seats(self, form: str, own: Place | None) -> Iterator[Seat]:
        if own is not None and form.startswith("各"):
            yield from (seat for seat in self._places.seats(form, own) if seat.each)
        yield from self._places.seats(form, own)
        for kind in ("head", "party"):
            for head in load("office").words[kind]:
                if form.startswith(head):
                    for seat in self._places.seats(form[len(head) :], own):
                        yield Seat(seat.place, (head if kind == "head" else "") + seat.rest, seat.each)
        if own is not None:
            yield Seat(own, form.removeprefix("各"), prefixed=False)
        if not form.startswith(load("office").words["head"]):
            yield from self._places.unlisted(form)

    def _seated(self, seat: Seat, form: str, organs: bool) -> AgencyRef | None:
        """Return what is left of a name, at the place that its front named."""
        rest, place = seat.rest.lstrip("的"), seat.place
        if not rest and seat.each:
            return self._group(place, "government", seat.each, form)
        if not rest and place.code == COUNTRY:
            return None
        if not rest:  # a region that is told to do something stands for its government
            return AgencyRef(f"{place.code}/government", place.name, "office", place.code, "government")
        function = self._organ_of(rest) if organs else self._function(rest)
        if function is not None:
            return self._office(function, seat, rest, form)
        if seat.each is None and (zone := _ZONE.match(rest)):
            id_ = f"{place.code}/zone-committee/{zone[1]}"
            return AgencyRef(id_, _named(place, rest), "body", place.code, "zone-committee")
        body = self._body_rule.search(rest)
        if body and seat.each is None and not rest.startswith(("各", "有关")) and len(rest) > 3:
            return AgencyRef(
                f"{place.code}/leading-group/{rest}", _named(place, rest), "body", place.code, "leading-group"
            )
        return None

    def _function(self, rest: str) -> str | None:
        if rest in {"委", "委员会"}:
            return "party-committee"
        for form in _shorter(rest):
            if form in self._surface:
                return self._surface[form]
            for end in range(len(form) - 2, 1, -1):  # the longest function: 市场监管部门 is no 监管部门 of 市场
                if form[:end] in self._stems and self._class_word.fullmatch(form[end:]):
                    return self._stems[form[:end]]
        return None

    def _organ_of(self, rest: str) -> str | None:
        """Return the function of the office that `rest` begins with and names a part of: 公安厅交警总队."""
        for end in range(len(rest) - 2, 2, -1):
            if rest[:end] in self._surface and self._organ.match(rest[end:]):
                return self._surface[rest[:end]]
        return None

    def _office(self, function: str, seat: Seat, rest: str, form: str) -> AgencyRef | None:
        place, kind = seat.place, self._functions[function].value("functionKind")
        if seat.each or (self._class_word.search(rest) and not seat.prefixed) or kind == "group":
            return self._group(place, function, seat.each, form)
        if place.code == COUNTRY:
            return self._at_centre(function)
        if kind == "government-body" and function == "zone-committee" and (zone := _ZONE.match(rest)):
            return AgencyRef(f"{place.code}/{function}/{zone[1]}", _named(place, rest), "body", place.code, function)
        if rest == "金融监管局" and form.startswith(place.name[:2]) and not form.startswith(place.name):
            function = (
                "financial-regulator"  # 浙江金融监管局 is the branch of the centre, 省金融监管局 the province's own
            )
        return AgencyRef(f"{place.code}/{function}", _named(place, rest), "office", place.code, function)

    def _group(self, place: Place, function: str, each: str | None, form: str) -> AgencyRef:
        vague = self._functions[function].value("functionKind") == "group"
        level = each or ("any" if not vague else None)
        id_ = f"{place.code}/each-{level}/{function}" if level else f"{place.code}/{function}"
        name = described.name if (described := self.describe(id_)) else f"{place.name}{form.removeprefix(place.name)}"
        return AgencyRef(id_, name, "group", place.code, function, level)

    def _at_centre(self, function: str) -> AgencyRef | None:
        """Return the body of the centre that has this function today; the first in the file where there are several."""
        for entry in self._national.values():
            if entry.value("function") == function and entry.value("ended") is None:
                return self._body(entry.id)
        return None

    def _body(self, body: str) -> AgencyRef:
        entry = self._national[body]
        return AgencyRef(body, entry.label, "national", COUNTRY, entry.value("function"))


def _shorter(rest: str) -> Iterator[str]:
    """Yield what is left of a name, then without words that names of offices have or lack: 政府, 管理, 党委 for 委."""
    yield rest
    for front in ("人民政府", "政府", "人民"):
        if rest.startswith(front):
            yield rest.removeprefix(front)
    if rest.startswith("党委"):
        yield "委" + rest.removeprefix("党委")
    if rest.endswith("管理局"):
        yield rest.removesuffix("管理局") + "局"


def _named(place: Place, rest: str) -> str:
    return f"{place.name}{rest}"
