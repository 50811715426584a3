"""What an applicant says that keeps a yes open: what they do not know (评选结果我还没看), and what went amiss with what
is asked (许可证被吊销了, 验收没过), where no condition has taken it up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from graph.eligibility.matching.check import Check
from graph.eligibility.telling.denial import without_denials

__all__ = ["left_open", "went_amiss"]

_UNSURE: Final = re.compile(
    "(?:还|都|也|暂时|一直)?没(?:有)?(?:去|来得及|人|给我|跟我|和我)?"
    "(?:看|说|讲|记账|记|查|问|打听|通知|告诉|统计|抄|出来?|定|核|弄清|搞清|细看|细算|留意|注意)(?:过|清楚?|明白?|准|好|到)?(?:我们?)?$"
    "|不(?:太|大|是很)?(?:知道|清楚|确定|记得|晓得|好说)|[说记]不(?:清|准|得)|拿不准|没把握"
    "|(?:结果|结论|通知|批复)(?:还|都|也)?(?:没|未)(?:出|下|来|到)"
)
_OF_PAY: Final = re.compile(  # what one does not know of the aid is what one asks for
    "[补奖领]|能拿|拿多少|享受|申[请报领]|够格|够不够|资格|哪[一]?[档级条类]|怎么算|多少钱"
)
_AMISS: Final = re.compile(
    "(?:没|未)(?:有|能|能够)?(?:被|获|予)*(?:通过|批(?:准|下来|$|，)|获批|过[关审]?(?=$|，|了)|合格|达标|验收|评[上定为]|认[定上])"
    "|(?:不|欠)(?:合格|达标|予通过)|(?<!完成)(?<!已经)(?:要求?|需要?|限期|责令|等着?|正在|还在)整改|被?(?:吊销|注销|撤销|撤回|退回|驳回|否决|取消|摘牌|除名|查封)"
    "|(?<!不)失效|作废|过期|(?:证|资质|许可|认定|资格|有效期)[^，。；]{0,6}到期|暂扣|吊扣|扣押|冻结|(?:正在|还在|尚在)(?:办理?|审批|受理)(?=$|，|中|手续)|(?:办理|审批|受理)中|黄了|泡汤|告吹|烂尾|倒闭"
)
_NOT_SO: Final = re.compile("(?:没有?|从未|从没有?|未曾?|不曾|未被|不会|没被|无)[^，。；]{0,3}$")
_MENDED: Final = re.compile(
    "整改(?:完|到位|好|合格|通过)|(?:重新|又|后来|第二次|再次)[^，。；]{0,8}(?:通过|批|过了|拿到|办|补|续)"
)


def left_open(unread: Iterable[str], checks: Iterable[Check] = (), clause: str = "") -> str | None:
    """Return the first words by which an applicant says not to know something, or that something went amiss, and that
    no condition took up or a condition took for its being met; what the clause itself speaks of is nothing amiss.

    >>> left_open(["评选结果我还没看"]), left_open(["不清楚能补多少"]), left_open(["厂房刚盖好"])
    ('评选结果我还没看', None, None)
    >>> left_open(["复核没通过"]), left_open(["从来没被取消过"])
    ('复核没通过', None)
    """
    for words in unread:
        unsure = _UNSURE.search(without_denials(words))  # 事故没出过 is no 结果没出
        if (unsure and not _OF_PAY.search(words)) or went_amiss(words, clause):
            return words
    failed = (_met_by_what_failed(check, clause) for check in checks)
    return next(filter(None, failed), None)


def went_amiss(words: str, asked: str = "") -> bool:
    """Tell whether a stretch says that something failed or is over, other than what a condition itself asks for.

    >>> went_amiss("道路运输证被吊销了"), went_amiss("没有被吊销"), went_amiss("整改完了，验收合格")
    (True, False, False)
    >>> went_amiss("旧车注销了", "报废并注销旧车")
    False
    """
    return any(fault not in asked for fault in _faults(words))


@lru_cache(maxsize=20_000)
def _faults(words: str) -> tuple[str, ...]:
    """Return what a stretch tells that went amiss and was not put right."""
    if _MENDED.search(words):
        return ()
    found = (match for match in _AMISS.finditer(words) if not _NOT_SO.search(words[: match.start()]))
    return tuple(match[0].lstrip("被") for match in found)


def _met_by_what_failed(check: Check, clause: str) -> str | None:
    """Return the words of a condition that is taken for met by a stretch that says that it failed."""
    fact = check.fact
    if fact is None or not _faults(fact.words) or not check.verdict or check.need.value is False:
        return None
    if fact.assumed.startswith("按您说的其他"):
        return None
    return fact.words if went_amiss(fact.words, f"{check.need.text}{check.need.attr}{clause}") else None
