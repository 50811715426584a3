"""The names of which a condition asks for one, as the document says them and as people call them in short."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from graph.eligibility.scheme import Requirement

__all__ = ["options"]

_BETWEEN: Final = re.compile(r"、|或者|或|，|,|和")
_IN_SHORT: Final = re.compile(r"(?<=[\u4e00-\u9fff]{3})（(?P<short>[A-Za-z][A-Za-z0-9-]{1,9})）")
_WHOLE: Final = re.compile(r"[^、，]*?[\u4e00-\u9fff]{4,}（(?P<short>[A-Za-z][A-Za-z0-9-]{1,9})）")
_GLOSSED: Final = re.compile(  # 示范社（示范性农民专业合作社）: either name says it
    r"(?P<name>[\u4e00-\u9fff]{3,})（(?P<gloss>(?![不未非除含限以])[\u4e00-\u9fff]{4,16})）"
)
_NUMBERED: Final = re.compile(  # 能源管理体系（GB/T 23331或ISO 50001）: by its name, or by the number of a standard
    r"《?(?P<name>[\u4e00-\u9fff]{4,})》?"
    r"（(?P<numbers>[A-Za-z/ ]{2,6}[\d. :：-]{3,}(?:(?:或者?|、|和|/)[A-Za-z/ ]{2,6}[\d. :：-]{3,})*)）"
)
_LEAST: Final = 3  # letters of a name that tells something: 项目 of …会员资格或者项目 tells nothing


def options(need: Requirement) -> tuple[str, ...]:
    """Return the names that the value of a condition lists.

    >>> from graph.eligibility.scheme import Place
    >>> place = Place("d", "", "一", "", "")
    >>> options(Requirement("称号", "", place, "in", "米其林指南、黑珍珠餐厅指南"))
    ('米其林指南', '黑珍珠餐厅指南')
    >>> options(Requirement("称号", "", place, "=", "中国合格评定国家认可委员会（CNAS）实验室认可证书"))
    ('中国合格评定国家认可委员会（CNAS）实验室认可证书', 'CNAS实验室认可证书')
    >>> options(Requirement("称号", "", place, "=", "示范社（示范性合作社）"))
    ('示范社（示范性合作社）', '示范社', '示范性合作社')
    """
    return _options(str(need.value), need.op == "in")


@lru_cache(maxsize=20_000)
def _options(value: str, several: bool) -> tuple[str, ...]:
    found = _BETWEEN.split(value) if several else [value]
    if _IN_SHORT.search(value):
        short = _BETWEEN.split(_WHOLE.sub(r"\g<short>", value))
        found += [one for one in short if len(one) >= _LEAST]
    for match in filter(None, map(_NUMBERED.fullmatch, tuple(found))):
        found += [match["name"], *re.split("或者?|、|和", match["numbers"])]
    glossed = [one.groups() for name in found if (one := _GLOSSED.fullmatch(name))]
    return tuple(dict.fromkeys([*found, *(name for names in glossed for name in names)]))
