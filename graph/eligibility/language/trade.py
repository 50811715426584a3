"""Of which trade an applicant is, as documents name it: who runs a 五金厂 is of 制造业, who 开饭馆 of 餐饮业.

The words are in `graph/rules/trade.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

__all__ = ["TRADE", "listed_trades", "names", "only_trades", "trades", "wider"]


TRADE: Final = "行业"


_LISTED: Final = re.compile("、|以及|或者?|和(?!信息)|及")


@dataclass(frozen=True, slots=True)
class _Trade:
    name: str
    within: str
    says: re.Pattern[str]


@lru_cache(maxsize=20_000)
def trades(text: str) -> frozenset[str]:
    """Return the trades that a text names, each with the wider one that it belongs to.

    >>> sorted(trades("我们是五金厂")), sorted(trades("住宿餐饮业")), sorted(trades("公司"))
    (['industry', 'making'], ['catering', 'lodging'], [])
    """
    found = {one for one, trade in _trades().items() if trade.says.search(text)}
    return frozenset(found | {_trades()[one].within for one in found if _trades()[one].within})


@lru_cache(maxsize=20_000)
def only_trades(asked: str) -> frozenset[str]:
    """Return the trades that a condition asks for, where it asks for nothing but them.

    >>> sorted(only_trades("制造业企业")), sorted(only_trades("批发零售业")), only_trades("省级专精特新制造企业")
    (['making'], ['retail', 'wholesale'], frozenset())
    """
    named = frozenset(one for one, trade in _trades().items() if trade.says.search(asked))
    rest = asked
    for one in named:
        rest = _trades()[one].says.sub("", rest)
        rest = rest.replace(_trades()[one].name, "").replace(_trades()[one].name.removesuffix("业"), "")
    return (
        named
        if re.fullmatch(
            "(?:业|和|与|及|或者?|、|的|性|类|型|企业|公司|单位|主体|服务|经营|生产|门店|商户|经营者|经营户)*", rest
        )
        else frozenset()
    )


def listed_trades(asked: str) -> frozenset[str]:
    """Return the trades of a list of which one is enough, what is no trade left out.

    >>> sorted(listed_trades("文旅、住宿餐饮、康养")), listed_trades("住宿餐饮企业的供应商")
    (['catering', 'culture-and-travel', 'lodging'], frozenset())
    """
    return frozenset(trade for one in _LISTED.split(asked) for trade in only_trades(one))


def wider(found: frozenset[str]) -> frozenset[str]:
    """Return the trades that those found belong to: whoever is of 工业 may be of 制造业."""
    return frozenset(_trades()[one].within for one in found)


def names(found: frozenset[str]) -> str:
    """Return the words of the documents for trades, the narrow ones where a wider one is named with them."""
    wide = {_trades()[one].within for one in found}
    return "、".join(trade.name for one, trade in _trades().items() if one in found and one not in wide)


@cache
def _trades() -> Mapping[str, _Trade]:
    entries = tomllib.loads((files("graph") / "rules" / "trade.toml").read_text("utf-8"))["trade"]
    return {
        entry["id"]: _Trade(entry["name"], entry["within"], re.compile("|".join(entry["says"]))) for entry in entries
    }
