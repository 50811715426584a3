"""What holds for every page: no serious hindrance, light, in width, and nothing asked of other hosts."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest

AXE = Path(__file__).parents[3] / ".venv" / "axe.min.js"
PLAN = "云瀚政办发-2021-46"
PAGES = [
    "/",
    "/search?q=谁牵头改造管网",
    "/search?q=“龘龘龘”",
    "/documents",
    "/documents/audit",
    f"/id/document/{PLAN}",
    f"/id/document/{PLAN}/page/1",
    "/agencies",
    "/agencies/x-jizhou/water",
    "/deadlines",
    "/deadlines?view=calendar",
    "/targets",
    "/compare",
    "/compare?indicator=万元工业增加值用水量",
    "/compare/documents?one=岚政发-2025-11&other=霁政发-2024-6",
    "/compare/function",
    "/compare/function?function=water",
    "/cascade",
    "/eligibility",
    "/eligibility?text=我们是独立法人企业，投资320万元做节水改造",
    "/eligibility?region=x-cangling",
    "/query",
    "/query?kind=target&run=1",
    "/graph",
    f"/graph?iri=https://policygraph.invalid/id/document/{PLAN}",
    "/graph?iri=https://w3id.org/policygraph/agency/x-jizhou/water",
    "/help",
    "/api",
    "/ontology",
    "/region/x-yunhan",
    "/nowhere",
    "/ingest",
]


@pytest.fixture(scope="module")
def page(browser: Any, corpus_server: str) -> Iterator[Any]:
    with browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True) as context:
        yield context.new_page()


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there: make .venv/axe.min.js (needs npm)")
@pytest.mark.parametrize(
    ("path", "scheme"), [*((path, "light") for path in PAGES), *((path, "dark") for path in PAGES[:8])]
)
def test_nothing_serious_hinders_anybody(page: Any, corpus_server: str, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{corpus_server}{path}")
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    serious = {
        (one["id"], node["html"][:120])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    }
    assert serious == set()


@pytest.mark.parametrize("width", [360, 1920])
def test_every_page_fits_the_screen(page: Any, corpus_server: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    wide = {}
    for path in PAGES:
        page.goto(f"{corpus_server}{path}")
        wide[path] = page.evaluate("document.documentElement.scrollWidth")
    assert {path: size for path, size in wide.items() if size > width} == {}


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_light(corpus_server: str, path: str) -> None:
    with httpx.Client(base_url=corpus_server, headers={"accept": "text/html"}) as client:
        reply = client.get(path, params=None)
        own = {"/static/site.css", "/static/dark.css", "/static/site.js", "/static/theme.js", "/static/icon.svg"}
        weight = len(reply.content) + sum(len(client.get(name).content) for name in own)
    assert weight < 300_000


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_guarded_and_keeps_its_language(corpus_server: str, path: str) -> None:
    with httpx.Client(base_url=corpus_server, headers={"accept": "text/html"}) as client:
        reply = client.get(path, params=httpx.QueryParams(httpx.URL(path).query).set("lang", "en"))
        assert "unsafe" not in reply.headers["content-security-policy"]
        assert '<html lang="en">' in reply.text
        assert "samesite=strict" in reply.headers["set-cookie"].lower()
        assert '<html lang="en">' in client.get("/help").text
    assert " style=" not in reply.text and "javascript:" not in reply.text


def test_pages_begin_with_what_is_open_comparable_and_single(corpus_server: str) -> None:
    today = date.today().isoformat()
    with httpx.Client(base_url=corpus_server, headers={"accept": "text/html"}) as client:
        home, ahead, past = (client.get(path).text for path in ("/", "/deadlines", "/deadlines?year=past"))
        due = re.findall(r'class="source" href="([^"#?]+)/clause/', home)
        assert due and len(due) == len(set(due))
        ends = [re.findall(r'<time datetime="([^"]+)"', text) for text in (ahead, past)]
        assert all(day >= today for day in ends[0]) and ends[1] and all(day < today for day in ends[1])
        single, collective = client.get("/agencies").text.split("泛称与集合主体")
        assert "/each-county/" in collective and "/each-" not in single and "/departments-concerned" not in single
        compared = client.get("/compare").text.split("<form class", 2)[1]
        assert "万元工业增加值用水量" in client.get("/compare").text and "<table" not in compared
        assert "已失效：有效期至2025-12-31" in client.get("/id/document/6ee298565912").text


SCREENS = 6 * 844
SHARED = Path(__file__).parents[4] / "shared" / "corpus-dev"


@pytest.fixture(scope="module")
def phone(browser: Any) -> Iterator[Any]:
    with browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True) as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def real_server(serve: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over real documents, which are longer than those of `corpus/`."""
    if not SHARED.is_dir():
        pytest.skip("the real documents of corpus-dev are not here")
    data = tmp_path_factory.mktemp("real")
    longest = sorted((file for file in SHARED.iterdir() if file.suffix in (".txt", ".html", ".docx")), key=_size)[-8:]
    command = [sys.executable, "-m", "api", "ingest", *map(str, longest), "--data", str(data), "--workers", "2"]
    subprocess.run(command, cwd=Path(__file__).parents[3], check=True, capture_output=True)
    with serve(data) as address:
        yield address


