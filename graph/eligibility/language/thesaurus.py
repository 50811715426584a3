"""How applicants speak against how documents write: one word for what means the same, and how near two phrases are.

The words are in `graph/rules/thesaurus.toml`; each entry has its reason, examples and counter-examples.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from ingest.errors import RuleError

__all__ = [
    "Same",
    "alternatives",
    "at_least",
    "canonical",
    "coverage",
    "done_here",
    "excepting",
    "excludes",
    "families",
    "family",
    "graded",
    "implied",
    "key",
    "lacks",
    "ladders",
    "lasting_alike",
    "measured_by",
    "nouns",
    "other_rung",
    "rungs_in",
    "same",
    "undecided",
    "words",
]

_FILE = "thesaurus.toml"
_OVER_AND_OVER = re.compile(r"([^\d\n]{1,4}?)\1{11,}")  # nonsense, at which many patterns would try long
_FEW_TIMES = 3
_PUNCTUATION = re.compile(r"[\s“”\"「」『』《》〈〉（）()、，。；：:,;.!?！？·—\-/]+")
_BY_OTHERS = re.compile(
    "经过?(?=(?:第三方|专家|主管部门|有关部门|市级|综合|专业)?(?:验收|评估|评定|认定|评审|考核|审核|批准|核定|核实|备案|鉴定|认证))"
)
_BY_OFFICE = re.compile(  # 经市工业和信息化局验收合格 is 验收合格: nobody tells by which office
    r"经(?:本|我)?(?:国家|[省市县区])[^，。；、经]{1,16}?(?:局|委|厅|部|办|中心|部门|机构)(?=验收|评估|认定|审核|评审|备案|考核|核定|鉴定|批准|确认|审定)"
)
_WITH_OFFICE = re.compile(  # 在民政部门备案 is 备案, 通过市级以上主管部门评估 is 通过市级评估: nobody tells with whom
    r"(?:[在经向到由]|通过|^|(?<=[，。；、]))(?!有关|相关)(?:(?P<level>[省市县区]级)(?:及?以上)?)?(?:[^，。；、在经向到由并且及和]{0,6}?|文化和旅游|住房和城乡建设|人力资源和社会保障|工业和信息化|发展和改革|自然资源和规划)(?:主管|行政|管理)?部门(?:组织的?)?(?=备[案过了]|登记|批[准过复了]|验收|评估|评定|认定|考核|审核|核准|审批)"
)
_LIST_OF = re.compile(  # 市商务局年度境外重点展会目录 is 境外重点展会目录: nobody tells by whom a list was made
    r"(?:[省市区县]|国家)[^，。；、的]{1,10}?(?:局|委|厅|部|办)(?:发布|公布|印发|制定|确定|认定)?的?(?:年度|当年)?(?=[^，。；、的]{0,12}(?:目录|名录|名单|清单))"
)
_AT_TOWN = re.compile(  # 向所在乡镇（街道）备案 is 备案
    r"[在经向到由](?:项目|养殖|经营)?所在(?:地)?的?(?:乡镇|镇街|街道|村|社区|[县区市])(?:（[^（）]{1,8}）)?(?:人民政府|政府|办事处)?(?=备[案过了]|登记|审核|申报)"
)
_HERE = re.compile(
    r"(?:(?<!新)(?:在|到|于|来))?[本我][省市县区](?:行政区域|辖区|境|范围)?(?:之?内)?(?=.{2})|(?<=..)[本我][省市县区]$"
)
_GRADES = frozenset(
    [
        "甲级",
        "乙级",
        "丙级",
        "5A",
        "4A",
        "3A",
        "2A",
        "五星级",
        "四星级",
        "三星级",
        "二星级",
        "一星级",
        "特等奖",
        "一等奖",
        "二等奖",
        "三等奖",
        "金奖",
        "银奖",
        "铜奖",
    ]
)
_ANEW = re.compile(  # a title, or a size reached, is told as new in many ways
    "首次(?=被?(?:认|评|获|列|入|升|上|突|达|超|实现|纳|通过|批|命名|授|进|取得|新|完成|投|申|备案|销售|出口|应用|注册|落户))|首次$"
)
_WEAK = 0.2  # what a word that says little counts for, against 1


@dataclass(frozen=True, slots=True)
class Same:
    """One meaning: the word that stands for it, the patterns that say it, and examples of both."""

    id: str
    means: str
    says: tuple[str, ...]
    why: str
    yes: tuple[tuple[str, str], ...]
    no: tuple[str, ...]


@lru_cache(maxsize=100_000)
def canonical(text: str) -> str:
    """Put the word of the documents in place of each that applicants use for it; longer ways of saying go first.

    >>> canonical("一年少烧45吨标煤，人均产出提高25%")
    '一年节45吨标准煤，劳动生产率提高25%'
    """
    pattern, means = _same_pattern()
    text = _OVER_AND_OVER.sub(lambda match: match[1] * _FEW_TIMES, text)
    text = _WITH_OFFICE.sub(r"\g<level>", _BY_OFFICE.sub("", text))
    text = _LIST_OF.sub("", _BY_OTHERS.sub("", _AT_TOWN.sub("", text)))
    return pattern.sub(lambda match: means[match.lastgroup or ""], text)


@lru_cache(maxsize=100_000)
def key(text: str) -> str:
    """Return the canonical words without punctuation and without the letters that carry nothing.

    >>> key("已完成备案"), key("改造后的年节水量")
    ('备案', '改造后年节水量')
    """
    return _empty().sub("", _PUNCTUATION.sub("", canonical(_PUNCTUATION.sub("", text))))


def done_here(attr: str) -> str:
    """Return the key of what is to be done without that it be done here: who asks by the measures of a place is there.

    >>> done_here("在我区新开设"), done_here("首次落户我区"), done_here("新到我市企业工作")
    ('新开设', '首次注册', '新引进企业工作')
    """
    return key(_HERE.sub("", attr))


def coverage(need: str, have: Iterable[str]) -> float:
    """Return how much of the key `need` stands in the keys `have`, in runs of two letters; weak words count less.

    >>> coverage("年节水量", ["一年节水量"]), coverage("考核合格", ["验收"])
    (1.0, 0.0)
    """
    return _covered(need, _all_pairs(have if isinstance(have, tuple) else tuple(have)))


def family(text: str) -> str | None:
    """Return the family of numbers that the words belong to, the first that has one of them; None for none.

    >>> family("设备购置款"), family("年节电量"), family("人数")
    ('spending', 'saving', None)
    """
    return _family(canonical(text))


@cache
def families() -> frozenset[str]:
    """Return the families of numbers."""
    return frozenset(entry["id"] for entry in _data()["family"])


def undecided(asked: str, said: Iterable[str]) -> bool:
    """Tell whether a word by which alone two things differ is asked for and nowhere said.

    >>> undecided("自愿开展清洁生产审核", ["清洁生产审核"]), undecided("清洁生产审核", ["自愿开展清洁生产审核"])
    (True, False)
    >>> undecided("首次从事个体经营", ["从事个体经营"]), undecided("首次认定", ["新列入"])
    (True, False)
    """
    wanted = alternatives("decisive").findall(_ANEW.sub("", asked))
    return bool(wanted) and not all(any(word in one for one in said) for word in wanted)


@lru_cache(maxsize=50_000)
def measured_by(text: str, asked: bool = False) -> tuple[str, ...]:
    """Return what the words of `text` measure, in their order; the longest word counts where several begin.

    `asked` also takes the words by which only documents ask for it.

    >>> measured_by("去年产值"), measured_by("应税销售额"), measured_by("研发投入"), measured_by("机器人")
    (('output',), ('turnover',), ('research',), ())
    """
    pattern, ids = _measures(asked)
    return tuple(ids[match[0]] for match in pattern.finditer(text))


def excepting(attr: str) -> bool:
    """Tell whether a condition names who is left out, so that to be of them is not to meet it.

    >>> excepting("除房地产企业以外"), excepting("除尘设备"), excepting("拆除外墙")
    (True, False, False)
    """
    return bool(re.match(r"除[^，。；]{2,}?(?:以外|之外|外)|[^，。；]{2,}除外$", attr))


@lru_cache(maxsize=50_000)
def excludes(value: str, said: str, decided: bool = False) -> str | None:
    """Return the word of `said` that rules out `value`: another of the same kind, while its own is not there.

    `decided` asks for kinds alone of which whoever tells the one has told that it is not the other.

    >>> excludes("省级", "国家级绿色工厂"), excludes("省级", "国家级、省级名单"), excludes("省级", "名单")
    ('国家级', None, None)
    """
    for own, others in _of_a_kind(value, decided):
        if own not in said and (other := next((word for word in others if word in said), None)):
            return other
    return None


@lru_cache(maxsize=50_000)
def _of_a_kind(value: str, decided: bool) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each word of `value` that is one of a kind, with the others of that kind that it does not name."""
    value = value.replace("企事业单位", "单位")
    named = ((next((word for word in group if word in value), ""), group) for group in _exclusive(decided))
    return tuple(
        (own, tuple(word for word in group if word != own and word not in value.replace(own, "")))
        for own, group in named
        if own
    )


