"""A scheme as the record of a public service (CPSV-AP): who, on which conditions, how much, when, where."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from api.eligibility import rows
from graph.eligibility.criterion import Citation
from graph.eligibility.explain import benefit, bound
from graph.eligibility.scheme import Provision, Scheme

__all__ = ["UNSTATED", "parts", "record", "table"]

UNSTATED: Final = "未载明"
"""What stands where no clause says it."""

_LONGEST: Final = 240
_MOST: Final = 4


def record(scheme: Scheme, clauses: Iterable[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """Return the record; `clauses` are those of its document, with path, clause (IRI) and text.

    What is not stated is UNSTATED, never left out: an applicant must see that the text is silent.
    """
    validity = "至".join(day.isoformat() if day else UNSTATED for day in (_begins(scheme), scheme.valid_to))
    stated = _stated(clauses)
    return {
        "id": scheme.id,
        "name": scheme.name,
        "document": scheme.title,
        "region": scheme.region or UNSTATED,
        "who": scheme.beneficiary or UNSTATED,
        "kind": scheme.kind,
        "benefit": benefit(scheme) or UNSTATED,
        "validity": UNSTATED if not (_begins(scheme) or scheme.valid_to) else validity,
        "conditions": [
            {"role": one.role, "text": one.text, "asks": bound(one), "clause": rows.clause(one.citation)}
            for one in scheme.criteria.values()
        ],
        "when": [_when(one) for one in scheme.provided("intake", "claim")] or UNSTATED,
        "rules": [_rule(one) for one in scheme.provided("cap", "exclusive", "combinable", "difference", "share")],
        **{part["key"]: stated.get(part["key"]) or UNSTATED for part in parts()},
        "clause": rows.clause(scheme.citation),
    }


def _begins(scheme: Scheme) -> Any:
    return scheme.effective or scheme.valid_from


def _when(one: Provision) -> dict[str, Any]:
    days = [day for day in (one.start, one.end) if day]
    shown = [f"{day.month}月{day.day}日" if one.yearly else day.isoformat() for day in days]
    words = f"{'每年' if one.yearly else ''}{'至'.join(shown)}" if shown else one.citation.quote
    return {"text": words, "clause": rows.clause(one.citation)}


def _rule(one: Provision) -> dict[str, Any]:
    return {"kind": one.kind, "text": one.citation.quote, "clause": rows.clause(one.citation)}


@cache
def parts() -> tuple[Mapping[str, Any], ...]:
    """Return what a service's record asks of the text, with the words that name it."""
    text = (files("api.eligibility") / "service.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)["part"])


def _stated(clauses: Iterable[Mapping[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in clauses:
        for sentence in _sentences(row["text"] or ""):
            for part in parts():
                kept = found.setdefault(part["key"], [])
                if len(kept) < _MOST and any(word in sentence for word in part["words"]):
                    kept.append({"text": sentence[:_LONGEST], "clause": rows.clause(_place(row, sentence))})
    return found


def _sentences(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from (f"{piece}。" if not piece.endswith("。") else piece for piece in line.split("。") if piece.strip())


def _place(row: Mapping[str, Any], sentence: str) -> Citation:
    quote = sentence if sentence in row["text"] else sentence.removesuffix("。")
    return Citation(row["document"], row.get("documentTitle") or "", row["path"], row["clause"], quote[:_LONGEST])


def table(found: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return a record as rows for a spreadsheet: item, what is stated, clause."""
    rows_: list[dict[str, str]] = []
    for key, label in _LABELS.items():
        value = found[key]
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Mapping):
                asks = f"（{one['asks']}）" if one.get("asks") not in (None, "是") else ""
                rows_.append({"事项": label, "内容": f"{one['text']}{asks}", "依据": one["clause"].path})
            else:
                rows_.append({"事项": label, "内容": str(one), "依据": ""})
    return rows_


_LABELS: Final = {
    "name": "名称",
    "document": "文件",
    "region": "地区",
    "who": "对象",
    "benefit": "标准",
    "validity": "有效期",
    "conditions": "条件",
    "when": "受理时间",
    "where": "在哪里办",
    "materials": "材料",
    "deadline": "时限",
    "contact": "联系方式",
    "rules": "其他规定",
}
