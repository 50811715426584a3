"""Conditions told in pieces, by facts of which each names a category and what of it is so.

{"认证": "CMMI", "首次通过认证等级": "5级"} is CMMI5级, {"赛事": "亚运会", "名次": "银牌"} is 在亚运会获得银牌.
What is named besides must be the thing that is asked for, and each grade and level the very one: another grade, and
another thing of the same category, is a no. Facts read out of sentences are matched elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.kleene import Truth
from graph.eligibility.language.grade_marks import Level, level_of, marks, unmarked
from graph.eligibility.language.thesaurus import coverage, key
from graph.eligibility.scheme import Requirement

__all__ = ["Pieces", "refused"]

_REFUSED: Final = re.compile(
    "(?:尚|还|暂|均|都|并)*(?:[没未]有?|不)(?:能|予|曾|被|再)*(?:首次)?(?:通过|取得|获[得批评奖]?|完成|评[上定为]|认[定可]|列入|入[选库围]|达[标到]|合格|符合|备案|验收|参[加与]|开展|实施|缴纳|办理|持有|满足|具备|满)?(?:过|的)?"
    "|(?:被)?(?:驳回|退回|撤销|取消|否决)|落[选榜]|审核中|申[请报]中|(?:待|正在|计划|筹备|整改)[^，。；]{0,10}|公示中|办理中|进行中|待定|[不未](?:详|明|知)"
)
_CATEGORY: Final = re.compile(
    "(?:的|所属)?(?:(?:评定|认定|认证|评估|评审|获奖|授予|备案|证书)?(?:类别|类型|种类|品类|级别|等级|层级|层次|星级|档次|等次|名次|阶段|方式|形式|分类|名称|称号|类|级)|奖牌|奖次)$"
)
_DOING: Final = re.compile(
    "^(?:申[请报]人?(?:的)?|本人|企业|单位|已|所|被|当年|本年度|新|首次|第一次|获得?|荣获|取得|通过|评[为定上]?|认定为?|参[加评]|入选|列入|持有|具有|开展|实施|采用|完成|输送)+(?=..)"
)
_DEED: Final = re.compile("(?:新|首次|第一次|获得?|取得|通过|认定|评定|完成|参[加与]|入选|列入)*")
_GENERIC: Final = re.compile(
    "(?:称号|荣誉|奖项?|获奖|奖牌|奖励|名次|成绩|等级|级别|等次|类别|类型|认证|认定|评定|评审|评价|资质|资格|证书|许可|项目|产品|品种|作品|平台|载体|赛事|比赛|大赛|竞赛|主体|企业|机构|单位|组织|公司"
    "|示范|孵化|创新|级|方式|标准|检测|品牌|商标|计划|人才|入选|工程|质量|绿色制造|住宿|研发)*"
)
_VERBS: Final = re.compile(  # what goes without saying of whoever names what they got, or took part in
    "^(?:[^，。；、的]{0,6}(?:运动员|选手|教练员?|工作者|学生|教师|作者|人员|职工|企业|单位|个人)(?=[获取通参入荣在于首]))?"
    "(?:对|凡|在|经|被|由|为|企业|单位|本人)*(?:(?:新|首次)?(?:获[评批颁]|获得?|荣获|取得|评[为定上]+|认定为|命名为|入选|列入|持有|参[加与]|开展|实施|采用|通过|达到|具有|拥有|属于|承担|设立)(?:为|了|的)?)?"
)
_FILLERS: Final = re.compile(
    "(?<=[赛会展动选评])中?(?:上|获得?|荣获|取得|获评)|并?(?:获得?|荣获|取得|通过)|^[在于]|(?:评定|认证|认定|证书|称号|资质|职业资格|奖项|荣誉)(?=$|的)|[（）()、，“”《》]|的$"
)
_MUST: Final = re.compile(
    "首次|完成|牵头|主[导持]|[制修]定|独家|重新|连续|竣工|投产|上市|秘书处|新(?=承担|设立|建|引进|增)"
)
_FIRST: Final = re.compile("^(?:首次|第一次|新(?=[获评认列入创备设建承升通取核]))")
_ANEW: Final = re.compile("首次|第一次|新|头一次")
_ACRONYM: Final = re.compile("（(?P<short>[A-Za-z][A-Za-z0-9/. -]{2,})）")
_SO: Final = re.compile(
    "(?:首次|重新|再次|新)(?:认定|评定|获评|备案|列入|入选|登记)|已?(?:首次)?(?:通过|完成|合格|达标|取得|获得|获批|符合|具备)|(?:已|均)(?:[\u4e00-\u9fff]{2})"
)
_OUTCOME: Final = re.compile(  # 能力评估结果: 失能 is what came of it, and no other assessment
    "(?:评[估价审]|审[核查定]|验收|考[核试]|检[测验查]|鉴定|培训|调查|公示)(?:结果|情况|结论|等次|等级)?$|结果$|情况$|结论$|意见$"
)
_NOT: Final = re.compile("[非不未无没](?!物质|遗|公|人机|人驾|锈|动产|障碍)")
_NO_THING: Final = re.compile(
    "编号|证号|号码|日期|时间|地[点址区]|说明|内容|姓名|联系|机关|部门|行业|领域|注册地|所在|国家|企业类型|申请人"
)
_LEVEL: Final = "称号级别"
_SAME: Final = 0.8
_HEAD: Final = 0.4  # how much of a name its last noun must be to stand for it: 龙头企业 of 农业产业化龙头企业
_SHARED: Final = 0.6
_SIBLING: Final = 5  # letters from which on names that end alike name things of one kind
_MOST: Final = 0.5  # how much of a name its kind and what is of that kind must be: 全掩模, 流片 of 全掩模工程产品流片
_ABOVE: Final = "镇县区市省国"
_ABOVE_MARK: Final = re.compile("[级星A](?:（含）)?及?以上")
_RISING: Final = re.compile("成熟度|能力|水平|养老|托育")  # of these the higher number is the better
_FALLING: Final = re.compile("资质|标准化|博物馆|学会|社会组织评估等级")


def refused(value: object) -> bool:
    """Tell whether the value of a fact says that what its name tells of has not come about, or not yet.

    >>> [refused(value) for value in ("未通过", "不合格", "落选", "合格", "无公害农产品", True)]
    [True, True, True, False, False, False]
    """
    return isinstance(value, str) and bool(_REFUSED.fullmatch(value.strip()))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A fact by its name: the category that it names, what of it is so, and what it says is done."""

    fact: Fact
    stem: str
    value: str
    generic: bool

    @property
    def words(self) -> tuple[str, ...]:
        return (self.fact.attr, self.stem, self.value)


