"""A site with two documents of invented places, whose records are written by hand: what is tested is the site."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

import policygraph
from api.app import create_app
from api.settings import Settings
from graph.intake import Intake
from graph.search import Index
from graph.search.feed import rebuild
from graph.store import open_store
from ingest.record import (
    Citation,
    Clause,
    Condition,
    Deadline,
    Document,
    Evidence,
    Incentive,
    Meta,
    Quantity,
    Record,
    Responsibility,
    Source,
    Target,
)

HEAT = "云泽省供热改造实施方案"
WATER = "荻浦市节水补助办法"
AGENCY = "330300/housing-construction"


def _evidence(clause: Clause, quote: str) -> Evidence:
    start = clause.text.index(quote)
    return Evidence(clause, start, start + len(quote), "test/by-hand")


def _heat() -> Document:
    head = Clause("heat", "", f"{HEAT}\n云政发〔2024〕9号", kind="head")
    one = Clause("heat", "一", "到2027年，改造老旧供热管网1200公里，供热能耗下降8%。", 1, "总体目标", headings=())
    text = "对使用满15年的管网，2026年6月底前完成改造。（省住房城乡建设厅牵头，省财政厅配合）"
    two = Clause("heat", "二/(一)", text, 2, "改造老旧管网", headings=("主要任务",))
    script = Clause(
        "heat", "二/(二)", "<script>alert(1)</script> 依据《荻浦市节水补助办法》办理。", 2, "“引号”与<b>标签</b>"
    )
    bracket = _evidence(two, "（省住房城乡建设厅牵头，省财政厅配合）")
    task, due = "完成老旧管网改造", date(2026, 6, 30)
    records: tuple[Record, ...] = (
        Target(_evidence(one, "改造老旧供热管网1200公里"), "老旧供热管网", 1200.0, "公里", by=date(2027, 12, 31)),
        Target(_evidence(one, "供热能耗下降8%"), "供热能耗", 8.0, "%", change="decrease", by=date(2027, 12, 31)),
        Deadline(_evidence(one, "到2027年，改造老旧供热管网1200公里"), "by", None, date(2027, 12, 31)),
        Deadline(_evidence(two, "2026年6月底前完成改造"), "by", None, date(2026, 6, 30)),
        Responsibility(bracket, "省住房城乡建设厅", "省住房城乡建设厅", "lead", "bracket", task, due, agency_id=AGENCY),
        Responsibility(bracket, "省财政厅", "省财政厅", "support", "bracket", task, due, agency_id="330000/finance"),
        Citation(_evidence(script, "《荻浦市节水补助办法》"), WATER, relation="based_on"),
    )
    source = Source("供热方案.txt", "a" * 64, "text/plain", ())
    meta = Meta(
        HEAT,
        "云政发〔2024〕9号",
        ("云泽省人民政府",),
        date(2024, 3, 1),
        region="浙江省",
        level="provincial",
        kind="plan",
    )
    clauses = (head, one, two, script)
    return Document("heat", source, _placed(meta, "330000"), clauses, records)


def _water() -> Document:
    text = "对购置节水器具的企业，按设备投入的20%给予补助，最高50万元。企业应当在本市注册。"
    one = Clause("water", "第三条", text, 1, "", "article")
    end = Clause("water", "第九条", "本办法自2023年1月1日起施行，有效期至2025年12月31日。", 1, "", "article")
    offered = Incentive(
        _evidence(one, "按设备投入的20%给予补助，最高50万元"),
        "subsidy",
        "购置节水器具的企业",
        rate=Quantity(20.0, "%", "=", of="设备投入"),
        cap=Quantity(500000.0, "元", "<="),
        conditions=(Condition("在本市注册", "在本市注册", "=", True),),
        valid_to=date(2025, 12, 31),
    )
    until = Deadline(_evidence(end, "有效期至2025年12月31日"), "until", None, date(2025, 12, 31))
    source = Source("节水办法.txt", "b" * 64, "text/plain", ())
    meta = Meta(WATER, None, ("荻浦市水务局",), date(2022, 12, 20), region="温州市", level="municipal", kind="measures")
    return Document("water", source, _placed(meta, "330300"), (one, end), (offered, until))


def _placed(meta: Meta, code: str) -> Meta:
    from dataclasses import replace

    return replace(meta, region_id=code)


@dataclass
class PostgreSQL:
    """A PostgreSQL server on a socket of its own, which can be stopped and started again."""

    programs: Path
    folder: Path
    running: subprocess.Popen[bytes] | None = None

    @property
    def owner(self) -> dict[str, Any]:
        return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"

    def start(self) -> None:
        command = [self.programs / "postgres", "-D", self.folder / "data", "-k", self.folder, "-F"]
        command += ["-c", "listen_addresses="]
        with (self.folder / "log").open("ab") as log:
            self.running = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log, **self.owner)
        engine = sa.create_engine(self.url("postgres"), poolclass=sa.NullPool)
        for _ in range(200):
            try:
                engine.connect().close()
                return
            except sa.exc.OperationalError:
                assert self.running.poll() is None, (self.folder / "log").read_text("utf-8", "replace")
                time.sleep(0.05)

    def stop(self) -> None:
        if self.running:
            self.running.send_signal(3)  # SIGQUIT: at once
            self.running.wait(10)

    def database(self, name: str) -> str:
        """Make a database and return its URL."""
        engine = sa.create_engine(self.url("postgres"), poolclass=sa.NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as base:
            base.exec_driver_sql(f"CREATE DATABASE {name}")
        return self.url(name)


@pytest.fixture(scope="module")
def server() -> Iterator[PostgreSQL]:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("PostgreSQL is not installed here: apt-get install postgresql")
    pytest.importorskip("psycopg", reason="pip install 'policygraph[postgres]'")
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    one = PostgreSQL(found[-1].parent, folder)
    if os.getuid() == 0:
        who = pwd.getpwnam("postgres")
        os.chown(folder, who.pw_uid, who.pw_gid)
    command = [found[-1], "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
    try:
        subprocess.run(command, check=True, capture_output=True, cwd=folder, **one.owner)
        one.start()
        yield one
    finally:
        one.stop()
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return _filled(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The same documents in a folder that `site` does not hold open, for a server in a process of its own."""
    return _filled(tmp_path_factory.mktemp("own"))


