"""One scheme for one applicant on one day: eligible, not eligible, unknown or closed; how much; what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from graph.eligibility.facts import Fact, Facts
from graph.eligibility.kleene import Formula, Truth, choices, truth
from graph.eligibility.language.recipient import broad
from graph.eligibility.language.thesaurus import coverage, key
from graph.eligibility.language.trade import TRADE, trades, wider
from graph.eligibility.language.unit_meant import counted
from graph.eligibility.matching.asked_of import asked_of_others
from graph.eligibility.matching.check import ruled
from graph.eligibility.matching.deed_day import by_the_deed
from graph.eligibility.matching.defined import by_the_word_defined
from graph.eligibility.matching.for_all import for_all, of_any_trade, of_the_list
from graph.eligibility.matching.had_already import excepted, ruled_out
from graph.eligibility.matching.left_open import left_open
from graph.eligibility.matching.match import Check, Known
from graph.eligibility.matching.measure import in_unit
from graph.eligibility.matching.premise import premised, presumed
from graph.eligibility.matching.scoped import scoped
from graph.eligibility.matching.standing import outranked
from graph.eligibility.matching.timeline import dated
from graph.eligibility.offers.classes_shown import of_another_class
from graph.eligibility.scheme import Requirement, Scheme
from graph.eligibility.sums.amount import Amount, amount, had_lower
from graph.eligibility.sums.couple import joined
from graph.eligibility.sums.each import quantity_told

__all__ = ["Status", "Verdict", "evaluate"]

Status = Literal["eligible", "not_eligible", "unknown", "closed"]
_MONTH: Final = 31
_BY_WHOM: Final = re.compile(
    r"^经(?!备案)[^，。；]{0,14}(?<!自主)(?:评定|评估|评审|认定|审核|核定|鉴定|评价|检测|确认|核实)(?:合格|通过)?$"
)
_FOUND_OUT: Final = re.compile("失能|失智|伤残|残疾等级|合格|优秀|良好|达标|[一二三四五]级")
_DISCRETION: Final = re.compile(  # an offer that leaves open whether anything is paid at all
    "视[^，。；]{0,6}情况|酌情|给予适当|适当(?:给予)?(?:补助|补贴|奖励|支持|资助)"
    "|可以?[^，。；]{0,6}“?一[事企]一[议策]”?(?:的?(?:方式|办法|原则))?(?:$|[^。；]{0,20}(?:研究|报[^，。；]{0,12}(?:政府|工委|管委会)))"
)
_STEP: Final = re.compile(
    r"评|认定|晋|升|突破|达到|(?<![给补奖领拿贴助发拨])[过到]\d[\d.]*[万亿]|[国省市区县]级|[一二三四五]级|等奖|上次|低一"
)
_SPENT: Final = ("投入", "投资", "购置", "购买", "买", "建设", "开工", "投产")
_HAD: Final = re.compile("(?:享受|领取|获得?|拿)过?[^，。]{0,14}(?:补贴|补助|奖励|奖补|资助|资金)")
_FIRM: Final = re.compile("企业|单位|机构|公司|法人|组织")
_FIRST: Final = re.compile("首次(?:被)?(?:评|获|认定|列入|入选)|新(?:评|获|认定|列入|入选)")
_OF_A_BODY: Final = re.compile(
    "(?:我们|咱们)(?:是|这)[^，。]{0,24}(?:院|所|站|点|中心|园|店|社|队|校|馆|机构|协会|酒店)(?=[，。])"
)
_CALLED: Final = re.compile(  # 我们是民宿: who says what they are is not taken for another kind
    "(?:我们?|咱们?|本人)(?:家|这|这里|这边)?(?:就)?(?:是|这)(?:一?[家个名户位])?(?P<what>[^，。；的在]{0,8}?(?:民宿|酒店|宾馆|饭店|餐馆|餐厅|超市|商场|旅行社|学校|幼儿园|医院|诊所|养老院|协会|商会|农户|散户|种植户|养殖户|大户|牧户|渔民|农民|村民|村委会?|合作社|农场))(?=[，。、]|$)"
)
_WORKS: Final = re.compile("职工|员工|人员|个人|人才|毕业生|者")
_CARRY_OUT: Final = re.compile("^(?:实施|开展|新建|建设|完成)")
_MAKES: Final = re.compile("种植|养殖|合作社|农场|农业|渔|畜|林场|采矿|矿山|矿业|制造|加工|生产|工厂|厂")
_ANY_PROJECT: Final = re.compile("技术|设备|企业|项目|工业(?=企业)")  # of which any project of a firm may be
_OTHER_TRADE: Final = re.compile(
    "(?:贸易|商贸|物流|运输|快递|房地产|地产|建筑|工程|软件|咨询|餐饮|酒店|旅游|金融|投资|广告|劳务|物业|传媒|电商|租赁|培训)(?:有限)?(?:公司|企业)|律师|医院|学校|饭店|诊所"
)
_COMMERCE: Final = frozenset({"commerce"})
_MAKERS: Final = frozenset({"making", "industry", "building"})
_PROJECT: Final = "项目类型"
_ANYTHING: Final = frozenset({"企业", "单位", "机构", "人员", "学生", "项目", "产品", "设备", "主体", "家庭", "农户"})
_ALIKE: Final = 0.8
_BEARERS: Final = re.compile(  # whoever bears a title is one of those who bear such titles
    "作者|作家|艺术家|教师|医[师生]|护士|运动员|教练员|传承人|工匠|学生|选手|村|社区|作品|产品|新?品种|项目|工程|团队|(?:社会)?组织"
)
_BESTOWED: Final = re.compile(
    "(?:新|首次)?(?:获[得评批]?|荣获|入选|被?评[为定]|被?认定为|通过(?:国家|[省市]级)[^，。；]*审定)"
)
_MORE: Final = re.compile("户[籍口]|社会?保|纳税|税收")  # of which no trade tells anything
_PROGRAMME: Final = re.compile("国家|[省市县区]级|计划|专项|基金")  # whose projects others grant
_MANY: Final = 3  # other conditions of its clause that are told, from which on the kind of project is as good as told
_OTHER_WORKS: Final = re.compile(
    "新建|新厂|迁建|扩建|搬迁|土建(?!费|成本|投|花|、|不|和|及|部分)|房地产|商业(?!银行|贷款|保险|险)"
)
_STATUS: Final[Mapping[Truth, Status]] = {True: "eligible", False: "not_eligible", None: "unknown"}


_NOTHING: Final = Amount()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What holds of one scheme. `checks` are its conditions in order; `missing` what an answer still needs; `notes` are
    sentences on day and place. `assumed` are the words by which the applicant says that all else is met."""

    scheme: Scheme
    status: Status
    checks: tuple[Check, ...]
    amount: Amount = _NOTHING
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    words: str = ""  # of all facts told, by which the offer that is meant is found where no question is asked
    other: bool = False  # whether a person asks and the offer is for bodies
    tiers: tuple[Verdict, ...] = ()  # of the scheme whose sums apply, where this one only refers to it

    @property
    def told(self) -> bool:
        """Whether any fact speaks of the scheme: of a condition, or of what its sum is reckoned from."""
        return self.amount.base is not None or any(check.fact and not check.fact.assumed for check in self.checks)

    @property
    def premises(self) -> tuple[Check, ...]:
        """The exclusions that nobody spoke of, and that a yes takes for not so."""
        return tuple(check for check in self.checks if presumed(check))

    @property
    def closed(self) -> date | None:
        """The last day on which the scheme stood, where it is closed."""
        return self.scheme.valid_to if self.status == "closed" else None


