"""Why an answer cannot be used: a stable code with what it is about, worded in English and in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from graph.errors import GraphError

__all__ = ["AnswerError"]

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "many": ("有{count}项答案；最多{most}项", "there are {count} answers; give at most {most}"),
    "variable": ("没有政策问这一项", "no scheme asks this; GET /api/schemes/{{id}} lists the variables"),
    "long": ("答案有{length}个字；最多{most}个", "the answer has {length} characters; give at most {most}"),
    "text": ("答案含有无法识别的字符", "the answer is no text in UTF-8"),
    "boolean": (
        "“{value}”既不是“是”也不是“否”；不知道请留空",
        "{value!r} is neither true nor false; give one of them, or null if not known",
    ),
    "shape": ("带单位的数量须写作“320万元”", 'an object must be {{"value": number, "unit": "…"}}'),
    "number": ("“{value}”不是数字；请填数字，如{example}", "{value!r} is no number; give one such as {example}"),
    "unit": ("“{unit}”不能换算成“{wanted}”；请用{wanted}", "{unit!r} measures {dimension}; give {wanted}"),
    "large": ("{value:g}{unit}太大；最多{most:g}", "{value:g}{unit} cannot be; give at most {most:g}"),
    "negative": ("{label}不能小于零，现为{value:g}", "it is {value:g}; {label} cannot be below zero"),
    "date": (
        "“{value}”不是日历上的日期；请写作2024-03-15或2024-03",
        "{value!r} is no day of the calendar; give one such as 2024-03-15 or 2024-03",
    ),
    "choice": (
        "“{value}”不在{choices}之中；都不是请选{other}",
        "{value!r} is none of {choices}; {other} for anything else",
    ),
    "region": (
        "没有叫“{value}”的地区",
        "no region is called {value!r}; give a GB/T 2260 code or a name such as 温州市",
    ),
    "name": ("“{value}”不能对应唯一的问题；本政策问：{labels}", "{value!r} means no single question; asked: {labels}"),
    "contradiction": (
        "answers与facts对“{label}”的回答相互矛盾；请只填一处",
        "`answers` and `facts` contradict each other on {label}; give one of them",
    ),
    "place": ("“{value}”不是地名；请填名称，如温州市", "{value!r} is no place; give its name, such as 温州市"),
}  # fmt: skip

_GIVEN: Final = ("value", "unit", "dimension")  # what the applicant wrote, of any type and length
_LONGEST: Final = 40
_HUGE: Final = 1e200


class AnswerError(GraphError):
    """An answer that cannot be used: `field` is the variable or fact, `code` says why, `str()` and `chinese` in words.

    >>> error = AnswerError("v1", "unit", unit="亩", dimension="Area", wanted="元")
    >>> str(error), error.chinese
    ("'亩' measures Area; give 元", '“亩”不能换算成“元”；请用元')
    """

    def __init__(self, field: str, code: str, **about: Any) -> None:
        chinese, english = _WORDS[code]
        self.field, self.code = field, code
        self.about = {name: _brief(value) if name in _GIVEN else value for name, value in about.items()}
        self.chinese = chinese.format(**self.about)
        super().__init__(english.format(**self.about))


def _brief(value: Any) -> Any:
    """Cut short what was given, so that an error is one line."""
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _HUGE:
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return "1e200+"  # thousands of digits are not written at all (ValueError)
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
