"""Offers that stand in a table: a column of sums, and columns that tell who gets them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.extract.condition import Passage, Tree, sentence
from ingest.extract.draft import Given, Offer
from ingest.extract.memory import Memory
from ingest.extract.money import Sum
from ingest.extract.offer import offers
from ingest.parse.normalize import Plain, parts
from ingest.record import Clause, Condition
from ingest.value.number import parse
from ingest.value.unit import in_yuan, measures

__all__ = ["UNIT_OF_TABLE", "Row", "cells", "rows"]

_GIVEN = re.compile(
    r"(?:补助|补贴|奖励|奖补|资助|扶持|支持|贴息|津贴|补偿|优惠)[^，。；]{0,8}(?:标准|金额|额度|比例|资金|力度|内容|措施|政策|额)?|^(?:标准|金额|额度|比例)(?=$|（|/)"
)
_CAP = re.compile(r"最高|上限|限额|封顶")
_IDLE = re.compile(
    r"序号|备注|说明|责任|牵头|依据|实施期|时限|联系|合计|资金来源|^单位$|计量单位|办理|材料|流程|次数"
    r"|^(?:发放|支付|拨付|兑现|补[贴助]|奖励)(?:方式|办法|年限|期限|周期|频次)$"
)
_MONEY = re.compile(r"补|奖|资助|扶持|贴息|津贴|优惠")
_UNIT = re.compile(r"（(?P<unit>[^（）]*?(?:元|%)[^（）]*)）|单位[：:]?(?P<unit2>[十百千万亿]*元)")
_WHO = re.compile("对象|主体|单位名称|申报单位|(?:人才|人员|企业|机构|群体)(?:类[别型]|层次)")
_BRACKET = re.compile(r"（[^）]*）")
UNIT_OF_TABLE = re.compile(r"单位[：:]\s*([十百千万亿]*元(?:/[^（），。；\s]{1,6})?)")
_BRACKETED = re.compile(r"（([^（）]*)）")
_MEASURED = re.compile("(?:年限|期限|时间|时长|金额|总额|面积|数量|人数|比例|比重|额|率)$")
_RANK = re.compile(
    r"前?第?[一二三四五六七八九十\d]+[至到—–~～-]?第?[一二三四五六七八九十\d]*名|第[一二三四五六七八九十\d]"
)
_ORDER = re.compile(  # 一档, 第二档 only number the rows: what is asked stands in the other cells
    "第?(?:[一二三四五六七八九十\\d]+|[IVXⅠⅡⅢⅣⅤ]+|[A-F])(?:档次?|档位|级|类|等|梯[次队度]|层次)?"
)
_ORDERED = re.compile("档|梯[次队度]|层[次级]|序列")
_DEED = re.compile("新|首次|再次|评定|复[核评]|认定|续|入库|通过|晋升|升级")
_OF_SUM = re.compile("(?:一次性)?(?:奖励|补[助贴]|奖补|资助)(?:标准|金额|额度|资金)?(?:（[^（）]*）)?$")
_PER = re.compile(r"（(每[^）]{1,8})）")
# 年产值首次突破 heads a column of bounds
_REACHED = re.compile("(?P<first>首次|首年)?(?:达到?|突破|跨越|迈上|超过|不低于|不少于)$")
_BARE = re.compile(r"^(?:最高|不超过)?(?P<number>\d+(?:\.\d+)?)(?:以内)?$")


@dataclass(frozen=True, slots=True)
class Row:
    """One offer read from a table row, with the conditions that the other cells of the row state."""

    offer: Offer
    conditions: Tree
    who: str


def rows(clause: Clause, passage: Passage, context: str) -> Iterator[Row]:
    """Yield the offers of a table. `context` is what stands above it, and may make 标准 a column of sums.

    >>> text = "等级\\t奖励标准（万元）\\n国家级\\t50\\n省级\\t20"
    >>> table = Clause("d", "表", text, rows=((0, 11), (12, 18), (19, 24)))
    >>> [(r.offer.amount.sum.values, r.conditions.parts[0].value) for r in rows(table, Passage.of(text), "")]
    [((500000.0,), '国家级'), ((200000.0,), '省级')]
    """
    lines = [cells(passage.even, start, end) for start, end in clause.rows]
    if len(lines) < 2:
        return
    text = passage.even.text
    heads = [text[a:b] for a, b in lines[0]]
    given = [
        index
        for index, head in enumerate(heads)
        if _GIVEN.search(head) and not _IDLE.search(head) and (_MONEY.search(head) or _MONEY.search(context))
    ]
    caps = [index for index in given if _CAP.search(_BRACKET.sub("", heads[index])) and len(given) > 1]
    given = [index for index in given if index not in caps]
    if not given:
        return
    unit = UNIT_OF_TABLE.search(context)
    above: dict[int, tuple[int, int]] = {}
    for line in lines[1:]:
        if len(line) != len(heads):
            continue
        above |= {index: (a, b) for index, (a, b) in enumerate(line) if a < b}
        told = _conditions(passage, heads, [above.get(index, span) for index, span in enumerate(line)], {*given, *caps})
        for index in given:
            asked = Tree((*told.parts, *_deed(passage, *lines[0][index]))) if len(given) > 1 else told
            yield from _row(passage, heads, line, index, caps, asked, unit[1] if unit else None)


def _deed(passage: Passage, start: int, end: int) -> Iterator[Condition]:
    """Read what must have been done for the sums of one of several columns: 新评定奖励, 通过复核奖励."""
    name = passage.even.text[start:end]
    if _DEED.search(name) and (end := start + len(_OF_SUM.sub("", name))) - start > 1:
        yield passage.condition(Condition(passage.even.text[start:end], "", "=", True), start, end)


def _row(
    passage: Passage,
    heads: list[str],
    line: list[tuple[int, int]],
    index: int,
    caps: list[int],
    told: Tree,
    unit: str | None,
) -> Iterator[Row]:
    text, (start, end) = passage.even.text, line[index]
    who = next(
        (
            text[a:b]
            for head, (a, b) in zip(heads, line, strict=True)
            if _WHO.search(head) and not _BARE.match(text[a:b])
        ),
        "",
    )
    found = offers(text[:end], list(parts(text[:end], start)), listed=True) if start < end else []
    if not found and (one := _bare(text, heads[index], start, end, unit)):
        found = [Offer(0, 0, start, end, [], (start, end))]
        found[0].rate, found[0].amount = (one, None) if one.sum.rate else (None, one)
    if text[start:end] == "一事一议":  # as much as is agreed: an offer without a sum
        found = [Offer(0, 0, start, end, [], (start, end))]
    for offer in found:
        for cap in caps:
            offer.cap = offer.cap or _bare(text, heads[cap], *line[cap], unit)
            offer.end = max(offer.end, line[cap][1])
        offer.kind = (
            "award"
            if "奖" in heads[index] + text[start:end]
            else "interest_subsidy"
            if "贴息" in heads[index]
            else "subsidy"
        )
        offer.rule, offer.start, offer.end = "incentive/table", line[0][0], line[-1][1]  # the whole row proves it
        yield Row(offer, told, who)


def _bare(text: str, head: str, start: int, end: int, unit: str | None) -> Given | None:
    """Read a bare number by the unit that the head of its column names: 奖励标准（万元/个）."""
    match, named = _BARE.match(text[start:end]), _UNIT.search(head)
    name = named["unit"] or named["unit2"] if named else unit or ("%" if "%" in head else None)
    if not match or not name:
        return None
    money, _, per = name.partition("/")
    factor = in_yuan(1.0, money)
    value = parse(match["number"]) * (factor or 1)
    one = Sum(start, end, start, (round(value, 6),), "元" if factor else "%", "=")
    most = _CAP.search(head) or not text[start].isdigit()
    each = _PER.search(head)
    return Given(one, "<=" if most else "=", None, per or (each[1] if each else None))


def cells(even: Plain, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the cells of the row at `start … end` of the original stand in the even text."""
    first = next((index for index, at in enumerate(even.at) if at >= start), len(even.at))
    last = next((index for index in range(first, len(even.at)) if even.at[index] >= end), len(even.at))
    spans, begin = [], first
    for index in range(first, last + 1):
        if index == last or even.text[index] == "\t":
            spans.append((begin, index))
            begin = index + 1
    return spans