def evaluate(
    schemes: Iterable[Scheme], facts: Facts, region: str | None = None, on: date | None = None
) -> list[Verdict]:
    """Return one verdict a scheme, in order. `region` is where the applicant is (name or code), `on` the day (today).

    A condition of which nothing is known is unknown, and so is the scheme if it hangs on it; an applicant in a region
    that the scheme is not for is not eligible; a scheme that has run out on `on`, or not begun, is closed.
    """
    wanted = tuple(schemes)
    day = on or facts.asked or date.today()
    known = Known(facts, region, day, wanted)
    shared = _shared(wanted) if facts.rest else {}
    nothing = frozenset[str]()
    found = [_one(one, known, day, shared.get(one.group, nothing) if shared else nothing) for one in wanted]
    if known.facts.items and any(scheme.rules.couples for scheme in wanted[:1]):
        found = [_coupled(verdict, wanted, known) for verdict in found]
    if not any(verdict.scheme.refers_to for verdict in found):
        return found
    return [
        _referred(verdict, found, known) if verdict.scheme.refers_to and verdict.scheme.soft else verdict
        for verdict in found
    ]


def _one(scheme: Scheme, known: Known, day: date, tiers: frozenset[str]) -> Verdict:
    checks = known.checks(scheme)
    if known.facts.rest:
        checks = tuple(_granted(check, known.facts.rest, tiers) for check in checks)
    if scheme.rules.defined and known.outright:
        checks = by_the_word_defined(scheme, checks, known)
    lower = had_lower(scheme, known)
    checks = _moved_up(checks, lower) if lower else checks
    checks = outranked(scheme.formula, _counted(scheme, checks, known))
    checks = tuple([one if one.verdict else of_the_list(one, checks, scheme, known) for one in checks])
    checks = of_another_class(scheme, checks, known.facts) if scheme.classed else checks
    values: list[Truth] = [check.verdict for check in checks]
    holds = truth(scheme.formula, values)
    if holds is not False:  # nothing that is presumed saves what is refused
        checks = by_the_deed(checks, scheme, known.timeline)
        near = known.near.beside(lower.words or lower.attr) if lower and _of_a_step(lower, scheme) else known.near
        checks = asked_of_others(scheme, premised(checks, near, scheme), near)
        checks = _presumed(scheme, scoped(scheme, checks, known), known)
        values = [check.need.untold if check.verdict is None else check.verdict for check in checks]
        holds = truth(scheme.formula, values)
    notes: list[str] = []
    elsewhere = known.elsewhere(scheme)
    if elsewhere:
        holds = False
        notes.append(f"本政策适用于{scheme.region}，您在{elsewhere}")
    if late := _late(scheme, known.facts):
        holds = False
        notes.append(late)
    rule = scheme.rules.exclusive
    had = _had(known, checks) if holds and rule and not excepted(scheme, rule.quote) else None
    if rule and had and not (lower and lower.words == had.words):
        shut_out = ruled_out(scheme, rule.quote, had)
        holds = False if shut_out else None
        then = "不能再享受本项" if shut_out else "能不能再享受本项要问主管部门"
        notes.append(f"{had.told()}，“{rule.quote}”，{then}")
    if holds and scheme.soft and _DISCRETION.search(scheme.place.quote):
        holds = None
        notes.append(f"“{scheme.place.quote}”，给不给、给多少由主管部门定")
    if holds and (words := left_open(known.facts.unread, checks, scheme.place.quote)):
        holds = None
        notes.append(f"您说“{words}”，要先弄清楚")
    spent = known.day(*_SPENT)
    ended = (spent.until or spent.value) if spent else None
    if (
        spent
        and scheme.valid_from
        and not scheme.rules.windows
        and isinstance(ended, date)
        and ended < scheme.valid_from
        and not _dated(spent, checks)
    ):
        holds, note = _early(spent, scheme, holds)
        notes.append(note)
    missing = _missing(scheme.formula, checks, values) if holds is None else ()
    status = _STATUS[holds]
    if closed := _closed(scheme, day):
        status, missing = "closed", ()
        notes.insert(0, closed)
    sums = amount(scheme, known, checks) if status in ("eligible", "unknown") else Amount()
    other = known.person and bool(_FIRM.search(scheme.beneficiary)) and not _WORKS.search(scheme.beneficiary)
    return Verdict(scheme, status, checks, sums, missing, tuple(notes), known.words, other)


