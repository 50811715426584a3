"""The command line: what it writes, what it says of bad files, and its exit status."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph.store import open_store

POLICY = """荻浦市节水行动方案

一、总体目标
到2027年，建成节水型企业120家。

二、重点任务
（一）推广滴灌。2026年6月底前完成改造。（市水务局牵头，市财政局配合）
"""


@pytest.fixture
def run(monkeypatch, capfd):
    """Run a command line in this process; gives exit status, standard output and standard error."""

    def _run(*words: object) -> tuple[int, str, str]:
        from api.cli import main

        monkeypatch.setattr(sys, "argv", ["policygraph", *map(str, words)])
        capfd.readouterr()
        try:
            main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capfd.readouterr()
        return code, out, err

    return _run


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    file = tmp_path / "节水方案.txt"
    file.write_text(POLICY, "utf-8")
    return file


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def triples(data: Path) -> set[str]:
    with open_store(str(data / "store")) as store:
        graphs = [graph for graph in store.graphs() if "policygraph.invalid" in graph]
        return {f"{graph} {triple}" for graph in graphs for triple in store.triples(graph)}


def test_a_file_is_read_found_and_passed_over_when_unchanged(run, policy: Path, data: Path) -> None:
    code, _, err = run("ingest", policy, "--data", data)
    assert (code, "节水方案.txt: 1 document" in err) == (0, True)
    code, out, _ = run("search", "滴灌", "--data", data)
    assert (code, "荻浦市节水行动方案" in out) == (0, True)
    code, _, err = run("ingest", policy, "--data", data)
    assert (code, "1 files, 1 unchanged" in err) == (0, True)


def test_a_changed_file_leaves_nothing_of_its_old_self(run, policy: Path, data: Path) -> None:
    run("ingest", policy, "--data", data)
    policy.write_text(POLICY.replace("荻浦市节水行动方案", "荻浦市供热行动方案").replace("滴灌", "地暖"), "utf-8")
    assert run("ingest", policy, "--data", data)[0] == 0
    assert not [triple for triple in triples(data) if "滴灌" in triple or "节水行动方案" in triple]
    assert "Nothing found" in run("search", "“滴灌”", "--data", data)[1]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.txt", b""),
        ("假.pdf", b"\x00\x01junk\xff" * 50),
        ("白.txt", b" \n \n"),
        ("图.png", b"\x89PNG\r\n\x1a\n1234"),
    ],
)
def test_a_bad_file_is_one_clear_line_and_the_others_go_on(
    run, policy: Path, data: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    bad = tmp_path / name
    bad.write_bytes(content)
    code, _, err = run("ingest", bad, policy, "--data", data)
    about = [line for line in err.splitlines() if line.startswith(f"{name}: ")]
    assert code == 1
    assert len(about) == 1
    assert about[0].count(". ") >= 1  # reason. remedy
    assert "Traceback" not in err
    assert "节水方案.txt: 1 document" in err


def test_a_missing_path_and_an_empty_folder_leave_the_store_as_it_was(run, policy: Path, data: Path, tmp_path) -> None:
    run("ingest", policy, "--data", data)
    before = triples(data)
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "table.xyz").write_text("x", "utf-8")
    for path in (tmp_path / "none.txt", tmp_path / "empty"):
        code, _, err = run("ingest", path, "--data", data)
        assert code == 1
        assert path.name in err
        assert "Traceback" not in err
    assert triples(data) == before


def test_a_bad_new_version_of_a_file_keeps_the_old_one(run, policy: Path, data: Path) -> None:
    run("ingest", policy, "--data", data)
    before = triples(data)
    policy.write_bytes(b"")
    assert run("ingest", policy, "--data", data)[0] == 1
    assert triples(data) == before


def test_a_bad_file_in_an_archive_is_told_each_time_and_the_others_are_kept(run, tmp_path: Path, data: Path) -> None:
    import zipfile

    file = tmp_path / "政策.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("坏.pdf", b"%PDF-1.4 torn")
        archive.writestr("夹/节水方案.txt", POLICY)
    for _ in range(2):
        code, _, err = run("ingest", file, "--data", data)
        assert code == 1 and "政策.zip/坏.pdf: " in err and "政策.zip: 1 document" in err
    code, out, _ = run("extract", file)
    assert code == 1 and json.loads(out)["source"] == "政策.zip/夹/节水方案.txt"


def test_a_folder_is_walked_and_other_kinds_of_files_are_told(run, policy: Path, data: Path) -> None:
    (policy.parent / "in").mkdir()
    policy.rename(policy.parent / "in" / policy.name)
    (policy.parent / "in" / "x.dwg").write_bytes(b"AC10")
    code, _, err = run("ingest", policy.parent / "in", "--data", data)
    assert (code, ".dwg (1)" in err) == (0, True)


def test_extract_writes_one_document_a_line_with_spans(run, policy: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    assert run("extract", policy, "-o", out)[0] == 0
    (record,) = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert record["source"] == "节水方案.txt"
    texts = {clause["path"]: clause["text"] for clause in record["clauses"]}
    for kind in ("targets", "responsibilities", "deadlines", "citations", "incentives"):
        for found in record[kind]:
            start, end = found["span"]
            assert texts[found["path"]][start:end] == found["quote"]
    assert {row["agency_norm"] for row in record["responsibilities"]} == {"市水务局", "市财政局"}


def test_extract_to_standard_output_is_nothing_but_records(run, policy: Path) -> None:
    code, out, err = run("extract", policy, "-o", "-", "--audit")
    assert code == 0
    assert [json.loads(line)["source"] for line in out.splitlines()] == ["节水方案.txt"]
    assert "numbers in all" in err


def test_extract_on_a_folder_ends_with_what_was_read_and_refused(run, policy: Path) -> None:
    (policy.parent / "in").mkdir()
    policy.rename(policy.parent / "in" / policy.name)
    (policy.parent / "in" / "空.txt").write_text("", "utf-8")
    code, out, err = run("extract", policy.parent / "in", "-o", "-")
    assert (code, len(out.splitlines())) == (1, 1)
    assert "2 files: 1 read, 1 refused; 1 document in " in err


def test_a_document_of_which_nothing_was_read_is_named_in_red(run, policy: Path, data: Path) -> None:
    policy.write_text("某报告\n\n" + "责任单位很多，补贴很多，负责的人很多。\n" * 20, "utf-8")
    assert "audit-red: " in run("extract", policy)[2]
    assert "一条记录也没有读出" in run("ingest", policy, "--data", data)[2]


def test_the_audit_of_a_file_and_of_the_store_that_holds_it_agree(run, policy: Path, data: Path) -> None:
    run("ingest", policy, "--data", data)
    (of_file,) = json.loads(run("audit", policy, "--json")[1])["documents"]
    (of_store,) = json.loads(run("audit", "--data", data, "--json")[1])["documents"]
    assert of_file["measures"].pop("kept")["misses"] == []
    assert of_file == of_store
    assert of_store["measures"]["agencies"] == {"seen": 1, "held": 1, "misses": []}


def test_the_audit_prints_shares_misses_and_the_worst(run, policy: Path) -> None:
    code, out, _ = run("audit", policy, "--worst", "1")
    assert (code, "agencies   1.000  1 of 1" in out, "节水方案.txt: " in out) == (0, True, True)
    assert run("audit", policy, "--misses", "date")[:2] == (0, "")
    assert run("audit", policy, "--misses", "nothing")[0] == 2


def test_several_workers_give_the_same_as_one(run, policy: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.txt"
    other.write_text(POLICY.replace("荻浦", "云泽"), "utf-8")
    one, two = run("extract", policy, other)[1], run("extract", policy, other, "--workers", "2")[1]
    assert one == two


def test_ask_query_sparql_and_reindex(run, policy: Path, data: Path, tmp_path: Path) -> None:
    run("ingest", policy, "--data", data)
    code, out, _ = run("ask", "谁牵头推广滴灌？", "--data", data)
    assert (code, "市水务局牵头" in out) == (0, True)
    assert "Led by 市水务局" in run("ask", "谁牵头推广滴灌？", "--lang", "en", "--data", data)[1]
    code, out, _ = run("query", "deadlines", "--data", data)
    assert (code, "2026-06-30" in out) == (0, True)
    assert "deadlines" in run("query", "list")[1]
    file = tmp_path / "q.rq"
    file.write_text("SELECT ?t { ?d a eli:LegalResource ; dcterms:title ?t }", "utf-8")
    assert "荻浦市节水行动方案" in run("sparql", file, "--data", data)[1]
    code, _, err = run("reindex", "--data", data)
    assert (code, "clauses indexed" in err) == (0, True)


@pytest.mark.parametrize(
    "words",
    [
        ("search", "x"),
        ("ask", "x"),
        ("query", "deadlines", "nonsense"),
        ("query", "no_such_query"),
        ("query", "deadlines", "since=tomorrow"),
        ("sparql", "no/such/file"),
    ],
)
def test_mistakes_are_one_line_and_status_1(run, tmp_path: Path, words) -> None:
    code, out, err = run(*words, "--data", tmp_path / "none")
    assert (code, out) == (1, "")
    assert len(err.strip().splitlines()) == 1


def test_help_reads_no_rules_and_loads_no_library_of_the_work() -> None:
    heavy = "torch", "spacy", "rdflib", "pyoxigraph", "pypdfium2", "fastapi", "lxml", "sqlalchemy"
    command = [sys.executable, "-X", "importtime", "-m", "api", "--help"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    loaded = {line.rpartition("|")[2].strip() for line in told.splitlines()}
    assert "typer" in loaded
    assert not loaded & {*heavy, "ingest.extract.rules"}


def test_a_kill_at_any_moment_leaves_whole_documents_only(policy: Path, data: Path, tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(40):
        (many / f"{number:02}.txt").write_text(POLICY.replace("荻浦市", f"荻浦市第{number}区"), "utf-8")
    done = subprocess.Popen(
        [sys.executable, "-m", "api", "ingest", str(many), "--data", str(data)],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert done.stderr is not None
    for line in done.stderr:
        if line.startswith("05.txt"):
            break
    done.send_signal(signal.SIGKILL)
    done.wait()
    with open_store(str(data / "store")) as store:
        names = [graph for graph in store.graphs() if "/id/document/" in graph]
        sizes = {len(list(store.triples(name))) for name in names}
    assert len(names) >= 6
    assert len(sizes) == 1  # every document is there with all of its triples, as all are alike


CITY, PROVINCE = (
    f"{place}人民政府关于印发节水规划的通知\n{place}政发〔202{year}〕1号\n{place}人民政府\n202{year}年3月1日\n"
    f"{place}节水规划\n一、目标\n到2025年，再生水利用率达到{value}%以上。\n二、任务\n"
    f"（一）扩大再生水利用。新建污水处理厂同步规划再生水利用设施，工业生产优先使用再生水。（{place[-1]}水利局牵头）\n"
    for place, year, value in (("温州市", 2, 20), ("浙江省", 1, 25))
)


def test_things_side_by_side(run, data: Path, tmp_path: Path) -> None:
    for name, text in (("city", CITY), ("province", PROVINCE)):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    assert run("ingest", tmp_path, "--data", data)[0] == 0
    code, out, _ = run(
        "compare", "再生水利用率", "--regions", "浙江省,温州市,北京市", "--format", "json", "--data", data
    )
    rows = json.loads(out)
    assert code == 0 and [(row["region"], row["difference"]) for row in rows] == [
        ("浙江省", []),
        ("温州市", ["looser"]),
    ]
    code, out, _ = run("cascade", "--format", "json", "--data", data)
    assert {(row["kind"], row["lower_region"]) for row in json.loads(out)} == {("target", "温州市"), ("task", "温州市")}
    code, out, _ = run("align", "温州市", "浙江省", "--format", "json", "--data", data)
    assert json.loads(out)["counts"]["changed"] >= 1
    code, out, err = run("offices", "再生水", "--regions", "温州市,北京市", "--format", "csv", "--data", data)
    assert "水利局" in out and "says" in err
    code, out, _ = run("conflicts", "--data", data)
    assert code == 0 and not out.strip()
    code, out, _ = run("validity", "--on", "2021-06-01", "--format", "json", "--data", data)
    assert {row["region"]: row["state"] for row in json.loads(out)} == {"浙江省": "in_force", "温州市": "not_issued"}
    code, out, _ = run("proof", rows[0]["record"], "--data", data)
    assert json.loads(out)["quote"] == rows[0]["quote"]
    assert run("network", "agencies", "-o", tmp_path / "net.svg", "--data", data)[0] == 0
    assert (tmp_path / "net.svg").read_text("utf-8").startswith("<svg")
    assert run("network", "agencies", "-o", tmp_path / "net.png", "--data", data)[0] == 0
    assert (tmp_path / "net.png").read_bytes().startswith(b"\x89PNG")
    whole, early, north = (
        json.loads(run("network", "agencies", *narrowed, "--data", data)[1])["nodes"]
        for narrowed in ((), ("--on", "2000-01-01"), ("--region", "浙江省"))
    )
    assert whole and not early and len(north) == len(whole)
    assert run("proof", "https://a.example/x", "--data", data)[0] == 1


def test_regions_of_ones_own_are_known_to_reading_store_and_queries(run, tmp_path, data):
    own = tmp_path / "own.ttl"
    own.write_text(
        "@prefix pg: <https://w3id.org/policygraph/ontology#> .\n"
        "@prefix pg-scheme: <https://w3id.org/policygraph/scheme/> .\n"
        "@prefix region: <https://w3id.org/policygraph/region/> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        'region:x-test a pg:Region ; skos:inScheme pg-scheme:region ; skos:notation "x-test" ;\n'
        '  skos:prefLabel "荻浦市"@zh ; pg:regionLevel "municipal" .\n',
        "utf-8",
    )
    file = tmp_path / "方案.txt"
    file.write_text("荻浦市节水行动方案\n\n一、目标\n到2027年，建成节水型企业120家。（市水务局负责）\n", "utf-8")
    assert run("ingest", file, "--authority", own, "--data", data)[0] == 0
    code, out, _ = run("query", "targets", "region=荻浦市", "--data", data)
    assert code == 0 and "节水型企业" in out and "://" not in out
    assert run("ingest", file, "--authority", tmp_path / "none.ttl", "--data", data)[0] == 1


def test_a_name_that_means_nothing_is_refused_with_a_remedy(run, policy, data):
    run("ingest", policy, "--data", data)
    code, _, error = run("query", "agency_tasks", "agency=无名局", "--data", data)
    assert code == 1
    assert "无名局" in error and "full name" in error
