"""What an offer is called: 生活补贴, 购房补贴, 建设补助; by that name people ask for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

__all__ = ["called_otherwise", "names", "names_by_path"]

_KIND: Final = "补贴|补助|奖励|津贴|贴息|奖补|资助|奖金"
_NAME: Final = re.compile(rf"(?P<what>[\u4e00-\u9fff]{{2}})(?:{_KIND})")
_TURNED: Final = re.compile(rf"(?P<kind>{_KIND})(?P<what>[\u4e00-\u9fff]{{2}})(?:经费|资金|费用|费)(?=\d|，|$)")
_ANY: Final = re.compile(  # what stands before the kind and names nothing
    "(?:给予|给与|予以|申[领请报]|享受|领取|发放|获得|一次性|财政|资金|专项|政策|相应|适当|定额|最高|每[人年月家户]|多少|这个|那个|的|元|按照?|进行|可以|能[拿领]?|有|拿|领|省|市|县|区)$"
)


@lru_cache(maxsize=20_000)
def names(text: str) -> frozenset[str]:
    """Return what offers are called in a text, in the two characters that tell and the kind.

    >>> sorted(names("可以申领生活补贴，标准为每月1500元；另给予一次性补助")), names("能补贴多少")
    (['生活补贴'], frozenset())
    """
    found = set()
    for match in _NAME.finditer(text):
        before = text[max(0, match.start() - 1) : match.end("what")]
        if not _ANY.search(before):
            found.add(match[0])
    return frozenset(found)


def called_otherwise(quote: str, asked: frozenset[str]) -> bool | None:
    """Tell whether an offer is called otherwise than a question calls what it asks for; None where it has no name.

    >>> asked = names("建设补助有多少")
    >>> [called_otherwise(one, asked) for one in ("补助建设经费5万元", "给予运营补助2元", "150张以上的补助3万元")]
    [False, True, None]
    """
    own = names(quote) | {f"{match['what']}{match['kind']}" for match in _TURNED.finditer(quote)}
    return not own & asked if own else None


def names_by_path(clauses: Iterable[tuple[str, str, str]]) -> Mapping[str, frozenset[str]]:
    """Return for each path of a document, given (path, heading, text), what offers are called there.

    A clause's items are called so too: 第五条 names 生活补贴, its item （二） says how much.
    """
    own = {path: names(f"{heading}，{text}") for path, heading, text in clauses}
    return {path: frozenset().union(*(own.get(above, ()) for above in _chain(path))) for path in own}


def _chain(path: str) -> Iterable[str]:
    while path:
        yield path
        path = path.rpartition("/")[0]
