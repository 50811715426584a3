"""Offers that stand in a table: columns of sums, or a sum in every cell, and cells that tell who gets them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.extract.condition import sentence
from ingest.extract.draft import Given, Offer, Span
from ingest.extract.memory import Memory
from ingest.extract.money import Sum
from ingest.extract.offer import offers
from ingest.extract.tree import Passage, Tree
from ingest.extract.wording import offer_pattern
from ingest.parse.normalize import Plain, parts
from ingest.record import Clause, Condition
from ingest.rules import load
from ingest.value.number import parse
from ingest.value.unit import in_yuan, measures

__all__ = ["Row", "table"]

_CAP = re.compile("最高|上限|限额|封顶")
_PAID = re.compile("补|奖|资助|扶持|贴息|津贴|优惠")
_BRACKET = re.compile("（([^（）]*)）")
_UNIT = re.compile("（(?P<unit>[^（）]*?(?:元|%)[^（）]*)）")
_UNIT_OF_TABLE = re.compile(r"单位[：:]\s*([十百千万亿]*元(?:/[^（），。；\s]{1,6})?)")
_CELL = re.compile(  # 3000, 最高10万元, 每个产品2万元
    r"(?P<most>最高|不超过)?(?P<each>每[^，。；\d]{1,8}?)?(?:奖励|补[助贴])?(?P<number>\d+(?:\.\d+)?)"
    r"(?P<unit>[十百千万亿]*元(?:/[^，。；\s]{1,6})?|%)?(?P<within>以内)?"
)
_NOTHING = re.compile("[—–/-]*|无|不适用")
_DEED = re.compile("新|首次|再次|评定|复[核评]|认定|续|入库|通过|晋升|升级")
_OF_SUM = re.compile("(?:一次性)?(?:奖励|补[助贴]|奖补|资助)(?:标准|金额|额度|资金)?(?:（[^（）]*）)?$")
_RANK = re.compile(
    r"前?第?[一二三四五六七八九十\d]+[至到—–~～-]?第?[一二三四五六七八九十\d]*名|第[一二三四五六七八九十\d]"
)
_REACHED = re.compile("(?P<first>首次|首年)?(?:达到?|突破|跨越|迈上|超过|不低于|不少于)$")  # heads a column of bounds
_MEASURED = re.compile("(?:年限|期限|时间|时长|金额|总额|面积|数量|人数|比例|比重|额|率)$")
_NOUN = re.compile("(?:机构|企业|单位|人员|老人|老年人|项目|地区|区域|园区|医院|学校)$")
_GRADES = re.compile("(?:(?:未评定|[一二三四五六甲乙丙丁A-E1-6]星?A*[级类等档]?)(?:及?以[上下])?(?:、|及|和|或)?)+")
_AND = re.compile("、|或|(?<=[级类等档定])(?:以?及|和)")


@dataclass(frozen=True, slots=True)
class Row:
    """One offer read from a row, with the conditions that the other cells of the row state, and whom one names."""

    offer: Offer
    conditions: Tree
    who: str


@dataclass(frozen=True, slots=True)
class _Column:
    """One column: its head, what its cells tell, in which unit, and where the head stands."""

    head: str
    name: str
    unit: str
    span: Span

    @classmethod
    def of(cls, text: str, span: Span, shared: str) -> _Column:
        """Read the head: its bracket is the unit, or says what is measured (提前报废时间（距强制报废年限）)."""
        head = text[slice(*span)]
        bracket, money = _BRACKET.search(head), _UNIT.search(head)
        name, inside = _BRACKET.sub("", head), bracket[1] if bracket else ""
        unit = next(measures(f"1{inside}"), None)
        if money or (unit and unit.end == len(inside) + 1):  # 人民币 begins with 人
            return cls(head, name, money["unit"] if money else inside, span)
        return cls(head, inside if _MEASURED.search(inside) else name, shared, span)

    @property
    def told(self) -> bool:
        return bool(self.head) and not offer_pattern("table-aside").search(self.head)

    def gives(self, context: str) -> bool:
        return self.told and bool(offer_pattern("table-sum").search(self.head) and _PAID.search(self.head + context))


def table(clause: Clause, passage: Passage, context: str) -> Iterator[Row]:
    """Yield the offers of a table. `context` is what stands above it: its unit, and that its sums are given.

    Where no head names sums, each cell but the first of a row must be one: it asks for what heads its row and column.

    >>> def read(text, context=""):
    ...     starts = [0, *(at + 1 for at, letter in enumerate(text) if letter == "\\n")]
    ...     rows = tuple((a, b - 1) for a, b in zip(starts, [*starts[1:], len(text) + 1]))
    ...     return [
    ...         (row.offer.amount.sum.values[0], *(one.value for one in row.conditions.parts))
    ...         for row in table(Clause("d", "表", text, rows=rows), Passage.of(text), context)
    ...     ]
    >>> read("等级\\t奖励标准（万元）\\n国家级\\t50\\n省级\\t20")
    [(500000.0, '国家级'), (200000.0, '省级')]
    >>> read("能力等级\\t三级机构\\t四级机构\\n轻度失能\\t80\\t100", "补助，单位：元/人·月")
    [(80.0, '轻度失能', '三级'), (100.0, '轻度失能', '四级')]
    """
    text = passage.even.text
    columns, lines = _grid(clause, passage, context)
    sums = [index for index, one in enumerate(columns) if one.gives(context)]
    caps = [index for index in sums if _CAP.search(_BRACKET.sub("", columns[index].head)) and len(sums) > 1]
    crossed = not sums and bool(_PAID.search(context)) and _crossed(text, columns, lines)
    sums = list(range(1, len(columns))) if crossed else [index for index in sums if index not in caps]
    above: dict[int, Span] = {}
    for line in lines:
        above |= {index: span for index, span in enumerate(line) if span[0] < span[1]}
        told = [
            part
            for index, one in enumerate(columns)
            if index not in (*sums, *caps) and one.told
            for part in _asked(passage, one.name, one.unit, above.get(index, line[index]))
        ]
        named = (text[slice(*span)] for one, span in zip(columns, line, strict=True) if _who(one.head))
        who = next((name for name in named if not _CELL.fullmatch(name)), "")
        for index in sums:
            head = columns[index]
            own = _across(passage, columns, head) if crossed else _deed(passage, head) if len(sums) > 1 else []
            for offer in _sums(text, head, line[index], crossed):
                offer.cap = offer.cap or next((cap for at in caps if (cap := _bare(text, columns[at], line[at]))), None)
                offer.start, offer.end = line[0][0], line[index][1] if crossed else line[-1][1]  # the row proves it
                offer.kind = _kind(head.head + text[slice(*line[index])] + (context if crossed else ""))
                yield Row(offer, Tree((*told, *own)), who)


def _grid(clause: Clause, passage: Passage, context: str) -> tuple[list[_Column], list[list[Span]]]:
    """Return the columns of a table and the cells of its other rows; a row of another width is left out."""
    first, *lines = [_cells(passage.even, start, end) for start, end in clause.rows]
    unit = _UNIT_OF_TABLE.search(context)
    columns = [_Column.of(passage.even.text, span, unit[1] if unit else "") for span in first]
    return columns, [line for line in lines if len(line) == len(columns)]


def _who(head: str) -> bool:
    return bool(offer_pattern("table-who").search(head))


def _kind(words: str) -> str:
    return "award" if "奖" in words else "interest_subsidy" if "贴息" in words else "subsidy"


def _crossed(text: str, columns: Sequence[_Column], lines: Sequence[Sequence[Span]]) -> bool:
    """Tell whether a table has heads on two sides: each cell but the first of a row is a sum, or says there is none."""
    cells = [
        (_CELL.fullmatch(text, *span), one, text[slice(*span)])
        for line in lines
        for one, span in zip(columns[1:], line[1:], strict=True)
    ]
    filled = all(
        bool(_NOTHING.fullmatch(said)) if cell is None else cell["unit"] or one.unit for cell, one, said in cells
    )
    return len(columns) > 2 and bool(cells) and filled


def _cells(even: Plain, start: int, end: int) -> list[Span]:
    """Return where the cells of the row at `start … end` of the original stand in the even text."""
    first = next((index for index, at in enumerate(even.at) if at >= start), len(even.at))
    last = next((index for index in range(first, len(even.at)) if even.at[index] >= end), len(even.at))
    tabs = [index for index in range(first, last) if even.text[index] == "\t"]
    return list(zip([first, *(tab + 1 for tab in tabs)], [*tabs, last], strict=True))


def _sums(text: str, head: _Column, span: Span, crossed: bool) -> list[Offer]:
    """Return the offers of a cell: told in words, a bare number in the unit of its column, or agreed case by case."""
    start, end = span
    bare = Offer(0, 0, start, end, [], span, rule="incentive/table")
    one = _bare(text, head, span)
    if not (one and crossed) and start < end and (found := offers(text[:end], list(parts(text[:end], start)), True)):
        return [replace(offer, rule="incentive/table") for offer in found]
    if one:
        return [replace(bare, rate=one) if one.sum.rate else replace(bare, amount=one)]
    return [bare] if text[start:end] == "一事一议" else []


def _bare(text: str, head: _Column, span: Span) -> Given | None:
    cell = _CELL.fullmatch(text, *span)
    name = (cell["unit"] or head.unit or ("%" if "%" in head.head else "")) if cell else ""
    if not cell or not name:
        return None
    money, _, per = name.partition("/")
    factor, bracket = in_yuan(1.0, money), _BRACKET.search(head.head)
    value = round(parse(cell["number"]) * (factor or 1), 6)
    most = cell["most"] or cell["within"] or _CAP.search(head.head)
    each = bracket[1] if bracket and bracket[1].startswith("每") else None
    each = cell["each"] or ("".join(f"每{one}" for one in per.split("·")) if "·" in per else per) or each
    return Given(Sum(*span, span[0], (value,), "元" if factor else "%"), "<=" if most else "=", None, each)


def _deed(passage: Passage, head: _Column) -> list[Condition]:
    """Read what must have been done for the sums of one of several columns: 新评定奖励, 通过复核奖励."""
    name, start = _OF_SUM.sub("", head.head), head.span[0]
    done = _DEED.search(head.head) and len(name) > 1
    return [passage.condition(Condition(name, "", "=", True), start, start + len(name))] if done else []


def _across(passage: Passage, columns: Sequence[_Column], head: _Column) -> list[Condition | Tree]:
    """Read the head of a column of sums: a grade of what all of them name (机构等级: 三级机构, 四级、五级机构)."""
    end = head.span[0] + len(_UNIT.sub("", head.head))
    nouns = {noun[0] if (noun := _NOUN.search(one.name)) else "" for one in columns[1:]}
    graded = len(nouns) == 1 and all(_GRADES.fullmatch(_NOUN.sub("", one.name)) for one in columns[1:])
    name = f"{nouns.pop()}等级" if graded and "" not in nouns else ""
    return _asked(passage, name, "", (head.span[0], end))


def _asked(passage: Passage, name: str, unit: str, span: Span) -> list[Condition | Tree]:
    """Return what a cell asks for under the head `name`."""
    said = passage.even.text[slice(*span)]
    if not said or said in ("—", "-", "/", "无"):
        return []
    if re.search("条件|要求", name):
        return list(sentence(passage, *span, Memory()).parts)
    if re.search(r"\d", said) and not _RANK.match(said) and name:
        least = _REACHED.search(name)
        found = _measured(passage, name[: least.start()] if least else name, unit, span)
        if least:
            found = [replace(one, op=">=") if isinstance(one, Condition) and one.op == "=" else one for one in found]
        if least and least["first"]:
            found.append(passage.condition(Condition("首次突破", "", "=", True), *span))
        return found
    noun = _NOUN.search(said)
    values = _AND.split(said[: noun.start()] if noun and noun[0] in name else said)
    last = values[-1][-1:]
    values = [value + last if len(value) == 1 and last in "级类等档" else value for value in values]
    if not name and said in load("condition").words["level"]:
        one = Condition("称号级别", "", "=", said)
    elif not name:
        one = Condition(said, "", "=", True)
    else:
        one = Condition(name, "", "in" if len(values) > 1 else "=", "、".join(values))
    return [passage.condition(one, *span)]


def _measured(passage: Passage, name: str, unit: str, span: Span) -> list[Condition | Tree]:
    """Read 500（含）-1000 under 投资额（万元）: the unit is told in the head of the column."""
    text, places = "", list[int]()
    for piece in re.finditer(r"\d+(?:\.\d+)?|[^\d]+|\d", passage.even.text[slice(*span)]):
        places += passage.even.at[span[0] + piece.start() : span[0] + piece.end()]
        text += piece[0]
        if unit and unit not in passage.even.text[slice(*span)] and piece[0][0].isdigit():
            text, places = text + unit, places + [places[-1]] * len(unit)
    told = Passage(Plain(text, tuple(places)), passage.original, passage.path)
    return list(sentence(told, 0, len(text), Memory(attr=name)).parts)
