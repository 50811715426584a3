"""Words for what came of an application, and for the level of the office that decided it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

__all__ = ["AWARDED", "LEVEL", "PENDING", "REFUSED", "by_levels", "levels_before_titles", "of_another"]

LEVEL: Final = "称号级别"
AWARDED: Final = re.compile(
    "评(?:上|为|成|下来|到|了|的|定[了的为])|认(?:上|成|下来|的)|(?<![经被待])认定(?!办法|条件|标准|材料|申请|机构)|被认定|获[评批得颁认]|拿[到下了]|[拿取发下]证|入(?:选|围|库)"
    "|列[入进上]|(?<![超不])过(?:了|关)|通过|批(?:下来|了|准|的)|发(?:了)?(?:牌|证|文)|授[牌予权]|挂了?牌|到手|中了|成功|命名[了的为]|公布[了的]|备案[了的]|验收[了的]|颁[发了的]|下文"
)
REFUSED: Final = re.compile(
    "(?:没|未)(?:有|能|予|获|被|给)*[^，。；有]{0,3}?(?:认定|认上|评上|评为|评成|通过|批准|批下|选上|选中|入选|中选|拿下|列入)|落[选榜]|(?:被|给|都)退[回了]|驳回|被(?:拒|否|刷)|不予(?:通过|认定)|淘汰"
)
PENDING: Final = re.compile(
    "(?:刚|才|已经?|正在?|都)?(?:交|报|递|提交|申报|申请)(?:上去|了|完|过去|上|中|着)|在审|[审评]{1,2}[核批审定]?(?:阶段|期间|中)|在(?:申报|申请|评|认定)|正在?[评审认公]|公示"
    "|等[着待]?(?:结果|消息|通知)|还没|排队|准备|打算|计划(?=[申报评争今明下])|争取|冲刺|想[评申报拿]"
)
_MINISTRY: Final = (
    "(?:工信|工业和信息化|科技|科学技术|农业农村|商务|教育|财政|文旅|文化和旅游|生态环境|交通(?:运输)?"
    "|住建|住房和?城乡建设|人社|人力资源(?:和社会保障)?|自然资源|水利|民政|应急(?:管理)?)部"
)
_OFFICE: Final = "(?:[一-鿿]{0,8}?(?<!大)[厅局委办]|政府)(?!会)"
_NAMES: Final = {  # of the level itself, not inside another word: 市场, 城市, 省会, 省钱
    "国家级": f"世界级|国家级?|国字号|(?<![总全内外本])部(?:里|委|级)|{_MINISTRY}",
    "省级": "(?<![本我全外各邻跨出节])省",
    "市级": "(?<![本我全外各邻跨城都上超])市",
    "区级": "(?<![本我全外各邻跨园地社山])区",
    "县级": "(?<![本我全外各邻跨])县",
}
_ASIDE: Final = re.compile(  # what tells nothing of what was found so
    "我们?|咱们?|自己|公司|企业|单位|本|家|这|那|个|它|[今去前当]年|\\d+年?|\\d+月|今天|上个?月|最近|后来|终于|经过|[刚才就已经也都全是的了被由只仅去还又并且而过里级为成上到有在给与和]+"
    "|组织|首次|第一次|新(?=认定|评)|产品|项目|部门|主管|政府|正式|顺利|合格|结果|名单|文件|材料|验收|认定|评[审估定选]|鉴定|命名|批准|确认|备案|公布|通过|授[予权牌]|下来|拿|证书?|牌子?|文|发|获|评|认|批|颁|命"
)


def by_levels(said: str) -> set[str]:
    """Return the levels of which a stretch tells that an office of them has decided, or that it is of.

    >>> [by_levels(one) for one in ("县里认定的", "市农业农村局评上了", "认定为省级")]
    [{'县级'}, {'市级'}, {'省级'}]
    >>> [by_levels(one) for one in ("市场部评价很好", "总部去年评的", "省厅正在评审")]
    [set(), set(), set()]
    """
    if PENDING.search(said):
        return set()
    return {
        level
        for level, name in _NAMES.items()
        for match in re.finditer(_of_office(level, name), said)
        for deed in AWARDED.finditer(said)
        if match.end() <= deed.start() or deed.end() <= match.start() <= deed.end() + 1
    }


def _of_office(level: str, name: str) -> str:
    return f"(?:{name})" if level == "国家级" else f"(?:{name})(?:级|里|上(?!市)|{_OFFICE})"


def levels_before_titles(said: str, titles: Iterable[str]) -> Iterator[str]:
    """Yield the levels that stand right before one of the titles: 省专精特新, 国家5G工厂, 省里的节水改造计划.

    >>> list(levels_before_titles("拿到了省专精特新", ["专精"]))
    ['省级']
    """
    behind = "|".join(map(re.escape, sorted(titles)))
    if not behind or PENDING.search(said):
        return
    for level, name in _NAMES.items():
        if re.search(rf"(?:{name})(?:里|上|{_OFFICE})?(?:级|的|那个|新|首次|评的|认定的)*(?:{behind})", said):
            yield level


def of_another(said: str, names: Iterable[str]) -> bool:
    """Tell whether what a stretch says was found so is another thing than any of the names.

    >>> of_another("高新企业是省里认定的", ["首版次软件产品"]), of_another("消防验收通过了", ["经专家评审通过", "技改"])
    (True, True)
    >>> of_another("去年省里认定的", ["首版次软件产品"]), of_another("我们的首版次认定了", ["首版次软件产品"])
    (False, False)
    """
    words = [word for name in names for word in _ASIDE.sub(" ", name).split()]
    known = {word[at : at + 2] for word in words for at in range(len(word) - 1)}
    rest = said
    for level, name in _NAMES.items():
        rest = re.sub(_of_office(level, name), " ", rest)
    rest = _ASIDE.sub(" ", rest)
    return bool(re.search("[一-鿿A-Za-z]{2}", rest)) and not any(pair in said for pair in known)
