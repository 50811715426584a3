"""What a condition names, held against what is told word by word: 押给银行 of 质押, 官司打赢了 of 胜诉.

Letters alone do not tell that the two mean the same. The words are in `graph/rules/concept.toml`: each entry says what
offices write and what people say for one thing or deed. What of a condition no entry knows is held by its letters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from graph.eligibility.language.entries import entries
from graph.eligibility.language.thesaurus import alternatives, coverage, key
from graph.eligibility.language.whose import anothers

__all__ = [
    "Concept",
    "beside_the_thing",
    "concepts",
    "denied_in",
    "echo",
    "head_told",
    "letters_told",
    "named",
    "of_anothers",
    "share_told",
    "shortened",
    "told_in",
    "told_not",
    "unsaid",
]

_FILE: Final = "concept.toml"
_NO: Final = re.compile(
    "(?:没(?!少|问题|毛病)(?:有)?|未(?!来|婚)|不(?!光|仅|但|止|错|久)|别|无)(?:能|再|去|给|被|过|曾|来得及|怎么|是)?$"
)
_NONE: Final = re.compile(
    "(?:[一半][个家台辆名位项件套次]|什么|任何|从来|哪)[^，。；]{0,8}(?:都|也)没(?:有)?$|都没(?:有)?$"
)
_WEAK: Final = 0.2  # what a letter of a word that says little counts for
_HEAD: Final = 2
_LEAST: Final = 3  # letters of a name told in short
_LONGEST: Final = 8
_REACH: Final = 6
_DENIED_ASKED: Final = re.compile("[非未无不]$|没有?$")  # 不是营运车 is what 非营运 asks for
_OUTRIGHT: Final = re.compile("(?:没有?|未|不是|并非|没能)(?:再|去|被|做|搞|进行|实行|办|参加过?)?")
_ENDS: Final = re.compile("(?:过|了|的|呢|啊)*$")
_NOUN: Final = 2
_GENERIC: Final = re.compile(
    "(?<=..)(?:系统|平台|设施|设备|机构|单位|体系|中心|人员|场所|车辆|产品|项目|工程|活动|制度|方式|形式|手续|情况|状态)$"
)
_SHORT: Final = 4
_HALF: Final = 0.5  # how much of each thing that a condition names must be told, and more
_THIRD: Final = 0.3  # of a long one
_STOPS: Final = re.compile("[，。；！？、,;!?\n]")
_LENT: Final = re.compile(
    "(?:租|借|包|让)给(?:了)?(?:别人|人家|别家|其他人|[^，。；我咱]{0,6}公司)[^，。；]{0,4}(?:装|建|做|搞|种|养|开)(?:了|着|的)"
)
_ABOUT: Final = re.compile(
    "的?(座谈会|论坛|讲座|宣讲会|介绍会|推介会|说明会|培训课|报道|新闻|资料|宣传单|参观|考察|观摩)"
)
_DOES: Final = re.compile("(?:组建|成立|建了|办了|开了|做了|搞了|拿到|取得)")
_SERVES: Final = re.compile("^(?:从事|提供|开展|承接|经营)[^，。；]{2,12}(?:服务|业务|经营|活动)?$")
_IS_SERVED: Final = re.compile(
    "(?<!被)(?:请|雇|找)(?:了|过|来|个|的)[^，。；]{0,12}(?:阿姨|保姆|保洁|师傅|律师|会计|公司|机构|老师|中介)"
)
_LEAD: Final = re.compile("^(?:服务|帮扶|支持|培训|招用)?对象为")
_TIES: Final = re.compile("^(?:通过|[以在向对为由将把经于按用])+|[的并且]+$")
_GOING_ON: Final = re.compile(
    "(?:正在|尚在|还在|仍在)(?!用|经营|运|营|生产|岗|职)|(?:手续|材料|证)[^，。；]{0,4}(?:没|未)|没(?:办|做|弄|搞|谈)(?:完|好|成|妥|下来)|(?:快|差不多|就要|马上|即将)(?:要|能|可以)?[^，。；]{0,4}了$"
)
_TAIL: Final = re.compile("(?<=..)(?:居住|就业|办公|经营|使用|作业|落户|缴纳)+的?$")
_GROWS: Final = re.compile("增长|新增|突破|提高|下降|降低")
_LEVELS: Final = re.compile("(国|省|市|县|区|部)(?:家)?级")
_NOTHING: Final = re.compile("^[的了并且、，等和及与或于在有]*$")


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing or deed: the words of offices for it, those of people, and examples."""

    id: str
    asked: re.Pattern[str]
    said: re.Pattern[str]
    denies: re.Pattern[str] | None
    must: bool
    strict: bool
    light: bool
    yes: tuple[tuple[str, str], ...]
    no: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Parted:
    """A condition by what it names: the concepts, each with its words, and what letters are left between them."""

    named: tuple[tuple[Concept, str], ...]
    rest: tuple[str, ...]


