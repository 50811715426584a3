"""`/api/compare`: one indicator over regions as JSON and as a table."""

from __future__ import annotations

import csv
import io


def test_goals_carry_their_proof_and_unset_regions_are_named(site) -> None:
    body = site.get("/api/compare", params={"indicator": "capacity-solar", "regions": "330000,温州市"}).json()
    assert body["label"] == "" or body["items"]
    assert len(body["missing"]) + len(body["items"]) >= 2


def test_csv_has_one_row_a_goal(site) -> None:
    reply = site.get("/api/compare", params={"indicator": "capacity-solar", "format": "csv"})
    assert reply.headers["content-type"].startswith("text/csv")
    assert list(csv.DictReader(io.StringIO(reply.text.removeprefix("\ufeff")))) == []


def test_what_no_list_has_is_named(site) -> None:
    for query, field in (("indicator=无此指标", "indicator"), ("indicator=capacity-solar&regions=无此地", "regions")):
        reply = site.get(f"/api/compare?{query}")
        assert reply.status_code == 422
        assert reply.json()["errors"][0]["field"] == field
