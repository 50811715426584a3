"""Each of the faults that a sentence names, of which any one shuts out: 发生事故、污染事件，或被列入失信名单."""

from __future__ import annotations

import re

__all__ = ["faults"]

_END = "(?:事故|事件|处罚|行为|案件|纠纷|违法|犯罪|问题|记录|情形)"
_LIST = "(?:名单|名录|目录|黑名单)"
_OPENS = (  # what begins a fault of its own
    "被|发生|出现|存在|有[^，。；、]{2,}(?:行为|记录|问题|情形|名单)|受到|受过|列入|纳入|因|拒不|拒绝|欠[缴税薪]|拖欠|偷[税逃漏]|逃税|骗[税取]|抗税|恶意|违反|违法|涉嫌|处于|正在|尚在"
    "|未(?!成年|来|满|婚)|不履行|不配合|停[产业]|歇业|注销|吊销|破产|无正当理由|提供虚假|弄虚作假|非法|擅自|逾期|严重(?:失信|违[法规])|近|上一?年|当年|本年度?|最近|申[报请]|一年内"
)
_SUBJECT = re.compile(
    r"(?:申[报请]|享受|获得|用人|项目|承担|参评)?(?:的?(?:企业|单位|机构|主体|个人|申[报请]人|人员|者|对象|项目|农户))?(?:及其[^，。；、在近上发被存]{2,12})?"
    r"(?=(?:在|于|自)?(?:申[报请]|近|最近|上一?年|前[一二两三\d]|过去|当年|一年内|[一二两三五]年内)|发生|出现|存在|被|受到|有|因|拖欠|欠)"
)
_WINDOW = re.compile(  # 在申报年度上一年内, 近两年内, 申请之日前三年内, 自2022年以来
    r"(?:在|于|自|从|截至|截止)?(?:"
    r"(?:申[报请领]|评[审选定]|认定|受理|项目|补贴|奖励|政策)[^，。；、或和及]{0,12}?(?:年度?|个月|期间|之?日|当年|时)(?:(?:之?前|内|以?来|起|中)|[的之]?(?:上|前|近)?[一二两三四五\d]+(?:个?完整)?(?:年度?|个月)(?:之?前|以?内|来|以来)?)*"
    r"|(?:最?近|上|前|过去|当|本|此前|一|[二两三四五])[一二两三四五六\d]*(?:个?完整)?(?:自然|会计)?(?:年度?|个月)(?:以?内|以?来|期间|度|中)?"
    r"|(?:19|20)\d\d年(?:度|以来|\d+月(?:\d+日)?(?:以来|起|至今|之?后))"
    r")(?=.)"
)
_OR = "(?:或者?|以及|及(?!以[上下])|和|又)"
_CUT = re.compile(rf"(?:，(?:{_OR})|、(?:{_OR})?|(?<!，){_OR})(?={_OPENS})|，(?:{_OR})")
_WHOLE = re.compile(
    "且|并(?!购)|同时|但|仍|尚?未(?:整改|改正|修复|解除|消除|结案|履行完|到位|退回|移出)|后[，又再]|属于[^，]{0,8}之一"
)
_LAST_APART = re.compile("，(?:或者?|以及)(?=[^，]+$)")  # what must be so of both is then said of the last alone
_UNFINISHED = re.compile(
    "(?:履行|发生|受到|存在|列入|纳入|缴纳|违反|骗取|套取|取得|办理|拖欠|欠缴|提供|使用|因|被|有|的)$"
)  # 未履行、拒不履行义务: what is left without its object is told with the next
_HEAD = "(?:发生|出现|存在|受到|受过|有|涉及|引发|造成|导致)过?"
_NAMED = re.compile(rf"(?P<head>{_HEAD})?(?P<each>.+)")
_EACH = re.compile(
    rf"(?<!骗取)(?<!套取)(?<!挪用)(?<!截留)(?<!冒领)(?<!虚报)(?<!拖欠)(?<!侵占)(?<!伪造)(?<!变造)，?(?:、{_OR}?|{_OR})(?!以[上下])"
)
_ETC = re.compile(
    rf"(?P<head>{_HEAD}|有)?(?P<each>[^，。；]{{2,}}?、[^，。；]{{2,}}?)等(?P<other>[^，。；、]{{0,10}}?)(?P<tail>行为|情形|情况|问题|记录|现象|事故|事件|处罚)"
)
_LISTS = re.compile(
    rf"(?P<head>(?:仍?被?(?:[^，。；、被]{{0,10}}?)?(?:列入|纳入|列为|认定为|确定为)|有|属于))(?P<each>[^，。；]{{2,}}?)(?P<etc>等)?(?P<tail>{_LIST}(?:管理|之一)?)?"
)
_KEPT = re.compile(  # words whose commas part nothing: （含甲、乙）, 偷税、骗税等行为, 因甲、乙受到处罚
    "（[^（）]*）|“[^”]*”|因[^，。；]{2,40}?(?=受到|被)|被[^，。；]{2,30}?等(?:部门|机关|单位)"
    rf"|(?:{_HEAD}|(?<=^)|(?<=[，、]))[^，。；]{{2,30}}、[^，。；、]{{2,12}}等[^，。；、]{{0,10}}?{_END}"
)
_GRADE = re.compile("(?:特别|一般)?(?:重大|较大|特大|严重)(?:及?以上)?|一般及?以上|[一二三]级及?以上")
_OWN_GRADE = re.compile("重大|较大|特大|严重|突发|一般|群体|恶性|较重|[一二三]级")
_TAIL = re.compile("(?:责任|违法)?(?:事故|事件|案件|行为|纠纷)$")
_BODY = "(?:企业|单位|机构|公司|组织|机关|院校|学校|合作社|项目)"
_PERSON = "(?:人员|人|公务员|教师|学生|军人|职工|个人|者|户)"
_KINDS = re.compile(
    rf"(?P<one>[^，。；、的\d]{{0,16}}?(?:{_BODY}|{_PERSON}))(?:(?:、|以及|和|及|或者?)[^，。；、的\d]{{0,16}}?(?:{_BODY}|{_PERSON}))+"
)
_MASKED = str.maketrans("、，或和及", "□□□□□")
_SHORTEST = 3


