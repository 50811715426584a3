"""The project's papers: they exist, are short, lead somewhere, and are in the field's words."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import crossplane
import pytest
import yaml
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from api.app import create_app
from api.settings import Settings

ROOT = Path(__file__).parents[1]
DOCS = sorted((ROOT / "docs").glob("*.md"))
READMES = [ROOT / "README.md", ROOT / "README.zh.md"]
OTHERS = [ROOT / name for name in ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")]
PAPERS = [*READMES, *OTHERS, *DOCS]
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
ODD = re.compile(r"\b(?:told|heard|shut out|let off|mend\w*|reckon\w*|spell|spells|uplifts?|sorts)\b", re.I)

papers = pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)


def anchors(paper):
    """Return the names of a paper's headings as they are linked to."""
    heads = re.findall(r"^#+ (.+)$", paper.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize(
    "name",
    [
        "LICENSE",
        "NOTICE",
        "CITATION.cff",
        "Dockerfile",
        "compose.yaml",
        "compose.scale.yaml",
        "docs/guide.md",
        "docs/figures.md",
    ],
)
def test_a_paper_is_there(name):
    assert (ROOT / name).stat().st_size > 200


@pytest.mark.parametrize("paper", READMES, ids=lambda path: path.name)
def test_a_readme_is_short(paper):
    assert paper.stat().st_size < 9_000


def test_the_readmes_show_the_same_commands_and_figures():
    lines = [
        [line for line in paper.read_text("utf-8").splitlines() if line.startswith("$ ")]
        + re.findall(r"\d\.\d\d+", paper.read_text("utf-8"))
        for paper in READMES
    ]
    assert lines[0] == lines[1]


@papers
def test_a_link_leads_somewhere(paper):
    for link in LINK.findall(paper.read_text("utf-8")):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = (paper.parent / name).resolve() if name else paper
        assert target.exists(), f"{link} leads nowhere"
        assert not anchor or anchor in anchors(target), f"{link}: there is no such heading"


@papers
def test_a_paper_is_in_the_words_of_the_field(paper):
    assert not ODD.findall(paper.read_text("utf-8"))


def test_the_changelog_has_what_is_not_released():
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert text.index("## [Unreleased]") < text.index(f"## [{version}]")


def test_the_licence_is_that_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["license"] == yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))["license"] == "Apache-2.0"
    assert "Version 2.0, January 2004" in (ROOT / "LICENSE").read_text("utf-8")


def locked(name):
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return dict(line.partition(" ;")[0].split("==") for line in lines if "==" in line)


def test_the_locks_pin_each_package_once_and_the_runtime_has_none_of_the_tools():
    runtime, tools = locked("requirements.lock"), locked("requirements-dev.lock")
    assert not runtime.keys() & tools.keys()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for names, lock in ((project["dependencies"], runtime), (project["optional-dependencies"]["dev"], tools)):
        assert {re.split(r"[^\w.-]", name)[0] for name in names} <= lock.keys()


def test_the_image_copies_what_is_there_and_is_sent_it():
    text = (ROOT / "Dockerfile").read_text("utf-8")
    sent = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    copied = [words.split()[:-1] for words in re.findall(r"^COPY (?!--from)(.+)$", text, re.M)]
    names = {name for part in copied for name in part}
    assert names == sent
    assert all((ROOT / name).exists() for name in names)
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert set(packages["packages"]) <= names


def test_the_image_runs_without_privileges_and_is_watched():
    text = (ROOT / "Dockerfile").read_text("utf-8")
    assert text.index("USER policygraph") < text.index("ENTRYPOINT")
    assert "HEALTHCHECK" in text and "/healthz" in text and "curl" not in text


def test_the_service_has_a_read_only_root_and_keeps_its_data():
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    service = compose["services"]["policygraph"]
    assert service["read_only"] and service["cap_drop"] == ["ALL"]
    assert (ROOT / service["build"] / "Dockerfile").exists()
    assert {volume.split(":")[0] for volume in service["volumes"]} == compose["volumes"].keys()


