"""Facts by name and value against a condition, whichever way the one was cut to tell the other.

{"孩次": 3} tells of 三孩及以上家庭, {"劳务派遣单位": True} of one of a list that is shut out, {"取得方式": "租赁"} that
nothing was bought, and {"在禁养区内": False} of 不在畜禽禁养区内. Such names are cut short: what a condition adds of
who does it, before which office and how is no more than its dress.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from graph.eligibility.facts import Fact
from graph.eligibility.kleene import Truth
from graph.eligibility.language.grade_marks import marks
from graph.eligibility.language.letter import classed
from graph.eligibility.language.opposite import opposed, opposites
from graph.eligibility.language.pairs import pairs
from graph.eligibility.language.quantity import dimension
from graph.eligibility.language.thesaurus import alternatives, coverage, excludes, key, other_rung
from graph.eligibility.language.unit_meant import counts_only
from graph.eligibility.matching.pieces import refused
from graph.eligibility.scheme import Requirement
from ingest.value.number import parse

__all__ = ["ByName"]

_CATEGORY: Final = re.compile(
    "(?:类别|类型|种类|品类|性质|级别|等级|层级|方式|形式|模式|途径|渠道|用途|来源|角色|身份|名称|称号|结果|情况|类|级)$"
)
_COUNTS: Final = re.compile(
    "(?:的)?(?:总)?(?:人数|家数|户数|台数|辆数|件数|项数|个数|场数|场次|次数|数量|数|人次)(?:（[^（）]*）)?$"
)
_LENGTH: Final = re.compile("(?:累计)?(?:时间|天数|月数|年数|年限|期限|时长|周期|数量|金额)$")
_SPAN: Final = re.compile("^自?[^，。；]{2,10}之日起[^，。；]{0,6}?内")
_GLOSS: Final = re.compile("（[^（）]*）")
_OFFICE: Final = re.compile(
    "(?:[经在向到由报]|通过|^(?=国家|[省市县区]))(?!济|营|建)[^，。；、经在向到由]{1,14}?(?:局|委员会|委|厅|部门|办公室|政府|办事处|街道办?)"
    "(?:组织|统一|同意)?的?(?=[\u4e00-\u9fff]{2})"
)
_DRESS: Final = re.compile(
    "依法|依规|按规定|按照规定|按月|按时|按期|成功|累计|分别|统一|实现|开展|实施|进行|办理|予以|提供|本人|以(?=[^上下内外前后及]{2,8}?(?:方式|模式|形式))|(?<=.)作为"
    "|(?<=参与|主导|牵头|主持)(?:制定（修订）|制定|修订|制修订)|^参加(?=.{4})"
)
_WHO: Final = re.compile(
    "^(?:(?:申[报请]|用人|运营|建设|投资|实施|经营|生产|管理|承办)?(?:企业|单位|机构|主体|个人|人员|职工|学员|家庭|婴幼儿|儿童|产品|项目|法人|公司|申请人|经营者|农户|居民)(?:、|和|及|或)?)+(?=[^，。；、的]{4})"
)
_WHAT: Final = re.compile(
    "^(?:项目|设施|工程|设备|场馆|基地|企业)(?=建成|竣工|投产|投运|投入|开工|完成|通过|纳入|列入|入选|验收)"
)
_NOT: Final = re.compile(
    "^(?P<who>[^，。；无未没不]{0,10}?)(?:均|都|应)?(?:不(?=在|存在|属于|是|享受|列入|涉及|占用)(?:属于|存在|是)?|没有|无|未)"
    "(?P<what>(?!偿|障|人|线|公害|菌|土|形|烟|废|害|接触|纸|成年|来|就业|婚|满|达|经)[^，。；]{2,30})$"
)
_NO: Final = re.compile("^(?:尚|还|暂)?(?:未|没有?|不)")
_PASSED: Final = ("合格", "通过", "达标")
_LIST: Final = re.compile("、|或者|或|以及|和|及|与")
_BODY: Final = re.compile("(?<=..)(?:企业|单位|机构|公司|项目|行业|主体|业|类)+$")
_DEALT: Final = re.compile("(?:全额|投资|建设|购置|购买|举办|实施|运营|支持|保障|服务|方式|取得|的)+")
_OF_ALL: Final = re.compile("^.*(?:的|等)(?=[^的等]{2})")
_RANK: Final = re.compile(
    r"(?P<first>前)?第?(?P<number>[一二三四五六七八九]|[1-9](?!\d))(?P<unit>孩|胎|名|位|级|星)级?(?P<bound>(?:（含）)?(?:及|或)?以[上下内])?"
)
_RANKED: Final = {
    "孩": re.compile("孩次|胎次|第几孩|孩数|子女数"),
    "胎": re.compile("孩次|胎次"),
    "名": re.compile("名次|排名|位次"),
    "位": re.compile("名次|排名|位次"),
    "级": re.compile("水平|成熟度|等级|级别|能力"),
    "星": re.compile("星级"),
}
_RANKED_SO: Final = re.compile("获得?|取得|达到?|评为|及以上|以上|的|生育|家庭|子女|首次|新")
_RISING: Final = re.compile("水平|成熟度|能力|等级保护")
_WAY: Final = re.compile("(?:方式|模式|形式|途径)$")
_SKILL: Final = re.compile("证书|技能|等级|职称|学历|学位")
_LEFT_OUT: Final = re.compile("[^，]{2}|[省市县区国新首非不未原双高]")
_NO_CONDITION: Final = re.compile("是指|指的是|给予|[。；].|.{60}")
_SHUT_OUT: Final = re.compile("不|未|无|没|除外")
_NO_VALUE: Final = re.compile("编号|证号|号码|日期|时间|地[点址区]|说明|内容|姓名|联系|所在|注册地|国家|年度|区域")
_OTHERS: Final = re.compile("^(?:原|此前|曾|配偶|父母|子女|拟|计划|预计)")
_DEEDS: Final = ("租", "购", "建")  # what tells that a deed was done, however it is named: 租赁面积 of 租用厂房
_DEED: Final = "(?:租用|租赁|承租|购买|购置|采购|购入|新建|改扩建|扩建|改建|建设|建成|建立)"
_DONE: Final = re.compile(f"{_DEED}(?:(?:、|或者?|和|及){_DEED})*")  # one of them is enough
_BUILT: Final = re.compile("建|开工|竣工|投产|投用|投运")
_CLASS: Final = re.compile("[A-H]类(?:（含）)?(?:及?以上)?")
_HERE: Final = re.compile("(?:在|于)?(?:[本我全][省市县区](?:行政区域|辖区|境)?(?:范围)?内?|园区内|^[省市县区]内)")
_OF_TALENT: Final = re.compile("人才|人员类|引进对象|层次")
_PENDING: Final = re.compile(
    "(?:待|正在|计划|拟|预计|准备|筹备|申请|办理|整改).*|.*(?:中|待定|申请)"
)  # 待验收: not so yet
_TOLD_RANK: Final = 0.7  # how much of what is asked beside a rank the facts must tell
_AT_HOME: Final = re.compile("国内|境内")  # where all is that nobody says to be abroad
_SAME: Final = 0.8
_WITHIN: Final = 0.66  # how much of what a fact says must be of a condition for it to speak of it
_SHORT: Final = 2
_NAME: Final = 4  # letters by which a number is known
_MOST: Final = 0.6  # and a name that stands in it word for word
_HALF: Final = 0.5
_PART: Final = 0.4  # how much of a condition a name must tell that is cut short


@dataclass(frozen=True, slots=True)
class _Said:
    """What a fact says is so, or is not: by its name, or by its value with what that is a value of."""

    fact: Fact
    phrases: tuple[str, ...]
    stem: str
    value: str


class ByName:
    """The facts of a mapping, as they speak for a condition or against it."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        given = [one for one in facts if not one.words and not _OTHERS.match(one.attr)]
        given = [one for one in given if not isinstance(one.value, date)]
        denied = (one for one in given if one.value is False or refused(one.value))
        self._not = [_denied(one) for one in denied if not _PENDING.fullmatch(str(one.value))]
        self._so = [_said(one) for one in given if one.value is True]
        said = [one for one in given if isinstance(one.value, str) and not _PENDING.fullmatch(one.value)]
        self._so += [_said(one) for one in said if not refused(one.value)]
        self._numbers = [one for one in given if one.numeric and one.value]
        self._counts = [_counted(one) for one in self._numbers]
        self._classes = [f"{one.value}人才" for one in self._so if one.value and _OF_TALENT.search(one.fact.attr)]
        told = (one for one in facts if one.value is not False)
        self._all = "，".join(f"{one.attr}{one.value if one.value is not True else ''}" for one in facts)
        self._names = "，".join(f"{one.attr}{one.value if isinstance(one.value, str) else ''}" for one in told)

    def __bool__(self) -> bool:
        return bool(self._not or self._so or self._numbers)

    @staticmethod
    def denied(need: Requirement) -> bool:
        """Tell whether what a condition names is not to be so: 在禁养区内, of 不在禁养区内."""
        return not _asked(need)[1]

    def outright(self, need: Requirement) -> Fact | None:
        """Return the fact that tells a condition by its own name, cut short: true, or false of what is not to be."""
        asked, wanted = _asked(need)
        told = [one for one in self._so if not one.value] if wanted else self._not
        return next((one.fact for one in told if _most_of(one.phrases[0], asked)), None)

    def against(self, need: Requirement) -> Fact | None:
        """Return the fact that says the contrary of what a condition asks; None where none does."""
        asked, wanted = _asked(need)
        if _NO_CONDITION.search(asked):
            return None
        if not wanted:
            return next((one.fact for one in self._so if _of_list(asked, one)), None)
        if need.numeric:
            values = (one for one in self._so if one.stem in asked)
            return next((one.fact for one in values if _contrary(one, asked)), None)
        for one in self._not:
            if any(_short_for(phrase, asked) for phrase in one.phrases) and not _either(asked):
                return one.fact
        for fact in self._numbers:
            if _ranked(fact, asked, need) is False:
                return fact
        rung = next(self._rungs(need), None) if isinstance(need.value, str) else None
        return rung or next((one.fact for one in self._so if _contrary(one, asked)), None)

    def _rungs(self, need: Requirement) -> Iterator[Fact]:
        """Yield what tells another rung of a ladder than is asked for: 证书等级: 技师 of 高级技师."""
        if "以上" in need.text or "以下" in need.text:
            return
        for one in self._so if _SKILL.search(need.attr) else ():
            if one.value in _LIST.split(str(need.value)):  # 本科、高级工、技师
                continue
            if one.value and _SKILL.search(one.fact.attr) and other_rung(str(need.value), one.value):
                yield one.fact

    def undecided(self, need: Requirement) -> bool:
        """Tell whether a condition is of one answer to a question (国际性, 中小微) that no fact answers."""
        asked = "" if _LIST.search(need.attr) else _AT_HOME.sub("", need.attr)  # of a list one is enough
        return any(one.alone and one.taken(asked) and not one.taken(self._all) for one in opposites())

    def holds(self, need: Requirement) -> tuple[Truth, Fact] | None:
        """Return whether the facts tell a condition, and by which fact; None where they do not."""
        asked, wanted = _asked(need)
        if not wanted:
            denied = next((one.fact for one in self._not if _short_for(one.phrases[0], asked)), None)
            other = denied or next((one.fact for one in self._so if _contrary(one, asked)), None)
            return (True, other) if other else None
        if need.numeric:
            return None
        for fact in self._numbers:
            reached = _ranked(fact, asked, need)
            if reached is False or (reached and self._told_beside(asked)):
                return reached, fact
        if need.value is not True:
            return None
        if same := next(
            (one.fact for one in self._so if one.value and _way(one.fact.attr, asked, True) == one.value), None
        ):
            return True, same
        if whole := next((one.fact for one in self._so if one.fact.value is True and _whole(one, asked)), None):
            return True, whole
        return self._together(asked)

    def _told_beside(self, asked: str) -> bool:
        """Tell whether the facts tell what is asked beside a rank: 运动员, of 获得前三名的运动员."""
        rest = key(_RANKED_SO.sub("", _RANK.sub("", asked)))
        return len(rest) <= _SHORT or coverage(rest, (key(self._names),)) >= _TOLD_RANK

    def number(self, need: Requirement) -> Fact | None:
        """Return the only number whose name is a part of what a condition bounds: 竣工投产时间 of 24个月内竣工投产.

        A unit that was not told but guessed from the name alone gives way to that of the condition.
        """
        asked = _DRESS.sub("", need.attr)
        found = [one for one in self._numbers if _names_part(_LENGTH.sub("", _GLOSS.sub("", one.attr)), asked)]
        found = [replace(one, unit=None, note="") if one.note or not one.unit else one for one in found]
        found = [one for one in found if one.unit is None or dimension(one.unit) == dimension(need.unit)]
        found = [one for one in found if one.unit or need.unit != "%" or not counts_only(need.key, one.key)]
        return found[0] if len(found) == 1 and not excludes(need.key, found[0].key) else None

    def _together(self, asked: str) -> tuple[Truth, Fact] | None:
        """Take a condition for told by all facts that speak of it and of little else."""
        bare, deeds = _bare(asked)
        if self._classes and classed(bare, self._classes):
            bare = _CLASS.sub("", bare)  # D类以上人才 of who is told to be of B类
        if len(bare) < _SHORT or (deeds and not any(_done(deed, self._names) for deed in deeds)):
            return None
        told = (one for one in (*self._so, *self._counts) if not _NO.match(one.fact.attr))  # 未建成: true
        own = [one for one in told if _within(one, bare)]
        raw = tuple(phrase for one in own for phrase in (*one.phrases, one.stem) if phrase)
        if not own or not (_told(key(bare), tuple(map(key, raw))) or _told(bare, raw)):
            return None
        best = max(own, key=lambda one: coverage(key(bare), tuple(map(key, one.phrases))))
        return True, best.fact


