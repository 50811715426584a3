"""Values that cannot both be so: 租赁 of what must be 新建或购置. The words are in `graph/rules/opposite.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from ingest.errors import RuleError

__all__ = ["Opposite", "opposed", "opposites"]

_FILE: Final = "opposite.toml"
_BOTH: Final = re.compile("国内外|境内外|海内外|内外贸|进出口|市内外|省内外|线上线下|以旧换新")  # either will do

_AROUND: Final = re.compile(r"\(\?<?[!=].*?\)")


@dataclass(frozen=True, slots=True)
class Opposite:
    """A question with the words of its answers, what facts that answer it are called, and examples."""

    id: str
    names: re.Pattern[str]
    by: str
    alone: bool
    sides: tuple[tuple[str, ...], ...]
    words: re.Pattern[str]
    why: str
    yes: tuple[tuple[str, str], ...]
    no: tuple[tuple[str, str], ...]

    def answered(self, name: str, near: bool) -> bool:
        """Tell whether a fact of a name answers it; `near` where it names what is asked about."""
        named = bool(self.names.search(name))
        return named and near if self.by == "both" else named or (near and self.by != "name")

    def taken(self, text: str) -> frozenset[int]:
        """Return on which sides a text stands; where a word holds another, the longer alone counts."""
        said = set(self.words.findall(text))
        return frozenset(order for order, side in enumerate(self.sides) if said & set(side))


@lru_cache(maxsize=50_000)
def opposed(told: str, asked: str, name: str = "", near: bool = True) -> bool:
    """Tell whether what is told stands on another side than what is asked, of any question to which it answers.

    `name` is what the fact is called, "" for any that answers. Where it is not `near` to what is asked (names nothing
    that is named there), only the questions count that facts of such a name answer.

    >>> opposed("光船租赁", "新建或购置", "取得方式", near=False)
    True
    >>> opposed("外贸企业", "内贸航线", "企业类型", near=False)
    False
    >>> opposed("营利性", "非营利性养老机构", "机构性质"), opposed("租赁", "自有或者租赁用房", "用房性质")
    (True, False)
    """
    asked, told = _BOTH.sub("", asked), _BOTH.sub("", told)
    for one in opposites():
        mine = one.taken(told)
        if mine and (not name or one.answered(name, near)) and (theirs := one.taken(asked)) and not mine & theirs:
            return True
    return False


@cache
def opposites() -> tuple[Opposite, ...]:
    """Return every question. Raises RuleError for one that is not well formed."""
    entries = tomllib.loads((files("graph") / "rules" / _FILE).read_text("utf-8"))["opposite"]
    found = []
    for entry in entries:
        if entry.keys() - {"by", "alone"} != {"id", "names", "sides", "why", "yes", "no"}:
            raise RuleError(f"{_FILE}: {entry.get('id', '(without id)')!r}: give id, names, sides, why, yes and no")
        sides = tuple(map(tuple, entry["sides"]))
        listed = sorted({word for side in sides for word in side}, key=lambda word: -len(_AROUND.sub("", word)))
        pairs = ([(told, asked) for told, asked in entry[name]] for name in ("yes", "no"))
        yes, no = map(tuple, pairs)
        words = re.compile("|".join(listed))
        plain = tuple(tuple(_AROUND.sub("", word) for word in side) for side in sides)
        names, by, alone = re.compile(entry["names"]), entry.get("by", ""), entry.get("alone", False)
        found.append(Opposite(entry["id"], names, by, alone, plain, words, entry["why"], yes, no))
    return tuple(found)
