"""When do two titles name the same document: the key under which a citation finds what it cites."""

from __future__ import annotations

import re

__all__ = ["title_key"]

_WRAPPED = re.compile(r"(?:印发|发布|公布|转发|下发)[《〈]?(?P<inner>.{4,})的(?:通知|公告|函|通告)$")
_ISSUER = re.compile(
    r"^[^《〈]*?(?:委员会|办公厅|办公室|人民政府|人大常委会|国务院|中共中央|[部委厅局署办院会])关于(?=.{4,})"
)
_PUNCTUATION = re.compile(r"[\s《》〈〉<>“”\"'‘’、，,。·—\-－_:：]+")
_FOLD = str.maketrans("（）〔〕［］【】", "()[][][]")


def title_key(title: str) -> str:
    """Reduce a title to what stays the same however it is cited.

    The issuer before 关于, the notice around what it issues, spaces, quotation marks and the width of brackets fall
    away; the words 试行, 修订 and years stay, as they tell one version from another.

    >>> title_key("荻浦市人民政府关于印发《荻浦市“十五五”节能规划（试行）》的通知")
    '荻浦市十五五节能规划(试行)'
    >>> title_key("云泽省人民政府关于加快发展海水淡化的意见") == title_key("关于加快发展海水淡化的意见")
    True
    """
    text = "".join(title.split())
    if wrapped := _WRAPPED.search(text):
        text = wrapped["inner"]
    text = _ISSUER.sub("关于", text)
    return _PUNCTUATION.sub("", text).translate(_FOLD)
