"""A document leaves linking with ids where the words are known, and one notice for each name that is not."""

from ingest.link import Register, link
from ingest.record import Clause, Document, Evidence, Meta, Responsibility, Source, Target

CLAUSE = Clause("d", "一", "占位")
EVIDENCE = Evidence(CLAUSE, 0, 2, "test/made-up")


def document(region, *records):
    return Document("d", Source("d.txt", "0" * 64, "text/plain", ()), Meta("方案", region=region), (CLAUSE,), records)


def duty(name):
    return Responsibility(EVIDENCE, name, name, "lead", "bracket")


def goal(indicator, value=1.0, unit="%", scope=None):
    return Target(EVIDENCE, indicator, value, unit, scope=scope)


def linked(region, *records):
    return link(document(region, *records), Register.load())


def test_every_name_that_is_known_gets_its_id():
    result = linked("温州市", duty("市经信局"), goal("单位GDP能耗", 15.0))
    responsibility, target = result.records
    assert result.meta.region_id == "330300"
    assert responsibility.agency_id == "330300/industry-information"
    assert (target.indicator_id, target.unit_id, target.region_id) == ("energy-per-gdp", "unit:PERCENT", "330300")
    assert result.notices == ()


def test_a_name_that_is_unknown_keeps_none_and_is_noted_once():
    result = linked("温州市", duty("市某某办"), duty("市某某办"), goal("某某指数", 3.0, "某"))
    assert [record.agency_id for record in result.records[:2]] == [None, None]
    assert [notice.code for notice in result.notices] == ["unlinked-agency", "unlinked-indicator", "unlinked-unit"]


def test_the_scope_of_a_goal_tells_its_region_and_makes_its_indicator_exact():
    region, industry, sector = linked(
        "浙江省",
        goal("森林覆盖率", scope="温州市"),
        goal("单位增加值能耗", scope="规模以上工业"),
        goal("能耗强度", scope="钢铁行业"),
    ).records
    assert region.region_id == "330300"
    assert industry.indicator_id == "industrial-energy-intensity"
    assert (sector.indicator_id, sector.region_id) == (None, "330000")


def test_a_document_of_a_region_in_no_list_links_its_offices_by_the_name():
    result = linked("云泽省", duty("省财政厅"), goal("森林覆盖率"))
    assert result.records[0].agency_id == "云泽省/finance"
    assert (result.meta.region_id, result.records[1].region_id) == (None, None)
    assert [notice.code for notice in result.notices] == ["unlinked-region"]


def test_a_document_that_names_no_region_links_only_what_stands_by_itself():
    known, unknown = linked(None, duty("生态环境部"), duty("市财政局")).records
    assert (known.agency_id, unknown.agency_id) == ("100000/mee", None)
