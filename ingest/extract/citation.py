"""Other documents that a clause names in 《》, with their numbers and what the clause says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.parse.sentence import begin_of
from ingest.record import Citation, Document, Evidence, Reading
from ingest.rules import load

__all__ = ["extract", "short_names"]

Relation = Literal["cites", "issues", "amends", "repeals", "implements", "based_on"]

_RULES = load("citation")
_NUMBER = _RULES["number"].regex
_SHORT_NAME = _RULES["defines-short"].regex
_NO_DOCUMENT = _RULES["no-document"].regex
_SHORT = frozenset(_RULES.words["short"])
_ISSUED_AFTER = _RULES["issued-after"].regex
_DRAWN_UP = _RULES["drawn-up"].regex
_ISSUED_NOW = _RULES["issued-now"].regex
_REPEALED = _RULES["repealed"].regex
_REPEALS = _RULES["repeals"].regex
_AMENDS = _RULES["amends"].regex
_AMENDED = _RULES["amended"].regex
_IMPLEMENTS = _RULES["implements"].regex
_BASED_ON = _RULES["based-on"].regex
_ISSUES = re.compile(r"(?:现将|现印发|现发布|现公布|印发|制定(?:了)?|发布)[^《。；，]{0,16}$")
_JOINS = re.compile(r"^(?:[（(][^（）()]{0,60}[）)])?(?:及其[^《。；，]{1,12})?(?:[、和及与，,]|以及|等)*$")
_BEFORE = 40  # characters before the title within which its relation is told
_LONGEST = 120  # characters of a title


@dataclass(frozen=True, slots=True)
class _Title:
    start: int  # of 《
    end: int  # after 》
    text: str


def extract(reading: Reading) -> Iterator[Citation]:
    """Yield every document named in 《》 once, in text order.

    Short names (以下简称《办法》), newspapers, forms and licences are none; nor is the document's own title, unless
    this is the notice that issues it.

    >>> from ingest.record import Clause, Meta, Source
    >>> text = "根据《中华人民共和国水法》《取水定额》（GB/T 18916），制定本办法。《旧办法规定》同时废止。"
    >>> clause = Clause("d", "一", text)
    >>> document = Document("d", Source("d", "", "text/plain", ()), Meta("某市节水办法"), (clause,))
    >>> [(found.title, found.number, found.relation) for found in extract(Reading(clause, document))]
    [('中华人民共和国水法', None, 'based_on'), ('取水定额', 'GB/T 18916', 'based_on'), ('旧办法规定', None, 'repeals')]
    """
    text = reading.clause.text
    if "《" not in text:
        return
    titles = list(_titles(text))
    lists = _list_ends(text, titles)
    shorts = reading.whole.shorts if reading.whole else short_names(reading.document)
    own = _plain(reading.document.meta.title)
    own_inner = {_plain(inner) for inner in re.findall(r"《(.+)》", reading.document.meta.title)} | {own, _issued(own)}
    seen: set[str] = set()
    relation: Relation = "cites"
    for at, title in enumerate(titles):
        joined = at > 0 and _JOINS.match(text[titles[at - 1].end : title.start])
        relation = _relation(text, title, lists[at], relation if joined else None)
        plain = _plain(title.text)
        if plain in seen or plain in shorts or _is_none(title.text) or _in_title(text, title, own):
            continue
        mine = plain in own_inner
        if mine and (relation != "issues" or (reading.clause.kind not in ("head", "tail") and reading.clause.path)):
            continue
        seen.add(plain)
        number, end = _numbered(text, title.end)
        yield Citation(
            Evidence(reading.clause, title.start, end, f"citation/{relation}"),
            title=title.text,
            number=number,
            relation="issues" if mine else relation,
        )


def _numbered(text: str, at: int) -> tuple[str | None, int]:
    """Return the number in the bracket that follows a title at `at`, and where the citation ends."""
    if text[at : at + 1] not in ("（", "(") or not (match := _NUMBER.match(text[at : at + 80])):
        return None, at
    end = at + match.end()
    return re.sub(r"\s+", " ", match["number"]).strip(), end if text[end - 1] in "）)" else end - 1


def _titles(text: str) -> Iterator[_Title]:
    """Yield the outermost 《…》 of a text; titles inside a title stay in it, an unclosed 《 is none."""
    depth = start = 0
    for match in re.finditer(r"[《》\n]", text):
        if match[0] == "《":
            if depth == 0:
                start = match.start()
            depth += 1
        elif match[0] == "》" and depth:
            depth -= 1
            if depth == 0 and 3 < match.end() - start <= _LONGEST:
                yield _Title(start, match.end(), text[start + 1 : match.start()].strip())
        elif match[0] == "\n":
            depth = 0


def _list_ends(text: str, titles: Sequence[_Title]) -> list[int]:
    """Return of each title where the list ends that it stands in: 《甲》、《乙》和《丙》 is one."""
    ends = [title.end for title in titles]
    for at in range(len(titles) - 2, -1, -1):
        if _JOINS.match(text[titles[at].end : titles[at + 1].start]):
            ends[at] = ends[at + 1]
    return ends


def _relation(text: str, title: _Title, end: int, carried: Relation | None) -> Relation:
    """Return what is said of a title: by the words after the `end` of its list, else by those before it."""
    after = text[end : end + 80]
    floor = begin_of(text, title.start, "。；\n")
    before = text[max(floor, title.start - _BEFORE) : title.start]
    if _REPEALED.match(after) or _REPEALS.search(before):
        return "repeals"
    if _AMENDS.search(before) and _AMENDED.match(after):
        return "amends"
    if _ISSUED_AFTER.match(after) or (_ISSUES.search(before) and "现" in before):
        return "issues"
    if _DRAWN_UP.search(before) and _ISSUED_NOW.match(after):
        return "issues"
    if carried:
        return carried
    if _BASED_ON.search(before):
        return "based_on"
    return "implements" if _IMPLEMENTS.search(before) else "cites"


def _is_none(title: str) -> bool:
    return (
        len(title) < 2 or title in _SHORT or bool(_NO_DOCUMENT.search(title)) or not re.search(r"[一-龥A-Za-z]", title)
    )


def _in_title(text: str, title: _Title, own: str) -> bool:
    """Say whether a title stands in the line that is the document's own title."""
    if _plain(title.text) not in own:
        return False
    start = text.rfind("\n", 0, title.start) + 1
    end = text.find("\n", title.end)
    line = _plain(text[start : end if end >= 0 else len(text)])
    return len(line) > 4 and (line in own or own.startswith(line))


def _issued(title: str) -> str:
    """Return the text that a title without 《》 issues: 关于印发“十四五”规划的通知."""
    match = re.search(r"印发(?!.*《)(.+?)的?通知$", title)
    return match[1] if match else title


def _plain(title: str) -> str:
    return re.sub(r"[\s　]", "", title)


def short_names(document: Document) -> frozenset[str]:
    """Return the short names that a document gives to others: 以下简称《办法》."""
    found = (match["short"] for clause in document.clauses for match in _SHORT_NAME.finditer(clause.text))
    return frozenset(_plain(name) for name in found)
