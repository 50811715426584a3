"""Whom an offer names: a kind of its own (养老护理员) is something to be, any firm or person is not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from graph.eligibility.thesaurus import coverage, key

__all__ = ["named", "special"]

_ANYONE: Final = re.compile(
    r"^(?:(?:各类|有关|相关|上述|申[报请]|运营|建设|实施|承担|服务|入驻|经营|投资|管理)?(?:企业|单位|机构|个人|项目|人员|人才|主体|者|人|户|用人单位|公司|改造项目|举报人|家庭|本人|贷款|农户|消费者|居民|经营主体|市场主体|团队)(?:、|和|及|或)?)+$"
)
_REPEATED: Final = 0.6  # how much of the recipient's name conditions must hold to ask for it


def special(who: str) -> bool:
    """Tell whether the recipient is of one kind, and not just any firm, person or project.

    >>> special("养老护理员"), special("企业"), special("运营单位"), special("首次入库的企业")
    (True, False, False, False)
    """
    return 2 < len(who) <= 16 and "的" not in who and not _ANYONE.match(who)


def named(who: str, said: Iterable[str]) -> bool:
    """Tell whether the keys `said` of a condition already ask for such a recipient.

    >>> named("养老护理员", ["在职养老护理员"]), named("养老护理员", ["参加培训"])
    (True, False)
    """
    return coverage(key(who), said) >= _REPEATED
