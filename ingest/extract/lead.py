"""What stands around a list or table of offers and holds for each: the sentence that announces it, and the cap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.extract.beneficiary import who_in
from ingest.extract.condition import sentence
from ingest.extract.draft import Given, Span
from ingest.extract.memory import Memory
from ingest.extract.money import sums
from ingest.extract.tier import joined
from ingest.extract.tree import Passage, Tree
from ingest.extract.wording import offer_pattern
from ingest.parse.normalize import parts
from ingest.parse.sentence import begin_of
from ingest.record import Clause, Document, Quantity
from ingest.rules import load

__all__ = ["Lead", "bounding_share", "caps_list", "ceiling", "introduced", "lead", "pointing"]

MONEY = re.compile(r"\d\s*(?:[万亿]?元|[%％])")
_OPEN = re.compile(r"：(?=。*(?:\n|$))")
_WHOM = re.compile(
    r"(?:以上|上述)?(?P<per>(?:单|同一|每)[个项户家人]?[^，。；\d]{0,10}?)(?:享受|获得|申领|年度|累计|合计|补|奖|资助|每年|总额|$)[^，。；\d]{0,16}$"
)
_SHARE = re.compile(
    r"，(?:但|且)?(?:补[贴助]|奖励)?(?:最高)?不(?:得)?超过(?P<of>[^，。；\d]{2,16}?)的?(?P<rate>\d+(?:\.\d+)?)%(?=[，：])"
)
_MOST = re.compile("最高|不超过|不高于")
_BUT = re.compile("除(?P<what>[^，。；]{2,20}?)(?:以外|之外|外)$")


@dataclass(frozen=True, slots=True)
class Lead:
    """What is said of a table before it, or where a clause points to it: who gets it, on what conditions, at most."""

    asked: Tree
    who: str = ""
    words: str = ""
    cap: Quantity | None = None
    but: str = ""  # whom the cap does not hold for

    def limit(self, row: str) -> Quantity | None:
        """Return the cap where it holds for the row."""
        return None if self.but and self.but in row else self.cap


def lead(clause: Clause, above: Clause | None) -> Passage | None:
    """Return the last sentence of the clause above where it announces what follows (按以下标准给予奖励：).

    >>> text = "一、对船东，按以下标准给予奖励："
    >>> lead(Clause("d", "一/1", "1.小船1万元。"), Clause("d", "一", text)).even.text
    '一、对船东'
    """
    if above is None:
        return None
    passage = Passage.of(above.text, above.path)
    announced = list(_OPEN.finditer(passage.even.text))
    if not announced:
        return None
    text = passage.even.text[: announced[-1].end()]
    start = begin_of(text, len(text))
    if offer_pattern("only-standard").match(text, start):  # …的，可以申请创业补贴。补贴标准为：
        text = text[:start].rstrip("。\n")
        start = begin_of(text, len(text))
    own_sum = MONEY.search(clause.text)  # then the list above is one of offers, each for whom its item names
    if (load("condition")["list"].regex.search(text[start:]) and not own_sum) or not re.search(
        "补|奖|资助|标准|支持|扶持|优惠|减免|津贴", text[start:]
    ):
        return None
    match = offer_pattern("announces").search(text, start)
    end = max(start + 1, match.start() if match else len(text))
    return Passage(joined(passage.even, [(start, end)]), above.text, above.path)


def ceiling(above: Clause | None) -> Quantity | None:
    """Return the cap in 元 that the text around a list sets for all of its items, None without one.

    >>> found = ceiling(Clause("d", "一", "给予建设补助：\\n单个养老机构享受建设补助累计不超过200万元。"))
    >>> found.value, found.per
    (2000000.0, '单个养老机构')
    """
    text = Passage.of(above.text, above.path).even.text if above else ""
    opened = re.search(r"：(?=\n|$)", text)
    if not opened:
        return None
    begin = begin_of(text, opened.start())
    told = [*parts(text[: opened.end()], begin), *parts(text, opened.end())]
    return next((cap for part in told if (cap := _cap(text[part.start : part.end]))), None)


def caps_list(text: str, end: int) -> bool:
    """Whether the phrase that ends at `end` caps the list that its colon opens (年度补助总额不超过8万元：).

    >>> caps_list("按标准补助，单个主体年度补助总额不超过8万元：", 22), caps_list("每人补助不超过8万元。", 10)
    (True, False)
    """
    begin = max(text.rfind(mark, 0, end) for mark in "，。；\n") + 1
    last = text.startswith("：", end) and not text[end + 1 :].split("\n")[0].strip()
    return last and _cap(text[begin:end]) is not None


def bounding_share(above: Clause | None) -> Quantity | None:
    """Read the share that the clause above bounds all its items by: 按下列标准发放，但不超过月租金的50%：."""
    match = _SHARE.search(above.text) if above and re.search(r"[：:]\s*(?:\n|$)", above.text) else None
    return Quantity(float(match["rate"]), "%", "<=", match["of"], None) if match else None


def introduced(document: Document, clause: Clause, above: Clause | None, passage: Passage) -> Lead:
    """Read the sentence that announces a table (对新建机构，按下表给予补助), or points to it in the annex."""
    start = clause.rows[0][0]
    own = re.search("。|下表|如下", clause.text[:start])
    source = passage if own or above is None else Passage.of(above.text, above.path)
    text = source.even.text[: sum(at < start for at in source.even.at)] if source is passage else source.even.text
    for match in reversed(list(re.finditer(r"[^。\n]+", text))):
        if offer_pattern("only-standard").fullmatch(match[0]):
            continue
        opens = offer_pattern("only-standard").match(text, match.end() + 1)
        cut = offer_pattern("by-table").search(match[0])
        if cut and (opens or offer_pattern("names-table").search(match[0])):
            return _read(source, (match.start(), match.start() + cut.start()))
    for one in document.clauses if clause.path.startswith("附件") else ():
        if (at := pointing(document, one, clause)) is not None:
            return _pointed(Passage.of(one.text, one.path), at)
    return Lead(Tree())


def pointing(document: Document, clause: Clause, table: Clause | None = None) -> int | None:
    """Return where in the clause's even text it points to a table of an annex, None where it points to none."""
    if "附件" not in clause.text or clause.path.startswith("附件"):
        return None
    match = offer_pattern("by-annex").search(Passage.of(clause.text).even.text)
    named = ("附件", f"附件{match['number'] or ''}") if match else ()
    tables = (one for one in ((table,) if table else document.clauses) if one.rows)
    return match.start() if match and any(one.path.split("/")[0] in named for one in tables) else None


def _read(source: Passage, span: Span) -> Lead:
    pieces = (source.even.text[part.start : part.end] for part in parts(source.even.text[: span[1]], span[0]))
    who = next((who for piece in pieces if (who := who_in(piece))), "")
    return Lead(sentence(source, *span, Memory()), who)


def _pointed(source: Passage, at: int) -> Lead:
    """Read the sentence that points to an annex, and the cap told behind: 除地理标志外，单个主体每年最高8万元."""
    text = source.even.text
    found, said = _read(source, (begin_of(text, at), at)), [text[one.start : one.end] for one in parts(text, at)]
    cap = next((cap for one in said if (cap := _cap(one))), None)
    but = next((match["what"] for one in said if (match := _BUT.match(one))), "")
    return Lead(found.asked, found.who, text, cap, but)


def _cap(said: str) -> Quantity | None:
    return next(_caps(said), None)


def _caps(said: str) -> Iterator[Quantity]:
    for one in sums(said):
        whom = _WHOM.match(_MOST.sub("", said[: one.number]))
        if whom and not one.rate and (one.op == "<=" or _MOST.search(said[: one.number])):
            yield Given(one, "<=", None, whom["per"]).quantity()
