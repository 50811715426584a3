"""Says numbers, sums and days in Chinese, as an answer or a page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

__all__ = ["KINDS", "ROLES", "SIGNS", "goal", "money", "offer", "quantity", "until"]

KINDS: Mapping[str, str] = {
    "subsidy": "补助",
    "award": "奖励",
    "interest_subsidy": "贴息",
    "price_premium": "电价或价格补贴",
    "loan_rate": "优惠利率",
    "tax": "税收优惠",
    "priority": "优先支持",
    "free_service": "免费服务",
}
ROLES: Mapping[str, str] = {"lead": "牵头", "responsible": "负责", "support": "配合"}
SIGNS: Mapping[str, str] = {"<=": "不超过", ">=": "不低于", "<": "低于", ">": "超过", "~": "约"}


def money(value: Any, unit: str | None) -> str:
    """Write a number with its unit, sums of money from 10 000 元 on in 万元 and 亿元.

    >>> money(5000, "元"), money(300000, "元"), money(0.1, "元"), money(13.5, "%")
    ('5000元', '30万元', '0.1元', '13.5%')
    """
    number = float(value)
    if unit == "元":
        for size, name in ((100_000_000, "亿元"), (10_000, "万元")):
            if number >= size:
                return f"{number / size:.10g}{name}"
    return f"{number:.10g}{unit or ''}"


def quantity(op: str | None, value: Any, unit: str | None, of: str | None = None, per: str | None = None) -> str | None:
    """Write a sum, rate or goal with its bound; None where there is none.

    >>> quantity("<=", 12000000, "元", per="单个项目"), quantity("=", 17, "%", "设备投入")
    ('不超过1200万元/单个项目', '设备投入的17%')
    """
    if value is None:
        return None
    share = f"{of}的" if of else ""
    return f"{share}{SIGNS.get(op or '=', '')}{money(value, unit)}" + (f"/{per}" if per else "")


def goal(row: Mapping[str, Any]) -> str:
    """Write a target in one line.

    >>> goal({"indicatorName": "用水总量", "change": "decrease", "op": ">=", "value": 5, "unitName": "%"})
    '用水总量下降不低于5%'
    """
    verb = {"increase": "提高", "decrease": "下降"}.get(row["change"], " ")
    return f"{row['indicatorName']}{verb}{quantity(row['op'], row['value'], row['unitName'])}"


def until(day: date | None, on: date | None = None) -> str:
    """Say a last day, and on `on` whether it has passed.

    >>> until(date(2023, 12, 31)), until(date(2023, 12, 31), date(2024, 1, 1)), until(None)
    ('，即2023年12月31日', '，即2023年12月31日，2024年1月1日时已过', '')
    """
    if day is None:
        return ""
    passed = f"，{_day(on)}时已过" if on and day < on else ""
    return f"，即{_day(day)}{passed}"


def offer(row: Mapping[str, Any], on: date | None = None) -> str:
    """Say what an incentive gives, to whom, within which bounds, until when."""
    parts = [f"{KINDS.get(row['kind'], row['kind'])}" + (f"（{row['beneficiary']}）" if row["beneficiary"] else "")]
    rate = quantity(row["rateOp"], row["rate"], row["rateUnit"], of=row["rateOf"])
    amount = quantity(row["amountOp"], row["amount"], row["amountUnit"], per=row["amountPer"])
    parts += [part for part in (rate, amount) if part]
    if row["cap"] is not None:
        parts.append(f"最高{quantity(None, row['cap'], row['capUnit'], per=row['capPer'])}")
    if row["floor"] is not None:
        parts.append(f"最低{quantity(None, row['floor'], row['floorUnit'])}")
    if row["validTo"]:
        parts.append(f"有效至{_day(row['validTo'])}" + ("（已过期）" if on and row["validTo"] < on else ""))
    return "，".join(parts)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
