"""Maps the labels of clauses to Akoma Ntoso: the element, its identifier, and where number and heading end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ingest.value.number import chinese

__all__ = ["Part", "eid", "opening", "part"]

_NUMERAL: Final = "[〇零一二三四五六七八九十百千两]+"
_FORMS: Final = (
    (re.compile(rf"第({_NUMERAL}|\d+)编"), "part", "part"),
    (re.compile(rf"第({_NUMERAL}|\d+)章"), "chapter", "chp"),
    (re.compile(rf"第({_NUMERAL}|\d+)节"), "section", "sec"),
    (re.compile(rf"第({_NUMERAL}|\d+)条"), "article", "art"),
    (re.compile(rf"({_NUMERAL})"), "paragraph", "para"),
    (re.compile(rf"\(({_NUMERAL})\)"), "point", "point"),
    (re.compile(r"(\d+)"), "subparagraph", "subpara"),
    (re.compile(r"\((\d+)\)"), "indent", "indent"),
)
"""What a label looks like, its element, and the abbreviation of that in identifiers (AKN Naming Convention, 5.6)."""
_BRACKETS: Final = {"(": "[(（]", ")": "[)）]"}


@dataclass(frozen=True, slots=True)
class Part:
    """An element of the hierarchy; `name` says what an hcontainer is."""

    tag: str
    name: str
    id: str


def part(label: str, kind: str = "item") -> Part:
    """Return what a clause of this label and kind is; what is neither numbered nor an article is an hcontainer.

    >>> part("第十二条", "article"), part("专栏1", "box").id
    (Part(tag='article', name='', id='art_12'), 'hcontainer_专栏1')
    """
    plain, _, again = label.partition("#")
    after = f"-{again}" if again else ""
    for form, tag, short in _FORMS:
        if kind in ("item", "article") and (match := form.fullmatch(plain)):
            number = int(match[1]) if match[1].isdecimal() else int(chinese(match[1]))
            return Part(tag, "", f"{short}_{number}{after}")
    return Part("hcontainer", kind, f"hcontainer_{''.join(plain.split())}{after}")


def eid(path: str, kind: str = "item") -> str:
    """Return the identifier of a clause within its document.

    >>> eid("第一章/第五条", "article"), eid("三/(二)/1#2")
    ('chp_1__art_5', 'para_3__point_2__subpara_1-2')
    """
    *above, last = path.split("/")
    return "__".join([*(part(label).id for label in above), part(last, kind).id])


def opening(label: str, title: str | None, text: str) -> tuple[int, int]:
    """Return where the number at the beginning of a clause ends, and where its heading ends.

    >>> text = "（一）节能。到2027年完成。"
    >>> number, heading = opening("(一)", "节能", text)
    >>> text[:number], text[number:heading]
    ('（一）', '节能。')
    """
    number = re.compile(rf"\s*{_spaced(label.partition('#')[0])}[、.．:：\s]*").match(text)
    at = number.end() if number else 0
    if not title:
        return at, at
    heading = re.compile(rf"{_spaced(title)}[。:：]?").match(text, at)
    return at, heading.end() if heading else at


def _spaced(words: str) -> str:
    """Match words whatever white space stands between their letters."""
    return r"\s*".join(_BRACKETS.get(letter, re.escape(letter)) for letter in words if not letter.isspace())
