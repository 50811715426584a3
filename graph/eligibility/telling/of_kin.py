"""What is told of someone else in the family is nothing that the applicant is: 我爸是退伍兵，我在本市创业."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.language.segment import Segment

__all__ = ["of_kin"]

_KIN: Final = (
    "(?:老?爸|老?妈|爸爸|妈妈|父亲|母亲|爹|娘|爷爷|奶奶|外公|外婆|姥姥|姥爷|公公|婆婆|岳父|岳母"
    "|老公|丈夫|先生|爱人|妻子|老婆|媳妇|太太|对象"
    "|儿子|女儿|闺女|哥哥?|弟弟?|姐姐?|妹妹?|侄子|外甥|女婿|儿媳|孙子|孙女|叔叔|舅舅|姑姑|亲戚"
    "|表[哥弟姐妹]|堂[哥弟姐妹])"
)
_OF_THEM: Final = re.compile(
    f"^(?:我们?|咱们?|俺|本人)?(?:家里?)?(?:的)?{_KIN}(?![^，。；]{{0,8}}(?:和|跟|与|同)(?:我|本人))(?!和我|跟我|与我)"
)
_OWN: Final = re.compile(
    f"^(?:而|但|但是|不过|现在|后来|所以|如今)?(?:我(?!们?(?:家里?)?的?{_KIN})|本人|自己|咱(?!们?(?:家里?)?的?{_KIN}))"
)
_ASKS_FOR: Final = re.compile("^(?:我|本人)(?:想|来|帮|替|给|要|就想)*(?:问|咨询|打听|代)")
_STATUS: Final = re.compile(
    "退役|退伍|军人|士兵|残疾|毕业生|毕业年限|学历|学位|职称|技能|失业|就业困难|在校|留学|博士"
    "|硕士|本科|大专|人才|工程师|技师|党员|农民工|脱贫|在编|派遣"
    "|社保|社会保险|养老保险|公积金|参保|劳动合同|工作|任职|入职"
)
_OF_FAMILY: Final = re.compile(
    "家庭|家属|遗属|配偶|子女|父母|父亲|母亲|夫妻|一方|双方|老年?人|儿童|孩子|新生儿|成员|户$|赡养|抚养"
)


def of_kin(fact: Fact, parts: Sequence[Segment]) -> bool:
    """Tell whether a fact is what somebody in the family is, where the applicant speaks of themselves besides.

    Whoever asks for their kin alone (我儿子是退役军人，今年创业) tells what the applicant is.
    """
    called = f"{fact.attr}{fact.value if isinstance(fact.value, str) else ''}"
    if not fact.words or fact.value is False or not _STATUS.search(called) or _OF_FAMILY.search(called):
        return False
    if not _OF_THEM.match(fact.words):
        return False
    return any(_OWN.match(part.text) and not _ASKS_FOR.match(part.text) for part in parts if part.text != fact.words)