def _of_a_step(had: Fact, scheme: Scheme) -> bool:
    """Tell whether aid had was for a lower step of what the offer is for: 评上省级时领过20万元, and not 省里给过."""
    before = in_unit(had, "元")[0] if had.numeric else None
    below = scheme.amount is None or before is None or before < scheme.amount.value
    return below and (not had.words or bool(_STEP.search(had.words)))


def _coupled(verdict: Verdict, schemes: Sequence[Scheme], known: Known) -> Verdict:
    """Pay a couple what the clause pays both together."""
    both = joined(verdict.scheme, schemes, known) if verdict.amount.value is not None else None
    if both is None:
        return verdict
    whole = amount(both[0], known, verdict.checks)
    return replace(verdict, amount=replace(whole, steps=(both[1], *whole.steps)))


def _counted(scheme: Scheme, checks: tuple[Check, ...], known: Known) -> tuple[Check, ...]:
    """Take who tells how many there are of what alone an offer is for: 每招引1家世界500强企业奖励20万元."""
    alone = len(checks) == 1 and checks[0].need.implied and checks[0].verdict is None
    for name, unit in counted(scheme.amount.per or "")[:1] if alone and scheme.amount else ():
        fact = quantity_told(scheme, known, name, unit) if len(name) > 1 and name not in _ANYTHING else None
        if fact and coverage(key(name), (fact.key,)) >= _ALIKE:
            return (ruled(checks[0].need, fact, True),)
    return checks


