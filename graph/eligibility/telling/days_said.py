"""Days that an applicant tells, each with the words of what happened: 今年6月验收通过, 去年底进的库."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.event import Days, days_told, events
from graph.eligibility.language.segment import Segment
from graph.eligibility.matching.timeline import RUNNING
from ingest.value.number import parse

__all__ = ["days_said"]

_RANGE: Final = re.compile(r"^(?:份)?(?:到|至|—|-)$")
_COUNT: Final = r"(?:\d+|[一二两三四五六七八九十]+)"
_SPELL: Final = re.compile(
    rf"领满(?P<number>{_COUNT})(?P<unit>年|个月)|(?P<number2>{_COUNT})个月的[^，。；]{{0,8}}(?:补贴|补助|津贴|钱)|整(?P<number3>{_COUNT})个月|(?:实际)?在岗(?:工作)?(?:了|满)?(?P<number4>{_COUNT})个月"
)
_SPENT_MONTHS: Final = re.compile(  # 实习了三个半月, 租了8个月: for how long, where the whole sum is asked for
    rf"(?:实习|见习|实训|在岗|上班|工作|干|租|住|入住|服务|托管|培训)(?:了|满)?整?(?:(?P<number>{_COUNT})个(?P<half>半)?月|(?P<year>半|一整?)年)"
)
_IN_ALL: Final = re.compile("一共|总共|合计|加起来|总计|拢共")
_TRAINED: Final = re.compile("期满|留用|留下|结束")  # of what is over the whole sum is asked
_BY_MONTH: Final = re.compile("每个?月|一个月|月补|按月")
_RUNS_ON: Final = re.compile(
    "一直(?:都|也)?(?:在|正常|照常|稳定)*(?:开|做(?!到|成)|经营|营业|运营|没关|干着)|正常(?:开着|营业着?|经营着?)到?(?:现在|至今|今)|(?:开|经营|营业|运营|做)[^，。；]{0,3}到(?:现在|今)|没(?:停|关)过?(?:业|门)"
)
_AGE: Final = re.compile(r"[^，。；]{0,2}\d{1,3}周?岁")
_SPENT: Final = re.compile("已经?领|领过|领了|拿过|享受过")
_NOT_DONE: Final = re.compile(
    "(?:没有?|未)(?!停|断|关)|被(?:退回|否|驳回|取消|撤)|不予|不通过|失败|计划|预计|拟|争取|打算|准备"
)  # what was denied or is only planned has no day
_NO_DENIAL: Final = re.compile(  # 去年毕业没工作 tells when they left, 去年做到5000万以前没到过 when that was reached
    "(?:没有?|未)(?:找到?)?(?:就业|工作|上班)|(?:以前|之前|从前|此前|往年|从来)[^，。；]{0,4}(?:没有?|未)[^，。；]{0,4}过"
)
_WHERE: Final = re.compile(
    "(?:公司|企业|我们|本?店)*(?:的|在)?(?:工商|注册|登记|纳?税|交税|统计)"
)  # tells where, not when
_COMPARED: Final = re.compile("(?:比|较|相比|对比|跟|和|同)(?:着|起)?$")
_NAME: Final = 24


def days_said(parts: Sequence[Segment], on: date) -> Iterator[Fact]:
    """Yield each day as a fact that is named by what happened then; a range of months also as their number.

    A stretch that names no event takes it from the one behind it (去年国庆，我们办了音乐节). Days on which the
    applicant applies are left to the reader of the question.
    """
    yield from _lasting(parts)
    if running := next((part for part in parts if _RUNS_ON.search(part.text) and not part.asks), None):
        yield Fact.of(RUNNING, True, words=running.text, start=running.start)
    year: int | None = None
    for order, part in enumerate(parts):
        found = list(days_told(part.text, on, year))
        for place, days in enumerate(found):
            if _AGE.match(part.text[days.end :]):
                continue  # 今年33岁 tells no day
            if part.text.startswith("同期", days.end) or _COMPARED.search(part.text[: days.start]):
                continue  # 去年同期100万度, 比去年多一成 tell what this year is held against
            year = days.first.year
            until = found[place + 1].start if place + 1 < len(found) else len(part.text)
            before = part.text[: days.start] if place == 0 else ""
            words = before + part.text[days.end : until]
            behind = parts[order + 1].text if order + 1 < len(parts) else ""
            if not events(words) and not _WHERE.match(behind) and not any(days_told(behind, on, year)):
                words += behind
            if place + 1 < len(found) and _RANGE.match(part.text[days.end : until]):
                yield _months(days, found[place + 1], part)
            name = re.sub(r"[，。；、]", "", words)[:_NAME]
            if name and "apply" not in events(words) and not _NOT_DONE.search(_NO_DENIAL.sub("", words)):
                yield Fact.of(f"{name}时间", days.first, until=days.last, words=part.text, start=part.start)


def _lasting(parts: Sequence[Segment]) -> Iterator[Fact]:
    """Yield for how long a sum is asked for: 领满一年, 6个月的运营补贴, 整10个月."""
    for part in parts:
        match = _SPELL.search(part.text)
        if match and not _SPENT.search(part.text):
            number = parse(match["number"] or match["number2"] or match["number3"] or match["number4"])
            unit = match["unit"] or "个月"
            yield Fact.of("补贴月数", number * (12 if unit == "年" else 1), "个月", words=part.text, start=part.start)
            return
    spells = [(part, match) for part in parts for match in _SPENT_MONTHS.finditer(part.text)]
    asks = "，".join(part.text for part in parts if part.asks)
    ended = any(_TRAINED.search(part.text) for part in parts) and not _BY_MONTH.search(asks)
    if len(spells) == 1 and (_IN_ALL.search(asks) or ended):
        ((part, match),) = spells
        whole = 6.0 if match["year"] == "半" else 12.0
        number = whole if match["year"] else parse(match["number"]) + (0.5 if match["half"] else 0.0)
        yield Fact.of("补贴月数", number, "个月", words=part.text, start=part.start, assumed="按您说的月数计")


def _months(first: Days, last: Days, part: Segment) -> Fact:
    many = (last.last.year - first.first.year) * 12 + last.last.month - first.first.month + 1
    return Fact.of("补贴月数", float(many), "个月", words=part.text, start=part.start)