def faults(words: str) -> list[str]:
    """Return each fault that words name, since who shows that there was none shows it of each.

    A time told first (近两年) bounds each deed behind it, but not what one is listed as, told behind a comma. What must
    be so of both (，且未整改) leaves the words whole.

    >>> faults("近一年发生较大安全事故或者环境污染事件"), faults("骗取、套取资金")
    (['近一年发生较大安全事故', '近一年发生环境污染事件'], ['骗取、套取资金'])
    >>> faults("企业近两年内发生重大安全事故、质量事故，或被列入失信名单")
    ['近两年内发生重大安全事故', '近两年内发生重大质量事故', '被列入失信名单']
    >>> faults("存在偷税、骗税等违法行为"), faults("发生事故、纠纷且未整改")
    (['存在偷税行为', '存在骗税行为', '存在偷税、骗税等违法行为'], ['发生事故、纠纷且未整改'])
    >>> faults("发生事故、污染事件，或被列入失信名单且未移出")
    ['发生事故', '发生污染事件', '被列入失信名单且未移出']
    >>> faults("亩均效益评价为D类、当年发生较大安全事故")
    ['亩均效益评价为D类', '当年发生较大安全事故']
    """
    if kinds := _kinds(words):
        return kinds
    apart = _LAST_APART.search(words)
    if apart and _WHOLE.search(words, apart.end()) and not _WHOLE.search(words[: apart.start()]):
        return [*faults(words[: apart.start()]), words[apart.end() :]]
    if _WHOLE.search(words) or not re.search("[、，或和及]", words):
        return [words]
    stripped = words[match.end() :] if (match := _SUBJECT.match(words)) else words
    when = match[0] if (match := _WINDOW.match(stripped)) else ""
    behind = _SUBJECT.match(stripped[len(when) :])
    stripped = when + stripped[len(when) + (behind.end() if behind else 0) :]
    found: list[str] = []
    for comma, piece in _pieces(stripped):
        own = match[0] if (match := _WINDOW.match(piece)) else ""
        bare = piece[len(own) :]
        lasting = comma and re.match("仍?被?(?:[^发受]{0,8}?)(?:列入|纳入|列为)|处于|正在|尚在|欠", bare)
        time = own or ("" if lasting else when)
        found += [time + one for one in _apart(bare)]
    known = list(dict.fromkeys(found))
    return known if len(known) > 1 and all(len(one) >= _SHORTEST for one in known) else [words]


