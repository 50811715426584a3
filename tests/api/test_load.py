"""Hostile queries and slow connections do not keep light users from their answers: a short form of `tests/load`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from api.settings import Settings

LOAD = Path(__file__).parents[1] / "load"


def test_light_users_are_served_beside_hostile_ones(own_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(LOAD))
    for name, value in (("MEMORY", "256"), ("SECONDS", "1")):
        monkeypatch.setenv(f"POLICYGRAPH_QUERY_{name}", value)
    from hostile import measure

    found = measure(own_settings.data, seconds=3, queries=40, slow=40, light=10)
    sys.modules.pop("hostile", None)
    assert found["requests"] >= 10 and found["refused"] == 0
    assert found["peak_mib"] < 1024
