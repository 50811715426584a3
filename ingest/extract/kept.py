"""What a further offer of a sentence keeps of the one before: 服务满3年的，奖励3万元；满5年的，再奖励5万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.extract.case import addressed
from ingest.extract.condition import Tree
from ingest.extract.draft import Offer
from ingest.record import Condition

__all__ = ["Before", "adds", "done_alike", "kept", "lifted", "lifts", "named_alike", "names_its_own"]

_BUILT = re.compile("新建|改建|扩建|改扩建|迁建|重建")
_ADDS = re.compile(
    r"(?:^|[，、；\d名人家项])(?:可|市财政|财政)?再(?:次|另)?[^，。；]{0,10}\d|再(?:分别)?(?:给予|奖励|补助|补贴|增加)|另(?:外)?(?:再)?(?:给予|奖励|补助|补贴)|在(?:此|上述|前述)[^，。；]{0,4}(?:基础|标准)上|超[出过][^，。；]{0,12}的?部分|[，的]每(?:增加|多|超过?)\d*"
)
_OF_THEM = re.compile("所在|其(?![中他它余])|位于|地处")  # 所在县为高风险地区的: of those spoken of before
_WHO = re.compile("(?:企业|单位|机构|个人|人员|户)的?$")
_LIFTED = re.compile(  # 贴息比例提高至50%, 标准提高到每人每月1500元: what is given grows, to the same
    r"(?:(?:^|[，、的])(?:可|则|其|再|相应)*(?:标准|比例|额度|金额|幅度)?|(?<!最高)(?:补[助贴]|贴息|奖[励补]|资助|返还|支持)(?:资金)?(?:标准|比例|额度|金额|幅度))(?:可|再|相应|统一|最高)*(?:提高|上浮|增加|上调|放宽|调整|提)[到至为](?:按?每[^，。；\d]{1,8}|最高|不超过)*$"
)
_OWN_SUBJECT = re.compile("^(?:对|凡|其中|此外|鼓励|支持)")
_NAMED = re.compile("的[^的，。；]{1,16}$")  # 对招用残疾人的用人单位: whom all that follows is told of
_TITLED = re.compile("认定|评定|获|列入|入选|认证|称号|通过(?!.*(?:验收|审核|检测|评估))|荣|晋|升|首次|^新")
_POINTS_BACK = re.compile("上述|前述|前款")  # 作为参与单位承担上述项目的: what it names of it, it names itself
_NOUN = (
    "(?:人才|企业|公司|合作社|农场|大户|农户|机构|单位|博士(?:研究生)?|硕士(?:研究生)?|研究生|本科(?:生|毕业生)?|毕业生|专科(?:生|毕业生)?|大专(?:生|毕业生)?"
    "|技师|高级工|中级工|初级工|学校|医院|幼儿园|家庭|个人|集体|组织|园区|基地|平台|工厂|车间|门店|个体工商户)"
)
_ONLY_WHO = re.compile(f"(?:(?:[^，。；、的\\d]{{0,8}}?{_NOUN}|[A-F甲乙丙丁][类级])(?:、|和|及|以及|$))+")
_WHO_DOES = re.compile(  # A类人才|在本市首次购买商品住房的
    f"(?:[^，。；]*?(?:[。；]|第[^，。；]{{1,4}}条|[）)]|、)\\s*)?(?:对|凡)?(?P<who>[^，。；、的\\d]{{0,10}}?{_NOUN})"
    "(?P<deed>(?:在|于|到|首次|新建|新购|购买|购置|建设|完成|实施|开展|获得|取得|通过|参加|租赁|租住|租用|投保|招用|吸纳|种植|养殖|引进|与|签订|连续|累计|自主|全职|成功)[^。；]{2,})$"
)
_DONE_BY = re.compile(
    f"(?:[^，。；]*?(?:[。；]|第[^，。；]{{1,4}}条|[）)]|、)\\s*)?(?:对|凡)(?P<deed>[^，。；]{{3,}}的){_NOUN}$"
)  # 对新建冷库的|企业
_TWO = 2  # letters that two deeds share where one is named in place of the other
_AGAIN = re.compile("续|监测|复[审核评]|重新|再次|期满|到期|届满")
_ANEW = re.compile("^(?:首次|新(?!能源|材料|型))")


@dataclass(frozen=True, slots=True)
class Before:
    """The offer before: its sentence, whom it is for, what each of its tiers asks and in which words.

    `head` is the first offer of its sentence, where it is not that itself.
    """

    sentence: int
    who: str
    tiers: tuple[Tree, ...]
    words: str = ""
    head: Before | None = None

    def asked(self, index: int, count: int) -> Tree:
        """Return what the tier at `index` asks, or where the numbers of tiers differ, what all tiers ask."""
        if len(self.tiers) == count:
            return self.tiers[index]
        first, *others = self.tiers
        return Tree(tuple(part for part in first.parts if all(part in other.parts for other in others)))


def adds(text: str, offer: Offer) -> bool:
    """Tell whether the offer is made on top of the one before (再奖励5万元)."""
    said = text[offer.start : offer.part[1]]
    if said.startswith("其中") and "：" in text[max(text.rfind("。", 0, offer.start), 0) : offer.start]:
        return False  # of a whole list, not of its last item
    return bool(_ADDS.search(said)) or lifts(text, offer)


def lifts(text: str, offer: Offer) -> bool:
    """Tell whether the offer only raises the one before (符合…的，补贴标准提高到800元)."""
    one = offer.rate or offer.amount
    begin = max(text.rfind(mark, 0, offer.part[0]) for mark in "。；\n") + 1
    said = text[offer.part[0] : offer.part[0] + one.sum.number] if one else ""
    return bool(_LIFTED.search(said)) and not re.match("对(?!其)|凡|将(?!其)|支持|鼓励", text[begin:])


def lifted(text: str, found: Sequence[Offer]) -> None:
    """Give each offer that raises the one before it what it leaves unsaid: of what it is a share, per what, its cap."""
    for before, offer in pairwise(found):
        if offer.rate and before.rate and offer.sentence == before.sentence and not offer.rate.of:
            offer.rate.of = before.rate.of if offer.rate.sum.unit == before.rate.sum.unit == "%" else None
        if offer.sentence - before.sentence > 1 or not lifts(text, offer):
            continue
        if offer.rate and before.rate:
            offer.rate.of = before.rate.of or offer.rate.of
        if offer.amount and before.amount and not before.rate:
            offer.amount.per = offer.amount.per or before.amount.per
        if offer.cap is None and bool(offer.rate) == bool(before.rate):
            offer.cap = before.cap


def done_alike(text: str, before: Sequence[Offer], offer: Offer) -> list[tuple[int, int]]:
    """Return the words of an offer, with what those before must do where it only names who else gets a sum for it.

    博士在本市购房的，给予10万元；硕士给予5万元: whoever has a master's degree must buy a home too.
    """
    beside = [one for one in before if one.sentence == offer.sentence and one.spans]
    known = [span for one in beside for span in one.spans]  # 甲…的20万元，乙10万元 hands on what is said of 甲
    names = [span for span in offer.spans if span not in known]
    shared = [span for span in offer.spans if span in known]
    if shared and all(one.spans != shared for one in beside):
        return offer.spans  # what heads a list heads each of its items: 青年人才购房的，给予：本科3万元，硕士5万元
    if not beside or not _ONLY_WHO.fullmatch("，".join(text[a:b] for a, b in names).removesuffix("按")):
        return offer.spans
    for one in reversed(beside):
        ended = text[one.spans[-1][1] - 1] == "的"
        if match := (_WHO_DOES if ended else _DONE_BY).fullmatch(text, *one.spans[0]):
            return [*names, match.span("deed"), *one.spans[1:]]
    return offer.spans


def names_its_own(words: str) -> bool:
    """Tell whether an offer opens with those whom it is for: 对…, 其中…, 支持….

    >>> names_its_own("对农户"), names_its_own("采用钢架的")
    (True, False)
    """
    return bool(_OWN_SUBJECT.match(words))


def kept(before: Tree, own: Tree, words: str, on_top: bool, first: str = "", anew: bool = False) -> Tree:
    """Return the conditions of `before` that hold for the next offer too, whose `own` are told in `words`.

    On top of the offer before all of them hold but those told anew. Else they hold where each of the new ones only
    stands in the place of one before, and no new subject is named; or where the `first` words of the sentence name
    its subject and the new ones only tell in which case it gets another sum. `anew` tells that they name their own.

    >>> first = Tree((Condition("招用登记失业人员", "", "=", True), Condition("劳动合同期限", "", ">=", 1.0, "年")))
    >>> own = Tree((Condition("招用脱贫人口", "", "=", True),))
    >>> [one.attr for one in kept(first, own, "招用脱贫人口的", False).parts]
    ['劳动合同期限']
    >>> case = Tree((Condition("采用光伏供电", "", "=", True),))
    >>> [one.attr for one in kept(first, case, "采用光伏供电的", False, "对招用失业人员的企业").parts]
    ['招用登记失业人员', '劳动合同期限']
    """
    left = tuple(part for part in before.parts if not any(_same(part, one) for one in own.parts))
    if on_top:
        return Tree(left)
    # what heads both offers stands for nothing else, but for what they do whom it names: 对单位招用残疾人，…
    others = [part for part in before.parts if part not in own.parts or addressed(first)]
    parallel = own.parts and all(one in before.parts or any(_same(part, one) for part in others) for one in own.parts)
    bare = words.rstrip("，").endswith("的") and not anew
    if bare and _OF_THEM.match(words) and not _WHO.search(words):
        return Tree(left)
    if parallel and bare:  # 新认定的…; 有效期满复核通过的: who holds it longer is not named anew
        again = bool(_AGAIN.search(words))
        return Tree(tuple(one for one in left if not (again and isinstance(one, Condition) and _ANEW.match(one.attr))))
    new = [one for one in own.parts if one not in before.parts]
    named = addressed(first) and _NAMED.search(first)
    case = named and bare and new and not (_POINTS_BACK.search(words) or any(_titled(one) for one in new))
    return Tree(tuple(_besides(left, new))) if case else Tree()


def _titled(one: Condition | Tree) -> bool:
    """Tell whether a condition is a deed by itself, that is rewarded whatever is asked before it: 获评国家级的."""
    return (
        isinstance(one, Tree)
        or one.attr.startswith("称号")
        or bool(_TITLED.search(one.attr) and not _AGAIN.search(one.attr))
    )


def _besides(left: Sequence[Condition | Tree], new: Sequence[Condition | Tree]) -> Iterator[Condition | Tree]:
    """Yield those of `left` in whose place none of the `new` stands: 绿色食品续展 for 首次取得, 绿色食品."""
    told = "，".join(one.attr for one in new if isinstance(one, Condition))
    titles = [one for one in left if isinstance(one, Condition) and isinstance(one.value, str) and one.value in told]
    for one in left:
        again = isinstance(one, Condition) and _titled(one) and one.value is True and (titles or _AGAIN.search(told))
        if not (again or one in titles or (isinstance(one, Condition) and (one.attr in told or _alike(one, new)))):
            yield one


def _alike(old: Condition, new: Sequence[Condition | Tree]) -> bool:
    """Tell whether a deed stands in the place of another: 举办展会 of 参加展会, 取得博士学位 of 取得高级职称."""
    said = old.text or old.attr
    others = [one.text or one.attr for one in new if isinstance(one, Condition) and one.unit is None]
    return (old.value is True or isinstance(old.value, str)) and any(
        said[:_TWO] == one[:_TWO] or said[-_TWO:] == one[-_TWO:] or (len(one) <= _TWO and said[-1:] == one[-1:])
        for one in others
    )


def named_alike(own: Tree, before: Tree) -> Tree:
    """Return `own` with the attributes named in full, as the offer before names them (增速 → 年产值增速).

    >>> before = Tree((Condition("年产值增速", "", ">=", 10.0, "%"),))
    >>> named_alike(Tree((Condition("增速", "", ">=", 20.0, "%"),)), before).parts[0].attr
    '年产值增速'
    """
    return Tree(tuple(_full(one, before.parts) for one in own.parts), own.any)


def _full(one: Condition | Tree, known: Sequence[Condition | Tree]) -> Condition | Tree:
    if isinstance(one, Tree) or one.unit is None:
        return one
    names = [
        part.attr
        for part in known
        if isinstance(part, Condition) and part.unit == one.unit and part.attr.endswith(one.attr)
    ]
    return replace(one, attr=names[-1]) if names else one


def _same(old: Condition | Tree, new: Condition | Tree) -> bool:
    """Tell whether both ask the same question, so that the new one stands in the place of the old."""
    if isinstance(old, Tree) or isinstance(new, Tree):
        return old == new
    if old.attr == new.attr:
        return True
    if old.unit is not None or new.unit is not None:
        return old.unit == new.unit and (old.attr.endswith(new.attr) or new.attr.endswith(old.attr))
    if _BUILT.search(old.attr) and _BUILT.search(new.attr):
        return True
    return old.value is new.value is True and len(new.attr) > 3 and old.attr[:2] == new.attr[:2]
