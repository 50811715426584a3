"""From plain language to facts: what an applicant says, read against what the schemes ask for.

Each fact keeps the words it was read from, so that it can be shown back and put right. What gave no fact is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from graph.eligibility.facts import Fact, Facts, counted
from graph.eligibility.match import PLACE, SELF
from graph.eligibility.place import about_place, bare, known_region
from graph.eligibility.quantity import MONEY, Said, dimension, measures
from graph.eligibility.relevance import Profiles
from graph.eligibility.scheme import Requirement, Scheme
from graph.eligibility.thesaurus import alternatives, canonical, coverage, excludes, family, implied, key

if TYPE_CHECKING:
    from ingest.link import Register

__all__ = ["Segment", "segments", "understand"]

_SPLIT: Final = re.compile(r"[，。；！？、,;!?\n]|：(?!\d)")
_ALL_MET: Final = re.compile(
    r"(?:其他|其它|其余|别的|剩下的?|各项|所有|全部)(?:的)?(?:条件|要求)(?:也|都|均|全)*(?:满足|符合|够|齐|具备|达标|没问题|达到)了?|条件(?:也|都|均|全)+(?:满足|符合|够|齐|具备|达标|没问题|达到)了?"
)
_DAY: Final = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})年(?:(?P<month>\d{1,2})月)?(?:(?P<day>\d{1,2})[日号])?")
_CLIENT: Final = re.compile(r"(?:给|为|帮|替|向|对)$")
_OWN_BEFORE: Final = re.compile(r"(?:在|是|属于?|来自|注册|纳税|位于|于|到|迁)(?:了)?$")
_OWN_AFTER: Final = re.compile(r"^(?:的)?(?:企业|公司|工厂|厂|注册|户口|户籍|登记|纳税|单位)")
_HERE_AFTER: Final = re.compile(
    r"^(?:的)?(?:[^，。]{0,4}?)(?:独立法人|注册|登记|户口|户籍|企业|公司|工厂|厂|合作社|农场|人|依法|纳税|交税|缴税|养老|工作|$)"
)
_FIRM: Final = re.compile(r"(?:我们?|本|咱们?)(?:是|这)?(?:[^，。]{0,24}?)(?:公司|厂|企业|合作社|农场)")
_GENERIC: Final = frozenset({MONEY, "Dimensionless", "Count", "Time", "Mass"})
_WISHED: Final = re.compile(r"给我|要求|想要|能补|能拿|补贴|补助|奖励")
_COMMON: Final = frozenset({"个", "人", "名", "家", "次", "项", "年", "个月", "月", "天", "元", "%", "小时"})
_CHANGE: Final = re.compile(r"提高|增长|提升|下降|降低|减少|净增|%|％|个?百分点|个点|改造后|只|仅|可是|但")
_SAID: Final = 0.62  # how much of a condition must be said for it to be told
_NAMED: Final = 0.7
_NUMBER: Final = 0.45
_SERIOUS: Final = re.compile("较大|重大|严重")
_DEGREE: Final = re.compile(
    "^(?:发生|出现)过?|(?:一般|较大|重大|特别重大|特大)(?:及以上|以上)?(?:的)?|(?<=安全)生产(?=事故)|生产(?=安全)"
)  # whoever had no accident had no serious one
_PERIOD: Final = re.compile(r"^[一1]?(?:年|个?月|天|日)$")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch between two stops, where it starts, whether it asks rather than tells."""

    text: str
    start: int
    asks: bool

    @property
    def canonical(self) -> str:
        """The words of the documents for what is said, with what that implies."""
        words = canonical(self.text)
        return words if alternatives("deny").search(words) else words + implied(words)


def understand(text: str, schemes: Iterable[Scheme]) -> Facts:
    """Read facts from what an applicant says, in the terms of the schemes that the words are about.

    Whatever the text tells the reader to do is text. Numbers keep their unit; numbers and words that no
    scheme asks for are in `unread`.
    """
    profiles = Profiles(schemes)
    near = [scheme for name in profiles.nearest(text) for scheme in profiles.groups[name]]
    orders = alternatives("orders")
    said = segments(text)
    parts = [part for part in said if not orders.search(part.text)]
    whole = next((match for part in parts if (match := _ALL_MET.search(part.text))), None)
    found = [*_places(text, parts, near), *_days(parts), *_selves(parts), *_numbers(parts, near), *_words(parts, near)]
    items: dict[str, Fact] = {}
    for fact in found:
        items.setdefault(fact.key if fact.attr != PLACE else f"{PLACE}{fact.value}", fact)
    told = {fact.start for fact in items.values()}
    unread = [part.text for part in said if not part.asks and part.start not in told and len(part.text) > 2]
    if whole:
        unread = [words for words in unread if not _ALL_MET.search(words)]
    return Facts(tuple(items.values()), whole[0] if whole else None, tuple(unread), _asked(parts))


