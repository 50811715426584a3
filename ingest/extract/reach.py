"""Of which part of a document a clause speaks that names conditions: of all, of its own part, of its own offers."""

from __future__ import annotations

import re

from ingest.record import Clause, Document
from ingest.rules import load

__all__ = ["offering", "own_part", "part_of_it", "reach"]

_WHOLE = re.compile(r"附\s*则|其他|其它|说明|申报|申请|条件|适用|总则|兑现|附加")
_OFFERED = load("incentive")["offered"].regex
_ASKED = re.compile(_WHOLE.pattern + r"|不予|情形|限制|对象|范围|(?<![经市][营场])主体|资格|要求|管理|监督|保障|原则")
_GIVES = re.compile(r"\d\s*(?:[万亿]?元|%|％)|按照?[^，。；]{0,8}标准|给予|优先|免费")
_SUM = re.compile(
    r"(?:给予|奖励|补助|补贴|按|标准为)[^，。；]{0,24}\d[^，。；]{0,6}(?:元|%)|(?<!工资)(?<!收费)每(?:[人户个家台辆亩吨月年张件项])+[^，。；\d]{0,4}\d[\d.]*\s*[万亿]?元"
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十百零〇\d]+条$")
_OWN = re.compile("本(?P<kind>[章节])(?!程|约|点|能|余|目|日|令)")


def reach(document: Document, clause: Clause) -> str:
    """Return the prefix of the paths where conditions in a clause of their own hold.

    They hold in all of a document in articles, else in the part they stand in; those under a heading of offers, there.
    """
    steps, title, own = clause.path.split("/"), clause.title, f"{clause.path}/"
    inside = [clause, *document.below(clause.path)]
    about = title and not _ARTICLE.search(clause.path) and _OFFERED.search(title) and not _ASKED.search(title)
    if (about and any(_GIVES.search(one.text) or one.rows for one in inside)) or steps[0].startswith("附件"):
        return own
    if title and not _ASKED.search(title) and any(offering(one.text) for one in inside if one is not clause):
        return own
    if any(_WHOLE.search(heading) for heading in clause.headings[-1:]) or len(steps) <= 1:
        return ""
    if _ARTICLE.search(clause.path) or any(step.startswith(("附则", "第")) for step in steps):
        return ""
    part = [one for one in (document.parent(clause), *document.below(clause.above)) if one]
    return f"{clause.above}/" if any(offering(one.text) for one in part) else ""


def part_of_it(clause: Clause) -> str:
    """Return where 补贴对象为… holds: for the offer it stands with, else all of the document or of its part."""
    if offering(clause.text):
        return clause.path + "/"
    return "" if not clause.above or any(map(_WHOLE.search, clause.headings[-1:])) else clause.above + "/"


def own_part(clause: Clause, text: str) -> str:
    """Return the prefix of the chapter or section that alone a clause speaks of (申请本章补贴的…); "" for all.

    >>> clause = Clause("d", "第二章/第三条", "")
    >>> own_part(clause, "申请本章补贴的，应当在本市就业"), own_part(clause, "失信的")
    ('第二章/', '')
    """
    match, steps = _OWN.search(text), clause.path.split("/")
    at = next((index for index, step in enumerate(steps) if match and step.endswith(match["kind"])), -1)
    return "/".join(steps[: at + 1]) + "/" if at >= 0 else ""


def offering(text: str) -> bool:
    """Tell whether a text states a sum of aid.

    >>> offering("每户补贴500元"), offering("注册资本500万元以上")
    (True, False)
    """
    return bool(_SUM.search(text))
