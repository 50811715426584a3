"""Tables of sums with a head on two sides (能力等级 down, 机构等级 across): an offer a cell, with both conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.extract.condition import Passage, Tree, numbered, sentence
from ingest.extract.draft import Given, Offer
from ingest.extract.memory import Memory
from ingest.extract.money import Sum
from ingest.extract.offer_table import UNIT_OF_TABLE, Row, cells
from ingest.record import Clause, Condition
from ingest.rules import load
from ingest.value.number import parse
from ingest.value.unit import in_yuan, measures

__all__ = ["matrix"]

NOTHING = Tree()
_CELL = re.compile(  # 10万元, 80, 每个产品2万元
    r"(?P<each>每[^，。；\d]{1,8}?)?(?:奖励|补[助贴])?(?P<number>\d+(?:\.\d+)?)(?P<unit>[十百千万亿]*元(?:/[^，。；\s]{1,6})?)?"
)
_NOTHING = re.compile("[—–/-]*|无|不适用")
_AND = re.compile("、|及|和|以及|或")
_OF_COLUMN = re.compile(r"（(?P<unit>[十百千万亿]*元(?:/[^（），。；\s]{1,6})?)）$")
_GRADES = re.compile("^(?:(?:未评定|[一二三四五六甲乙丙丁A-E1-6]星?A*[级类等档]?)(?:及?以[上下])?(?:、|及|和|或)?)+$")
_RANGE = re.compile("^(?:满|不足|不满|不到|超过|[\\d一二两三四五六七八九十])")
_GIVEN_BY = re.compile(  # what the columns are ranges of
    "按照?(?!以下|下列|如下|下表|上述)(?P<what>[^，。；：\\n]{2,20}?)(?:的不同|，)?(?=，|：|给予|予以|分[档段级]|发放|按下)"
)
_OF_GRADES = frozenset({"级", "类", "档", "等", "期"})
_NOUN = re.compile("(?:机构|企业|单位|人员|老人|老年人|项目|地区|区域|园区|医院|学校)$")


def matrix(
    clause: Clause, passage: Passage, context: str, graded: Sequence[str], told: Tree = NOTHING
) -> Iterator[Row]:
    """Yield an offer a cell of a table whose cells but the first of each row are sums, in the unit of cell or table.

    `graded` names what the rows and columns are grades of, as the clause that points to the table says it; `told` is
    what it asks for, whose bounds name what a bare range (1年以上不足2年) is of.

    >>> text = "单位：元/人·月\\n能力等级\\t三级机构\\t四级机构\\n轻度失能\\t80\\t100"
    >>> table = Clause("d", "附件", text, rows=((10, 24), (25, 36)))
    >>> [row.offer.amount.sum.values for row in matrix(table, Passage.of(text), text + "补助", ())]
    [(80.0,), (100.0,)]
    """
    text = passage.even.text
    lines = [cells(passage.even, start, end) for start, end in clause.rows]
    columns = [_OF_COLUMN.search(text[a:b]) for a, b in lines[0][1:]] if lines else []
    alike = all(columns) and len({one["unit"] for one in columns if one}) == 1
    unit = UNIT_OF_TABLE.search(context) or (columns[0] if alike else None)
    if len(lines) < 2 or len(lines[0]) < 3 or not re.search("补|奖|津贴|资助", context):
        return
    heads, *rows = lines
    if any(len(row) != len(heads) or not all(_sum(text[a:b], unit is not None) for a, b in row[1:]) for row in rows):
        return
    heads = [(a, b - len(one[0]) if one else b) for (a, b), one in zip(heads, (None, *columns), strict=True)]
    down, across = _names(text[slice(*heads[0])], graded)
    ranged = _ranges(context)
    across = across or _graded_across([text[a:b] for a, b in heads[1:]])
    for row in rows:
        for head, (start, end) in zip(heads[1:], row[1:], strict=True):
            cell = _CELL.fullmatch(text[start:end])
            if cell is None:
                continue
            money, _, per = (cell["unit"] or (unit[1] if unit else "")).partition("/")
            value = round(parse(cell["number"]) * (in_yuan(1.0, money) or 1), 6)
            offer = Offer(0, 0, row[0][0], end, [], (start, end))
            offer.amount = Given(Sum(start, end, start, (value,), "元"), "=", None, cell["each"] or _per(per))
            offer.kind, offer.rule = "award" if "奖" in context else "subsidy", "incentive/table"
            asked = (_bound(passage, NOTHING, down, *row[0]), _bound(passage, told, across or ranged, *head))
            yield Row(offer, Tree(asked), "")


def _sum(said: str, shared: bool) -> bool:
    """Tell whether a cell holds a sum or says that there is none; `shared` where the table names the unit of all."""
    cell = _CELL.fullmatch(said)
    return bool(_NOTHING.fullmatch(said)) if cell is None else shared or cell["unit"] is not None


def _names(head: str, graded: Sequence[str]) -> tuple[str, str]:
    """Return what the rows and what the columns are grades of: the rows of that which is most like their head."""
    if len(graded) != 2:
        return head, ""
    rows = max(graded, key=lambda name: len(set(name) & set(head)))
    return rows, next(name for name in graded if name != rows)


def _graded_across(heads: Sequence[str]) -> str:
    """Return what the columns are grades of where each names it: 机构等级 of 三级机构, 四级、五级机构; "" where not."""
    nouns = [_NOUN.search(head) for head in heads]
    names = {noun[0] for noun in nouns if noun}
    graded = all(noun and _GRADES.match(head[: noun.start()]) for head, noun in zip(heads, nouns, strict=True))
    return f"{names.pop()}等级" if graded and len(names) == 1 else ""


def _ranges(context: str) -> str:
    """Return by what the text before a table says that sums are given: 按距强制报废年限的剩余时间，给予如下补助."""
    said = list(_GIVEN_BY.finditer(context))
    return said[-1]["what"] if said else ""


def _bound(passage: Passage, told: Tree, name: str, start: int, end: int) -> Tree | Condition:
    """Read a range (1年以上不足2年) of what the text before the table bounds so, else of `name`; or a grade."""
    said = passage.even.text[start:end]
    units = {one.unit for one in measures(said)}
    if not _RANGE.match(said) or len(units) != 1 or units & _OF_GRADES:
        return _graded(passage, name, start, end)
    bounds = {one.unit: one.attr for one in numbered([told])[0] if isinstance(one.value, float) and one.unit}
    (unit,) = units
    asked = sentence(passage, start, end, Memory(attr=bounds.get(unit, name)))
    return asked or _graded(passage, name, start, end)


def _graded(passage: Passage, name: str, start: int, end: int) -> Condition:
    said = passage.even.text[start:end]
    if not name and said in load("condition").words["level"]:
        return passage.condition(Condition("称号级别", "", "=", said), start, end)
    if not name:
        return passage.condition(Condition(said, "", "=", True), start, end)
    noun = _NOUN.search(said)
    values = _AND.split(said[: noun.start()] if noun and noun[0] in name else said)
    last = values[-1][-1:]
    values = [value + last if len(value) == 1 and last in "级类等档" else value for value in values]
    return passage.condition(Condition(name, "", "in" if len(values) > 1 else "=", "、".join(values)), start, end)


def _per(unit: str) -> str | None:
    return "".join(f"每{one}" for one in re.split("[·/.]", unit) if one) or None