def _said(fact: Fact) -> _Said:
    name = _GLOSS.sub("", fact.attr)
    if fact.value is True:
        return _Said(fact, (name,), "", "")
    value, stem = str(fact.value), _CATEGORY.sub("", name)
    stem = "" if stem == name and not _CATEGORY.search(name) and len(stem) > 4 else stem
    joined = () if not stem or stem in value else (f"{value}{stem}", f"{stem}{value}")
    return _Said(fact, (value, *joined), stem, value)


def _denied(fact: Fact) -> _Said:
    name = _CATEGORY.sub("", _GLOSS.sub("", fact.attr))
    good = (_NO.sub("", fact.value), *_PASSED) if isinstance(fact.value, str) else ()
    return _Said(fact, (name, *(f"{name}{one}" for one in good)), "", "")


def _counted(fact: Fact) -> _Said:
    """Say that something was done of which it is told how often: 引进博士人数: 3."""
    return _Said(fact, (_COUNTS.sub("", _GLOSS.sub("", fact.attr)),), "", "")


@lru_cache(maxsize=50_000)
def _names_part(name: str, asked: str) -> bool:
    """Tell whether a name stands word for word in what is bounded, and is a good part of it.

    >>> _names_part("每年在本区工作", "人才每年在本区工作"), _names_part("竣工投产", "自开工之日起24个月内竣工投产")
    (True, True)
    >>> _names_part("工作", "人才每年在本区工作"), _names_part("改造投资", "设备投资")
    (False, False)
    """
    bare = _SPAN.sub("", asked)
    return len(name) >= _NAME and name in bare and len(name) >= _PART * len(bare)


