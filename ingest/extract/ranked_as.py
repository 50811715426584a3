"""Which rank a word stands for in a clause: 主导是指排名第一，参与是指排名第二至第五."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.extract.condition import Passage, Tree
from ingest.record import Condition
from ingest.value.number import parse

__all__ = ["ranked_as"]

_NUMBER = "[一二三四五六七八九十\\d]{1,3}"
_MEANS = re.compile(
    "(?<=[，。；、（])(?:其中，?)?(?:所称)?“?(?P<name>[^，。；、“”（）是]{2,6}?)”?(?:单位)?，?(?:是|系)?指[^，。；（）]{0,24}?(?:排名|排序|排位|名列|位列|位次)(?:为|是|在)?"
    f"(?:第?(?P<first>{_NUMBER})[名位]?(?:至|到|—|－|-|~)第?(?P<last>{_NUMBER})|前(?P<most>{_NUMBER})|第(?P<one>{_NUMBER}))"
)
_RANK = "排名"


def ranked_as(passage: Passage, trees: Iterable[Tree]) -> Tree:
    """Return the ranks that the words of conditions stand for by a sentence of their clause.

    >>> text = "对参与制定国家标准的，奖励10万元。主导是指排名第一，参与是指在起草单位中排名第二至第五。"
    >>> asked = Tree((Condition("参与制定国家标准", "", "=", True),))
    >>> [(one.attr, one.op, one.value) for one in ranked_as(Passage.of(text), [asked]).parts]
    [('排名', '>=', 2.0), ('排名', '<=', 5.0)]
    """
    means = {match["name"]: match for match in _MEANS.finditer(passage.even.text)}
    asked = {one.attr for tree in trees for one in _all(tree) if one.value is True} if means else set()
    match = next((match for name, match in means.items() if any(attr.startswith(name) for attr in asked)), None)
    if match is None:
        return Tree()
    one, last = match["one"], match["last"] or match["most"] or match["one"]
    low, high = parse(match["first"] or one or "1"), parse(last)
    bounds = (Condition(_RANK, "", ">=", low, "名"), Condition(_RANK, "", "<=", high, "名"))
    return Tree(tuple(passage.condition(bound, *match.span()) for bound in (bounds[1:] if match["most"] else bounds)))


def _all(tree: Tree) -> Iterable[Condition]:
    for part in tree.parts:
        if isinstance(part, Tree):
            yield from _all(part)
        else:
            yield part