def _moved_up(checks: tuple[Check, ...], had: Fact) -> tuple[Check, ...]:
    """Take who has moved up to a grade for named so for the first time, where the clause pays them the difference."""
    grades = [check.fact for check in checks if check.verdict and isinstance(check.need.value, str) and check.fact]
    if not any(fact.words != had.words or not fact.words for fact in grades):
        return checks
    return tuple(
        ruled(check.need, had, True) if check.verdict is None and _FIRST.match(check.need.attr) else check
        for check in checks
    )


def _had(known: Known, checks: Iterable[Check]) -> Fact | None:
    """Return the fact that tells of other aid already had, which no condition of the scheme has taken up."""
    taken = [check.fact.key for check in checks if check.fact]
    asked = [check.fact.words for check in checks if check.fact and check.verdict and _HAD.search(check.need.text)]
    had = (fact for fact in known.facts.items if fact.value is True and _HAD.search(fact.attr))
    return next((fact for fact in had if fact.key not in taken and not (fact.words and fact.words in asked)), None)


def _late(scheme: Scheme, facts: Facts) -> str | None:
    """Say that applications are not taken on the day told: 每年3月1日至4月30日受理，逾期不予受理."""
    rule, first, last = scheme.rules.intake, facts.asked, facts.asked_until or facts.asked
    if rule is None or first is None or last is None or (last - first).days > _MONTH:
        return None
    opened, ends = (last.month, last.day) >= rule.first, (first.month, first.day) <= rule.last
    inside = opened or ends if rule.first > rule.last else opened and ends  # 11月1日至1月31日 goes over New Year
    return None if inside else f"“{rule.place.quote}”，您说的申报时间是{first:%Y-%m-%d}"


def _dated(spent: Fact, checks: Iterable[Check]) -> bool:
    """Tell whether the text itself says from which day on it counts, and this is later: 于2022年1月1日以后开工."""
    return any(
        check.verdict and dated(check.need) and check.need.op == ">=" and check.fact and check.fact.key == spent.key
        for check in checks
    )


def _early(spent: Fact, scheme: Scheme, holds: Truth) -> tuple[Truth, str]:
    day = f"{scheme.valid_from:%Y-%m-%d}" if scheme.valid_from else ""
    if scheme.valid_from == scheme.effective:
        if rule := scheme.rules.in_force:
            return False, f"{spent.told()}，早于施行日{day}，“{rule.quote}”"
        verdict: Truth = None if holds else holds
        return verdict, f"{spent.told()}，早于施行日{day}，原文没有写明施行前的算不算"
    return False, f"{spent.told()}，早于起算日{day}，不计入"


def _closed(scheme: Scheme, day: date) -> str | None:
    if scheme.valid_to and day > scheme.valid_to:
        return f"本政策有效期至{scheme.valid_to:%Y-%m-%d}，{day:%Y-%m-%d}时已过期"
    begins = scheme.effective
    if begins and day < begins:
        return f"本政策自{begins:%Y-%m-%d}起施行，{day:%Y-%m-%d}时尚未开始"
    return None


def _granted(check: Check, words: str, tiers: frozenset[str]) -> Check:
    """Take a condition of which nothing is said for met where the applicant says that all else is."""
    if check.verdict is not None or check.need.key in tiers:
        return check
    fact = Fact.of(check.need.attr, True, words=words, assumed="按您说的其他条件都满足")
    return check._replace(verdict=True, fact=fact, why=f"您说“{words}”，按符合“{check.need.text}”计")


