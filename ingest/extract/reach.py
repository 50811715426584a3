"""Of which part of a document a clause speaks that names conditions: of all, of its own part, of its own offers."""

from __future__ import annotations

import re

from ingest.record import Clause, Document

__all__ = ["offering", "part_of_it", "reach"]

_WHOLE = re.compile(r"附\s*则|其他|其它|说明|申报|申请|条件|适用|总则|兑现|附加")
_OFFERED = re.compile(
    "支持|奖|补助|补贴|资助|扶持|激励|引进|促进|推动|鼓励|加大|建设|培育|发展|优化|加快|提升|打造|吸引|引育|做[大强]"
)
_ASKED = re.compile(
    r"附\s*则|其他|其它|说明|申报|申请|条件|适用|总则|兑现|附加|不予|情形|限制|对象|范围|(?<![经市][营场])主体|资格|要求|管理|监督"
)
_GIVES = re.compile(r"\d\s*(?:[万亿]?元|%|％)|按照?[^，。；]{0,8}标准|给予|优先|免费")
_OF_ALL = re.compile(
    r"附\s*则|其他|其它|说明|申报|申请|条件|适用|总则|兑现|附加|不予|情形|限制|对象|范围|资格|要求|管理|保障|原则"
)
_SUM = re.compile(
    r"(?:给予|奖励|补助|补贴|按|标准为)[^，。；]{0,24}\d[^，。；]{0,6}(?:元|%)|(?<!工资)(?<!收费)每(?:[人户个家台辆亩吨月年张件项])+[^，。；\d]{0,4}\d[\d.]*\s*[万亿]?元"
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十百零〇\d]+条$")


def reach(document: Document, clause: Clause) -> str:
    """Where conditions in a clause of their own hold: all of a document in articles, else the part they stand in."""
    steps, title = clause.path.split("/"), clause.title
    about = title and not _ARTICLE.search(clause.path) and _OFFERED.search(title) and not _ASKED.search(title)
    if about and any(_GIVES.search(one.text) or one.rows for one in document.clauses if _under(one, clause)):
        return clause.path + "/"
    if steps[0].startswith("附件"):
        return clause.path + "/"
    inside = (one for one in document.clauses if one.path.startswith(clause.path + "/"))
    if title and not _OF_ALL.search(title) and any(offering(one.text) for one in inside):
        return clause.path + "/"
    if any(_WHOLE.search(heading) for heading in clause.headings[-1:]):
        return ""
    if len(steps) <= 1 or _ARTICLE.search(clause.path) or any(step.startswith(("附则", "第")) for step in steps):
        return ""
    part = "/".join(steps[:-1])
    return (
        f"{part}/"
        if any(offering(one.text) for one in document.clauses if f"{one.path}/".startswith(f"{part}/"))
        else ""
    )


def part_of_it(clause: Clause) -> str:
    """Where 补贴对象为… holds: for the offer it is told with, else all of the document or the part it stands in."""
    if offering(clause.text):
        return clause.path + "/"
    above = clause.path.rpartition("/")[0]
    return "" if not above or any(_WHOLE.search(heading) for heading in clause.headings[-1:]) else above + "/"


def _under(one: Clause, clause: Clause) -> bool:
    return one.path == clause.path or one.path.startswith(clause.path + "/")


def offering(text: str) -> bool:
    return bool(_SUM.search(text))