def segments(text: str) -> list[Segment]:
    """Cut a text at its stops.

    >>> [(part.text, part.asks) for part in segments("投了3万元，够格吗？")]
    [('投了3万元', False), ('够格吗', True)]
    """
    found, at = [], 0
    joined = canonical_stops(text)
    for stop in (*_SPLIT.finditer(joined), None):
        end = stop.start() if stop else len(text)
        words = text[at:end].strip()
        if words:
            found.append(Segment(words, text.index(words, at), bool(alternatives("asking").search(words))))
        at = stop.end() if stop else end
    return found


def canonical_stops(text: str) -> str:
    """Keep together what a stop only seems to part: 自己用、剩下的卖给电网."""
    return re.sub(r"(?<=用)、(?=剩下|多余|余)", "＋", text)


def _asked(parts: Sequence[Segment]) -> date | None:
    for part in parts:
        if re.search(r"申[报请领]", part.text) and (match := _DAY.search(part.text)):
            return _date(match)
    return None


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    except ValueError:
        return None


def _days(parts: Sequence[Segment]) -> Iterator[Fact]:
    for part in parts:
        match = _DAY.search(part.text)
        if match and re.search(r"购买|投入|投资|建设|竣工|付款|开工", part.canonical) and (day := _date(match)):
            yield Fact.of("投入时间", day, words=part.text, start=part.start)


def _selves(parts: Sequence[Segment]) -> Iterator[Fact]:
    for part in parts:
        if _FIRM.search(part.text) and not re.search(r"不是|非", part.text):
            yield Fact.of(SELF, "公司", words=part.text, start=part.start)


