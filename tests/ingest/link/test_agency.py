"""Names of agencies are resolved from the place of the document."""

import json
from pathlib import Path

import pytest

from ingest.link import Register

GOLD = Path(__file__).parents[4] / "shared" / "gold"
PROVINCES = [
    region for region in Register.load().regions.all() if region.level == "provincial" and region.code.isdigit()
]


def id_of(register, name, region):
    agency = register.agency(name, region)
    return agency.id if agency else None


@pytest.mark.parametrize(
    ("name", "region", "expected"),
    [
        ("市经信局", "330300", "330300/industry-information"),
        ("温州市经济和信息化局", "330300", "330300/industry-information"),
        ("市经信委", "330300", "330300/industry-information"),
        ("市市场监管局", "330300", "330300/market-supervision"),
        ("市场监管局", "330300", "330300/market-supervision"),
        ("市自然资源和规划局", "330300", "330300/natural-resources"),
        ("市综合行政执法局", "330300", "330300/urban-management"),
        ("市消防救援支队", "330300", "330300/fire-rescue"),
        ("温州电力局", "330300", "330300/electric-power"),
        ("市农业农村局（市乡村振兴局）", "330300", "330300/agriculture"),
        ("市经济信息委", "500000", "500000/industry-information"),
        ("市住房城乡建设委", "110000", "110000/housing-construction"),
        ("自治区工业和信息化厅", "450000", "450000/industry-information"),
    ],
)
def test_an_office_is_its_function_in_the_region_of_the_document(register, name, region, expected):
    assert id_of(register, name, region) == expected


@pytest.mark.parametrize(
    ("name", "region", "expected"),
    [
        ("省工业和信息化厅", "330300", "330000/industry-information"),
        ("省发展改革委", "410000", "410000/development-reform"),
        ("市财政局", "330302", "330300/finance"),
        ("区财政局", "330302", "330302/finance"),
        ("市财政局", "330782", "330782/finance"),
        ("长春市工信局", "220000", "220100/industry-information"),
        ("鹿城区人民政府", "330300", "330302/government"),
        ("自治区党委宣传部", "450100", "450000/party-publicity"),
        ("呼和浩特市", "150000", "150100/government"),
    ],
)
def test_a_level_word_or_a_name_moves_to_another_region(register, name, region, expected):
    assert id_of(register, name, region) == expected


@pytest.mark.parametrize(
    ("name", "region", "expected"),
    [
        ("人行温州市中心支行", "330300", "330300/central-bank"),
        ("河南银保监局", "410000", "410000/banking-insurance-regulator"),
        ("河南证监局", "410000", "410000/securities-regulator"),
        ("国家税务总局温州市税务局", "330300", "330300/tax"),
        ("国家金融监督管理总局温州监管分局", "330300", "330300/financial-regulator"),
        ("国网温州供电公司", "330300", "330300/electric-power"),
        ("国家统计局浙江调查总队", "330000", "330000/statistics-survey"),
        ("杭州海关", "330000", "330100/customs"),
        ("浙江能源监管办", "330000", "330000/energy-regulator"),
    ],
)
def test_branches_of_the_centre_are_offices_in_the_region_they_name(register, name, region, expected):
    assert id_of(register, name, region) == expected


@pytest.mark.parametrize(
    ("name", "region", "expected"),
    [
        ("市委组织部", "330300", "330300/party-organization"),
        ("中共温州市委组织部", "330300", "330300/party-organization"),
        ("省委金融办", "330300", "330000/local-finance"),
        ("市委", "330300", "330300/party-committee"),
        ("团市委", "330300", "330300/youth-league"),
        ("省高级人民法院", "410000", "410000/court"),
        ("省公安厅交警总队", "410000", "410000/public-security"),
    ],
)
def test_party_courts_and_mass_organisations_are_agencies_too(register, name, region, expected):
    assert id_of(register, name, region) == expected


@pytest.mark.parametrize(
    ("name", "region", "expected"),
    [
        ("国家发展改革委", "330300", "100000/ndrc"),
        ("发展改革委", "100000", "100000/ndrc"),
        ("工业和信息化部", "330300", "100000/miit"),
        ("人民银行", "410000", "100000/pbc"),
        ("银保监会", "410000", "100000/cbirc"),
        ("国务院生态环境主管部门", "330000", "100000/mee"),
        ("国务院", "330000", "100000/state-council"),
    ],
)
def test_bodies_of_the_centre_are_known_everywhere(register, name, region, expected):
    assert id_of(register, name, region) == expected


def test_the_bare_name_of_an_office_is_the_region_s_own_outside_the_centre(register):
    assert id_of(register, "发展改革委", "410000") == "410000/development-reform"