def _conditions(passage: Passage, heads: list[str], line: list[tuple[int, int]], sums: set[int]) -> Tree:
    found: list[Condition | Tree] = []
    text = passage.even.text
    for index, (head, (start, end)) in enumerate(zip(heads, line, strict=True)):
        said = text[start:end]
        if index in sums or start >= end or _IDLE.search(head) or not head or said in ("—", "-", "/", "无"):
            continue
        if _ORDERED.search(head) and _ORDER.fullmatch(said) and _bounded(text, line, index, sums):
            continue
        name, unit = _named(head)
        if re.search(r"\d", said) and not _RANK.match(said):
            least = _REACHED.search(name)
            asked = _measured(passage, name[: least.start()] if least else name, unit, start, end)
            found.extend(_as_least(one) if least else one for one in asked)
            if least and least["first"]:
                found.append(passage.condition(Condition("首次突破", "", "=", True), start, end))
        elif re.search("条件|要求", head):
            found.extend(sentence(passage, start, end, Memory()).parts)
        else:
            found.append(passage.condition(Condition(name, "", "=", said), start, end))
    return Tree(tuple(found))


def _as_least(asked: Condition | Tree) -> Condition | Tree:
    """Take a measure under a head that says that it must be reached (首次突破, 达到) for the least there must be."""
    return replace(asked, op=">=") if isinstance(asked, Condition) and asked.op == "=" else asked