def _size(file: Path) -> int:
    return file.stat().st_size


def _linked_pages(address: str) -> list[str]:
    """Return every page named above, and one or more of each kind that these lists lead to."""
    with httpx.Client(base_url=address, headers={"accept": "text/html"}, timeout=60) as client:
        found = {
            name: list(dict.fromkeys(re.findall(pattern, client.get(name).text)))
            for name, pattern in {
                "/documents": r'href="(/id/document/[^"#?/]+)"',
                "/agencies": r'href="(/agencies/[^"#?]+)"',
                "/compare": r'href="(\?indicator=[^"#&]+)"',
                "/compare/function": r'href="(\?function=[^"#&]+)"',
                "/eligibility": r'href="(/eligibility/[^"#?]+)',
            }.items()
        }
    documents = found["/documents"]
    ids = [path.rpartition("/")[2] for path in documents]
    pairs = [f"/compare/documents?one={one}&other={other}" for one, other in pairwise(ids[:5])]
    more = ["/agencies?by=function", "/search?q=补助", "/search?q=有哪些目标和奖励", "/query?kind=responsibility&run=1"]
    more += ["/cascade?kind=task", "/deadlines?year=all", "/region/330000", "/admin", "/signin", "/watches"]
    more += [f"/documents/audit?document={id}" for id in ids[:8]]
    more += [f"{path}/sandbox" for path in found["/eligibility"][:2]]
    more += [f"{path}?role=lead" for path in found["/agencies"][:2]]
    queries = [f"{name}{path}" for name in ("/compare", "/compare/function") for path in found[name][:5]]
    return [*PAGES, *more, *documents, *pairs, *queries, *found["/agencies"][:30], *found["/eligibility"][:6]]


@pytest.mark.parametrize("server", ["corpus_server", "real_server"])
def test_no_page_is_longer_than_six_screens_of_a_phone(phone: Any, request: pytest.FixtureRequest, server: str) -> None:
    address = request.getfixturevalue(server)
    paths = list(dict.fromkeys(_linked_pages(address)))
    with httpx.Client(base_url=address, headers={"accept": "text/html"}, timeout=60) as client:
        sizes = {path: len(client.get(path).text) for path in paths}
    assert len(sizes) > 40
    high = {}
    for path in sorted(paths, key=lambda path: -sizes[path])[:24]:
        phone.goto(f"{address}{path}", wait_until="domcontentloaded")
        high[path] = phone.evaluate("document.documentElement.scrollHeight")
    assert {path: one for path, one in high.items() if one > SCREENS} == {}


def test_the_main_places_stand_in_the_width_of_a_phone(phone: Any, corpus_server: str) -> None:
    phone.goto(f"{corpus_server}/deadlines")
    cut = "all => all.map(one => one.getBoundingClientRect()).filter(box => box.right > 390 || box.left < 0).length"
    assert phone.locator("header nav a").evaluate_all(cut) == 0


@pytest.mark.parametrize("script", [True, False], ids=["scripts", "plain"])
def test_a_link_to_a_clause_opens_it_on_a_phone(browser: Any, corpus_server: str, script: bool) -> None:
    with httpx.Client(base_url=corpus_server, headers={"accept": "text/html"}) as client:
        first = client.get(f"/id/document/{PLAN}").text
        parts = max([1, *(int(number) for number in re.findall(r"/ (\d+) 段", first))])
        texts = [client.get(f"/id/document/{PLAN}?part={number}").text for number in range(1, parts + 1)]
    paths = [path for text in texts for path in re.findall(r'class="clause [^"]*" id="clause/([^"]+)"', text)]
    assert len(paths) == len(set(paths)) > 30
    size = {"width": 390, "height": 844}
    with browser.new_context(viewport=size, java_script_enabled=script, reduced_motion="reduce") as context:
        page = context.new_page()
        for path in (paths[1], paths[len(paths) // 2], paths[-1]):
            page.goto(f"{corpus_server}/id/document/{PLAN}/clause/{path}")
            box = page.locator(f'[id="clause/{path}"]').bounding_box()
            assert box is not None and box["y"] < 844 and box["y"] + box["height"] > 0
            if path != paths[-1]:
                assert page.locator(".text details[open]").count() == 1
        page.goto(f"{corpus_server}/id/document/{PLAN}#clause/{paths[len(paths) // 3]}")
        assert page.locator(f'[id="clause/{paths[len(paths) // 3]}"]').bounding_box() is not None
