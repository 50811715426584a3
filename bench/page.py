"""What a visitor waits for in a real Chromium: figures as Lighthouse has them, and three tasks by the clock.

    python bench/page.py [--data DIR] [--rounds 5]

Without --data, `corpus/documents` is read into a folder that is thrown away. For each page the median of the rounds:
the server's first byte, first and largest contentful paint, how long scripts block (each task's part over 50 ms), how
far the layout shifts, and the bytes over the wire. Then the tasks of three first-time visitors, with clicks and seconds
of the machine (what people read and type comes on top).
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Locator, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FIRM = "我们是独立法人企业，2023年投资320万元做节能改造，年节能60吨标准煤，劳动生产率提高25%"
FIXED: tuple[str, ...] = (
    "/",
    "/search?q=谁牵头，什么时候完成",
    "/documents",
    "/agencies",
    "/deadlines",
    "/deadlines?view=calendar",
)
FIXED += ("/targets", "/compare", "/compare/function?matter=节能", "/cascade", f"/eligibility?text={FIRM}")
FIXED += ("/query", "/query?kind=target&run=1", "/help", "/api", "/ontology")
WATCH = """
window.seen = {shift: 0, blocked: 0, largest: 0};
const watch = (type, note) =>
  new PerformanceObserver(list => list.getEntries().forEach(note)).observe({type, buffered: true});
watch('layout-shift', one => { if (!one.hadRecentInput) seen.shift += one.value; });
watch('longtask', one => { seen.blocked += Math.max(0, one.duration - 50); });
watch('largest-contentful-paint', one => { seen.largest = one.startTime; });
"""
READ = """() => {
  const [way] = performance.getEntriesByType('navigation');
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  const parts = performance.getEntriesByType('resource');
  return {
    byte: way.responseStart - way.requestStart, first: paint ? paint.startTime : 0, largest: seen.largest,
    blocked: seen.blocked, shift: seen.shift, requests: 1 + parts.length,
    weight: way.transferSize + parts.reduce((sum, one) => sum + one.transferSize, 0),
  };
}"""
NAMES = ("byte", "first", "largest", "blocked", "shift", "requests", "weight")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, help="a folder that `policygraph ingest` filled")
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    with data_folder(given.data) as data, serving(data) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        document, agency = first_link(browser, f"{address}/documents"), first_link(browser, f"{address}/agencies")
        print(f"{'page':34}{'byte':>7}{'first':>7}{'largest':>8}{'blocked':>8}{'shift':>7}{'requests':>9}{'kB':>6}")
        for path in (*FIXED, document, agency):
            show(path, [figures(browser, address + path) for _ in range(given.rounds)])
        print("\nthree first-time visitors")
        for name, task in TASKS.items():
            clicks, seconds = zip(*(timed(browser, address, task) for _ in range(given.rounds)), strict=True)
            print(f"  {name:58}{clicks[0]} clicks {median(seconds):6.2f} s")
        browser.close()


@contextmanager
def data_folder(given: Path | None) -> Iterator[Path]:
    """Yield `given`, or a folder with the corpus read into it."""
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(__file__).parents[1] / "corpus"
        command = [sys.executable, "-m", "api", "ingest", str(corpus / "documents"), "--data", folder]
        subprocess.run([*command, "--authority", str(corpus / "regions.ttl")], check=True, capture_output=True)
        yield Path(folder)


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """Yield the address of a server over `data`, warmed by nothing."""
    command = [sys.executable, "-m", "api", "serve", "--data", str(data), "--port", "0"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    assert server.stderr is not None
    try:
        yield server.stderr.readline().split()[1].rstrip("/")
    finally:
        server.terminate()
        server.wait(10)


def first_link(browser: Browser, url: str) -> str:
    """Return the path of the first thing that a list names."""
    page = browser.new_page()
    page.goto(url)
    path = str(
        page.locator("main a[href^='/id/document/'], main tbody a[href^='/agencies/']").first.get_attribute("href")
    )
    page.close()
    return path


def figures(browser: Browser, url: str) -> dict[str, float]:
    """Return what one visit with an empty cache is measured at: milliseconds, a share, a count, bytes."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(url, wait_until="load")
        page.wait_for_timeout(150)  # the observers report when the page has come to rest
        return dict(page.evaluate(READ))


def show(path: str, rounds: list[dict[str, float]]) -> None:
    """Print a line of medians."""
    one = {name: median(each[name] for each in rounds) for name in NAMES}
    times = f"{one['byte']:7.0f}{one['first']:7.0f}{one['largest']:8.0f}{one['blocked']:8.0f}"
    print(f"{path[:32]:34}{times}{one['shift']:7.3f}{one['requests']:9.0f}{one['weight'] / 1000:6.0f}")


class Visitor:
    """Somebody at a page, whose clicks are counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, what: Locator) -> None:
        self.clicks += 1
        what.click()

    def menu(self, name: str) -> None:
        self.click(self.page.locator("header nav").get_by_role("link", name=name, exact=True))


def timed(browser: Browser, address: str, task: Callable[[Visitor], None]) -> tuple[int, float]:
    """Return the clicks that a task took and its seconds, from the home page on."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        visitor = Visitor(context.new_page())
        began = time.perf_counter()
        visitor.page.goto(address)
        task(visitor)
        return visitor.clicks, time.perf_counter() - began


def leads_this_year(visitor: Visitor) -> None:
    """Find which tasks an agency leads and what of them is due this year, or in the last year that has any."""
    visitor.menu("机构台账")
    visitor.click(visitor.page.locator("main tbody a").first)
    visitor.click(visitor.page.locator(".tabs a", has_text="牵头"))
    years = visitor.page.locator(".tabs a", has_text=str(date.today().year))
    visitor.click(years if years.count() else visitor.page.locator(".tabs a").last)
    visitor.page.locator("main table.ledger, main .empty").first.wait_for()


def compare_regions(visitor: Visitor) -> None:
    """Lay one indicator of all regions side by side."""
    visitor.menu("对比")
    visitor.click(visitor.page.locator("main a[href*='indicator=']").first)
    visitor.page.locator("main tbody th").first.wait_for()


def what_is_there_for_us(visitor: Visitor) -> None:
    """Learn whether a firm can get a subsidy."""
    visitor.menu("能否享受")
    visitor.page.locator("textarea#text").fill(FIRM)
    visitor.click(visitor.page.get_by_role("button", name=re.compile("看看能享受什么")).first)
    visitor.page.locator(".verdict").first.wait_for()


TASKS: dict[str, Callable[[Visitor], None]] = {
    "which tasks does an agency lead, what is due this year": leads_this_year,
    "compare an indicator of all regions": compare_regions,
    "can my firm get a subsidy": what_is_there_for_us,
}

if __name__ == "__main__":
    main()
