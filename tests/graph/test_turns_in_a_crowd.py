"""Who is let in first of a crowd of queries: who looks short, the last to come, and now and then the first of all."""

from __future__ import annotations

import asyncio

import pytest

from graph.endpoint.estimate import looks_long
from graph.endpoint.places import Places


def order(waiting: list[bool]) -> list[int]:
    """In which order those are let in who come one after another while the one place is taken; True: looks long."""

    async def told() -> list[int]:
        places, came = Places(1), list[int]()
        until = asyncio.get_running_loop().time() + 5
        await places.take(until)

        async def one(number: int, long: bool) -> None:
            await places.take(until, long)
            came.append(number)
            places.leave()

        tasks = []
        for number, long in enumerate(waiting):
            tasks.append(asyncio.create_task(one(number, long)))
            await asyncio.sleep(0)  # each has come before the next one does
        places.leave()
        await asyncio.gather(*tasks)
        assert places.free == 1
        return came

    return asyncio.run(told())


def test_the_last_is_let_in_first_and_the_first_at_every_fourth_time() -> None:
    assert order([False] * 6) == [5, 4, 3, 0, 2, 1]


def test_who_looks_short_goes_before_all_who_look_long() -> None:
    assert order([False, True, True, False, True]) == [3, 0, 4, 1, 2]


def test_who_looks_long_is_not_kept_out_by_those_who_do_not() -> None:
    assert order([True, *[False] * 8]).index(0) == 3


def test_who_no_longer_waits_takes_no_place() -> None:
    async def told() -> int:
        places = Places(1)
        await places.take(asyncio.get_running_loop().time() + 5)
        with pytest.raises(TimeoutError):
            await places.take(asyncio.get_running_loop().time() + 0.01, long=True)
        places.leave()
        return places.free

    assert asyncio.run(told()) == 1


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?d a eli:LegalResource }",
        "SELECT ?d ?t { ?d a eli:LegalResource ; dcterms:title ?t } LIMIT 10",
        "SELECT ?p ?o { ?c pg:path '一/(7)' ; ?p ?o } LIMIT 20",
        "PREFIX a: <urn:a#>\nSELECT * WHERE { <urn:x> ?p ?o . }",
        "SELECT * { ?s ?p ?o } LIMIT 5 # { ?a ?b ?c } REGEX",
        "SELECT * { ?s rdfs:label 'REGEX { ?a ?b ?c . ?d ?e ?f }' }",
        "SELECT * { ?r a pg:Target ; oa:hasTarget/oa:hasSelector/oa:exact ?q } LIMIT 3",
        "DESCRIBE <urn:x>",
        "",
    ],
)
def test_looks_short(text: str) -> None:
    assert not looks_long(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o . ?a ?q ?b . ?c ?r ?d FILTER(STRLEN(STR(?o)) < 0) }",
        "SELECT * { ?s ?p ?o }",
        "SELECT * { ?s ?p ?o . ?o ?q ?z } LIMIT 1",
        "SELECT * { ?s a <urn:A> . ?o a <urn:B> } LIMIT 1",
        "SELECT * { ?s a <urn:A> { ?o a <urn:B> } }",
        "ASK { ?s (<urn:p>|<urn:q>)* ?o }",
        "ASK { ?s a+ ?o }",
        "SELECT ?s { ?s ?p ?o } ORDER BY ?o LIMIT 1",
        "SELECT ?s { ?s rdfs:label ?o FILTER REGEX(?o, '(a+)+$') } LIMIT 1",
        "SELECT * { GRAPH ?g { ?s ?p ?o } }",
    ],
)
def test_looks_long(text: str) -> None:
    assert looks_long(text)


def test_a_text_of_any_size_is_weighed_in_one_go() -> None:
    assert looks_long("SELECT * {" + "?s ?p ?o . " * 20_000 + "}")
    assert not looks_long("{" * 4_000 + "'" * 4_000)
    assert looks_long("{" * 50_000 + "'" * 50_000)  # of more than 10 000 characters nothing more is looked at
    assert looks_long("SELECT * {" + " ".join(f"?a{n} a <urn:A> ." for n in range(20_000)) + "}")
