"""Every list takes a day, and leaves out what is not in force on it."""

from __future__ import annotations

import pytest

LISTS = ["/api/documents", "/api/targets", "/api/deadlines", "/api/incentives", "/api/citations", "/api/agencies"]
LISTS += ["/api/agencies/330300/housing-construction/tasks"]


@pytest.mark.parametrize("path", LISTS)
def test_nothing_is_in_force_before_it_was_issued(site, path) -> None:
    assert site.get(path, params={"on": "2020-01-01"}).json()["total"] == 0
    assert site.get(path).json()["total"] > 0


def test_what_was_issued_later_is_left_out(site) -> None:
    titles = {row["title"] for row in site.get("/api/documents", params={"on": "2023-06-01"}).json()["items"]}
    assert titles == {"荻浦市节水补助办法"}
    assert {row["title"] for row in site.get("/api/deadlines", params={"on": "2023-06-01"}).json()["items"]} == titles


def test_a_calendar_takes_a_day(site) -> None:
    whole, early = (site.get("/api/deadlines.ics", params=params).text for params in ({}, {"on": "2020-01-01"}))
    assert "VEVENT" in whole and "VEVENT" not in early


def test_agencies_count_the_tasks_of_that_day_alone(site) -> None:
    rows = site.get("/api/agencies", params={"on": "2024-06-01"}).json()["items"]
    assert {row["name"]: (row["tasks"], row["leads"]) for row in rows} == {
        "省住房城乡建设厅": (1, 1),
        "省财政厅": (1, 0),
    }


def test_how_documents_stand_is_told_with_words(site) -> None:
    rows = site.get("/api/validity", params={"on": "2022-12-25"}).json()["items"]
    assert {row["title"]: row["state"] for row in rows} == {
        "云泽省供热改造实施方案": "not_issued",
        "荻浦市节水补助办法": "in_force",
    }
    assert site.get("/api/validity", params={"on": "2022-12-25", "state": "in_force"}).json()["total"] == 1
    assert site.get("/api/validity", params={"state": "asleep"}).status_code == 422


def test_a_search_finds_what_is_in_force_that_day(site) -> None:
    """One document is of 2022, the other of 2024."""

    def found(**params: str) -> set[str]:
        hits = site.get("/api/search", params={"q": "节水补助和供热改造", **params}).json()["hits"]
        return {hit["title"] for hit in hits}

    assert found() == {"荻浦市节水补助办法", "云泽省供热改造实施方案"}
    assert found(on="2023-06-01") == {"荻浦市节水补助办法"}
    assert found(on="2023-06-01", kind="responsibility") == set()
    assert found(on="2020-01-01") == set()


NEEDED = {"indicator": "供热能耗", "matter": "供热", "q": "谁牵头"}
TIMELESS = {"/api/proof", "/api/compare/documents", "/api/agencies/{id}", "/api/documents/{id}"}
TIMELESS |= {"/api/jobs", "/api/jobs/{id}", "/api/watches"}
TIMELESS |= {
    "/api/schemes/{id}",
    "/api/schemes/{id}/service",
    "/api/questionnaire",
}  # what a text asks, validity included


def test_every_route_of_facts_takes_a_day_and_refuses_by_name_what_is_none(site) -> None:
    taken = set()
    for path, methods in site.get("/api/openapi.json").json()["paths"].items():
        if not path.startswith("/api/") or "get" not in methods:
            continue
        known = {parameter["name"] for parameter in methods["get"].get("parameters", ())}
        if "on" not in known:
            assert path in TIMELESS
            continue
        taken.add(path)
        address = path.replace("{id}", "330300/housing-construction").replace("{format}", "svg")
        for day in ("2024-02-30", "0", "20240101", "2024-01-01T00:00:00", "昨天", "-2024-01-01", ""):
            given = {name: value for name, value in NEEDED.items() if name in known}
            reply = site.get(address, params=given | {"on": day})
            assert (reply.status_code, [error["field"] for error in reply.json()["errors"]]) == (422, ["on"]), path
    assert {path.replace("330300/housing-construction", "{id}") for path in LISTS} <= taken