@lru_cache(maxsize=50_000)
def lacks(value: str, said: str) -> bool:
    """Tell whether `value` names one of a kind, which `said` does not name.

    >>> lacks("生育一孩", "孩子出生时间"), lacks("生育一孩", "生育一孩时间"), lacks("备案", "备案时间")
    (True, False, False)
    """
    named = (next((word for word in group if word in value), None) for group in _exclusive())
    return any(word is not None and word not in said for word in named)


@lru_cache(maxsize=50_000)
def at_least(bound: str, said: str) -> bool | None:
    """Tell whether `said` reaches a rung that `bound` names with 以上 or 以下; None where either names none.

    >>> at_least("本科及以上学历", "硕士"), at_least("副高级以上职称", "中级"), at_least("本科", "硕士")
    (True, False, None)
    >>> at_least("大学专科以上学历", "大学本科"), at_least("大学专科以上学历", "高中")
    (True, False)
    """
    if "以上" not in bound and "以下" not in bound:
        return None
    for ladder in ladders().values():
        wanted, own = _rung(ladder, bound), _rung(ladder, said)
        if wanted is not None and own is not None:
            return own >= wanted if "以上" in bound else own <= wanted
    return None


def other_rung(value: str, said: str) -> bool:
    """Tell whether both name rungs of one ladder, and not the same: 高级技师 and 技师.

    >>> other_rung("高级技师", "技师"), other_rung("硕士研究生", "硕士"), other_rung("技师", "本科")
    (True, False, False)
    """
    rungs = ((_rung(ladder, value), _rung(ladder, said)) for ladder in ladders().values())
    return any(one is not None and other is not None and one != other for one, other in rungs)


