"""What a document means by a word, told in an item of its own, and of whom it is asked; all places are made up."""

from __future__ import annotations

from ingest.extract.incentive import extract
from ingest.record import Clause, Document, Incentive, Meta, Reading, Source

BEARERS = ("二/(一)", "（一）新入职的硕士，每人每年给予1万元补贴。")
OTHERS = ("二/(二)", "（二）修缮灯塔的村集体，给予2万元补助。")


def offers(*texts: tuple[str, ...]) -> dict[str, list[Incentive]]:
    clauses = tuple(Clause("d", path, text, title=title[0] if title else "") for path, text, *title in texts)
    document = Document("d", Source("例", "", "", ()), Meta("例", kind="measures"), clauses)
    return {one.path: list(extract(Reading(one, document))) for one in clauses}


def asked(offer: Incentive) -> set[str]:
    return {one.attr for one in offer.conditions}


def test_who_is_shut_out_beside_a_definition_is_so_of_all() -> None:
    text = "（一）新入职教师。指签订3年以上聘用合同的教师。返聘人员不适用本办法。"
    found = offers(("一", "一、适用范围", "适用范围"), ("一/(一)", text), BEARERS, OTHERS)
    assert all("返聘人员" in asked(found[path][0]) for path in ("二/(一)", "二/(二)"))
