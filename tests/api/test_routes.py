"""What the JSON routes answer, and how they refuse."""

from __future__ import annotations

import csv
import io

import pytest

AGENCY = "330300/housing-construction"
HEAT = "云泽省供热改造实施方案"
WATER = "荻浦市节水补助办法"


def test_search_gives_the_fields_of_the_contract(site) -> None:
    body = site.get("/api/search", params={"q": "谁牵头改造老旧管网"}).json()
    assert set(body["hits"][0]) == {"title", "path", "heading", "text", "paragraph", "score", "iri", "document", "why"}
    assert (body["hits"][0]["title"], body["hits"][0]["path"]) == (HEAT, "二/(一)")
    assert body["total"] >= len(body["hits"])


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({"region": "330000"}, {HEAT, WATER}),
        ({"region": "温州市"}, {WATER}),
        ({"kind": "plan"}, {HEAT}),
        ({"kind": "incentive"}, {WATER}),
        ({"agency": AGENCY}, {HEAT}),
        ({"from": "2024-01-01"}, {HEAT}),
        ({"to": "2023-12-31"}, {WATER}),
    ],
)
def test_search_narrows_by_region_with_its_descendants_agency_kind_and_date(site, filters, titles) -> None:
    hits = site.get("/api/search", params={"q": "改造 节水 补助", **filters}).json()["hits"]
    assert {hit["title"] for hit in hits} == titles


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/api/search", "q"),
        ("/api/search?q=", "q"),
        ("/api/search?q=%20%20", "q"),
        ("/api/search?q=" + "长" * 3000, "q"),
        ("/api/search?q=a&limit=0", "limit"),
        ("/api/search?q=a&limit=-1", "limit"),
        ("/api/search?q=a&limit=1000000000", "limit"),
        ("/api/search?q=a&limit=x", "limit"),
        ("/api/search?q=a&region=无此地", "region"),
        ("/api/search?q=a&agency=none", "agency"),
        ("/api/search?q=a&agency=%3Ea%3C", "agency"),
        ("/api/search?q=a&kind=poem", "kind"),
        ("/api/search?q=a&from=yesterday", "from"),
        ("/api/search?q=a&from=2024-02-02&to=2024-01-01", "to"),
        ("/api/search?q=a&colour=red", "colour"),
        ("/api/ask?q=", "q"),
        ("/api/ask?q=a&on=2024-13-01", "on"),
        ("/api/targets?limit=1000000000", "limit"),
        ("/api/targets?colour=red", "colour"),
        ("/api/deadlines?kind=never", "kind"),
        ("/api/documents?offset=-1", "offset"),
        ("/api/targets?document=none", "document"),
    ],
)
def test_a_wrong_parameter_is_named(site, path: str, field: str) -> None:
    reply = site.get(path)
    assert reply.status_code == 422
    assert reply.headers["content-type"] == "application/problem+json"
    assert field in {error["field"] for error in reply.json()["errors"]}


@pytest.mark.parametrize("q", ["，。！", "🌧️🌧️", "'; DROP TABLE x; --", 'SELECT * { ?s ?p "', "“", "%00", "a" * 2000])
def test_odd_questions_are_answered(site, q: str) -> None:
    for route in ("/api/search", "/api/ask"):
        assert site.get(route, params={"q": q}).status_code == 200


@pytest.mark.parametrize(
    ("question", "intent", "said", "path"),
    [
        ("谁牵头改造老旧管网？", "who", "省住房城乡建设厅牵头，省财政厅配合", "二/(一)"),
        ("使用满15年的管网最迟什么时候改造完？", "when", "2026年6月30日", "二/(一)"),
        ("买节水器具能补多少？", "how_much", "最高50万元", "第三条"),
        ("要改造多少公里老旧供热管网？", "target", "1200公里", "一"),
    ],
)
def test_ask_answers_with_the_clause(site, question: str, intent: str, said: str, path: str) -> None:
    body = site.get("/api/ask", params={"q": question}).json()
    assert set(body) >= {"answer", "intent", "citations", "eligibility"}
    assert (body["intent"], body["eligibility"]) == (intent, None)
    assert said in body["answer"]
    assert body["citations"][0]["path"] == path


def test_every_quote_of_an_answer_stands_in_its_clause(site) -> None:
    documents = [site.get(f"/api/documents/{row['id']}").json() for row in site.get("/api/documents").json()["items"]]
    texts = {clause["clause"]: clause["text"] for document in documents for clause in document["clauses"]}
    for question in ("谁牵头改造管网", "补助多少", "供热", "什么时候失效"):
        for cited in site.get("/api/ask", params={"q": question}).json()["citations"]:
            assert cited["quote"] in texts[cited["iri"]]


def test_what_the_documents_do_not_say_is_said(site) -> None:
    body = site.get("/api/ask", params={"q": "火星移民几时报名"}).json()
    assert "没有回答" in body["answer"]


