"""Who may apply, told once for many offers: in the annex, in a closing paragraph, in an article of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ingest.extract import exempt
from ingest.extract.age_behind import ages_behind
from ingest.extract.articles import Spoken, opens_with_articles, spoken_of, without
from ingest.extract.asked_of import asked_of, listed_from, of_head, without_asked_of
from ingest.extract.circle import all_of, told_in
from ingest.extract.condition import Passage, Tree, exempted, sentence
from ingest.extract.general import General
from ingest.extract.housekeeping import promise, promise_end, without_housekeeping
from ingest.extract.labelled import Labelled, labelled
from ingest.extract.listing import (
    KIND_ENDS,
    announced,
    below,
    block,
    denials,
    listed,
    subject_of,
    without_denied,
    without_lists,
)
from ingest.extract.memory import Memory
from ingest.extract.naming import named_offers
from ingest.extract.not_of import left_out_of
from ingest.extract.only_for import only_for, without_only_for
from ingest.extract.otherwise import Otherwise, otherwise
from ingest.extract.part_scope import own_part, part_scopes
from ingest.extract.reach import offering, part_of_it, reach
from ingest.extract.shut_out import benefits_denied, shut_out
from ingest.record import Clause, Condition, Document
from ingest.rules import load

__all__ = ["general"]

_EXCEPTED = re.compile("除[^，。；]*外|除外")
_LEFT_OUT = re.compile(
    "不在[^，。；]{0,6}范围|不(?:纳入|列入|属于)[^，。；]{0,8}范围|本[^，。；]{2,4}(?:奖补|支持|补贴|补助|奖励)(?:19|20)\\d\\d年"
)
_MEANS = re.compile("所称[^，。；]{2,16}，?(?:是|系)?指")
_FIRMS_CALLED = re.compile("(?:企业|机构|单位|主体|公司)$")
_SEATED = re.compile("注册|登记|纳税|法人")
_PERSON = re.compile(
    r"个人|人才|毕业生|农户|居民|消费者|人员|购房者|学生|职工|劳动者|创业者|家庭|村民|举报人|教师|医师|博士|硕士|农民"
)
_OTHER_MATTER = re.compile(
    "原则|程序|标准|方式|内容|流程|材料|时间|用途|期限|时限|情形|年限|依据"
)  # of a heading: no conditions below it
_OF_ARTICLE = re.compile(  # 第十一条所称旧车，应当…: asked of that article alone
    r"^(?:第[^\s]+?条\s*)?第(?P<label>[一二三四五六七八九十百零\d]+)条(?:第[^，。；]{1,3}款)?(?:所称|所指|规定的|所述)"
)
_OF_ALL = re.compile("本(?:措施|办法|政策|细则|方案|意见|规定|若干|实施)")
_OF_THESE = re.compile(
    "^(?P<who>[^，。；、]{2,30}?)(?:申[请报领]|享受|领取)(?:本(?:办法|措施|细则|政策))?"
    "(?P<names>第[一二三四五六七八九十百]+[章条][^，。；]{0,40}?)(?:规定|所列)?的?(?:奖补|奖励|补贴|补助|资金|政策|待遇)?$"
)
_WHICH = re.compile(
    "^(?:第[一二三四五六七八九十百]+条|（[一二三四五六七八九十]{1,3}）|\\d{1,2}[.、])?(?:[^，。；：]{2,10}。)?申[报请]"
    "(?P<names>(?![^，。；“（]{0,6}(?:单位|企业|主体|人|项目|者)的)(?:[^，。；“（]|“[^”]*”|（[^）]*(?:（[^）]*）[^）]*)*）)+?)的，"
    "(?:(?P<who>(?:应当?)?[为是])|(?=应|须|需|还|以|其|同时|由|必须))"
)
_FREE = re.compile("[^，。；]{2,}不受[^，。；]{0,24}(?:限制|约束)[。；]?$")
_FOR_AID = re.compile(  # 申请贷款贴息的项目，总投资应在…: of those offers alone
    "(?:第[一二三四五六七八九十]+条|（[一二三四五六七八九十]{1,3}）|\\d{1,2}[.、])?(?:申[请报领]|享受)(?P<name>[^，。；：的本]{2,14}?(?:补[贴助]|奖[励补]|贴息|资助|津贴))"
    "的(?:项目|企业|单位|机构|主体|个人|人员|对象)[^。；\\n]*[。；]?$"
)
_RAISES = re.compile(  # 创办企业的，补贴标准上浮50%: it raises what another clause offers
    "[^。；\n]*(?:补[贴助]|奖励|津贴)(?:标准|比例|金额|额度)?(?:可|相应|再|均)*(?:上浮|提高|上调)\\d+(?:\\.\\d+)?[%％][^。；\n]*"
)
_AID = re.compile("(?:申[请报领]|享受|领取)(?P<name>[^，。；、的\\d]{2,12}?(?:补贴|补助|津贴|奖励|资助))")
_OF_WHOM = re.compile("对象|主体|范围")
_LABEL = re.compile(
    "(?:（[一二三四五六七八九十\\d]{1,3}）|\\d{1,2}[.、．]|[①-⑨])(?P<title>[^，。；：\\n]{2,14})[：:]?\\s*"
)
_KIND_LABEL = re.compile(r"(?:（.{1,3}）|\d{1,2}[.、])?(?P<kind>[^，。；：、的]{2,12})[。：](?=.)")
_MONEY = re.compile("补助|补贴|奖|资助|资金|贴息")
_ONLY_FOR = re.compile("（[^（）]*(?:（[^（）]*）[^（）]*)*）$")  # 本县居民（仅限申报“三、（一）2”）
_WHOLE_TEXT = re.compile(
    "(?:申[报请]|享受|获得)本(?:措施|办法|政策|细则|方案|意见|规定|若干)"
)  # whoever applies at all


def general(document: Document, clause: Clause) -> Iterator[General]:
    """Yield what `clause` says of all applicants, of those of its part of the document or of its own offers.

    >>> from ingest.record import Meta, Source
    >>> clause = Clause("d", "五", "五、以上政策适用于在本市依法纳税的企业。")
    >>> document = Document("d", Source("例", "", "", ()), Meta("例"), (clause,))
    >>> [(one.prefix, one.tree.parts[0].attr) for one in general(document, clause)]
    [('', '在本市依法纳税')]
    """
    passage = without_housekeeping(Passage.of(clause.text, clause.path))
    parts, but, passage = part_scopes(document, clause, passage)
    for part in parts:
        for one in _general(document, clause, part.passage):
            yield replace(one, prefix="", among=one.among & part.paths if one.among else part.paths)
    others, passage = otherwise(document, passage)
    if not offering(passage.even.text) and (spoken := spoken_of(document, clause, passage)):
        yield from _of_articles(document, clause, passage, spoken)
        return
    if labels := labelled(passage):
        yield from _labelled(document, clause, labels)
        return
    if not offering(passage.even.text):
        listed = listed_from(document, clause, passage)
        told_of = list(asked_of(passage, listed))
        above = next((one.text for one in document.clauses if one.path == clause.path.rpartition("/")[0]), "")
        for who, tree in told_of:
            asked = Tree(tree.parts[1:]) if who in above else tree  # 充电设施 in a list for 充电设施建设项目
            yield General(reach(document, clause), subject_of(who), asked, clause.path)
        yield from only_for(document, passage)
        passage = without_only_for(without_asked_of(passage, listed))
    told = list(_general(document, clause, without_lists(passage) if parts else passage))
    if part_of := own_part(clause, passage.even.text):
        told = [one if one.prefix.startswith(part_of) else replace(one, prefix=part_of) for one in told]
    if but:
        told = [replace(one, spared=one.spared | but) if not _denies(one.tree) else one for one in told]
    if spared := load("condition")["spared"].regex.search(passage.even.text):  # 除第五条外，本办法适用于…
        named = named_offers(document, spared["names"], clause.path)
        told = [replace(one, spared=one.spared | named) for one in told]
    if which := _WHICH.match(passage.even.text):  # 申报绿色园区奖补的，为…: of these offers alone
        among = named_offers(document, which["names"], clause.path)
        told = [replace(one, among=one.among or among, prefix="") for one in told if one.among or among]
        own = _rest(passage, which.end()) if among else Tree()
        if which["who"] and own:
            told.append(General("", None, own, clause.path, among=among, instead="/" in clause.path))
        elif not told and (bounds := tuple(one for one in own.parts if isinstance(one, Condition) and _bounds(one))):
            told.append(General("", None, Tree(bounds), clause.path, among=among))
    elif (aid := _FOR_AID.match(passage.even.text)) and (among := named_offers(document, aid["name"], clause.path)):
        told = [replace(one, among=one.among or among, prefix="") for one in told]
    yield from _apart(told, others, clause.path) if others else told


def _of_articles(document: Document, clause: Clause, passage: Passage, spoken: Spoken) -> Iterator[General]:
    """Read what is asked of some articles alone: 申报第八条所列项目的，项目应当在本市实施."""
    told = list(_general(document, clause, without(passage, spoken.start)))
    if not told and (own := _rest(passage, spoken.start)):
        told.append(General("", None, own, clause.path))
    for one in told:
        yield replace(one, prefix="", among=one.among & spoken.among if one.among else spoken.among)


def _labelled(document: Document, clause: Clause, labels: tuple[Labelled, ...]) -> Iterator[General]:
    """Yield what labels ask (支持对象：…): of the offers below the clause where it tells sums, else of its part."""
    sums = any(one.sums for one in labels) or offering(clause.text)
    where = f"{clause.path}/" if sums or _holds_offers(document, clause) else part_of_it(clause)
    for one in labels[-1:] if sums else labels:
        if one.asked:
            yield General(where, None, one.asked, clause.path)
    if sums and load("condition")["label-alone"].regex.search(clause.text):  # 补贴条件：, and the items below tell them
        found = listed(_untitled(document, clause), denied=False, any_of=False)
        yield General(f"{clause.path}/", None, found, clause.path, own=True)


def _apart(told: list[General], others: tuple[Otherwise, ...], path: str) -> Iterator[General]:
    """Spare the offers that others may apply for, and ask of these who else may; who is shut out is so of all."""
    spared = frozenset(at for one in others if one.instead or one.too for at in one.paths)
    scopes = [one for one in told if not _denies(one.tree)]
    for one in told:
        yield replace(one, spared=one.spared | spared) if one in scopes else one
    for other in others:
        if other.too:
            for one in scopes:
                ways = tuple(tree.parts[0] if len(tree.parts) == 1 else tree for tree in (one.tree, other.tree))
                yield replace(one, tree=Tree((Tree(ways, any=True),)), among=other.paths)
        elif other.tree:
            yield General("", None, other.tree, path, own=True, among=other.paths)


_BY_ALL = re.compile(
    "不(?:再|得|予|能)?(?:享受|适用|纳入)(?:以上|上述|其他)?本(?!条|款|项|部分)"
)  # 不享受本措施: of all offers


_RANKED = re.compile("排名|名次|第[一二三四五六七八九十]+[名位]")  # 排名第六位及以后的不予奖励: the last of some cases


def _of_items(document: Document, clause: Clause, one: General) -> bool:
    """Tell whether a clause has items of which somebody is shut out."""
    cases = any(isinstance(part, Condition) and _RANKED.match(part.attr) for part in one.tree.parts)
    return not cases and any(other.path.startswith(f"{clause.path}/") for other in document.clauses)


def _denies(tree: Tree) -> bool:
    """Tell whether all that is said is who is shut out."""
    return all(isinstance(part, Condition) and part.value is False for part in tree.parts)


def _general(document: Document, clause: Clause, passage: Passage) -> Iterator[General]:
    rules = load("condition")
    text, body = passage.even.text, _body(clause, passage.even.text)
    title = clause.title
    if not title and (label := _LABEL.fullmatch(text)):  # 1.申报条件：, and the conditions are the items below
        title, body = label["title"], len(text)
    told = [*told_in(passage, part_of_it(clause)), *_called(document, clause, passage)]
    yield from told
    for names, tree, _ in left_out_of(passage):
        if among := named_offers(document, names, clause.path):
            yield General("", None, tree, clause.path, own=True, among=among)
        elif not names.startswith("本") or names.startswith(("本条", "本款")):
            whose = f"{clause.path}/" if offering(text) else reach(document, clause)
            yield General(whose, None, tree, clause.path, own=True)
    where = "" if _out_of_all(text) else reach(document, clause)
    if offering(_RAISES.sub("", text)) and (where or not _shuts_out(text)):
        yield from _musts(passage, clause.path + "/", own=True, titles=_above(document, clause))
        yield from _own_musts(passage, clause.path + "/")
        for one in shut_out(document, clause, passage, 0):
            if one.among and not one.prefix and rules["not-for"].regex.search(text):  # …不再享受本措施第二、三部分政策
                yield one
            elif _of_items(document, clause, one) and not _BY_ALL.search(text):  # behind a list: said of its items too
                yield replace(one, prefix=f"{clause.path}/", among=frozenset())
        if ages := ages_behind(passage, True):
            yield General(clause.path + "/", None, ages, clause.path, own=True)
    elif found := block(document, clause, passage):
        found, parted = _of_parts(document, clause, found)
        yield from parted
        head = _before_list(text)
        must = rules["applicant-must"].regex.search(text) or rules["applied-for"].regex.search(head)
        yield General(
            where, subject_of(head), of_head(passage, head, found), clause.path,
            _scheme_name(must["scheme"] or "") if must else "", money=bool(_MONEY.search(head)),
            among=benefits_denied(document, clause, text),
            only=frozenset((match["label"],)) if (match := _OF_ARTICLE.match(text)) else frozenset(),
        )  # fmt: skip
        rest = without_lists(passage)
        yield from _musts(rest, reach(document, clause))
        yield from shut_out(document, clause, rest, 0)
    elif rules["heading"].regex.match(title):
        if not text[body:].strip("。：\n"):
            pieces = [] if _holds_offers(document, clause) else list(_untitled(document, clause))
            if apart := list(_by_kind(document, clause, pieces)):
                yield from apart
            elif found := listed(pieces, denied=False, any_of=False):
                yield General(reach(document, clause), None, found, clause.path)
        else:
            musts = list(_musts(passage, reach(document, clause)))  # 适用对象。申请补贴的单位，应当在本市注册
            yield from musts
            if told or musts:  # 适用范围。本办法适用于…。被列入失信名单的，不予支持
                yield from shut_out(document, clause, passage, body)
            elif found := _qualifying(passage, body):
                yield General(reach(document, clause), None, found, clause.path)
    else:
        yield from (musts := list(_musts(passage, reach(document, clause))))
        if not musts and (ages := ages_behind(passage, False)):
            aid = _AID.search(text)
            yield General(
                reach(document, clause), "个人", ages, clause.path, _scheme_name(aid["name"]) if aid else "",
                money=bool(aid),
            )  # fmt: skip
        speaks = rules["deny"].regex.search(title)  # （五）在编人员不享受第三条规定的奖励。…: no title, but a sentence
        yield from shut_out(document, clause, passage, body if text[body:].strip("。\n") and not speaks else 0)


def _called(document: Document, clause: Clause, passage: Passage) -> Iterator[General]:
    """Read a word for a kind of firm that no offer uses as whom the document is for: 本措施所称文化企业，是指…."""
    for match in load("condition")["definition"].regex.finditer(passage.even.text):
        kind = _FIRMS_CALLED.search(match["name"]) and _SEATED.search(match["what"]) and not match["list"]
        if not kind or any(match["name"] in one.text for one in document.clauses if offering(one.text)):
            continue
        if tree := sentence(passage, *match.span("what"), Memory()):
            yield General("", "企业", tree, clause.path, own=True)


def _by_kind(document: Document, clause: Clause, pieces: Iterable[tuple[Passage, int, int]]) -> Iterator[General]:
    """Read the items below 支持对象 each for its own kind, where one speaks of persons and another of bodies.

    What is asked of the one is not asked of the other: （一）个人。…购房的个人。（二）企业。…登记的企业。
    """
    ways: dict[str, list[Tree]] = {}
    for passage, start, end in pieces if _OF_WHOM.search(clause.title) else ():
        label = _KIND_LABEL.match(passage.even.text, start, end)
        begin = label.end() if label else start
        said = re.split("[。；]", passage.even.text[start:end])[0]
        whole = _ONLY_FOR.sub("", said)  # 在本县注册，具有法人资格的企业: whom it ends with
        who = label["kind"] if label else whole if KIND_ENDS.search(whole) else said.split("，")[0]
        subject = subject_of(who) if label or "的" in who else None
        found = sentence(passage, begin, end if whole == said else start + len(whole), Memory())
        if subject is None or not found or not KIND_ENDS.search(who.removesuffix("类")):
            return
        ways.setdefault(subject, []).append(found)
    trees = {who: some[0] if len(some) == 1 else Tree((_any_of(some),)) for who, some in ways.items()}
    if len(trees) > 1:
        where = reach(document, clause)
        yield General(where, "个人", trees["个人"], clause.path)
        yield General(where, "企业", trees["企业"], clause.path, beside=trees["个人"])


def _any_of(ways: Iterable[Tree]) -> Tree:
    return Tree(tuple(one.parts[0] if len(one.parts) == 1 else one for one in ways), any=True)


def _of_parts(document: Document, clause: Clause, found: Tree) -> tuple[Tree, list[General]]:
    """Part from a list those shut out of some offers alone: 事业单位在编人员申请第二章、第五章奖补的."""
    kept: list[Condition | Tree] = []
    parted = []
    for one in found.parts:
        match = _OF_THESE.match(one.attr) if isinstance(one, Condition) and one.value is False else None
        if match and isinstance(one, Condition):
            among = named_offers(document, match["names"], clause.path)
            parted.append(General("", None, Tree((replace(one, attr=match["who"]),)), clause.path, among=among))
        else:
            kept.append(one)
    return Tree(tuple(kept), found.any), parted


def _rest(passage: Passage, start: int) -> Tree:
    """Read the rest of a sentence, without who need not meet what others must (，不受规模限制)."""
    text = passage.even.text
    match = re.search("，?(?:且)?不受[^，。；]*限制|[。；\n]", text[start:])
    return sentence(passage, start, start + match.start() if match else len(text), Memory())


def _bounds(one: Condition) -> bool:
    """Tell whether a condition sets a bound, on a number or on a day."""
    return one.op not in (None, "=", "!=", "in")


def _out_of_all(text: str) -> bool:
    """Tell whether a clause lists who is shut out of all that its document offers: 有下列情形之一的，不享受本措施."""
    return _shuts_out(text) and bool(_OF_ALL.search(_before_list(text)))


def _shuts_out(text: str) -> bool:
    return bool(load("condition")["deny"].regex.search(_before_list(text)))


def _untitled(document: Document, clause: Clause) -> Iterator[tuple[Passage, int, int]]:
    """Yield the items below a heading (申报条件) but those whose own heading says what else they tell (奖励原则)."""
    clauses = {one.path: one for one in document.clauses}
    for piece in below(document, clause):
        passage, start, end = piece
        own = clauses.get(passage.path or "")
        title = own.title if own else ""
        if own and own is not clause:  # 第六条第（二）项的支持对象为…, which is of that item alone
            piece = part_scopes(document, own, passage)[2], start, end
        if not (_OTHER_MATTER.search(title) or load("condition")["heading"].regex.match(title) or _speaks(piece[0])):
            rest = without_only_for(without_asked_of(without_housekeeping(piece[0]), 0))
            yield without_denied(rest, 0, len(rest.even.text))


def _holds_offers(document: Document, clause: Clause) -> bool:
    """Tell whether a heading stands over the offers themselves: 第三章 支持范围和标准."""
    return any(offering(one.text) for one in document.clauses if one.path.startswith(f"{clause.path}/"))


def _speaks(passage: Passage) -> bool:
    """Tell whether an item is a sentence of its own on who may apply or who may not."""
    rules, text = load("condition"), passage.even.text
    if (
        _WHICH.match(text)
        or _FOR_AID.match(text)
        or _FREE.search(text)
        or opens_with_articles(text)
        or _MEANS.search(text)
        or _LEFT_OUT.search(text)
    ):
        return True
    return any(
        rules[name].regex.search(text)
        for name in ("scope", "applicant", "applicant-must", "deny", "list", "term", "not-applicant", "not-meant-for")
    )


def _qualifying(passage: Passage, start: int) -> Tree:
    """Read the text under 申报条件: what must hold, and who is shut out besides (用于非农用途的，不予贴息)."""
    text, rules = passage.even.text, load("condition")
    shut = denials(passage, start)
    firsts = [passage.even.at.index(one.start) for one in shut.parts if isinstance(one, Condition) and one.start]
    found: list[Condition | Tree] = []
    for stretch in re.finditer("[^。；\n]+", text[start:]):
        first, last = (start + at for at in stretch.span())
        if rules["deny"].regex.search(stretch[0]):
            last = min((at for at in firsts if first <= at < last), default=first)
        found += all_of(sentence(passage, first, last, Memory(), listed=True)) if first < last else ()
    return Tree((*found, *shut.parts))


def _above(document: Document, clause: Clause) -> dict[str, str]:
    """Return the headings of the parts that a clause stands in, the lowest first, by the paths of these."""
    titles = {one.path: one.title for one in document.clauses if one.path and one.title}
    steps = clause.path.split("/")
    paths = ["/".join(steps[:count]) for count in range(len(steps) - 1, 0, -1)]
    return {path: titles[path] for path in paths if path in titles}


def _musts(
    passage: Passage, prefix: str, own: bool = False, titles: Mapping[str, str] | None = None
) -> Iterator[General]:
    rules = load("condition")
    for match in rules["applicant-clean"].regex.finditer(passage.even.text):
        if tree := sentence(passage, *match.span("what"), Memory()):
            where = "" if _WHOLE_TEXT.search(match[0][: match.start("what") - match.start()]) else prefix
            yield General(where, _spoken_of(match[0]), tree, passage.path or "", own=own)
    for match in rules["applicant-must"].regex.finditer(passage.even.text):
        if rules["procedure"].regex.search(match["what"]):
            continue
        start = match.start("thing") if match["thing"] else match.start("what")
        otherwise_none = _ELSE_NONE.search(passage.even.text, start, match.end("what"))
        end = otherwise_none.start() if otherwise_none else match.end("what")
        if tree := _asked(passage, start, end):
            tree = Tree(
                tuple(one for one in tree.parts if isinstance(one, Tree) or not _EXCEPTED.search(one.attr)), tree.any
            )
            if who := exempt.ahead(passage.even.text, match.start()):  # 除个体工商户外，申报单位应当…
                tree = exempted(passage, who, tree, Memory())
                tree = Tree((tree,))
            head = match[0][: match.start("what") - match.start()]
            name, money = _scheme_name(match["scheme"] or ""), bool(_MONEY.search(head))
            where, subject = "" if _WHOLE_TEXT.search(head) else prefix, _spoken_of(head)
            if part := next((path for path, title in (titles or {}).items() if name and name in title), None):
                yield General(f"{part}/", subject, tree, passage.path or "", own=True, money=money)
                continue  # 申请引客奖励的，须… under 四、引客入县: of all items of that part
            yield General(where, subject, tree, passage.path or "", "" if own else name, own, money)
    yield from _measures(passage, prefix, own)


def _measures(passage: Passage, prefix: str, own: bool) -> Iterator[General]:
    """Read what something of all applicants must reach (申报企业注册资本应不低于100万元), and who alone may apply."""
    rules, text = load("condition"), passage.even.text
    for match in rules["applicant-measure"].regex.finditer(text):
        start, end = match.span("what")
        bare = passage.without(*match.span("must"))
        if tree := sentence(bare, start, end - len(match["must"]), Memory(), listed=True):
            head = match[0][: start - match.start()]
            yield General(prefix, _spoken_of(head), tree, passage.path or "", own=own, money=bool(_MONEY.search(head)))
    for match in rules["only-then"].regex.finditer(text):
        if tree := sentence(passage, *match.span("what"), Memory()):
            yield General(prefix, None, tree, passage.path or "", own=own)


def _asked(passage: Passage, start: int, end: int) -> Tree:
    """Read what must be; a promise is one condition, whatever it promises; what is asked beside it is not."""
    text = passage.even.text
    begun = promise(text, start, end)
    if begun is None:
        return sentence(passage, start, end, Memory(), listed=True)
    last = len(text[:begun].rstrip("，并且同时还"))
    asked = all_of(sentence(passage, start, last, Memory(), listed=True)) if last > start else ()
    must = len(text[:begun]) - len(text[:begun].rstrip("须应当需必要"))  # its words tell that it is to be given
    stop = promise_end(text, begun, end)
    beside = all_of(sentence(passage, stop + 1, end, Memory(), listed=True)) if stop + 1 < end else ()
    given = passage.condition(Condition(text[begun:stop], "", "=", True), begun - must, stop)
    return Tree((*asked, given, *beside))


def _own_musts(passage: Passage, prefix: str) -> Iterator[General]:
    """Read what a sentence behind an offer asks of those whom it pays: 给予奖励。护理员应持有证书."""
    rules, text = load("condition"), passage.even.text
    for match in rules["paid-must"].regex.finditer(text):
        if tree := _asked(passage, *match.span("what")):
            yield General(prefix, None, tree, passage.path or "", own=True)
    for match in _FOUNDED_FOR.finditer(text):
        start, end = match.span("what")
        bare = passage.without(*match.span("must"))
        if tree := sentence(bare, start, end - len(match["must"]), Memory(), listed=True):
            yield General(prefix, None, tree, passage.path or "", own=True)
    for match in rules["own-must"].regex.finditer(text):
        whole = match[0][: match.start("what") - match.start()]
        if rules["procedure"].regex.search(match["what"]) or rules["applicant-must"].regex.search(
            whole + match["what"]
        ):
            continue
        if tree := _asked(passage, *match.span("what")):
            yield General(prefix, None, tree, passage.path or "", own=True)


def _before_list(text: str) -> str:
    """Return the words of the sentence before a list of conditions: 养老机构有下列情形之一的."""
    match = load("condition")["list"].regex.search(text)
    if not match:
        return ""
    begin = announced(text, match.start())
    stop = text.find("：", match.end())
    return text[begin : stop if 0 <= stop - match.end() < 30 else match.end()]


_ELSE_NONE = re.compile("，(?:[未不没]|否则)[^，。；]{0,16}?(?:的?，?(?:一律|均|将)?(?:不予|不得|不再|不享受|取消))")


_FOUNDED_FOR = re.compile(  # 依托单位成立应满3年
    "(?<=[。；，])(?:依托|承建|牵头|建设|运营|举办)(?:单位|企业|机构)(?P<what>(?:注册)?成立(?:时间|年限)?(?P<must>应当?|须|需)(?:已|要)?满[\\d一二两三四五]+(?:周)?年)"
)


def _spoken_of(words: str) -> str | None:
    """Firms where only firms and bodies are named; None where persons may be meant too."""
    return "企业" if re.search("企业|单位|机构|法人", words) and not _PERSON.search(words) else None


def _scheme_name(text: str) -> str:
    text = re.sub("补助|补贴|奖励|奖补|资金|专项|扶持|财政|政策|^本.*|项目|支持|[市省区县]级", "", text)
    return text if 2 <= len(text) <= 12 else ""


def _body(clause: Clause, text: str) -> int:
    title = re.sub(r"\s", "", clause.title)
    at = text.find(title) if title else -1
    return at + len(title) if at >= 0 else 0
