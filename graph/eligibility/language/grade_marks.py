"""Grades, classes and ranks as marks that can be held against each other: 5A级 and AAAAA级, II期 and 二期."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

__all__ = ["LEVELS", "Level", "Mark", "level_of", "marks", "unmarked"]

Mark = tuple[str, str]  # the sort of grade, and which of it: ("级", "5"), ("奖", "银")

_DIGITS: Final = {
    **dict(zip("一二三四五六七八九", "123456789", strict=True)),
    **dict(zip("ⅠⅡⅢⅣⅤ", "12345", strict=True)),
    "两": "2",
    "特": "0",
}
_ROMAN: Final = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}
_N: Final = "(?:[1-9一二三四五六七八九ⅠⅡⅢⅣⅤ]|(?<![A-Za-z])(?:III|IV|II|I|V))"
_MARK: Final = re.compile(
    rf"(?P<a>(?<![A-Za-z])(?:[1-5]A|A{{1,5}})(?![A-Za-z])级?)|(?P<star>{_N})星级?|(?P<prize>(?:特|{_N})等)奖?"
    rf"|第?(?P<class>{_N})类|(?<![这那上下每头同本])第?(?P<phase>{_N})(?:/[1-9IⅠⅡⅢ]+)?期(?!间|限)|(?P<step>(?<![A-Za-z])特|{_N})级(?!市|以上医院)"
    "|(?P<medal>[金银铜])(?:奖牌|[奖牌](?!榜))|(?P<kept>优秀|优胜|提名|入围|创新|特别|鼓励)奖|(?P<stem>[甲乙丙丁])[级等类]"
    "|(?P<height>(?:正高|副高|[高中初])级)(?!中学|人民法院|职业中学)|(?P<letter>(?<![A-Za-z])[A-F])[级类档等](?![A-Za-z])"
    "|第(?P<place>[1-9一二三四五六七八九])名|(?P<champion>[冠亚季]军)|(?P<worker>高级技师|(?<!高级)技师|[高中初]级工(?!程师|艺))"
)
_RANKS: Final = {"冠": "1", "亚": "2", "季": "3"}
_MEDALS: Final = re.compile("^[金银铜]$")
LEVELS: Final = {
    "国家": "国",
    "全国": "国",
    "国": "国",
    "国内": "国",
    "国际": "际",
    "省": "省",
    "省内": "省",
    "市内": "市",
    "全省": "省",
    "自治区": "省",
    "市": "市",
    "全市": "市",
    "区": "区",
    "县": "县",
    "校": "校",
    "镇": "镇",
}
_LEVEL: Final = re.compile(  # 省级, 全国, 青岚市, and no 市场, 区块链, 城市更新
    "^(?:(?P<whole>国家|全国|全省|全市|自治区|(?:国际|国内|省内|市内)(?=首|领先|先进|一流|知名))|(?P<name>(?!国家|全国|中国|中华|世界)[\u4e00-\u9fff]{2,3})?"
    "(?P<level>[省市区县校镇](?<![城都超门上夜]市)(?<![社园小地景校街山林牧灾片辖库]区)))"
    "级?(?P<above>(?:（含）)?及?以上)?(?![内外场区会域城民容块])(?!政(?!府))"
)
_LEVEL_ALONE: Final = re.compile("(?P<level>国家|国|省|自治区|市|区|县|校|镇)级(?P<above>(?:（含）)?及?以上)?")


@lru_cache(maxsize=50_000)
def marks(text: str) -> frozenset[Mark]:
    """Return the marks that a text bears.

    >>> sorted(marks("国家4A级旅游景区")), marks("AAAA") == marks("4A级"), marks("二期") == marks("II期")
    ([('A', '4')], True, True)
    >>> sorted(marks("三级甲等医院")), sorted(marks("中国质量奖提名奖")), marks("CMMI5级") == marks("CMMI五级")
    ([('甲', '甲'), ('级', '3')], [('奖', '提名')], True)
    >>> marks("第三类医疗器械") == marks("3类"), sorted(marks("银牌")), sorted(marks("一等奖")), marks("A级")
    (True, [('奖', '银')], [('奖', '1')], frozenset({('A', '1')}))
    """
    if _MEDALS.match(text):
        return frozenset({("奖", text)})
    return frozenset(_mark(match) for match in _MARK.finditer(text))


def _mark(match: re.Match[str]) -> Mark:
    sort = match.lastgroup or ""
    said = match[sort]
    if sort == "a":
        said = said.removesuffix("级")
        return "A", said[0] if said[0].isdigit() else str(len(said))
    if sort == "champion":
        return "军", _RANKS[said[0]]
    if sort in ("star", "class", "phase", "step", "place"):
        return {"star": "星", "class": "类", "phase": "期", "step": "级", "place": "名"}[sort], _number(said)
    if sort == "prize":
        return "奖", _number(said.removesuffix("等"))
    if sort in ("medal", "kept"):
        return "奖", said
    return {"stem": "甲", "height": "高", "letter": "字", "worker": "工"}[sort], said[:1] if sort == "stem" else said


def _number(said: str) -> str:
    return _ROMAN.get(said) or _DIGITS.get(said, said)


@lru_cache(maxsize=50_000)
def unmarked(text: str) -> str:
    """Return a text without the marks that it bears and the level that it begins with.

    >>> unmarked("国家4A级旅游景区"), unmarked("省科学技术奖二等奖"), unmarked("省级绿色工厂")
    ('旅游景区', '科学技术奖', '绿色工厂')
    """
    return _MARK.sub("", _LEVEL.sub("", text))


class Level(NamedTuple):
    """The level of whoever bestows a title: 国 to 镇, whether higher ones will do, and the name of the place."""

    level: str
    above: bool
    place: str


@lru_cache(maxsize=50_000)
def level_of(text: str, anywhere: bool = False) -> Level | None:
    """Return the level that a text begins with, or the one that it names as such `anywhere`.

    >>> [tuple(level_of(one) or ()) for one in ("国家级", "省级以上旅游商品大赛", "青岚市政府质量奖")]
    [('国', False, ''), ('省', True, ''), ('市', False, '青岚')]
    >>> [tuple(level_of(one) or ()) for one in ("国内首台（套）", "省内首台（套）")]
    [('国', False, ''), ('省', False, '')]
    >>> level_of("市场推广奖"), level_of("城市更新奖"), level_of("区块链示范"), level_of("全国省级以下", True).level
    (None, None, None, '省')
    """
    if anywhere:
        match = _LEVEL_ALONE.search(text)
        return Level(LEVELS[match["level"]], bool(match["above"]), "") if match else None
    match = _LEVEL.match(text)
    return Level(LEVELS[match["whole"] or match["level"]], bool(match["above"]), match["name"] or "") if match else None
