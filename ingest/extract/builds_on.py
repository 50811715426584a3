"""Offers on top of aid from above, which a clause on other aid does not shut out: 按中央补贴额的30%累加补贴."""

from __future__ import annotations

import re

from ingest.extract.condition import Tree
from ingest.record import Condition

__all__ = ["built_on"]

_HIGHER = "(?:中央|国家|部委?|省级?|上级|市级)"
_AID = "(?:补[贴助]|奖[励补]|资[金助]|扶持|支持)"
_BUILDS_ON = re.compile(
    f"(?:已|在)经?(?:享受|获得|领取|取得)了?[^，。；不未]{{0,8}}{_HIGHER}[^，。；不未]{{0,14}}{_AID}[^，。；]{{0,6}}?的(?:基础上|，|企业|项目|单位|主体)"
    f"|按(?:照)?[^，。；\\d]{{0,8}}{_HIGHER}[^，。；\\d]{{0,12}}(?:1[:：∶]|\\d[\\d.]*%)[^，。；]{{0,10}}(?:配套|累加|叠加|追加|给予|补|奖)"
    f"|{_HIGHER}[^，。；\\d]{{0,14}}(?:1[:：∶]\\d|等额)[^，。；]{{0,6}}配套|(?:累加|叠加|追加)(?:给予)?{_AID}"
)
_HAD_AID = re.compile(
    "(?:享受|获得?|取得|领取)过?了?(?![^，。；]*本(?:办法|政策|措施|细则))[^，。；]*(?:中央|国家|省|市|上级|财政)[^，。；]*"
    + _AID
)
_STILL = re.compile("一事一议|一企一策|同类(?:县|区)级|本(?:县|区|级)")  # 县级同类补贴: not the aid from above


def built_on(tree: Tree, text: str, at: int) -> Tree:
    """Leave out of what holds for all that other aid was had, where the offer at `at` of `text` is one on top of it.

    >>> shut = Tree((Condition("同一项目已享受中央、省财政补助", "", "=", False),))
    >>> text = "新建冷库的，补助5万元。购置农机并已享受中央补贴的，按中央补贴额的30%累加补贴。"
    >>> len(built_on(shut, text, 6).parts), len(built_on(shut, text, text.find("30%")).parts)
    (1, 0)
    """
    start = max(text.rfind(mark, 0, at) for mark in "。\n；") + 1
    if not _BUILDS_ON.search(re.split("[。\n；]", text[start:])[0]):
        return tree
    return Tree(tuple(part for part in tree.parts if not _other_aid(part)), tree.any)


def _other_aid(part: Condition | Tree) -> bool:
    """Tell whether those are shut out who had other aid from above."""
    if isinstance(part, Tree) or part.value is not False:
        return False
    return bool(_HAD_AID.search(part.attr)) and not _STILL.search(part.attr)
