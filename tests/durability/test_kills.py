"""Three score kills at random moments: nothing is lost, nothing is half done, and work goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_kills_at_random_moments_lose_nothing() -> None:
    command = [sys.executable, str(Path(__file__).with_name("kills.py")), "60", "5"]
    alone = os.environ | {"POLICYGRAPH_WORKERS": "0"}  # reads itself: half of the time would be a reader's start
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, env=alone)
    assert done.returncode == 0, done.stdout + done.stderr
