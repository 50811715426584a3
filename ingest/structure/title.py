"""The title of a document: joined over its lines; what it says of issuers, of the text it carries, of the kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, get_args

from ingest.record import REPORTING, Block, Meta
from ingest.rules import load

__all__ = ["close_up", "inner_title", "join_title", "kind_of", "reports_of", "title_issuers"]

Kind = Literal["plan", "opinion", "measures", "guide", "notice", "interpretation", "article", "news"]

_RULES = load("head")
_ENDS = _RULES["ends-title"].regex
_ISSUER = _RULES.pattern("(?:%{issuer})$")
_AFTER = _RULES.pattern('[》”"]?%{after}$')
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, _RULES.pattern("(?:%{" + kind + "})$")) for kind in get_args(Kind)[:6]
)
_REPORTS_ON = _RULES["reports-on"].regex
_REPORTS_OF = _RULES["reports-of"].regex
_OPENING = 600  # characters in which a report comes to its subject
_NO_TITLE = re.compile(r"[。；：:，,]\s*$")
_BRACKET = re.compile(
    r"[（(](?:试行|暂行|修订|修订版|征求意见稿|送审稿|[^（）()。]{0,4}\d{4}[^（）()月日]{0,12})[）)]"
)  # belongs to the title
_WITH_ADDRESSEE = re.compile(r"^(.{6,}的(?:通知|意见|决定|通告|公告|函|批复))[^。；，]{2,120}[：:]$")  # set on one line
_LONGEST = 110  # characters of a title line
_MOST_LINES = 6


def join_title(head: Sequence[Block]) -> tuple[str, int]:
    """Return the title and how many of the blocks, from the first on, it ends with; lines above it are passed over.

    Line breaks inside the title are closed, spaces between issuers kept. ("", 0) where no line can be a title.

    >>> join_title([Block("苍陵市财政局", ()), Block("苍陵市水务局关于印发《节水", ()), Block("办法》的通知", ())])
    ('苍陵市财政局 苍陵市水务局关于印发《节水办法》的通知', 3)
    >>> join_title([Block("云泽省人民政府令", ()), Block("第8号", ()), Block("云泽省气象灾害防御办法", ())])
    ('云泽省气象灾害防御办法', 3)
    >>> join_title([Block("苍陵市水务局关于印发《节水办法》的通知各有关单位：", ())])
    ('苍陵市水务局关于印发《节水办法》的通知', 1)
    """
    ordered = _order_title(head)
    if ordered:
        return ordered
    found, end = _joined(head)
    if found and not all(_ISSUER.search(chunk) for chunk in found.split()):
        return found, end
    order = next((at for at, block in enumerate(head[:4]) if _proclaims(block.text)), None)
    return (_close([head[order].text.strip()]), order + 1) if order is not None else ("", 0)


def _joined(head: Sequence[Block]) -> tuple[str, int]:
    """Return the first lines that can be a title, joined, and where they end."""
    lines: list[str] = []
    for at, block in enumerate(head):
        text = close_up(_WITH_ADDRESSEE.sub(r"\1", block.text.strip().strip("#* ")))
        if not text or (not lines and _passed_over(text)):
            continue
        if lines and _same(text, lines[0]):
            if all(_ISSUER.search(line) for line in lines):  # those who issue it, and again above the title
                lines = [text]
            elif len(lines) > 1:  # the title, who issues it, and the title again
                return _close(lines[:1]), at
            continue
        if lines and (_stops(text, lines) or block.kind == "row"):
            return _close(lines), at
        if not lines and (len(text) > _LONGEST or _NO_TITLE.search(text)):
            return "", 0
        lines.append(text)
        if _RULES["order-head"].regex.match("".join(lines)):
            lines = []
        elif _ENDS.search(text) and not _goes_on(head, at):
            return _close(lines), at + 1
        elif sum(not _ISSUER.search(line) for line in lines) >= _MOST_LINES:
            return _close(lines[:1]), 1
    return (_close(lines), len(head)) if lines else ("", 0)


def _same(text: str, first: str) -> bool:
    """Whether a line says the title again, white and punctuation aside."""
    one, other = re.sub(r"[\W_]", "", text), re.sub(r"[\W_]", "", first)
    return one == other


def _proclaims(text: str) -> bool:
    """Whether a line is the head of an order or announcement, which is its title where it has no other."""
    return bool(_RULES["order"].regex.match(text) or _RULES["order-head"].regex.match(text))


def close_up(text: str) -> str:
    """Return a line without the white that spaces its letters apart; every other line as it is.

    >>> close_up("荻 浦 市 人 民 政 府 文 件"), close_up("苍陵市财政局 苍陵市水务局")
    ('荻浦市人民政府文件', '苍陵市财政局 苍陵市水务局')
    """
    chunks = text.split()
    return "".join(chunks) if len(chunks) > 2 and all(len(chunk) <= 2 for chunk in chunks) else text


def inner_title(title: str) -> str | None:
    """Return the title of the text that a notice carries, None where it carries none.

    >>> inner_title("苍陵市水务局关于印发《苍陵市节水办法》的通知"), inner_title("关于开展检查的通知")
    ('苍陵市节水办法', None)
    """
    match = _RULES["issued-text"].regex.search(title)
    if match is None:
        return None
    return match["inner"] or re.sub(r"^.*?关于(?=.*(?:意见|方案|办法|措施)$)", "", match["plain"])


def title_issuers(title: str) -> list[str]:
    """Return the issuers that a title names before 关于, [] where it names none.

    >>> title_issuers("中共中央 国务院关于加强工作的意见"), title_issuers("教育部等十部门关于加强工作的意见")
    (['中共中央', '国务院'], ['教育部'])
    """
    match = _RULES["title-issuers"].regex.match(title)
    if match is None:
        return []
    found = [chunk for chunk in re.split(r"[\s　、]+", match["who"]) if chunk]
    return found if found and all(_ISSUER.search(chunk) and len(chunk) <= 40 for chunk in found) else []


def kind_of(title: str) -> Kind:
    """Return the kind of what is issued, by the last word of its title.

    >>> [kind_of(title) for title in ("关于印发《某县节水方案》的通知", "某市若干措施（试行）", "关于开展检查的通知")]
    ['plan', 'measures', 'notice']
    """
    plain = re.sub(r"\s", "", title)
    if _REPORTS_ON.search(plain):
        return "interpretation"
    if _RULES["measures-themselves"].regex.search(plain):
        return "measures"
    for text in (inner_title(plain) or "", plain):
        bare = _bare(text)
        for kind, pattern in _KINDS[::-1]:
            if bare and pattern.search(bare):
                if kind == "notice" and text is not plain:
                    break
                if kind == "opinion" and re.search(r"(?:修改|废止).*决定$", bare):
                    return "notice"
                return kind
    if "解读" in plain or "答记者问" in plain:
        return "interpretation"
    return "news" if _RULES["news"].regex.search(plain) else "article"


def reports_of(meta: Meta, opening: str) -> str | None:
    """Return the title of the document that an interpretation or news is about: its own title names it, or its opening.

    None for what sets a policy itself, and where neither names any.

    >>> reports_of(Meta("关于《苍陵市节水办法》的政策解读", kind="interpretation"), "")
    '苍陵市节水办法'
    >>> reports_of(Meta("节水新政来了！", kind="news"), "近日，市政府印发了《苍陵市节水办法》。")
    '苍陵市节水办法'
    """
    if meta.kind not in REPORTING:
        return None
    plain = re.sub(r"\s", "", meta.title)
    if match := _REPORTS_ON.search(plain):
        named = next(filter(None, match.groups()))
        return inner_title(named) or named
    match = _REPORTS_OF.search(re.sub(r"\s", "", opening[:_OPENING]))
    return match["name"] if match else None


def _bare(text: str) -> str:
    while (cut := _AFTER.sub("", text)) != text:
        text = cut
    return text


def _order_title(head: Sequence[Block]) -> tuple[str, int] | None:
    """Return the title of the text that an order proclaims: the line after its date."""
    lines = [block.text.strip() for block in head]
    if not lines or not re.sub(r"\s", "", lines[0]).endswith("令") or len(lines[0]) > 40:
        return None
    for at, line in enumerate(lines[1:], 1):
        if len(line) < 60 and _ENDS.search(line) and not _NO_TITLE.search(line) and not _passed_over(line):
            return _close([line]), at + 1
    return None


def _passed_over(text: str) -> bool:
    return bool(
        _RULES["furniture"].regex.match(text)
        or _RULES["order"].regex.match(text)
        or _RULES["order-head"].regex.match(text)
        or _RULES["fact-line"].regex.match(text)
        or _RULES["date-line"].regex.match(text)
        or _RULES["month-line"].regex.match(text)
        or ((found := _RULES["number"].regex.search(text)) and len(found[0]) > len(text) - 8)
    )


def _stops(text: str, lines: Sequence[str]) -> bool:
    """Say whether a line after the first lines of the title is no part of it."""
    if _BRACKET.fullmatch(text):
        return False
    if len(text) > _LONGEST or _NO_TITLE.search(text) or _RULES["addressee"].regex.search(text) or _passed_over(text):
        return True
    return bool(_ENDS.search(lines[-1])) and not text.startswith(("（", "("))


def _goes_on(head: Sequence[Block], at: int) -> bool:
    """Say whether a bracket such as （试行） or the rest of the title stands in the next line."""
    if at + 1 >= len(head):
        return False
    following = head[at + 1].text.strip()
    if _BRACKET.fullmatch(following):
        return True
    joined = head[at].text.count("《") > head[at].text.count("》")
    return joined or (len(following) < 40 and bool(re.match(r"(?:的|》)", following)))


def _close(lines: Sequence[str]) -> str:
    chunks = [chunk for line in lines for chunk in re.split(r"[\s　]+", line) if chunk]
    title = ""
    for chunk in chunks:
        keep = title and (_ISSUER.search(title) or (title[-1].isascii() and chunk[0].isascii() and title[-1].isalnum()))
        title += (" " if keep and not chunk.startswith(("（", "(", "》")) else "") + chunk
    return title
