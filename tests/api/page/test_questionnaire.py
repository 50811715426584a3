"""An applicant answers what the clauses ask, an official tries other bounds: in a real browser, over the corpus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

SHEDS = "新建设施大棚补助标准"
AXE = Path(__file__).parents[3] / ".venv" / "axe.min.js"
PEOPLE = (
    "申请人,集中连片面积,新建设施大棚,验收合格,大棚类型,在鹭汀市登记注册,申请人类型,亩数\n"
    "甲社,50亩,是,是,日光温室,是,农民合作社,50\n"
    "乙场,20,是,是,日光温室,是,农业企业,20亩\n"
)


@pytest.fixture(scope="module")
def scheme(corpus_server: str) -> dict[str, Any]:
    rows = httpx.get(f"{corpus_server}/api/schemes").json()["schemes"]
    (id,) = [row["id"] for row in rows if row["name"] == SHEDS]
    return httpx.get(f"{corpus_server}/api/schemes/{id}").json()  # type: ignore[no-any-return]


@pytest.fixture
def place(corpus_server: str, scheme: dict[str, Any]) -> str:
    return f"{corpus_server}/eligibility/{scheme['id']}"


@pytest.fixture(params=[True, False], ids=["scripts", "plain"])
def page(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    with browser.new_context(java_script_enabled=request.param, viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.scripted = request.param
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: message.type == "error" and errors.append(message.text))
        yield page
        assert [error for error in errors if "422" not in error] == []


def named(scheme: dict[str, Any], label: str) -> str:
    return next(one["id"] for one in scheme["variables"] if one["label"] == label)


def verdict_with(page: Any, words: str) -> str:
    """Return the verdict once it holds `words`: at once where scripts run, after the button where none does."""
    if not page.scripted:
        page.get_by_role("button", name="判断").click()
    page.locator("#result", has_text=words).wait_for()
    return str(page.locator("#result").inner_text())


def fill(page: Any, scheme: dict[str, Any], **answers: str) -> None:
    for label, value in answers.items():
        control = page.locator(f"[name='a.{named(scheme, label)}']")
        if control.first.get_attribute("type") in ("radio", "checkbox"):
            page.locator(f"[name='a.{named(scheme, label)}'][value='{value}']").check()
        else:
            control.fill(value)
            control.blur()


def fill_all(page: Any, scheme: dict[str, Any]) -> None:
    fill(page, scheme, 集中连片面积="40", 新建设施大棚="true", 验收合格="true", 大棚类型="日光温室")
    fill(page, scheme, 在鹭汀市登记注册="true", 申请人类型="农业企业", 亩数="40")


def test_an_applicant_finds_a_scheme_answers_and_reads_verdict_and_sum(
    page: Any, corpus_server: str, scheme: dict[str, Any]
) -> None:
    page.goto(f"{corpus_server}/eligibility")
    page.locator("textarea#text").fill("我们新建设施大棚")
    page.get_by_role("button", name="找政策").click()
    page.get_by_role("link", name=SHEDS).click()
    assert "读自您的话" in page.locator("#questionnaire").inner_text()
    assert "还需确认" in page.locator("#result").inner_text()
    fill_all(page, scheme)
    verdict = verdict_with(page, "40亩 × 9000元 = 36万元")
    assert "符合条件" in verdict and "推定没有的情形" in verdict and "发生农产品质量安全事故" in verdict
    page.locator("input[name=none]").check()
    if page.scripted:
        page.locator("#result", has_not_text="推定没有").wait_for()
    else:
        assert "推定没有" not in verdict_with(page, "36万元")
    page.get_by_role("link", name="一页告知单").click()
    assert "政策告知单" in page.locator("h1").inner_text()
    assert page.locator(".finding tbody tr").count() >= 7


def test_a_no_names_what_fails_and_an_exclusion_can_be_ticked(page: Any, place: str, scheme: dict[str, Any]) -> None:
    page.goto(place)
    fill_all(page, scheme)
    page.locator(f"[name='a.{named(scheme, '发生农产品质量安全事故')}']").check()
    assert "未发生农产品质量安全事故" in verdict_with(page, "不满足的条件")


def test_an_answer_that_cannot_be_used_is_named_beside_its_question(
    page: Any, place: str, scheme: dict[str, Any]
) -> None:
    page.goto(place)
    fill(page, scheme, 集中连片面积="很多")
    assert "集中连片面积：“很多”不是数字；请填数字，如320亩" in verdict_with(page, "有一项不能用")
    assert "wrong" in str(page.locator(f"#q-{named(scheme, '集中连片面积')}").get_attribute("class"))


def test_an_official_sees_who_gains_when_a_bound_falls(
    page: Any, place: str, scheme: dict[str, Any], tmp_path: Path
) -> None:
    table = tmp_path / "people.csv"
    table.write_text(PEOPLE, "utf-8")
    (bound,) = [one["id"] for one in scheme["criteria"] if one["op"] == ">="]
    page.goto(f"{place}/sandbox")
    page.set_input_files("#table", table)
    page.locator(f"[name='k.{bound}']").fill("20")
    page.get_by_role("button", name="推演", exact=True).click()
    shown = page.locator("#effects").inner_text()
    assert "新增受益 1" in shown and "45万元" in shown and "63万元" in shown
    page.set_input_files("#table", table)
    with page.expect_download() as loading:
        page.get_by_role("button", name="推演并下载 CSV").click()
    lines = loading.value.path().read_text("utf-8-sig").splitlines()
    assert len(lines) == 3 and "新增受益" in lines[2]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("申请人,没有这一列\n甲,1\n", "第1行第2列：该政策不问“没有这一列”"),
        ("申请人,亩数\n甲,很多\n", "第2行第2列（亩数）：“很多”不是数字"),
        ("申请人,亩数\n", "没有申请人"),
        ("申请人,亩数\n" + "甲,1\n" * 5_001, "第5002行：最多5000个申请人"),
        ("亩数,亩数\n1,2\n", "有两列是同一项"),
        ("PK\x03\x04 no book", "不是可读的 XLSX"),
        ("\x00\x01", "不是文本"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_with_its_place(place: str, text: str, message: str) -> None:
    files = {"table": ("people.csv", text.encode())}
    answer = httpx.post(f"{place}/sandbox", files=files, headers={"accept": "text/html"})
    assert answer.status_code == 422 and message in answer.text
    english = httpx.post(f"{place}/sandbox?lang=en", files=files, headers={"accept": "text/html"})
    assert english.status_code == 422 and message not in english.text


def test_the_empty_table_has_the_columns_of_the_scheme(place: str, scheme: dict[str, Any]) -> None:
    head = httpx.get(f"{place}/applicants.csv").text.splitlines()[0]
    assert all(one["label"] in head for one in scheme["variables"])


@pytest.mark.parametrize("end", ["", "?form=1&none=1&print=1", "/sandbox"])
@pytest.mark.parametrize("width", [360, 1400])
def test_each_page_fits_the_screen_and_hinders_nobody(browser: Any, place: str, end: str, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True) as context:
        page = context.new_page()
        page.goto(f"{place}{end}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if AXE.is_file():
            page.add_script_tag(path=str(AXE))
            found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            assert not [one["id"] for one in found["violations"] if one["impact"] in ("serious", "critical")]
