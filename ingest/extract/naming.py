"""Which clauses words name by their labels: 第二条至第四条 · 第十九、二十条 · 第五条第（一）项和第（三）项."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.record import Document
from ingest.value.number import parse

__all__ = ["belongs", "named"]

_NUMBER = "[一二三四五六七八九十百零〇]+|\\d+"
_LISTED = re.compile(
    rf"第(?P<numbers>[（(]?(?:{_NUMBER})[）)]?(?:[、和及与][（(]?(?:{_NUMBER})[）)]?)+)(?P<kind>条|章|部分|项)"
)
_NAMED = re.compile(
    rf"(?P<to>[至到—－-])?第[（(]?(?P<number>{_NUMBER})[）)]?(?P<kind>条|章|部分|项)(?!规定的?(?:程序|条件))"
)
_LABEL = re.compile(rf"第(?P<number>{_NUMBER})(?P<kind>条|章|部分)")
_ITEM = re.compile(rf"[（(]?(?P<number>{_NUMBER})[）)]?")


def named(document: Document, words: str) -> tuple[str, ...]:
    """Return the paths of the clauses that words name, ranges filled in; of an article whose items they name, these.

    >>> from ingest.record import Clause, Meta, Source
    >>> paths = ("第三条", "第四条", "第五条", "第五条/(一)", "第五条/(二)", "第六条")
    >>> document = Document("d", Source("例", "", "", ()), Meta("例"), tuple(Clause("d", path, "") for path in paths))
    >>> named(document, "第三条至第五条"), named(document, "第三、六条"), named(document, "第五条第（二）项和第六条")
    (('第三条', '第四条', '第五条'), ('第三条', '第六条'), ('第五条/(二)', '第六条'))
    """
    places, found = document.once(_places), list[str]()
    last, article, whole = ("", 0), "", True
    for match in _NAMED.finditer(_LISTED.sub(_each, words)):
        kind, number = match["kind"], int(parse(match["number"]))
        first = last[1] + 1 if match["to"] and last[0] == kind else number
        last = kind, number
        if kind == "项":
            if whole and article in found:
                found.remove(article)
            whole = False
            found += [path for n in range(first, number + 1) if (path := places.get((article, n)))]
            continue
        ones = [path for n in range(first, number + 1) if (path := places.get((kind, n)))]
        article, whole = (ones or [""])[-1], True
        found += ones
    return tuple(dict.fromkeys(found))


def belongs(path: str, among: frozenset[str]) -> bool:
    """Tell whether a clause is one of those `among`, or stands below one.

    >>> belongs("第五条/(二)", frozenset({"第五条"})), belongs("第五十条", frozenset({"第五"}))
    (True, False)
    """
    return any(f"{path}/".startswith(f"{one}/") for one in among)


def _places(document: Document) -> dict[tuple[str, int], str]:
    """Return the paths by kind and number, items by the path above them; a document without articles calls items so."""
    found: dict[tuple[str, int], str] = {}
    items: dict[tuple[str, int], str] = {}
    for path, above, label in _labels(document):
        if match := _LABEL.fullmatch(label):
            found.setdefault((match["kind"], int(parse(match["number"]))), path)
        elif match := _ITEM.fullmatch(label):
            found.setdefault((above, int(parse(match["number"]))), path)
            if above:
                items.setdefault(("条", int(parse(match["number"]))), path)
            else:  # 第二部分 is 二、
                found.setdefault(("部分", int(parse(match["number"]))), path)
    return found if any(kind == "条" for kind, _ in found) else {**items, **found}


def _labels(document: Document) -> Iterator[tuple[str, str, str]]:
    for clause in document.clauses:
        above, _, label = clause.path.rpartition("/")
        yield clause.path, above, label


def _each(match: re.Match[str]) -> str:
    """Write 第十九、二十条 as 第十九条第二十条."""
    return "".join(f"第{number}{match['kind']}" for number in re.findall(_NUMBER, match["numbers"]))
