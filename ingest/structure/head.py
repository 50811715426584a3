"""The head and tail of a document: title, number, issuers, dates, kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ingest.record import Block, Meta
from ingest.rules import load
from ingest.structure.facts import day_of, page_facts
from ingest.structure.place import place
from ingest.structure.title import close_up, inner_title, join_title, kind_of, title_issuers
from ingest.value.date import Reference, periods
from ingest.value.number import chinese

__all__ = ["date_of", "is_date_line", "is_signature", "join_title", "read_meta"]

_RULES = load("head")
_DATE_LINE = _RULES["date-line"].regex
_PASSED = _RULES["passed"].regex
_NUMBER = _RULES["number"].regex
_ORDER = _RULES["order"].regex
_ISSUER = _RULES.pattern("(?:%{issuer})$")
_IN_FORCE = _RULES["in-force"].regex
_TAKES_EFFECT = re.compile(rf"{_IN_FORCE.pattern}|{_RULES['from-issue'].regex.pattern}")
_VALIDITY = _RULES["validity"].regex
_OWN = _RULES["own"].regex
_SEAL = re.compile(r"[（(]\s*(?:印章?|盖章|公章|代章)\s*[）)]")
_SESSION = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{2,12})第[一二三四五六七八九十]+届(?P<assembly>人民代表大会(?:常务委员会)?)(?:第[^次]{1,6}次会议)?"
)
_HEAD_LINES = 14  # a number stands among the first lines, above the text
_SHORT_LINE = 60  # characters: a longer line is text


def is_date_line(text: str) -> bool:
    """Say whether a line is a day alone, or the name of who signs with the day after it.

    >>> is_date_line("（2021年11月2日）"), is_date_line("二〇二一年十一月二日"), is_date_line("自2021年11月2日起施行")
    (True, True, False)
    """
    return len(text) <= _SHORT_LINE + 20 and "日" in text and bool(_DATE_LINE.match(text)) and date_of(text) is not None


def is_signature(text: str) -> bool:
    """Say whether a line is nothing but names of issuers, as they stand above the date.

    >>> [is_signature(text) for text in ("云泽省财政厅　云泽省水利厅", "中 共 云 泽 省 委", "关于印发方案的通知")]
    [True, True, False]
    """
    return bool(_signers(text))


def date_of(text: str) -> date | None:
    """Return the first day written in `text`, in Arabic or Chinese numerals; None where there is none.

    >>> date_of("二〇二一年十一月二日"), date_of("2025 年 12 月 18 日")
    (datetime.date(2021, 11, 2), datetime.date(2025, 12, 18))
    """
    match = _DATE_LINE.match(text) or _PASSED.match(text)
    if match is None:
        return None
    year = re.sub(r"\s", "", match["year"]).translate(str.maketrans("○Ｏ零", "〇〇〇"))
    try:
        return date(
            int(chinese(year)) if not year.isdigit() else int(year), _small(match["month"]), _small(match["day"])
        )
    except ValueError:
        return None


def read_meta(head: Sequence[Block], tail: Sequence[Block], body: Sequence[str], aside: Iterable[str] = ()) -> Meta:
    """Return what a document says of itself: `head` before its first label, `tail` below its last clause, `body` all.

    `aside` are lines set aside that may say more of it, such as the table over a page; the text's own words come first.

    Issuers are those of the signature, else of the title; days only those that the text states; the kind is that of the
    text that a notice carries. The region is left as its name.

    >>> lines = ["苍陵市水务局关于印发《苍陵市节水办法》的通知", "苍水发〔2022〕3号", "各区水务局：", "苍陵市水务局"]
    >>> lines.append("2022年3月1日")
    >>> meta = read_meta([Block(line, ()) for line in lines], [], [*lines, "本办法自2022年5月1日起施行。"])
    >>> meta.number, meta.issuers, meta.issued, meta.effective, meta.region, meta.kind
    ('苍水发〔2022〕3号', ('苍陵市水务局',), datetime.date(2022, 3, 1), datetime.date(2022, 5, 1), '苍陵市', 'measures')
    """
    top = [block.text for block in head]
    facts = page_facts([*aside, *top[:_HEAD_LINES]])
    title = _titled(join_title(head)[0], facts.get("title", ""))
    number = _number(top) or _number([facts.get("number", "")])
    passed = next((match for line in top[:_HEAD_LINES] if (match := _PASSED.match(line))), None)
    signers, issued = _signed(top, [block.text for block in tail])
    if passed and not signers:
        issued = date_of(passed[0]) or issued
        number = number or _order_in(passed)
    issued = issued or day_of(facts.get("issued", ""))
    issuers = signers or title_issuers(title) or _proclaimers(number) or _assembly(passed)
    issuers = issuers or _signers(facts.get("issuers", ""))
    effective, expires = _validity(body, issued, inner_title(title) or title)
    region, level = place(issuers, number, title, body)
    return Meta(
        title=title,
        number=number,
        issuers=tuple(issuers),
        issued=issued,
        effective=effective,
        expires=expires,
        region=region,
        level=level,
        kind=kind_of(title),
    )


def _titled(own: str, fact: str) -> str:
    """Return the text's own title where it reads like one, else the one that the page gives."""
    if not fact or (own and _RULES["ends-title"].regex.search(own) and not _ORDER.match(own)):
        return own
    return join_title([Block(fact, ())])[0] or own


