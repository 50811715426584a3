"""The words of a heading: what after a label is a title and what is plain text."""

from __future__ import annotations

import re

from ingest.rules import load
from ingest.structure.label import Label

__all__ = ["title_of"]

_ALONE = 60  # characters: a heading alone in its paragraph is no longer
_RUN_IN = 40  # a heading run into its paragraph
_LEAD_IN = re.compile(r"[\u3400-\u9fff]{2,12}[：:]")  # 申报条件：, alone in its line, heads what follows
_SPACE = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")


def title_of(text: str, found: Label, before: str = "") -> tuple[str, bool]:
    """Return the heading that `text` opens with after its label, and whether the label opens plain text instead.

    A heading runs to the first 。; alone in its paragraph it loses that 。. `before` is the paragraph above: items of a
    list that it announces are plain text.

    >>> from ingest.structure.label import label
    >>> def head(text, before=""): return title_of(text, label(text), before)
    >>> head("3.推广节水灌溉。到2025年，灌溉面积达到10万亩。"), head("一、总体要求"), head("附 则")
    (('推广节水灌溉', False), ('总体要求', False), ('附则', False))
    >>> head("第四条　用工补贴。对新招用员工的企业给予补贴。"), head("第五条 本办法由市水务局解释。有效期3年。")
    (('用工补贴', False), ('', False))
    >>> head("（一）申报条件："), head("1.门诊次均费用\\t定量")
    (('申报条件', False), ('门诊次均费用', False))
    >>> head("2.未按期验收的；"), head("（一）在本市注册满一年。", "申请人应当符合以下条件：")
    (('', True), ('', True))
    """
    rest = text[found.rest :].split("\n")[0].strip()
    if found.kind == "supplement":
        return "附则", False
    if found.kind in ("box", "table", "annex", "chapter", "section", "part"):
        return _SPACE.sub("", rest) if len(rest) < 12 else rest, False
    if found.kind == "article":
        rules = load("heading")
        match = rules["article-caption"].regex.match(rest) or rules["article-heading"].regex.match(rest)
        return (match["caption"], False) if match else ("", False)
    if "\t" in rest:  # a numbered cell: the other cells are what it says
        return rest.partition("\t")[0].strip(), False
    if _LEAD_IN.fullmatch(rest):
        return rest[:-1].strip(), False
    first, stop, more = rest.partition("。")
    announced = bool(load("heading")["introduces-list"].regex.search(before[-60:]))
    if more.strip():  # run in
        short = (
            len(first) <= _RUN_IN and first.count("，") + first.count(",") <= 2 and not re.search(r"[；;：:]", first)
        )
        return (first.strip(), False) if short else ("", announced or found.rank >= 8)
    alone = len(first) <= _ALONE and not re.search(r"[；;，,：:]$", first) and first.count("，") <= 2
    sentence = bool(stop) and (announced or "，" in first or len(first) > _RUN_IN)
    if alone and not sentence and not (announced and re.search(r"的$|[。；]$", rest)):
        return (_SPACE.sub("", first) if len(first) < 12 else first.strip()), False
    return "", True
