"""Of which clauses a sentence is stated: its own, those it names, its part of the document, or all."""

from __future__ import annotations

import re

from ingest.record import Clause, Reading
from ingest.rules import load
from ingest.value.number import parse

__all__ = ["stated_of"]

_WHOLE = re.compile("本(?:办法|措施|政策|细则|规定|意见|方案|通知|文件|若干)")
_GENERAL = re.compile("附则|总则|其他(?:事项|规定|说明)?$|有关(?:说明|事项)$|附件")
_PROCEDURE = re.compile("程序|流程|申[请报领][^，。；]{0,6}$|兑现")  # how all that the document offers is had
_OWN = re.compile("本[条项款]")
_PART = re.compile("本(?:章|节|部分)")
_NAMED = re.compile(
    r"(?P<to>[至到—－-])?第(?P<number>[一二三四五六七八九十百零〇]+|\d+)(?P<kind>[条章])(?!规定的?(?:程序|条件))"
)
_DURATION = re.compile("[^，。；]{0,16}(?:期限|时间|年限)")  # a sentence on how long is paid, and on nothing else
_LABEL = re.compile(r"第([一二三四五六七八九十百零〇]+|\d+)([条章])")
_ITEM = re.compile(r"\(([一二三四五六七八九十百]+)\)")
_LISTED = re.compile(
    r"第(?P<first>(?:[一二三四五六七八九十百零〇]+、)+)(?P<last>[一二三四五六七八九十百零〇]+)(?P<kind>[条章])"
)


def stated_of(reading: Reading, sentence: str, start: int, kind: str) -> tuple[str, ...]:
    """Return the paths of the clauses that a sentence at `start` of its clause is stated of; () for the document.

    >>> from ingest.record import Document, Meta, Source
    >>> clauses = tuple(Clause("d", f"第{n}条", f"第{n}条 …") for n in "三四五六")
    >>> document = Document("d", Source("例", "", "", ()), Meta("例"), clauses)
    >>> stated_of(Reading(clauses[3], document), "第三条至第五条奖励不得重复享受", 4, "exclusive")
    ('第三条', '第四条', '第五条')
    >>> stated_of(Reading(clauses[3], document), "其中，第三、五条不重复享受", 4, "exclusive")
    ('第三条', '第五条')
    """
    clause = reading.clause
    named = _named(reading, sentence, start)
    if named:
        return named
    if _OWN.search(sentence):
        return (clause.path,)
    if _PART.search(sentence):
        return tuple(filter(None, [_parent(clause)]))
    titles = (clause.title, *clause.headings, clause.path)
    general = any(_GENERAL.search(one) or (kind == "claim" and _PROCEDURE.search(one)) for one in titles)
    if kind == "inclusive" or _WHOLE.search(sentence) or general:
        return ()
    beside = kind == "duration" and not _DURATION.match(sentence.strip())  # …进行贴息，贴息期限不超过1年
    section = kind == "claim" and "/" not in clause.path and not clause.path.startswith("第")  # 二、创业补贴 …
    if beside or section or load("provision")["offers"].regex.search(clause.text):
        return tuple(filter(None, [clause.path]))
    return tuple(filter(None, [_parent(clause)]))


def _parent(clause: Clause) -> str:
    return clause.path.rpartition("/")[0]


def _named(reading: Reading, sentence: str, start: int) -> tuple[str, ...]:
    """Return the paths of the articles and chapters that the sentence names, ranges filled in; not its own label."""
    places = _places(reading)
    sentence = _LISTED.sub(_each, sentence)
    found: list[str] = []
    last: tuple[str, float] | None = None
    for match in _NAMED.finditer(sentence):
        here = match["kind"], parse(match["number"])
        if (start == 0 and match.start() == 0) or sentence[: match.start()].endswith(("法》", "例》", "》")):
            continue  # the clause's own label, or an article of another document
        first = last[1] + 1 if match["to"] and last and last[0] == here[0] else here[1]
        found += [places[here[0], n] for n in _range(first, here[1]) if (here[0], n) in places]
        last = here
    return tuple(dict.fromkeys(found))


def _places(reading: Reading) -> dict[tuple[str, float], str]:
    """Return the clauses by kind and number of their labels; a document without articles calls its items so."""
    places: dict[tuple[str, float], str] = {}
    items: dict[tuple[str, float], str] = {}
    for clause in reading.document.clauses:
        label = clause.path.rpartition("/")[2]
        if match := _LABEL.fullmatch(label):
            places.setdefault((match[2], parse(match[1])), clause.path)
        elif match := _ITEM.fullmatch(label):
            items.setdefault(("条", parse(match[1])), clause.path)
    return places if any(kind == "条" for kind, _ in places) else {**items, **places}


def _each(match: re.Match[str]) -> str:
    """Write 第十九、二十条 as 第十九条第二十条."""
    numbers = [*match["first"].rstrip("、").split("、"), match["last"]]
    return "".join(f"第{number}{match['kind']}" for number in numbers)


def _range(first: float, last: float) -> list[float]:
    return [float(n) for n in range(int(first), int(last) + 1)]
