"""Labelled and bracketed assignments: （责任单位：…）, 牵头单位：…；配合单位：…, （A牵头，B、C负责）, （A、B）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from ingest.extract.agency_list import PLACE_ALONE, Name, is_agency, is_outside, is_sure, split
from ingest.rules import load

__all__ = ["Assignment", "Part", "Role", "assignments", "parts"]

Role = Literal["lead", "responsible", "support"]

_RULES = load("responsibility")
_LABELS = tuple(_RULES[name] for name in ("label-lead", "label-support", "label-responsible", "label-other"))
_ANY_LABEL = re.compile("|".join(f"(?P<_{at}>{rule.regex.pattern})" for at, rule in enumerate(_LABELS)))
_TAILS = tuple(_RULES[name] for name in ("tail-lead", "tail-support", "tail-responsible"))
_TAIL_END = set("头办进实施织理总动合助与加同持作责落承担好行工围能内职")
_NO_NAME = load("agency_list").pattern("^%{no_name}")
_WITH = _RULES["with"].regex
_BELOW = _RULES["below"].regex
_ALL = _RULES["all-tasks"].regex
_TIME_FIELD = _RULES["time-field"].regex
_WHOLE = re.compile("部门|单位|机构")
_REST = _RULES.pattern("(?:等%{rest}|等)$")
_OWN_ROLE = re.compile(r"[（(](?P<word>牵头|主办|负责|配合|协办|参与)(?:单位|部门)?[）)]$")
_ROLE_WORD: dict[str, Role] = {
    "牵头": "lead",
    "主办": "lead",
    "负责": "responsible",
    "配合": "support",
    "协办": "support",
}
_NOUN = re.compile("单位|部门|主体|机构|处室|科室|地区|区县")
_COLON = re.compile(r"[:：】\]］]")
_LONGEST_LABEL = 20  # characters
_LONGEST_TAIL = 30
_SENTENCE = re.compile("[^。]+")
_DATED = re.compile(r"\d{4}年|长期|持续|前完成|按时|年底|月底")
_PAIRS = {"（": "）)", "(": "）)", "〔": "〕", "[": "]］", "［": "]］", "【": "】"}


@dataclass(frozen=True, slots=True)
class Part:
    """One agency of an assignment with its part in it; `explicit` when the words say which part."""

    name: Name
    role: Role
    explicit: bool = False


@dataclass(frozen=True, slots=True)
class Assignment:
    """An assignment `start … end` of a text with its agencies in order."""

    start: int
    end: int
    rule: str
    parts: tuple[Part, ...]


def assignments(text: str) -> Iterator[Assignment]:
    """Yield the assignments of a clause's text in order; agencies in running text are none.

    A bracket counts whole, with its brackets; a label without brackets counts to the end of its line or sentence.

    >>> [part.role for found in assignments("抓好落实。（市教育局牵头，各区政府配合）") for part in found.parts]
    ['lead', 'support']
    >>> [part.role for found in assignments("责任单位：省林草局 配合单位：省财政厅") for part in found.parts]
    ['responsible', 'support']
    """
    covered = 0
    for start, end in _brackets(text):
        if found := _bracketed(text, start, end):
            yield from _unbracketed(text, covered, start)
            yield found
            covered = end
    yield from _unbracketed(text, covered, len(text))


def parts(content: str, offset: int = 0, default: Role = "responsible", trusted: bool = True) -> tuple[Part, ...]:
    """Read a list of agencies with their roles; `trusted` keeps members whose ending does not tell what they are.

    >>> [(part.name.text, part.role) for part in parts("省教育厅牵头，省财政厅、各市政府按职责分工负责")]
    [('省教育厅', 'lead'), ('省财政厅', 'responsible'), ('各市政府', 'responsible')]
    """
    if "。" in content.rstrip("。"):  # 责任单位：市民政局。以下各项均由各区政府配合落实
        return tuple(
            part
            for match in _SENTENCE.finditer(content)
            for part in parts(match[0], offset + match.start(), default, trusted and match.start() == 0)
        )
    found: list[Part] = []
    open_from = 0  # members from here on wait for the verb that tells their role
    told = [_role(name) for name in _members(content, offset)]
    governed = _governed([name.text for _, name in told])
    for at, (role, name) in enumerate(told):
        kept = name if at in governed else _kept(name, trusted)
        if kept:
            found.append(Part(kept, role or default, bool(role)))
        if role:
            if not (kept and _OWN_ROLE.search(name.text)):
                found[open_from:] = [replace(part, role=role, explicit=True) for part in found[open_from:]]
            open_from = len(found)
    return tuple(found)


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every outermost bracket; one that no line closes is none, unless a label opens it."""
    stack: list[str] = []
    start = 0
    for match in re.finditer(r"[（(〔\[［【）)〕\]］】\n]", text):
        char = match[0]
        if char == "\n":
            if stack and not _ANY_LABEL.match(text, start + 1):
                stack.clear()
        elif char in _PAIRS:
            if not stack:
                start = match.start()
            stack.append(char)
        elif stack:
            while stack and char not in _PAIRS[stack[-1]] and len(stack) > 1:
                stack.pop()
            stack.pop()
            if not stack:
                yield start, match.end()


