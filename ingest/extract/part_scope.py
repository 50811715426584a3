"""What holds for some parts of a document alone: 第二章至第四章适用于新引进的人才 · 适用于本市企业，第五章除外."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.condition import Passage
from ingest.extract.naming import named_offers
from ingest.parse.normalize import Plain
from ingest.record import Clause, Document
from ingest.rules import load

__all__ = ["Parts", "own_part", "part_scopes"]

_NUMBER = "[一二三四五六七八九十百零〇\\d]+"
_REF = rf"第[（(]?{_NUMBER}[）)]?(?:章|节|条|款|项|部分)(?:第[（(]?{_NUMBER}[）)]?[款项])*"
_REFS = rf"{_REF}(?:(?:、|以及|和|及|与|或者?|至|到|—|-){_REF})*"
_OF = (
    "(?:的?规定的?|所列的?|所述的?|所涉及?的?|明确的?|中的?|的)?(?:各[项类]|有关|相关)?"
    "(?:政策|措施|条款|内容|规定|待遇|项目|资金|补贴|补助|奖励|奖补|资助|支持|津贴|贴息)*"
)
_ABOUT = re.compile(
    rf"""(?x)
    (?P<lead>(?:^|(?<=[，。；\n]))\s*(?:第{_NUMBER}条\s*|（{_NUMBER}）|{_NUMBER}、|\d{{1,2}}[.、])?)
    (?P<whole>(?:其中，?|但是?，?|另外，?)?(?:本(?:办法|细则|措施|规定|政策|意见|方案|通知)(?:的|中)?)?
    (?:(?P<names>{_REFS}|本[章节])|(?P<rest>其[余他它]各?(?:章节?|条款?|节|项)))
    {_OF}(?:仅|只|主要|均|也|都)*
    (?:适用于|适用(?:的)?(?:对象|范围)(?:为|是)|(?:的)?(?:支持|补贴|补助|奖励|享受|扶持|申[报请])?对象(?:仅|均|应当?)*(?:限于|为|是)))
    (?P<what>(?:(?!，{_REFS}[^，。；\n]{{0,12}}适用于)[^。；\n]){{3,}})
    """
)
_BUT = re.compile(rf"[，（](?:但|其中，?)?(?P<names>{_REFS}){_OF}(?:除外|不在此限|另有规定的?除外)）?")
_BUT_SOME = re.compile(  # 须具有法人资格，第八条传承人除外: some of an article are spared, nobody is shut out
    rf"(?P<open>[，（])(?:但|其中，?)?{_REFS}{_OF}(?:中的?|的)?"
    r"(?!(?:的?规定|所列|所述|列明|中)?的?(?:人员|对象|主体|企业|单位|机构|项目|个人|人才|家庭|情形)除外)[^，。；（）、第]{2,14}除外(?P<close>）?)"
)
_FOR_WHOM = re.compile("(?:支持|补贴|补助|奖励|享受|扶持|资助|申[报请])(?:的)?对象(?:仅|均|应当?)*(?:限于|为|是)")
_FOR = "本办法适用于"  # what a scope of the whole document opens with, as short as any that names an article
_OWN = re.compile("本(?P<kind>[章节])(?!程|约|点|能|余|目|日|令)")
_WHOLE = re.compile("本(?:办法|细则|措施|规定|政策|意见|方案)")


@dataclass(frozen=True, slots=True)
class Parts:
    """Of the clauses at `paths` alone holds what `passage` says."""

    paths: frozenset[str]
    passage: Passage


def part_scopes(
    document: Document, clause: Clause, passage: Passage
) -> tuple[tuple[Parts, ...], frozenset[str], Passage]:
    """Return the scopes of parts told in a passage, whom the rest does not hold for, and the passage without them.

    Each scope is told as one of the whole document, of the same length, so that it reads as such.

    >>> from ingest.record import Meta, Source
    >>> text = "第一条 第二章至第三章适用于引进的人才。失信的，不适用本办法。"
    >>> clauses = [Clause("d", path, text) for path in ("第一条", "第二章/第二条", "第三章/第三条", "第四章/第四条")]
    >>> document = Document("d", Source("例", "", "", ()), Meta("例"), tuple(clauses))
    >>> found, but, rest = part_scopes(document, clauses[0], Passage.of(text))
    >>> sorted(found[0].paths), found[0].passage.even.text.strip("。"), rest.even.text[3:].strip("。")
    (['第三章/第三条', '第二章/第二条'], '本办法适用于引进的人才', '失信的，不适用本办法')
    """
    text, found, spans, spared = passage.even.text, list[Parts](), list[tuple[int, int]](), frozenset[str]()
    for match in _BUT.finditer(text):
        if paths := named_offers(document, match["names"], clause.path):
            spared |= paths
            text = _blank(text, *match.span()) if match[0][-1] == "）" else _blank(text, match.start() + 1, match.end())
    for match in _BUT_SOME.finditer(text):
        text = _blank(text, match.start() + (match["open"] == "，"), match.end())
    label = clause.path.rpartition("/")[2]  # 第一条 扶持对象为…: the number of the clause itself names nothing
    unlabelled = _blank(text, 0, len(label)) if label and text.startswith(label) else text
    others = _ABOUT.sub(lambda match: "。" * len(match[0]), unlabelled)
    whole = bool(load("condition")["scope"].regex.search(text) or _FOR_WHOM.search(others))
    named = frozenset[str]()
    for match in _ABOUT.finditer(unlabelled):
        single = match["names"] and re.fullmatch(f"第{_NUMBER}条", match["names"])
        if whole and single and "适用于" in match["whole"]:
            continue  # one article for others than those whom the whole document is for
        paths = _meant(document, clause, match["names"] or "") if match["names"] else _others(document, named)
        if not paths:
            continue
        named |= paths
        start = match.start("what")
        told = "。" * (start - len(_FOR)) + _FOR + text[start : _end(text, match.end())]
        told += "。" * (len(text) - len(told))
        spans.append((match.start("whole"), _end(text, match.end())))
        found.append(Parts(paths, Passage(Plain(told, passage.even.at), passage.original, passage.path)))
    for span in spans:
        text = _blank(text, *span)
    spared |= named if whole else frozenset()
    return tuple(found), spared, Passage(Plain(text, passage.even.at), passage.original, passage.path)


def own_part(clause: Clause, text: str) -> str:
    """Return the path of the chapter or section that alone a clause speaks of (申请本章补贴的…); "" for all.

    >>> clause = Clause("d", "第二章/第三条", "")
    >>> own_part(clause, "申请本章补贴的，应当在本市就业"), own_part(clause, "失信的")
    ('第二章/', '')
    """
    match = _OWN.search(text)
    if match is None or _WHOLE.search(text):
        return ""
    steps = clause.path.split("/")
    at = next((index for index, step in enumerate(steps) if step.endswith(match["kind"])), -1)
    return "/".join(steps[: at + 1]) + "/" if at >= 0 else ""


def _meant(document: Document, clause: Clause, names: str) -> frozenset[str]:
    if names.startswith("本"):
        part = own_part(clause, names)
        return frozenset(one.path for one in document.clauses if part and one.path.startswith(part))
    return named_offers(document, names, clause.path)


def _others(document: Document, named: frozenset[str]) -> frozenset[str]:
    """Return all clauses but those named before: 其余各章."""
    return frozenset(one.path for one in document.clauses if one.path not in named) if named else frozenset()


def _end(text: str, start: int) -> int:
    """Return where a scope ends: at its full stop, or where the list behind its colon does."""
    if text[start - 1] != "：":
        return start
    stop = re.compile("\n(?!（?[一二三四五六七八九十\\d]{1,3}[）.、])").search(text, start)
    return stop.start() if stop else len(text)


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + "。" * (end - start) + text[end:]
