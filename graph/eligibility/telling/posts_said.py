"""Whether applicants hold a post that shuts out, or deny it: 不是派遣也没编制 for 事业单位在编人员, 劳务派遣人员."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.segment import Segment
from graph.eligibility.scheme import Requirement

__all__ = ["posts_said"]

_OF_STATE: Final = "(?:国家|党政|机关|事业单位|企?事业|参公|参照公务员法管理|财政|行政|单位|的|和|及|或者?|、)*"
_WHO: Final = "(?:在[职岗]|正式)?(?:的)?(?:工作)?(?:人员|职工|员工|干部|教师|医[生师]|者)?"
_POSTS: Final = {  # what is shut out, and how people say that they are none of it
    re.compile(rf"{_OF_STATE}(?:在编|编制内|编内|有编制|占编){_WHO}"): (
        "(?:任何|什么|正式|国家|机关|行政|单位|的)*(?:事业|公务员?|行政)?(?:单位)?(?:的)?(?:在编|编制|占编|入编|编内|体制内|编(?![辑写制外纂]))"
        "|财政供养|吃(?:财政|皇粮|公家)"
    ),
    re.compile(rf"{_OF_STATE}(?:公务员|公职){_WHO}"): (
        "(?:任何|什么|正式|国家|机关|的)*(?:公务员|公职|体制内|(?:公务员|事业|行政)?(?:在编|编制|编内|编(?![辑写制外纂])))|财政供养|吃(?:财政|皇粮|公家)"
    ),
    re.compile(rf"(?=.*(?:机关|事业单位|参公|参照公务员)){_OF_STATE}{_WHO}"): (
        "(?:任何|什么|正式|国家|的)*(?:机关|公务员|公职|体制内|事业(?:单位|编)|参公|(?:在)?编(?:制|内)?(?![辑写制外纂]))|财政供养|吃(?:财政|皇粮|公家)"
    ),
    re.compile("(?:劳务|人力资源|人事)?派遣(?:制|用工|性质)?(?:的)?(?:人员|员工|职工|工|用工|者)"): (
        "(?:通过|走|被|由|搞|什么|公司)*(?:劳务|人事)?(?:外包(?:或|和|、))?派遣(?!(?:公司|单位|企业|机构))"
    ),
}
_HELD: Final = {  # by which words of what is shut out, and how people say that they are it
    "公务员|机关": (
        "公务员|(?:党政|国家|政府)?机关(?:单位)?(?:里|的)?(?:在编|正式)?(?:工作人员|干部|人员|上班|工作|任职|编制)"
    ),
    "事业单位|参公|参照公务员": "事业单位?(?:的|里)?(?:在编|正式)?(?:工作人员|人员|职工|编制|上班|工作)|事业编|参公",
    "在编|编制|编内": "在编(?!外)|有编制|编制内|[有带]编(?!外)",
    "派遣": "(?:是|属于|被)(?:劳务|人事)派遣",
}
_AT_WORK: Final = re.compile("我(?![们国省市县区公])|本人|^(?:但|可|不过|目前|现在|自己)*(?:是|在)")
_NO_MORE: Final = re.compile("辞|离职|退休|以前|之前|原来|曾|想|考|准备|不|没|非|服务|对接|合作|客户")
_NOT: Final = (
    "(?:(?<![是会])不(?:是|属于?|算|在|占|走|吃)|(?<!有)没有?|(?<!有)无|(?<![是为])非|并非|不是)"
    "(?:属于?|在|是|走|进|入|拿|考)?"
)
_OUTSIDE: Final = re.compile("编(?:制)?外|非编|合同制|聘用制")  # says itself that one has no post
_DOUBT: Final = re.compile("是不是|有没有|有无|是否|算不算|不知道|不确定|不清楚|吗|呢$")
_OTHERS: Final = re.compile(
    "爱人|对象|老公|老婆|丈夫|妻子|配偶|父母?亲?|母亲|爸|妈|孩子|儿子|女儿|朋友|同事|他们?|她们?|单位(?:本身|是|不是|没)|公司(?:本身|是|不是)"
)


def posts_said(parts: Sequence[Segment], needs: Sequence[Requirement]) -> Iterator[Fact]:
    """Yield whether each post that shuts out is held, where the applicant says so of it, not of spouse or firm.

    `needs` are what shuts out.
    """
    for need in needs:
        said = next((words for posts, words in _POSTS.items() if posts.fullmatch(need.attr)), None)
        if said is None:
            continue
        outside = "派遣" not in need.attr
        denied = re.compile(f"{_NOT}(?:{said})")
        for part in parts:
            if part.asks or _DOUBT.search(part.text) or _OTHERS.search(part.text):
                continue
            if denied.search(part.text) or (outside and _OUTSIDE.search(part.text)):
                yield Fact.of(need.attr, False, words=part.text, start=part.start)
                break
            if _holds(need.attr, part.text):
                yield Fact.of(need.attr, True, words=part.text, start=part.start)
                break


def _holds(shut_out: str, said: str) -> bool:
    """Tell whether applicants say to hold a post that shuts out.

    >>> _holds("机关和参照公务员法管理的事业单位工作人员", "但我是区里机关的公务员")
    True
    >>> _holds("公务员", "我以前是公务员"), _holds("公务员", "我们给机关工作人员做培训")
    (False, False)
    >>> _holds("公务员", "我在事业单位上班")
    False
    """
    if _NO_MORE.search(said) or not _AT_WORK.search(said):
        return False
    return any(re.search(asked, shut_out) and re.search(words, said) for asked, words in _HELD.items())