@lru_cache(maxsize=50_000)
def _parted(attr: str) -> tuple[str, bool]:
    """Return what a phrase says without that it denies it, and whether it does.

    >>> _parted("养殖场不在畜禽禁养区内"), _parted("未备案"), _parted("未成年人"), _parted("备案")
    (('养殖场在畜禽禁养区内', True), ('备案', True), ('未成年人', False), ('备案', False))
    """
    match = _NOT.match(attr)
    return (f"{match['who']}{match['what']}", True) if match else (attr, False)


@lru_cache(maxsize=50_000)
def _asked(need: Requirement) -> tuple[str, bool]:
    """Return what a condition asks about, and whether it is to be so."""
    text = need.value if isinstance(need.value, str) else need.attr
    asked, denied = _parted(text)
    return asked, (need.value is not False and need.op != "!=") is not denied


@lru_cache(maxsize=50_000)
def _bare(asked: str) -> tuple[str, tuple[str, ...]]:
    """Return what a condition says without its dress, and the deeds of which other facts may tell one.

    >>> _bare("企业租用标准厂房自用"), _bare("经市商务局事先备案")
    (('标准厂房自用', ('租',)), ('事先备案', ()))
    """
    text = _WHO.sub("", _OFFICE.sub("", _GLOSS.sub("", asked)))
    text = _WHAT.sub("", _HERE.sub("", _DRESS.sub("", text))) or asked
    listed = _DONE.match(text)
    if listed is None or len(text) - listed.end() < _SHORT:
        return text, ()
    return text[listed.end() :], tuple(deed for deed in _DEEDS if deed in listed[0])


