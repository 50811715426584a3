"""The command `rules`, in a process of its own, on a document of this test."""

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
