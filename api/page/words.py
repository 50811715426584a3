"""The words that pages show for the values of the vocabulary, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal

from graph.wording import quantity

__all__ = ["CHANGES", "DOCUMENT_KINDS", "FACTS", "LEVELS", "MEASURES", "Lang", "day", "goal", "word"]

Lang = Literal["zh", "en"]
Pair = tuple[str, str]

FACTS: Final[Mapping[str, Pair]] = {
    "target": ("目标", "Targets"),
    "responsibility": ("责任分工", "Duties"),
    "deadline": ("期限", "Deadlines"),
    "incentive": ("奖补", "Incentives"),
    "citation": ("引用", "Citations"),
    "provision": ("共同规定", "Provisions"),
}
"""The kinds of facts, in the order in which pages show them."""

MEASURES: Final[Mapping[str, Pair]] = {
    "agencies": ("责任分工", "Duties"),
    "sums": ("金额", "Sums"),
    "goals": ("目标", "Goals"),
    "numbers": ("数字", "Numbers"),
    "numbering": ("编号", "Numbering"),
    "headings": ("小标题", "Headings"),
    "title": ("标题", "Title"),
    "date": ("日期", "Date"),
    "kept": ("正文", "Text"),
}
"""What an audit measures, facts first."""

DOCUMENT_KINDS: Final[Mapping[str, Pair]] = {
    "plan": ("规划/方案", "Plan"),
    "opinion": ("意见", "Opinion"),
    "measures": ("办法/措施", "Measures"),
    "guide": ("指南", "Guide"),
    "notice": ("通知", "Notice"),
    "interpretation": ("解读", "Interpretation"),
    "article": ("文章", "Article"),
    "news": ("新闻", "News"),
}
LEVELS: Final[Mapping[str, Pair]] = {
    "national": ("国家级", "National"),
    "provincial": ("省级", "Provincial"),
    "municipal": ("市级", "Municipal"),
    "county": ("县级", "County"),
    "other": ("其他", "Other"),
}
CHANGES: Final[Mapping[str, Pair]] = {
    "reach": ("达到", "reach"),
    "increase": ("提高", "up by"),
    "decrease": ("下降", "down by"),
}
_WORDS: Final[Mapping[str, Pair]] = {
    **DOCUMENT_KINDS,
    **LEVELS,
    **CHANGES,
    "lead": ("牵头", "Lead"),
    "responsible": ("负责", "Responsible"),
    "support": ("配合", "Support"),
    "by": ("之前", "by"),
    "during": ("期间", "during"),
    "from": ("起", "from"),
    "until": ("有效至", "valid until"),
    "every": ("定期", "recurring"),
    "cites": ("引用", "cites"),
    "issues": ("印发", "issues"),
    "amends": ("修改", "amends"),
    "repeals": ("废止", "repeals"),
    "implements": ("落实", "implements"),
    "based_on": ("依据", "based on"),
    "subsidy": ("补助", "Subsidy"),
    "award": ("奖励", "Award"),
    "interest_subsidy": ("贴息", "Interest subsidy"),
    "price_premium": ("电价或价格补贴", "Price premium"),
    "loan_rate": ("优惠利率", "Loan rate"),
    "tax": ("税收优惠", "Tax relief"),
    "priority": ("优先支持", "Priority"),
    "free_service": ("免费服务", "Free service"),
    "bracket": ("括注", "in brackets"),
    "text": ("行文", "in running text"),
    "indicator": ("同一指标", "same indicator"),
    "citation": ("引用上级文件", "cites the upper document"),
    "wording": ("表述相近", "like wording"),
    "basis": ("写明落实上级文件", "says that it carries it out"),
    "task": ("任务", "task"),
    "scheme": ("奖补", "scheme"),
    "changed": ("有改动", "changed"),
    "alike": ("同一事项", "same matter"),
    "only_one": ("仅前者有", "only in the first"),
    "only_other": ("仅后者有", "only in the second"),
    "not_issued": ("尚未印发", "Not yet issued"),
    "pending": ("尚未施行", "Not yet in force"),
    "in_force": ("现行有效", "In force"),
    "expired": ("已失效", "Expired"),
    "repealed": ("已废止", "Repealed"),
    "terms": ("条件不同", "other terms"),
    "terms_unknown": ("条件不明", "terms unknown"),
    "same": ("相同", "same"),
    "stricter": ("更严", "stricter"),
    "looser": ("更宽", "looser"),
    "higher": ("更高", "higher"),
    "lower": ("更低", "lower"),
    "later": ("较晚", "later"),
    "earlier": ("较早", "earlier"),
    "other_base": ("基期不同", "other base year"),
    "base_unknown": ("基期不明", "base year unknown"),
    "date_unknown": ("期限不明", "date unknown"),
    "scope_unknown": ("范围不明", "scope unknown"),
    "not_comparable": ("不可比", "not comparable"),
    "eligible": ("符合条件", "Eligible"),
    "not_eligible": ("不符合", "Not eligible"),
    "unknown": ("尚不能确定", "Not yet known"),
    "closed": ("不在有效期内", "Closed"),
    "gains": ("新增受益", "gains"),
    "loses": ("不再受益", "loses"),
    "more": ("金额增加", "gets more"),
    "less": ("金额减少", "gets less"),
    "open": ("尚不能确定", "open"),
    "accept": ("确认无误", "Accepted"),
    "correct": ("已更正", "Corrected"),
    "reject": ("已驳回", "Rejected"),
    "add": ("补录", "Added"),
    "none": ("无此事实", "No fact"),
}
_SIGNS: Final = {"<=": "≤ ", ">=": "≥ ", "<": "< ", ">": "> ", "~": "≈ "}


def word(name: str | None, lang: Lang = "zh") -> str:
    """Return the word for a value of the vocabulary, the value itself where it has none.

    >>> word("lead"), word("lead", "en"), word(None)
    ('牵头', 'Lead', '')
    """
    pair = _WORDS.get(name or "")
    return pair[lang == "en"] if pair else name or ""


def day(day: date | None, lang: Lang = "zh") -> str:
    """Write a day out.

    >>> day(date(2026, 6, 30)), day(date(2026, 6, 30), "en"), day(None)
    ('2026年6月30日', '30 Jun 2026', '')
    """
    if not day:
        return ""
    return f"{day.day} {day:%b} {day.year}" if lang == "en" else f"{day.year}年{day.month}月{day.day}日"


def goal(row: Mapping[str, Any], lang: Lang = "zh") -> str:
    """Write what a target asks for, without its indicator.

    >>> goal({"change": "decrease", "op": ">=", "value": 5, "unit": "%"}), goal({"op": "<=", "value": 9, "unit": "元"})
    ('下降 ≥ 5%', '≤ 9元')
    """
    change = row.get("change")
    verb = f"{word(change, lang)} " if change in ("increase", "decrease") else ""
    value = row["value"]
    return verb + _SIGNS.get(row["op"], "") + (quantity(None, value, row.get("unit")) or "")