def _filled(folder: Path) -> Settings:
    settings = Settings(data=folder, query_rows=50)
    with open_store(settings.store_location) as store:
        for document in (_heat(), _water()):
            Intake(store, settings.base).put(Path(document.source.name), [document])
        rebuild(Index.open(settings.index_path), store)
    return settings


@pytest.fixture(scope="session")
def site(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client


ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
Serve = Callable[..., AbstractContextManager[str]]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")  # no longer: what drives it holds an event loop, and other modules run their own
def browser() -> Iterator[object]:
    """Debian's Chromium, one for all tests of a module."""
    if not CHROMIUM.exists():
        pytest.skip("no Chromium at /usr/bin/chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def corpus_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds all documents of `corpus/`, those that are PDFs with the pictures of their pages."""
    data = tmp_path_factory.mktemp("corpus")
    read = [sys.executable, "-m", "api", "ingest", "corpus/documents", "corpus/pdf", "--data", str(data)]
    read += ["--authority", "corpus/regions.ttl", "--workers", "2"]
    subprocess.run(read, cwd=ROOT, check=True, capture_output=True)
    return data


@pytest.fixture(scope="session")
def corpus_server(corpus_data: Path, serve: Serve) -> Iterator[str]:
    """The address of a server over the corpus."""
    with serve(corpus_data) as address:
        yield address


@pytest.fixture(scope="session")
def example_server(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over one document of the example, and over the same as the private collection 草稿."""
    data, example = tmp_path_factory.mktemp("example") / "data", policygraph.example()
    with policygraph.Store(data, authority=[example / "regions.ttl"]) as store:
        store.ingest(example / "documents" / "luting-farm-measures.md", workers=0)
    shutil.copytree(data, data.parent / "copy")
    (data / "collections").mkdir()
    (data.parent / "copy").rename(data / "collections" / "草稿")
    with serve(data, POLICYGRAPH_KEY="k" * 40, POLICYGRAPH_DIFY="key") as address:
        yield address


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Run `policygraph serve` over a folder on a free port; gives its address, and stops it in the end."""
    return _served


@contextmanager
def _served(data: Path, **settings: str) -> Iterator[str]:
    command = [sys.executable, "-m", "api", "serve", "--data", str(data), "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", **settings}
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env=environment) as running:
        assert running.stderr is not None
        said = running.stderr.readline()
        assert "http://127.0.0.1:" in said, said
        try:
            yield said.split()[1].rstrip("/")
        finally:  # a test that fails must not wait for it without end
            running.terminate()
            running.wait(15)
