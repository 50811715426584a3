"""Where 或 stands between two of whom the same is told behind: 由县政府或县农业农村局组织, 经甲局或乙局认定."""

from __future__ import annotations

import re

__all__ = ["by_either", "each_whole"]

_WITH = "由|经|向|被|从|报|受|与|和|同|到|在|于|接受|委托|通过|列入|纳入|入选|参加|参与|入驻"
_BODY = (
    "(?:委员会|居委会|村委会|部门|局|委|厅|部|办|政府|机构|单位|中心|[协学商工]会|妇联|残联|团委|医院|学校|院校?|研究所|公司|企业|平台|街道|乡镇"
    "|[乡镇村]|银行|法院|合作社|村集体|上级|市级|县级|区级|省级|国家级?|省|市|县|区)"
)
_EITHER = re.compile(
    f"(?P<with>{_WITH})(?P<one>[^，。；、的\\d由经向被]{{0,16}}?{_BODY}(?:（[^（）]*）)?)或者?"
    f"(?P<two>(?!{_WITH}|获|取得|具有|属于|开展|实施|建设|新|首次|自主|从事|购|租)[^，。；、的\\d]{{0,16}}{_BODY})"
    "(?P<rest>[^，。；、]+)"
)
_LEVEL = re.compile("国家级?|[省市县区]级?")


def by_either(text: str) -> bool:
    """Tell whether 或 in `text` names two bodies of whom one does what is told behind them, so that it parts nothing.

    >>> by_either("参加由县政府或县农业农村局组织的展会"), by_either("在本市就业或者到企业任职")
    (True, False)
    >>> by_either("由企业申报或由园区推荐"), by_either("获得市级称号或省级称号的企业")
    (False, False)
    """
    return bool(_EITHER.search(text))


def each_whole(text: str) -> list[str]:
    """Return what is told of each of two bodies, whole; nothing where `text` names no two such.

    >>> each_whole("参加由县政府或县农业农村局组织的展会")
    ['参加由县政府组织的展会', '参加由县农业农村局组织的展会']
    >>> each_whole("参加市级或县级工会组织的培训"), each_whole("在本市就业或者到企业任职")
    (['参加市级工会组织的培训', '参加县级工会组织的培训'], [])
    """
    match = _EITHER.search(text)
    if match is None:
        return []
    one, two, level = match["one"], match["two"], _LEVEL.match(match["two"])
    if level and _LEVEL.fullmatch(one):  # 市级或县级工会: a union of either level
        one += two[level.end() :]
    head = text[: match.end("with")]
    return [f"{head}{body}{match['rest']}{text[match.end() :]}" for body in (one, two)]
