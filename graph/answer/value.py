"""What kind of value a question asks for, and whether words hold one: what answers 何时 has a time in it.

A sentence on the right matter that lacks such a value is no answer; it is the linguistic fact on which answers rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from graph.search.intent import facts
from ingest.link.register import Register
from ingest.rules import Rule, parse
from ingest.value.date import periods
from ingest.value.unit import in_yuan, measures

__all__ = ["MODALITIES", "NORM", "PLACES", "asked_for", "holds", "matches", "rule"]

NORM = "norm"
"""What answers a question of yes or no: words that allow, forbid, order or lift a duty."""

MODALITIES = ("permits", "forbids", "orders", "waives", "grants")
"""The rules that find words which allow, forbid, order or lift a duty."""

PLACES = "places"
"""What answers 哪些省市: names of several."""


def asked_for(text: str) -> tuple[str, ...]:
    """Name the kinds of value that a question asks for, by the kinds of record that hold them, or `norm`; maybe none.

    >>> asked_for("谁来建，最迟什么时候建完？"), asked_for("要建多少"), asked_for("个人可以申请吗"), asked_for("怎么建")
    (('deadline', 'responsibility'), ('target',), ('norm',), ())
    """
    if rule("yes-or-no", text) and not rule("asking", text):
        return (NORM,)
    if rule("places", text):
        return (PLACES,)
    kinds = [kind for kind in facts(text) if kind in _HOLDS and (kind != "incentive" or rule("counts", text))]
    if "target" in kinds and ("incentive" in kinds or rule("of-money", text)):
        kinds[kinds.index("target")] = "incentive"
    return tuple(dict.fromkeys(kinds))


def holds(kind: str, text: str) -> bool:
    """Tell whether words hold a value of this kind.

    >>> holds("deadline", "自受理之日起15个工作日内办结"), holds("responsibility", "由市公安机关处五百元罚款")
    (True, True)
    >>> holds("incentive", "按规定给予补助"), holds("target", "处一百元以上五百元以下罚款"), holds("norm", "不予补贴")
    (False, True, True)
    """
    return _HOLDS[kind](text)


def _money(text: str) -> bool:
    return rule("sum", text) or any(
        in_yuan(1.0, one.unit) is not None or (one.unit == "%" and rule("money", text)) for one in measures(text)
    )


def _number(text: str) -> bool:
    return rule("number", text) or any(not rule("span", f"1{one.unit}") for one in measures(text))


def _time(text: str) -> bool:
    return rule("span", text) or bool(periods(text))


_HOLDS: Mapping[str, Callable[[str], bool]] = {
    "responsibility": lambda text: rule("office", text) and rule("act", text),
    "deadline": _time,
    "incentive": _money,
    "target": _number,
    PLACES: lambda text: len({mark.id for mark in Register.load().regions.find(text) if mark.id}) > 1,
    NORM: lambda text: any(rule(name, text) for name in MODALITIES),
}


def rule(name: str, text: str) -> bool:
    """Tell whether a rule of `values.toml` matches in a text."""
    return _rules()[name].regex.search(text) is not None


def matches(name: str, text: str) -> Iterator[re.Match[str]]:
    """Yield where a rule of `values.toml` matches in a text."""
    return _rules()[name].regex.finditer(text)


@cache
def _rules() -> Mapping[str, Rule]:
    text = (files("graph") / "rules" / "values.toml").read_text("utf-8")
    return {rule.id: rule for rule in parse("values", text).rules}