def _done(deed: str, names: str) -> bool:
    return bool(_BUILT.search(names)) if deed == "建" else deed in names


def _within(one: _Said, bare: str) -> bool:
    """Tell whether most of what a fact says is of a condition."""
    named = key(bare)
    return any(
        len(phrase) >= _SHORT and (phrase in bare or coverage(key(phrase), (named,)) >= _WITHIN)
        for phrase in one.phrases
    )


def _whole(one: _Said, asked: str) -> bool:
    """Tell whether a fact says in its very words all that a condition does: 社会力量投资举办 of 投资举办."""
    name = one.phrases[0]
    at = name.find(asked) if len(asked) > _SHORT + 1 else -1
    return at >= 0 and not _SHUT_OUT.search(name[:at]) and not name[at + len(asked) :].startswith(("的", "申请"))


@lru_cache(maxsize=50_000)
def _told(asked: str, said: tuple[str, ...]) -> bool:
    """Tell whether most of what is asked is said, and nothing is left out that says something of its own.

    >>> _told("境外专业展会", ("专业", "展会")), _told("研发用房自用", ("研发用房", "自用"))
    (False, True)
    """
    if coverage(asked, said) < _SAME:
        return False
    told = frozenset[str]().union(*map(pairs, said))
    hit = {at + step for at in range(len(asked) - 1) if asked[at : at + 2] in told for step in (0, 1)}
    rest = "".join(letter if at not in hit else "，" for at, letter in enumerate(asked))
    return not _LEFT_OUT.search(alternatives("weak").sub("，", rest))