def _presumed(scheme: Scheme, checks: tuple[Check, ...], known: Known) -> tuple[Check, ...]:
    """Take a condition that only names the applicant's trade for met, aloud, where all else that is asked is told.

    Whoever planted what is asked for is a planter; but a person is no firm, and no status is given for nothing.
    """
    kinds = [
        check
        for check in checks
        if check.verdict is None
        and not check.need.numeric
        and check.need.value is not False
        and not _MORE.search(check.need.text)
        and (
            (
                (_kind(check.need) or of_any_trade(check.need, scheme))
                and not _of_other_trade(check.need, known.own_words)
            )
            or _assessed(check, checks)
            or _project(check.need, known.said)
            or _plain_project(check, checks, known.said)
            or _trade_of_all(check.need, scheme, known.said)
            or _bearer(check, checks)
        )
    ]
    if not kinds:
        return checks
    for ways in choices(scheme.formula):  # 养殖大户 or registered: who is not registered need be none
        told_apart = [checks[order - 1] for order in ways]
        if any(one not in kinds and not one.verdict for one in told_apart):
            kinds = [one for one in kinds if one not in told_apart]
    grounds = [check.fact for check in checks if check.verdict and check.fact and not check.fact.assumed]
    values = [True if check in kinds else check.verdict for check in checks]
    if not grounds or truth(scheme.formula, values) is not True:
        return checks
    if _OTHER_TRADE.search(known.said) and any(re.search("工业|制造|生产|加工", one.need.text) for one in kinds):
        return checks
    if known.person and any(_FIRM.search(check.need.attr) for check in kinds):
        return checks
    called = _CALLED.search(known.said)
    if called and any(_kind(check.need) and not _alike(called["what"], check.need.text) for check in kinds):
        return checks
    body = known.firm or any("法人" in fact.attr and fact.value is True for fact in known.facts.items)
    body = body or bool(_OF_A_BODY.search(known.said))
    if any(map(presumed, checks)) and not body and any(fact.words for fact in grounds):
        return checks  # one guess is not put on another, but a firm says that it is one
    named = {check.fact.key for check in checks if check.verdict and check.fact and not for_all(check.need, scheme)}
    told = any(
        one.family == "kind" and isinstance(one.value, str) and one.key not in named for one in known.facts.items
    )  # but whom the offer names is one of those whom the document is for
    if told and any(isinstance(check.need.value, str) and check.need.attr not in (TRADE, _PROJECT) for check in kinds):
        return checks  # what applicants say they are is not guessed at
    return tuple(_granted_kind(check, grounds[0]) if check in kinds else check for check in checks)


def _alike(said: str, asked: str) -> bool:
    """Tell whether two names of kinds have a word in common: 合作社, 农民合作社."""
    return any(said[at : at + 2] in asked for at in range(len(said) - 1))


def _trade_of_all(need: Requirement, scheme: Scheme, said: str) -> bool:
    """Tell whether a condition only names the trade of all for whom the document is, and no other trade is told.

    服务业 is whatever makes nothing; who does what an offer of such a document pays for is of its trade.
    """
    if need.attr != TRADE or not isinstance(need.value, str) or need.place.path == scheme.place.path:
        return False
    if re.fullmatch("(?:现代|生产性|生活性)*服务业", need.value):
        return not trades(said) & _MAKERS and not _MAKES.search(said)
    wanted = trades(need.value)
    return bool(wanted) and trades(said) <= wanted | wider(wanted)


def _assessed(check: Check, checks: Sequence[Check]) -> bool:
    """Tell whether a condition only says who finds the grade that is told: 经第三方机构评定，达到二级."""
    if check.need.value is not True or not _BY_WHOM.match(check.need.attr):
        return False
    path = check.need.place.path  # the grade is of its clause, or of an item of it
    return any(one.verdict and _grade(one.need) and f"{one.need.place.path}/".startswith(f"{path}/") for one in checks)


def _bearer(check: Check, checks: Sequence[Check]) -> bool:
    """Tell whether a condition only says who bears the title that is told: 获评教学名师的|教师, 获得文学奖的|作者."""
    if check.need.value not in (True, None) or not _BEARERS.fullmatch(check.need.attr):
        return False
    return any(
        one.verdict
        and one.fact is not None
        and not one.fact.assumed
        and one.need.place.path == check.need.place.path
        and (one.need.attr in ("称号", "奖项") or _BESTOWED.match(one.need.attr))
        for one in checks
    )


def _grade(need: Requirement) -> bool:
    """Tell whether a condition asks for a grade or a title, which someone finds, and for no kind of thing or body."""
    if need.value is True and _FOUND_OUT.search(need.attr):
        return True
    return isinstance(need.value, str) and need.family != "kind" and need.attr not in (_PROJECT, TRADE)


