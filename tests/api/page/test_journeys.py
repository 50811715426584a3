"""What officials, researchers and firms come for, end to end over the corpus in a real browser.

Reading needs no script: those journeys are made with and without JavaScript, in Chinese and in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

WATER_PLAN = "云瀚省“十四五”节水型社会建设规划"
FIRM = (
    "我们是独立法人企业，在苍陵市注册，2023年投资320万元做节水改造，年节水3万立方米，已完成备案，没有重大环境违法行为。"
)


class Visit:
    """One visitor's page, with what was asked of the network and how often something was clicked."""

    def __init__(self, context: Any, address: str, lang: str) -> None:
        self.page, self.address, self.lang, self.clicks = context.new_page(), address, lang, 0
        self.page.set_default_timeout(20_000)
        self.asked: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda message: message.type == "error" and self.errors.append(message.text))

    def open(self, path: str = "/") -> None:
        self.page.goto(f"{self.address}{path}{'&' if '?' in path else '?'}lang={self.lang}")

    def t(self, zh: str, en: str) -> str:
        return en if self.lang == "en" else zh

    def click(self, locator: Any) -> None:
        """Clicks what leads to another page, and waits until that page is read whole."""
        self.clicks += 1
        with self.page.expect_event("domcontentloaded"):
            locator.click()

    def menu(self, zh: str, en: str) -> None:
        self.click(self.page.locator("header nav").get_by_role("link", name=self.t(zh, en), exact=True))

    def text(self, selector: str = "main") -> str:
        return str(self.page.locator(selector).first.inner_text())


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[True, False], ids=["scripts", "plain"])
def reader(request: pytest.FixtureRequest, browser: Any, corpus_server: str, lang: str) -> Iterator[Visit]:
    yield from _visit(browser, corpus_server, lang, request.param)


@pytest.fixture
def visitor(browser: Any, corpus_server: str, lang: str) -> Iterator[Visit]:
    yield from _visit(browser, corpus_server, lang, True)


def _visit(browser: Any, address: str, lang: str, script: bool) -> Iterator[Visit]:
    with browser.new_context(java_script_enabled=script, accept_downloads=True) as context:
        visit = Visit(context, address, lang)
        yield visit
        assert [url for url in visit.asked if not url.startswith((address, "data:"))] == []
        assert visit.errors == []
        assert {(cookie["name"], cookie["sameSite"]) for cookie in context.cookies()} <= {("lang", "Strict")}


def test_an_official_asks_who_leads_and_comes_to_the_clause(reader: Visit) -> None:
    reader.open()
    reader.page.get_by_role("searchbox").fill("工业节水改造补助由谁审核")
    reader.click(reader.page.get_by_role("button", name=reader.t("检索", "Search")))
    assert "市水利局" in reader.text(".answer")
    reader.click(reader.page.locator(".answer .citations a").first)
    assert "/id/document/" in reader.page.url
    target = reader.page.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert reader.page.locator(f"[id='{target}']").is_visible()


def test_an_official_sees_what_an_agency_leads_and_what_is_due_in_four_clicks(reader: Visit) -> None:
    reader.open()
    reader.menu("机构台账", "Agencies")
    reader.click(reader.page.locator("tbody a", has_text="市水利局").first)
    reader.click(reader.page.locator(".tabs a", has_text=reader.t("牵头", "Lead")))
    assert "role=lead" in reader.page.url
    roles = reader.page.locator("table.ledger .role").all_inner_texts()
    assert roles and set(roles) == {reader.t("牵头", "Lead")}
    reader.click(reader.page.locator(".tabs a", has_text=str(date.today().year)))
    assert reader.clicks <= 4
    days = reader.page.locator("table.ledger time").evaluate_all("all => all.map(one => one.dateTime)")
    assert all(day.startswith(str(date.today().year)) for day in days)


