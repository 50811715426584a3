"""Parts a head that was run together: title, number and addressees glued to the text without so much as a space."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.record import Block
from ingest.rules import load
from ingest.structure.cut import cut

__all__ = ["parted_head"]

_LONG = 110  # characters: no line of a head is longer
_ADDRESSEES = re.compile(r"各[^。；《》]{2,110}?[：:](?=[^。])")


def parted_head(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with the first one cut behind its title, its number and its addressees, if it holds them.

    >>> text = "苍陵市水务局关于做好节水工作的通知苍水发〔2027〕3号各县水务局：现就节水通知如下。"
    >>> [block.text[:14] for block in parted_head([Block(text + "续" * 99, ())])]
    ['苍陵市水务局关于做好节水工作', '苍水发〔2027〕3号', '各县水务局：', '现就节水通知如下。续续续续续']
    """
    if not blocks or blocks[0].kind == "row" or len(blocks[0].text) <= _LONG:
        return list(blocks)
    text = blocks[0].text
    number = load("head")["run-together"].regex.match(text)
    if number is None:
        return list(blocks)
    addressed = _ADDRESSEES.match(text, number.end())
    places = [number.start("number"), number.end(), *([addressed.end()] if addressed else [])]
    return [*cut(blocks[0], places), *blocks[1:]]
