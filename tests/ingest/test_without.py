"""What loads one library without another that happens to be installed."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from ingest.without import without

_READ = """
import sys
from ingest.link import Register
from ingest.nlp import pipeline
pipeline(Register.load())
assert "spacy" in sys.modules
print([name for name in ("torch", "sentence_transformers") if name in sys.modules])
"""


def test_reading_loads_no_torch_though_it_is_installed() -> None:
    pytest.importorskip("torch", reason="torch is not installed here")
    found = subprocess.run([sys.executable, "-c", _READ], capture_output=True, text=True)
    assert (found.stdout, found.returncode) == ("[]\n", 0), found.stderr


def test_another_thread_imports_what_one_does_without() -> None:
    found = []
    sys.modules.pop("wave", None)
    with without("wave"):
        thread = threading.Thread(target=lambda: found.append(__import__("wave")))
        thread.start()
        thread.join()
        sys.modules.pop("wave")
        with pytest.raises(ModuleNotFoundError):
            __import__("wave")
    assert found and __import__("wave")
