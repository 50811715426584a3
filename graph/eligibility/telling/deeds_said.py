"""Deeds that people tell in words of their own: 敲钟了 of 成功上市, 股改 of 股份制改造.

The words are in `graph/rules/deed.toml`: each entry says which conditions it is of, and how people say and deny them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.entries import entries
from graph.eligibility.language.segment import Segment
from graph.eligibility.language.thesaurus import excludes
from graph.eligibility.scheme import Scheme

__all__ = ["Deed", "deeds", "deeds_said", "of_another", "said_of", "telling"]

_FILE: Final = "deed.toml"
_BEFORE: Final = re.compile("(?:没有?|未|尚未|还没|不是|并非|不|别)[^，。；]{0,4}$")
_TO_COME: Final = re.compile(
    "打算|准备|计划|筹备|拟(?!定)|想(?!不到)|争取|明年|后年|将要|正在(?!用)|还在|尚在|预计|等[着待]|申请中|审核中|能不能"
)
_OTHERS: Final = re.compile(  # whose deed it is; who did it together with them did it too
    "(?<![与和跟同向从])(?:母公司|总公司|集团总部|参股|客户(?!数据|信息|管理|端|服务)|供应商|隔壁|别人|别家|人家|亲戚|朋友|邻居|同行|合作方|合作伙伴|对方)"
    "|[帮替](?!我|咱|自[己家]|忙|代|换)"
)
_WITHIN: Final = re.compile("没|未(?!来)|不(?:是|能|肯|予|给|让|行|了|成|同意)|拒")
_DENIES_ITSELF: Final = re.compile("^(?:从未|从没有?|没有?|未|无)")  # 没有逾期
_FAILED: Final = (
    "被(?:拒|否|退|驳|撤|起诉)|拒绝|拒了|驳回|没(?:有|能)?(?:被)?(?:批|通过|受理|下来|谈拢|做|办(?!公)|搞|弄|开始|[^，。；]{0,4}成(?![本员立]))|未(?:获|能|予)?(?:批|通过|成)"
    "|不[肯予了](?!解)|不同意|不给|(?<![没未])失败|黄了|泡汤|告吹|(?<![没未])晚了|起诉|拖了"
)
_AFTER: Final = re.compile(_FAILED)
_THEN: Final = re.compile(f"^[^，。；补奖]{{0,6}}(?:{_FAILED})[^，。；]{{0,5}}$")  # 拿专利去质押，银行没批


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed: the conditions that ask for it, how it is told and how denied, and examples."""

    id: str
    asks: str
    says: str
    why: str
    yes: tuple[tuple[str, str], ...]
    no: tuple[tuple[str, str], ...]
    denies: str = ""
    beside: str = ""  # what must stand in the stretch for the words to be of this deed
    unless: str = ""  # what makes them words of something else
    asking: bool = False  # whether it is told also where something is asked: 运营方能领多少
    denied: tuple[tuple[str, str], ...] = ()


@cache
def deeds() -> tuple[Deed, ...]:
    """Return every deed. Raises RuleError for one that is not well formed."""
    return entries(_FILE, "deed", _deed)


def _deed(entry: Mapping[str, Any]) -> Deed:
    pairs = {name: tuple(map(tuple, entry.get(name, ()))) for name in ("yes", "no", "denied")}
    for pattern in (entry["asks"], entry["says"], *map(entry.get, ("denies", "beside", "unless"), [""] * 3)):
        re.compile(pattern)
    return Deed(**{**entry, **pairs})


@lru_cache(maxsize=20_000)
def telling(attr: str) -> tuple[Deed, ...]:
    """Return the deeds that a condition asks for, as a whole."""
    return tuple(deed for deed in deeds() if re.fullmatch(deed.asks, attr))


def said_of(attr: str, said: str) -> bool | None:
    """Tell whether a stretch says that what a condition asks for was done, or not; None where it does not say.

    >>> [said_of("成功上市", said) for said in ("在北交所敲钟了", "还没敲钟", "准备明年去敲钟")]
    [True, False, None]
    """
    for deed in telling(attr):
        if deed.denies and re.search(deed.denies, said):
            return False
        if excludes(attr, said):  # 创业板上市 is not 科创板上市
            return None
        if not re.search(deed.beside, said) or (deed.unless and re.search(deed.unless, said)):
            continue
        for match in re.finditer(deed.says, said):
            before, within = said[: match.start()], _DENIES_ITSELF.sub("", match[0])
            if _TO_COME.search(said, 0, match.end()):
                return None
            if _OTHERS.search(before):
                continue
            return not (_BEFORE.search(before) or _WITHIN.search(within) or _AFTER.search(said, match.end()))
    return None


def of_another(attr: str, said: str) -> bool:
    """Tell whether a stretch speaks of the deed of somebody else, or of another thing, however like the words are.

    >>> [of_another("成功上市", f"{who}成功上市") for who in ("母公司", "新药", "我们")]
    [True, True, False]
    """
    return any(
        bool(_OTHERS.search(said))
        or not re.search(deed.beside, said)
        or bool(deed.unless and re.search(deed.unless, said))
        for deed in (telling(attr) if said_of(attr, said) is None else ())
    )


def deeds_said(parts: Sequence[Segment], near: Iterable[Scheme]) -> Iterator[Fact]:
    """Yield for each condition that asks for such a deed whether the applicant says to have done it."""
    needs = {need.key: need for scheme in near for need in scheme.requirements if need.value in (True, None)}
    for need in needs.values():
        asked = telling(need.attr)
        told = [
            (part, so and not _undone(parts, order))
            for order, part in enumerate(parts if asked else ())
            if not part.asks or any(deed.asking for deed in asked)
            if (so := said_of(need.attr, _of_here(part))) is not None
        ]
        part, so = next(((part, so) for part, so in told if so is False), told[0] if told else (None, None))
        if part is not None and so is not None:
            yield Fact.of(need.attr, so, words=part.text, start=part.start)


def _undone(parts: Sequence[Segment], order: int) -> bool:
    """Tell whether the stretch behind this one says that it came to nothing."""
    return order + 1 < len(parts) and bool(_THEN.match(parts[order + 1].text))


def _of_here(part: Segment) -> str:
    """Call the region that the documents speak of as they do."""
    text = part.text
    for name in part.here:
        text = text.replace(name, "本市")
    return text
