"""Which sums of a phrase are given, and which are only thresholds: the words around each decide."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from ingest.extract.draft import Given, Scene, Span
from ingest.extract.money import Sum, sums
from ingest.extract.share import share_of
from ingest.extract.wording import offer_pattern
from ingest.parse.normalize import Part
from ingest.rules import Rules, load

__all__ = ["givens", "lexicon"]


class _Words(NamedTuple):
    rules: Rules
    noun: re.Pattern[str]
    pivot: re.Pattern[str]
    direct: re.Pattern[str]
    reached: re.Pattern[str]
    barred: re.Pattern[str]
    most: re.Pattern[str]
    cap: re.Pattern[str]
    short: re.Pattern[str]
    least: re.Pattern[str]


@cache
def lexicon() -> _Words:
    rules = load("incentive")
    return _Words(
        rules,
        rules.pattern("%{noun}|给予|予以|发放"),
        rules["pivot"].regex,
        rules["direct"].regex,
        rules["reached"].regex,
        rules["not-given"].regex,
        rules.pattern("%{most}"),
        rules["bounds-first"].regex,
        rules.pattern("(?:%{own}[^，。；]{0,6}|金额|标准|额度)(?<!不)(?<!不得)(?:不足|低于|少于|未达到?|不满)$"),
        rules.pattern("(?:最低|保底|不低于|不得低于|不少于|至少)[^，。；\\d]{0,10}$"),
    )


_FEW = 3  # phrases before a sum that may say for each of what it is
_UPTO_EACH = re.compile(r"(?:不超过|不得超过|不高于|最高)每[^，。；\d]{1,12}$")
_INSTALMENTS = re.compile("分[\\d两二三四五六][年期次批个]|(?:分期|分年度?|逐年|分批)|比例(?:拨付|兑付|兑现|发放)")
_NAMED = re.compile(r"[^，的]{2,6}(?:补贴|补助|奖励|资助|贴息|扣除|减免|抵免|返还)(?:标准|比例|额度|金额|额)?")
_WAIVED = re.compile(r"减半|(?:\d+|[一二两三四五六]{1,2})个月的?(?P<of>租金|房租|场租)(?:予以|全部)?免[收除]")
_ASKED_RATE = re.compile(
    r"(?:费率|(?<!贴息)(?<!补贴)利率)[^，。；\d]{0,6}$"
)  # 担保费率不超过1%、单户担保额500万元以下的业务
_WITHIN = re.compile(r"的(?P<of>[^，。；\d]{2,10}?)(?:幅度|限额|额度|范围)内")
_BASIS = re.compile(r"按照?(?:其|项目|企业)?(?P<basis>(?:实际|年度|核定|额定|设计|装机)[^，。；]{1,8}量)")


def givens(scene: Scene, part: Part, said: str, listed: bool) -> list[tuple[Given, Span]]:
    """Return the sums of a part that are given, each with the words before it on who qualifies."""
    words, last, result = lexicon(), 0, list[tuple[Given, Span]]()
    offering = bool(words.noun.search(said))
    for one in sums(said):
        before, after, floor = said[last : one.number], said[one.end :], scene.short
        if words.short.search(before) and scene.found:
            scene.short, last = True, one.end
            continue
        if not floor and not _given(scene, said, one, before, after, listed, offering):
            continue
        pivot = _pivot(before + said[one.number])
        cut = last + (pivot.start() if pivot else len(before))
        given = _read_sum(scene, part, said, one, last, cut, floor)
        behind = last + pivot.end() if pivot else len(said)
        if not given.gap and not one.rate and (gap := _clip(said, behind, one.start)) > behind:
            given.gap = (part.start + behind, part.start + gap)
        piece = (part.start + last, part.start + _clip(said, last, cut))
        if given.of and scene.text.endswith(given.of, *piece):  # 登记费减半收取: what is halved tells nobody
            piece = (piece[0], piece[1] - len(given.of))
        result.append((given, piece))
        last, scene.short = one.end, False
    return result


def _pivot(words: str) -> re.Match[str] | None:
    """Return the word behind which the sum is told: the last 给予, else the last of any, none within brackets."""
    pivots = [
        match
        for match in lexicon().pivot.finditer(words)
        if words.count("（", 0, match.start()) <= words.count("）", 0, match.start())
    ]  # 按实际支付额（以转账凭证为依据）的10%
    given = [match for match in pivots if match[0].startswith(("给予", "予以"))]
    found = given or pivots
    return found[-1] if found else None


def _clip(said: str, last: int, cut: int) -> int:
    """Leave per and cap words (每亩, 最高) out of the words on who qualifies."""
    piece = said[last:cut]
    named = re.match(r"(?:补贴|补助|奖励|资助|贴息)(?:标准|比例|额度|金额|额|每|为)", said[cut:])
    of_aid = (named and re.fullmatch(r"[^，的]{2,6}", piece)) or _NAMED.fullmatch(piece)
    if of_aid:
        return last  # 运营补贴标准为…: what is given goes by this name
    if match := offer_pattern("per").search(piece):
        cut = last + match.start()
    while match := offer_pattern("sum-words").search(said[last:cut]):
        cut = last + match.start()
    return cut


def _given(scene: Scene, said: str, one: Sum, before: str, after: str, listed: bool, offering: bool) -> bool:
    words = lexicon()
    direct = words.direct.match(after)
    pivots = list(words.pivot.finditer(before + said[one.number]))
    if _asked(said, one, before, after):
        return False
    if one.above and one.upper is None and pivots and offer_pattern("standard").match(after):
        return True  # 按每人5000元以上的标准给予补贴
    if one.above or one.op in (">", "<") or _old(before, after):
        return False
    if words.least.search(before) and (scene.open or scene.found):
        return True
    if one.op == ">=":
        least = words.least.search(before + said[one.start : one.number])
        return bool(direct or (least and (scene.open or re.search("补助|补贴|奖励|资助", before))))
    if _WAIVED.match(said, one.number):
        return True
    if re.match("（不?含", after) or (direct and re.match(r"[\d最不]", after[direct.end() :]) and not pivots):
        return False
    if after.startswith("的") and not direct and not pivots:
        return False
    if pivots:
        since, until = pivots[-1].end(), max(0, len(before) - (one.number - one.start))
        if one.rate and pivots[-1][0].startswith(("按", "给予", "予以")):
            return not re.search(r"(?:达到?|超过|增长|下降)$", before[since:until])
        return not words.reached.search(before, since, until) or bool(direct)
    return _in_context(scene, said, one, before, after, listed, offering)


def _asked(said: str, one: Sum, before: str, after: str) -> bool:
    """Tell whether a sum is one that is asked for, or tells when something is paid."""
    if said.endswith("的") and not lexicon().noun.search(said):
        return True  # 产值增速不低于10%且未退库的: what is asked
    if one.rate and len(one.values) > 1 and _INSTALMENTS.search(said):
        return True  # 分3年按50%、30%、20%拨付: when it is paid, not how much
    charged = after.startswith(("的", "、", "且", "并")) and _ASKED_RATE.search(before)  # 担保费率不高于1%的，…
    stated = one.above and one.upper is None
    return bool(charged or (not stated and (before.endswith("每") or offer_pattern("ratio").search(before))))


def _in_context(scene: Scene, said: str, one: Sum, before: str, after: str, listed: bool, offering: bool) -> bool:
    """Tell whether a sum without a word of giving before it is given: by what stands behind it or was read before."""
    words = lexicon()
    direct = words.direct.match(after)
    if one.upper is not None:
        return bool(direct) or listed
    if one.op == "<=" or words.most.search(before):
        return bool(
            scene.open or (scene.found and words.cap.match(before + said[one.start : one.number])) or direct or listed
        )
    if direct and offering:
        return not re.search(r"(?:达到?|超过|满|突破|投资额?|营业收入|产值)$", before)
    if listed or (scene.open and scene.open.amount and not after.strip("的、") and len(before) <= 16):
        return not words.reached.search(before)
    last = scene.found[-1] if scene.found else None
    alike = last and last.sentence == scene.sentence and last.amount and last.amount.per
    given = offering or scene.open is not None or scene.giving == scene.sentence or bool(alike)
    each = given and before.endswith("的") and after[:1] in ("", "、") and not re.search(r"\d", before)
    return bool(one.per and given) or bool(each) or bool(given and offer_pattern("per").search(before))


def _old(before: str, after: str) -> bool:
    """Tell whether the sum is what was paid until now (由50%提高至60%)."""
    return bool(re.search(r"(?:由|从)[^，。；：\d]{0,14}$", before)) and bool(
        re.match(r"[^，]{0,6}(?:提高|提|增加|上调|调整|上浮|降低|降)[到至为]", after)
    )


def _read_sum(scene: Scene, part: Part, said: str, one: Sum, last: int, cut: int, floor: bool) -> Given:
    words, tail, op, of, per, gap = lexicon(), said[last : one.number], one.op, None, None, None
    if _bounds(said, one, tail, tail[max(0, cut - last - 6) :], cut):
        op = "<="
    if one.rate:
        of = share_of(scene, said, one, tail)
        if one.unit in ("基点", "百分点") and re.search("最低|最高|可", tail):
            op = "<="
    else:
        per, gap = _per(scene, part, said, one, last)
    least = op in ("=", ">=") and bool(words.least.search(tail + said[one.start : one.number]))
    if one.upper is not None and one.rate:
        one, op = replace(one, values=(one.upper,)), "<="
    return Given(one, "=" if floor else op, of, per, floor or (least and not one.rate), gap)


def _bounds(said: str, one: Sum, tail: str, near: str, cut: int) -> bool:
    """Tell whether the words around a sum say that no more is given."""
    most, after = lexicon().most, said[one.end : one.end + 6]
    in_rate = one.rate and ((cut == one.number and most.search(tail)) or _WITHIN.match(said, one.end))
    behind = re.match("(?:的)?(?:封顶|以内|(?:为)?限额?|为上限)", after)
    return bool(most.search(near) or in_rate or _UPTO_EACH.search(tail) or behind)


def _per(scene: Scene, part: Part, said: str, one: Sum, last: int) -> tuple[str | None, Span | None]:
    """Return what a sum is paid for each of, and where the words stand that follow it (每人每月|博士)."""
    per, gap, match = one.per, None, None
    if not per:
        head = offer_pattern("per-first").match(said) if not last else None
        match = offer_pattern("per").search(said[last : one.number if last else one.start]) or head
        per = match["per"].replace("给予", "") if match else None
    if per and per.count("（") > per.count("）"):  # 每个标准展位（9平方米）最高3万元
        per = per[: per.rfind("（")]
    timed = re.match(r"(?P<per>.*?每(?:月|年|天|日|学年|季度|学期))(?P<rest>[^每]{1,8})$", per or "")
    if match and timed:
        per, at = timed["per"], part.start + match.start("per") + last
        gap = (at + timed.start("rest"), at + timed.end("rest"))
    per = re.split("奖励|补助|补贴|安排|发放|扶持", per)[0] if per and per.startswith("每") else per
    per = per or _every_before(scene)
    if per and "（" not in per and (basis := _basis(scene, part)):
        per = f"{per}（{basis}）"
    return per, gap


def _every_before(scene: Scene) -> str | None:
    """Return what a sum is paid for each of, told before it: 每招收1名博士后，且在站满6个月的，给予5万元."""
    for start, end in reversed(scene.pending[-_FEW:]):
        said = scene.text[start:end]
        if each := offer_pattern("per-every").search(said):
            return each["per"]
    return None


def _basis(scene: Scene, part: Part) -> str | None:
    reach = scene.text[max(0, part.start - 30) : part.end]
    found = [match["basis"] for match in _BASIS.finditer(reach)]
    return found[-1] if found else None