@lru_cache(maxsize=50_000)
def graded(value: str, said: str) -> bool:
    """Tell whether `said` names the very grade that `value` has: 甲级, 省级, 4A.

    >>> graded("乙级旅游民宿", "民宿等级乙级"), graded("乙级旅游民宿", "甲级民宿"), graded("绿色工厂", "绿色工厂")
    (True, False, False)
    """
    for group in _exclusive():
        own = next((word for word in group if word in value), None)
        if own is not None and own in _GRADES and own in said:
            return True
    return False


@lru_cache(maxsize=10_000)
def implied(text: str) -> str:
    """Return the words that canonical `text` says along with its own.

    >>> implied("验收"), implied("备案"), implied("首次来本市企业就业")
    ('竣工', '', '新引进')
    """
    return "".join(dict.fromkeys(also for says, also in _implications() if says.search(text)))


@lru_cache(maxsize=50_000)
def lasting_alike(asked: str, said: str) -> bool:
    """Tell whether what is said to last is what a condition asks the length of, by another verb.

    >>> lasting_alike("实际到岗", "上班刚满"), lasting_alike("实际到岗", "贷款"), lasting_alike("合同期限", "就业")
    (True, False, False)
    """
    return any(one.search(asked) and other.search(said) for one, other in _lasting())


@cache
def _lasting() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(entry["asked"]), re.compile(entry["said"])) for entry in _data()["lasting"])


@cache
def ladders() -> Mapping[str, tuple[str, ...]]:
    """Return the rungs of each ladder, from low to high."""
    return {entry["id"]: tuple(entry["words"]) for entry in _data()["ladder"]}


def rungs_in(text: str) -> frozenset[str]:
    """Return the rungs of all ladders that a text names."""
    return frozenset(word for words in ladders().values() for word in words if word in text)


def nouns() -> Mapping[str, str]:
    """Return the unit that a noun itself names, the longest noun first: 人数 is counted in 人."""
    return dict(sorted(_data()["nouns"].items(), key=lambda pair: -len(pair[0])))


def words(name: str) -> tuple[str, ...]:
    """Return a word list of the thesaurus."""
    return tuple(_data()["words"][name])


@cache
def alternatives(name: str) -> re.Pattern[str]:
    """Return the pattern of a word list, longest word first."""
    return re.compile("|".join(map(re.escape, sorted(words(name), key=len, reverse=True))))


