"""Other documents named in 《》."""

import pytest

from ingest.extract.citation import extract
from ingest.record import Clause, Document, Meta, Reading, Source


def read(text, *, title="某方案", path="一", kind="item", others=()):
    clause = Clause("d", path, text, kind=kind)
    document = Document("d", Source("d", "", "text/plain", ()), Meta(title), (clause, *others))
    return list(extract(Reading(clause, document)))


def titles(text, **given):
    return [found.title for found in read(text, **given)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("《取水定额》（GB/T 18916）", "GB/T 18916"),
        ("《专用校车安全技术条件》（GB 24407—2012）", "GB 24407—2012"),
        ("《指导意见》《关于加强节水的意见》（国发〔2021〕4号，以下简称《意见》）", "国发〔2021〕4号"),
        ("《食品生产许可管理办法》（国家市场监督管理总局令第24号）", "国家市场监督管理总局令第24号"),
        ("《绿色投资原则》（GIP）", None),
        ("《某某条例》（以下简称《条例》）", None),
    ],
)
def test_number_is_read_from_the_bracket(text, number):
    (found,) = read(text)
    assert found.number == number


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("根据《中华人民共和国水法》，制定本办法。", "based_on"),
        ("为深入贯彻落实《某省节水条例》，制定本方案。", "implements"),
        ("《某市旧办法规定》（某政〔2010〕3号）同时废止。", "repeals"),
        ("对《某市养犬管理规定》作如下修改：", "amends"),
        ("推动修订《节约能源法》。", "cites"),
    ],
)
def test_relation_is_what_the_words_around_say(text, relation):
    assert [found.relation for found in read(text)] == [relation]


def test_a_list_shares_its_relation():
    text = "根据《中华人民共和国公路法》及其实施条例、《公路安全保护条例》和《某省公路条例》，制定本办法。"
    assert [found.relation for found in read(text)] == ["based_on"] * 3
    text = "《甲管理办法》（某政〔2010〕3号）、《乙管理办法》同时废止。"
    assert [found.relation for found in read(text)] == ["repeals"] * 2


def test_titles_inside_a_title_stay_in_it():
    text = "《国务院关于印发〈就业规划〉的通知》和《〈某议定书〉修正案》以及《关于印发《某方案》的通知》"
    assert titles(text) == ["国务院关于印发〈就业规划〉的通知", "〈某议定书〉修正案", "关于印发《某方案》的通知"]


def test_newspapers_licences_forms_and_short_names_are_none():
    text = "在《某日报》公告，凭《营业执照》填写《申请表》，按《办法》《“双高”规划》（以下简称《规划》）执行《规划》。"
    assert titles(text) == ["“双高”规划"]


def test_a_short_name_defined_elsewhere_is_none():
    other = Clause("d", "二", "（以下简称《节水三十条》）")
    assert titles("落实《节水三十条》和《某省节水条例》。", others=(other,)) == ["某省节水条例"]


def test_a_document_counts_once_in_a_clause():
    assert titles("按照《某省条例》和《某省条例》") == ["某省条例"]


def test_own_title_counts_only_where_it_is_issued():
    title = "某局关于印发《某县节水方案》的通知"
    head = f"{title}\n现将《某县节水方案》印发给你们。"
    assert [(one.title, one.relation) for one in read(head, title=title, path="", kind="head")] == [
        ("某县节水方案", "issues")
    ]
    assert titles("落实《某县节水方案》。", title=title) == []


def test_own_title_issued_after_approval():
    text = "《某省节水规划》已经省政府同意，现印发给你们。"
    title = "某省人民政府关于印发某省节水规划的通知"
    assert [one.relation for one in read(text, title=title, path="", kind="head")] == ["issues"]


def test_own_title_that_a_notice_has_revised():
    text = "为规范管理，我们修订了《某县补贴办法》，现印发给你们，请遵照执行。"
    title = "某局关于印发《某县补贴办法》的通知"
    assert [one.relation for one in read(text, title=title, path="", kind="head")] == ["issues"]
    assert [one.relation for one in read("根据《某省条例》，现公布下列名单。")] == ["based_on"]


def test_evidence_holds_title_and_number():
    (found,) = read("执行《取水定额》（GB/T 18916）。")
    assert found.evidence.quote == "《取水定额》（GB/T 18916）"


def test_unclosed_and_empty_titles_are_none():
    assert titles("《未完\n《》《》》》《") == []
    assert titles("《" * 20_000) == []
