"""What an applicant says, cut at its stops: each stretch tells or asks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from graph.eligibility.language.thesaurus import alternatives, canonical, implied

__all__ = ["Segment", "segments", "untied"]

_SPLIT: Final = re.compile(r"[，。；！？、,;!?\n]|：(?!\d)")

_NONE_OF: Final = re.compile(  # 也没住公租房、人才公寓: what is denied of the first of a list is denied of all
    r"(?:没有?|未曾?|从未|不是|不在|不属于|无)(?:被|曾)?(?:入住|住|领取?|拿|享受|买|有|列入|进|欠|拖欠|发生|受到?|参加|租|获得?|存在|出现|办|设)?(?:过|了|到)?(?=[^，。；！？、\d]{2,12}$)"
)
_NONE_OF_THESE: Final = re.compile(  # 省级的、市级的也都没评上: what is denied of the last of a list is denied of all
    r"(?:也|都|均|全|全都|也都|一个都|统统)+(?P<no>(?:没有?|未曾?|从未|不是|不在|不属于)(?:被|能|有)?[^，。；！？、\d]{0,4}?)(?:过|了|到)?$"
)
_BARE_NOUN: Final = re.compile(r"[^\d了过着在是有已都也就能我们签交缴买招投拿领得做办开来去到没未不无还]{2,16}")
_NOT_DONE: Final = re.compile(  # 按五星标准建的，还没评: what denies the stretch before it, with no object of its own
    "(?:但|不过|可是|可|只是)?(?:现在|目前|到现在|至今|暂时)?(?:还|尚|都|也|一直|暂时|却|就是)*(?:没有?|未)(?:能|来得及|正式)?"
    "(?:办|弄|搞|批|签|拿|到手|下来|评|定|报|落地|排|通过|成|谈|做|用)(?:下来|到手|成|好|上|完|到|出来|定|拢|过)?(?:了|呢|啊)?"
    "|(?:一[个家座间条台辆件次场项]|半个)(?:也|都)没(?:有)?[^，。；]{0,3}"
    "|(?:但|不过|可是|可)?(?:后来|现在|如今|去年|今年|前年|最近|上个?月)(?:又|就|已经?|也|都|给|被)*"
    "(?:卖|停|关|撤|拆|搬|迁|黄|注销|取消|吊销|收回|转让|转手|过期|失效|作废|倒闭|歇业)(?:掉|走|业|运|门|出去)*了"
)
_LEADING: Final = re.compile(  # 不过只比前年多了11%: what only ties a stretch to the one before it
    "^(?:不过|可是|但是?|只不过|而且|并且|另外|此外|然后|还有(?=[^没无一几多])|可惜|偏偏|其实|说实话|再说)"
)
_GOES_ON: Final = re.compile("(?<=[着没])呢|(?:我们?|咱们?)也?有份")  # 做着呢 asks nothing
_SOME: Final = re.compile(
    "(?:前|好|十|这|近|头|过去|往)几|几(?=年前|个月前|天前|十|百|千)|(?<=[了着过来])几(?=[个名位家台套辆间](?![^，。]*(?:才|(?<!不)能|可以|够|呢|吗|算)))"
)  # 前几年 asks nothing


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch between two stops, where it starts, whether it asks rather than tells."""

    text: str
    start: int
    asks: bool
    here: tuple[str, ...] = ()  # names of the region that the documents speak of as 本市
    none_of: str = ""  # what denies it, said once for the list that it stands in

    @property
    def canonical(self) -> str:
        """The words of the documents for what is said, with what that implies."""
        text = f"{self.none_of}{untied(self.text)}"
        for name in self.here:
            text = text.replace(name, "本市")
        words = canonical(text)
        return words if alternatives("deny").search(words) else words + implied(words)


def untied(text: str) -> str:
    """Return a stretch without the words that only tie it to the one before.

    >>> untied("不过只比前年多了11%"), untied("过了省里的评审")
    ('只比前年多了11%', '过了省里的评审')
    """
    return _LEADING.sub("", text)


def segments(text: str, here: tuple[str, ...] = ()) -> list[Segment]:
    """Cut a text at its stops; `here` are names of the region that the documents call 本市.

    >>> [(part.text, part.asks) for part in segments("投了3万元，够格吗？")]
    [('投了3万元', False), ('够格吗', True)]
    >>> segments("也没住公租房、人才公寓和单位宿舍")[1].none_of
    '没住'
    >>> segments("省级的、市级的也都没评上")[0].none_of
    '没评上'
    """
    found, at, none_of, goes_on_before = [], 0, "", False
    joined = canonical_stops(text)
    for stop in (*_SPLIT.finditer(joined), None):
        end = stop.start() if stop else len(text)
        words = text[at:end].strip()
        if words:
            asks = bool(alternatives("asking").search(_SOME.sub("", _GOES_ON.sub("", words))))
            none_of = none_of if _BARE_NOUN.fullmatch(words) else ""
            found.append(Segment(words, text.index(words, at), asks, here, none_of))
        denied = _NONE_OF.search(words)
        goes_on = stop is not None and stop[0] == "、"
        none_of = (denied[0] if denied else none_of) if goes_on else ""
        if goes_on_before and len(found) > 1 and (last := _NONE_OF_THESE.search(words)):
            found[-2:-1] = [
                replace(found[-2], none_of=last["no"]) if _BARE_NOUN.fullmatch(found[-2].text) else found[-2]
            ]
        goes_on_before = goes_on
        at = stop.end() if stop else end
    return _with_denials(found)


def _with_denials(parts: list[Segment]) -> list[Segment]:
    """Put what only denies the stretch before it together with that stretch.

    >>> [part.text for part in segments("酒店按五星标准建的，还没评，投了3万元")]
    ['酒店按五星标准建的还没评', '投了3万元']
    """
    found: list[Segment] = []
    for part in parts:
        if found and not (part.asks or found[-1].asks) and _NOT_DONE.fullmatch(part.text):
            found[-1] = replace(found[-1], text=f"{found[-1].text}{part.text}")
        else:
            found.append(part)
    return found


def canonical_stops(text: str) -> str:
    """Keep together what a stop only seems to part: 自己用、剩下的卖给电网."""
    return re.sub(r"(?<=用)、(?=剩下|多余|余)|(?<=社保)、(?=信用)|(?<=信用)、(?=社保)|(?<=守信)、(?=社保)", "＋", text)
