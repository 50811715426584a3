"""Numbers whose unit people leave out, said in full: 花了7000 is 7000元, 家里老人75 is 75岁."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

__all__ = ["in_full"]

_SPENT: Final = (
    "花|付|交|缴|掏|发|贷|借|[用租买]了|用[去掉]|租金|房租|[年月]租|工资|[年月底]薪|薪[资水酬]|报酬|费用?|(?<![扣罚欠])款|价|收入|营收|流水|利润|产值|成本"
    "|支出|开销|税"
)
_AROUND: Final = (
    "(?:了|去|掉|出去?|下来|到|的?是|为|共|一共|总共|合计|有|约|大概|大约|差不多|整整?|正好|刚好|每?人均?|平均|每[个人]?[月年]?|一个?[月年]"
    "|得|将?近|快|就|才|只|也|都|给[她他]们?|不到|不?超过|过)"
)
_MONEY: Final = re.compile(
    rf"(?:{_SPENT}){_AROUND}{{0,4}}(?P<number>\d{{3,7}}(?:\.\d+)?|[一二两三四五六七八九](?:千[一二两三四五六七八九]百?|千|百))"
    "(?=$|[，。；、？！]|多(?![万亿])|出头|左右|上下)"
)
_WHO: Final = (
    "老人家?|爸爸?|妈妈?|爷爷?|奶奶?|外[公婆]|姥[姥爷]|父亲|母亲|[老大]爷|爹|娘|老伴|老头|老太太?|大[妈娘爷]|我|本人"
)
_AGED: Final = re.compile(
    rf"^[^，。；\d]{{0,8}}(?:{_WHO}|今年)(?:今年|都|已经?|刚|才|快|满|整|也|过|有)*(?P<number>\d{{2,3}})(?=了?$)"
)
_WHOLE: Final = re.compile("(?P<number>[一二两三])整年")
_AND_MORE: Final = re.compile("(?<=[\\d十百千])多(?P<round>[万亿])(?P<unit>元|块|人次|人|件|吨)?")  # 八百多万
_HEADS: Final = re.compile("(?<=[\\d十百千])(?P<more>来|多)?号(?:员工|工人|职工|人)(?!才)")  # 80号人
_GUESTS: Final = re.compile(
    "(?<=\\d)(?P<round>万)?(?=(?:名|位|个)?(?:过夜|外地|市外|境外|国内|入境)?(?:游客|旅客|客人|观众))"
)
_SEVERAL_YEARS: Final = re.compile(
    "[两二三四五六七八九十几\\d]年(?:来|里|间|内|下来|一?共|总共|合计|累计|加起来)|累计|历年"
)
_YOUNGEST, _OLDEST = 15, 120


@lru_cache(maxsize=20_000)
def in_full(text: str) -> str:
    """Say the unit of each sum of money, of guests and of an age that is told without it.

    >>> in_full("适老化改造花了7000"), in_full("月均工资两千多"), in_full("家里老人75"), in_full("用了6个月")
    ('适老化改造花了7000元', '月均工资两千元多', '家里老人75岁', '用了6个月')
    >>> in_full("一共交了9000度电"), in_full("我招了75人")
    ('一共交了9000度电', '我招了75人')
    >>> in_full("一年缴税八百多万"), in_full("接了1.5万过夜游客")
    ('一年缴税八百万多', '接了1.5万人次过夜游客')
    >>> in_full("见习一整年")
    '见习整一年'
    """
    text = _AND_MORE.sub(r"\g<round>\g<unit>多", text)
    text = _HEADS.sub(r"\g<more>人", text)
    if not _SEVERAL_YEARS.search(text):
        text = _GUESTS.sub(r"\g<round>人次", text)
    aged = _AGED.match(text)
    if aged and _YOUNGEST <= int(aged["number"]) <= _OLDEST:
        return f"{text[: aged.end('number')]}岁{text[aged.end('number') :]}"
    return _MONEY.sub(r"\g<0>元", _WHOLE.sub(r"整\g<number>年", text))
