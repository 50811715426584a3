"""The sentences of answers, in Chinese and in English; names and quotes stay in the words of the document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from graph.wording import ROLES, offer, quantity, until

__all__ = ["SPEECH", "Speech"]

Row = Mapping[str, Any]


class Speech(Protocol):
    """Says what was found; marks such as [1] are added by `graph.answer.ask`.

    `place` tells where a clause stands. An offer is said in the words of its sentence, with what was read from them.
    """

    def place(self, title: str, path: str) -> str: ...
    def told(self, place: str, text: str) -> str: ...
    def same(self, text: str, title: str) -> str: ...
    def reported(self, text: str, title: str | None) -> str: ...
    def quoted(self, place: str, quote: str) -> str: ...
    def who(self, names: Mapping[str, Sequence[str]]) -> str: ...
    def when(self, quote: str, day: date | None, on: date | None) -> str: ...
    def target(self, row: Row) -> str: ...
    def offer(self, row: Row, on: date | None, words: str) -> str: ...
    def ended(self, place: str, title: str, relation: str, quote: str) -> str: ...
    def valid(self, place: str, quote: str, day: date | None, on: date | None) -> str: ...
    def cited(self, place: str, title: str, relation: str, quote: str) -> str: ...
    def duty(self, place: str, agency: str, role: str, task: str) -> str: ...
    def own_case(self, verdict: Mapping[str, Any]) -> str: ...
    def also(self, marks: str) -> str: ...
    def nothing(self, marks: str) -> str: ...
    def unsure(self) -> str: ...
    def missing(self, kind: str) -> str: ...
    def unanswered(self, question: str) -> str: ...
    def rule(self, text: str, mode: str, answer: bool | None) -> str: ...


class _Chinese:
    _VALUES: Mapping[str, str] = {
        "responsibility": "由谁负责",
        "deadline": "时间",
        "incentive": "金额或比例",
        "target": "数量",
        "norm": "是否可以",
        "places": "哪些地方",
    }
    _RELATIONS: Mapping[str, str] = {
        "cites": "引用",
        "issues": "印发",
        "amends": "修改",
        "repeals": "废止",
        "implements": "落实",
        "based_on": "依据",
    }

    def place(self, title: str, path: str) -> str:
        return f"《{title}》{path or '文首'}"

    def told(self, place: str, text: str) -> str:
        return f"{place}：{text}"

    def same(self, text: str, title: str) -> str:
        return text.replace(f"《{title}》", "该文件", 1)

    def reported(self, text: str, title: str | None) -> str:
        return f"{text}（转述{f'《{title}》' if title else ''}）"

    def quoted(self, place: str, quote: str) -> str:
        return f"{place}：“{quote}”"

    def who(self, names: Mapping[str, Sequence[str]]) -> str:
        return "，".join("、".join(names[role]) + verb for role, verb in ROLES.items() if names.get(role)) + "。"

    def when(self, quote: str, day: date | None, on: date | None) -> str:
        return f"“{quote}”{until(day, on)}。"

    def target(self, row: Row) -> str:
        verb = {"increase": "提高", "decrease": "下降"}.get(row["kind"], "达到")
        due = f"（{row['date'].isoformat()}前）" if row["date"] else ""
        return f"{row['of']}{verb}{quantity(row['op'], row['value'], row['unitName'])}{due}。"

    def offer(self, row: Row, on: date | None, words: str) -> str:
        return f"“{words}”（{offer(row, on)}）。"

    def ended(self, place: str, title: str, relation: str, quote: str) -> str:
        return f"{place}被《{title}》{self._RELATIONS[relation]}：“{quote}”。"

    def valid(self, place: str, quote: str, day: date | None, on: date | None) -> str:
        return f"{place}：“{quote}”{until(day, on)}。"

    def cited(self, place: str, title: str, relation: str, quote: str) -> str:
        return f"{place}{self._RELATIONS[relation]}《{title}》" + (f"：“{quote}”。" if quote else "。")

    def duty(self, place: str, agency: str, role: str, task: str) -> str:
        return f"{place}：{agency}{ROLES[role]}“{task or '本条任务'}”。"

    def own_case(self, verdict: Mapping[str, Any]) -> str:
        summary: str = verdict["summary"]
        return summary

    def also(self, marks: str) -> str:
        return f"相关条款另见{marks}"

    def nothing(self, marks: str) -> str:
        return "库中的文件没有回答这个问题。" + (f"最接近的条款是{marks}" if marks else "")

    def unsure(self) -> str:
        return "没有条款直接写到所问的事项；以下条款可能相关，请核对原文："

    def missing(self, kind: str) -> str:
        return f"文件没有写明{self._VALUES[kind]}。"

    def unanswered(self, question: str) -> str:
        return f"“{question.rstrip('？?')}”：库中的文件没有回答。"

    def rule(self, text: str, mode: str, answer: bool | None) -> str:
        if answer is None:
            return f"条文如下，能否适用请对照原文：{text}"
        yes, no = {"must": ("需要", "不需要"), "is": ("是", "不是")}.get(mode, ("可以", "不可以"))
        return f"{yes if answer else no}，条件以条文为准：{text}"


class _English:
    _VALUES: Mapping[str, str] = {
        "responsibility": "who is responsible",
        "deadline": "a time",
        "incentive": "a sum or a share",
        "target": "a quantity",
        "norm": "whether it is allowed",
        "places": "which places",
    }
    _RELATIONS: Mapping[str, tuple[str, str]] = {
        "cites": ("cites", "cited"),
        "issues": ("issues", "issued"),
        "amends": ("amends", "amended"),
        "repeals": ("repeals", "repealed"),
        "implements": ("carries out", "carried out"),
        "based_on": ("rests on", "relied on"),
    }
    _ROLES: Mapping[str, str] = {"lead": "Led by", "responsible": "Responsible:", "support": "Supported by"}
    _DOES: Mapping[str, str] = {"lead": "leads", "responsible": "is responsible for", "support": "supports"}
    _SIGNS: Mapping[str, str] = {"<=": "at most ", ">=": "at least ", "<": "below ", ">": "above ", "~": "about "}
    _UNITS: Mapping[str, str] = {"元": " yuan", "%": "%", "个百分点": " percentage points"}
    _KINDS: Mapping[str, str] = {
        "subsidy": "Subsidy",
        "award": "Award",
        "interest_subsidy": "Interest subsidy",
        "price_premium": "Price premium or subsidy",
        "loan_rate": "Preferential loan rate",
        "tax": "Tax relief",
        "priority": "Priority",
        "free_service": "Free service",
    }

    def place(self, title: str, path: str) -> str:
        return f"《{title}》 {path or '(head)'}"

    def told(self, place: str, text: str) -> str:
        return f"{place}: {text}"

    def same(self, text: str, title: str) -> str:
        return text.replace(f"《{title}》", "The same document,", 1)

    def reported(self, text: str, title: str | None) -> str:
        return f"{text} (reported{f' of 《{title}》' if title else ''})"

    def quoted(self, place: str, quote: str) -> str:
        return f"{place}: “{quote}”"

    def who(self, names: Mapping[str, Sequence[str]]) -> str:
        return (
            "; ".join(f"{word} {', '.join(names[role])}" for role, word in self._ROLES.items() if names.get(role)) + "."
        )

    def when(self, quote: str, day: date | None, on: date | None) -> str:
        return f"“{quote}”{self._until(day, on)}."

    def target(self, row: Row) -> str:
        verb = {"increase": "to rise by", "decrease": "to fall by"}.get(row["kind"], "to reach")
        due = f" by {row['date'].isoformat()}" if row["date"] else ""
        return f"{row['of']} {verb} {self._quantity(row['op'], row['value'], row['unitName'])}{due}."

    def offer(self, row: Row, on: date | None, words: str) -> str:
        parts = [
            self._KINDS.get(row["kind"], row["kind"]) + (f" for {row['beneficiary']}" if row["beneficiary"] else "")
        ]
        if row["rate"] is not None:
            of = f" of {row['rateOf']}" if row["rateOf"] else ""
            parts.append(self._quantity(row["rateOp"], row["rate"], row["rateUnit"]) + of)
        if row["amount"] is not None:
            parts.append(self._quantity(row["amountOp"], row["amount"], row["amountUnit"], row["amountPer"]))
        if row["cap"] is not None:
            parts.append("at most " + self._quantity(None, row["cap"], row["capUnit"], row["capPer"]))
        if row["floor"] is not None:
            parts.append("at least " + self._quantity(None, row["floor"], row["floorUnit"]))
        if row["validTo"]:
            past = " (expired)" if on and row["validTo"] < on else ""
            parts.append(f"valid to {row['validTo'].isoformat()}{past}")
        return f"“{words}” ({', '.join(parts)})."

    def ended(self, place: str, title: str, relation: str, quote: str) -> str:
        return f"{place} is {self._RELATIONS[relation][1]} by 《{title}》: “{quote}”."

    def valid(self, place: str, quote: str, day: date | None, on: date | None) -> str:
        return f"{place}: “{quote}”{self._until(day, on)}."

    def cited(self, place: str, title: str, relation: str, quote: str) -> str:
        return f"{place} {self._RELATIONS[relation][0]} 《{title}》" + (f": “{quote}”." if quote else ".")

    def duty(self, place: str, agency: str, role: str, task: str) -> str:
        return f"{place}: {agency} {self._DOES[role]} “{task or 'the task of this clause'}”."

    def own_case(self, verdict: Mapping[str, Any]) -> str:
        """Say the verdict; what the documents or the case do not tell is open, never no."""
        eligible = {True: "Eligible", False: "Not eligible", None: "Open: not all that counts was told"}
        text = eligible[verdict["eligible"]]
        if verdict["amount"] is not None:
            text += f"; amount {verdict['amount']:,.10g} yuan"
        if verdict["missing"]:
            text += "; missing: " + ", ".join(map(str, verdict["missing"]))
        return f"{text}. {verdict['summary']}"

    def also(self, marks: str) -> str:
        return f"See also {marks}"

    def nothing(self, marks: str) -> str:
        return "The documents do not answer this question." + (f" Nearest clauses: {marks}" if marks else "")

    def unsure(self) -> str:
        return "No clause names what is asked about in these words; these may bear on it, check the originals:"

    def missing(self, kind: str) -> str:
        return f"The documents do not state {self._VALUES[kind]}."

    def unanswered(self, question: str) -> str:
        return f"“{question.rstrip('？?')}”: the documents do not answer this."

    def rule(self, text: str, mode: str, answer: bool | None) -> str:
        stated = "" if answer is None else "Yes. " if answer else "No. "
        return f"{stated}The clause, to be read against the case: {text}"

    def _until(self, day: date | None, on: date | None) -> str:
        if day is None:
            return ""
        return f", that is {day.isoformat()}" + (f", past on {on.isoformat()}" if on and day < on else "")

    def _quantity(self, op: str | None, value: Any, unit: str | None, per: str | None = None) -> str:
        sign = self._SIGNS.get(op or "=", "")
        return f"{sign}{float(value):,.10g}{self._UNITS.get(unit or '', unit or '')}" + (f" per {per}" if per else "")


SPEECH: Mapping[str, Speech] = {"zh": _Chinese(), "en": _English()}
