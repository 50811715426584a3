"""Some broken files of every kind keep the promises of reading; `make fuzz` reads twenty thousand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_broken_files_of_every_kind_give_an_outcome_within_the_limits() -> None:
    command = [sys.executable, str(Path(__file__).with_name("files.py")), "40", "3"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "40 files" in done.stdout and "0 broke a promise" in done.stdout
