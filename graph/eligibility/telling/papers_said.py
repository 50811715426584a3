"""Papers, places on lists and deeds told by their bare name and a word of having them: 施工证下来了, 是市重点项目."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.segment import Segment
from graph.eligibility.language.thesaurus import excludes, key
from graph.eligibility.scheme import Requirement

__all__ = ["papers_said"]

_PAPER: Final = re.compile(
    "^(?:(?:已|依法|并|首次)*(?:取得|获得|具有|具备|持有|拥有|办理|领取|办结))(?P<core>[^，。；、或和及（“”]{2,18}?)"
    "(?P<kind>许可证书?|合格证书?|资质证书|登记证书?|认证证书|备案证明?|经营权|证书|证|许可|资质|认证)$"
)
_FILLERS: Final = re.compile("建设(?=工程)|商品房?(?=预售)|条件$|合格$|行政$")
_AS_PAPER: Final = "[^，。；没未不]{0,4}?(?:证(?!明|据|券)|许可|资质|资格|照|批文|认证|手续)"
_HAS: Final = re.compile(
    "有(?!望|意|关|没有)|拿(?:到|下|了)|办(?:了|好|下|完|妥|齐|出)|下来|到手|取得|获得|批(?:了|下|准)|领(?:了|到)|发(?:了|下)|过了|通过|齐全|在手"
)
_LISTED: Final = re.compile(
    "^(?:被|已|新)*(?:列入|列为|纳入|入选|进入|确定为|认定为|评为)(?P<name>[^，。；、或和及（“”]{3,16}?)(?:的?名[录单]|目录|范围|项目库)?$"
)
_ON_IT: Final = re.compile("是|进|上了|在[^，。；]{0,12}[里上中内]|列|入|评|认定|纳|选")
_LEVEL: Final = re.compile("国家|全国|[省市县区镇]")


def papers_said(need: Requirement, parts: Sequence[Segment], denied: Callable[[str, str], bool | None]) -> Fact | None:
    """Return, aloud, that a paper is had or a list reached which is called by its bare name; None where it is not."""
    paper = _PAPER.match(need.attr) if need.value is True else None
    list_ = _LISTED.match(need.attr) if need.value is True else None
    for part in parts if paper or list_ else ():
        if part.asks or excludes(need.key, key(part.canonical)):
            continue
        if paper and _had(paper, part.text) and _not_denied(part, need.key, denied):
            return Fact.taken(need.attr, part.text, part.start)
        if list_ and _reached(list_["name"], part) and _not_denied(part, need.key, denied):
            return Fact.taken(need.attr, part.text, part.start)
    return None


def _not_denied(part: Segment, wanted: str, denied: Callable[[str, str], bool | None]) -> bool:
    return denied(part.canonical, wanted) is False and denied(part.text, wanted) is False


def _had(paper: re.Match[str], said: str) -> bool:
    core = _FILLERS.sub("", paper["core"])
    as_paper = "[^，。；没未不]{0,3}?权" if paper["kind"] == "经营权" else _AS_PAPER
    named = re.search(f"{re.escape(core)}{as_paper}", said) if len(core) > 1 else None
    return bool(named and re.search(_HAS, said.replace(named[0], "证")))


def _reached(name: str, part: Segment) -> bool:
    """Tell whether a stretch says to be on a list of this name; of its level too, where it has one."""
    bare, level = _LEVEL.sub("", name), _LEVEL.search(name)
    own = key(bare)
    if len(own) < 3 or own not in key(part.canonical) or (level and level[0] not in part.canonical):
        return False
    return bool(_ON_IT.search(part.text))
