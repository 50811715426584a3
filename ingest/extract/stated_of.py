"""Of which clauses a sentence is stated: its own, those it names, its part of the document, or all."""

from __future__ import annotations

import re

from ingest.extract.naming import named
from ingest.record import Reading
from ingest.rules import load

__all__ = ["stated_of"]

_WHOLE = re.compile("本(?:办法|措施|政策|细则|规定|意见|方案|通知|文件|若干)")
_GENERAL = re.compile("附则|总则|其他(?:事项|规定|说明)?$|有关(?:说明|事项)$|附件")
_PROCEDURE = re.compile("程序|流程|申[请报领][^，。；]{0,6}$|兑现")  # how all that the document offers is had
_OWN = re.compile("本[条项款]")
_PART = re.compile("本(?:章|节|部分)")
_OF_ANOTHER = re.compile("》第[^，。；第]{1,6}条")  # an article of another document
_OWN_LABEL = re.compile("^第[^，。；第]{1,6}[条章]")
_DURATION = re.compile("[^，。；]{0,16}(?:期限|时间|年限)")  # a sentence on how long is paid, and on nothing else


def stated_of(reading: Reading, sentence: str, start: int, kind: str) -> tuple[str, ...]:
    """Return the paths of the clauses that a sentence at `start` of its clause is stated of; () for the document.

    >>> from ingest.record import Clause, Document, Meta, Source
    >>> clauses = tuple(Clause("d", f"第{n}条", f"第{n}条 …") for n in "三四五六")
    >>> document = Document("d", Source("例", "", "", ()), Meta("例"), clauses)
    >>> stated_of(Reading(clauses[3], document), "第三条至第五条奖励不得重复享受", 4, "exclusive")
    ('第三条', '第四条', '第五条')
    >>> stated_of(Reading(clauses[3], document), "其中，第三、五条不重复享受", 4, "exclusive")
    ('第三条', '第五条')
    """
    clause = reading.clause
    said = _OF_ANOTHER.sub("", sentence)
    if paths := named(reading.document, said if start else _OWN_LABEL.sub("", said)):
        return paths
    if _OWN.search(sentence):
        return (clause.path,)
    if _PART.search(sentence):
        return tuple(filter(None, [clause.above]))
    titles = (clause.title, *clause.headings, clause.path)
    general = any(_GENERAL.search(one) or (kind == "claim" and _PROCEDURE.search(one)) for one in titles)
    if kind == "inclusive" or _WHOLE.search(sentence) or general:
        return ()
    beside = kind == "duration" and not _DURATION.match(sentence.strip())  # …进行贴息，贴息期限不超过1年
    section = kind == "claim" and "/" not in clause.path and not clause.path.startswith("第")  # 二、创业补贴 …
    if beside or section or load("provision")["offers"].regex.search(clause.text):
        return tuple(filter(None, [clause.path]))
    return tuple(filter(None, [clause.above]))
