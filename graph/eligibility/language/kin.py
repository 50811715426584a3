"""Of whom in a family a condition asks that they be of a place, and of whom it is told: 夫妻一方, 夫妻双方, 新生儿."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

__all__ = ["BORN_INTO", "CHILD", "alone", "kin_asked", "kin_told"]

ONE: Final = "one"  # of the parents
BOTH: Final = "both"
CHILD: Final = "child"

_COUPLE: Final = "夫妻|夫妇|父母|男女|双方"
_ASKED_ONE: Final = re.compile(f"(?:{_COUPLE})[^，。；、]{{0,8}}?一方|(?:父亲|母亲)(?:或者?|、)(?:父亲|母亲)")
_ASKED_BOTH: Final = re.compile(f"(?:{_COUPLE})(?:双方|二人|两人|均|都|共同)|父母")
_ASKED_CHILD: Final = re.compile("新生儿|子女|孩子|婴幼儿|幼儿(?!园)|婴儿")
_SPOUSE: Final = "老公|丈夫|先生|爱人|妻子|老婆|媳妇|太太|对象|另一半|(?:孩子|娃|他|她)的?[爸妈]"
_TOLD_CHILD: Final = re.compile(
    "(?:孩子|小孩|娃|宝宝|子女|宝贝)(?!们?他?她?的?[爸妈])|新生儿|[大二三四]宝|老[大二三四](?!家)|儿子|女儿|闺女|双胞胎|龙凤胎"
)
_TOLD_BOTH: Final = re.compile(
    f"夫妻|夫妇|两口子|我们?俩|咱们?俩|我们两[个人]|双方|爸妈|父母|(?:我|本人)(?:和|跟|与|、)(?:我)?(?:{_SPOUSE})"
    f"|(?:{_SPOUSE})(?:和|跟|与|、)(?:我|本人)"
)
_TOLD_ONE: Final = re.compile(f"我|本人|{_SPOUSE}|爸|妈")
_FAMILY: Final = re.compile(
    "全家|一家|我们家|咱家|[三四五]口|我家(?=是|[^，。；]{1,6}户)|(?:^|，)(?:我们|咱们)(?![俩两])"
)
BORN_INTO: Final = re.compile("[落上入报登]了?[^，。；]{0,8}户[口籍]?|户口[^，。；]{0,4}[落上入报登]")
_LEADING: Final = re.compile(
    f"^(?:(?:{_COUPLE})(?:双方)?(?:或者?|中)?(?:至少|任意|其中|任)?有?(?:一方|双方)?(?:及|和|与|、|且)?(?:均|都)?"
    "|(?:新生儿|子女|孩子|婴幼儿|父亲|母亲)(?:及|和|与|、|或者?)?(?:均|都)?)+"
)


@lru_cache(maxsize=10_000)
def kin_asked(condition: str) -> frozenset[str]:
    """Return of whom a condition asks something; nothing where it asks it of the applicant.

    >>> [sorted(kin_asked(one)) for one in ("夫妻双方或者一方具有本市户籍", "夫妻双方均为本市户籍", "本市户籍")]
    [['one'], ['both'], []]
    >>> sorted(kin_asked("父母至少一方及新生儿具有本市户籍"))
    ['child', 'one']
    """
    found = {ONE} if _ASKED_ONE.search(condition) else {BOTH} if _ASKED_BOTH.search(condition) else set()
    return frozenset(found | ({CHILD} if _ASKED_CHILD.search(condition) else set()))


@lru_cache(maxsize=10_000)
def kin_told(words: str) -> frozenset[str]:
    """Return of whom something is told: of one of the parents where nobody else is named.

    >>> [sorted(kin_told(one)) for one in ("我和老公都是", "孩子爸爸是", "孩子的户口也", "全家都是", "我和孩子都是")]
    [['both', 'one'], ['one'], ['child'], ['both', 'child', 'one'], ['child', 'one']]
    """
    if _FAMILY.search(words):
        return frozenset({ONE, BOTH, CHILD})
    child = {CHILD} if _TOLD_CHILD.search(words) else set()
    if _TOLD_BOTH.search(words):
        return frozenset({ONE, BOTH} | child)
    return frozenset(({ONE} if not child or _TOLD_ONE.search(words) else set()) | child)


def alone(condition: str) -> str:
    """Return a condition without of whom in the family it is asked.

    >>> alone("夫妻双方或者一方具有本市户籍"), alone("父母至少一方及新生儿具有本市户籍"), alone("本市户籍家庭")
    ('具有本市户籍', '具有本市户籍', '本市户籍家庭')
    """
    return _LEADING.sub("", condition) or condition