def _bounded(text: str, line: list[tuple[int, int]], index: int, sums: set[int]) -> bool:
    """Tell whether another cell of the row says how much there must be of something."""
    others = (text[a:b] for at, (a, b) in enumerate(line) if at != index and at not in sums)
    return any(re.search(r"\d", said) and not _RANK.match(said) for said in others)


def _named(head: str) -> tuple[str, str]:
    """Return what a column tells and in which unit: what stands in its bracket is the unit, or says what is measured.

    >>> _named("投资额（万元）"), _named("名次（奖项）"), _named("提前报废时间（距强制报废年限）")
    (('投资额', '万元'), ('名次', ''), ('距强制报废年限', ''))
    >>> _named("年度出口额（人民币）")
    ('年度出口额', '')
    """
    match = _BRACKETED.search(head)
    name = _BRACKET.sub("", head)
    if not match:
        return name, ""
    unit = next(measures(f"1{match[1]}"), None)
    if unit and unit.end == len(match[1]) + 1:  # 人民币 begins with 人
        return name, match[1]
    return (match[1] if _MEASURED.search(match[1]) else name), ""


def _measured(passage: Passage, name: str, unit: str, start: int, end: int) -> Iterator[Condition | Tree]:
    """Read 500（含）-1000 under 投资额（万元）: the unit is told in the head of the column."""
    text, at = passage.even.text, passage.even.at
    said = text[start:end]
    if unit and unit not in said:
        pieces = re.split(r"(\d+(?:\.\d+)?)", said)
        built, places, offset = "", [], start
        for piece in pieces:
            built += piece
            places += list(at[offset : offset + len(piece)])
            offset += len(piece)
            if re.fullmatch(r"\d+(?:\.\d+)?", piece):
                built += unit
                places += [at[offset - 1]] * len(unit)
        passage = Passage(Plain(built, tuple(places)), passage.original, passage.path)
        start, end = 0, len(built)
    yield from sentence(passage, start, end, Memory(attr=name)).parts