@cache
def same() -> tuple[Same, ...]:
    """Return every entry. Raises RuleError for one that is not well formed."""
    found, seen = [], set()
    for entry in _data()["same"]:
        where = f"{_FILE}: {entry.get('id', '(without id)')!r}"
        if entry.keys() != {"id", "means", "says", "why", "yes", "no"}:
            raise RuleError(f"{where}: give id, means, says, why, yes and no, and nothing else")
        if entry["id"] in seen:
            raise RuleError(f"{where} stands twice; give one another id")
        seen.add(entry["id"])
        yes = tuple((said, written) for said, written in entry["yes"])
        found.append(
            Same(entry["id"], entry["means"], tuple(entry["says"]), entry["why"], yes, tuple(entry["no"]))
        )  # fmt: skip
    return tuple(found)


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((files("graph") / "rules" / _FILE).read_text("utf-8"))


@cache
def _same_pattern() -> tuple[re.Pattern[str], Mapping[str, str]]:
    ways = [(one.means, way) for one in same() for way in (*one.says, re.escape(one.means))]
    ways.sort(key=lambda pair: -len(re.sub(r"\(\?.*?\)|[?*\\]", "", pair[1])))
    try:
        # each marked at its end: an alternative that begins with its letter is passed over at once where another stands
        pattern = re.compile("|".join(f"(?:{way})(?P<g{order}>)" for order, (_, way) in enumerate(ways)))
    except re.error as error:
        raise RuleError(f"{_FILE}: {error}") from error
    return pattern, {f"g{order}": means for order, (means, _) in enumerate(ways)}


@cache
def _measures(asked: bool) -> tuple[re.Pattern[str], Mapping[str, str]]:
    ids = {
        word: entry["id"]
        for entry in _data()["measure"]
        for word in (*entry["words"], *(entry.get("also", ()) if asked else ()))
    }
    return re.compile("|".join(map(re.escape, sorted(ids, key=len, reverse=True)))), ids


@cache
def _empty() -> re.Pattern[str]:
    return re.compile(f"(?!就[业诊医读])(?:{alternatives('empty').pattern})")  # 就业 is more than 业


@cache
def _implications() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return what each entry of what is said along matches, and what is said along."""
    return tuple((re.compile(_says(entry)), entry["also"]) for entry in _data()["implies"])


def _says(entry: Mapping[str, Any]) -> str:
    if says := entry.get("says"):
        return str(says)
    said = entry["said"]
    return "|".join(map(re.escape, [said] if isinstance(said, str) else said))


def _rung(ladder: tuple[str, ...], text: str) -> int | None:
    """Return the place of the longest rung that the text names."""
    text = text.replace("专科", "大专")  # one rung with two names
    named = [word for word in ladder if word in text]
    return ladder.index(max(named, key=len)) if named else None


@lru_cache(maxsize=100_000)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1)) if len(text) > 1 else frozenset((text,))


@lru_cache(maxsize=20_000)
def _all_pairs(texts: tuple[str, ...]) -> frozenset[str]:
    return _pairs(texts[0]) if len(texts) == 1 else frozenset[str]().union(*map(_pairs, texts))


@lru_cache(maxsize=200_000)
def _covered(need: str, pairs: frozenset[str]) -> float:
    weights = _weights(need)
    if not need:
        return 0.0
    if len(need) == 1:
        return 1.0 if any(need in pair for pair in pairs) else 0.0
    hit = [False] * len(need)
    for at in range(len(need) - 1):
        if need[at : at + 2] in pairs:
            hit[at] = hit[at + 1] = True
    return sum(weight for weight, there in zip(weights, hit, strict=True) if there) / sum(weights)


@lru_cache(maxsize=100_000)
def _weights(text: str) -> tuple[float, ...]:
    weights = [1.0] * len(text)
    for match in alternatives("weak").finditer(text):
        weights[match.start() : match.end()] = [_WEAK] * (match.end() - match.start())
    return tuple(weights) if any(weight == 1.0 for weight in weights) else (1.0,) * len(text)


@lru_cache(maxsize=100_000)
def _family(text: str) -> str | None:
    return next((entry["id"] for entry in _data()["family"] if any(word in text for word in entry["words"])), None)


@cache
def _exclusive(decided: bool = False) -> tuple[tuple[str, ...], ...]:
    entries = (entry for entry in _data()["exclusive"] if entry.get("decides") or not decided)
    return tuple(tuple(sorted(entry["words"], key=len, reverse=True)) for entry in entries)
