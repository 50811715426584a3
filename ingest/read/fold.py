"""Folds characters that are forms of others into the characters they stand for, one to one."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold", "seen"]

_RADICALS = (  # simplified radicals to which Unicode gives no compatibility mapping
    "⺁厂⺄乙⺈刀⺊卜⺌小⺍小⺐尢⺒巳⺓幺⺕彐⺗心⺙攵⺛无⺝月⺟母⺠民⺡水⺢水⺣火⺥爪⺦爿⺧牛⺨犬⺩王⺪疋⺫目⺬示⺭示"
    "⺮竹⺯糸⺰纟⺱网⺲网⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹老⺺聿⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衣⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足"
    "⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑长⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟食⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤"
    "⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龟⻲亀⻳龟"
)


def _table() -> dict[int, str]:
    table = {ord(_RADICALS[i]): _RADICALS[i + 1] for i in range(0, len(_RADICALS), 2)}
    for start, end in ((0x2F00, 0x2FD6), (0xF900, 0xFB00), (0x2F800, 0x2FA20)):
        for code in range(start, end):
            normal = unicodedata.normalize("NFKC", chr(code))
            if len(normal) == 1 and normal != chr(code):
                table[code] = normal
    for code in (*range(0xFE10, 0xFE1A), *range(0xFE30, 0xFE49)):  # marks as vertical text has them, full width
        normal = unicodedata.normalize("NFKC", chr(code))
        if unicodedata.decomposition(chr(code)).startswith("<vertical>") and len(normal) == 1:
            table[code] = chr(ord(normal) + 0xFEE0) if "!" <= normal <= "~" else normal
    return table


_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_FOLD = _table()
_ODD = frozenset(map(chr, _FOLD))


def fold(text: str) -> str:
    """Return `text` with Kangxi radicals and compatibility ideographs replaced; the length stays the same.

    PDFs made with some fonts carry the radical ⼯ (U+2F2F) where the text says 工 (U+5DE5), vertical text marks of its
    own. Other punctuation and full-width letters are left as they are.

    >>> fold("⼯业和信息化部⻓期⾏动"), fold("︽节水条例︾︵试行︶︒")
    ('工业和信息化部长期行动', '《节水条例》（试行）。')
    """
    return text if _ODD.isdisjoint(text) else text.translate(_FOLD)


def seen(text: str) -> str:
    """Return `text` folded, without the characters that take no room: soft hyphens, places to break, directions.

    Copied out of web pages and office programs they tear words apart for whoever looks for them.

    >>> seen("下\u200b降12\u2060%，节\u00ad水⼯程")
    '下降12%，节水工程'
    """
    return fold(_UNSEEN.sub("", text))
