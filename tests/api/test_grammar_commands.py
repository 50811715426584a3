"""The commands `rules` and `parse`, in processes of its own, on documents of this test."""

import json
import subprocess
import sys
from pathlib import Path


def test_rules_are_counted_by_the_documents_in_which_they_fire(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("关于补贴的通知\n一、对新建冷库的合作社，按投资额的20%给予补助。\n", "utf-8")
    (tmp_path / "b.txt").write_text("关于会议的通知\n一、会议于周五召开。\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "api", "rules", "--support", str(tmp_path), "--json"],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    found = json.loads(done.stdout)
    assert found["documents"] == 2
    assert found["rules"]["incentive/cue"] == 1
    assert found["rules"]["deadline/labelled"] == 0


def test_parse_shows_what_is_read_from_a_clause_and_names_the_clauses_there_are(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("关于补贴的办法\n一、对新建冷库的合作社，按投资额的20%给予补助。\n", "utf-8")
    command = [sys.executable, "-m", "api", "parse", str(file), "--clause"]
    done = subprocess.run([*command, "一"], capture_output=True, text=True, check=True, timeout=120)
    assert "新建冷库" in done.stdout and "20 %" in done.stdout
    drawn = tmp_path / "a.svg"
    subprocess.run([*command, "一", "--svg", str(drawn)], check=True, timeout=120)
    assert drawn.read_text("utf-8").startswith("<svg")
    wrong = subprocess.run([*command, "九"], capture_output=True, text=True, timeout=120)
    assert wrong.returncode == 1 and "Name one of: 一" in wrong.stderr