# ------------------------------------------------------------------------------------------------------------- places
def _places(text: str, parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    names = {name for scheme in near if scheme.region for name in (scheme.region, bare(scheme.region))}
    for part in parts:
        for match in alternatives("outside").finditer(part.text):
            if _OWN_BEFORE.search(part.text[: match.start()]) or _OWN_AFTER.match(part.text[match.end() :]):
                yield _at(part, match[0])
        regions = list(_named_regions(part))
        yield from regions
        for match in alternatives("centre").finditer(_without(part.text, regions)):
            if _CLIENT.search(part.text[: match.start()]):
                continue
            denied = re.search(r"(?:不|没有?|未)在?$", part.text[: match.start()])
            yield _at(part, "外地" if denied else match[0])
        for match in alternatives("here").finditer(part.text):
            before, after = part.text[: match.start()], part.text[match.end() :]
            if not _CLIENT.search(before) and _HERE_AFTER.match(after):
                yield _at(part, match[0])
        for name in sorted(names, key=len, reverse=True):
            at = part.text.find(name)
            if at >= 0 and not _CLIENT.search(part.text[:at]):
                yield _at(part, name)
                break


def _without(text: str, regions: Sequence[Fact]) -> str:
    """Blank out the names of regions: 鹿城区 is no 城区."""
    for fact in regions:
        text = text.replace(str(fact.value), "＊" * len(str(fact.value)))
    return text


def _named_regions(part: Segment) -> Iterator[Fact]:
    """Yield the regions of the authority files in which the applicant says to be; those of clients are none."""
    for mark in _register().find_regions(part.text):
        before, after = part.text[: mark.start], part.text[mark.end :]
        if _CLIENT.search(before) or not (_OWN_BEFORE.search(before) or _OWN_AFTER.match(after)):
            continue
        region = known_region(mark.id or part.text[mark.start : mark.end])
        if region is not None:
            yield _at(
                part,
                part.text[mark.start : mark.end] if known_region(part.text[mark.start : mark.end]) else region.name,
            )
    for match in re.finditer(r"(?:在|是)(?P<name>[\u4e00-\u9fff]{2,6}?(?:区|县|市))", part.text):
        region = known_region(match["name"])
        if region is not None and region.level == "county":
            yield _at(part, region.name)


def _at(part: Segment, where: str) -> Fact:
    stated = re.search(r"注册|登记|纳税|税|户", part.text)
    assumed = "" if stated or "法人" in part.text else "按注册地和纳税地都在这里理解，若不同请更正"
    return Fact.of(PLACE, where, words=part.text, start=part.start, assumed=assumed)


# ------------------------------------------------------------------------------------------------------------ numbers
@dataclass(frozen=True, slots=True)
class _Target:
    """A number that a scheme asks for."""

    attr: str
    unit: str
    key: str
    family: str | None
    counts: tuple[str, ...] = ()  # keys of what a sum is paid for each of, and of the conditions beside it
    rank: int = 0


def _numbers(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    targets = _targets(near)
    for order, part in enumerate(parts):
        if part.asks and not re.search(r"投|花|买|招|发|种|建|降|省|节|涨|裁", part.canonical):
            continue
        before, last = parts[order - 1].text if order else "", 0
        for said in measures(part.text):
            fact = _number(said, part, before, targets, last)
            last = said.end
            if fact is not None:
                yield fact


def _targets(near: Sequence[Scheme]) -> list[_Target]:
    found: dict[tuple[str, str | None], _Target] = {}
    ranks: dict[str, int] = {}
    for scheme in near:
        rank = ranks.setdefault(scheme.group, len(ranks))
        for need in scheme.requirements:
            if need.numeric and need.unit:
                one = _Target(need.attr, need.unit, need.key, need.family, rank=rank)
                found.setdefault((one.key, dimension(one.unit)), one)
        if scheme.rate and scheme.rate.of and scheme.rate.unit in ("%", "‰") and "利率" not in scheme.rate.of:
            name = scheme.rate.of
            found.setdefault((key(name), MONEY), _Target(name, "元", key(name), family(name), rank=rank))
        for offered in (scheme.amount, scheme.cap):
            for name, unit in counted(offered.per) if offered and offered.per else ():
                words = (key(name), *(key(need.text) for need in scheme.requirements if not need.numeric))
                one = _Target(name, unit, key(name), family(name), words, rank)
                found.setdefault((one.key, dimension(unit)), one)
    return list(found.values())


def _number(said: Said, part: Segment, before: str, targets: Sequence[_Target], last: int) -> Fact | None:
    if _PERIOD.match(part.text[said.start : said.end].replace(" ", "")) and not re.search(
        r"满|连续|工作|从事|合同|运营|经营|使用", part.text
    ):
        return None
    left, right = part.text[last : said.start], part.text[said.end :]
    context = canonical(f"{left}9{said.unit}{right}").replace("9", "")  # a digit stands for the number
    kind = family(canonical(f"{left}9{said.unit}")) or family(context) or family(canonical(before))
    words = key(context)
    best, score = None, 0.0
    for target in sorted(targets, key=lambda one: bool(one.counts)):
        if target.counts and best is not None and not best.counts and score >= _NUMBER:
            break  # what a condition asks for goes before what a sum is paid for each of: it is one number
        value = _fit(said, target, kind, words, f"{left}{right}", key(canonical(before)), targets)
        if value > score + 1e-9 or (best and abs(value - score) <= 1e-9 and value and target.rank < best.rank):
            best, score = target, value
    if best is None or score < _NUMBER:
        return None
    unit = said.unit if not said.bare else f"{said.unit}{best.unit}"
    attr = best.attr
    if best.counts:
        attr = re.sub(r"^[，、]|[的了]$", "", f"{left}{right}".strip()) or best.attr
        attr = attr if coverage(best.key, (key(attr),)) >= _NAMED else f"{attr}{best.attr}"
    return Fact.of(attr, said.value, unit, words=part.text, start=part.start)


def _fit(
    said: Said, target: _Target, kind: str | None, words: str, raw: str, before: str, targets: Sequence[_Target]
) -> float:
    own, wanted = dimension(said.unit), dimension(target.unit)
    saving = said.unit in ("吨", "万吨") and wanted == "Energy"
    alike = own == wanted or said.bare or saving
    alike = alike or {own, wanted} in ({"Dimensionless", "PercentagePoint"}, {"Time", "Age"})
    if not alike or (said.bare and wanted not in (MONEY, "Energy", "Volume")):
        return 0.0
    if kind and target.family and kind != target.family:
        return 0.0
    near = coverage(target.key, (words, raw))
    if wanted == "Time" and not near:  # what lasted stands before it: 认领了12公里村道，满一年
        near = 0.7 * coverage(target.key, (before,))
    score = near + (0.5 if kind and kind == target.family else 0.0)
    beside_it = [
        one.key for one in targets if dimension(one.unit) == wanted and one.rank == target.rank and not one.counts
    ]
    share = wanted in ("Dimensionless", "PercentagePoint") and target.family in (None, "raised", "lowered")
    if share and not _about(target.key, words, before, beside_it):
        return 0.0
    alone = len(set(beside_it)) == 1 and not _WISHED.search(words)
    if not near and alone and (own not in _GENERIC or (own == MONEY and target.rank == 0)):
        score += 0.45
    if alone and not near and said.unit.lstrip("万") == target.unit.lstrip("万") and target.unit not in _COMMON:
        score += 0.45
    if target.counts:
        beside = max(
            (max(coverage(one, (words, before)), coverage(words, (one,))) for one in target.counts), default=0.0
        )
        score = max(score, 0.5 * beside) + (0.4 if said.unit == target.unit or own not in _GENERIC else 0.2)
    if saving:
        score += 0.1
    return score


def _about(target: str, words: str, before: str, others: Sequence[str]) -> bool:
    """Tell whether a share is said of what the target is a share of: a rise of wages is no rise of output a head."""
    wanted, said = _CHANGE.sub("", target), _CHANGE.sub("", words)
    if not wanted:  # the clause names its subject once, for its first tier
        return not said or coverage(said, others) >= 0.5
    return max(coverage(wanted, (said, before)), coverage(said, (wanted,))) >= 0.5


# -------------------------------------------------------------------------------------------------------------- words
def _words(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    seen: set[tuple[str, str]] = set()
    named: dict[str, tuple[float, Fact]] = {}
    for scheme in near:
        for need in scheme.requirements:
            if need.numeric or (need.key, need.value_key) in seen:
                continue
            seen.add((need.key, need.value_key))
            if isinstance(need.value, str):
                _best(named, need, parts)
            elif not about_place(need.text):
                fact = _told(need, parts)
                if fact is not None:
                    yield fact
    yield from (fact for _, fact in named.values())


def _best(named: dict[str, tuple[float, Fact]], need: Requirement, parts: Sequence[Segment]) -> None:
    options = re.split(r"、|或者|或|，|和", str(need.value)) if need.op == "in" else [str(need.value)]
    for option in options:
        wanted = key(option)
        for window, first in _windows(parts):
            got = coverage(wanted, (key(window),))
            if wanted and got >= _NAMED and not excludes(wanted, key(window)) and _denied(window, wanted) is False:
                score = got * len(wanted)
                if need.key not in named or score > named[need.key][0]:
                    named[need.key] = score, Fact.of(need.attr, option, words=first.text, start=first.start)
                break


def _told(need: Requirement, parts: Sequence[Segment]) -> Fact | None:
    if need.op is None and not need.implied:
        return None
    least = _SAID if need.value is not False else 0.5
    asked = need.key if need.value is not False else _DEGREE.sub("", need.key)
    for window, first in _windows(parts):
        if coverage(asked, (key(window),)) >= least and not excludes(need.key, key(window)):
            denied = _denied(window, need.key)
            if denied is False and asked != need.key and not _SERIOUS.search(window):
                continue  # a small accident is none of those that shut out
            if denied is not None:
                return Fact.of(need.attr, not denied, words=first.text, start=first.start)
    return None


def _windows(parts: Sequence[Segment]) -> Iterator[tuple[str, Segment]]:
    """Yield what is said, smallest stretch first: one segment, two, three, all."""
    for size in (1, 2, 3, len(parts)):
        for at in range(max(1, len(parts) - size + 1)):
            stretch = parts[at : at + size]
            if not all(part.asks for part in stretch):
                yield "，".join(part.canonical for part in stretch), stretch[0]


def _denied(window: str, wanted: str) -> bool | None:
    """Tell whether the window says that `wanted` is not so; None where it says that it is still open."""
    denied = False
    for part in window.split("，"):
        shared = [at for at in range(len(part) - 1) if part[at : at + 2] in wanted]
        if not shared:
            continue
        if alternatives("pending").search(part) and alternatives("deny").search(part):
            return None
        for match in _deny().finditer(part):
            if match[0] in wanted:
                continue
            if any(0 <= at - match.end() <= 4 for at in shared):
                denied = True
    return denied


@cache
def _register() -> Register:
    from ingest.link import Register

    return Register.load()


@cache
def _deny() -> re.Pattern[str]:
    return alternatives("deny")