def test_the_servers_of_the_scaled_service_share_all_that_they_need():
    compose = yaml.safe_load((ROOT / "compose.scale.yaml").read_text("utf-8"))
    services = compose["services"]
    one, other = services["web1"], services["web2"]
    assert one == other and one["read_only"] and one["cap_drop"] == ["ALL"]
    named = {key.removeprefix("POLICYGRAPH_").lower(): value for key, value in one["environment"].items()}
    assert named.keys() <= Settings.model_fields.keys()
    assert {"database", "store", "search"} <= named.keys() and "data:/data" in one["volumes"]
    hosts = {re.split("[@/:#]", named[name].rpartition("@")[2].rpartition("//")[2])[0] for name in one["depends_on"]}
    assert hosts == set(one["depends_on"]) == {"database", "store", "search"}
    volumes = {volume.split(":")[0] for service in services.values() for volume in service.get("volumes", ())}
    assert {name for name in volumes if not name.startswith(".")} == compose["volumes"].keys()
    assert f"ARG {next(iter(one['build']['args']))}=" in (ROOT / "Dockerfile").read_text("utf-8")
    proxy = (ROOT / services["proxy"]["volumes"][0].split(":")[0]).read_text("utf-8")
    assert all(f"server {name}:8000;" in proxy for name in ("web1", "web2"))


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed here")
def test_the_unit_is_sound_and_confined(tmp_path: Path) -> None:
    unit = tmp_path / "policygraph.service"
    text = (ROOT / "deploy" / "policygraph.service").read_text("utf-8")
    unit.write_text(text.replace("/opt/policygraph/bin/policygraph", sys.executable), "utf-8")
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, timeout=60)
    assert not [line for line in done.stderr.splitlines() if unit.name in line], done.stderr
    rated = ["systemd-analyze", "security", "--offline=true", "--threshold=25", unit]  # 0 confined … 100 exposed
    assert subprocess.run(rated, capture_output=True, timeout=60).returncode == 0


def test_the_proxy_of_several_servers_reads_and_lets_uploads_through(tmp_path: Path) -> None:
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"events {{}}\nhttp {{ include {ROOT / 'deploy' / 'nginx.scale.conf'}; }}\n", "utf-8")
    found = crossplane.parse(str(whole), strict=True)
    assert found["status"] == "ok", found["errors"]
    lines = [line for one in found["config"] for line in _directives(one["parsed"])]
    (most,) = (arguments[0] for name, arguments in lines if name == "client_max_body_size")
    assert int(most.removesuffix("m")) > Settings().upload_size


def test_the_proxy_speaks_tls_and_lets_uploads_through(tmp_path: Path) -> None:
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"events {{}}\nhttp {{ include {ROOT / 'deploy' / 'nginx.conf'}; }}\n", "utf-8")
    found = crossplane.parse(str(whole), strict=True)
    assert found["status"] == "ok", found["errors"]
    lines = [line for one in found["config"] for line in _directives(one["parsed"])]
    assert ("ssl_protocols", ("TLSv1.2", "TLSv1.3")) in lines
    (most,) = (arguments[0] for name, arguments in lines if name == "client_max_body_size")
    assert int(most.removesuffix("m")) > Settings().upload_size


ALERTS = ROOT / "deploy" / "alerts.yml"


def test_an_alert_has_a_rule_that_reads_and_a_line_in_the_manual() -> None:
    (group,) = yaml.safe_load(ALERTS.read_text("utf-8"))["groups"]
    names = [rule["alert"] for rule in group["rules"]]
    manual = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert re.findall(r"^\| `(Policygraph\w+)` \|", manual, re.M) == names
    for rule in group["rules"]:
        assert rule.keys() <= {"alert", "expr", "for", "labels", "annotations"}, rule["alert"]
        assert rule["labels"]["severity"] in ("page", "ticket") and rule["annotations"]["summary"]
        assert re.fullmatch(r"\d+[smh]", rule.get("for", "0m"))
        bare = re.sub(r'"[^"]*"', "", rule["expr"])
        assert all(bare.count(left) == bare.count(right) for left, right in ("()", "[]", "{}")), rule["alert"]
    if promtool := shutil.which("promtool"):
        subprocess.run([promtool, "check", "rules", ALERTS], check=True, capture_output=True)


def test_an_alert_names_figures_that_the_server_gives(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(data=tmp_path))) as client:
        client.get("/livez")
        families = {one.name for one in text_string_to_metric_families(client.get("/metrics").text)}
    for name in re.findall(r"policygraph_\w+", ALERTS.read_text("utf-8")):
        assert re.sub(r"_(total|bucket|sum|count)$", "", name) in families, f"no figure is called {name}"


def _directives(block: list[dict[str, Any]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in block:
        yield one["directive"], tuple(one["args"])
        yield from _directives(one.get("block", []))