def _kinds(words: str) -> list[str]:
    """Return each kind of those shut out; what bodies and persons share (机关、学校工作人员) stays whole.

    >>> _kinds("机关在编人员、劳务派遣人员"), _kinds("国有企业和学校工作人员"), _kinds("事业单位和派遣单位")
    (['机关在编人员', '劳务派遣人员'], [], ['事业单位', '派遣单位'])
    """
    members = _EACH.split(words) if _KINDS.fullmatch(words) else []
    persons = [bool(re.search(f"{_PERSON}$", one)) for one in members]
    return members if len(set(persons)) == 1 and all(len(one) >= _SHORTEST for one in members) else []


def _pieces(words: str) -> list[tuple[bool, str]]:
    """Part words where another fault begins; True marks those told behind a comma."""
    flat = _KEPT.sub(lambda match: match[0].translate(_MASKED), words)
    found, begin, comma = list[tuple[bool, str]](), 0, False
    for match in _CUT.finditer(flat):
        if _UNFINISHED.search(flat, begin, match.start()) or match.start() - begin < _SHORTEST:
            continue
        found.append((comma, words[begin : match.start()]))
        begin, comma = match.end(), match[0].startswith("，") or comma
    return [*found, (comma, words[begin:])]


def _apart(piece: str) -> list[str]:
    """Return each thing that one verb names: 发生安全事故、污染事件; 被列入甲名录、乙名单; 有偷税、骗税等行为."""
    flat = re.sub(
        "（[^（）]*）|“[^”]*”|因[^，。；]{2,40}?(?=受到|被)", lambda match: match[0].translate(_MASKED), piece
    )
    if not _EACH.search(flat):
        return [piece]
    if match := _ETC.fullmatch(flat):
        head, tail = match["head"] or "", match["tail"]
        members = _EACH.split(match["each"])
        whole = [piece] if match["other"] else []  # 等违法行为: whatever else is one
        return [*(f"{head}{one}{'' if one.endswith(tail) else tail}" for one in members), *whole]
    if match := _LISTS.fullmatch(flat):
        members = _EACH.split(match["each"])
        if match["tail"] and all(len(one) > 1 for one in members):
            named = re.compile(f"{_LIST}$|(?:人|企业)$")
            *others, last = members
            ends = [one if named.search(one) and not match["etc"] else one + match["tail"] for one in others]
            return [match["head"] + one for one in (*ends, last + match["tail"])]
    match = _NAMED.fullmatch(flat)
    if match and not _LISTS.fullmatch(flat):
        members = _EACH.split(match["each"])
        shared = _TAIL.search(members[-1])
        if match["head"] and shared:  # 发生安全生产、食品安全责任事故
            members = [one if re.search(f"{_END}$", one) else one + shared[0] for one in members]
        if all(re.search(f"{_END}$", one) for one in members):
            grade = _GRADE.match(members[0])
            graded = grade[0] if grade and "、" in flat and not re.search(_OR, match["each"]) else ""
            return [
                (match["head"] or "") + ("" if index == 0 or _OWN_GRADE.search(one) else graded) + one
                for index, one in enumerate(members)
            ]
    return [piece]
