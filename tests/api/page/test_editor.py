"""The editor of queries: what it completes, how it runs, where it marks a mistake, and the textarea below it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from api.page.mistake import mistake

AXE = Path(__file__).parents[3] / ".venv" / "axe.min.js"
ROOT = Path(__file__).parents[3]
HTML = {"accept": "text/html"}
WRONG = "SELECT * WHERE {\n  ?s pg:states ?o .\n  ?s nope:what ?x\n}"
BUILT = "CONSTRUCT { ?d pg:states ?r } WHERE { ?d pg:states ?r } LIMIT 5"


@pytest.fixture(scope="module")
def tab(browser: Any, corpus_server: str) -> Iterator[Any]:
    """A page whose console, errors and foreign requests are kept in `wrong`."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.wrong = []
        page.on("console", lambda said: page.wrong.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on("request", lambda made: None if made.url.startswith(corpus_server) else page.wrong.append(made.url))
        yield page


@pytest.fixture
def page(tab: Any) -> Iterator[Any]:
    tab.wrong.clear()
    yield tab
    refused = [said for said in tab.wrong if "status of 400" not in said]  # which a broken query is answered
    assert refused == []


def opened(page: Any, address: str, query: str = "", lang: str = "zh") -> Any:
    """The editor over `query`, which is not run."""
    page.goto(f"{address}/query?lang={lang}")
    box = page.get_by_role("textbox", name="SPARQL")
    box.click()
    page.keyboard.insert_text(query)
    return box


def test_a_prefix_is_completed_with_chinese_names_and_declared(page: Any, corpus_server: str) -> None:
    opened(page, corpus_server, "SELECT * { ?fact a ")
    page.keyboard.type("pg:Tar")
    chosen = page.locator(".cm-tooltip-autocomplete li[aria-selected]")
    chosen.wait_for()
    assert chosen.locator("span").all_inner_texts()[0] == "pg:Target" and "目标" in chosen.inner_text()
    page.wait_for_timeout(100)  # what appears is taken by Enter only after a moment, so that it is not taken unseen
    page.keyboard.press("Enter")
    assert page.locator("textarea#query").input_value() == (
        "PREFIX pg: <https://w3id.org/policygraph/ontology#>\nSELECT * { ?fact a pg:Target"
    )
    page.keyboard.type(" ; pg:indic")
    page.locator(".cm-tooltip-autocomplete li", has_text="pg:indicatorName").click()
    assert page.locator("textarea#query").input_value().count("PREFIX") == 1


def test_chinese_words_and_variables_of_the_query_are_completed(page: Any, corpus_server: str) -> None:
    opened(page, corpus_server, "SELECT ?agencyName { ?fact ")
    page.keyboard.insert_text("标题")
    page.keyboard.press("Control+Space")
    page.locator(".cm-tooltip-autocomplete li", has_text="dcterms:title").first.click()
    assert page.locator("textarea#query").input_value().endswith("?fact dcterms:title")
    page.keyboard.type(" ?ag")
    offered = page.locator(".cm-tooltip-autocomplete li", has_text="?agencyName")
    offered.wait_for()
    assert page.locator(".cm-tooltip-autocomplete li").count() == 1
    page.keyboard.press("Escape")


def test_control_enter_runs_and_shows_a_table_and_a_chart(page: Any, corpus_server: str) -> None:
    query = "SELECT ?kind (COUNT(*) AS ?n) { ?f a pg:Incentive ; pg:kind ?kind } GROUP BY ?kind"
    opened(page, corpus_server, query)
    page.keyboard.press("Control+Enter")
    page.locator("#result table").wait_for()
    assert page.locator("#result thead").inner_text().split() == ["kind", "n"]
    page.locator("#result summary").click()
    page.locator("#result .chart img").wait_for()
    assert quote("pg:Incentive", safe="") in page.url


def test_a_mistake_is_marked_at_its_line_though_prefixes_are_added(page: Any, corpus_server: str) -> None:
    opened(page, corpus_server, "\n" + WRONG)
    page.keyboard.press("Control+Enter")
    said = page.locator("#result [role=alert] [data-line]")
    said.wait_for()
    assert said.inner_text().startswith("第 3 行") and "前缀没有声明" in said.inner_text()
    marked = page.locator(".cm-line", has=page.locator(".cm-lintRange-error"))
    marked.first.wait_for()
    assert marked.inner_text().strip() == "?s nope:what ?x"
    assert page.locator(".cm-lintRange-error").inner_text().strip() == "nope:what"
    assert page.locator(".cm-lint-marker-error").count() == 1


def test_a_graph_is_drawn_and_stands_in_a_table_too(page: Any, corpus_server: str) -> None:
    opened(page, corpus_server, BUILT)
    page.keyboard.press("Control+Enter")
    page.locator("#result table#ties").wait_for()
    assert page.locator("#result tbody tr").count() == 5
    page.locator("#result summary", has_text="画成关系图").click()
    page.locator(".graph canvas").first.wait_for()
    assert page.evaluate("document.querySelector('.graph[data-table]')._cyreg.cy.edges().length") == 5


def test_what_is_put_in_over_several_lines_applies_no_style_and_closes_brackets(page: Any, corpus_server: str) -> None:
    opened(page, corpus_server, WRONG)
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("CONSTRUCT { ?d pg:states ?r }\nWHERE {\n  ?d pg:states ?r\n}")
    text = page.locator("textarea#query")
    assert text.input_value().startswith("CONSTRUCT") and "nope" not in text.input_value()
    page.keyboard.press("Control+A")
    page.keyboard.type("(")
    assert text.input_value().startswith("(CONSTRUCT") and text.input_value().endswith("})")
    page.keyboard.press("Control+A")
    page.keyboard.type("ASK { }")
    assert text.input_value() == "ASK { }"
    page.keyboard.press("Control+Z")
    assert "CONSTRUCT" in text.input_value()
    page.evaluate("new Promise((seen) => requestAnimationFrame(() => setTimeout(seen, 50)))")  # the report comes later


def test_examples_come_into_the_editor_and_keys_leave_it(page: Any, corpus_server: str) -> None:
    box = opened(page, corpus_server)
    page.keyboard.type("# 1/2")
    assert box.evaluate("box => box.getRootNode().activeElement === box"), "/ is text here, no way to the search box"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"
    page.locator("a[data-query]").first.click()
    page.locator("#result table").wait_for()
    assert "pg:Responsibility" in box.inner_text()
    page.get_by_text("查询语句（可直接修改）").click()
    assert page.evaluate("document.activeElement.id") == "code"


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there: make .venv/axe.min.js (needs npm)")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_hinders_anybody_in_the_editor(browser: Any, corpus_server: str, scheme: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True, color_scheme=scheme) as context:
        page = context.new_page()
        opened(page, corpus_server, WRONG)
        page.keyboard.press("Control+Enter")
        page.locator(".cm-lintRange-error").first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.add_script_tag(path=str(AXE))
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    serious = [(one["id"], node["html"][:120]) for one in found for node in one["nodes"] if one["impact"] != "minor"]
    assert serious == []


def test_without_a_script_the_textarea_is_the_editor(site: Any) -> None:
    page = site.get("/query", params={"query": WRONG}, headers=HTML)
    assert page.status_code == 400
    assert '<textarea class="code" id="query"' in page.text and "unsafe" not in page.headers["content-security-policy"]
    assert 'data-line="3"' in page.text and "第 3 行" in page.text


def test_terms_are_served_once_and_name_what_the_context_uses(site: Any) -> None:
    first = site.get("/query/terms.json")
    again = site.get("/query/terms.json", headers={"if-none-match": first.headers["etag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    terms = {name: (kind, chinese) for name, kind, chinese, *_ in first.json()["terms"]}
    assert terms["eli:LegalResource"] == ("class", "政策文件") and terms["pg:states"][0] == "property"
    prefixes = first.json()["prefixes"]
    names = set(re.findall(r'"(\w+:\w+)"', (ROOT / "ontology" / "context.jsonld").read_text("utf-8")))
    missing = {one for one in names - terms.keys() if one.split(":")[0] in prefixes}
    assert missing == set()


@pytest.mark.parametrize(
    ("said", "added", "place"),
    [
        ("error at 4:7: expected x", 1, (3, 7)),
        ("error at 1:7: expected x", 1, (None, None)),
        ("Encountered \" <x> \" at line 2, column 9.\nWas expecting: y", 0, (2, 9)),
        ("the query was not done in 10 s", 0, (None, None)),
    ],
)  # fmt: skip
def test_the_place_of_a_mistake_is_read_in_the_words_of_several_stores(said: str, added: int, place: tuple) -> None:
    found = mistake(said, added)
    assert (found.line, found.column) == place
    assert found.detail


def test_the_bundle_is_small_and_its_packages_have_their_licences() -> None:
    vendor = ROOT / "api" / "page" / "static" / "vendor"
    assert (vendor / "codemirror.min.js").stat().st_size < 450_000
    licences, notice = (vendor / "codemirror.LICENSE").read_text("utf-8"), (ROOT / "NOTICE").read_text("utf-8")
    locked = json.loads((ROOT / "editor" / "package-lock.json").read_text("utf-8"))["packages"]
    bundled = {path.removeprefix("node_modules/"): one for path, one in locked.items() if path and not one.get("dev")}
    assert [name for name, one in bundled.items() if f"{name} {one['version']}" not in licences] == []
    assert f"CodeMirror 6 (view {bundled['@codemirror/view']['version']})" in notice
    assert all("integrity" in one and "resolved" not in one for one in bundled.values())