def test_an_official_takes_the_ledger_home(visitor: Visit) -> None:
    import io

    from openpyxl import load_workbook

    visitor.open("/agencies/x-jizhou/water")
    with visitor.page.expect_download() as loading:
        visitor.page.get_by_role("link", name=re.compile("XLSX")).click()
    with loading.value.path().open("rb") as file:
        sheet = load_workbook(io.BytesIO(file.read())).active
    assert sheet["A1"].value == "市水利局任务台账"
    head = [cell.value for cell in sheet[2]]
    assert head[:4] == ["序号", "工作任务", "本单位角色", "完成时限"]
    assert sheet.max_row > 3
    assert "network" in visitor.page.content()
    assert visitor.page.locator("a[href^='webcal://'][href*='/api/deadlines.ics?agency=']").count() == 1


def test_an_official_looks_at_a_year_as_list_and_calendar(reader: Visit) -> None:
    reader.open()
    reader.menu("期限", "Deadlines")
    reader.page.get_by_label(reader.t("时间", "When")).select_option("2025")
    reader.click(reader.page.get_by_role("button", name=reader.t("筛选", "Filter")))
    days = reader.page.locator("tbody time").evaluate_all("all => all.map(one => one.dateTime)")
    assert days and all(day.startswith("2025") for day in days)
    reader.click(reader.page.get_by_role("link", name=reader.t("日历", "Calendar"), exact=True).first)
    assert reader.page.locator(".month").count() >= 2
    assert reader.page.locator(".month a").first.get_attribute("href").startswith("/id/document/")


def test_a_researcher_compares_an_indicator_of_all_regions_in_four_clicks(reader: Visit) -> None:
    reader.open()
    reader.menu("对比", "Compare")
    reader.click(reader.page.get_by_role("link", name="万元工业增加值用水量", exact=True))
    assert reader.clicks <= 4
    regions = set(reader.page.locator("main tbody th").all_inner_texts())
    assert {"云瀚省", "苍陵市"} <= regions
    table = reader.text("main table")
    assert "19%" in table and "2025" in table
    assert reader.t("未写明", "unknown") in table or "2020" in table
    chart = reader.page.locator(".chart img").first
    assert chart.get_attribute("alt")
    svg = reader.page.request.get(f"{reader.address}{chart.get_attribute('src')}")
    assert svg.headers["content-type"] == "image/svg+xml"
    assert "苍陵市" in svg.text()


def test_a_researcher_follows_a_goal_down(reader: Visit) -> None:
    reader.open()
    reader.menu("传导", "Cascade")
    tree = reader.text(".tree")
    assert "云瀚省" in tree and "苍陵市" in tree
    assert reader.page.locator(".tree .tree a.source").count() >= 1


def test_a_researcher_lays_two_documents_side_by_side(reader: Visit) -> None:
    reader.open("/compare/documents")
    one = reader.page.locator("select[name=one]")
    other = reader.page.locator("select[name=other]")
    names = dict(one.locator("option").evaluate_all("all => all.map(one => [one.textContent, one.value])"))
    one.select_option(next(id for name, id in names.items() if "节水改造若干措施" in name))
    other.select_option(next(id for name, id in names.items() if "岚屿市" in name and "水" in name))
    reader.click(reader.page.get_by_role("button", name=reader.t("对照", "Compare")))
    reader.page.locator(".beside").first.wait_for()
    assert reader.page.locator(".beside").count() > 3
    assert reader.page.locator(".beside a.clause-link").count() > 3


def test_a_researcher_reads_a_document_with_its_proofs_and_cites_it(reader: Visit) -> None:
    reader.open("/documents")
    reader.click(reader.page.get_by_role("link", name=re.compile("节水型社会建设规划")))
    assert WATER_PLAN in reader.text("h1")
    mark = reader.page.locator(".text mark.k-target").first
    mark.focus()
    card = mark.locator(".card")
    assert card.is_visible() and "target/" in card.inner_text()
    reader.page.locator("summary", has_text="GB/T 7714").click()
    assert re.search(
        r"\[Z/OL\]\. 2021-09-17\[\d{4}-\d\d-\d\d\]\. http://\S+/id/document/\S+\.$", reader.text("#citation")
    )
    before = mark.evaluate("one => getComputedStyle(one).backgroundColor")
    reader.page.locator("label.k-target").click()
    assert mark.evaluate("one => getComputedStyle(one).backgroundColor") != before or "o-target" not in (
        mark.get_attribute("class") or ""
    )
    reader.click(reader.page.locator(".side a.on-page").first)
    assert "/page/" in reader.page.url
    box = reader.page.locator("svg.sheet rect.box").first
    assert box.is_visible()
    picture = reader.page.request.get(reader.address + reader.page.locator("svg image").get_attribute("href"))
    assert picture.headers["content-type"] == "image/webp"


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonld", "ttl"])
def test_a_researcher_takes_a_document_home(corpus_server: str, form: str) -> None:
    import httpx

    id = httpx.get(f"{corpus_server}/api/documents").json()["items"][0]["id"]
    reply = httpx.get(f"{corpus_server}/id/document/{id}", params={"format": form})
    assert reply.status_code == 200
    assert "attachment" in reply.headers["content-disposition"]
    assert len(reply.content) > 500


