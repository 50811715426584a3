"""The OpenAPI description says what the server does: another tool calls every operation that it names."""

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("schemathesis")

HERE = Path(__file__).parent
CASES = 6  # for each operation: enough to see a wrong format or status, few enough for a test


def test_every_operation_answers_as_it_is_described(corpus_server: str, tmp_path: Path) -> None:
    command = [str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(HERE / "schemathesis.toml")]
    command += ["run", f"{corpus_server}/api/openapi.json", "--phases", "examples,fuzzing", "--seed", "1"]
    command += ["--max-examples", str(CASES), "--max-failures", "20", "--request-timeout", "30", "--no-color"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout[-4000:]