def _project(need: Requirement, said: str) -> bool:
    """Tell whether a condition names the kind of project of which what was said names the thing done: 锅炉改造."""
    if need.attr != "项目类型" or not isinstance(need.value, str) or _PROGRAMME.search(need.value):
        return False
    name = _CARRY_OUT.sub("", need.value_key)
    head, thing = _ANY_PROJECT.sub("", name[:-2]), name[-2:]
    return thing in said and (not head or any(head[at : at + 2] in said for at in range(max(1, len(head) - 1))))


def _plain_project(check: Check, checks: Sequence[Check], said: str) -> bool:
    """Tell whether a condition names the kind of project of which all else is told: filed, paid for, checked."""
    if check.need.attr != _PROJECT or check.fact is not None or _OTHER_WORKS.search(said):
        return False
    own = [one for one in checks if one.verdict and one.fact and not one.fact.assumed and _beside(one, check)]
    return len(own) >= _MANY


def _beside(one: Check, other: Check) -> bool:
    """Tell whether two conditions stand in one clause, or in two of one item, of which one points to the other."""
    path, asked = one.need.place.path, other.need.place.path
    return path == asked or ("/" in asked and path.rpartition("/")[0] == asked.rpartition("/")[0])


def _kind(need: Requirement) -> bool:
    if isinstance(need.value, str):
        return need.family == "kind" and broad(need.value)
    return need.value in (True, None) and broad(need.attr)


def _of_other_trade(need: Requirement, said: str) -> bool:
    """Tell whether a kind names a trade and what was said only others: who deals wholesale is no 零售企业."""
    wanted, told = trades(need.value if isinstance(need.value, str) else need.attr), trades(said)
    own, theirs = wanted - _COMMERCE, told - _COMMERCE  # of which retail and wholesale both are
    return bool(own and theirs) and not own & theirs and not wider(theirs) & own and not wider(own) & theirs


def _granted_kind(check: Check, ground: Fact) -> Check:
    fact = Fact.of(
        check.need.attr, True, words=ground.words or ground.told(), assumed="按您做的事这样理解，若不是请更正"
    )
    return check._replace(verdict=True, fact=fact, why=f"您说“{fact.words}”，按“{check.need.text}”理解，若不是请更正")


def _shared(schemes: Sequence[Scheme]) -> dict[str, frozenset[str]]:
    """Return, for each group, the attributes by which its tiers differ: no word of mouth settles them."""
    bounds: dict[str, dict[str, set[tuple[object, ...]]]] = {}
    for scheme in schemes:
        own: dict[str, list[object]] = {}
        for need in scheme.requirements:
            own.setdefault(need.key, []).extend((need.op, need.value))
        for name, values in own.items():
            bounds.setdefault(scheme.group, {}).setdefault(name, set()).add(tuple(values))
    return {
        group: frozenset(name for name, values in names.items() if len(values) > 1) for group, names in bounds.items()
    }


def _missing(formula: Formula, checks: Sequence[Check], values: Sequence[Truth]) -> tuple[str, ...]:
    """Name the unknown conditions that could still turn the formula, in their order."""
    found = [checks[number - 1].need.attr for number in _open(formula, values)]
    return tuple(dict.fromkeys(found))


def _open(formula: Formula, values: Sequence[Truth]) -> list[int]:
    if isinstance(formula, int):
        return [formula] if values[formula - 1] is None else []
    if truth(formula, values) is not None:
        return []
    return [number for part in formula[1] for number in _open(part, values)]


def _referred(verdict: Verdict, found: Sequence[Verdict], known: Known) -> Verdict:
    """Give a scheme that points to the sums of others what these come to: their tiers, by its own base."""
    target = verdict.scheme.refers_to
    others = [
        other
        for other in found
        if other.scheme is not verdict.scheme
        and (other.scheme.place.iri == target or (target and other.scheme.place.iri.startswith(f"{target}/")))
        and not other.scheme.soft
    ]
    fitting = [_tier_of(other, known) for other in others]
    return replace(verdict, tiers=tuple(tier for tier in fitting if tier))


def _tier_of(other: Verdict, known: Known) -> Verdict | None:
    from graph.eligibility.language.quantity import MONEY, dimension

    bounds = [check for check in other.checks if check.need.numeric and dimension(check.need.unit) == MONEY]
    if any(check.verdict is not True for check in bounds):
        return None
    sums = amount(other.scheme, known, other.checks, bounds[0].fact if bounds else None)
    return replace(other, status="eligible", amount=sums, missing=())
