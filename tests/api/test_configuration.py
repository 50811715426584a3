"""The configuration file: read from its place, under the environment, and never passed over."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from api.configuration import SettingsError
from api.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, where nothing is set."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("POLICYGRAPH_CONFIG", raising=False)
    return tmp_path


def test_the_file_of_the_current_folder_is_read_and_the_environment_and_calls_win(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Settings().query_rows == 10_000
    (folder / "policygraph.toml").write_text('query_rows = 5\npage_rows = 6\ndata = "a"\nhosts = ["b"]\n', "utf-8")
    monkeypatch.setenv("POLICYGRAPH_PAGE_ROWS", "7")
    found = Settings(data=Path("c"))
    assert (found.query_rows, found.page_rows, found.data, found.hosts) == (5, 7, Path("c"), ("b",))


def test_the_environment_names_another_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "policygraph.toml").write_text("query_rows = 5", "utf-8")
    (folder / "other.toml").write_text("page_rows = 8", "utf-8")
    monkeypatch.setenv("POLICYGRAPH_CONFIG", str(folder / "other.toml"))
    assert (Settings().query_rows, Settings().page_rows) == (10_000, 8)
    monkeypatch.setenv("POLICYGRAPH_CONFIG", "nowhere.toml")
    with pytest.raises(SettingsError, match=r"nowhere\.toml: there is no such file"):
        Settings()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("querry_rows = 5", "there is no setting 'querry_rows'. Did you mean 'query_rows'?"),
        ("[server]\nport = 1", "there is no setting 'server'"),
        ("QUERY_ROWS = 5", "there is no setting 'QUERY_ROWS'"),
        ("query_rows = 0", "query_rows: Input should be greater than 0"),
        ('query_rows = "many"', "query_rows: Input should be a valid integer"),
        ('mcp = "yes"', "mcp: Input should be 'off', 'open' or 'key'"),
        ('contact = "me"', "contact: String should match pattern"),
        ("query_rows = ", "Make it a readable TOML file"),
    ],
)
def test_what_is_wrong_in_the_file_is_an_error_that_names_file_and_key(folder: Path, text: str, message: str) -> None:
    (folder / "policygraph.toml").write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=rf"^policygraph\.toml: .*{re.escape(message)}"):
        Settings()


def test_the_command_line_ends_with_one_line(folder: Path) -> None:
    (folder / "policygraph.toml").write_text("colour = 1", "utf-8")
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); import api.cli; api.cli.main()"]
    done = subprocess.run([*command, "search", "x"], capture_output=True, text=True)
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1, done.stderr
    assert done.stderr.startswith("policygraph.toml: there is no setting 'colour'. Known are data, store,")


def test_the_sample_of_the_guide_is_a_configuration_file(folder: Path) -> None:
    (sample,) = re.findall(r"```toml\n(# policygraph\.toml\n.*?)```", (ROOT / "docs/guide.md").read_text("utf-8"), re.S)
    (folder / "policygraph.toml").write_text(sample, "utf-8")
    assert Settings().hosts == ("policy.example",) and Settings().query_seconds == 5.0 and Settings().json_log