@pytest.mark.parametrize(
    ("name", "region", "level", "function"),
    [
        ("各省辖市政府", "410000", "municipal", "government"),
        ("各县（市、区）", "330300", "county", "government"),
        ("各省、自治区、直辖市人民政府", "100000", "provincial", "government"),
        ("县级以上地方人民政府卫生健康主管部门", "330000", "any", "health"),
        ("县财政局", "330300", "county", "finance"),
        ("省发展改革委", "100000", "provincial", "development-reform"),
        ("各级工会", "410000", "any", "trade-union"),
        ("各级常委会", "410000", "any", "peoples-congress"),
        ("各产业集群所在县（区）人民政府", "330300", "county", "government"),
        ("各有关部门", "410000", None, "departments-concerned"),
        ("行业主管部门", "410000", None, "industry-department"),
    ],
)
def test_a_class_of_agencies_stays_a_group_within_the_region(register, name, region, level, function):
    agency = register.agency(name, region)
    assert (agency.kind, agency.region, agency.level, agency.function) == ("group", region, level, function)


def test_a_body_that_the_document_sets_up_keeps_its_name(register):
    agency = register.agency("市节能改造工作领导小组", "330300")
    assert (agency.id, agency.kind) == ("330300/leading-group/节能改造工作领导小组", "body")


def test_a_region_in_no_list_stands_by_its_name_as_written(register):
    assert id_of(register, "省发展改革委", "云泽省") == "云泽省/development-reform"
    assert id_of(register, "云泽省财政厅", "云泽省") == "云泽省/finance"


@pytest.mark.parametrize(
    ("name", "region"),
    [("浙江大学", "330000"), ("市某某办", "330300"), ("省财政厅", None), ("财政、税务部门", "330000"), ("", "330300")],
)
def test_what_is_not_certain_gives_none(register, name, region):
    if name == "省财政厅":
        assert register.agency("省财政厅", None) is None
    else:
        assert register.agency(name, region) is None


@pytest.mark.parametrize("province", PROVINCES, ids=lambda province: province.short)
def test_every_province_s_offices_for_reform_and_industry_resolve_under_all_their_names(register, province):
    word = "市" if province.name.endswith("市") else "自治区" if province.name.endswith("自治区") else "省"
    reform = ("发展改革委", "发改委", "发展和改革委员会")
    industry = (
        "工业和信息化厅",
        "工信厅",
        "经济和信息化局",
        "经济和信息化厅",
        "经信委",
        "经济信息委",
        "工业和信息化委员会",
    )
    for names, function in ((reform, "development-reform"), (industry, "industry-information")):
        for name in names:
            for prefix in (province.name, province.short, *([word] if not province.name.endswith("行政区") else [])):
                assert id_of(register, prefix + name, province.code) == f"{province.code}/{function}"


@pytest.mark.parametrize("name", ["henan-lianggao", "wenzhou-1000"])
def test_every_agency_of_an_annotated_document_resolves(register, name):
    if not GOLD.exists():
        pytest.skip("the annotated documents lie outside the repository")
    gold = json.loads((GOLD / f"{name}.json").read_text("utf-8"))
    region = register.region(gold["meta"]["region"]).code
    agencies = {record["agency_norm"] for record in gold["responsibilities"]}
    assert {agency for agency in agencies if register.agency(agency, region) is None} == set()


def test_the_gazetteer_has_offices_without_region_and_bodies_of_the_centre(register):
    names = dict(register.agency_names())
    assert names["经信局"] == "industry-information"
    assert names["生态环境厅"] == "ecology-environment"
    assert names["财政部门"] == "finance"
    assert names["工业和信息化部"] == "100000/miit"
    assert not {"有关部门", "政府", "街道", "委"} & names.keys()
    assert all(len(name) > 1 for name in names)


def test_an_id_is_described_from_the_authority_files(register):
    assert register.describe("330300/industry-information").name == "温州市工业和信息化部门"
    assert register.describe("410000/each-municipal/government").kind == "group"
    assert register.describe("330300/leading-group/节能改造工作领导小组").name == "温州市节能改造工作领导小组"
    assert register.describe("100000/mee").name == "生态环境部"
    assert register.describe("330300/nothing") is None


def test_an_abolished_body_leads_to_who_carries_on_its_work(register):
    assert register.today("100000/mep") == ("100000/mee",)
    assert register.today("100000/circ") == ("100000/nfra",)
    assert register.today("100000/cpad") == ("100000/mara",)
    assert register.today("330300/banking-insurance-regulator") == ("330300/financial-regulator",)
    assert register.today("330300/finance") == ("330300/finance",)


def test_a_class_with_a_qualifier_is_another_class(register):
    every, some = register.agency("各县（区）", "330300"), register.agency("各游船码头所在县（区）人民政府", "330300")
    assert (every.id, every.name) == ("330300/each-county/government", "温州市各县级政府")
    assert (some.id, some.name) == ("330300/each-county/government/游船码头所在", "温州市游船码头所在各县级政府")
    assert register.describe(some.id) == some