def test_a_researcher_builds_a_query_without_knowing_the_language(reader: Visit) -> None:
    reader.open()
    reader.menu("查询", "Query")
    reader.page.locator("select[name=kind]").select_option("target")
    reader.page.get_by_label(reader.t("指标含", "Indicator has")).fill("用水总量")
    reader.click(reader.page.get_by_role("button", name=reader.t("生成并查询", "Build and run")))
    query = reader.page.locator("textarea#query").input_value()
    assert "pg:Target" in query and '"用水总量"' in query
    assert "82" in reader.text("#result table")
    assert reader.page.locator("#result a[href^='/query/result.csv']").count() == 1


def test_a_researcher_edits_runs_and_charts_a_query(visitor: Visit) -> None:
    visitor.open("/query")
    visitor.page.locator("a[data-query]", has_text=visitor.t("各机构牵头的任务数", "How many tasks")).click()
    visitor.page.locator("#result table").wait_for()
    assert "市" in visitor.text("#result table")
    source = visitor.page.locator("#result .chart img").get_attribute("src")
    assert visitor.page.request.get(visitor.address + source).headers["content-type"] == "image/svg+xml"
    visitor.page.get_by_role("textbox", name="SPARQL").fill("SELECT nonsense")
    visitor.page.get_by_role("button", name=visitor.t("运行", "Run"), exact=True).click()
    visitor.page.locator("#result [role=alert]").wait_for()
    visitor.errors.clear()  # the browser notes the 400 that this test asks for


def test_a_firm_finds_its_scheme_and_reads_what_is_open_in_four_clicks(reader: Visit) -> None:
    reader.open()
    reader.menu("能否享受", "Eligibility")
    reader.page.locator("textarea#text").fill(FIRM)
    reader.page.locator("input[name=on]").first.fill("2023-06-01")
    reader.click(reader.page.get_by_role("button", name=reader.t("找政策", "Find")))
    assert reader.page.locator(".hits > li .chip.v-chip").count() > 0
    assert reader.page.locator(".hits a.source").first.get_attribute("href").startswith("/id/document/")
    reader.click(reader.page.locator(".hits h3 a").first)
    assert reader.clicks <= 4
    assert reader.page.locator("#questionnaire fieldset.question").count() > 2
    assert reader.page.locator("#questionnaire textarea").input_value() == FIRM
    assert reader.page.locator("#questionnaire .read q").count() > 0
    assert reader.page.locator("#result.v-eligible").count() == 0
    assert reader.page.locator("#result a.source").first.get_attribute("href").startswith("/id/document/")


def test_results_narrow_by_facets_and_say_what_helps_when_nothing_is_left(reader: Visit) -> None:
    reader.open("/search?q=节水")
    reader.click(reader.page.locator(".facets a", has_text="苍陵市").first)
    assert reader.page.locator(".hits > li").count() > 0
    assert "苍陵市" in reader.text(".chosen")
    reader.click(reader.page.locator(".chosen a.remove").first)
    assert reader.page.locator(".chosen").count() == 0
    reader.open("/search?q=" + "“龘龘龘龘”")
    assert reader.page.locator("main .empty a").count() >= 3


def test_the_help_tells_limits_figures_and_words(reader: Visit) -> None:
    reader.open("/help")
    assert reader.t("不作推测", "does not guess") in reader.text()
    assert reader.page.locator("#quality tbody tr").count() >= 5
    assert reader.page.locator("dl dt").count() >= 8