@lru_cache(maxsize=50_000)
def _short_for(name: str, asked: str) -> bool:
    """Tell whether a name is what a condition asks about, cut short: its letters in their order.

    >>> _short_for("在禁养区内", "养殖场在畜禽禁养区内"), _short_for("备案", "验收")
    (True, False)
    >>> _short_for("证书", "取得证书的职工")
    False
    """
    own, bare = (_bare(text)[0] for text in (name, asked))
    if len(own) < _SHORT or not bare.endswith(own[-1]):
        return False
    letters = iter(bare)
    in_order = all(letter in letters for letter in own)
    return in_order and (len(own) >= _PART * len(bare) or bare.endswith(own))


@lru_cache(maxsize=50_000)
def _most_of(name: str, asked: str) -> bool:
    """Tell whether a name is most of what a condition asks, word for word or cut short.

    >>> _most_of("新开辟班轮航线", "在澜港新开辟班轮航线"), _most_of("项目牵头单位", "企业作为项目牵头单位")
    (True, True)
    >>> _most_of("企业", "企业培训")
    False
    """
    bare = _bare(asked)[0]
    if not marks(asked) <= marks(name):
        return False  # 取得批件 of 1类新药取得批件
    if name in bare:
        return len(name) >= _MOST * len(bare)
    own = _bare(name)[0]
    return len(own) >= _HALF * len(bare) and _short_for(name, asked)


def _either(asked: str) -> bool:
    return "或" in asked


@lru_cache(maxsize=50_000)
def _items(asked: str) -> tuple[str, ...]:
    """Return what a list that shuts out names, each without what all of them are.

    >>> _items("石油、烟草、汽车整车销售企业"), _items("机关、参照公务员法管理的事业单位和劳务派遣单位")
    (('石油', '烟草', '汽车整车销售'), ('机关', '事业', '劳务派遣'))
    """
    parts = [_OF_ALL.sub("", part) for part in _LIST.split(_GLOSS.sub("", asked))]
    return tuple(bare for part in parts if len(bare := _BODY.sub("", part) or part) >= _SHORT)