def test_the_ledger_tells_role_due_targets_others_and_clause(site) -> None:
    (task,) = site.get(f"/api/agencies/{AGENCY}/tasks").json()["items"]
    assert (task["role"], task["due"], task["path"]) == ("lead", "2026-06-30", "二/(一)")
    assert "省财政厅" in task["others"]
    assert site.get(f"/api/agencies/{AGENCY}/tasks?role=support").json()["items"] == []


def test_agencies_are_listed_and_found_by_name(site) -> None:
    everyone = site.get("/api/agencies").json()
    assert {row["id"] for row in everyone["items"]} == {AGENCY, "330000/finance"}
    assert site.get("/api/agencies?name=财政").json()["total"] == 1
    assert site.get(f"/api/agencies/{AGENCY}").json()["function"] == "住房和城乡建设"


@pytest.mark.parametrize("path", ["/api/agencies/none", "/api/agencies/none/tasks", "/api/documents/none", "/api/none"])
def test_what_does_not_exist_is_a_problem_404(site, path: str) -> None:
    reply = site.get(path)
    assert (reply.status_code, reply.headers["content-type"]) == (404, "application/problem+json")
    assert reply.json()["status"] == 404


def test_targets_carry_value_unit_date_and_proof(site) -> None:
    rows = site.get("/api/targets", params={"indicator": "管网"}).json()["items"]
    assert [(row["value"], row["unit"], row["by"], row["path"]) for row in rows] == [(1200, "公里", "2027-12-31", "一")]
    assert rows[0]["quote"] == "改造老旧供热管网1200公里"


def test_lists_have_pages(site) -> None:
    first = site.get("/api/deadlines?limit=1").json()
    rest = site.get("/api/deadlines?limit=5&offset=1").json()
    assert (first["total"], len(first["items"]), len(rest["items"])) == (3, 1, 2)
    assert first["items"][0]["ends"] <= rest["items"][0]["ends"]


@pytest.mark.parametrize("way", [{"params": {"format": "csv"}}, {"headers": {"accept": "text/csv"}}])
def test_lists_come_as_csv(site, way) -> None:
    reply = site.get("/api/deadlines", **way)
    assert reply.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig"))))
    assert len(rows) == 3
    assert {"ends", "title", "path", "quote"} <= set(rows[0])


def test_a_format_that_no_list_has_is_406(site) -> None:
    assert site.get("/api/targets", headers={"accept": "image/png"}).status_code == 406


def test_the_calendar_has_one_event_a_bound_with_a_stable_id(site) -> None:
    from icalendar import Calendar

    def events() -> dict[str, object]:
        feed = Calendar.from_ical(site.get("/api/deadlines.ics").content)
        return {str(event["uid"]): event["dtstart"].dt for event in feed.walk("VEVENT")}

    assert sorted(map(str, events().values())) == ["2025-12-31", "2026-06-30", "2027-12-31"]
    assert events() == events()


def test_a_document_has_its_text_and_its_facts(site) -> None:
    id = site.get("/api/documents", params={"title": "供热"}).json()["items"][0]["id"]
    body = site.get(f"/api/documents/{id}").json()
    assert (body["title"], body["number"], body["issued"]) == (HEAT, "云政发〔2024〕9号", "2024-03-01")
    assert [clause["path"] for clause in body["clauses"]] == ["", "一", "二/(一)", "二/(二)"]
    for fact in body["facts"]:
        text = next(clause["text"] for clause in body["clauses"] if clause["clause"] == fact["clause"])
        assert text[fact["start"] : fact["end"]] == fact["quote"]


def test_health_and_metrics(site) -> None:
    assert site.get("/healthz").json()["status"] == "ok"
    assert "policygraph_requests_total" in site.get("/metrics").text


def test_an_error_of_ours_tells_nothing_of_the_inside(settings, monkeypatch) -> None:
    from fastapi.testclient import TestClient

    from api.app import create_app
    from api.routes import ask

    monkeypatch.setattr(ask, "answered", lambda *_: 1 / 0)
    app = create_app(settings.model_copy(update={"data": settings.data.parent / "empty"}))
    with TestClient(app, raise_server_exceptions=False) as client:
        reply = client.get("/api/ask?q=x")
    assert reply.status_code == 500
    assert "ZeroDivision" not in reply.text


def test_importing_the_application_loads_nothing_heavy() -> None:
    import subprocess
    import sys

    heavy = ("torch", "spacy", "tantivy", "rdflib", "pypdfium2")
    code = f"import api.app, sys; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_which_document_is_meant_by_this_one_is_not_sure_where_several_may_be(site) -> None:
    several, one = (site.get("/api/ask", params={"q": q}).json() for q in ("本办法何时施行", "供热管网何时完成改造"))
    assert len({cited["title"] for cited in several["citations"]}) > 1 and several["found"]
    assert (several["sure"], one["sure"]) == (False, True)
