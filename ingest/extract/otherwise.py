"""Who else may apply for some offers than for all others: 其中，展会奖励的对象为主办单位，不限注册地."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.extract.condition import Passage, Tree, sentence
from ingest.extract.memory import Memory
from ingest.extract.naming import named_offers
from ingest.parse.normalize import Plain
from ingest.record import Document
from ingest.rules import load

__all__ = ["Otherwise", "otherwise"]

_WIDER = re.compile(  # who is no firm of the place, so that the scope of the document cannot be asked of them too
    "不限|不受|不要求|[市区县省]内外|国内外|境内外|外地|[市区县省]外|个人|人员|居民|家庭|农户|毕业生|人才|个体|社会组织|协会|机关|事业单位|公共机构"
)


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Of the clauses at `paths` alone `tree` is asked: besides the scope, `instead` of it, or as one more way."""

    paths: frozenset[str]
    tree: Tree
    instead: bool
    too: bool


def otherwise(document: Document, passage: Passage) -> tuple[tuple[Otherwise, ...], Passage]:
    """Return what is told of some offers apart, and the passage with these words blanked.

    >>> from ingest.record import Clause, Meta, Source
    >>> clauses = (Clause("d", "一", "在本市注册的企业。其中，展会奖励的对象为主办单位，不限注册地。"),
    ...     Clause("d", "二", "二、展会奖励10万元。", title="展会奖励"))
    >>> document = Document("d", Source("例", "", "", ()), Meta("例"), clauses)
    >>> found, rest = otherwise(document, Passage.of(clauses[0].text, "一"))
    >>> [(sorted(one.paths), one.tree.parts[0].attr, one.instead) for one in found], rest.even.text.strip("。")
    ([(['二'], '主办单位', True)], '在本市注册的企业')
    """
    text, found = passage.even.text, []
    spans = []
    rules = load("condition")
    told = [(match, match["names"], match["way"], True) for match in rules["otherwise"].regex.finditer(text)]
    musts = rules["otherwise-must"].regex.finditer(text)
    told += [(match, match["names"] or match["names2"], "", bool(match["names2"])) for match in musts]
    for match, names, way, alone in told:
        paths = named_offers(document, names, passage.path or "")
        if not paths and not way:
            continue  # told of all: 申报单位应为…
        spans.append(match.span())
        if paths:
            tree = sentence(passage, *_asked(match), Memory())
            too = bool(re.search("包[括含]|可以?|扩大|放宽", way))
            found.append(Otherwise(paths, tree, alone and bool(_WIDER.search(match["what"])), too))
    for match in _named_too(text):
        if paths := named_offers(document, match["names"], passage.path or ""):
            spans.append(match.span())
            found.append(Otherwise(paths, Tree(), instead=True, too=False))
    for start, end in spans:
        text = text[:start] + "。" * (end - start) + text[end:]
    return tuple(found), Passage(Plain(text, passage.even.at), passage.original, passage.path)


def _named_too(text: str) -> Iterator[re.Match[str]]:
    """Find in a scope whoever else certain offers are for: 适用于在本市注册的企业，以及第四条所列服务商."""
    rules = load("condition")
    for name in ("scope", "applicant", "recipients"):
        for scope in rules[name].regex.finditer(text):
            yield from rules["named-too"].regex.finditer(text, *scope.span("what"))


def _asked(match: re.Match[str]) -> tuple[int, int]:
    """Leave out that the place does not matter (，不限注册地)."""
    start, end = match.span("what")
    free = re.search("，?且?(?:不限|不受|不要求)[^，。；]{2,16}$", match["what"])
    return start, start + free.start() if free else end