class Pieces:
    """The facts of a mapping, ready to be put together."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        given = [fact for fact in facts if not fact.words]
        self._named = [_piece(one) for one in given if isinstance(one.value, str) and not refused(one.value)]
        self._named = [one for one in self._named if not (_NO_THING.search(one.fact.attr) or _NOT.match(one.value))]
        self._told = [one.attr for one in given if one.value is True or (one.numeric and one.value)]
        self._told += [f"{one.fact.attr}{one.value}" for one in self._named if _SO.fullmatch(one.value)]
        self._named = [one for one in self._named if not _SO.fullmatch(one.value)]
        self._denied = [one for one in given if one.value is False or refused(one.value)]

    def check(self, need: Requirement) -> tuple[Truth, Fact] | None:
        """Tell whether the pieces make up what a condition asks for; None where they say too little of it."""
        asked = str(need.value) if isinstance(need.value, str) else need.attr if need.value is True else ""
        if not self._named or len(asked) < 1 or need.family == "kind" or "、" in asked or "或" in asked:
            return None
        if need.attr == _LEVEL:
            return self._of_level(asked)
        plain = need.value is True
        thing = _thing(asked, plain)
        if plain and not thing:  # 参与, 首次通过: a deed alone
            return None
        about = [one for one in self._named if _about(one, thing)]
        if not about:
            return None
        for one in about:
            if _other(one, asked, thing, need.attr == "奖项"):
                return False, one.fact
        return self._graded(asked, thing, about, plain)

    def _of_level(self, asked: str) -> tuple[Truth, Fact] | None:
        """Hold a level against the one that all facts name that name any: 赛事: 全国锦标赛."""
        wanted = level_of(asked)
        told = [(one.fact, own) for one in self._named if (own := level_of(one.value) or level_of(one.value, True))]
        if wanted is None or len({own.level for _, own in told}) != 1:
            return None
        return _reaches(told[0][1], wanted), told[0][0]

    def _graded(self, asked: str, thing: str, about: Sequence[_Piece], plain: bool) -> tuple[Truth, Fact] | None:
        best: Fact | None = None
        for sort, mark in marks(asked):
            told = [one for one in about if any(own == sort for own, _ in marks(one.value))]
            if not told:
                return None
            held = next((one for one in told if _holds(one, asked, sort, mark)), None)
            if held is None:
                return self._stray(thing, told[0])
            best = held.fact
        wanted = level_of(_bare(asked, plain))
        if wanted:
            levels = [(one, level) for one in about if (level := level_of(one.value) or level_of(one.value, True))]
            if not levels:
                return None
            one, level = levels[0]
            if not _reaches(level, wanted):
                return self._stray(thing, one)
            best = best or one.fact
        apart = bool(wanted) or bool(marks(asked)) or not plain
        if not self._names(thing, about, apart) or not self._done(asked, about):
            return None
        if plain and best is None and not any(_by_value(one, thing) for one in about):
            return None
        return True, best or about[0].fact

    def _stray(self, thing: str, one: _Piece) -> tuple[Truth, Fact] | None:
        """Rule out by another grade only where it is told of what: a grade of nothing named may be of anything."""
        return (False, one.fact) if not thing or self._names(thing, self._named) else None

    def _names(self, thing: str, about: Sequence[_Piece], apart: bool = True) -> bool:
        """Tell whether all pieces together name the thing that is asked for.

        `apart` tells that grade and level are asked for beside it, and so need not be what the thing is told by.
        """
        if not thing:
            return True
        ways = _ways(thing)
        about = [one for one in about if one.generic or not _names_more(one, ways)]
        words = [word for one in about for word in one.words if word] + self._told
        words += [unmarked(one.value) for one in about]
        keys = [*map(key, words), *map(_flat, words)]
        for way in ways:
            if max(coverage(key(way), keys), coverage(way, keys)) >= _SAME:
                return True
            parts = [(_flat(one.value), _flat(one.stem)) for one in about if one.stem]
            if any(
                part in way and way.endswith(stem) and _MOST * len(way) <= len(part) + len(stem) for part, stem in parts
            ):
                return True
            heads = [_flat(one.stem) for one in about if not one.generic and _bare_value(one) and apart]
            if any(len(head) >= 2 and way.endswith(head) and len(head) >= _HEAD * len(way) for head in heads):
                return True
        return False

    def _done(self, asked: str, about: Sequence[_Piece]) -> bool:
        """Tell whether each deed that does not go without saying is told: 首次, 完成, 牵头."""
        told = "，".join([*(word for one in about for word in one.words), *self._told])
        for deed in _MUST.findall(asked):
            said = _ANEW.search(told) if deed in ("首次", "新") else deed in told
            if not said:
                return False
        return not any(denied.attr and denied.attr in asked for denied in self._denied)


def _holds(one: _Piece, asked: str, sort: str, mark: str) -> bool:
    """Tell whether a fact bears a grade that is asked for, or a better one where those above will do too."""
    told = [own for kind, own in marks(one.value) if kind == sort]
    if mark in told:
        return True
    above = _ABOVE_MARK.search(asked)
    if not above or not mark.isdigit() or sort not in ("A", "星", "级"):
        return False
    rising = sort != "级" or _RISING.search(asked)
    if not rising and not _FALLING.search(asked):
        return False
    return any(own > mark if rising else own < mark for own in told if own.isdigit())


def _reaches(told: Level, wanted: Level) -> bool:
    if told.place and wanted.place and told.place != wanted.place:
        return False
    if told.level == wanted.level:
        return True
    both = told.level in _ABOVE and wanted.level in _ABOVE
    return wanted.above and both and _ABOVE.index(told.level) > _ABOVE.index(wanted.level)


def _piece(fact: Fact) -> _Piece:
    name = re.sub("（[^（）]*）", "", fact.attr)
    stem = _DOING.sub("", _CATEGORY.sub("", name))
    if _CATEGORY.fullmatch(name) or _DEED.fullmatch(stem):
        stem = ""
    value = str(fact.value)
    return _Piece(fact, stem, value, bool(_GENERIC.fullmatch(unmarked(stem))))


@lru_cache(maxsize=50_000)
def _flat(text: str) -> str:
    return re.sub(r"[\s（）()、，“”《》/\-]", "", text)


@lru_cache(maxsize=50_000)
def _bare(asked: str, plain: bool) -> str:
    return _VERBS.sub("", _FIRST.sub("", asked)) if plain else asked


@lru_cache(maxsize=50_000)
def _thing(asked: str, plain: bool) -> str:
    """Return what a condition is about, without its deed, its grade and its level.

    >>> _thing("在亚运会获得银牌", True), _thing("首次获得建筑业特级资质", True), _thing("4A级旅游景区", False)
    ('亚运会', '建筑业', '旅游景区')
    >>> _thing("二等奖", False), _thing("获得鲁迅文学奖", True), _thing("软件能力成熟度模型集成（CMMI）5级", False)
    ('', '鲁迅文学奖', '软件能力成熟度模型集成（CMMI）')
    """
    bare = _bare(asked, plain)
    bare = unmarked(re.sub("首次|重新|再次|第一次", "", bare) if plain else bare)
    for _ in range(2):
        bare = _FILLERS.sub(lambda match: match[0] if match[0] in "（）" else "", bare)
    return bare.strip("，、的")


def _ways(thing: str) -> tuple[str, ...]:
    """Return how a thing may be called: by its name, or by the letters in the bracket behind it."""
    short = _ACRONYM.search(thing)
    if not short:
        return (_flat(thing),)
    return _flat(thing), _flat(short["short"]), _flat(thing.replace(short[0], ""))


def _about(one: _Piece, thing: str) -> bool:
    """Tell whether a fact is of the category of a thing, or names it: 文学奖, 赛事: 亚运会, 流片方式."""
    if not thing or one.generic:
        return True
    stem, ways = _flat(one.stem), _ways(thing)
    if any(stem in way or way in stem for way in ways):
        return True
    values = (_flat(one.value), _flat(unmarked(one.value)))
    if any(len(value) > 1 and any(value in way or way in value for way in ways) for value in values):
        return True
    return any(coverage(key(stem), (key(way),)) >= _SHARED for way in ways)


def _bare_value(one: _Piece) -> bool:
    """Tell whether the value of a fact is a grade or a level, and names nothing: 省级, 4A级, 第二类."""
    return _GENERIC.fullmatch(_flat(unmarked(one.value))) is not None


def _names_more(one: _Piece, ways: Sequence[str]) -> bool:
    """Tell whether the value of a fact names something of its category that is not the thing: 专利奖: 外观设计奖."""
    value = _flat(unmarked(one.value))
    if _bare_value(one) or value in _flat(one.stem):
        return False
    return all(way not in value and value not in way and coverage(value, (way,)) < _SHARED for way in ways)


def _sibling(one: str, other: str) -> bool:
    """Tell whether two names differ by how they begin alone: 药品经营许可证 and 食品经营许可证.

    >>> _sibling("药品经营许可证", "食品经营许可证"), _sibling("绿色工厂", "绿色工厂"), _sibling("金奖", "银奖")
    (True, False, False)
    """
    if len(one) != len(other) or len(one) < _SIBLING or one == other:
        return False
    return one[2:] == other[2:] and bool(re.match("[\u4e00-\u9fff]{2}", one))


def _by_value(one: _Piece, thing: str) -> bool:
    """Tell whether the value of a fact, and not its name alone, tells of a thing."""
    values = (_flat(one.value), _flat(unmarked(one.value)))
    return any(len(value) > 1 and (value in way or way in value) for value in values for way in _ways(thing))


def _other(one: _Piece, asked: str, thing: str, prize: bool) -> bool:
    """Tell whether a fact names another thing of the very category: 文学奖: 冰心散文奖, 质量奖提名奖 for 质量奖."""
    value, stem = _flat(unmarked(one.value)), _flat(one.stem)
    extra = {sort for sort, _ in marks(one.value)} - {sort for sort, _ in marks(asked)}
    if extra == {"奖"} and thing and not prize and coverage(_flat(thing), (_flat(one.value),)) >= _SAME:
        return True
    if any(_sibling(_flat(one.value), way) for way in _ways(thing)):
        return True
    if not value or not stem or one.generic or not re.search("[\u4e00-\u9fff]{2}|[A-Za-z]{3}", value):
        return False
    ways = _ways(thing)
    if _OUTCOME.search(one.fact.attr) or re.match("[经由被]", asked):
        return False
    alike = value.endswith(stem) or any(value[-2:] == way[-2:] for way in ways)
    alike = alike or (stem[-1] in "奖证赛展会杯" and value[-1] == stem[-1])
    if not alike and not _CATEGORY.search(one.fact.attr):
        return False
    if not any(way.endswith(stem) or way.startswith(stem) or stem in way for way in ways) or _GENERIC.fullmatch(value):
        return False
    own = value.replace(stem, "") or value
    return all(coverage(own, (way,)) < 0.5 and way not in value and value not in way for way in ways)
