"""What an applicant says not to know (不知道算不算自愿做的): it is neither so nor not, whatever else is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.segment import Segment
from graph.eligibility.thesaurus import key

__all__ = ["doubted", "settled_by"]

_UNSURE: Final = re.compile(
    "(?:不(?:太|大|是很)?(?:知道|清楚|确定|晓得|明白|记得|敢说|好说)|(?:没|未)(?:能)?(?:[搞弄查问]清楚?|确定)|[搞弄拿说记吃](?:也)?不(?:太)?[清准好]楚?|没把握|没底|存疑|有争议)(?:了)?"
)
_WHETHER: Final = re.compile("(?P<one>[\u4e00-\u9fff])(?:没有?|不)(?P=one)(?:于|到|过)?|是否|有无|属不属于|还是")
_FILLER: Final = re.compile("到底|究竟|应该|应当|我们?|[其的了过做呢吗啊也]")
_OF_PAY: Final = re.compile(
    "[补奖领拿给贴]|申[请报]|享受|够格|资格|条件|哪[一]?[档级条类]|怎么|多少|什么|符不符合|能不能|能否|可不可以|行不行"
)


def doubted(part: Segment) -> bool:
    """Tell whether a stretch only says that something is not known; whether money is paid for it is another question.

    >>> doubted(Segment("不知道算不算自愿做的", 0, True)), doubted(Segment("不清楚能不能补", 0, True))
    (True, False)
    """
    unsure = _UNSURE.search(part.text)
    rest = _UNSURE.sub("", part.text)
    return bool(unsure and _WHETHER.search(rest) and not _OF_PAY.search(rest))


def settled_by(facts: Iterable[Fact], open_: Sequence[Segment], told: Sequence[Segment]) -> list[Fact]:
    """Return the facts without those whose names hold what is in doubt and nowhere told."""
    said = "，".join(key(part.canonical) for part in told)
    asked = (_FILLER.sub("", _WHETHER.sub("", _UNSURE.sub("", part.canonical))) for part in open_)
    unknown = {pair for words in asked for pair in _pairs(key(words)) if pair not in said}
    return [fact for fact in facts if not any(pair in fact.key for pair in unknown)]


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]
