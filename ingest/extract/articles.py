"""Of which articles a clause speaks that opens with their numbers: 申报第八条、第十一条第一款所列项目的，应当…."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.extract.condition import Passage
from ingest.extract.running import items_run_on
from ingest.parse.normalize import Plain
from ingest.record import Clause, Document
from ingest.rules import load
from ingest.value.number import parse

__all__ = ["Spoken", "in_articles", "opens_with_articles", "paragraph", "spoken_of", "without"]

_ORDINAL = r"第[（(]?(?:[一二三四五六七八九十百零〇]+|\d+)[）)]?(?:条|章|款|项)"
_REF = re.compile(
    r"(?P<to>至|到)?(?:第[（(]?(?P<number>[一二三四五六七八九十百零〇]+|\d+)[）)]?(?P<kind>条|章|款|项))(?:的?规定)?"
)
_OPENS = re.compile(
    rf"""(?x)
    ^(?:第[一二三四五六七八九十百零〇\d]+条\s*|（[一二三四五六七八九十\d]{{1,3}}）|[一二三四五六七八九十]{{1,3}}、|\d{{1,2}}[.、])?
    (?:凡|对于?|其中，?)?
    (?P<deed>(?:申[报请领]|享受|领取|获得|适用)了?)?
    (?:本(?:办法|细则|措施|规定|政策|意见|方案|通知|条例)(?:中?的?))?
    (?P<names>{_ORDINAL}(?:(?:、|以及|和|及|与|或者?|至|到)?{_ORDINAL})*)
    (?P<listed>(?:的?规定的?|所列的?|所述的?|中?所?涉及的?))?
    (?P<thing>[^，。；：第]{{0,18}}?)的?，?
    (?=
        (?P<subject>[^，。；：]{{0,14}}?)(?:还|均|都|也|同时)*(?:应当?|须|需|必须|限于|仅限)(?!付|要$)
      | [^，。；：]{{0,12}}?(?:%LIST%)
    )
    """.replace("%LIST%", "(?:不得|应)?(?:有|存在|符合|具有|属于|具备|满足|达到)(?:以下|下列|如下)")
)
_MONEY = re.compile("资金|补[贴助]|奖[励补金]|资助|标准|政策|支持|材料|程序|手续")
_ASIDE = re.compile(  # how it goes with other benefits, what is handed in, what is done with the money
    "重复|叠加|不再享受|不得?(?:再|同时)|择优|就高|提交|提供[^，。；]{0,10}材料|材料|专款|公示|退回|追回|所称|是指"
)
_LINE = re.compile(r"[^\n]+")
_HEADING_LONGEST = 24
_MODAL = re.compile("(?:还|均|都|也|同时)*(?:应当?|须|需|必须)(?:同时)?")
_GENERIC = re.compile("(?:申[报请领])?(?:项目|企业|单位|主体|个人|人员|对象|产品|机构|者|其|称号|资质|认证|证书)?")


@dataclass(frozen=True, slots=True)
class Spoken:
    """The clauses, and paragraphs of clauses, that are spoken of, and where what is said of them begins."""

    among: frozenset[str]
    start: int


def spoken_of(document: Document, clause: Clause, passage: Passage) -> Spoken | None:
    """Return of which articles alone `clause` speaks, None where it opens with none.

    >>> from ingest.record import Meta, Source
    >>> two = Clause("d", "第二条", "第二条 建厂房的，奖励1万元。"), Clause("d", "第三条", "第三条 参展的，奖励2万元。")
    >>> five = Clause("d", "第五条", "第五条 申报第三条所列项目的，项目还应当在本市实施。")
    >>> document = Document("d", Source("例", "", "", ()), Meta("例"), (*two, five))
    >>> spoken = spoken_of(document, five, Passage.of(five.text))
    >>> sorted(spoken.among), Passage.of(five.text).even.text[spoken.start :]
    (['第三条'], '在本市实施。')
    """
    match = _named(passage.even.text)
    if match is None:
        return None
    among = frozenset(_meant(document, match["names"], (clause.path,)))
    if not among:
        return None
    start, text = match.end(), passage.even.text
    subject = match["subject"]
    modal = _MODAL.match(text, start + len(subject)) if subject is not None else None
    if modal and subject is not None and _GENERIC.fullmatch(subject):
        start = modal.end()
    return Spoken(among, start)


def opens_with_articles(text: str) -> bool:
    """Tell whether a clause opens with the articles of which alone it speaks.

    >>> opens_with_articles("申报第三条所列项目的，应当在本市实施。"), opens_with_articles("建厂房的，奖励1万元。")
    (True, False)
    """
    return _named(Passage.of(text).even.text) is not None


def _named(text: str) -> re.Match[str] | None:
    match = _OPENS.match(text)
    if match is None or not (match["deed"] or match["listed"]):
        return None
    if not match["deed"] and (not match["thing"] or _MONEY.search(match["thing"])):
        return None  # 第八条支持资金应当专款专用: what is done with the money
    rest = re.split("[。：\n]", text[match.end() :])[0]
    if _ASIDE.search(rest) or load("condition")["procedure"].regex.search(rest):
        return None
    return match


def _meant(document: Document, names: str, speakers: tuple[str, ...]) -> Iterator[str]:
    """Yield the clauses and paragraphs that `names` point to; for an article that itself points to others, those."""
    runs = items_run_on(one.path for one in document.clauses)
    for kind, number, parts in _places(names):
        for one in document.clauses:
            if not _in(one.path, kind, number, runs) or one.path in speakers:
                continue
            even = Passage.of(one.text).even.text
            if pointer := _named(even):
                yield from _meant(document, pointer["names"], (*speakers, one.path))
            elif not parts or _below(one.path, kind, number, parts):
                yield one.path
            else:
                yield from (f"{one.path}¶{part[1]}" for part in parts if part[0] == "款")


def _places(names: str) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """Return each article or chapter named, with the paragraphs and items of it that alone are meant.

    >>> _places("第八条至第九条、第十一条第一款和第三款")
    [('条', 8, []), ('条', 9, []), ('条', 11, [('款', 1), ('款', 3)])]
    """
    found: list[tuple[str, int, list[tuple[str, int]]]] = []
    for match in _REF.finditer(names):
        kind, number = match["kind"], int(parse(match["number"]))
        if kind in "条章":
            before = found[-1] if found and match["to"] and found[-1][0] == kind else None
            found += [(kind, one, []) for one in range(before[1] + 1 if before else number, number + 1)]
        elif found:
            parts = found[-1][2]
            first = parts[-1][1] + 1 if match["to"] and parts and parts[-1][0] == kind else number
            parts += [(kind, one) for one in range(first, number + 1)]
        else:
            found.append((kind, number, []))
    return found


def _in(path: str, kind: str, number: int, runs: bool = False) -> bool:
    """Tell whether a clause stands in the article named; 第二条 may be the second part of a text without articles."""
    steps = path.split("/")
    if runs and kind == "条":
        return any(_number(step) == number for step in steps[1:2])
    if kind == "项":
        return any(_number(step) == number for step in steps[1:])
    if any(step.endswith("条") for step in steps) or kind == "章":
        return any(step.endswith(kind) and _number(step) == number for step in steps)
    return kind == "条" and _number(steps[0]) == number


def _below(path: str, kind: str, number: int, parts: list[tuple[str, int]]) -> bool:
    """Tell whether a clause stands in one of the items that alone are meant of an article."""
    items = {one for at, one in parts if at == "项"}
    steps = path.split("/")
    index = next((at for at, step in enumerate(steps) if step.endswith(kind) and _number(step) == number), 0)
    return bool(items) and any(_number(step) in items for step in steps[index + 1 : index + 2])


@lru_cache(maxsize=4096)
def _number(step: str) -> int:
    bare = step.strip("第条章()（）节")
    try:
        return int(parse(bare))
    except ValueError:
        return 0


def paragraph(clause: Clause, at: int) -> int:
    """Return the number of the paragraph of a clause in which the character `at` of its text stands.

    A line that only names the article is none: 第十一条 工业节水。

    >>> clause = Clause("d", "第二条", "第二条 节水。\\n改造的，奖励1万元。\\n获评的，奖励2万元。", title="节水")
    >>> paragraph(clause, 10), paragraph(clause, 24)
    (1, 2)
    """
    lines = [match.span() for match in _LINE.finditer(clause.text)]
    first = clause.text[slice(*lines[0])].strip(" 。　") if lines else ""
    named = bool(clause.title) and first.endswith(clause.title) and len(first) <= _HEADING_LONGEST and len(lines) > 1
    return sum(start <= at for start, _ in lines) - named


def in_articles(among: frozenset[str], clause: Clause, at: int) -> bool:
    """Tell whether what stands at `at` in a clause is among the clauses and paragraphs named."""
    return clause.path in among or f"{clause.path}¶{paragraph(clause, at)}" in among


def without(passage: Passage, start: int) -> Passage:
    """Return the passage with the words before `start` blanked, so that only what is said of the articles is read."""
    text = passage.even.text
    return Passage(Plain("。" * start + text[start:], passage.even.at), passage.original, passage.path)
