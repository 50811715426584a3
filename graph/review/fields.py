"""Which fields of which kind of record a person may set right, and how what they write becomes a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, get_args, get_type_hints

from graph.errors import GraphError
from ingest.record import Citation, Deadline, Incentive, Provision, Quantity, Record, Responsibility, Target

__all__ = ["FIELDS", "Field", "FieldError", "changed", "told"]


class FieldError(GraphError):
    """A field that cannot take what was written: `field` names it, `expected` says in Chinese and English what can."""

    def __init__(self, field: str, message: str, zh: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field, self.expected = field, (zh, message)


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in the record, its Chinese and English names, what it takes, and the words it may be."""

    name: str
    zh: str
    en: str
    kind: str = "text"
    choices: tuple[str, ...] = ()
    needed: bool = False


def _choices(record: type, name: str) -> tuple[str, ...]:
    return tuple(one for one in _flat(get_type_hints(record)[name]) if isinstance(one, str))


def _flat(hint: Any) -> tuple[Any, ...]:
    return tuple(one for part in get_args(hint) for one in (get_args(part) or (part,)))


FIELDS: Final[Mapping[type, tuple[Field, ...]]] = {
    Target: (
        Field("indicator", "指标", "Indicator", needed=True),
        Field("scope", "范围", "Scope"),
        Field("change", "变化", "Change", "choice", _choices(Target, "change"), needed=True),
        Field("op", "比较", "Bound", "choice", _choices(Target, "op"), needed=True),
        Field("value", "数值", "Value", "number", needed=True),
        Field("unit", "单位", "Unit"),
        Field("base", "基期", "Base"),
        Field("by", "期限", "By", "day"),
        Field("nature", "性质", "Nature", "choice", ("约束性", "预期性")),
    ),
    Responsibility: (
        Field("agency_norm", "机构", "Agency", needed=True),
        Field("role", "角色", "Role", "choice", _choices(Responsibility, "role"), needed=True),
        Field("task", "任务", "Task"),
        Field("due", "时限", "Due", "day"),
    ),
    Deadline: (
        Field("kind", "类型", "Kind", "choice", _choices(Deadline, "kind"), needed=True),
        Field("start", "开始", "Begins", "day"),
        Field("end", "截止", "Ends", "day"),
    ),
    Incentive: (
        Field("kind", "类型", "Kind", "choice", _choices(Incentive, "kind"), needed=True),
        Field("beneficiary", "对象", "Beneficiary"),
        Field("rate", "比例（%）", "Rate (%)", "quantity"),
        Field("amount", "金额（元）", "Amount (yuan)", "quantity"),
        Field("cap", "上限（元）", "Cap (yuan)", "quantity"),
        Field("floor", "下限（元）", "Floor (yuan)", "quantity"),
        Field("valid_from", "起", "Valid from", "day"),
        Field("valid_to", "止", "Valid to", "day"),
    ),
    Citation: (
        Field("title", "标题", "Title", needed=True),
        Field("number", "文号", "Number"),
        Field("relation", "关系", "Relation", "choice", _choices(Citation, "relation"), needed=True),
    ),
    Provision: (
        Field("kind", "类型", "Kind", "choice", _choices(Provision, "kind"), needed=True),
        Field("unit", "单位", "Unit"),
        Field("start", "开始", "Begins", "day"),
        Field("end", "截止", "Ends", "day"),
        Field("subject", "事项", "Subject"),
    ),
}
"""The fields of each kind of record, in the order of a form."""


def told(record: Record, field: Field) -> str:
    """Return what a field of `record` says, as a form shows it."""
    value = getattr(record, field.name)
    if isinstance(value, Quantity):
        value = value.value
    if isinstance(value, float):
        return f"{value:.12g}"
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def changed(record: Record, given: Mapping[str, str]) -> Record:
    """Return `record` with the fields that `given` names; FieldError for an unknown field or a value it cannot take."""
    known = {field.name: field for field in FIELDS[type(record)]}
    values: dict[str, Any] = {}
    for name, text in given.items():
        if name not in known:
            raise FieldError(
                name, f"there is no such field; known are {', '.join(known)}", f"没有这一项；可填 {'、'.join(known)}"
            )
        values[name] = _value(known[name], text.strip(), getattr(record, name))
    return replace(record, **values)


def _value(field: Field, text: str, before: Any) -> Any:
    if not text:
        if field.needed:
            raise FieldError(field.name, "it cannot be empty", "不能为空")
        return "" if isinstance(before, str) and field.name in ("task", "beneficiary") else None
    if field.kind == "choice" and text not in field.choices:
        raise FieldError(field.name, f"one of {', '.join(field.choices)}", f"须为 {'、'.join(field.choices)} 之一")
    if field.kind == "day":
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise FieldError(field.name, "a day, as 2027-12-31", "须为日期，如 2027-12-31") from None
    if field.kind in ("number", "quantity"):
        number = _number(field, text)
        if field.kind == "number":
            return number
        return replace(before, value=number) if before else Quantity(number, "%" if field.name == "rate" else "元")
    if len(text) > 500:
        raise FieldError(field.name, "at most 500 characters", "最多 500 字")
    return text


def _number(field: Field, text: str) -> float:
    try:
        number = float(text.replace(",", ""))
    except ValueError:
        raise FieldError(field.name, "a number, as 13.5", "须为数字，如 13.5") from None
    if not abs(number) < 1e15:
        raise FieldError(field.name, "a number, as 13.5", "须为数字，如 13.5")
    return number