def _bracketed(text: str, start: int, end: int) -> Assignment | None:
    content = text[start + 1 : end - 1]
    if len(content) < 3:
        return None
    if "：" in content or ":" in content:
        labelled = _labelled(content, start + 1)
        return Assignment(start, end, "label", labelled) if labelled else None
    if timed := _TIME_FIELD.search(content):
        content = content[: timed.start()]
    if (
        len(content) > 2
        and content[-1] in _TAIL_END
        and any(rule.regex.search(content, max(0, len(content) - _LONGEST_TAIL)) for rule in _TAILS)
    ):
        told = parts(content, start + 1, trusted=False)
        return Assignment(start, end, "bracket", told) if told else None
    closed = end == len(text) or text[end] in "\n。；;，（( 　"
    if not closed or (start and text[start - 1] not in "。；;！\n）)" and text[end : end + 1] not in ("", "\n")):
        return None
    if _NO_NAME.match(content):
        return None
    listed = parts(content, start + 1, trusted=False)
    firms = sum(is_outside(name.text) for name in _members(content, 0)) if len(listed) > 1 else 0
    complete = listed and len(listed) + firms == sum(1 for _ in _members(content, 0)) and not _OWN_ROLE.search(content)
    opens = start == 0 or text[start - 1] in "。；;！\n"
    if complete and (len(listed) > 1 or (opens and is_sure(content)) or (opens and content[0] in "省市县区各州")):
        return Assignment(start, end, "list", listed)
    return None


def _unbracketed(text: str, start: int, end: int) -> Iterator[Assignment]:
    at = start
    while match := _next_label(text, at, end):
        before = text[match.start() - 1] if match.start() else "\n"
        at = match.end()
        if before not in "\n。；;，, 　\t）)】【[［":
            continue
        stop = min(stop for stop in (text.find("\n", at, end), end) if stop >= 0)
        if (full := text.find("。", at, stop)) >= 0 and not _ANY_LABEL.match(text, full + 1):
            stop = full
        told = _labelled(text[match.start() : stop], match.start())
        if told:
            yield Assignment(match.start() - (before in "【[［"), len(text[:stop].rstrip()), "label", told)
        at = stop


def _next_label(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the first label from `start` on; only what labels end with, colon or bracket, is looked at."""
    for colon in _COLON.finditer(text, start, end):
        match = _ANY_LABEL.search(text, max(start, colon.start() - _LONGEST_LABEL), colon.end())
        if match:
            return match
    return None


def _labelled(content: str, offset: int) -> tuple[Part, ...]:
    labels = list(_ANY_LABEL.finditer(content))
    found: list[Part] = []
    if labels and content[: labels[0].start()].strip():  # 市教育局牵头；配合单位：市财政局
        found += parts(content[: labels[0].start()], offset, trusted=False)
    for at, match in enumerate(labels):
        role = _LABELS[int(str(match.lastgroup)[1:])].emit["role"]
        end = labels[at + 1].start() if at + 1 < len(labels) else len(content)
        if role:
            sure = bool(_NOUN.search(match[0]))  # 支持：新能源汽车 assigns nothing, 支持单位：市科协 does
            found += parts(content[match.end() : end], offset + match.end(), role, trusted=sure)
    return tuple(found)


def _members(content: str, offset: int) -> Iterator[Name]:
    last, helping = offset, ""  # A会同B、C: all after 会同 help, up to the next ，
    for name in split(content, offset):
        if helping and re.search(r"[，,；;]", content[last - offset : name.start - offset]):
            helping = ""
        last = name.end
        if _BELOW.match(name.text):
            if told := _ALL.match(name.text):
                yield Name(name.start + told.start("name"), name.end, name.text[told.start("name") :])
            continue
        met = _WITH.search(name.text, 2)
        if met and (is_agency(name.text[: met.start()]) or name.text[: met.start()].endswith("牵头")):
            yield Name(name.start, name.start + met.start(), name.text[: met.start()] + "\x01")
            rest = name.text[met.end() :]
            helping = "\x02"
            yield Name(name.start + met.end(), name.end, rest + helping)
        else:
            yield Name(name.start, name.end, name.text + helping)


def _role(name: Name) -> tuple[Role | None, Name]:
    """Take the words that tell a role off the end of a member."""
    text, role = name.text, None
    met = text[-1] if text[-1] in "\x01\x02" else ""
    text = text.rstrip("\x01\x02")
    if own := _OWN_ROLE.search(text):
        return _ROLE_WORD.get(own["word"], "support"), replace(
            name, end=name.start + own.start(), text=text[: own.start()]
        )
    if text and text[-1] in _TAIL_END:
        for rule in _TAILS:
            if match := rule.regex.search(text):
                text, role = text[: _name_end(text, match.start())], rule.emit["role"]
                break
    if match := _REST.search(text):
        text = text[: match.start()]
    for opening in ("由", "并由", "其中", "请"):
        if text.startswith(opening):
            name = replace(name, start=name.start + len(opening))
            text = text[len(opening) :]
    if met == "\x01":
        role = role or "responsible"
    elif met == "\x02":
        role = "support"
    return role, Name(name.start, name.start + len(text), text)


def _name_end(text: str, at: int) -> int:
    """Return where the name ends that a role follows at `at`: 部门 is its own in 国务院有关行业主管部门参与."""
    whole = _WHOLE.match(text, at)
    return whole.end() if whole and not is_agency(text[:at]) and is_agency(text[: whole.end()]) else at


def _governed(names: list[str]) -> set[int]:
    """Return which members are places that share the government named last: 云溪县、石坪县人民政府."""
    found: set[int] = set()
    run: list[int] = []
    for at, text in enumerate(names):
        if PLACE_ALONE.match(text):
            run.append(at)
            continue
        if text.endswith("政府") and PLACE_ALONE.match(text.removesuffix("政府").removesuffix("人民")):
            found.update(run)
        run = []
    return found


def _kept(name: Name, trusted: bool) -> Name | None:
    text = name.text
    if len(text) < 2 or _DATED.search(text):
        return None
    if is_agency(text):
        return name
    return name if trusted and len(text) <= 24 and not is_outside(text) else None
