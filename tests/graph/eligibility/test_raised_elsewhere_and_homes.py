"""Offers that another article raises by name, lists of sums before their verb, scopes of work, and homes as told."""

from __future__ import annotations

from datetime import date

import pytest

from graph.eligibility import consult, from_documents
from ingest.link import Register
from ingest.pipeline import ingest

ON = date(2025, 6, 1)
HEAD = "云汀市安居办法\n\n"
FORCE = "\n\n第九条 本办法自2024年1月1日起施行，有效期至2028年12月31日。"
BORN = (
    "第一条 人才在市区购买住房的，硕士给予10万元购房补贴，本科给予5万元购房补贴。\n\n"
    "第二条 符合购房补贴条件的人才，生育二孩的，补贴标准上浮20%。"
)
RENTS = (
    "第一条 毕业5年以内的高校毕业生在市区租房居住的，硕士每月1000元，本科每月600元，发放租房补贴。\n\n"
    "第二条 申请租房补贴应当同时符合下列条件：\n（一）与用人单位签订1年以上劳动合同；\n（二）在市区无自有住房。\n"
    "高校毕业生自主创办企业正常经营6个月以上的，不受前款第（一）项限制，租房补贴标准上浮50%。"
)
STARS = (
    "第一条 对新建养老机构给予建设补贴，每张床位1万元。\n\n"
    "第二条 对收住失能老年人的养老机构给予运营补贴，每人每月200元。\n\n"
    "第三条 符合运营补贴条件的五级养老机构，补贴标准上浮10%。"
)
CARE = "第一条 对居家失能老年人，轻度失能每月200元，中度失能每月400元，重度失能每月800元给予照护补贴。"
HOMES = (
    "第一条 申请购房补贴应当同时符合下列条件：\n（一）2024年1月1日后在市区购买新建商品住房，时间以网签备案之日为准；"
    "购买二手住房、公寓、商铺的，不予补贴；\n（二）本人、配偶及未成年子女在市区无自有住房。\n\n"
    "第二条 符合前条条件的，给予购房补贴2万元。"
)
WORK = (
    "第一条 本办法适用于与本市用人单位建立劳动关系、全职在本市工作，或者在本市自主创业的各类人才。\n\n"
    "第二条 博士研究生给予每月3000元租房补贴，硕士研究生给予每月1500元租房补贴。"
)
AGES = (
    "第一条 对全职引进的人才给予安家补贴：博士20万元，硕士10万元。\n\n"
    "第二条 申请安家补贴的人员，博士年龄不超过45周岁，硕士不超过40周岁。"
)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (BORN, "我是硕士，今年在市区买了房，去年生了二孩，购房补贴多少？", (True, 120_000)),
        (BORN, "我是硕士，在市区买了房，还没孩子，购房补贴多少？", (True, 100_000)),
        (RENTS, "硕士毕业2年，在市区租房，和公司签了2年合同，在市区没有房子，租房补贴每月多少？", (True, 1000)),
        (RENTS, "本科毕业7年，在市区租房，签了2年合同，在市区没有房子，租房补贴每月多少？", (False, 0)),
        (
            RENTS,
            "本科毕业3年，自己在市区办了企业，正常经营一年了，在市区租房，名下没房，租房补贴每月多少？",
            (True, 900),
        ),
        (STARS, "我们养老机构收住了30个失能老人，运营补贴每月多少？", (True, 6000)),
        (STARS, "我们是五级养老机构，收住了30个失能老人，运营补贴每月多少？", (True, 6600)),
        (CARE, "我妈被评估为中度失能，住在家里，照护补贴每月多少？", (True, 400)),
        (HOMES, "今年4月在市区买的新房，家里之前没房，补多少？", (True, 20_000)),
        (HOMES, "今年在市区买了一手房，我和老婆孩子都没有房子，能补多少？", (True, 20_000)),
        (HOMES, "今年在市区买了新建商品房，家里还有一套老房子在市区，能补多少？", (False, 0)),
        (HOMES, "今年5月市区买了套新房，我名下没房，老婆名下有一套市区的房，能补吗？", (False, 0)),
        (HOMES, "今年4月在市区买了新房，我名下没房，补多少？", (None, None)),
        (HOMES, "今年4月在市区买了套法拍房，家里没房，能补吗？", (False, 0)),
        (HOMES, "今年2月在市区买了一间商铺，家里没房，能补吗？", (False, 0)),
        (WORK, "我是硕士，在云汀一家公司全职上班，合同签了3年，租房补贴每月多少？", (True, 1500)),
        (WORK, "我是博士，在云汀自己开公司创业，租房补贴每月多少？", (True, 3000)),
        (AGES, "硕士，38岁，全职引进的，安家补贴多少？", (True, 100_000)),
        (AGES, "我硕士，42岁，去年全职引进到云汀，安家补贴多少？", (False, 0)),
        (AGES, "我博士，42岁，去年全职引进到云汀，安家补贴多少？", (True, 200_000)),
    ],
)
def test_what_another_article_adds_is_joined_and_homes_are_heard(tmp_path, text, words, expected):
    path = tmp_path / "measure.txt"
    path.write_text(HEAD + text + FORCE, encoding="utf-8")
    consulted = consult(from_documents(ingest(path, Register.load())), words, ON)
    assert consulted is not None
    assert (consulted.outcome.eligible, consulted.outcome.amount) == expected
