"""Shares of counts that a condition bounds (研发人员占职工总数10%以上), reckoned from 职工200人，研发人员25人."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.pairs import pairs
from graph.eligibility.language.quantity import Said, dimension, measures, shown
from graph.eligibility.language.segment import Segment
from graph.eligibility.language.thesaurus import canonical
from graph.eligibility.language.whose import anothers, past, planned
from graph.eligibility.matching.share import part_of_what
from graph.eligibility.scheme import Scheme

__all__ = ["shares_said"]

_PERSONS: Final = frozenset("人名位个") | {"个人", "多人", "号人"}
_STAFF: Final = re.compile("职工|员工|从业人员|在职|在岗|用工")
_STAFF_SAID: Final = re.compile("职工|员工|在职|在岗|职员|工人|一共|总共|全厂|全公司|人手|规模")
_STOP: Final = re.compile("[、，；]|其中|里面|里头")
_PARTLY: Final = re.compile("^(?:其中|里面|里头|当中|新|今年|当年)")
_VAGUE: Final = frozenset({"人员", "人数", "职工", "员工", "数量", "总数", "床位", "占比", "企业", "在职", "就业"})
_TAKEN_ON: Final = re.compile("^(?:当年|本年度?|年度|新|增|招用|招聘|招录|招收|招|录用|吸纳|安置|聘用|接收|企业)+")
_COUNTED: Final = re.compile("(?:就业)?的?(?:人员|人数|数量|数|职工|员工)*$")
_NOTHING_ELSE: Final = re.compile(  # what may stand between the noun counted and its number
    "(?:人员?|员工|职工|者|员|生|型|床位?|就业|位|岗位上|工程师|团队|技术|开发|工作|毕业|学历|的|有|共|一共|总共|达到?|是|了|占|就|都|现|在|目前|现在|这块|人数|数量?|数|及|以上|左右|来|大概|大约|约|上|下|里)*"
)
_NOT_OURS: Final = re.compile("外包|派遣|家属|亲属|空[着缺]|缺编|空编|保洁|离职|退休|走了|兼职|借调|外聘|实习")
_CHANGING: Final = re.compile("[比较].{0,6}(?:增|多|少|降)|增长|提高|增加了|走了|离职|辞")


def shares_said(parts: Sequence[Segment], near: Sequence[Scheme]) -> Iterator[Fact]:
    """Yield each share of a count that a scheme bounds, where the part and the whole are told, and no share itself."""
    told = [(said, part) for part in parts if not part.asks for said in measures(part.text)]
    counts = [
        (said, part) for said, part in told if dimension(said.unit) == "Count" and not _CHANGING.search(part.text)
    ]
    if len(counts) < 2 or any(said.unit in ("%", "％") for said, _ in told):
        return
    for need in {one.attr: one for scheme in near for one in scheme.requirements if one.unit == "%"}.values():
        names = part_of_what(need.attr) if need.numeric else None
        if names is None or not names[0]:
            continue
        few = [one for one in counts if _of_part(one, names)]
        if len(few) != 1:
            continue
        (said, part) = few[0]
        whole = [one[0] for one in counts if one is not few[0] and _of_whole(one, names[1], said)]
        if len({one.value for one in whole}) == 1 and whole[0].value >= said.value > 0:
            value = round(said.value / whole[0].value * 100, 4)
            note = f"（{shown(said.value, said.unit)}÷{shown(whole[0].value, whole[0].unit)}算出）"
            yield Fact.of(need.attr, value, "%", words=part.text, start=part.start, note=note)


def _of_part(one: tuple[Said, Segment], names: tuple[str, str]) -> bool:
    """Tell whether a count is of the part: by letters that name it and not the whole."""
    said, part = one
    if anothers(part.text) or planned(part.text) or past(part.text) or _NOT_OURS.search(part.text):
        return False
    noun = _COUNTED.sub("", _TAKEN_ON.sub("", names[0]))
    own = pairs(noun if len(noun) > 1 else names[0]) - pairs(names[1]) - _VAGUE
    words = canonical(_around(part.text, said))
    last = max((words.rfind(pair) for pair in own), default=-1)
    return last >= 0 and bool(_NOTHING_ELSE.fullmatch(words[last + 2 :]))


def _of_whole(one: tuple[Said, Segment], whole: str, few: Said) -> bool:
    said, part = one
    words = _around(part.text, said)
    if _PARTLY.search(words):
        return False
    if _STAFF.search(whole):
        return said.unit in _PERSONS and bool(_STAFF_SAID.search(words))
    return said.unit[:1] == few.unit[:1] and bool(pairs(whole) & pairs(f"{words}{said.unit}") or whole[-2:-1] == "床")


def _around(text: str, said: Said) -> str:
    """Return the words that say what is counted: before the number and behind it, up to the next."""
    before = _STOP.split(text[: said.start])[-1]
    return f"{re.split('[0-9]', before)[-1]}{re.split('[0-9、，；]', text[said.end :])[0]}"
