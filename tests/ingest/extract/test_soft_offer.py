"""Offers without a sum: which of them count, of what kind they are, and what hides none; all places are made up."""

import pytest

from ingest.extract.incentive import extract
from ingest.record import Clause, Document, Meta, Reading, Source


def read(text, path="一", title=""):
    clause = Clause("d", path, text, title=title)
    whole = Document("d", Source("例.txt", "", "text/plain", ()), Meta("例", kind="measures"), (clause,))
    return list(extract(Reading(clause, whole)))


def kinds(text, **clause):
    return [record.kind for record in read(text, **clause) if record.soft]


def test_an_offer_to_others_in_the_next_sentence_hides_none():
    first, second = read("继续实施驿站社会保险补贴政策。对当年新开的茶馆，每家给予2万元补助。")
    assert (first.soft, second.amount.value) == (True, 20000)


@pytest.mark.parametrize("sums", ["其中一级每家1万元。", "补贴标准为每家1万元。", "面积50平方米以上的，每家1万元。"])
def test_an_announcement_of_sums_is_none(sums):
    assert [record.soft for record in read("对村办书屋给予补贴。" + sums)] == [False]


def test_a_first_sentence_is_no_heading_though_it_is_the_title_of_its_clause():
    first = "对渡工取得的防汛补助，免征个人所得税"
    (record,) = read(f"（五）{first}。及时公布名单。", path="二/(五)", title=first)
    assert (record.kind, record.evidence.start) == ("tax", 3)


def test_free_services_for_several_are_several():
    assert kinds("免费为渡工提供体检服务，免费为渔民提供救生培训服务。") == ["free_service"] * 2


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("对运送秧苗的车辆免收通行费。", "free_service"),
        ("对受灾合作社减免担保费。", "loan_rate"),
        ("继续实施茶园改造奖补政策。", "award"),
        ("获得金质奖章的渡工，可不受单位岗位数量限制。", "priority"),
        ("仓库用电实行农业生产用电价格。", "price_premium"),
    ],
)
def test_the_kind_follows_what_is_let_go(text, kind):
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "对举报偷猎的村民给予奖励，适用本办法。",
        "按照《关于实施茶叶保险补贴政策的通知》办理。",
        "资金优先用于河道补助项目。",
        "鼓励业主为租户减免租金。",
        "实施就业优先政策，加大扶持。",
    ],
)
def test_scope_titles_uses_and_what_others_are_asked_to_do_are_no_offers(text):
    assert kinds(text) == []