@cache
def concepts() -> tuple[Concept, ...]:
    """Return every concept. Raises RuleError for one that is not well formed."""
    return entries(_FILE, "concept", _concept)


def _concept(entry: Mapping[str, Any]) -> Concept:
    denies = entry.get("denies")
    pairs = {name: tuple((written, told) for written, told in entry[name]) for name in ("yes", "no")}
    said = re.compile(f"{entry['said']}|{entry['asked']}")
    return Concept(
        entry["id"],
        re.compile(entry["asked"]),
        said,
        re.compile(denies) if denies else None,
        bool(entry.get("must")),
        bool(entry.get("strict")),
        bool(entry.get("light")),
        **pairs,
    )


@lru_cache(maxsize=20_000)
def named(condition: str) -> Parted:
    """Part a condition into what it names; of two concepts that share letters, the one that has more of them.

    >>> [one.id for one, _ in named("以专利权质押取得贷款").named], named("以专利权质押取得贷款").rest
    (['pledge', 'borrow'], ('专利权',))
    >>> named("服务对象为残疾人").rest
    ()
    """
    condition = _LEAD.sub("", condition)
    found = [(match.start(), match.end(), one) for one in concepts() for match in one.asked.finditer(condition)]
    kept: list[tuple[int, int, Concept]] = []
    for start, end, one in sorted(found, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if all(end <= first or start >= last for first, last, _ in kept):
            kept.append((start, end, one))
    kept.sort(key=lambda hit: hit[0])
    edges = [0, *(edge for start, end, _ in kept for edge in (start, end)), len(condition)]
    rest = (condition[edges[at] : edges[at + 1]] for at in range(0, len(edges), 2))
    left = tuple(one for one in (_TIES.sub("", one) for one in rest) if not _NOTHING.match(one))
    return Parted(tuple((one, condition[start:end]) for start, end, one in kept), left)


@lru_cache(maxsize=50_000)
def told_in(concept_id: str, said: str) -> bool:
    """Tell whether a text says what a concept stands for, by its own words or in others, and does not deny it."""
    return _hit(concept_id, said) is True


def _hit(concept_id: str, said: str) -> bool | None:
    """Return whether a text tells a concept (True), denies it (False), or says nothing of it."""
    one = _by_id()[concept_id]
    told = None
    for stretch in _STOPS.split(said):
        if one.denies and one.denies.search(stretch):
            return False
        for match in one.said.finditer(stretch):
            before = stretch[: match.start()]
            denied = bool(_NO.search(before[-6:]) or _NONE.search(before[-16:])) and not match[0].startswith(
                ("没", "不")
            )
            told = not denied if told is None else told or not denied
    return told


@cache
def _by_id() -> Mapping[str, Concept]:
    return {one.id: one for one in concepts()}


@lru_cache(maxsize=50_000)
def share_told(condition: str, said: str, denied_too: bool = False) -> float:
    """Return how much of a condition a text tells, by the words of either; nothing where what it must tell is not told.

    `denied_too` also counts what the text denies.

    >>> share_told("以专利权质押取得贷款", "拿专利押给银行借了200万") > 0.8
    True
    >>> share_told("胜诉", "官司打赢了"), share_told("胜诉", "官司还在打"), share_told("备案", "备了案")
    (1.0, 0.0, 0.0)
    """
    parted = named(condition)
    if not parted.named and not shortened(condition, said):
        return 0.0
    if any(level not in said for level in _LEVELS.findall(condition)):
        return 0.0  # 省级企业技术中心 is told by no 技术部
    got = all_ = 0.0
    for one, words in parted.named:
        hit = _hit(one.id, said)
        told = bool(hit) or (hit is False and denied_too)
        if one.must and not told:
            return 0.0
        if one.light and told and len(parted.named) + len(parted.rest) > 1:
            continue  # 办了, 买了 tells nothing of what
        all_ += len(words)
        got += len(words) if told else 0
    for left in parted.rest:
        bare = _GENERIC.sub("", alternatives("weak").sub("", left))
        weight = len(bare) + _WEAK * (len(left) - len(bare))
        told_of_it = max(letters_told(left, said), letters_told(bare, said) if len(bare) >= _LEAST else 0.0)
        if len(bare) >= _NOUN and told_of_it <= (_HALF if len(bare) <= _SHORT else _THIRD):
            return 0.0  # 食品经营许可证 is no 食品生产许可证
        all_ += weight
        got += weight * told_of_it
    return got / all_ if all_ else 0.0


def letters_told(words: str, said: str) -> float:
    """Return how much of some words a text tells, by their letters, as they stand or in the words of documents."""
    if shortened(words, said):
        return 1.0
    asked = key(words)
    have = (said, key(said))
    return max(coverage(words, have), coverage(asked, have) if asked else 0.0)


@lru_cache(maxsize=50_000)
def shortened(name: str, said: str) -> bool:
    """Tell whether a text tells a name in short: its first letter, its last, and in their order half or more of all.

    >>> [shortened(name, said) for name, said in (("便民服务点", "开了个便民点"), ("危险化学品", "危化品的证"))]
    [True, True]
    >>> [shortened(name, said) for name, said in (("食品生产证", "食品经营证"), ("便民服务点", "便民服务"))]
    [False, False]
    """
    for size in range(min(len(name) - 1, _LONGEST), (len(name) + 1) // 2 - 1, -1) if len(name) > _NOUN else ():
        if size < _LEAST and len(name) > _LEAST:
            return False
        at = said.find(name[0])
        while at >= 0:
            run = said[at : at + size]
            if len(run) == size and run[-1] == name[-1] and _within(run, name):
                return True
            at = said.find(name[0], at + 1)
    return False


def _within(run: str, name: str) -> bool:
    """Tell whether all letters of a run stand in a name in their order."""
    letters = iter(name)
    return all(letter in letters for letter in run)


@lru_cache(maxsize=50_000)
def told_not(condition: str, said: str) -> bool:
    """Tell whether a text denies outright what a condition asks for, named whole or in short.

    >>> told_not("向社会公开招聘", "这个岗位没有公开招"), told_not("单独核算", "没有单独算")
    (True, True)
    >>> told_not("发行公司债券", "没有公司债务"), told_not("单独核算", "不是没有单独算"), told_not("有厂房", "没有厂")
    (False, False, False)
    >>> told_not("非营运乘用车", "不是营运车")
    False
    """
    for stretch in _STOPS.split(said):
        for match in _OUTRIGHT.finditer(stretch):
            if _NO.search(stretch[: match.start()][-_REACH:]):
                continue
            rest = stretch[match.end() :]
            size = next((size for size in range(len(rest), _LEAST - 1, -1) if _within(rest[:size], condition)), 0)
            outright = (
                size and rest[:2] in condition and not _DENIED_ASKED.search(condition[: condition.find(rest[:2])])
            )
            if outright and _ENDS.match(rest, size):
                return True
    return False


@lru_cache(maxsize=50_000)
def denied_in(condition: str, said: str) -> bool:
    """Tell whether a text denies a thing or deed that a condition names: 一个退伍兵都没招 of 聘用退役军人."""
    return any(_hit(one.id, said) is False for one, _ in named(condition).named)


@lru_cache(maxsize=50_000)
def unsaid(condition: str, said: str, strictly: bool = False) -> bool:
    """Tell whether a text says nothing of what a condition is not told without: 做了审核 of 通过审核.

    `strictly` asks for that alone without which no letters alike tell it.

    >>> unsaid("通过清洁生产审核并胜诉", "做了审核"), unsaid("胜诉", "官司赢了"), unsaid("有厂房", "有厂房")
    (True, False, False)
    """
    must = (one for one, _ in named(condition).named if (one.strict if strictly else one.must))
    return any(_hit(one.id, said) is None for one in must)


@lru_cache(maxsize=50_000)
def echo(condition: str, said: str, light: bool = False) -> str:
    """Return in the words of a condition what a text tells of it in others, `light` ones too if asked for.

    >>> echo("以专利权质押取得贷款", "拿专利押给银行借了200万")
    '质押获得贷款'
    >>> echo("建立食堂", "办了饭堂")
    '食堂'
    """
    told = (
        words for one, words in named(condition).named if (light or not one.light) and _hit(one.id, said) is not None
    )
    return "".join(map(key, told))


def of_anothers(said: str) -> bool:
    """Tell whether any stretch of a text tells of somebody else, or of what is still going on.

    >>> [of_anothers(said) for said in ("隔壁厂装了光伏", "正在从上海迁入", "从上海迁来了")]
    [True, True, False]
    """
    return any(anothers(stretch) or _GOING_ON.search(stretch) for stretch in _STOPS.split(said))


@lru_cache(maxsize=50_000)
def beside_the_thing(condition: str, said: str) -> bool:
    """Tell whether what a text names of a condition only goes with another thing, or is done by or had from others.

    >>> beside_the_thing("建成光伏", "房顶租给别人装了光伏")
    True
    >>> [beside_the_thing("组建创新联合体", said) for said in ("参加过创新联合体的座谈会", "组了创新联合体")]
    [True, False]
    >>> [beside_the_thing("从事家政服务", said) for said in ("请了家政阿姨", "做家政的")]
    [True, False]
    """
    if any(_LENT.search(stretch) for stretch in _STOPS.split(said)) and not re.search("租|借|让|包", condition):
        return True
    if any(one[0] not in condition for one in _ABOUT.findall(said)) and not _DOES.search(_ABOUT.sub("", said)):
        return True
    return bool(_SERVES.search(condition) and _IS_SERVED.search(said)) and not re.search("请|委托|聘", condition)


@lru_cache(maxsize=50_000)
def head_told(condition: str, said: str, canonical_said: str) -> bool:
    """Tell whether a text tells the noun with which a condition ends, without which it is of something else.

    >>> head_told("开展节能诊断", "装了节能灯", "节能灯"), head_told("开展节能诊断", "做过诊断", "做过诊断")
    (False, True)
    """
    if _GROWS.search(condition):
        return True  # by how much is told in numbers
    condition = _TAIL.sub("", condition)
    parted = named(condition)
    last = parted.rest[-1] if parted.rest else ""
    if parted.named and (not last or not condition.endswith(last)):
        one, words = parted.named[-1]
        if _hit(one.id, said) or key(words) in canonical_said or not one.light:
            return bool(_hit(one.id, said)) or key(words) in canonical_said
    head = key(alternatives("weak").sub("", last))[-_HEAD:]
    return len(head) < _HEAD or head in canonical_said or last[-1] in said or head[-1] in said
