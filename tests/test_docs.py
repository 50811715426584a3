"""The pages of docs/ build into a site that is whole in itself, with every operation and every public call in it."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from lxml import html

import policygraph.client
from policygraph.client.calls import CALLS

ROOT = Path(__file__).parents[1]
build = pytest.importorskip("mkdocs.commands.build", reason="mkdocs is not installed here: pip install '.[dev]'")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly; what mkdocs warns of ends the build."""
    from mkdocs.config import load_config

    folder = tmp_path_factory.mktemp("site")
    logging.getLogger("mkdocs").setLevel(logging.INFO)  # as its command line has it: what is only noted is no warning
    build.build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder), strict=True))
    return folder


def test_no_page_loads_anything_from_another_host(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) >= 14
    for page in pages:
        tree = html.parse(str(page))
        loaded = tree.xpath("//@src | //link[not(@rel='canonical')]/@href | //object/@data")
        assert loaded and not [one for one in loaded if "//" in one], page.name


def test_each_page_of_the_folder_is_in_the_navigation(site: Path) -> None:
    linked = set(html.parse(str(site / "guide.html")).xpath("//nav//@href"))
    assert {f"{page.stem}.html" for page in (ROOT / "docs").glob("*.md")} - {"guide.html"} <= linked


def test_the_reference_has_every_operation_and_every_public_call(site: Path) -> None:
    from api.app import create_app

    text = html.parse(str(site / "reference" / "http.html")).getroot().text_content()
    for path, item in create_app().openapi()["paths"].items():
        assert all(f"{method.upper()} {path}" in text for method in item)
    text = html.parse(str(site / "reference" / "python.html")).getroot().text_content()
    assert all(f"{name}(" in text for name in policygraph.__all__)
    client = html.parse(str(site / "reference" / "client.html")).getroot().text_content()
    assert all(f"{name}(" in client for name in [*policygraph.client.__all__, *(call.__name__ for call in CALLS)])
    assert "-> Table[Found]" in client and "role: Literal['lead', 'responsible', 'support']" in client
    assert "Call[" not in client.replace("pages(call: Call[", "")
    assert "Store.evaluate(scheme: str, answers: Mapping[str, Any], *, on: date | None = None" in text


def test_a_link_to_a_paper_of_the_root_leads_to_its_page(site: Path) -> None:
    assert "SECURITY.html" in html.parse(str(site / "security.html")).xpath("//article//a/@href")
    assert "](../SECURITY.md)" in (ROOT / "docs" / "security.md").read_text("utf-8")


def test_links_between_the_pages_lead_somewhere_in_a_plain_checkout() -> None:
    for page in (ROOT / "docs").glob("*.md"):
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8")):
            assert "://" in target or (page.parent / target).exists(), f"{page.name}: {target}"
