"""What the cases share that a sentence tells one by one: 建棚300平方米以上的，砖混的每平方米60元；钢架的40元."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.extract.draft import Span

__all__ = ["addressed", "of_others", "opens_cases"]

_ADDRESSED = re.compile(
    r"(?:第[一二三四五六七八九十百零\d]+条|（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、])?[对凡]"
)

_CLOSED = re.compile("的(?:，|$)")  # 床位20张以上的: whoever is so
_NAMED = re.compile("的[^的\\d]{1,16}$")  # 对开办托育机构满1年的举办者
_LONE = re.compile("(?![按经由每最可再分自以])[^，。；的\\d]{2,10}")  # 一等奖, without 的
_KIND = re.compile(
    "^(?:其[他它])?[^，。；的\\d]{0,8}?(?:企业|单位|机构|合作社|农户|农场|大户|个人|医院|学校|家庭|人员|职工|毕业生|园区|协会)(?=[一-鿿]{2})"
)


def opens_cases(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the stretches that hold for every case of a sentence, the last of `spans` being the first of its cases.

    What stands before the case must be whole by itself (…以上的, 对…的企业); else all is one case, and nothing is
    returned.

    >>> text = "农户建设棚舍，面积300平方米以上的，砖混的，每平方米补助60元"
    >>> [text[slice(*one)] for one in opens_cases(text, [(0, 6), (7, 18), (19, 22)])]
    ['农户建设棚舍', '面积300平方米以上的']
    >>> opens_cases(text, [(0, 6), (7, 18)])
    []
    """
    said = [text[start:end].strip(" 、，：；。\n\t") for start, end in spans]
    if len(said) < 2 or not (said[-1].endswith("的") or _LONE.fullmatch(said[-1])):
        return []
    named = addressed(said[0])
    whole = [index for index, one in enumerate(said[:-1]) if _CLOSED.search(one) or (named and _NAMED.search(one))]
    return list(spans[: whole[-1] + 1]) if whole else []


def addressed(words: str) -> bool:
    """Tell whether words open with those whom they speak of, behind the number of their clause: （一）对新建棚舍的农户.

    >>> addressed("（一）对新建棚舍的农户"), addressed("农户新建棚舍的")
    (True, False)
    """
    return bool(_ADDRESSED.match(words))


def of_others(first: str, head: str, case: str) -> bool:
    """Tell whether the words that open a further case tell of others than those of `head`, before the first `case`.

    >>> of_others("钢架的", "农户建设棚舍", "砖混的"), of_others("合作社购置农机的", "农户建设棚舍", "砖混的")
    (False, True)
    """
    if not case.endswith("的") and (first[-1:] != case[-1:] or not _LONE.fullmatch(first)):
        return True
    kind, before = _KIND.match(first), _KIND.match(head)
    another = kind and before and kind[0] not in before[0] and before[0] not in kind[0]
    return first[:2] == head[:2] or bool(another)