def _proclaimers(number: str | None) -> list[str]:
    """Return who gives an order, as its number says: 国家卫生健康委员会令第10号."""
    match = re.match(r"(.{4,40})令第", number or "")
    return [match[1]] if match else []


def _small(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else int(chinese(numeral))


def _number(top: Sequence[str]) -> str | None:
    """Return the number of the document: 文号, or the number of an order with who gives it."""
    lines = [line.strip() for line in top[:_HEAD_LINES]]
    for at, line in enumerate(lines):
        if len(line) > _SHORT_LINE:
            continue
        if (match := _ORDER.match(line)) and (who := _order_of(match, lines[:at])):
            return f"{who}第{match['count']}号"
        if (match := _NUMBER.search(line)) and not re.search(r"[《》。]|根据|依据", line):
            return re.sub(r"\s", "", match["number"])
    return None


def _order_of(match: re.Match[str], above: Sequence[str]) -> str | None:
    if match["who"]:
        return re.sub(r"\s", "", match["who"])
    before = re.sub(r"\s", "", above[-1]) if above else ""
    if before.endswith(("令", "公告")) and len(before) < 40:
        return before
    return "" if match["late"] else None


def _signed(head: Sequence[str], tail: Sequence[str]) -> tuple[list[str], date | None]:
    """Return who signs and the day: the signature below the text, else that of the notice or a date under the title."""
    for lines in (tail, head):
        for at, line in enumerate(lines):
            if not is_date_line(line):
                continue
            names = _signers(_DATE_LINE.sub("", line)) or _signers(
                re.split(r"(?:19|20)\s?\d\s?\d\s*年|[一二][〇○零九]", line)[0]
            )
            above = at - 1
            while above >= 0 and (more := _signers(lines[above])):
                names = more + names
                above -= 1
            return names, date_of(line)
    return [], None


def _order_in(passed: re.Match[str]) -> str | None:
    """Return the number of the order that published a rule: 国务院令第260号."""
    return f"{passed['who'].strip()}令第{passed['order']}号" if passed["order"] and passed["who"] else None


def _assembly(passed: re.Match[str] | None) -> list[str]:
    """Return the assembly whose session passed a law, without the session's number."""
    named = _SESSION.fullmatch((passed["who"] or "").strip()) if passed else None
    return [named["place"] + named["assembly"]] if named else []


def _signers(text: str) -> list[str]:
    """Return the issuers that a line consists of; [] where it holds anything else."""
    text = _SEAL.sub("", text).strip(" \t\n　（(")
    if not 3 <= len(text) <= 80 or re.search(r"[。；：:，,《》“”！？\d]", text):
        return []
    chunks = re.split(r"[\s　、]+", close_up(text))
    return chunks if all(3 <= len(chunk) <= 40 and _ISSUER.search(chunk) for chunk in chunks) else []


def _validity(body: Sequence[str], issued: date | None, title: str) -> tuple[date | None, date | None]:
    """Return the first and the last day on which the document holds, as far as its text states them."""
    effective = expires = None
    for sentence in _sentences(body, title):
        reference = Reference(issued=issued, effective=effective)
        for period in periods(sentence, reference):
            if period.first and (period.kind == "until" or (period.kind == "from" and _TAKES_EFFECT.search(sentence))):
                effective = period.first
                reference = Reference(issued=issued, effective=effective)
        if _VALIDITY.search(sentence):
            last = [period.last for period in periods(sentence, reference) if period.kind == "until" and period.last]
            expires = last[-1] if last else expires
    return effective, expires


def _sentences(body: Sequence[str], title: str) -> Iterator[str]:
    for text in body:
        if "起" not in text and "期" not in text and "至" not in text and "试行" not in text:
            continue
        for sentence in re.split(r"(?<=[。；])", text):
            if not (_TAKES_EFFECT.search(sentence) or _VALIDITY.search(sentence)):
                continue
            if _OWN.search(sentence) or f"《{title}》" in sentence:
                yield sentence