def _of_list(asked: str, one: _Said) -> bool:
    """Tell whether a fact is of what a condition shuts out, or of one of those that it lists."""
    if one.value and _NO_VALUE.search(one.fact.attr):
        return False
    for phrase in one.phrases[:1]:
        own = _BODY.sub("", phrase) or phrase
        if len(own) < _SHORT or _parted(phrase)[1]:
            continue
        if any(_one_of(own, item, asked) for item in _items(asked)):
            return True
    return not one.value and _short_for(one.phrases[0], asked)


def _one_of(own: str, item: str, asked: str) -> bool:
    """Tell whether what is told is an item of a list, the noun that all share told with it or not."""
    if own == item or (len(item) > _SHORT and item in own) or _short_for(own, item):
        return True
    if item.startswith(own) and _DEALT.fullmatch(item[len(own) :]):
        return True
    return own.startswith(item) and coverage(key(own), (key(asked),)) >= _SAME


@lru_cache(maxsize=50_000)
def _near(stem: str, asked: str) -> bool:
    """Tell whether what a fact is a value of is what a condition names: 冷库 of 公共型冷库, 办园 of 幼儿园."""
    return (
        not stem or stem in asked or (len(stem) == _SHORT and stem[1] in "园学院店站库房证船车厂" and stem[1] in asked)
    )


def _contrary(one: _Said, asked: str) -> bool:
    """Tell whether the value of a fact cannot be so beside what is asked."""
    if not one.value or _NO_VALUE.search(one.fact.attr):
        return False
    near = _near(one.stem, asked)
    return opposed(one.value, asked, one.fact.attr, near) or (near and _another_way(one, asked))


def _another_way(one: _Said, asked: str) -> bool:
    """Tell whether what is to be done in one way is told to be done in another: 自行投资 of 采用合同能源管理模式.

    Of a way that answers a question of its own (境内, 自主) nothing is told by one that answers none of these.
    """
    way = _way(one.fact.attr, asked)
    if not way or {*one.value} & {*way}:
        return False
    return not any(question.taken(way) for question in opposites())


@lru_cache(maxsize=50_000)
def _way(name: str, asked: str, whole: bool = False) -> str:
    """Return in which way a condition wants something done, of which a fact of such a name tells; "" for none.

    >>> _way("实施模式", "采用合同能源管理模式实施节能改造"), _way("开店方式", "采取直营方式开设", whole=True)
    ('合同能源管理', '直营')
    """
    named = _WAY.search(name)
    behind = "[^，。；、]{0,4}$" if whole else ""
    match = (
        re.search(f"(?:采用|采取|以|通过|按照?)([^，。；、或]{{2,12}}?){named[0]}{behind}", asked) if named else None
    )
    return match[1] if match else ""


@lru_cache(maxsize=50_000)
def _ranks(asked: str) -> tuple[re.Match[str], ...]:
    return tuple(_RANK.finditer(asked))


def _ranked(fact: Fact, asked: str, need: Requirement) -> Truth:
    """Hold a number told against the place in an order that is asked for: 孩次: 3 of 三孩及以上; None for no place."""
    if not _ranks(asked):
        return None
    found: list[bool] = []
    bound_behind = f"{asked}以上" in need.text or f"{asked}及以上" in need.text
    for match in _ranks(asked):
        unit, names = match["unit"], _RANKED[match["unit"]]
        if not names.search(fact.attr) or not isinstance(fact.value, float):
            continue
        if unit in "级星" and not names.search(f"{need.attr}{need.text}"):
            continue
        if unit == "级" and coverage(key(_CATEGORY.sub("", fact.attr)), (key(need.attr), key(need.text))) < _SAME:
            continue
        number, bound = parse(match["number"]), match["bound"] or ("以上" if bound_behind else "")
        if bound and unit == "级" and not _RISING.search(f"{fact.attr}{need.attr}") and fact.value != number:
            continue
        up = bound.endswith("上") if bound else False
        down = bool(match["first"]) or bound.endswith(("下", "内"))
        found.append(fact.value >= number if up else fact.value <= number if down else fact.value == number)
    return any(found) if found else None
