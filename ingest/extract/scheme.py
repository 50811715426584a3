"""What a document says once for all its offers: who may apply, who may not, from when and until when."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from ingest.extract.applicant import general
from ingest.extract.articles import in_articles
from ingest.extract.builds_on import built_on
from ingest.extract.condition import Tree
from ingest.extract.definition import Meaning, definitions, explained
from ingest.extract.general import EMPLOYER, FIRMS, General
from ingest.extract.ladder import Ladder, ladder
from ingest.extract.not_bound import not_bound
from ingest.extract.party import PUBLIC
from ingest.extract.reach import offering
from ingest.extract.sibling_list import for_own_benefit
from ingest.extract.timeframe import reference
from ingest.extract.yearless import in_year
from ingest.record import Clause, Condition, Document
from ingest.rules import load
from ingest.value.date import Reference

__all__ = ["Scheme", "scheme"]

_QUICK = re.compile(
    r"条件|情形|[。：，]指|是指|单位指|不予|不得|不享受|不适用|所指|所称|适用|申报|申请|申领|领取|方可|不再|对象|享受|范围|主体|取消|所[列述]|条规定的|年龄|时[^，。；]{2,12}周岁|本(?:办法|政策|措施|细则|意见|规定|方案)(?:[^，。；：]{0,8}的)|凡|同时(?:符合|满足|具备)|应|须|需(?!求)|取得|具[有备]|持有|办理|仅|只[能可]"
)
_LEFT_OUT = {word: re.compile(rf"“{word}”(?:[、“”\w]*?)(?:均)?不(?:包含|包括|含)本数") for word in ("以上", "以下")}
_CONDITIONS = re.compile("(?:条件|对象|范围|主体)$")  # of a heading, below which applicants are spoken of
_SHORT = 2
_ITEMS = "一二三四五六七八九十"
_OTHER_AID = re.compile(r"(?:[与和同]|已经?(?:领取|享受|获得)|此前|停发|停止发放|不再享受|扣除|不重复)[^，。；]*")
_DEED = re.compile("吸纳|吸引|招用|招收|招聘|聘用|引进|接收|培养|组织|举办|安置")
_EMPLOYED = re.compile(
    "用人单位|(?<!未)(?<!灵活)(?<!自主)就业(?!困难|创业|服务|补贴|登记|意愿|援助|促进|局|资金|优先)|工作|入职|在岗|在职|劳动合同|聘用合同|实习|见习|引进|职工(?!基本|养老|医疗|医保|社保|失业保险)"
)
_RESIDENT = re.compile(
    "(?:市区|城区|[本我全][市县区])(?:居民|市民|村民|农户|家庭)|(?P<level>[省市县区]本级|[省市县区][级属直])(?:公共机构|机关|事业单位|单位)"
)
_POSTS = re.compile(
    "(?:(?:(?:国家|机关|事业单位|参照公务员法管理|参公管理|财政供养|在编|在职|现职|的|和|及|、|或)*"
    "(?:公务员|公职人员|工作人员|在编人员|人员|领导干部|干部|教师|现役军人|在校学生))(?:、|和|及|以及|或者?)?)+"
)
_GROUP = re.compile(  # 入住养老机构的老年人; whom a firm answers for is no group of applicants
    "(?!.*(?:法定代表|负责人|股东|控制人|失信|违法|犯罪))[^，。；]*的(?:老年人|残疾人|居民|毕业生|大学生|学生|职工|儿童|特困人员|退休人员)"
)
_SEVERAL = re.compile("(?:补[贴助]|奖励|津贴|资助)[^，。；]{0,6}(?:和|与|及|、)")  # 第三章 租房补贴和生活保障
_AID_TITLE = re.compile("补[贴助]|奖[励补]|资助|津贴|贴息")
_SEVERAL_NAMED = re.compile("[、和及与]")  # of a title: 建设补贴和运营补贴实施办法
_NOT_YET = re.compile(
    "在校(?:大?学)?生|(?:学生|大学生)[^，。；]{0,10}(?:实习|见习)|参加面试|来[^，。；]{0,14}面试|求职(?:交通)?补贴"
)
_WORKS = re.compile("建立劳动关系|签订[^，。；]{0,6}劳动合同|全职")
_BODIES = frozenset({"企业", "单位", "机构", FIRMS})
_PERSONS = frozenset({"个人", "人才", "农户"})
_OF_MONEY = frozenset({"subsidy", "award", "interest_subsidy"})


@dataclass(frozen=True, slots=True)
class Scheme:
    """All that holds for the whole document."""

    general: tuple[General, ...]
    valid_from: date | None
    valid_to: date | None
    counted_from: date | None
    text: str
    meanings: Mapping[str, Meaning] = field(default_factory=dict)  # what the words mean that the document defines
    classes: Ladder = field(default_factory=Ladder)
    texts: Mapping[str, str] = field(default_factory=dict)  # of the clauses, by path, where one names what it gives
    known: Reference = field(default_factory=Reference)  # what days without a year are counted from
    strict: frozenset[str] = frozenset()  # 以上 or 以下 where the document says that they leave the number out

    def bounded(self, conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
        """Return `conditions` with the year of the document, and 以上 and 以下 read as it defines them."""
        conditions = tuple(in_year(one, self.known) for one in conditions)
        if not self.strict:
            return conditions
        return tuple(
            replace(one, op=">" if one.op == ">=" else "<") if one.op in (">=", "<=") and self._strict(one) else one
            for one in conditions
        )

    def _strict(self, one: Condition) -> bool:
        return "含" not in one.text and any(
            word in one.text and word[1] == ("上" if one.op == ">=" else "下") for word in self.strict
        )

    def explained(
        self, trees: Iterable[Tree], own: Mapping[str, Meaning] | None = None, path: str = ""
    ) -> Iterable[Tree]:
        """Return `trees` with what the document means by its words in their place; `own` are those of one offer, which
        stands in the clause at `path`."""
        meanings = {**self.meanings, **(own or {})}
        classed = self.classes.resolved(not_bound(trees, path), meanings)
        return explained(classed, meanings) if meanings else classed

    def _called(self, clause: Clause) -> str:
        """Return the words that say what a clause gives: its own, those above its item, and headings of one benefit."""
        above = self.texts.get(clause.path.rpartition("/")[0], "")
        headings = (one for one in clause.headings if not _SEVERAL.search(one))
        return "。".join((*headings, above if above.rstrip().endswith("：") else "", clause.text))

    def conditions(
        self, clause: Clause, party: str | None, beneficiary: str, offered: str, at: int = 0
    ) -> Iterator[Tree]:
        """Yield the conditions that an offer of kind `offered` to `beneficiary` inherits, in the order of the text.

        The offer stands at the character `at` of the clause.

        Of firms and persons who may apply on different terms, `party` picks; where it is None either will do, and
        so where firms are only told by what they do and the clause speaks of another deed.
        """
        kind = "机构" if party == "企业" and "机构" in beneficiary else party
        subjects = {one.subject for one in self.general}
        labels = {step.strip("第条()（）") for step in clause.path.split("/")}
        for one in self.general:
            if clause.path in one.spared or (one.among and not in_articles(one.among, clause, at)):
                continue
            if labels & one.but or (one.only and not labels & one.only):
                continue
            if (one.path == clause.path and not one.own) or not (clause.path + "/").startswith(one.prefix):
                continue
            if one.money and offered not in _OF_MONEY:
                continue
            if items := _referred(one.path, clause.text):
                yield Tree(tuple(part for part in one.tree.parts if _of_item(part, items)))
                continue
            named = bool(one.name) and _gives(one.name, self._called(clause))
            if one.name and not named and len(_named(one.name).findall(self.text)) > 1:
                continue
            if kind == "企业":  # 公务员不适用本办法: no firm is one
                one = replace(one, tree=Tree(tuple(part for part in one.tree.parts if not _posted(part)), one.tree.any))
            if _NOT_YET.search(clause.text) and one.path != clause.path and any(map(_at_work, one.tree.parts)):
                continue  # who studies or is only interviewed is employed by nobody yet
            one = replace(one, tree=built_on(one.tree, clause.text, at))
            if one.subject == FIRMS and kind in ("个人", PUBLIC):
                yield _of_the_place(clause)
            elif one.subject == EMPLOYER and kind == "个人":
                if _EMPLOYED.search(clause.text):
                    yield Tree(tuple(part for part in one.tree.parts if not _of_kind(part)))
            elif named or one.subject in (None, "对象", "申请人", "项目") or _meant(one.subject, kind, subjects):
                if one.beside and (party is None or _another_deed(one.tree, clause.text)):
                    yield Tree((_only(one.tree), _only(one.beside)), any=True)
                else:
                    yield one.tree


def _posted(part: Condition | Tree) -> bool:
    """Tell whether persons are shut out for the post that they hold or as a group, and for nothing that they did."""
    return (
        isinstance(part, Condition)
        and part.value is False
        and bool(_POSTS.fullmatch(part.attr) or _GROUP.fullmatch(part.attr))
    )


def _at_work(part: Condition | Tree) -> bool:
    """Tell whether a part of whom a document is for asks that they be employed."""
    if isinstance(part, Tree):
        return any(map(_at_work, part.parts))
    return part.value is True and bool(_WORKS.search(part.attr))


def _of_kind(part: Condition | Tree) -> bool:
    return isinstance(part, Condition) and part.attr in ("申请人类型", "行业")


def _gives(name: str, text: str) -> bool:
    """Tell whether a clause gives the benefit called `name`, and does not only say how it goes with another.

    A short name counts only with what it is the name of: 建设补贴, not 建设数量.

    >>> _gives("租房", "租房补贴按月计算。"), _gives("租房", "发放购房补贴，可以与租房补贴同时享受。")
    (True, False)
    """
    said = _OTHER_AID.sub("", text)
    return bool(_named(name).search(said)) if len(name) <= _SHORT else name in said


@lru_cache(maxsize=1024)
def _named(name: str) -> re.Pattern[str]:
    return re.compile(f"{re.escape(name)}[^，。；]{{0,4}}(?:补贴|补助|奖励|奖补|资助|津贴|贴息|扶持|支持|资金|政策)")


def _referred(path: str, text: str) -> tuple[str, ...]:
    """Return which items of the list at `path` a clause names: 符合第四条第（一）项至第（三）项条件; () for none."""
    label = re.escape(path.rpartition("/")[2])
    match = re.search(
        rf"{label}第（(?P<first>[一二三四五六七八九十])）项(?P<to>至|、|和|及)?(?:第（(?P<last>[一二三四五六七八九十])）项)?",
        text,
    )
    if not match or not path:
        return ()
    first, last = (_ITEMS.index(match[at] or match["first"]) for at in ("first", "last"))
    return tuple(_ITEMS[first : last + 1]) if match["to"] == "至" else tuple({_ITEMS[first], _ITEMS[last]})


def _of_item(part: Condition | Tree, items: tuple[str, ...]) -> bool:
    one = part
    while isinstance(one, Tree):
        one = one.parts[0]
    return (one.path or "").rpartition("/")[2].strip("()（）") in items


def _only(tree: Tree) -> Condition | Tree:
    return tree.parts[0] if len(tree.parts) == 1 else tree


def _of_the_place(clause: Clause) -> Tree:
    """Ask of those whom a scope of firms leaves aside that they are of the place that the clause names with them.

    >>> _of_the_place(Clause("d", "一", "市区居民安装光伏的，每户补助2000元。")).parts[0].attr
    '市区居民'
    """
    match = _RESIDENT.search(clause.text)
    if not match:
        return Tree()
    return Tree((Condition(match["level"] or match[0], match[0], "=", True, start=match.start()),))


def _another_deed(tree: Tree, text: str) -> bool:
    """Tell whether `tree` asks for nothing but deeds that `text` does not speak of (吸纳毕业生就业见习).

    >>> deed = Tree((Condition("吸纳毕业生就业见习", ""),))
    >>> _another_deed(deed, "小微企业招用毕业生的"), _another_deed(deed, "见习基地组织毕业生见习的")
    (True, False)
    """
    told = [one for one in tree.parts if isinstance(one, Condition)]
    return len(told) == len(tree.parts) and all(_DEED.match(one.attr) and one.attr[-2:] not in text for one in told)


def _meant(subject: str, kind: str | None, subjects: set[str | None]) -> bool:
    """Tell whether conditions of a `subject` are asked of an offer to a `kind`; where nobody knows it, of firms."""
    if subject == "机构":
        return kind == "机构"
    if subject in _PERSONS:
        return kind == "个人" or (kind is None and subjects <= {None, "对象", "申请人", "项目", *_PERSONS})
    return kind in ("企业", PUBLIC, None) or (kind == "机构" and "机构" not in subjects)


def scheme(document: Document) -> Scheme:
    """Read what holds for the whole of `document`. Called once a document by `incentive.extract`."""
    told: list[General] = []
    classes = ladder(document.clauses)
    ends: list[date | None] = []
    counted, strict, meanings = None, frozenset[str](), definitions(document.clauses)
    rules = load("incentive")
    above = {clause.path: clause.text for clause in document.clauses}
    sums = any(offering(clause.text) for clause in document.clauses)
    for clause in document.clauses:
        if _QUICK.search(clause.text) and _speaks_of_aid(clause, above.get(_above(clause.path), ""), sums):
            told.extend(general(document, clause))
        if "本数" in clause.text:
            strict |= {word for word in ("以上", "以下") if _LEFT_OUT[word].search(clause.text)}
        if "20" in clause.text and (match := rules["valid-to"].regex.search(even := re.sub(r"\s", "", clause.text))):
            ends.append(_day(match, last=True))
            if match := rules["counted-from"].regex.search(even):
                counted = _day(match)
    meta = document.meta
    whole = "\n".join(clause.text for clause in document.clauses) if any(one.name for one in told) else ""
    return Scheme(
        tuple(for_own_benefit(document, _apart(_unnamed(one, meta.title) for one in told))),
        meta.effective,
        meta.expires or (ends[-1] if ends else None),
        counted or _counted(document),
        whole,
        {name: meaning for name, meaning in meanings if not classes.names(name)},
        classes,
        {clause.path: clause.text for clause in document.clauses} if whole else {},
        reference(document),
        strict,
    )


def _speaks_of_aid(clause: Clause, above: str, sums: bool) -> bool:
    """Tell whether a clause, the one above it or a heading speaks of aid or applicants; a duty of others asks nothing.

    A document without `sums` must speak of applying: its support in general words has no applicants (优先…, 扶持…).

    >>> [_speaks_of_aid(Clause("d", "四", words), "", True) for words in ("快递企业应当退回快件。", "申报企业应当…")]
    [False, True]
    """
    aid = load("condition")["speaks-of-aid" if sums else "applies-for-aid"].regex
    titles = (*clause.headings, clause.title)
    return any(aid.search(words) for words in (clause.text, above, *titles)) or (
        sums and any(_CONDITIONS.search(title) for title in titles)
    )


def _apart(told: Iterable[General]) -> Iterator[General]:
    """Spare the offers that a clause asks for other applicants what the clauses beside and above it ask."""
    every = list(told)
    persons = next((one for one in every if one.subject == "个人" and one.own), None)
    for one in every:
        beside = persons and one.path != persons.path and _above(one.path) == _above(persons.path) != ""
        if persons and beside and one.own and not one.beside and one.subject in _BODIES:
            one = replace(one, beside=persons.tree)  # （一）个人。…（二）单位。…: either may apply
        for other in every:
            near = _above(other.path) in (_above(one.path), one.path) and bool(_above(other.path))
            if near and other.instead and not one.instead and not _shuts_out(one.tree):
                one = replace(one, spared=one.spared | other.among)
        yield one


def _unnamed(one: General, title: str) -> General:
    """Ask of all offers what is asked of those of the one benefit that the document is about.

    >>> asked = General("", None, Tree(), "八", "举报")
    >>> _unnamed(asked, "举报违法行为奖励办法").name, _unnamed(asked, "举报和见义勇为奖励办法").name
    ('', '举报')
    """
    whole = one.name in title and _AID_TITLE.search(title) and not _SEVERAL_NAMED.search(title)
    return replace(one, name="") if whole else one


def _shuts_out(tree: Tree) -> bool:
    return any(_shuts_out(part) if isinstance(part, Tree) else part.value is False for part in tree.parts)


def _above(path: str) -> str:
    return path.rpartition("/")[0]


def _counted(document: Document) -> date | None:
    rule = load("incentive")["counted-from"]
    for clause in document.clauses:
        if "核校" in clause.text or "开始计" in clause.text:
            match = rule.regex.search(re.sub(r"\s", "", clause.text))
            if match:
                return _day(match)
    return None


def _day(match: re.Match[str], last: bool = False) -> date | None:
    year, month = int(match["year"]), int(match["month"] or (12 if last else 1))
    try:
        day = int(match["day"] or (monthrange(year, month)[1] if last else 1))
        return date(year, month, day)
    except ValueError:
        return None
