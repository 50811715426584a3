"""Puts to the text of a web page what only the page around it tells: title, number, issuer and day of issue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from ingest.read.html_lines import Draft
from ingest.rules import load

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["completed"]

_SITE = re.compile(
    r"\s*(?:[-_—|–]{1,3}|\s-\s)\s*[^-_—|–]{2,30}(?:网|政府|门户|厅|局|委|委员会|部|公开|文件|中心|站)\s*$"
)
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_PAIR = re.compile(r"^\[?\s*([\u4e00-\u9fff \u3000]{2,8}?)\s*\]?\s*[:：]\s*(\S.*)$")
_HEAD = 14  # lines of a text in which its title stands
_TAIL = 12  # lines at its end in which it is signed


def completed(root: _Element, drafts: Sequence[Draft]) -> list[Draft]:
    """Return `drafts` with the title, number, issuer and day that the text lacks, each where a reader would look.

    The title line of the page counts as text, wherever it stands; number, issuer and day come from the page's table of
    facts (索引号, 发文机关, 文号, 成文日期), which itself stays aside as `page-facts`, a line for each.
    """
    drafts = [one for draft in drafts for one in _paired(draft)]
    text = [draft.text for draft in drafts if not draft.aside]
    if not text:
        return list(drafts)
    facts = dict(_facts([draft for draft in drafts if draft.aside]))
    title = next((title for title in _titles(root, facts) if 4 <= len(title) <= 160), None)
    head, tail = _squeeze(text[:_HEAD]), _squeeze(text[-_TAIL:])
    found = list(drafts)
    front: list[Draft] = []
    if title and _squeeze([title]) not in head:
        at = next((at for at, one in enumerate(found) if _squeeze([one.text]) == _squeeze([title])), None)
        if at is None:
            front.append(Draft(title, 1))
        else:
            front.append(replace(found.pop(at), aside=None, heading=1))
    if (number := facts.get("meta-number")) and _squeeze([number]) not in head:
        front.append(Draft(number))
    start = next(at for at, draft in enumerate(found) if not draft.aside)
    found[start:start] = front
    day = _DAY.search(facts.get("meta-date", ""))
    if day and not any(_says(line, day) for line in (*text[:_HEAD], *text[-_TAIL:])):
        issuer = facts.get("meta-issuer", "")
        signed = bool(issuer) and _squeeze([issuer]) in tail
        if issuer and not signed and not re.match(".{3,}关于", title or ""):  # such a title names its issuers itself
            found.append(Draft(issuer))
        found.append(Draft(f"{int(day[1])}年{int(day[2])}月{int(day[3])}日"))
    return found


def _titles(root: _Element, facts: dict[str, str]) -> Iterator[str]:
    """Yield what may be the title, the surest first."""
    for meta in root.iter("meta"):
        if (meta.get("name") or meta.get("property") or "").lower() in ("articletitle", "og:title"):
            yield _SITE.sub("", " ".join((meta.get("content") or "").split()))
    if "meta-title" in facts:
        yield facts["meta-title"]
    headings = [" ".join("".join(one.itertext()).split()) for one in root.iter("h1")]
    if len(headings) == 1:
        yield headings[0]
    for element in root.iter("title"):
        title = " ".join("".join(element.itertext()).split())
        while (cut := _SITE.sub("", title)) != title:
            title = cut
        yield title


def _paired(draft: Draft) -> Iterator[Draft]:
    """Yield a row of the page's facts as one line for each label and its value, other drafts as they are."""
    cells = [cell.strip() for cell in draft.text.split("\t")]
    labels = cells[::2]
    if not draft.aside or len(cells) < 2 or not all(re.search(r"[:：]$", label) for label in labels if label):
        yield draft
        return
    for label, value in zip_longest(labels, cells[1::2], fillvalue=""):
        if label or value:
            yield Draft(label + value, aside="page-facts")


def _facts(drafts: Sequence[Draft]) -> Iterator[tuple[str, str]]:
    """Yield the facts that a page tells in pairs: label and value in cells, lines, or one line with a colon."""
    cells = [cell.strip() for draft in drafts for cell in draft.text.split("\t")]
    for at, cell in enumerate(cells):
        pair = _PAIR.match(cell)
        label, value = (pair[1], pair[2]) if pair else (cell, cells[at + 1] if at + 1 < len(cells) else "")
        kind = next(
            (rule.id for rule in load("page").rules if rule.id.startswith("meta-") and rule.regex.match(label)), ""
        )
        if kind and 2 <= len(value) <= 160 and not re.search(r"[:：]$", value):
            yield kind, value


def _says(line: str, day: re.Match[str]) -> bool:
    return any(
        (match[1], int(match[2]), int(match[3])) == (day[1], int(day[2]), int(day[3])) for match in _DAY.finditer(line)
    ) or (len(line) < 40 and bool(re.search(r"[一二][〇○零Ｏ九].{2}年.{1,2}月.{1,3}日", line)))


def _squeeze(texts: Sequence[str]) -> str:
    return re.sub(r"[\s《》“”\"]", "", "".join(texts))
